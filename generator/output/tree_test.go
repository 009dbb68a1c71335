package output

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var quick = Options{NoSync: true}

// parse reads files from words like "path=text".
func parse(words string) []File {
	var files []File
	for _, word := range strings.Fields(words) {
		name, text, _ := strings.Cut(word, "=")
		files = append(files, File{Path: name, Data: []byte(text)})
	}
	return files
}

// plant writes files by hand; a text like "->x" makes a symbolic link.
func plant(t testing.TB, dir, words string) {
	t.Helper()
	for _, f := range parse(words) {
		name := filepath.Join(dir, f.Path)
		must(0, os.MkdirAll(filepath.Dir(name), 0o755))
		if target, ok := strings.CutPrefix(string(f.Data), "->"); ok {
			os.Remove(name)
			must(0, os.Symlink(target, name))
			continue
		}
		must(0, os.WriteFile(name, f.Data, 0o644))
	}
}

func publish(t testing.TB, dir, words string) {
	t.Helper()
	if _, err := Write(dir, parse(words), quick); err != nil {
		t.Fatal(err)
	}
}

// snapshot returns the files and links below a folder with their contents; nil when there is none.
func snapshot(t testing.TB, dir string) map[string]string {
	t.Helper()
	var all map[string]string
	err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if all == nil {
			all = map[string]string{}
		}
		rel := filepath.ToSlash(strings.TrimPrefix(name, dir+string(filepath.Separator)))
		switch {
		case d.IsDir():
		case d.Type() == fs.ModeSymlink:
			all[rel] = "->" + must(os.Readlink(name))
		default:
			all[rel] = string(must(os.ReadFile(name)))
		}
		return nil
	})
	if err != nil && all != nil {
		t.Fatal(err)
	}
	return all
}

// wantTree checks that a published folder holds exactly the given files, and a manifest.
func wantTree(t testing.TB, dir, words string) {
	t.Helper()
	got := snapshot(t, dir)
	if _, ok := got[Manifest]; !ok {
		t.Errorf("%s is missing", Manifest)
	}
	delete(got, Manifest)
	want := map[string]string{}
	for _, f := range parse(words) {
		want[f.Path] = string(f.Data)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("tree mismatch (-want +got):\n%s", diff)
	}
}

// wantAlone checks that nothing is left beside a published folder.
func wantAlone(t testing.TB, dir string) {
	t.Helper()
	for _, e := range must(os.ReadDir(filepath.Dir(dir))) {
		if e.Name() != filepath.Base(dir) {
			t.Errorf("%s is left behind", e.Name())
		}
	}
}

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}
