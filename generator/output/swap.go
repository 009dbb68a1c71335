package output

import (
	"errors"
	"fmt"
)

// swap publishes the staged tree. It gives the tree the name ready first: from then on that name may be the old tree,
// and only a careful hand may clear it.
func (w *writer) swap(stage, ready string, published bool) error {
	if w.sync {
		if err := w.disk.sync(stage); err != nil {
			return err
		}
	}
	if err := w.disk.rename(stage, ready); err != nil {
		return err
	}
	if !published {
		return w.disk.rename(ready, w.dir)
	}
	err := w.disk.exchange(ready, w.dir)
	if errors.Is(err, errNoExchange) {
		err = w.swapByRenames(ready)
	}
	if mounted(err) {
		return fmt.Errorf("%q is a mount point, which cannot be swapped; choose a folder inside it: %w", w.dir, err)
	}
	return err
}

// swapByRenames does in two steps what the system cannot do in one. A build killed between them leaves no published
// folder; recover puts it back.
func (w *writer) swapByRenames(ready string) error {
	old := w.beside("old", w.build)
	if err := w.disk.rename(w.dir, old); err != nil {
		return err
	}
	if err := w.disk.rename(ready, w.dir); err != nil {
		return errors.Join(err, w.disk.rename(old, w.dir))
	}
	if err := w.disk.rename(old, ready); err != nil {
		return fmt.Errorf("the new tree is in place, but the old one is left beside it: %w", err)
	}
	return nil
}
