package output

import (
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

const (
	handmade = " CNAME=own note/n=own link=->note"
	oldTree  = "a=1 b/c=2 b/d=3 gone/x=4"
	newTree  = "a=2 b/c=2 new/y=5"
)

// unsynced saves the tests the wait for the disk.
type unsynced struct{ disk }

func (unsynced) sync(string) error { return nil }

// TestEveryOperationFails fails at each operation in turn, once alone and once with all that follow, as a kill would
// have it. The published folder must be the whole old tree or the whole new one, an error must be reported unless it is
// the new one, and the next build must finish and leave nothing beside it.
func TestEveryOperationFails(t *testing.T) {
	disks := map[string]disk{
		"exchange":    unsynced{realDisk{}},
		"two renames": unsynced{noExchange{realDisk{}}},
		"copies":      unsynced{noLinks{realDisk{}}},
	}
	for name, base := range disks {
		for _, dead := range []bool{false, true} {
			for _, own := range []string{"", handmade} { // a first build; a later one, with foreign files
				t.Run(fmt.Sprintf("%s/dead=%v/first=%v", name, dead, own == ""), func(t *testing.T) {
					t.Parallel()
					f := failure{dir: filepath.Join(ram(t), "public"), own: own, gap: dead && name == "two renames"}
					f.after = whole(t, newTree, own)
					if own != "" {
						f.before = whole(t, oldTree, own)
					}
					n := int64(0)
					for f.at(t, &failing{disk: base, at: n, dead: dead}) && !t.Failed() {
						n++
					}
					t.Logf("%d operations", n)
				})
			}
		}
	}
}

// A failure is one way for a build to fail, tried at every operation.
type failure struct {
	dir           string
	own           string // foreign files
	gap           bool   // the folder may be missing after death, until the next build
	before, after map[string]string
}

// at runs one build with a failing disk, and one after it; it reports whether the failure was reached.
func (f failure) at(t *testing.T, d *failing) bool {
	must(0, os.RemoveAll(f.dir))
	if f.before != nil {
		publish(t, f.dir, oldTree)
		plant(t, f.dir, f.own)
	}
	_, err := Write(f.dir, parse(newTree), Options{Workers: 2, disk: d})
	got := snapshot(t, f.dir)
	published := reflect.DeepEqual(got, f.after)
	switch {
	case !published && !reflect.DeepEqual(got, f.before) && !(f.gap && got == nil):
		t.Errorf("operation %d: torn tree (-want +got):\n%s", d.at, cmp.Diff(f.before, got))
	case !published && err == nil:
		t.Errorf("operation %d: silent success", d.at)
	case published && err != nil && !strings.Contains(err.Error(), "the new tree is in place"):
		t.Errorf("operation %d: the new tree is in place, and the error does not say so: %v", d.at, err)
	}
	if _, err := Write(f.dir, parse(newTree), quick); err != nil {
		t.Errorf("operation %d: the next build: %v", d.at, err)
	}
	if diff := cmp.Diff(f.after, snapshot(t, f.dir)); diff != "" {
		t.Errorf("operation %d: after the next build (-want +got):\n%s", d.at, diff)
	}
	wantAlone(t, f.dir)
	return d.failed.Load()
}

// whole returns the snapshot of a tree with its manifest and foreign files.
func whole(t testing.TB, words, own string) map[string]string {
	dir := filepath.Join(t.TempDir(), "public")
	publish(t, dir, words)
	plant(t, dir, own)
	return snapshot(t, dir)
}
