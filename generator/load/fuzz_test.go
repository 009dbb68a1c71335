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
	r := &reader{file: source.NewFile(path, text)}
	m, _ := r.matter()
	var read []string
	for _, p := range r.document(m.start, m.end).pairs {
		read = append(read, p.key.text)
	}
	for _, line := range topKey.FindAll(text[m.start:m.end], -1) {
		key := string(bytes.TrimRight(line, ": \r\n"))
		if !slices.Contains(read, key) {
			t.Errorf("the key %q is lost; read were %q", key, read)
		}
	}
}

// FuzzPlaces reads any YAML and checks that each word stands where it is said to.
func FuzzPlaces(f *testing.F) {
	for _, seed := range []string{"a: b", "a: 'it''s'\nb: \"x\\u0041\\n\\\n  y\"", "a: |\n  x\n\n   y\nb: >-\n  x\n  y\n\n  z\n", "a: {b: [c, 'd',\n  e f\n  g]}", "- a\n- b: c\n", "é😀: ü\r\nb: c\r\n", "a: b\n  c\n\n  d"} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		r := &reader{file: source.NewFile("x", text)}
		n := r.document(0, len(text))
		r.checkPlaces(t, n)
	})
}

func (r *reader) checkPlaces(t *testing.T, n *node) {
	if n.start < 0 || n.start > n.end || n.end > len(r.file.Text) {
		t.Errorf("a node lies at %d to %d of %d", n.start, n.end, len(r.file.Text))
		return
	}
	for _, item := range n.items {
		r.checkPlaces(t, item)
	}
	for _, p := range n.pairs {
		r.checkPlaces(t, p.key)
		r.checkPlaces(t, p.value)
	}
	if n.kind != scalarNode || n.broken || len(r.found) > 0 {
		return
	}
	if n.at == nil {
		if got := string(r.file.Text[n.first : n.first+len(n.text)]); got != n.text {
			t.Errorf("%q stands where %q should be", got, n.text)
		}
		return
	}
	if len(n.at) != len(n.text) || !slices.IsSorted(n.at) {
		t.Errorf("%q has the places %v", n.text, n.at)
	}
	for i, at := range n.at {
		if at < n.start || at > n.end {
			t.Errorf("byte %d of %q stands at %d, outside %d to %d", i, n.text, at, n.start, n.end)
		}
	}
}
