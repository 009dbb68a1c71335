package site

import (
	"context"
	"fmt"
	"os"

	"remit/generator/load"
	"remit/generator/revision"
	"remit/generator/source"
)

// UsePrivate names the file with the values of private channels, outside the repository. What is built then is marked as
// private. An empty path changes nothing.
func (s *Site) UsePrivate(ctx context.Context, path string) error {
	if path == "" {
		return nil
	}
	if info, err := os.Stat(path); err != nil || !info.Mode().IsRegular() {
		return &UsageError{fmt.Sprintf("there is no file %s", path), "name the file with the values of private channels"}
	}
	tracked, err := revision.Tracked(ctx, path)
	if err != nil && !withoutCommit(err) {
		return err
	}
	if tracked {
		return &UsageError{fmt.Sprintf("git tracks %s, so everybody who can read the repository can read it", path), "take it out with git rm --cached, list it in .gitignore, and change what it held"}
	}
	s.private = path
	return nil
}

// options says how the site is loaded. The file of private values is read each time, since serve loads again and again.
func (s *Site) options() (load.Options, error) {
	if s.private == "" {
		return load.Options{Limits: s.limits}, nil
	}
	text, err := os.ReadFile(s.private)
	if err != nil {
		return load.Options{}, err
	}
	return load.Options{Limits: s.limits, Private: source.NewFile(s.private, text)}, nil
}
