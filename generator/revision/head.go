package revision

import (
	"context"
	"errors"
	"path/filepath"
	"strings"
	"time"
)

// A Commit says what is checked out.
type Commit struct {
	Hash  string    // in full
	Time  time.Time // when it was committed, UTC
	Dirty bool      // something in the folder differs from the commit, or is not in it and not ignored
}

// Head returns the commit that is checked out in the repository of dir. Only what lies in dir can make it dirty, without
// the folders of except (absolute, or relative to dir), such as the one that a build writes. A bare repository is never
// dirty. The errors are [ErrNoCommit], [ErrNoGit], [ErrNoRepository], [ErrUntrusted], and those of the machine.
func Head(ctx context.Context, dir string, except ...string) (Commit, error) {
	var head object
	err := objects(ctx, dir, []string{"HEAD"}, func(_ int, o object) { head = o })
	if errors.Is(err, errMissing) {
		return Commit{}, ErrNoCommit
	}
	if err != nil {
		return Commit{}, err
	}
	c := Commit{Hash: head.hash}
	if c.Time, err = committed(head.data); err != nil {
		return Commit{}, err
	}
	c.Dirty, err = dirty(ctx, dir, except)
	return c, err
}

// Folder returns where a folder lies in its repository, with forward slashes; "" for the root of it, and where there is no
// repository.
func Folder(ctx context.Context, dir string) string {
	out, err := output(ctx, dir, "rev-parse", "--show-prefix")
	if err != nil {
		return ""
	}
	return strings.TrimSuffix(strings.TrimSuffix(string(out), "\n"), "/")
}

func dirty(ctx context.Context, dir string, except []string) (bool, error) {
	args := []string{"status", "--porcelain=v1", "-z", "--untracked-files=normal", "--ignore-submodules=all", "--no-renames", "--", "."}
	for _, e := range except {
		if inside, ok := within(dir, e); ok {
			args = append(args, ":(exclude,literal)"+inside)
		}
	}
	out, err := output(ctx, dir, args...)
	if f := (*failure)(nil); errors.As(err, &f) && f.says("must be run in a work tree") {
		return false, nil
	}
	return len(out) > 0, err
}

// within returns the path of a folder inside dir, relative to it, with forward slashes.
func within(dir, name string) (string, bool) {
	if !filepath.IsAbs(name) {
		name = filepath.Join(dir, name)
	}
	base, err := filepath.Abs(dir)
	if err != nil {
		return "", false
	}
	if name, err = filepath.Abs(name); err != nil {
		return "", false
	}
	rel, err := filepath.Rel(base, name)
	return filepath.ToSlash(rel), err == nil && rel != "." && filepath.IsLocal(rel)
}
