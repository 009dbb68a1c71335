package output

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestWriteReport(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "deep", "public")
	steps := []struct {
		name  string
		files string
		want  Report
	}{
		{"first", "a.html=1 b/c.html=2 b/d/e.html=3", Report{Written: 3}},
		{"nothing changed", "a.html=1 b/c.html=2 b/d/e.html=3", Report{Kept: 3}},
		{"one of each", "a.html=1 b/c.html=two n.html=4", Report{Written: 2, Kept: 1, Removed: 1}},
		{"a file becomes a folder", "a.html/x=1 b=2", Report{Written: 2, Removed: 3}},
		{"and a file again", "a.html=1 b/c.html=2", Report{Written: 2, Removed: 2}},
		{"none", "", Report{Removed: 2}},
	}
	for _, s := range steps {
		t.Run(s.name, func(t *testing.T) {
			got, err := Write(dir, parse(s.files), quick)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(s.want, got); diff != "" {
				t.Errorf("report mismatch (-want +got):\n%s", diff)
			}
			wantTree(t, dir, s.files)
		})
	}
	wantAlone(t, dir)
}

func TestUnchangedBuildTouchesNothing(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	publish(t, dir, "a=1 b/c=2")
	before := must(os.Stat(dir))
	calls := &counting{disk: realDisk{}}
	if _, err := Write(dir, parse("a=1 b/c=2"), Options{disk: calls}); err != nil {
		t.Fatal(err)
	}
	if !os.SameFile(before, must(os.Stat(dir))) || calls.changes != 0 {
		t.Errorf("the folder was rewritten (%d changes)", calls.changes)
	}
}

func TestSameFilesSameBytes(t *testing.T) {
	one, two := filepath.Join(t.TempDir(), "public"), filepath.Join(t.TempDir(), "public")
	publish(t, one, "a=1 b/c=2 d=3")
	publish(t, two, "z=1 a=0 b/c=2")
	publish(t, two, "d=3 b/c=2 a=1")
	if diff := cmp.Diff(snapshot(t, one), snapshot(t, two)); diff != "" {
		t.Errorf("mismatch (-want +got):\n%s", diff)
	}
	want := `{"version":1,"files":[
{"path":"a","size":1,"sha256":"6b86b273ff34fce19d6b804eff5a3f5747ada4eaa22f1d49c01e52ddb7875b4b"},
{"path":"b/c","size":1,"sha256":"d4735e3a265e16eee03f59718b9b5d03019c07d8b6c51f90da3a666eec13ab35"},
{"path":"d","size":1,"sha256":"4e07408562bedb8b60ce05c1decfe3ad16b72230967de01f640b7e4729b49fce"}
]}
`
	if diff := cmp.Diff(want, string(must(os.ReadFile(filepath.Join(one, Manifest))))); diff != "" {
		t.Errorf("manifest mismatch (-want +got):\n%s", diff)
	}
}

func TestForeignFilesSurvive(t *testing.T) {
	for name, opts := range map[string]Options{
		"links":       quick,
		"copies":      {NoSync: true, disk: noLinks{realDisk{}}},
		"two renames": {NoSync: true, disk: noExchange{realDisk{}}},
	} {
		t.Run(name, func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "public")
			foreign := "CNAME=example.org .git/config=x .git/objects/ab/cd=blob blog/draft.txt=mine"
			plant(t, dir, foreign)
			must(0, os.Mkdir(filepath.Join(dir, "empty"), 0o700))
			must(0, os.Symlink("/etc", filepath.Join(dir, "link")))
			must(0, os.Chmod(filepath.Join(dir, "CNAME"), 0o600))
			must(0, os.Chmod(filepath.Join(dir, ".git/objects/ab"), 0o555))
			for _, files := range []string{"index.html=1 blog/one.html=2", "index.html=3", "blog/two.html=4"} {
				must(Write(dir, parse(files), opts))
				wantTree(t, dir, files+" "+foreign+" link=->/etc")
			}
			if mode := must(os.Stat(filepath.Join(dir, "empty"))).Mode().Perm(); mode != 0o700 {
				t.Errorf("the mode of a foreign folder became %v", mode)
			}
			if mode := must(os.Stat(filepath.Join(dir, "CNAME"))).Mode().Perm(); mode != 0o600 {
				t.Errorf("the mode of a foreign file became %v", mode)
			}
			wantAlone(t, dir)
			must(0, os.Chmod(filepath.Join(dir, ".git/objects/ab"), 0o755))
		})
	}
}

