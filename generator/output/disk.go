package output

import (
	"errors"
	"io"
	"io/fs"
	"os"
)

// A disk does what is done to files once the folder is locked. The second implementation is the one of the tests,
// which fails at every step in turn.
type disk interface {
	lstat(name string) (fs.FileInfo, error)
	readDir(name string) ([]fs.FileInfo, error)
	readFile(name string) ([]byte, error)
	readlink(name string) (string, error)
	mkdirAll(name string, perm fs.FileMode) error
	mkdir(name string, perm fs.FileMode) error
	create(name string, data []byte, perm fs.FileMode) error // an error when it exists
	link(from, to string) error
	copy(from, to string) error // an error when it exists
	symlink(target, name string) error
	chmod(name string, mode fs.FileMode) error
	like(name string, info fs.FileInfo) error // mode and, where possible, owner
	rename(from, to string) error
	exchange(a, b string) error // errNoExchange when the system cannot
	remove(name string) error
	sync(dir string) error // all that was written in its file system, or what the system offers
}

// errNoExchange says that two folders cannot be swapped in one step here.
var errNoExchange = errors.New("no exchange of folders on this file system")

type realDisk struct{}

func (realDisk) lstat(name string) (fs.FileInfo, error)       { return os.Lstat(name) }
func (realDisk) readFile(name string) ([]byte, error)         { return os.ReadFile(name) }
func (realDisk) readlink(name string) (string, error)         { return os.Readlink(name) }
func (realDisk) mkdirAll(name string, perm fs.FileMode) error { return os.MkdirAll(name, perm) }
func (realDisk) mkdir(name string, perm fs.FileMode) error    { return os.Mkdir(name, perm) }
func (realDisk) chmod(name string, mode fs.FileMode) error    { return os.Chmod(name, mode) }
func (realDisk) link(from, to string) error                   { return os.Link(from, to) }
func (realDisk) symlink(target, name string) error            { return os.Symlink(target, name) }
func (realDisk) rename(from, to string) error                 { return os.Rename(from, to) }
func (realDisk) remove(name string) error                     { return os.Remove(name) }
func (realDisk) exchange(a, b string) error                   { return exchange(a, b) }
func (realDisk) sync(dir string) error                        { return syncAll(dir) }

// readDir leaves out what vanishes while it reads: a foreign program at work.
func (realDisk) readDir(name string) ([]fs.FileInfo, error) {
	entries, err := os.ReadDir(name)
	if err != nil {
		return nil, err
	}
	infos := make([]fs.FileInfo, 0, len(entries))
	for _, e := range entries {
		info, err := e.Info()
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return nil, err
		}
		infos = append(infos, info)
	}
	return infos, nil
}

func (realDisk) create(name string, data []byte, perm fs.FileMode) error {
	f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, perm)
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	return errors.Join(err, f.Close())
}

func (d realDisk) copy(from, to string) error {
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer in.Close()
	info, err := in.Stat()
	if err != nil {
		return err
	}
	out, err := os.OpenFile(to, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	_, err = io.Copy(out, in)
	if err := errors.Join(err, out.Close()); err != nil {
		return err
	}
	if err := d.like(to, info); err != nil {
		return err
	}
	return os.Chtimes(to, info.ModTime(), info.ModTime())
}

func (realDisk) like(name string, info fs.FileInfo) error {
	giveTo(name, info) // before the mode, which it may clear; only root can give away, and need not
	return os.Chmod(name, info.Mode()&(fs.ModePerm|fs.ModeSetgid|fs.ModeSetuid|fs.ModeSticky))
}
