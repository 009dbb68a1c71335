package bundle

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"regexp"
	"slices"
	"strings"

	"remit/static"
)

// What esbuild is spared. Its time grows with the square of a size and the cube of a nesting, and an import is a copy.
const (
	largest = 64 << 10
	deepest = 200
	imports = 64
)

// sealed is the style of what people act on, and the name of its layer, which comes before all others.
const (
	sealed      = "styles/answer.css"
	sealedLayer = "sealed"
)

// sources is every text that may be bundled, by path such as "styles/site.css", and the theme for pictures.
type sources struct {
	text  map[string]string
	theme fs.FS
}

// merge reads the built-in sources and lays the styles of the theme over them.
func merge(theme fs.FS) (sources, []Message, error) {
	src := sources{text: map[string]string{}, theme: theme}
	for _, folder := range []string{"client", "styles"} {
		if err := walk(static.FS, folder, src.keep(static.FS)); err != nil {
			return src, nil, err
		}
	}
	if theme == nil {
		return src, nil, nil
	}
	var messages []Message
	err := walk(theme, "client", func(name string, _ fs.DirEntry) error {
		messages = append(messages, whole(name, "scripts are sealed: a site cannot replace or add one; remove this file"))
		return nil
	})
	if err != nil {
		return src, nil, err
	}
	err = walk(theme, "styles", func(name string, entry fs.DirEntry) error {
		if path.Ext(name) != ".css" {
			return nil
		}
		if name == sealed {
			messages = append(messages, whole(name, "this style is sealed: a site cannot replace it; remove this file"))
			return nil
		}
		why, err := unfit(theme, name, entry)
		if why != "" {
			messages = append(messages, whole(name, why))
		}
		if why != "" || err != nil {
			return err
		}
		return src.keep(theme)(name, entry)
	})
	return src, messages, err
}

// walk calls visit with every file below a folder, which may be missing.
func walk(fsys fs.FS, folder string, visit func(name string, entry fs.DirEntry) error) error {
	return fs.WalkDir(fsys, folder, func(name string, entry fs.DirEntry, err error) error {
		switch {
		case name == folder && errors.Is(err, fs.ErrNotExist):
			return nil
		case err != nil:
			return fmt.Errorf("static/%s: %w", name, err)
		case entry.IsDir():
			return nil
		}
		return visit(name, entry)
	})
}

func (s sources) keep(from fs.FS) func(string, fs.DirEntry) error {
	return func(name string, _ fs.DirEntry) error {
		text, err := fs.ReadFile(from, name)
		if err != nil {
			return fmt.Errorf("static/%s: %w", name, err)
		}
		s.text[name] = string(text)
		return nil
	}
}

// unfit says why a style of the theme cannot be read, or "".
func unfit(theme fs.FS, name string, entry fs.DirEntry) (string, error) {
	if !entry.Type().IsRegular() {
		return "not a regular file; put the style itself here", nil
	}
	info, err := entry.Info()
	if err != nil {
		return "", fmt.Errorf("static/%s: %w", name, err)
	}
	if info.Size() > largest {
		return fmt.Sprintf("larger than %d KiB; split the style", largest>>10), nil
	}
	text, err := fs.ReadFile(theme, name)
	if err != nil {
		return "", fmt.Errorf("static/%s: %w", name, err)
	}
	if depth(text) > deepest {
		return fmt.Sprintf("brackets are nested more than %d deep; close some", deepest), nil
	}
	if len(importing.FindAll(text, imports+1)) > imports {
		return fmt.Sprintf("more than %d imports; join some parts", imports), nil
	}
	return "", nil
}

// importing also matches an @import that hides behind an escape.
var importing = regexp.MustCompile(`(?i)@(?:import|[-\w]*\\)`)

var bracket = regexp.MustCompile(`(?s)/\*.*?\*/|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|\\.|[][{}()]`)

// depth returns how deep the brackets of a style are nested, or more: those in comments and strings open, but never
// close, so that no trick with quotes hides a nesting.
func depth(text []byte) int {
	now, most := 0, 0
	for _, found := range bracket.FindAll(text, -1) {
		opening := bytes.Count(found, []byte("{")) + bytes.Count(found, []byte("(")) + bytes.Count(found, []byte("["))
		now += opening
		if opening == 0 && len(found) == 1 {
			now = max(now-1, 0)
		}
		most = max(most, now)
	}
	return most
}

var entryName = regexp.MustCompile(`^[a-z0-9][a-z0-9-]*$`)

// isPart reports whether a source is there to be imported: it begins with an underscore or stands in a deeper folder.
func isPart(name string) bool {
	return strings.HasPrefix(path.Base(name), "_") || strings.Count(name, "/") > 1
}

// entries returns the sources that become assets, sorted, and a message for each style whose name cannot be an address.
func (s sources) entries() ([]string, []Message) {
	var names []string
	var messages []Message
	for _, name := range slices.Sorted(maps.Keys(s.text)) {
		extension := path.Ext(name)
		stem := strings.TrimSuffix(path.Base(name), extension)
		switch {
		case isPart(name):
		case entryName.MatchString(stem) && (extension == ".ts" || extension == ".css"):
			names = append(names, name)
		case extension == ".css":
			messages = append(messages, whole(name, fmt.Sprintf("bad file name %q: write a-z, 0-9 and - before .css", path.Base(name))))
		}
	}
	return names, messages
}
