package output

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var dead = strings.Repeat("abcdefg234567", 2) // the name of a build that died

// TestLeftovers leaves beside the published folder what dead builds leave, and what only looks like it.
func TestLeftovers(t *testing.T) {
	tests := []struct {
		name      string
		beside    string // what lies there, in folders beside "public"
		published string // the tree published before
		want      string // after a build of "a=1"
		stays     string // what is beside it then
	}{
		{"half a new tree", ".public.remit-new-ID/a=1 .public.remit-new-ID/b/c=half", "a=1", "a=1", ""},
		{"the lock", ".public.remit-lock=", "a=1", "a=1", ""},
		{"of another folder", ".public2.remit-new-ID/a=1 .publi.remit-swap-ID/b=2", "a=1", "a=1", ".public2.remit-new-ID/a=1 .publi.remit-swap-ID/b=2"},
		{"of somebody else", ".public.remit-new-mine/a=1 .public.remit-notes/b=2 .public.remit-new-ID2=file public.remit-kept-ID/x=1", "a=1", "a=1",
			".public.remit-new-mine/a=1 .public.remit-notes/b=2 .public.remit-new-ID2=file public.remit-kept-ID/x=1"},
		{"a link", ".public.remit-new-ID=->other other/a=1", "a=1", "a=1", ".public.remit-new-ID=->other other/a=1"},
		{"foreign files in an old tree", ".public.remit-swap-ID/CNAME=x .public.remit-swap-ID/d/e=y .public.remit-swap-ID/d/l=->e", "a=1", "a=1 CNAME=x d/e=y d/l=->e", ""},
		{"twins in an old tree", ".public.remit-swap-ID/a=1 .public.remit-swap-ID/l=->e", "a=1 l=->e", "a=1 l=->e", ""},
		{"the old tree between two renames", ".public.remit-old-ID/CNAME=x", "", "a=1 CNAME=x", ""},
		{"the old tree after two renames", ".public.remit-old-ID/CNAME=x", "a=1", "a=1 CNAME=x", ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			top := t.TempDir()
			dir := filepath.Join(top, "public")
			if test.published != "" {
				publish(t, dir, "a=1")
				plant(t, dir, test.published)
			}
			plant(t, top, strings.ReplaceAll(test.beside, "ID", dead))
			publish(t, dir, "a=1")
			wantTree(t, dir, test.want)
			must(0, os.RemoveAll(dir))
			want := map[string]string{}
			for _, f := range parse(strings.ReplaceAll(test.stays, "ID", dead)) {
				want[f.Path] = string(f.Data)
			}
			if diff := cmp.Diff(want, snapshot(t, top)); diff != "" {
				t.Errorf("beside the folder: mismatch (-want +got):\n%s", diff)
			}
		})
	}
}

// TestOldTreeKnowsItsFiles finds a whole old tree, as after a kill just behind the swap.
func TestOldTreeKnowsItsFiles(t *testing.T) {
	top := t.TempDir()
	dir, old := filepath.Join(top, "public"), filepath.Join(top, ".public.remit-swap-"+dead)
	publish(t, dir, "a=2")
	publish(t, old, "a=1 b/c=3 d=4")
	plant(t, old, "d=edited")
	publish(t, dir, "a=2")
	wantTree(t, dir, "a=2 d=edited")
	wantAlone(t, dir)
}

// TestNothingIsMovedThroughLinks has an old tree whose folder is a link in the published one.
func TestNothingIsMovedThroughLinks(t *testing.T) {
	top := t.TempDir()
	dir := filepath.Join(top, "public")
	publish(t, dir, "a=1")
	plant(t, top, "outside/x=1 public/d=->../outside .public.remit-swap-"+dead+"/d/note=y")
	_, err := Write(dir, parse("a=1"), quick)
	if err == nil || !strings.Contains(err.Error(), `"d/note" appeared`) {
		t.Errorf("error %v, want one that names what was kept", err)
	}
	if _, err := os.Stat(filepath.Join(top, "outside", "note")); !errors.Is(err, fs.ErrNotExist) {
		t.Error("a file was written outside the folder")
	}
}
