package output

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
)

// A tree is what lies in a folder.
type tree struct {
	root   fs.FileInfo            // nil when there is no folder
	things map[string]fs.FileInfo // files, folders and all else, by slash path
	ours   map[string]entry       // what builds wrote there, by the manifest
	list   []byte                 // the manifest as it stands there
}

// survey reads the names in the published folder and its manifest.
func (w *writer) survey() (*tree, error) {
	root, err := w.disk.lstat(w.dir)
	if errors.Is(err, fs.ErrNotExist) {
		return &tree{}, nil
	}
	if err != nil {
		return nil, err
	}
	things, err := w.things(w.dir, nil)
	if err != nil {
		return nil, err
	}
	list, ours, err := w.manifest(w.dir, things)
	if err != nil {
		return nil, fmt.Errorf("%q: %w", w.dir, err)
	}
	return &tree{root: root, things: things, ours: ours, list: list}, nil
}

// things returns all that lies below a folder. Symbolic links are things, and are not followed. Enter, when it is given,
// is called with every folder before its contents are read.
func (w *writer) things(root string, enter func(name string, info fs.FileInfo) error) (map[string]fs.FileInfo, error) {
	all := map[string]fs.FileInfo{}
	folders := []string{"."}
	for len(folders) > 0 {
		folder := folders[len(folders)-1]
		folders = folders[:len(folders)-1]
		infos, err := w.disk.readDir(local(root, folder))
		if errors.Is(err, fs.ErrNotExist) && folder != "." {
			continue // a foreign program removed it just now
		}
		if err != nil {
			return nil, err
		}
		for _, info := range infos {
			name := path.Join(folder, info.Name())
			all[name] = info
			if !info.IsDir() {
				continue
			}
			folders = append(folders, name)
			if enter != nil {
				if err := enter(local(root, name), info); err != nil {
					return nil, err
				}
			}
		}
	}
	return all, nil
}

// manifest reads the list of what builds wrote into a tree; without one nothing in it is ours.
func (w *writer) manifest(root string, things map[string]fs.FileInfo) ([]byte, map[string]entry, error) {
	info, there := things[Manifest]
	if !there {
		return nil, nil, nil
	}
	if !info.Mode().IsRegular() {
		return nil, nil, fmt.Errorf("%s is not a file, so nothing says which files a build wrote; remove it, or move the folder away", Manifest)
	}
	list, err := w.disk.readFile(local(root, Manifest))
	if err != nil {
		return nil, nil, err
	}
	ours, err := decode(list)
	return list, ours, err
}

// unchanged reports whether a thing is what it was when it was seen before.
func unchanged(before, now fs.FileInfo) bool {
	return before != nil && os.SameFile(before, now) && before.Size() == now.Size() && before.ModTime().Equal(now.ModTime())
}
