package revision

import (
	"context"
	"errors"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

// lines is a text that no other name has a line of.
func lines(name string) string {
	return strings.Repeat(name+" has a line of its own\n", 9) + name + "\n"
}

// What a folder had, and what became of it: by the commits that lead to this one, whatever happened outside the folder, or
// on a branch before it was merged.
func TestGone(t *testing.T) {
	r := newRepository(t)
	r.write("sub/content/a.md", lines("a"), "sub/content/b.md", lines("b"), "sub/content/deep/c d.md", lines("c"), "sub/site.yaml", "x", "other/z.md", lines("z"))
	r.commit("one")
	r.git("mv", "sub/content/a.md", "sub/content/deep/a2.md")
	r.git("rm", "-q", "sub/site.yaml", "other/z.md")
	r.commit("two")
	r.git("checkout", "-q", "-b", "side")
	r.write("sub/content/draft.md", lines("draft"))
	r.commit("draft")
	r.git("mv", "sub/content/draft.md", "sub/content/final.md")
	r.commit("final")
	r.git("checkout", "-q", "main")
	r.git("rm", "-q", "sub/content/b.md")
	r.commit("three")
	r.git("merge", "-q", "--no-ff", "-m", "merge", "side")
	r.git("mv", "sub/content/deep/c d.md", "sub/content/c.md")
	r.commit("four")

	ctx, sub := context.Background(), filepath.Join(r.dir, "sub")
	files, err := Files(ctx, sub, "content")
	if err != nil {
		t.Fatal(err)
	}
	bare := cmpopts.IgnoreFields(Left{}, "hash")
	if diff := cmp.Diff([]Left{{Path: "content/c.md"}, {Path: "content/deep/a2.md"}, {Path: "content/final.md"}}, files, bare); diff != "" {
		t.Errorf("files: mismatch (-want +got):\n%s", diff)
	}
	got, err := Gone(ctx, sub, "content", 100)
	if err != nil {
		t.Fatal(err)
	}
	want := []Left{{Path: "content/deep/c d.md", To: "content/c.md"}, {Path: "content/b.md"}, {Path: "content/a.md", To: "content/deep/a2.md"}}
	if diff := cmp.Diff(want, got, bare); diff != "" {
		t.Errorf("gone: mismatch (-want +got):\n%s", diff)
	}
	texts, err := Texts(ctx, sub, got)
	if err != nil || len(texts) != 3 || string(texts[1]) != lines("b") {
		t.Errorf("texts %q, error %v", texts, err)
	}
	if got, err := Gone(ctx, sub, "content", 1); err != nil || len(got) != 1 {
		t.Errorf("of the last commit: %v, error %v, want one", got, err)
	}
}

// The configuration of a user, or of a repository, changes nothing.
func TestGoneWhateverIsConfigured(t *testing.T) {
	r := newRepository(t)
	r.write("content/a.md", lines("a"))
	r.commit("one")
	r.git("mv", "content/a.md", "content/b.md")
	r.commit("two")
	for _, setting := range []string{"diff.renames=false", "diff.renameLimit=1", "diff.noprefix=true", "diff.relative=false", "log.showSignature=true", "color.ui=always", "core.quotePath=true", "diff.orderFile=/nowhere"} {
		name, value, _ := strings.Cut(setting, "=")
		r.git("config", name, value)
		got, err := Gone(context.Background(), r.dir, "content", 100)
		if err != nil || len(got) != 1 || got[0].To != "content/b.md" {
			t.Errorf("%s: %v, error %v", setting, got, err)
		}
		r.git("config", "--unset", name)
	}
}

func TestNothingIsKnownBeforeTheFirstCommit(t *testing.T) {
	r := newRepository(t)
	if _, err := Files(context.Background(), r.dir, "content"); !errors.Is(err, ErrNoCommit) {
		t.Errorf("error %v, want %v", err, ErrNoCommit)
	}
	r.write("content/a.md", lines("a"))
	r.commit("one")
	r.write("new/content/b.md", lines("b"))
	for _, dir := range []string{filepath.Join(r.dir, "new")} {
		if files, err := Files(context.Background(), dir, "content"); err != nil || files != nil {
			t.Errorf("%s: %v, error %v", dir, files, err)
		}
	}
	if gone, err := Gone(context.Background(), r.dir, "content", 100); err != nil || gone != nil {
		t.Errorf("%v, error %v", gone, err)
	}
}
