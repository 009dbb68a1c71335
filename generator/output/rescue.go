package output

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"slices"
)

// spent reports whether a file of a tree that was swapped out is not needed: it is ours, or it is in the published
// folder too.
func (w *writer) spent(tree, name string, info fs.FileInfo, ours map[string]entry) (bool, error) {
	there, err := w.published(name)
	if err != nil {
		return false, err
	}
	if there != nil && os.SameFile(there, info) {
		return true, nil
	}
	e, mine := ours[name]
	mine = mine && info.Mode().IsRegular() && info.Size() == e.Size
	twin := there != nil && there.Mode().Type() == info.Mode().Type() && there.Size() == info.Size()
	if !mine && !twin {
		return false, nil
	}
	data, err := w.content(tree, name, info)
	if err != nil || mine && e.is(data) {
		return err == nil, err
	}
	if !twin || data == nil {
		return false, nil
	}
	other, err := w.content(w.dir, name, there)
	return bytes.Equal(data, other), err
}

// content returns what a file holds, or where a symbolic link points; nil for what can hold nothing.
func (w *writer) content(tree, name string, info fs.FileInfo) ([]byte, error) {
	switch info.Mode().Type() {
	case 0:
		return w.disk.readFile(local(tree, name))
	case fs.ModeSymlink:
		target, err := w.disk.readlink(local(tree, name))
		return []byte(target), err
	}
	return nil, nil
}

// published returns what has a name in the published folder, nil for nothing. No symbolic link is followed on the way.
func (w *writer) published(name string) (fs.FileInfo, error) {
	for folder := range above(name) {
		info, err := w.disk.lstat(local(w.dir, folder))
		if err != nil || !info.IsDir() {
			return nil, nothing(err)
		}
	}
	info, err := w.disk.lstat(local(w.dir, name))
	if err != nil {
		return nil, nothing(err)
	}
	return info, nil
}

// moveBack moves a foreign file from a tree that was swapped out to its place in the published folder, and reports
// whether it could: what stands there is not overwritten.
func (w *writer) moveBack(tree, name string, info fs.FileInfo) (bool, error) {
	if ok, err := w.foldersFor(name); !ok {
		return false, err
	}
	from, to := local(tree, name), local(w.dir, name)
	if _, err := w.disk.lstat(to); !errors.Is(err, fs.ErrNotExist) {
		return false, err
	}
	err := errors.ErrUnsupported
	if info.Mode()&fs.ModeSymlink == 0 { // some systems would link to where it points
		err = w.disk.link(from, to)
	}
	switch {
	case err == nil:
		return true, w.disk.remove(from)
	case errors.Is(err, fs.ErrExist):
		return false, nil
	}
	return true, w.disk.rename(from, to) // nothing stood there a moment ago
}

// foldersFor makes the folders that a file needs in the published folder, unless something else stands there.
func (w *writer) foldersFor(name string) (bool, error) {
	folders := append(slices.Collect(above(name)), ".")
	slices.Reverse(folders)
	for _, folder := range folders {
		info, err := w.disk.lstat(local(w.dir, folder))
		switch {
		case err == nil && info.IsDir():
			continue
		case err == nil, folder == ".":
			return false, nothing(err)
		case !errors.Is(err, fs.ErrNotExist):
			return false, err
		}
		if err := w.disk.mkdir(local(w.dir, folder), 0o777); err != nil && !errors.Is(err, fs.ErrExist) {
			return false, err
		}
	}
	return true, nil
}

// nothing forgives that something is not there.
func nothing(err error) error {
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}
