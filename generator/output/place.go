package output

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// locate returns the absolute path of dir, with the symbolic links of its parents resolved, or says why a tree cannot
// be published there.
func locate(dir string, opts Options) (string, error) {
	if dir == "" {
		return "", fmt.Errorf("%w: it has no name", ErrRefused)
	}
	abs, err := filepath.Abs(dir)
	if err != nil {
		return "", err
	}
	if filepath.Dir(abs) == abs {
		return "", fmt.Errorf("%q: %w: it is the root of the file system", dir, ErrRefused)
	}
	abs = filepath.Join(settle(filepath.Dir(abs)), filepath.Base(abs))
	if err := folderOrNothing(abs); err != nil {
		return "", err
	}
	if home, err := os.UserHomeDir(); err == nil && holds(abs, home) {
		return "", fmt.Errorf("%q: %w: it is or contains the home folder %q", abs, ErrRefused, home)
	}
	for _, p := range opts.Protect {
		if holds(abs, p) {
			return "", fmt.Errorf("%q: %w: it is or contains %q, which a build must not touch; choose a folder of its own", abs, ErrRefused, p)
		}
	}
	for _, s := range opts.Sources {
		if holds(settle(s), abs) {
			return "", fmt.Errorf("%q: %w: it lies in %q, from which the site is made; choose a folder outside it", abs, ErrRefused, s)
		}
	}
	if git := gitAbove(abs); git != "" {
		return "", fmt.Errorf("%q: %w: it lies in %q, where git keeps a repository; choose a folder outside it", abs, ErrRefused, git)
	}
	return abs, nil
}

// gitAbove returns the folder, dir itself or one above it, in which git keeps a repository: by its name, or, for one that
// is called otherwise, by what git itself looks for in it.
func gitAbove(dir string) string {
	for at := dir; filepath.Dir(at) != at; at = filepath.Dir(at) {
		if fold(filepath.Base(at)) == ".git" || keepsGit(at) {
			return at
		}
	}
	return ""
}

func keepsGit(dir string) bool {
	for _, name := range []string{"HEAD", "objects", "refs"} {
		info, err := os.Stat(filepath.Join(dir, name))
		if err != nil || info.IsDir() != (name != "HEAD") {
			return false
		}
	}
	return true
}

func folderOrNothing(dir string) error {
	info, err := os.Lstat(dir)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil:
		return err
	case info.Mode()&fs.ModeSymlink != 0:
		target, _ := os.Readlink(dir)
		return fmt.Errorf("%q: %w: it is a symbolic link to %q; give the folder itself", dir, ErrRefused, target)
	case !info.IsDir():
		return fmt.Errorf("%q: %w: it is a file", dir, ErrRefused)
	}
	return nil
}

// settle resolves the symbolic links of a path as far as it exists.
func settle(name string) string {
	rest := ""
	for at := name; ; at = filepath.Dir(at) {
		if real, err := filepath.EvalSymlinks(at); err == nil {
			return filepath.Join(real, rest)
		}
		if filepath.Dir(at) == at {
			return name
		}
		rest = filepath.Join(filepath.Base(at), rest)
	}
}

// holds reports whether inner is dir or lies in it, by name or, where case or mounts play tricks, by identity.
func holds(dir, inner string) bool {
	abs, err := filepath.Abs(inner)
	if err != nil || inner == "" {
		return false
	}
	info, _ := os.Lstat(dir)
	for at := settle(abs); ; at = filepath.Dir(at) {
		if at == dir {
			return true
		}
		if here, err := os.Lstat(at); err == nil && info != nil && os.SameFile(here, info) {
			return true
		}
		if filepath.Dir(at) == at {
			return false
		}
	}
}
