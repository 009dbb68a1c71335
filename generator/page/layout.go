package page

import (
	"errors"
	"fmt"
	"html/template"
	"io/fs"
	"path"
	"slices"
	"strings"

	"remit/templates"
)

// sealed are the files of layout/ that no site can replace: they write the document and its policy, and what people act
// on. They are parsed last, so that nothing of theirs is redefined either.
var sealed = [...]string{"answer.html", "head.html", "pocket.html", "walk.html"}

// parseLayout parses the built-in templates with those of a site in their place.
func parseLayout(theme fs.FS) (*template.Template, error) {
	all := template.New("layout")
	var own []string
	if theme != nil {
		names, faults, err := theirs(all, theme)
		if err != nil {
			return nil, err
		}
		if own = names; len(faults) > 0 {
			return nil, faults
		}
	}
	builtIn, err := fs.Glob(templates.FS, "layout/*.html")
	if err != nil {
		return nil, err
	}
	for _, name := range builtIn {
		base := path.Base(name)
		if slices.Contains(own, base) || slices.Contains(sealed[:], base) {
			continue
		}
		if err := parseFile(all, templates.FS, name); err != nil {
			return nil, err
		}
	}
	for _, base := range sealed {
		if err := parseFile(all, templates.FS, "layout/"+base); err != nil {
			return nil, err
		}
	}
	return all, nil
}

// sealedNames returns the names of all templates in the sealed files.
func sealedNames() ([]string, error) {
	all := template.New("sealed")
	for _, base := range sealed {
		if err := parseFile(all, templates.FS, "layout/"+base); err != nil {
			return nil, err
		}
	}
	var names []string
	for _, t := range all.Templates() {
		names = append(names, t.Name())
	}
	return names, nil
}

func parseFile(all *template.Template, from fs.FS, name string) error {
	text, err := fs.ReadFile(from, name)
	if err != nil {
		return err
	}
	if _, err := all.New(path.Base(name)).Parse(string(text)); err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	return nil
}

// favicon returns the picture of the site's tab.
func favicon() (File, error) {
	data, err := fs.ReadFile(templates.FS, "layout/favicon.svg")
	if errors.Is(err, fs.ErrNotExist) {
		return File{}, fmt.Errorf("the built-in picture is missing: %w", err)
	}
	return File{"favicon.svg", data}, err
}

// icons is the sheet of signs, with those alone that a page shows. The bar of every page has a phone.
func (w *writer) icons(main string) template.HTML {
	var b strings.Builder
	b.WriteString("<svg hidden>\n")
	for _, s := range w.signs {
		if s.name == "phone" || strings.Contains(main, `"#i-`+s.name+`"`) {
			b.WriteString(s.markup)
		}
	}
	b.WriteString("</svg>\n")
	return template.HTML(b.String()) // a part of the sealed template
}

// A sign is one symbol of the sheet of icons.
type sign struct{ name, markup string }

// signs takes the sheet of icons apart.
func signs(layout *template.Template) ([]sign, error) {
	var b strings.Builder
	if err := layout.ExecuteTemplate(&b, "icons", nil); err != nil {
		return nil, err
	}
	var list []sign
	for line := range strings.Lines(b.String()) {
		if rest, found := strings.CutPrefix(line, `<symbol id="i-`); found {
			name, _, _ := strings.Cut(rest, `"`)
			list = append(list, sign{name, line})
		}
	}
	return list, nil
}
