package revision

import (
	"context"
	"strings"
)

// Names returns the branches and tags of the repository of dir, those of remotes with the name of the remote in front,
// in the order of git: a caller can tell what a misspelt revision may have meant. The errors are those of [Open].
func Names(ctx context.Context, dir string) ([]string, error) {
	out, err := output(ctx, dir, "for-each-ref", "--format=%(refname:short)", "refs/heads", "refs/remotes", "refs/tags")
	return strings.Fields(string(out)), err
}
