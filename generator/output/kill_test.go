package output

import (
	"fmt"
	"io"
	"io/fs"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"testing"

	"github.com/google/go-cmp/cmp"

	"remit/generator/campaign"
)

// TestKill kills a process that publishes two trees in turn, after a random number of its operations, and looks at what
// is published.
func TestKill(t *testing.T) {
	if dir := os.Getenv("OUTPUT_TEST_FOLDER"); dir != "" {
		publishForever(dir)
	}
	t.Parallel()
	dir := filepath.Join(ram(t), "public")
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	random := rand.New(rand.NewPCG(seed, 0))
	trees := []map[string]string{whole(t, version(0), handmade), whole(t, version(1), handmade)}
	publish(t, dir, version(0))
	plant(t, dir, handmade)
	for n := range campaign.Cases(50) {
		killAfter(t, dir, 1+random.IntN(500))
		got := snapshot(t, dir)
		if !reflect.DeepEqual(got, trees[0]) && !reflect.DeepEqual(got, trees[1]) {
			t.Fatalf("torn tree after kill %d (-first +got):\n%s", n, cmp.Diff(trees[0], got))
		}
		if n%5 == 4 {
			publish(t, dir, version(n%2))
			if diff := cmp.Diff(trees[n%2], snapshot(t, dir)); diff != "" {
				t.Fatalf("the build after kill %d: mismatch (-want +got):\n%s", n, diff)
			}
			wantAlone(t, dir)
		}
	}
}

// version returns one of two trees that differ in nearly all files.
func version(n int) string {
	words := "same=1"
	for i := range 40 {
		words += fmt.Sprintf(" d%d/f%d=%d-%032d", (i+n)%7, i, n, i)
	}
	return words
}

// killAfter starts a process that publishes, and kills it when it has done a number of operations.
func killAfter(t *testing.T, dir string, operations int) {
	t.Helper()
	cmd := exec.Command(must(os.Executable()), "-test.run=^TestKill$")
	cmd.Env = append(os.Environ(), "OUTPUT_TEST_FOLDER="+dir)
	out := must(cmd.StdoutPipe())
	must(0, cmd.Start())
	if n, err := io.CopyN(io.Discard, out, int64(operations)); err != nil {
		t.Errorf("the process ended by itself after %d operations: %v", n, err)
	}
	must(0, cmd.Process.Kill())
	cmd.Wait()
}

// publishForever is the process that is killed. It writes a byte for every operation.
func publishForever(dir string) {
	for n := 1; ; n++ {
		if _, err := Write(dir, parse(version(n%2)), Options{Workers: 3, NoSync: true, disk: telling{realDisk{}, os.Stdout}}); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
	}
}

// telling tells of every operation that changes something, before it does it.
type telling struct {
	realDisk
	out io.Writer
}

func (d telling) tell() { d.out.Write([]byte{'.'}) }

func (d telling) create(name string, data []byte, perm fs.FileMode) error {
	d.tell()
	return d.realDisk.create(name, data, perm)
}

func (d telling) mkdir(name string, perm fs.FileMode) error {
	d.tell()
	return d.realDisk.mkdir(name, perm)
}
func (d telling) link(a, b string) error     { d.tell(); return d.realDisk.link(a, b) }
func (d telling) rename(a, b string) error   { d.tell(); return d.realDisk.rename(a, b) }
func (d telling) exchange(a, b string) error { d.tell(); return d.realDisk.exchange(a, b) }
func (d telling) remove(name string) error   { d.tell(); return d.realDisk.remove(name) }

// ram returns a folder that is gone after the test, in memory where there is one: these tests write a great deal.
func ram(t testing.TB) string {
	dir, err := os.MkdirTemp("/dev/shm", "output-test-")
	if err != nil {
		return t.TempDir()
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	return dir
}
