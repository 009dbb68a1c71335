package output

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
)

// Earlier returns the paths of the files that the last build wrote into a folder, sorted; none when no build has written
// there. It changes nothing and waits for nobody.
func Earlier(dir string) ([]string, error) {
	list, err := os.ReadFile(filepath.Join(dir, Manifest))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	ours, err := decode(list)
	if err != nil {
		return nil, err
	}
	var paths []string
	for path := range ours {
		paths = append(paths, path)
	}
	slices.Sort(paths)
	return paths, nil
}
