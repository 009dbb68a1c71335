package output

import (
	"crypto/rand"
	"fmt"
	"path/filepath"
	"runtime"
	"strings"
)

// A File is one file of the tree. Path is relative to the folder, clean, with forward slashes. The data is not copied
// and must not change while [Write] runs.
type File struct {
	Path string
	Data []byte
}

// Options say how to write. The zero value is useful.
type Options struct {
	// Protect names folders that the published folder must not be and must not contain, such as the site's sources.
	Protect []string
	// Sources names folders that the published folder must not lie in: the next build would read what this one wrote.
	Sources []string
	// NoSync leaves it to the system when the tree reaches the disk. A power failure shortly after may then leave
	// files that are empty.
	NoSync bool
	// Workers is how many files are read or written at a time; 0 chooses.
	Workers int

	disk disk // nil is the real one; tests bring their own
}

// A Report counts what happened. Written + Kept is the number of files asked for.
type Report struct {
	Written int // files with new content
	Kept    int // files that already had their content: linked into the new tree, or left where they are
	Removed int // files of an earlier build that are not wanted any more
}

// Check returns the error that [Write] would return for the choice of dir, before there is anything to write; it changes
// nothing.
func Check(dir string, opts Options) error {
	_, err := locate(dir, opts)
	return err
}

// Write makes dir hold exactly the given files, beside the foreign ones that are in it. The folder and its parents are
// made when they are missing. Errors are of the machine, but for [ErrBusy], [ErrRefused], [ErrPath] and
// [*ConflictError]. After an error the published folder is the whole old tree, or, when the error says so, the whole new
// one, of which only the clearing up has failed.
func Write(dir string, files []File, opts Options) (Report, error) {
	files, err := checked(files)
	if err != nil {
		return Report{}, err
	}
	dir, err = locate(dir, opts)
	if err != nil {
		return Report{}, err
	}
	w := newWriter(dir, opts)
	if err := w.disk.mkdirAll(w.parent, 0o777); err != nil {
		return Report{}, fmt.Errorf("making the folder that holds %q: %w", dir, err)
	}
	unlock, err := lock(w.beside("lock", ""))
	if err != nil {
		return Report{}, fmt.Errorf("%q: %w", dir, err)
	}
	defer unlock()
	return w.write(files)
}

// A writer publishes one folder.
type writer struct {
	disk    disk
	dir     string // the published folder: absolute, its parent free of symbolic links
	parent  string
	build   string // tells the folders of this build from those of others
	workers int
	sync    bool
}

func newWriter(dir string, opts Options) *writer {
	w := &writer{disk: opts.disk, dir: dir, parent: filepath.Dir(dir), build: strings.ToLower(rand.Text()), workers: opts.Workers, sync: !opts.NoSync}
	if w.disk == nil {
		w.disk = realDisk{}
	}
	if w.workers <= 0 {
		w.workers = max(2, runtime.GOMAXPROCS(0))
	}
	return w
}

// beside names a thing of a build beside the published folder.
func (w *writer) beside(what, build string) string {
	name := "." + filepath.Base(w.dir) + ".remit-" + what
	if build != "" {
		name += "-" + build
	}
	return filepath.Join(w.parent, name)
}

func (w *writer) write(files []File) (Report, error) {
	if err := w.recover(); err != nil {
		return Report{}, fmt.Errorf("clearing up after an earlier build of %q: %w", w.dir, err)
	}
	old, err := w.survey()
	if err != nil {
		return Report{}, fmt.Errorf("reading the published folder: %w", err)
	}
	p, err := w.plan(old, files)
	if err != nil {
		return Report{}, err
	}
	if p.idle {
		return p.report, nil
	}
	stage := w.beside("new", w.build)
	if err := w.stage(stage, p); err != nil {
		w.wipe(stage) // best effort: the next build clears it otherwise
		return Report{}, err
	}
	return w.publish(stage, p)
}

// publish swaps the staged tree in and clears the old one.
func (w *writer) publish(stage string, p *plan) (Report, error) {
	if err := w.swap(stage, w.beside("swap", w.build), p.old.root != nil); err != nil {
		w.recover() // best effort too, and never more than recover may do
		return Report{}, err
	}
	err := w.syncParent()
	if p.old.root != nil {
		if cleared := w.sweep(w.beside("swap", w.build), p.old.things); err == nil {
			err = cleared
		}
	}
	if err != nil {
		return p.report, fmt.Errorf("the new tree is in place, but %w", err)
	}
	return p.report, nil
}

func (w *writer) syncParent() error {
	if !w.sync {
		return nil
	}
	if err := w.disk.sync(w.parent); err != nil {
		return fmt.Errorf("%q may not be on the disk: %w", w.dir, err)
	}
	return nil
}

// local turns a slash path inside a tree into one of the system.
func local(tree, name string) string { return filepath.Join(tree, filepath.FromSlash(name)) }
