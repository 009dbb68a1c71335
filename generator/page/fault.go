package page

import (
	"cmp"
	"errors"
	"fmt"
	"html/template"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"text/template/parse"
	"unicode/utf8"
)

// A Fault is a mistake in a template of the site. File is a path from the root of the site; line and column count from 1.
type Fault struct {
	File         string
	Line, Column int
	Text         string
}

// Faults are all mistakes in the templates of a site, sorted by place. As an error they are what [Render] fails with.
type Faults []Fault

// Error names every mistake with its place.
func (list Faults) Error() string {
	var lines []string
	for _, f := range list {
		lines = append(lines, fmt.Sprintf("%s:%d:%d: %s", f.File, f.Line, f.Column, f.Text))
	}
	return strings.Join(lines, "\n")
}

// Examine returns the mistakes in a site's templates folder that can be seen without laying out a page; nil for no folder.
func Examine(theme fs.FS) (Faults, error) {
	var faults Faults
	if _, err := parseLayout(theme); err != nil && !errors.As(err, &faults) {
		return nil, err
	}
	return faults, nil
}

// A misfit stands at an offset of a template.
type misfit struct {
	error
	at int
}

// stands gives an error the place of a node, unless it has a nearer one.
func stands(err error, at parse.Pos) error {
	var has misfit
	if err == nil || errors.As(err, &has) {
		return err
	}
	return misfit{err, int(at)}
}

// complaint matches what the packages of templates say: whose mistake it is, in which file and where, and what it is.
var complaint = regexp.MustCompile(`(?s)(?:html/)?template: ?([^:\s]+):(\d+)(?::(\d+))?: (?:executing "[^"]*" at (<.*?>): )?(.*)$`)

// fault is a mistake in the template of a site that stands in folder/name, "layout/page.html".
func fault(name string, text []byte, err error) Fault {
	f := Fault{File: "templates/" + name, Line: 1, Column: 1, Text: err.Error()}
	var at misfit
	if errors.As(err, &at) {
		before := string(text[:min(at.at, len(text))])
		f.Line = strings.Count(before, "\n") + 1
		f.Column = utf8.RuneCountInString(before[strings.LastIndexByte(before, '\n')+1:]) + 1
		return f
	}
	if said := complaint.FindStringSubmatch(err.Error()); said != nil && said[1] == path.Base(name) {
		f.Line, f.Text = number(said[2]), said[5]
		if said[3] != "" {
			f.Column = utf8.RuneCountInString(lineOf(text, f.Line, number(said[3]))) + 1
		}
		if said[4] != "" {
			f.Text = said[4] + ": " + f.Text
		}
	}
	return f
}

// lineOf returns so many bytes of a line of a text.
func lineOf(text []byte, line, most int) string {
	lines := strings.Split(string(text), "\n")
	if line > len(lines) {
		return ""
	}
	return lines[line-1][:min(most, len(lines[line-1]))]
}

func number(digits string) int {
	n, _ := strconv.Atoi(digits)
	return max(n, 1)
}

// blame says which template of the site is at fault when a page cannot be laid out: the one where it stopped, or else, as
// a built-in one was given what it does not take, the one that lays the page out. Without any the mistake is ours.
func (w *writer) blame(s sheet, err error) error {
	stopped := s.layout
	if said := complaint.FindStringSubmatch(err.Error()); said != nil && w.themed(said[1]) {
		stopped = said[1]
	}
	if !w.themed(stopped) {
		return fmt.Errorf("%s: %w", s.address, err)
	}
	name := "layout/" + stopped
	text, _ := fs.ReadFile(w.Templates, name)
	f := fault(name, text, err)
	f.Text = fmt.Sprintf("%s cannot be laid out: %s", s.address, f.Text)
	return Faults{f}
}

// themed reports whether a layout is a site's own.
func (w *writer) themed(base string) bool {
	if w.Templates == nil {
		return false
	}
	_, err := fs.Stat(w.Templates, "layout/"+base)
	return err == nil
}

// theirs parses the templates of a site into all, and returns their names and every mistake in them.
func theirs(all *template.Template, theme fs.FS) (own []string, faults Faults, err error) {
	files, err := fs.Glob(theme, "layout/*.html")
	if err != nil {
		return nil, nil, err
	}
	names, err := sealedNames()
	if err != nil {
		return nil, nil, err
	}
	for _, name := range files {
		text, err := fs.ReadFile(theme, name)
		if err != nil {
			return nil, nil, err
		}
		own = append(own, path.Base(name))
		if err := take(all, path.Base(name), string(text), names); err != nil {
			faults = append(faults, fault(name, text, err))
		}
	}
	slices.SortFunc(faults, func(a, b Fault) int { return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line)) })
	return own, faults, nil
}

// take parses one template of a site into all, unless it cannot be used.
func take(all *template.Template, base, text string, names []string) error {
	if slices.Contains(sealed[:], base) {
		return errors.New("this template is sealed; remove the file")
	}
	parsed, err := template.New(base).Parse(text)
	if err != nil {
		return err
	}
	if err := examine(parsed, names); err != nil {
		return err
	}
	_, err = all.New(base).Parse(text)
	return err
}
