package output

import (
	"errors"
	"io/fs"
	"sync"
	"sync/atomic"
	"syscall"
)

var errInjected = errors.New("injected")

// failing is a disk whose nth operation fails, the first being 0; when it is dead, so do all after it, as if the
// process had been killed there. A write that fails leaves half a file.
type failing struct {
	disk
	at     int64
	dead   bool
	count  atomic.Int64
	failed atomic.Bool
}

func (d *failing) step() error {
	n := d.count.Add(1) - 1
	if n == d.at || d.dead && n > d.at {
		d.failed.Store(true)
		return errInjected
	}
	return nil
}

func (d *failing) lstat(name string) (fs.FileInfo, error) { return get(d, name, d.disk.lstat) }
func (d *failing) readDir(name string) ([]fs.FileInfo, error) {
	return get(d, name, d.disk.readDir)
}
func (d *failing) readFile(name string) ([]byte, error) { return get(d, name, d.disk.readFile) }
func (d *failing) readlink(name string) (string, error) { return get(d, name, d.disk.readlink) }
func (d *failing) remove(name string) error {
	return d.try(func() error { return d.disk.remove(name) })
}
func (d *failing) sync(dir string) error  { return d.try(func() error { return d.disk.sync(dir) }) }
func (d *failing) link(a, b string) error { return d.try(func() error { return d.disk.link(a, b) }) }
func (d *failing) rename(a, b string) error {
	return d.try(func() error { return d.disk.rename(a, b) })
}
func (d *failing) exchange(a, b string) error {
	return d.try(func() error { return d.disk.exchange(a, b) })
}
func (d *failing) symlink(a, b string) error {
	return d.try(func() error { return d.disk.symlink(a, b) })
}
func (d *failing) copy(a, b string) error { return d.try(func() error { return d.disk.copy(a, b) }) }
func (d *failing) chmod(name string, mode fs.FileMode) error {
	return d.try(func() error { return d.disk.chmod(name, mode) })
}
func (d *failing) like(name string, info fs.FileInfo) error {
	return d.try(func() error { return d.disk.like(name, info) })
}
func (d *failing) mkdir(name string, perm fs.FileMode) error {
	return d.try(func() error { return d.disk.mkdir(name, perm) })
}
func (d *failing) mkdirAll(name string, perm fs.FileMode) error {
	return d.try(func() error { return d.disk.mkdirAll(name, perm) })
}

func (d *failing) create(name string, data []byte, perm fs.FileMode) error {
	if err := d.step(); err != nil {
		return errors.Join(err, d.disk.create(name, data[:len(data)/2], perm))
	}
	return d.disk.create(name, data, perm)
}

func (d *failing) try(do func() error) error {
	if err := d.step(); err != nil {
		return err
	}
	return do()
}

func get[T any](d *failing, name string, do func(string) (T, error)) (T, error) {
	if err := d.step(); err != nil {
		var none T
		return none, err
	}
	return do(name)
}

// noLinks is a file system without hard links.
type noLinks struct{ disk }

func (noLinks) link(string, string) error { return syscall.EPERM }

// noExchange is one that cannot swap folders.
type noExchange struct{ disk }

func (noExchange) exchange(string, string) error { return errNoExchange }

// counting counts what changes the disk.
type counting struct {
	disk
	changes int
}

func (d *counting) mkdir(name string, perm fs.FileMode) error {
	d.changes++
	return d.disk.mkdir(name, perm)
}

func (d *counting) rename(a, b string) error {
	d.changes++
	return d.disk.rename(a, b)
}

// atSwap does something just before folders are swapped.
type atSwap struct {
	disk
	do   func()
	once sync.Once
}

func (d *atSwap) exchange(a, b string) error {
	d.once.Do(d.do)
	return d.disk.exchange(a, b)
}
