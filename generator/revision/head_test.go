package revision

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func TestHead(t *testing.T) {
	r := newRepository(t)
	r.write("site/a.md", "1", "site/.gitignore", "ignored\n", "other/b", "2")
	hash := r.commit("one")
	clean := Commit{Hash: hash, Time: time.Date(2026, 2, 3, 3, 5, 6, 0, time.UTC)}
	dirty := clean
	dirty.Dirty = true
	site := filepath.Join(r.dir, "site")
	tests := []struct {
		name   string
		write  []string
		except []string
		want   Commit
	}{
		{"clean", nil, nil, clean},
		{"changed beside the folder", []string{"other/b", "3", "new", ""}, nil, clean},
		{"ignored", []string{"site/ignored", ""}, nil, clean},
		{"the output", []string{"site/public/index.html", ""}, []string{"public", "../other", filepath.Join(site, "absent"), "."}, clean},
		{"the output, absolute", nil, []string{filepath.Join(site, "public")}, clean},
		{"the output, not named", nil, nil, dirty},
		{"a pattern is a name", nil, []string{"*"}, dirty},
		{"a new file", []string{"site/new.md", ""}, []string{"public"}, dirty},
		{"a changed file", []string{"site/a.md", "2"}, []string{"public", "new.md"}, dirty},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			r.t = t
			r.write(test.write...)
			got, err := Head(t.Context(), site, test.except...)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("mismatch (-want +got):\n%s", diff)
			}
		})
	}
}

func TestHeadWithoutCommit(t *testing.T) {
	r := newRepository(t)
	if _, err := Head(t.Context(), r.dir); !errors.Is(err, ErrNoCommit) {
		t.Errorf("error %v, want %v", err, ErrNoCommit)
	}
	if _, err := Open(t.Context(), r.dir, "HEAD"); !errors.Is(err, ErrUnknown) {
		t.Errorf("error %v, want %v", err, ErrUnknown)
	}
}

func TestNoRepository(t *testing.T) {
	newRepository(t)
	dir := t.TempDir()
	t.Setenv("GIT_CEILING_DIRECTORIES", filepath.Dir(dir))
	if _, err := Open(t.Context(), dir, "HEAD"); !errors.Is(err, ErrNoRepository) {
		t.Errorf("error %v, want %v", err, ErrNoRepository)
	}
	if _, err := Head(t.Context(), dir); !errors.Is(err, ErrNoRepository) {
		t.Errorf("error %v, want %v", err, ErrNoRepository)
	}
	if _, err := Head(t.Context(), filepath.Join(dir, "missing")); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("error %v, want %v", err, os.ErrNotExist)
	}
}

func TestNoGit(t *testing.T) {
	t.Setenv("PATH", t.TempDir())
	if _, err := Head(t.Context(), t.TempDir()); !errors.Is(err, ErrNoGit) {
		t.Errorf("error %v, want %v", err, ErrNoGit)
	}
}

// TestEnvironmentOfAnotherGit runs as a hook would, whose variables point elsewhere.
func TestEnvironmentOfAnotherGit(t *testing.T) {
	other := newRepository(t)
	other.write("wrong", "1")
	other.commit("other")
	r := newRepository(t)
	r.write("right", "1")
	hash := r.commit("one")
	t.Setenv("GIT_DIR", filepath.Join(other.dir, ".git"))
	t.Setenv("GIT_WORK_TREE", other.dir)
	t.Setenv("GIT_INDEX_FILE", filepath.Join(other.dir, ".git", "index"))
	t.Setenv("GIT_CONFIG_COUNT", "broken")
	if diff := cmp.Diff(map[string]string{"right": "1"}, contents(t, open(t, r.dir, "HEAD"))); diff != "" {
		t.Errorf("mismatch (-want +got):\n%s", diff)
	}
	got, err := Head(t.Context(), r.dir)
	if err != nil || got.Hash != hash || got.Dirty {
		t.Errorf("head %+v, %v, want %s", got, err, hash)
	}
}

