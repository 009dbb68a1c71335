package revision

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"strings"
)

// Open returns the files of a revision that lie in dir, as dir lies in the repository now. The revision is any
// name that git has for one commit. The result also implements [fs.ReadFileFS], [fs.ReadDirFS] and [fs.StatFS], may be used
// by several goroutines, and reads large files only when asked, which ctx bounds too.
//
// A revision that is unknown gives [ErrUnknown], with [ErrShallow] in a shallow clone; one that dir did not exist in
// gives [fs.ErrNotExist]. See also [ErrNoGit], [ErrNoRepository] and [ErrUntrusted].
func Open(ctx context.Context, dir, rev string) (fs.FS, error) {
	hash, prefix, err := resolve(ctx, dir, rev)
	if err != nil {
		return nil, err
	}
	list, err := output(ctx, dir, "ls-tree", "-r", "-z", "-l", "--full-tree", hash+":"+prefix)
	if f := (*failure)(nil); errors.As(err, &f) && f.says("Not a valid object name", "not a tree object") {
		return nil, fmt.Errorf("no folder %q in revision %q: %w", prefix, rev, fs.ErrNotExist)
	}
	if err != nil {
		return nil, err
	}
	t := newTree(ctx, dir)
	if err := t.fill(list); err != nil {
		return nil, err
	}
	return t, t.prefetch(hash)
}

// resolve returns the commit of a revision and the path of dir in the repository, "" for its root.
func resolve(ctx context.Context, dir, rev string) (hash, prefix string, err error) {
	if rev == "" || strings.HasPrefix(rev, "-") || strings.ContainsAny(rev, "\x00\n") {
		return "", "", fmt.Errorf("%q: %w: it cannot be the name of one", rev, ErrUnknown)
	}
	out, err := output(ctx, dir, "rev-parse", "--show-prefix", rev+"^{commit}")
	if f := (*failure)(nil); errors.As(err, &f) {
		return "", "", unknown(ctx, dir, rev, f.says("is ambiguous"))
	}
	if err != nil {
		return "", "", err
	}
	// A folder may have a line break in its name, so the commit is what comes last.
	text := strings.TrimSuffix(string(out), "\n")
	cut := strings.LastIndexByte(text, '\n')
	prefix, hash = text[:max(cut, 0)], text[cut+1:]
	if cut < 0 || len(hash) < 40 || strings.Trim(hash, "0123456789abcdef") != "" { // a file of that name, or a range
		return "", "", unknown(ctx, dir, rev, false)
	}
	return hash, strings.TrimSuffix(prefix, "/"), nil
}

// unknown says why there is no such revision.
func unknown(ctx context.Context, dir, rev string, ambiguous bool) error {
	if ambiguous {
		return fmt.Errorf("%q: %w: several objects have names that begin so", rev, ErrUnknown)
	}
	shallow, err := output(ctx, dir, "rev-parse", "--is-shallow-repository")
	if err != nil {
		return err // the trouble is not the revision
	}
	if strings.TrimSpace(string(shallow)) == "true" {
		return fmt.Errorf("%q: %w; %w", rev, ErrUnknown, ErrShallow)
	}
	return fmt.Errorf("%q: %w in this repository", rev, ErrUnknown)
}
