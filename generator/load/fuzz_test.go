package load

import (
	"bytes"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"remit/generator/source"
)

var topKey = regexp.MustCompile(`(?m)^[a-z_]+:(?:[ \r\n]|$)`)

// FuzzPlaybook loads any bytes as a playbook. Whatever they are, nothing panics, every finding lies inside its file, and
// no key of the front matter vanishes without a finding.
func FuzzPlaybook(f *testing.F) {
	archives, err := filepath.Glob("testdata/*.txtar")
	if err != nil {
		f.Fatal(err)
	}
	for _, name := range archives {
		text, err := testdata(filepath.Base(name))
		if err != nil {
			f.Fatal(err)
		}
		for name, text := range unpack(text) {
			if strings.HasSuffix(name, ".md") {
				f.Add([]byte(text))
			}
		}
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		const path = "content/playbooks/p.md"
		fsys := fstest.MapFS{siteFile: {Data: []byte(harbourSite)}, path: {Data: text}}
		lib, found, err := Dir(fsys, Options{Workers: 1})
		if err != nil || len(lib.Playbooks) != 1 {
			t.Fatalf("%v, %d playbooks", err, len(lib.Playbooks))
		}
		for _, d := range found {
			if d.Span.Path() != path || d.Span.Start < 0 || d.Span.Start > d.Span.End || d.Span.End > len(d.Span.File.Text) {
				t.Errorf("%s %s lies at %d to %d of %d", d.Rule, d.Message, d.Span.Start, d.Span.End, len(text))
			}
		}
		if len(found) == 0 {
			nothingIsLost(t, path, text)
		}
	})
}

// nothingIsLost checks a sound playbook: each line of its front matter that begins with a key is a key of the mapping.
func nothingIsLost(t *testing.T, path string, text []byte) {
	r := newReader(source.NewFile(path, text), nil)
	m, _ := r.Markdown()
	var read []string
	for _, p := range r.Document(m.Start, m.End).Pairs {
		read = append(read, p.Key.Text)
	}
	for _, line := range topKey.FindAll(text[m.Start:m.End], -1) {
		key := string(bytes.TrimRight(line, ": \r\n"))
		if !slices.Contains(read, key) {
			t.Errorf("the key %q is lost; read were %q", key, read)
		}
	}
}
