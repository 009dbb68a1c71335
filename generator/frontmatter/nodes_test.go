package frontmatter

import (
	"fmt"
	"path/filepath"
	"slices"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"remit/generator/source"
)

// FuzzPlaces reads any YAML and checks that each word stands where it is said to.
func FuzzPlaces(f *testing.F) {
	for _, seed := range []string{"a: b", "a: 'it''s'\nb: \"x\\u0041\\n\\\n  y\"", "a: |\n  x\n\n   y\nb: >-\n  x\n  y\n\n  z\n", "a: {b: [c, 'd',\n  e f\n  g]}", "- a\n- b: c\n", "é😀: ü\r\nb: c\r\n", "a: b\n  c\n\n  d"} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		r := &Reader{File: source.NewFile("x", text)}
		n := r.Document(0, len(text))
		r.checkPlaces(t, n)
	})
}

func (r *Reader) checkPlaces(t *testing.T, n *Node) {
	if n.Start < 0 || n.Start > n.End || n.End > len(r.File.Text) {
		t.Errorf("a node lies at %d to %d of %d", n.Start, n.End, len(r.File.Text))
		return
	}
	for _, item := range n.Items {
		r.checkPlaces(t, item)
	}
	for _, p := range n.Pairs {
		r.checkPlaces(t, p.Key)
		r.checkPlaces(t, p.Value)
	}
	if n.Kind != ScalarNode || n.Broken || len(r.Found) > 0 {
		return
	}
	if n.At == nil {
		if got := string(r.File.Text[n.First : n.First+len(n.Text)]); got != n.Text {
			t.Errorf("%q stands where %q should be", got, n.Text)
		}
		return
	}
	if len(n.At) != len(n.Text) || !slices.IsSorted(n.At) {
		t.Errorf("%q has the places %v", n.Text, n.At)
	}
	for i, at := range n.At {
		if at < n.Start || at > n.End {
			t.Errorf("byte %d of %q stands at %d, outside %d to %d", i, n.Text, at, n.Start, n.End)
		}
	}
}

// FuzzQuick reads any YAML both ways: what quick returns is what the library returns, and there is nothing to find in it.
func FuzzQuick(f *testing.F) {
	archives, err := filepath.Glob("../load/testdata/*.txtar")
	if err != nil {
		f.Fatal(err)
	}
	for _, name := range archives {
		archive, err := txtar.ParseFile(name)
		if err != nil {
			f.Fatal(err)
		}
		for _, file := range archive.Files {
			m := NewReader(source.NewFile("x", file.Data), nil).Cut()
			f.Add(file.Data[m.Start:max(m.Start, m.End)])
			f.Add(file.Data)
		}
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		r := &Reader{File: source.NewFile("x", text)}
		text = r.Clean(0, len(text))
		if len(r.Found) > 0 {
			return
		}
		fast := quick(text, 0)
		if fast == nil {
			return
		}
		slow, stopped := r.parseFully(text, 0)
		if stopped != nil || len(r.Found) > 0 {
			t.Fatalf("quick reads what the library refuses: %v %s", stopped, fmt.Sprint(r.Found))
		}
		sameNodes(t, slow, fast)
	})
}

func sameNodes(t *testing.T, want, got *Node) {
	t.Helper()
	same := want.Kind == got.Kind && want.Text == got.Text && want.Quoted == got.Quoted && want.Start == got.Start &&
		want.End == got.End && len(want.Items) == len(got.Items) && len(want.Pairs) == len(got.Pairs)
	for i, at := range want.At {
		same = same && at == got.First+i
	}
	if !same || want.Kind == ScalarNode && want.First != got.First {
		t.Fatalf("the library reads %+v, quick %+v", want, got)
	}
	for i := range want.Items {
		sameNodes(t, want.Items[i], got.Items[i])
	}
	for i := range want.Pairs {
		sameNodes(t, want.Pairs[i].Key, got.Pairs[i].Key)
		sameNodes(t, want.Pairs[i].Value, got.Pairs[i].Value)
	}
}