func TestConflicts(t *testing.T) {
	tests := []struct {
		name            string
		ours, by, files string // written before, changed by hand, wanted
		want            ConflictError
	}{
		{"a foreign file", "", "index.html=note CNAME=x", "index.html=page", ConflictError{Foreign: []string{"index.html"}}},
		{"a file of the same size", "", "index.html=note", "index.html=page", ConflictError{Foreign: []string{"index.html"}}},
		{"a foreign file for a folder", "", "blog=note", "blog/a/b=page", ConflictError{Foreign: []string{"blog"}}},
		{"a foreign folder for a file", "", "blog/x/y=note", "blog=page", ConflictError{Foreign: []string{"blog", "blog/x", "blog/x/y"}}},
		{"a note in a folder that becomes a file", "blog/a=1", "blog/note=x", "blog=page", ConflictError{Foreign: []string{"blog/note"}}},
		{"a link for a file", "", "index.html=->/etc/passwd", "index.html=page", ConflictError{Foreign: []string{"index.html"}}},
		{"a link for a folder", "", "blog=->/tmp", "blog/a=page", ConflictError{Foreign: []string{"blog"}}},
		{"ours, changed, to be replaced", "a=1 b=2", "a=edited", "a=3 b=2", ConflictError{Altered: []string{"a"}}},
		{"ours, changed, same size", "a=1 b=2", "a=9", "a=3 b=2", ConflictError{Altered: []string{"a"}}},
		{"ours, changed, though the page is not", "a=1", "a=edited", "a=1", ConflictError{Altered: []string{"a"}}},
		{"ours, changed, to be removed", "a=1 b=2", "b=edited", "a=1", ConflictError{Altered: []string{"b"}}},
		{"ours, now a link", "a=1", "a=->b", "a=1", ConflictError{Foreign: []string{"a"}}},
		{"all at once", "a=1 b=2", "a=x b=y n=z m=z", "n=1 m=2 o=3", ConflictError{Foreign: []string{"m", "n"}, Altered: []string{"a", "b"}}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "public")
			if test.ours != "" {
				publish(t, dir, test.ours)
			}
			plant(t, dir, test.by)
			before := snapshot(t, dir)
			_, err := Write(dir, parse(test.files), quick)
			var got *ConflictError
			if !errors.As(err, &got) {
				t.Fatalf("error %v, want a conflict", err)
			}
			test.want.Dir = dir
			if diff := cmp.Diff(&test.want, got); diff != "" {
				t.Errorf("conflict mismatch (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(before, snapshot(t, dir)); diff != "" {
				t.Errorf("the folder changed (-want +got):\n%s", diff)
			}
			wantAlone(t, dir)
		})
	}
}

func TestConflictErrorSaysWhatToDo(t *testing.T) {
	e := &ConflictError{Dir: "/w/public", Foreign: []string{"CNAME"}, Altered: strings.Fields("a b c d e f g h i j k l")}
	want := `"/w/public": not written by remit, and standing where it would write: "CNAME"; changed since remit wrote it, and to be replaced or removed now: ` +
		`"a", "b", "c", "d", "e", "f", "g", "h", "i", "j" and 2 more (nothing was written; move or delete what is named, or choose another output folder)`
	if diff := cmp.Diff(want, e.Error()); diff != "" {
		t.Errorf("mismatch (-want +got):\n%s", diff)
	}
}