// TestNothingIsRun puts programs wherever the configuration of a repository could name one.
func TestNothingIsRun(t *testing.T) {
	r := newRepository(t)
	r.write("a", "1")
	r.commit("one")
	traps := t.TempDir() // without a space: some of these are words for a shell
	ran, program := filepath.Join(traps, "ran"), filepath.Join(traps, "program")
	if err := os.WriteFile(program, []byte("#!/bin/sh\necho \"$0\" >> '"+ran+"'\n"), 0o755); err != nil {
		t.Fatal(err)
	}
	hooks := filepath.Join(r.dir, ".git", "our hooks")
	if err := os.Mkdir(hooks, 0o755); err != nil {
		t.Fatal(err)
	}
	for _, hook := range []string{"post-index-change", "reference-transaction", "post-checkout"} {
		if err := os.Symlink(program, filepath.Join(hooks, hook)); err != nil {
			t.Fatal(err)
		}
	}
	r.git("config", "core.hooksPath", hooks)
	for _, key := range []string{"core.fsmonitor", "core.pager", "pager.status", "pager.ls-tree", "core.sshCommand", "core.askPass", "core.editor", "diff.external", "gpg.program"} {
		r.git("config", key, program)
	}
	r.git("update-index", "--fsmonitor")
	r.git("status")
	if text, err := os.ReadFile(ran); err != nil || !strings.Contains(string(text), "/program\n") || !strings.Contains(string(text), "/post-index-change\n") {
		t.Fatalf("the traps do not work: %q, %v", text, err)
	}
	os.Remove(ran)
	r.write("b", "2")
	open(t, r.dir, "HEAD")
	if _, err := Head(t.Context(), r.dir); err != nil {
		t.Fatal(err)
	}
	if text, err := os.ReadFile(ran); err == nil {
		t.Errorf("a program was run: %s", text)
	}
}

// TestIndexIsNotTouched checks that looking writes nothing, and does not mind that a user's git is at work.
func TestIndexIsNotTouched(t *testing.T) {
	r := newRepository(t)
	r.write("a", "1")
	r.commit("one")
	index := filepath.Join(r.dir, ".git", "index")
	old := time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC)
	for _, name := range []string{index, filepath.Join(r.dir, "a")} {
		if err := os.Chtimes(name, old, old); err != nil { // which git status would note
			t.Fatal(err)
		}
	}
	if _, err := Head(t.Context(), r.dir); err != nil {
		t.Fatal(err)
	}
	if info, err := os.Stat(index); err != nil || !info.ModTime().Equal(old) {
		t.Errorf("the index was written (%v)", err)
	}
	r.write(".git/index.lock", "")
	if c, err := Head(t.Context(), r.dir); err != nil || c.Dirty {
		t.Errorf("head %+v, %v while the index is locked", c, err)
	}
}

func TestRepositoryOfSomebodyElse(t *testing.T) {
	r := newRepository(t)
	r.write("a", "1")
	r.commit("one")
	if err := os.Lchown(r.dir, 12345, 12345); err != nil {
		t.Skip("ONLY ROOT CAN GIVE A FOLDER AWAY: a repository of another user is not tested")
	}
	t.Setenv("SUDO_UID", "")
	for _, name := range []string{r.dir, filepath.Join(r.dir, ".git")} {
		os.Lchown(name, 12345, 12345)
	}
	_, err := Open(t.Context(), r.dir, "HEAD")
	if !errors.Is(err, ErrUntrusted) || !strings.Contains(err.Error(), "git config --global --add safe.directory") {
		t.Errorf("error %v, want %v and what to do", err, ErrUntrusted)
	}
	if _, err := Head(t.Context(), r.dir); !errors.Is(err, ErrUntrusted) {
		t.Errorf("error %v, want %v", err, ErrUntrusted)
	}
}

func TestFolder(t *testing.T) {
	r := newRepository(t)
	r.write("docs/on call/a.md", "1")
	for dir, want := range map[string]string{r.dir: "", filepath.Join(r.dir, "docs", "on call"): "docs/on call", t.TempDir(): ""} {
		if got := Folder(t.Context(), dir); got != want {
			t.Errorf("the folder of %s: %q, expected %q", dir, got, want)
		}
	}
}
