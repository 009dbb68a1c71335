package prose

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// FuzzPage holds every text to what the package promises: safe pages, sections with the same letters, places inside the
// file, and the same page each time.
func FuzzPage(f *testing.F) {
	files, _ := filepath.Glob("testdata/*.txtar")
	for _, name := range files {
		archive, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		for _, block := range bytes.Split(archive, []byte("\n\n")) {
			f.Add(block, 0)
		}
	}
	hostile, err := os.ReadFile("testdata/hostile.txt")
	if err != nil {
		f.Fatal(err)
	}
	for payload := range bytes.Lines(hostile) {
		f.Add(payload, 1)
	}
	for _, text := range crowded(200) {
		f.Add([]byte(text), 0)
	}
	f.Fuzz(func(t *testing.T, text []byte, start int) {
		checkDocument(t, text, start)
	})
}

func checkDocument(t *testing.T, text []byte, start int) {
	t.Helper()
	d := Parse(text, start)
	if d.fault != nil {
		t.Fatalf("the parser panicked: %v", d.fault)
	}
	page := d.HTML(as)
	checkSafe(t, page)
	checkSafe(t, d.Render(Options{WithoutTitle: true, Prefix: "p:"}))
	checkSections(t, d, page)
	for _, h := range d.Headings {
		if h.Offset < 0 || h.Offset >= len(text) || h.Text == "" {
			t.Errorf("heading out of place: %+v", h)
		}
	}
	for _, l := range d.Links {
		if l.Offset < 0 || l.End > len(text) || l.Offset >= l.End {
			t.Errorf("link out of place: %+v", l)
			continue
		}
		first, image := text[l.Offset], l.Image
		if image != (first == '!') || !image && !strings.ContainsRune("[<", rune(first)) && !letterOrDigit(first) && !strings.ContainsRune("._-+", rune(first)) {
			t.Errorf("link at a strange place: %+v %q", l, text[l.Offset:l.End])
		}
	}
	for _, r := range d.RawHTML {
		if r.Offset < 0 || r.End > len(text) || text[r.Offset] != '<' {
			t.Errorf("raw HTML out of place: %+v", r)
		}
	}
	if again := Parse(text, start).HTML(as); again != page {
		t.Errorf("the same text gave two pages:\n%s\n%s", page, again)
	}
}