func TestForeignFileWithEqualContentStaysForeign(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	plant(t, dir, "CNAME=example.org")
	got := must(Write(dir, parse("CNAME=example.org a=1"), quick))
	if diff := cmp.Diff(Report{Written: 1, Kept: 1}, got); diff != "" {
		t.Errorf("report mismatch (-want +got):\n%s", diff)
	}
	must(Write(dir, parse("a=1"), quick))
	wantTree(t, dir, "CNAME=example.org a=1")
}

func TestDeletedFileIsWrittenAgain(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	publish(t, dir, "a=1 b/c=2 d=3")
	must(0, os.RemoveAll(filepath.Join(dir, "b")))
	must(0, os.Remove(filepath.Join(dir, "d")))
	got := must(Write(dir, parse("a=1 b/c=2"), quick))
	if diff := cmp.Diff(Report{Written: 1, Kept: 1}, got); diff != "" {
		t.Errorf("report mismatch (-want +got):\n%s", diff)
	}
	wantTree(t, dir, "a=1 b/c=2")
}

func TestBadManifest(t *testing.T) {
	for name, text := range map[string]string{
		"no JSON":  "oops",
		"newer":    `{"version":2,"files":[]}`,
		"escaping": `{"version":1,"files":[{"path":"../x","size":1,"sha256":""}]}`,
	} {
		t.Run(name, func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "public")
			plant(t, dir, Manifest+"="+text)
			before := snapshot(t, dir)
			_, err := Write(dir, parse("a=1"), quick)
			if err == nil || !strings.Contains(err.Error(), Manifest) {
				t.Errorf("error %v, want one that names the manifest", err)
			}
			if diff := cmp.Diff(before, snapshot(t, dir)); diff != "" {
				t.Errorf("the folder changed (-want +got):\n%s", diff)
			}
		})
	}
}

func TestSecondBuildIsRefusedWhileOneRuns(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	publish(t, dir, "a=1")
	unlock := must(lock(filepath.Join(filepath.Dir(dir), ".public.remit-lock")))
	if _, err := Write(dir, parse("a=2"), quick); !errors.Is(err, ErrBusy) {
		t.Errorf("error %v, want %v", err, ErrBusy)
	}
	wantTree(t, dir, "a=1")
	unlock()
	publish(t, dir, "a=2")
	wantAlone(t, dir)
}

func TestBuildsAtOnceNeverMix(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	results := make(chan error)
	const builds = 8
	for n := range builds {
		go func() {
			_, err := Write(dir, parse(fmt.Sprintf("a=%d b/c=%d", n, n)), quick)
			results <- err
		}()
	}
	done := 0
	for range builds {
		switch err := <-results; {
		case err == nil:
			done++
		case !errors.Is(err, ErrBusy):
			t.Error(err)
		}
	}
	got := snapshot(t, dir)
	if done == 0 || got["a"] != got["b/c"] {
		t.Errorf("%d builds succeeded and left %v", done, got)
	}
	wantAlone(t, dir)
}

// TestLateFiles lets somebody work in the folder at the moment when it is swapped.
func TestLateFiles(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	publish(t, dir, "a=1 b/c=2")
	late := &atSwap{disk: realDisk{}, do: func() { plant(t, dir, "CNAME=late b/note=late a=edited") }}
	_, err := Write(dir, parse("a=2"), Options{NoSync: true, disk: late})
	if err == nil || !strings.Contains(err.Error(), `"a" appeared`) {
		t.Errorf("error %v, want one that names the file kept aside", err)
	}
	wantTree(t, dir, "a=2 CNAME=late b/note=late")
	kept := must(filepath.Glob(dir + ".remit-kept-*"))
	if len(kept) != 1 || string(must(os.ReadFile(filepath.Join(kept[0], "a")))) != "edited" {
		t.Errorf("the edit is lost: %v", kept)
	}
	publish(t, dir, "a=2")
	if _, err := os.Stat(kept[0]); errors.Is(err, fs.ErrNotExist) {
		t.Error("the next build removed what was kept aside")
	}
}
