//go:build unix

package output

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"syscall"
)

// lock takes the lock file, or returns ErrBusy. The kernel lets go of it when the process ends, however it ends. The
// file is removed while it is still locked; who waited with it open finds another one under its name, and takes that.
func lock(name string) (unlock func(), err error) {
	for {
		f, err := os.OpenFile(name, os.O_RDWR|os.O_CREATE|syscall.O_NOFOLLOW, 0o666)
		if err != nil {
			return nil, fmt.Errorf("the new tree is prepared beside the old one, so the folder that holds both must be writable: %w", err)
		}
		if err := syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB); err != nil {
			f.Close()
			if errors.Is(err, syscall.EWOULDBLOCK) {
				return nil, ErrBusy
			}
			return nil, fmt.Errorf("locking %q: %w", name, err)
		}
		mine, err := f.Stat()
		if err != nil {
			f.Close()
			return nil, err
		}
		if there, err := os.Lstat(name); err == nil && os.SameFile(mine, there) {
			return func() { os.Remove(name); f.Close() }, nil
		}
		f.Close()
	}
}

// giveTo gives a file the owner of another.
func giveTo(name string, info fs.FileInfo) {
	if s, ok := info.Sys().(*syscall.Stat_t); ok {
		os.Lchown(name, int(s.Uid), int(s.Gid))
	}
}

// mounted reports whether a link or a rename failed because a file system is mounted in its way.
func mounted(err error) bool { return errors.Is(err, syscall.EXDEV) || errors.Is(err, syscall.EBUSY) }
