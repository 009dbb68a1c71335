package site

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"

	"remit/generator/adopt"
	"remit/generator/load"
	"remit/generator/playbook"
	"remit/generator/print"
)

// AdoptOptions say where adopted runbooks go.
type AdoptOptions struct {
	Output string // a folder; empty: content/runbooks of the site, where pages need no decision to be published
	As     string // the id to give, for a single runbook
}

// Adopted is what became of one runbook. When Err is not nil, nothing was written for it.
type Adopted struct {
	print.Adopted

	target string // the file to write
	Err    error
}

// Adopt makes a page of each runbook; see package adopt for what it holds. Runbooks of several folders keep their folders,
// and their links are mended. The runbooks are not changed, and no file is replaced. One that cannot be adopted does not stop the others; an error means that none was begun.
func (s *Site) Adopt(files []string, o AdoptOptions) ([]Adopted, error) {
	if o.As != "" && len(files) != 1 {
		return nil, &UsageError{"--as names a single runbook", "adopt the others without it"}
	}
	if o.As != "" && adopt.ID(o.As) != o.As {
		return nil, &UsageError{fmt.Sprintf("%q cannot name a playbook", o.As), "use a to z, 0 to 9 and hyphens, such as " + cmp.Or(adopt.ID(o.As), "high-error-rate")}
	}
	library, _, err := load.Dir(s.fsys, load.Options{Limits: s.limits})
	if err != nil {
		return nil, err
	}
	if o.Output == "" {
		o.Output = filepath.Join(s.root, "content", "runbooks")
	}
	m, err := newMove(s, files, o.Output)
	if err != nil {
		return nil, err
	}
	known := choices(library.Site)
	all := make([]Adopted, len(files))
	for i, f := range files {
		all[i].Source = f
		all[i].Err = s.draft(&all[i], m, known, o)
	}
	for i := range all {
		if all[i].Err == nil {
			m.mend(&all[i])
			all[i].Err = m.write(&all[i])
		}
	}
	return all, nil
}

// draft makes the page of one runbook, and finds its place.
func (s *Site) draft(a *Adopted, m *move, known adopt.Site, o AdoptOptions) error {
	text, err := readRunbook(a.Source)
	if err != nil {
		return err
	}
	folder, err := m.folderOf(a.Source)
	if err != nil {
		return err
	}
	below, inContent := strings.CutPrefix(s.shown(folder), "content/")
	if !inContent {
		below = ""
	}
	draft, err := adopt.New(adopt.Source{Name: filepath.Base(a.Source), ID: o.As, Text: text, Folder: below}, known)
	if err != nil {
		return &UsageError{a.Source, err.Error()}
	}
	a.target = filepath.Join(folder, draft.ID+".md")
	for _, target := range []string{a.target, filepath.Join(s.root, "content", "playbooks", draft.ID+".md")} {
		if exists(target) || m.taken[target] {
			return &UsageError{a.Source, s.shown(target) + " exists already, and nothing is replaced: choose another id with --as"}
		}
	}
	old, err := filepath.Abs(a.Source)
	if err != nil {
		return err
	}
	m.moved[old], m.taken[a.target] = a.target, true
	a.Draft, a.Path = draft, s.shown(a.target)
	return nil
}

// readRunbook reads a file that somebody named, a little beyond the size that is adopted.
func readRunbook(file string) ([]byte, error) {
	info, err := os.Stat(file)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, &UsageError{file, "there is no such file"}
	case err != nil:
		return nil, err
	case info.IsDir():
		return nil, &UsageError{file, "this is a folder: name the files in it, such as " + path.Join(filepath.ToSlash(file), "*.md")}
	case !info.Mode().IsRegular():
		return nil, &UsageError{file, "this is not a regular file"}
	}
	f, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return io.ReadAll(io.LimitReader(f, adopt.Largest+1))
}

// choices are the names that proposals may refer to.
func choices(site *playbook.Site) (known adopt.Site) {
	if site == nil {
		return known
	}
	for _, w := range site.Workloads {
		known.Workloads = append(known.Workloads, adopt.Choice{Name: w.Name.Value, Title: w.Title.Value})
	}
	for _, r := range site.Roles {
		known.Roles = append(known.Roles, adopt.Choice{Name: r.Name.Value, Title: r.Title.Value})
	}
	for _, c := range site.Contacts {
		choice := adopt.Choice{Name: c.Name.Value, Title: c.Title.Value}
		for _, ch := range c.Channels {
			choice.Channels = append(choice.Channels, ch.Value.Value)
		}
		known.Contacts = append(known.Contacts, choice)
	}
	for _, f := range site.Facts {
		known.Facts = append(known.Facts, f.Name.Value)
	}
	return known
}
