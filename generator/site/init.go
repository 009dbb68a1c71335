package site

import (
	"embed"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
)

// The starter is a small complete site, its workflow for publishing included.
//
//go:embed all:starter
var starter embed.FS

// Init writes the starter site into dir, which is made when it is missing, and returns the paths it wrote. It replaces
// nothing: when one of its files exists already, the error names it and nothing is written.
func Init(dir string) ([]string, error) {
	files, err := starterFiles()
	if err != nil {
		return nil, err
	}
	if info, err := os.Stat(dir); err == nil && !info.IsDir() {
		return nil, &UsageError{dir + " is a file", "choose a folder; nothing was written"}
	}
	for _, f := range files {
		if _, err := os.Lstat(filepath.Join(dir, filepath.FromSlash(f))); err == nil {
			return nil, &UsageError{fmt.Sprintf("%s exists already in %s", f, dir), "choose an empty folder; nothing was written"}
		}
	}
	for _, f := range files {
		text, err := fs.ReadFile(starter, "starter/"+f)
		if err != nil {
			return nil, err
		}
		path := filepath.Join(dir, filepath.FromSlash(f))
		if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
			return nil, err
		}
		if err := os.WriteFile(path, text, 0o666); err != nil {
			return nil, err
		}
	}
	return files, nil
}

func starterFiles() ([]string, error) {
	var files []string
	err := fs.WalkDir(starter, "starter", func(path string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			files = append(files, path[len("starter/"):])
		}
		return err
	})
	slices.Sort(files)
	return files, err
}
