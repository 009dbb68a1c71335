package revision

import (
	"context"
	"errors"
	"path/filepath"
)

// Tracked reports whether git tracks a file. A file outside any repository is not tracked. The errors are [ErrNoGit],
// [ErrNoRepository], [ErrUntrusted], and those of the machine.
func Tracked(ctx context.Context, path string) (bool, error) {
	out, err := output(ctx, filepath.Dir(path), "ls-files", "-z", "--", ":(literal)"+filepath.Base(path))
	if f := (*failure)(nil); errors.As(err, &f) && f.says("must be run in a work tree") {
		return false, nil
	}
	return len(out) > 0, err
}
