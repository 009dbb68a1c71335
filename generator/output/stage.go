package output

import (
	"errors"
	"fmt"
	"io/fs"
	"slices"
)

// stage makes the whole new tree in a folder of its own.
func (w *writer) stage(stage string, p *plan) error {
	if err := w.disk.mkdir(stage, 0o777); err != nil {
		return fmt.Errorf("preparing the new tree: %w", err)
	}
	for _, folder := range p.folders {
		if err := w.disk.mkdir(local(stage, folder), 0o777); err != nil {
			return err
		}
	}
	err := w.each(len(p.carry)+len(p.write), func(i int) error {
		if i < len(p.carry) {
			return w.take(stage, p.carry[i], p)
		}
		f := p.files[p.write[i-len(p.carry)]]
		return w.disk.create(local(stage, f.Path), f.Data, 0o666)
	})
	if err != nil {
		return err
	}
	if err := w.disk.create(local(stage, Manifest), p.manifest, 0o666); err != nil {
		return err
	}
	return w.likeOld(stage, p)
}

// take brings a file of the old tree into the new one.
func (w *writer) take(stage, name string, p *plan) error {
	from, to := local(w.dir, name), local(stage, name)
	mode := p.old.things[name].Mode()
	if mode&fs.ModeSymlink != 0 {
		target, err := w.disk.readlink(from)
		if err != nil {
			return err
		}
		return w.disk.symlink(target, to)
	}
	err := w.disk.link(from, to)
	switch {
	case err == nil:
		return nil
	case errors.Is(err, fs.ErrNotExist) && !p.wanted[name]:
		return nil // its owner removed it just now
	case mounted(err):
		return fmt.Errorf("%q lies on another file system than the output folder and cannot be carried over; unmount it, or choose another output folder: %w", name, err)
	case mode.IsRegular():
		return w.disk.copy(from, to) // no links here, or not for us
	}
	return err
}

// likeOld gives folders that stay their mode and owner, the innermost first: one may not be writable.
func (w *writer) likeOld(stage string, p *plan) error {
	for _, folder := range slices.Backward(p.folders) {
		if info := p.old.things[folder]; info != nil && info.IsDir() {
			if err := w.disk.like(local(stage, folder), info); err != nil {
				return err
			}
		}
	}
	if p.old.root == nil {
		return nil
	}
	return w.disk.like(stage, p.old.root)
}
