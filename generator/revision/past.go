package revision

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
)

// A Left is a file that a folder once had under this path.
type Left struct {
	Path string // relative to the folder that was asked about
	To   string // the path that git says it was moved to; "" when it was removed
	hash string
}

// Files returns the paths of the files that the commit of dir has below a folder in it, sorted. A folder that the commit
// does not have has none. The errors are those of [Head].
func Files(ctx context.Context, dir, below string) ([]Left, error) {
	hash, prefix, err := resolve(ctx, dir, "HEAD")
	if errors.Is(err, ErrUnknown) {
		return nil, ErrNoCommit
	}
	if err != nil {
		return nil, err
	}
	out, err := output(ctx, dir, "ls-tree", "-r", "-z", "--full-tree", hash+":"+prefix, "--", below+"/")
	if f := (*failure)(nil); errors.As(err, &f) && f.says("Not a valid object name", "not a tree object") {
		return nil, nil // dir itself is not in the commit
	}
	if err != nil {
		return nil, err
	}
	var files []Left
	for line := range strings.SplitSeq(strings.TrimSuffix(string(out), "\x00"), "\x00") {
		head, name, _ := strings.Cut(line, "\t")
		if words := strings.Fields(head); len(words) == 3 && words[1] == "blob" && portable(name) {
			files = append(files, Left{Path: name, hash: words[2]})
		}
	}
	return files, nil
}

// Gone returns the files below a folder in dir that one of the last commits moved or removed, the latest first: at most
// most commits of the line that leads to the present one by first parents, which is what was published from it. A shallow
// clone has fewer commits, and those that it has are looked at. What is moved is told by git: half of the text stayed.
func Gone(ctx context.Context, dir, below string, most int) ([]Left, error) {
	out, err := output(ctx, dir, "rev-list", "--first-parent", "--parents", fmt.Sprintf("--max-count=%d", most), "HEAD", "--")
	if err != nil {
		return nil, err
	}
	var pairs strings.Builder
	for line := range strings.Lines(string(out)) {
		if words := strings.Fields(line); len(words) > 1 {
			fmt.Fprintf(&pairs, "%s %s\n", words[0], words[1])
		}
	}
	if pairs.Len() == 0 {
		return nil, nil
	}
	var raw []byte
	// diff-tree and not log, since the configuration of a user has no say in it; the limits are ours for the same reason.
	err = git(ctx, dir, strings.NewReader(pairs.String()), func(r io.Reader) (err error) {
		raw, err = io.ReadAll(r)
		return err
	}, "diff-tree", "--stdin", "--no-commit-id", "-r", "-M50%", "-l1000", "--diff-filter=DR", "--raw", "--no-abbrev", "-z", "--relative", "--", below)
	if err != nil {
		return nil, err
	}
	return leftOf(raw)
}

// leftOf reads what git diff-tree --raw -z prints: ":mode mode hash hash D", a zero byte, a path and a zero byte; of what
// was moved "R" with a number, and two paths.
func leftOf(raw []byte) ([]Left, error) {
	var list []Left
	next := func() (field string) {
		head, rest, _ := bytes.Cut(raw, []byte{0})
		raw = rest
		return string(head)
	}
	for len(raw) > 0 {
		words := strings.Fields(next())
		if len(words) != 5 {
			return nil, fmt.Errorf("git diff-tree said %q", words)
		}
		l := Left{Path: next(), hash: words[2]}
		if strings.HasPrefix(words[4], "R") {
			l.To = next()
		}
		if strings.HasPrefix(words[0], ":100") && portable(l.Path) { // no link, no submodule
			list = append(list, l)
		}
	}
	return list, nil
}

// Texts returns what the files held, each when it was last known; nothing at all when this clone lacks one of them.
func Texts(ctx context.Context, dir string, files []Left) ([][]byte, error) {
	if len(files) == 0 {
		return nil, nil
	}
	names, texts := make([]string, len(files)), make([][]byte, len(files))
	for i, f := range files {
		names[i] = f.hash
	}
	err := objects(ctx, dir, names, func(i int, o object) { texts[i] = o.data })
	if errors.Is(err, errMissing) {
		return nil, nil
	}
	return texts, err
}
