package output

import (
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"strings"
)

// recover clears up after builds that died: no other is alive while the lock is held.
func (w *writer) recover() error {
	infos, err := w.disk.readDir(w.parent)
	if err != nil {
		return err
	}
	for _, info := range infos { // in the order of names: new, old, swap
		name := filepath.Join(w.parent, info.Name())
		switch w.leftover(info) {
		case "new":
			err = w.wipe(name)
		case "old":
			err = w.putBack(name)
		case "swap":
			err = w.sweep(name, nil)
		}
		if err != nil {
			return fmt.Errorf("%q: %w", name, err)
		}
	}
	return nil
}

// leftover tells the kind of a folder that a build made beside the published one; "" is nobody's.
func (w *writer) leftover(info fs.FileInfo) string {
	rest, ok := strings.CutPrefix(info.Name(), "."+filepath.Base(w.dir)+".remit-")
	kind, build, _ := strings.Cut(rest, "-")
	strange := strings.Trim(build, "abcdefghijklmnopqrstuvwxyz234567") != ""
	if !ok || strange || len(build) != len(w.build) || !info.IsDir() {
		return ""
	}
	return kind
}

// putBack ends a swap by two renames that died between them, or just after.
func (w *writer) putBack(old string) error {
	if _, err := w.disk.lstat(w.dir); errors.Is(err, fs.ErrNotExist) {
		return w.disk.rename(old, w.dir)
	}
	return w.sweep(old, nil)
}
