package output

import (
	"errors"
	"fmt"
	"io/fs"
	"syscall"
)

// lock opens the lock file for this process alone, or returns ErrBusy. The system closes and removes it when the
// process ends, however it ends.
func lock(name string) (unlock func(), err error) {
	const deleteOnClose, sharingViolation = 0x04000000, syscall.Errno(32)
	path, err := syscall.UTF16PtrFromString(name)
	if err != nil {
		return nil, err
	}
	h, err := syscall.CreateFile(path, syscall.GENERIC_READ|syscall.GENERIC_WRITE, 0, nil, syscall.OPEN_ALWAYS, syscall.FILE_ATTRIBUTE_NORMAL|deleteOnClose, 0)
	if errors.Is(err, sharingViolation) {
		return nil, ErrBusy
	}
	if err != nil {
		return nil, fmt.Errorf("the new tree is prepared beside the old one, so the folder that holds both must be writable: %w", err)
	}
	return func() { syscall.CloseHandle(h) }, nil
}

// giveTo does nothing: files belong to who makes them.
func giveTo(string, fs.FileInfo) {}

// mounted reports whether a link or a rename failed because its two ends lie on different volumes.
func mounted(err error) bool {
	const notSameDevice = syscall.Errno(17)
	return errors.Is(err, notSameDevice)
}
