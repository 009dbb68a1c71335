package output

import (
	"errors"
	"fmt"
	"strings"
)

var (
	// ErrBusy says that another build is writing the same folder.
	ErrBusy = errors.New("another build is writing this folder; try again when it is done")
	// ErrRefused says that the folder cannot be an output folder, whatever is in it.
	ErrRefused = errors.New("refused as the output folder")
	// ErrPath says that a file cannot be written under its path.
	ErrPath = errors.New("not a path for a file of the output folder")
)

// A ConflictError names what stands in the way of a tree and may not be lost. Nothing was written. Paths are relative to
// the folder, sorted.
type ConflictError struct {
	Dir     string
	Foreign []string // not written by a build, and standing where one would write
	Altered []string // written by a build and changed since, and to be replaced or removed now
}

// Error names the files, the first ten of each kind, and says what to do.
func (e *ConflictError) Error() string {
	var parts []string
	if len(e.Foreign) > 0 {
		parts = append(parts, "not written by remit, and standing where it would write: "+listed(e.Foreign))
	}
	if len(e.Altered) > 0 {
		parts = append(parts, "changed since remit wrote it, and to be replaced or removed now: "+listed(e.Altered))
	}
	return fmt.Sprintf("%q: %s (nothing was written; move or delete what is named, or choose another output folder)", e.Dir, strings.Join(parts, "; "))
}

// listed names the first few of many.
func listed(names []string) string {
	const most = 10
	quoted := make([]string, 0, most)
	for _, name := range names[:min(len(names), most)] {
		quoted = append(quoted, fmt.Sprintf("%q", name))
	}
	text := strings.Join(quoted, ", ")
	if len(names) > most {
		text += fmt.Sprintf(" and %d more", len(names)-most)
	}
	return text
}
