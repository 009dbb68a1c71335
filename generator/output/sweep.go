package output

import (
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"sync"
)

// wipe removes a tree that was never published: all in it was made by a build.
func (w *writer) wipe(tree string) error {
	things, err := w.enter(tree)
	if err != nil {
		return err
	}
	_, err = w.clear(tree, things, func(name string, _ fs.FileInfo) (bool, error) {
		return false, w.disk.remove(local(tree, name))
	})
	return err
}

// sweep removes a tree that may have been published. Seen is what this build took over or dropped.
func (w *writer) sweep(tree string, seen map[string]fs.FileInfo) error {
	things, err := w.enter(tree)
	if err != nil {
		return err
	}
	_, ours, err := w.manifest(tree, things)
	if err != nil {
		return err
	}
	strays, err := w.clear(tree, things, func(name string, info fs.FileInfo) (stray bool, err error) {
		spent := unchanged(seen[name], info)
		if !spent {
			if spent, err = w.spent(tree, name, info, ours); err != nil {
				return false, err
			}
		}
		if spent {
			return false, w.disk.remove(local(tree, name))
		}
		moved, err := w.moveBack(tree, name, info)
		return !moved, err
	})
	if err != nil || len(strays) == 0 {
		return err
	}
	kept := w.dir + ".remit-kept-" + w.build
	if err := w.disk.rename(tree, kept); err != nil {
		return err
	}
	return fmt.Errorf("%s appeared while the folder was swapped, and something else stands there now: kept in %q", listed(strays), kept)
}

// enter returns what lies in a tree that is to be removed, and makes its folders ready for that.
func (w *writer) enter(tree string) (map[string]fs.FileInfo, error) {
	open := func(name string, info fs.FileInfo) error {
		if info.Mode().Perm()&0o700 == 0o700 {
			return nil
		}
		return w.disk.chmod(name, info.Mode().Perm()|0o700)
	}
	info, err := w.disk.lstat(tree)
	if err != nil {
		return nil, err
	}
	if err := open(tree, info); err != nil {
		return nil, err
	}
	return w.things(tree, open)
}

// clear hands every file of a tree to dispose. When none strays, the folders are removed too; the manifest goes after all
// files, since it proves which of them are ours, should this be cut short.
func (w *writer) clear(tree string, things map[string]fs.FileInfo, dispose func(name string, info fs.FileInfo) (stray bool, err error)) ([]string, error) {
	var files, folders, strays []string
	for _, name := range slices.Sorted(maps.Keys(things)) {
		switch {
		case things[name].IsDir():
			folders = append(folders, name)
		case name != Manifest:
			files = append(files, name)
		}
	}
	var mu sync.Mutex
	err := w.each(len(files), func(i int) error {
		stray, err := dispose(files[i], things[files[i]])
		if stray {
			mu.Lock()
			defer mu.Unlock()
			strays = append(strays, files[i])
		}
		return nothing(err)
	})
	if err != nil || len(strays) > 0 {
		slices.Sort(strays)
		return strays, err
	}
	if _, there := things[Manifest]; there {
		if err := nothing(w.disk.remove(local(tree, Manifest))); err != nil {
			return nil, err
		}
	}
	slices.Reverse(folders)
	for _, folder := range append(folders, ".") {
		if err := nothing(w.disk.remove(local(tree, folder))); err != nil {
			return nil, err
		}
	}
	return nil, nil
}
