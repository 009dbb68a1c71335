package revision

import (
	"bytes"
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"
)

func open(t *testing.T, dir, rev string) fs.FS {
	t.Helper()
	fsys, err := Open(t.Context(), dir, rev)
	if err != nil {
		t.Fatal(err)
	}
	return fsys
}

// contents returns every file by path.
func contents(t *testing.T, fsys fs.FS) map[string]string {
	t.Helper()
	all := map[string]string{}
	err := fs.WalkDir(fsys, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := fs.ReadFile(fsys, name)
		all[name] = string(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func TestOpen(t *testing.T) {
	r := newRepository(t)
	r.write("site.yaml", "one", "content/playbooks/a.md", "A1", "content/b.md", "B1")
	first := r.commit("first")
	r.git("tag", "-a", "v1", "-m", "annotated")
	r.git("branch", "old/branch")
	r.write("site.yaml", "two", "content/playbooks/a.md", "A2", "content/ü b\n.md", "")
	r.git("rm", "-q", "content/b.md")
	r.commit("second")
	r.write("site.yaml", "not committed")

	one := map[string]string{"site.yaml": "one", "content/playbooks/a.md": "A1", "content/b.md": "B1"}
	two := map[string]string{"site.yaml": "two", "content/playbooks/a.md": "A2", "content/ü b\n.md": ""}
	within := map[string]string{"playbooks/a.md": "A1", "b.md": "B1"}
	tests := []struct {
		dir, rev string
		want     map[string]string
	}{
		{"", "HEAD", two},
		{"", "main", two},
		{"", "HEAD~1", one},
		{"", "v1", one},
		{"", "old/branch", one},
		{"", first, one},
		{"", first[:12], one},
		{"", ":/first", nil},
		{"content", "v1", within},
		{"content/playbooks", "main^", map[string]string{"a.md": "A1"}},
	}
	for _, test := range tests {
		t.Run(test.dir+" "+test.rev, func(t *testing.T) {
			fsys, err := Open(t.Context(), filepath.Join(r.dir, test.dir), test.rev)
			if test.want == nil {
				if !errors.Is(err, ErrUnknown) {
					t.Errorf("error %v, want %v", err, ErrUnknown)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(test.want, contents(t, fsys)); diff != "" {
				t.Errorf("mismatch (-want +got):\n%s", diff)
			}
		})
	}
}

func TestFileSystem(t *testing.T) {
	r := newRepository(t)
	large := strings.Repeat("0123456789abcdef", small/16+1)
	r.write("site.yaml", "one", "content/playbooks/a.md", "A", "static/large.bin", large, "static/run.sh", "#!", "static/empty", "")
	for link, target := range map[string]string{"static/link": "../site.yaml", "static/out": "/etc/passwd"} {
		if err := os.Symlink(target, filepath.Join(r.dir, link)); err != nil {
			t.Fatal(err)
		}
	}
	r.git("add", "-A")
	r.git("update-index", "--chmod=+x", "static/run.sh")
	r.git("update-index", "--add", "--cacheinfo", "160000,"+strings.Repeat("1", 40)+",vendor/module")
	r.git("commit", "-q", "-m", "all kinds")
	fsys := open(t, r.dir, "HEAD")
	err := fstest.TestFS(fsys, "site.yaml", "content/playbooks/a.md", "static/large.bin", "static/run.sh", "static/empty", "static/link", "static/out")
	if err != nil {
		t.Error(err)
	}
	modes := map[string]string{}
	for name := range contents(t, fsys) {
		info, err := fs.Stat(fsys, name)
		if err != nil {
			t.Fatal(err)
		}
		modes[name] = info.Mode().String()
		if want := time.Date(2026, 2, 3, 3, 5, 6, 0, time.UTC); !info.ModTime().Equal(want) {
			t.Errorf("%s has the time %v, want %v", name, info.ModTime(), want)
		}
	}
	want := map[string]string{"site.yaml": "-r--r--r--", "content/playbooks/a.md": "-r--r--r--", "static/large.bin": "-r--r--r--",
		"static/run.sh": "-r-xr-xr-x", "static/empty": "-r--r--r--", "static/link": "?r--r--r--", "static/out": "?r--r--r--"}
	if diff := cmp.Diff(want, modes); diff != "" {
		t.Errorf("modes mismatch (-want +got):\n%s", diff)
	}
	if got := contents(t, fsys); got["static/link"] != "../site.yaml" || got["static/large.bin"] != large {
		t.Error("a link was followed, or a large file is not itself")
	}
	if _, err := fs.Stat(fsys, "vendor"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a submodule is there (%v)", err)
	}
}

func TestReadFileGivesACopy(t *testing.T) {
	r := newRepository(t)
	r.write("a", "text")
	r.commit("one")
	fsys := open(t, r.dir, "HEAD")
	data, err := fs.ReadFile(fsys, "a")
	if err != nil {
		t.Fatal(err)
	}
	copy(data, bytes.Repeat([]byte("x"), 4))
	if diff := cmp.Diff(map[string]string{"a": "text"}, contents(t, fsys)); diff != "" {
		t.Errorf("mismatch (-want +got):\n%s", diff)
	}
}

func TestStoredBytes(t *testing.T) {
	r := newRepository(t)
	r.write(".gitattributes", "*.md text eol=crlf export-subst\n*.txt export-ignore\n", "a.md", "one\ntwo $Format:%H$\n", "b.txt", "kept")
	r.commit("attributes")
	got := contents(t, open(t, r.dir, "HEAD"))
	if got["a.md"] != "one\ntwo $Format:%H$\n" || got["b.txt"] != "kept" {
		t.Errorf("attributes changed what is read: %q", got)
	}
}

func TestBadRevisions(t *testing.T) {
	r := newRepository(t)
	r.write("a", "1", "content/b", "2", "HEAD", "a file of that name")
	r.commit("one")
	r.commit("two")
	r.git("tag", "blob", "HEAD:a")
	outside := filepath.Join(r.dir, "written")
	for _, rev := range []string{"", "nope", "-h", "--all", "--output=" + outside, "--exec=touch " + outside, "^HEAD", "HEAD~1..HEAD", "HEAD...main",
		"HEAD~9", "HEAD:a", "HEAD:content", "blob", "a", "a\x00b", "HEAD\nHEAD", "HEAD HEAD", strings.Repeat("0", 40), "@{u}", "HEAD@{99}", "$(id)", "'", "*"} {
		_, err := Open(t.Context(), r.dir, rev)
		if !errors.Is(err, ErrUnknown) || errors.Is(err, ErrShallow) || !strings.Contains(err.Error(), strconv.Quote(rev)) {
			t.Errorf("revision %q: error %v, want %v that names it", rev, err, ErrUnknown)
		}
	}
	if _, err := os.Stat(outside); err == nil {
		t.Error("a revision was taken for an option")
	}
}

func TestFolderOfAnotherTime(t *testing.T) {
	r := newRepository(t)
	r.write("site", "a file then")
	r.commit("one")
	r.git("rm", "-q", "site")
	r.write("site/a", "1", "later/b", "2")
	r.commit("two")
	for _, dir := range []string{"site", "later"} {
		_, err := Open(t.Context(), filepath.Join(r.dir, dir), "HEAD~1")
		if !errors.Is(err, fs.ErrNotExist) || !strings.Contains(err.Error(), dir) || !strings.Contains(err.Error(), "HEAD~1") {
			t.Errorf("%s: error %v, want one that names folder and revision", dir, err)
		}
	}
}

func TestShallowClone(t *testing.T) {
	r := newRepository(t)
	for range 3 {
		r.commit("another")
	}
	clone := repository{t, filepath.Join(t.TempDir(), "clone")}
	r.git("clone", "-q", "--depth", "1", "file://"+r.dir, clone.dir)
	_, err := Open(t.Context(), clone.dir, "HEAD~1")
	if !errors.Is(err, ErrUnknown) || !errors.Is(err, ErrShallow) {
		t.Errorf("error %v, want %v and %v", err, ErrUnknown, ErrShallow)
	}
	open(t, clone.dir, "HEAD")
}

func TestOtherRepositories(t *testing.T) {
	r := newRepository(t, "--object-format=sha256")
	r.write("content/a", "1")
	r.commit("one")
	bare := filepath.Join(t.TempDir(), "bare.git")
	r.git("clone", "-q", "--bare", r.dir, bare)
	tree := filepath.Join(t.TempDir(), "tree")
	r.git("worktree", "add", "-q", "-b", "other", tree)
	for _, dir := range []string{r.dir, bare, tree} {
		if diff := cmp.Diff(map[string]string{"content/a": "1"}, contents(t, open(t, dir, "HEAD"))); diff != "" {
			t.Errorf("%s: mismatch (-want +got):\n%s", dir, diff)
		}
		if c, err := Head(t.Context(), dir); err != nil || len(c.Hash) != 64 || c.Dirty {
			t.Errorf("%s: head %+v, %v", dir, c, err)
		}
	}
}

func TestContextEndsReading(t *testing.T) {
	r := newRepository(t)
	r.write("large", strings.Repeat("x", small+1))
	r.commit("one")
	ctx, cancel := context.WithCancel(t.Context())
	fsys, err := Open(ctx, r.dir, "HEAD")
	if err != nil {
		t.Fatal(err)
	}
	cancel()
	if _, err := fs.ReadFile(fsys, "large"); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v, want %v", err, context.Canceled)
	}
	if _, err := Open(ctx, r.dir, "HEAD"); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v, want %v", err, context.Canceled)
	}
}
