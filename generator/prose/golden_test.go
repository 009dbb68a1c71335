package prose

import (
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/html"
)

var update = flag.Bool("update", false, "rewrite the pages in testdata")

// TestPages compares each text of testdata with its page, word by word with its source (but for the words that the file
// lists as hidden), letter by letter with its sections, and with what the same text gives on Windows.
func TestPages(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("no files: %v", err)
	}
	for _, name := range files {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) {
			archive, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			head, want, _ := strings.Cut(string(archive), "-- want.html --\n")
			head, hidden, _ := strings.Cut(head, "-- hidden --\n")
			_, in, _ := strings.Cut(head, "-- in.md --\n")
			d := Parse([]byte(in), 0)
			got := d.HTML(as)
			if *update {
				before, _, _ := strings.Cut(string(archive), "-- want.html --\n")
				if err := os.WriteFile(name, []byte(before+"-- want.html --\n"+got), 0o644); err != nil {
					t.Fatal(err)
				}
				want = got
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("page mismatch (-want +got):\n%s", diff)
			}
			if d.fault != nil || len(d.Excesses) > 0 {
				t.Errorf("fault %v, Excesses %v", d.fault, d.Excesses)
			}
			checkSafe(t, got)
			shown := append(wordsOf(seen(t, got)), wordsOf(hidden)...)
			slices.Sort(shown)
			written := wordsOf(in)
			slices.Sort(written)
			if diff := cmp.Diff(written, shown); diff != "" {
				t.Errorf("words mismatch (-source +page and hidden):\n%s", diff)
			}
			checkSections(t, d, got)
			windows := Parse([]byte(strings.ReplaceAll(in, "\n", "\r\n")), 0)
			if diff := cmp.Diff(got, windows.HTML(as)); diff != "" {
				t.Errorf("page with carriage returns mismatch (-without +with):\n%s", diff)
			}
		})
	}
}

// checkSections reports letters that are on the page and not in the sections, or the other way round.
func checkSections(t *testing.T, d *Document, page string) {
	t.Helper()
	var all strings.Builder
	for _, s := range d.Sections() {
		all.WriteString(s.Heading + s.Text + strings.Join(s.Code, ""))
	}
	if diff := cmp.Diff(letters(seen(t, page)), letters(all.String())); diff != "" {
		t.Errorf("letters mismatch (-page +sections):\n%s", diff)
	}
}

// letters counts the letters and digits of a text.
func letters(text string) map[string]int {
	counts := map[string]int{}
	for _, r := range text {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			counts[string(r)]++
		}
	}
	return counts
}

func wordsOf(text string) []string {
	return strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) })
}

// seen returns the words that a reader of a page meets, one line for each stretch of text: not the numbers of footnotes,
// but what stands for pictures and in tooltips.
func seen(t *testing.T, page string) string {
	t.Helper()
	var b strings.Builder
	var walk func(n *html.Node)
	walk = func(n *html.Node) {
		if n.Data == "sup" && n.Type == html.ElementNode {
			return
		}
		if n.Type == html.TextNode {
			b.WriteString(n.Data + "\n")
		}
		for _, a := range n.Attr {
			if a.Key == "alt" || a.Key == "title" {
				b.WriteString(a.Val + "\n")
			}
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			walk(c)
		}
	}
	for _, n := range fragment(t, page) {
		walk(n)
	}
	return b.String()
}
