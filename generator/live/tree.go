package live

import (
	"io/fs"
	"os"
	"path/filepath"
	"slices"
)

// A tree is what a look at the folders found: for each folder its entries, sorted by name. A root that is a file is in it
// as a folder with the one entry "."; a folder that could not be read has nil.
type tree map[string][]entry

// An entry is all that tells one version of a file from another. Of a folder only its being there counts.
type entry struct {
	name   string
	folder bool
	mode   fs.FileMode
	size   int64
	time   int64
}

// A scanner reads trees.
type scanner struct {
	roots  []string
	ignore func(path string) bool
	enter  func(folder string) // called before a folder is read
}

func (s scanner) all() tree {
	found := tree{}
	for _, root := range s.roots {
		s.below(root, found)
	}
	return found
}

func (s scanner) below(folder string, found tree) {
	if _, known := found[folder]; known {
		return
	}
	s.enter(folder)
	found[folder] = s.list(folder)
	for _, e := range found[folder] {
		if e.folder {
			s.below(filepath.Join(folder, e.name), found)
		}
	}
}

// list returns the entries of a folder. What cannot be read is as good as not there: the rebuild will say so.
func (s scanner) list(folder string) []entry {
	children, err := os.ReadDir(folder)
	if err != nil && len(children) == 0 {
		if info, err := os.Stat(folder); err == nil && !info.IsDir() {
			return []entry{of(".", info)}
		}
		return nil
	}
	entries := make([]entry, 0, len(children))
	for _, child := range children {
		name := filepath.Join(folder, child.Name())
		if s.ignore(name) {
			continue
		}
		if child.IsDir() {
			entries = append(entries, entry{name: child.Name(), folder: true})
		} else if info, err := stat(child, name); err == nil {
			entries = append(entries, of(child.Name(), info))
		}
	}
	return entries
}

// stat follows a link, but never into a folder: links can form a ring.
func stat(child fs.DirEntry, name string) (fs.FileInfo, error) {
	if child.Type()&fs.ModeSymlink != 0 {
		if info, err := os.Stat(name); err == nil && !info.IsDir() {
			return info, nil
		}
	}
	return child.Info()
}

func of(name string, info fs.FileInfo) entry {
	return entry{name: name, mode: info.Mode(), size: info.Size(), time: info.ModTime().UnixNano()}
}

// equal reports whether two looks found the same.
func (t tree) equal(other tree) bool {
	if len(t) != len(other) {
		return false
	}
	for folder, entries := range t {
		others, found := other[folder]
		if !found || !slices.Equal(entries, others) {
			return false
		}
	}
	return true
}

// shape returns what decides where watches are set: the folders among the entries, and whether a root is a file.
func shape(entries []entry) []string {
	var names []string
	for _, e := range entries {
		if e.folder || e.name == "." {
			names = append(names, e.name)
		}
	}
	return names
}
