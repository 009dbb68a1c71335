package output

import (
	"fmt"
	"io/fs"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"unicode"
)

// checked returns the files sorted by path, or an error about a path that some system could not write, or could not
// tell from another one: a tree is the same tree everywhere.
func checked(files []File) ([]File, error) {
	files = slices.Clone(files)
	slices.SortFunc(files, func(a, b File) int { return strings.Compare(a.Path, b.Path) })
	taken := map[string]string{}   // folded path of a file -> its spelling
	folders := map[string]string{} // the same of the folders they need
	for _, f := range files {
		if why := unfit(f.Path); why != "" {
			return nil, fmt.Errorf("%q: %w: %s", f.Path, ErrPath, why)
		}
		key := fold(f.Path)
		if other, ok := taken[key]; ok {
			return nil, fmt.Errorf("%q: %w: %q is in the same place", f.Path, ErrPath, other)
		}
		taken[key] = f.Path
		if other, ok := claim(folders, f.Path); !ok {
			return nil, fmt.Errorf("%q: %w: its folder is also spelt %q", f.Path, ErrPath, other)
		}
	}
	for _, f := range files {
		if folder, ok := folders[fold(f.Path)]; ok {
			return nil, fmt.Errorf("%q: %w: %q is also a folder", f.Path, ErrPath, folder)
		}
	}
	return files, nil
}

// unfit says why no file can have this path; "" means that it can.
func unfit(name string) string {
	switch {
	case name == "":
		return "it is empty"
	case strings.Contains(name, `\`):
		return `it holds a backslash; write "/" between folders`
	case strings.ContainsFunc(name, unicode.IsControl):
		return "it holds a control character"
	case !fs.ValidPath(name) || name == ".":
		return `it must be relative and clean, without "." and ".."`
	case fold(name) == Manifest:
		return "the list of written files has this name"
	case slices.Contains(strings.Split(fold(name), "/"), ".git"):
		return "no build writes into a git folder"
	}
	if _, err := filepath.Localize(name); err != nil {
		return "this system cannot have such a file"
	}
	return ""
}

// claim enters the folders above a path and returns the other spelling when one is known under another.
func claim(folders map[string]string, name string) (other string, ok bool) {
	for folder := range above(name) {
		key := fold(folder)
		if known, seen := folders[key]; seen {
			return known, known == folder
		}
		folders[key] = folder
	}
	return "", true
}

// above yields the folders that hold a path, the nearest first, without the root.
func above(name string) func(yield func(string) bool) {
	return func(yield func(string) bool) {
		for dir := path.Dir(name); dir != "."; dir = path.Dir(dir) {
			if !yield(dir) {
				return
			}
		}
	}
}

// fold maps all spellings that differ only by case to one, as file systems that ignore case do, near enough.
func fold(s string) string {
	return strings.Map(func(r rune) rune {
		least := r
		for next := unicode.SimpleFold(r); next != r; next = unicode.SimpleFold(next) {
			least = min(least, next)
		}
		return unicode.ToLower(least)
	}, s)
}
