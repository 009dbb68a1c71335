package output

import (
	"bytes"
	"errors"
	"io/fs"
	"maps"
	"slices"
)

// A plan says how the new tree comes about from the old one.
type plan struct {
	old      *tree
	files    []File
	entries  []entry
	wanted   map[string]bool // paths of files
	write    []int           // files to write, by number
	carry    []string        // what is taken over from the old tree, folders aside
	folders  []string        // folders of the new tree, parents first
	listed   []entry         // files of the new tree that are ours
	manifest []byte
	report   Report
	idle     bool // the old tree is the new one
}

// A state is what stands at the path of a file that is wanted, or was written once.
type state int

const (
	absent  state = iota
	equal         // has the content to be written
	stale         // ours, and to be replaced or removed
	altered       // ours once, changed since
	foreign
)

// plan compares the published folder with the files wanted, and refuses when something would be lost.
func (w *writer) plan(old *tree, files []File) (*plan, error) {
	p := &plan{old: old, files: files, entries: make([]entry, len(files)), wanted: make(map[string]bool, len(files))}
	for _, f := range files {
		p.wanted[f.Path] = true
	}
	names := p.names()
	states := make([]state, len(names))
	err := w.each(len(names), func(i int) (err error) {
		var want []byte
		if i < len(files) {
			p.entries[i], want = entryOf(files[i]), files[i].Data
		}
		states[i], err = w.judge(old, names[i], want, i < len(files))
		return err
	})
	if err != nil {
		return nil, err
	}
	dropped := p.sort(names, states)
	if conflict := p.conflicts(names, states, dropped); conflict != nil {
		conflict.Dir = w.dir
		return nil, conflict
	}
	return p, p.settle(dropped)
}

// names returns the paths of the files, then those that builds wrote once and that are not wanted any more.
func (p *plan) names() []string {
	var names, gone []string
	for _, f := range p.files {
		names = append(names, f.Path)
	}
	for name := range p.old.ours {
		if !p.wanted[name] {
			gone = append(gone, name)
		}
	}
	slices.Sort(gone)
	return append(names, gone...)
}

func (w *writer) judge(old *tree, name string, want []byte, wanted bool) (state, error) {
	info, there := old.things[name]
	e, ours := old.ours[name]
	fits := wanted && there && info.Size() == int64(len(want))
	switch {
	case !there, info.IsDir(): // a folder in the way is found by conflicts
		return absent, nil
	case !info.Mode().IsRegular(), !ours && !fits:
		return foreign, nil
	case !fits && info.Size() != e.Size:
		return altered, nil
	}
	data, err := w.disk.readFile(local(w.dir, name))
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return absent, nil
	case err != nil:
		return absent, err
	case fits && bytes.Equal(data, want):
		return equal, nil
	case !ours:
		return foreign, nil
	case e.is(data):
		return stale, nil
	}
	return altered, nil
}

// sort counts, notes what to write and what to list, and returns what is not taken over from the old tree.
func (p *plan) sort(names []string, states []state) map[string]bool {
	dropped := map[string]bool{Manifest: true}
	for i, s := range states {
		wanted := i < len(p.files)
		switch {
		case s == stale && !wanted:
			p.report.Removed++
		case wanted && (s == stale || s == absent):
			p.write = append(p.write, i)
		case wanted && s == equal:
			p.report.Kept++
		}
		if s == stale {
			dropped[names[i]] = true
		}
		if _, ours := p.old.ours[names[i]]; wanted && (ours || s == absent) {
			p.listed = append(p.listed, p.entries[i])
		}
	}
	p.report.Written = len(p.write)
	return dropped
}

// conflicts finds what may not be lost and is in the way.
func (p *plan) conflicts(names []string, states []state, dropped map[string]bool) *ConflictError {
	c := &ConflictError{}
	for i, s := range states {
		if s == altered {
			c.Altered = append(c.Altered, names[i])
		}
		if s == foreign && i < len(p.files) {
			c.Foreign = append(c.Foreign, names[i])
		}
	}
	needed, made := foldersOf(maps.Keys(p.wanted)), foldersOf(maps.Keys(p.old.ours))
	for name, info := range p.old.things {
		if dropped[name] || info.IsDir() && made[name] {
			continue
		}
		if info.IsDir() && p.wanted[name] || !info.IsDir() && needed[name] || p.covers(name) {
			c.Foreign = append(c.Foreign, name)
		}
	}
	if len(c.Foreign)+len(c.Altered) == 0 {
		return nil
	}
	slices.Sort(c.Foreign)
	slices.Sort(c.Altered)
	c.Foreign = slices.Compact(c.Foreign)
	return c
}

// covers reports whether a file is wanted where a folder above the path is.
func (p *plan) covers(name string) bool {
	for folder := range above(name) {
		if p.wanted[folder] {
			return true
		}
	}
	return false
}

// settle completes a plan that meets no conflict.
func (p *plan) settle(dropped map[string]bool) (err error) {
	if p.manifest, err = encode(p.listed); err != nil {
		return err
	}
	p.idle = p.old.root != nil && len(p.write) == 0 && p.report.Removed == 0 && bytes.Equal(p.manifest, p.old.list)
	made := foldersOf(maps.Keys(p.old.ours))
	folders := foldersOf(maps.Keys(p.wanted))
	for name, info := range p.old.things {
		switch {
		case !info.IsDir() && !dropped[name]:
			p.carry = append(p.carry, name)
		case !info.IsDir() || made[name]:
			continue // folders of ours stay when something is in them
		default:
			folders[name] = true
		}
		maps.Copy(folders, foldersOf(slices.Values([]string{name})))
	}
	slices.Sort(p.carry)
	p.folders = slices.Sorted(maps.Keys(folders))
	return nil
}

// foldersOf returns the folders that hold the named things, at every height.
func foldersOf(names func(yield func(string) bool)) map[string]bool {
	folders := map[string]bool{}
	for name := range names {
		for folder := range above(name) {
			if folders[folder] {
				break
			}
			folders[folder] = true
		}
	}
	return folders
}
