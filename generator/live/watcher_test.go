package live

import (
	"errors"
	"io"
	"log"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/fsnotify/fsnotify"
	"github.com/google/go-cmp/cmp"
)

// folder makes a temporary folder of pairs of name and text.
func folder(t *testing.T, pairs ...string) string {
	t.Helper()
	root := t.TempDir()
	for i := 0; i < len(pairs); i += 2 {
		write(t, filepath.Join(root, pairs[i]), pairs[i+1])
	}
	return root
}

func write(t *testing.T, name, text string) {
	t.Helper()
	must(t, os.MkdirAll(filepath.Dir(name), 0o777))
	must(t, os.WriteFile(name, []byte(text), 0o666))
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// watching returns a watcher that has looked once.
func watching(t *testing.T, ignore func(string) bool, roots ...string) *watcher {
	t.Helper()
	if ignore == nil {
		ignore = func(string) bool { return false }
	}
	w := newWatcher(roots, ignore, log.New(io.Discard, "", 0))
	t.Cleanup(w.close)
	if !w.lookAll() {
		t.Fatal("the first look found nothing")
	}
	return w
}

// notices follows hints until a look says that something changed. Hints of one change come in any number.
func notices(t *testing.T, w *watcher, what string) {
	t.Helper()
	for !w.look(map[string]bool{await(t, "a hint of "+what, w.hints): true}) {
	}
}

// hears waits for the hint of a marker file, which comes after those of all that was done before, and returns all places.
func hears(t *testing.T, w *watcher, root string) map[string]bool {
	t.Helper()
	write(t, filepath.Join(root, "marker", "file"), "")
	places := map[string]bool{}
	for !places[root] {
		places[await(t, "the marker", w.hints)] = true
	}
	return places
}

func TestWatcherSeesEveryChange(t *testing.T) {
	for _, test := range []struct {
		name string
		do   func(root string) error
	}{
		{"write", func(root string) error { return os.WriteFile(root+"/a/one.md", []byte("longer text"), 0o666) }},
		{"same size", func(root string) error { return os.WriteFile(root+"/a/one.md", []byte("ENO"), 0o666) }},
		{"create", func(root string) error { return os.WriteFile(root+"/a/two.md", nil, 0o666) }},
		{"remove", func(root string) error { return os.Remove(root + "/a/one.md") }},
		{"rename", func(root string) error { return os.Rename(root+"/a/one.md", root+"/b/one.md") }},
		{"replace", func(root string) error { return os.Rename(root+"/site.yaml", root+"/a/one.md") }},
		{"mode", func(root string) error { return os.Chmod(root+"/a/one.md", 0o600) }},
		{"new folder", func(root string) error { return os.MkdirAll(root+"/c/d/e", 0o777) }},
		{"folder gone", func(root string) error { return os.RemoveAll(root + "/a") }},
		{"folder renamed", func(root string) error { return os.Rename(root+"/a", root+"/z") }},
		{"folder for file", func(root string) error {
			return errors.Join(os.Remove(root+"/site.yaml"), os.Mkdir(root+"/site.yaml", 0o777))
		}},
	} {
		t.Run(test.name, func(t *testing.T) {
			root := folder(t, "site.yaml", "title", "a/one.md", "one", "b/deep/x.md", "x")
			old := time.Unix(1, 0) // so that no change falls into the same tick of the file system
			must(t, os.Chtimes(root+"/a/one.md", old, old))
			w := watching(t, nil, root)
			must(t, test.do(root))
			notices(t, w, test.name)
			fresh := w.scanner
			fresh.enter = func(string) {}
			for !w.found.equal(fresh.all()) {
				notices(t, w, "the rest of "+test.name)
			}
		})
	}
}

func TestWatcherFollowsFolders(t *testing.T) {
	root := folder(t, "a/b/c/x.md", "x")
	w := watching(t, nil, root)
	for _, step := range []struct{ from, to string }{
		{"a", "q"}, {"q/b", "b"}, {"b", "q/b"}, {"q", "a"}, {"a/b/c", "c"}, {"c", "a/c"},
	} {
		must(t, os.Rename(filepath.Join(root, step.from), filepath.Join(root, step.to)))
		notices(t, w, "a move to "+step.to)
		for name := range w.found {
			write(t, filepath.Join(name, "new.md"), step.from+step.to)
			notices(t, w, "a file in "+name)
			must(t, os.Remove(filepath.Join(name, "new.md")))
			notices(t, w, "a file that left "+name)
		}
	}
}

func TestRootsMayComeAndGo(t *testing.T) {
	parent := folder(t, "site.yaml", "title")
	file, late := filepath.Join(parent, "site.yaml"), filepath.Join(parent, "content")
	w := watching(t, nil, file, late)
	write(t, filepath.Join(parent, "next"), "other title")
	must(t, os.Rename(filepath.Join(parent, "next"), file))
	notices(t, w, "a replaced file")
	write(t, filepath.Join(late, "a.md"), "a")
	notices(t, w, "a root that came")
	write(t, filepath.Join(late, "sub", "b.md"), "b")
	notices(t, w, "a file in it")
	must(t, os.RemoveAll(late))
	notices(t, w, "a root that went")
	want := tree{file: w.found[file], late: nil}
	if diff := cmp.Diff(want, w.found, cmp.AllowUnexported(entry{})); diff != "" {
		t.Errorf("mismatch (-want +got):\n%s", diff)
	}
}

func TestIgnoredIsNotWatched(t *testing.T) {
	root := folder(t, "a.md", "a", "public/index.html", "x")
	public := filepath.Join(root, "public")
	w := watching(t, func(path string) bool { return path == public }, root)
	write(t, filepath.Join(public, "index.html"), "changed")
	must(t, os.RemoveAll(public))
	places := hears(t, w, root)
	if places[public] {
		t.Error("a hint of an ignored folder")
	}
	w.look(places)
	if _, found := w.found[public]; found {
		t.Error("an ignored folder was looked at")
	}
}

func TestTemporaryFileChangesNothing(t *testing.T) {
	root := folder(t, "a.md", "a", "marker/file", "")
	w := watching(t, nil, root)
	write(t, filepath.Join(root, "a.md~"), "x")
	must(t, os.Remove(filepath.Join(root, "a.md~")))
	if place := await(t, "a hint", w.hints); place != root || w.look(map[string]bool{place: true}) {
		t.Errorf("a file that came and went in %s counts as a change", place)
	}
}

func TestLinksAreNotFollowedIntoFolders(t *testing.T) {
	root := folder(t, "a/x.md", "x", "a/y.md", "longer")
	must(t, os.Symlink(root, filepath.Join(root, "a", "ring")))
	must(t, os.Symlink("x.md", filepath.Join(root, "a", "link.md")))
	must(t, os.Symlink("nowhere", filepath.Join(root, "a", "broken.md")))
	w := watching(t, nil, root)
	sizes := map[string]int64{}
	for _, e := range w.found[filepath.Join(root, "a")] {
		if e.mode.IsRegular() {
			sizes[e.name] = e.size
		}
	}
	if diff := cmp.Diff(map[string]int64{"x.md": 1, "y.md": 6, "link.md": 1}, sizes); diff != "" {
		t.Errorf("mismatch (-want +got):\n%s", diff)
	}
	if len(w.found) != 2 {
		t.Errorf("looked into %d folders, want 2", len(w.found))
	}
}

func TestWithoutWatchesSweepsDo(t *testing.T) {
	root := folder(t, "a.md", "a")
	var said strings.Builder
	w := newWatcher([]string{root}, func(string) bool { return false }, log.New(&said, "", 0))
	w.opener = func() (*fsnotify.Watcher, error) { return nil, errors.New("too many open files") }
	defer w.close()
	before := w.pause()
	w.lookAll()
	if w.pause() >= before {
		t.Errorf("a pause of %v without watches, %v with them", w.pause(), before)
	}
	if w.sweep() {
		t.Error("a sweep found a change where there was none")
	}
	write(t, filepath.Join(root, "b.md"), "b")
	if !w.sweep() || w.sweep() {
		t.Error("a sweep did not find a change once")
	}
	want := "the system cannot watch the folders (too many open files); looking at them every now and then instead\n"
	if diff := cmp.Diff(want, said.String()); diff != "" {
		t.Errorf("mismatch (-want +got):\n%s", diff)
	}
}

func TestNoMoreWatchesFallsBackToSweeps(t *testing.T) {
	w := watching(t, nil, folder(t, "a.md", "a"))
	must(t, w.watch.Close()) // Add on it fails now, as it does at the limit of the system
	w.add(w.scanner.roots[0])
	if !w.mute || w.watch != nil {
		t.Error("a watcher that cannot add a folder goes on as if it could")
	}
}

func TestFolderGoneMeanwhileIsNoReasonToFall(t *testing.T) {
	w := watching(t, nil, folder(t, "a.md", "a"))
	w.add(filepath.Join(w.scanner.roots[0], "gone"))
	if w.mute {
		t.Error("a folder that went meanwhile ended the watching")
	}
	if got := w.scanner.list(filepath.Join(w.scanner.roots[0], "gone")); got != nil {
		t.Errorf("entries of a folder that is not there: %v", got)
	}
}
