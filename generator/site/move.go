package site

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"remit/generator/adopt"
)

// A move is runbooks on their way to their new places: which folders they keep, and which files go where.
type move struct {
	site   *Site
	top    string            // the folder that holds all runbooks
	folder string            // where it goes
	moved  map[string]string // the new path of each file, by the old one
	taken  map[string]bool   // new paths
}

func newMove(s *Site, files []string, output string) (*move, error) {
	folder, err := filepath.Abs(output)
	if err != nil {
		return nil, err
	}
	m := &move{site: s, folder: folder, moved: map[string]string{}, taken: map[string]bool{}}
	for i, f := range files {
		old, err := filepath.Abs(f)
		if err != nil {
			return nil, err
		}
		if i == 0 {
			m.top = filepath.Dir(old)
		}
		for !within(m.top, old) {
			m.top = filepath.Dir(m.top)
		}
	}
	return m, nil
}

// mend gives every link of a draft the address that it has from the new place. What it cannot mend it names.
func (m *move) mend(a *Adopted) {
	for _, l := range a.Draft.Links {
		if m.leads(a, l.Path) {
			continue
		}
		target, why := m.target(a, l.Path)
		if target != "" && a.Draft.Relink(l, m.address(a, target, l.Destination)) {
			continue
		}
		a.Mend = append(a.Mend, fmt.Sprintf("line %d links to %s, which is %s", l.Line, l.Destination, cmp.Or(why, "elsewhere now: "+m.site.shown(target))))
	}
}

// leads reports whether a link that is left as it is leads to the right file, or to one that stood at the new place before.
func (m *move) leads(a *Adopted, link string) bool {
	if strings.HasPrefix(link, "/") {
		return exists(filepath.Join(m.site.root, "content", filepath.FromSlash(link)))
	}
	here := filepath.Join(filepath.Dir(a.target), filepath.FromSlash(link))
	target := m.moved[m.before(a, link)]
	return target == here || target == "" && (m.taken[here] || exists(here)) && !exists(m.before(a, link))
}

// target returns where the file stands that a link led to, after all has been moved; a picture goes with its runbook. Why
// says what is wrong when there is none.
func (m *move) target(a *Adopted, link string) (target, why string) {
	if strings.HasPrefix(link, "/") {
		return "", "not below content/"
	}
	old := m.before(a, link)
	info, err := os.Lstat(old)
	switch {
	case m.moved[old] != "":
		return m.moved[old], ""
	case err != nil:
		return "", "not there"
	case within(filepath.Join(m.site.root, "content"), old):
		return old, ""
	case !info.Mode().IsRegular() || info.Size() > largestCopy || !published(old):
		return "", "not adopted, and not there from the new place"
	case !within(m.top, old):
		return "", "outside the folder of the runbooks, and was not copied"
	}
	folder, err := m.folderOf(old)
	if err != nil {
		return "", err.Error()
	}
	target = filepath.Join(folder, filepath.Base(old))
	if exists(target) || m.taken[target] {
		return "", "not copied, since " + m.site.shown(target) + " exists already"
	}
	m.moved[old], m.taken[target] = target, true
	a.Copied = append(a.Copied, m.site.shown(target))
	return target, ""
}

// largestCopy is how many bytes a file may have that goes with a runbook.
const largestCopy = 32 << 20

// published reports whether a file is of a kind that a site publishes as it is.
func published(file string) bool {
	kinds := strings.Fields(".png .jpg .jpeg .gif .webp .avif .ico .svg .pdf .txt .csv")
	return slices.Contains(kinds, strings.ToLower(filepath.Ext(file)))
}

// address returns a file as a link of the adopted page writes it, with whatever the old link had behind its path.
func (m *move) address(a *Adopted, target, link string) string {
	inside, err := filepath.Rel(filepath.Dir(a.target), target)
	if err != nil {
		return link
	}
	var parts []string
	for part := range strings.SplitSeq(filepath.ToSlash(inside), "/") {
		parts = append(parts, url.PathEscape(part))
	}
	behind := ""
	if i := strings.IndexAny(link, "?#"); i >= 0 {
		behind = link[i:]
	}
	return path.Join(parts...) + behind
}

// write writes the page and the files that go with it.
func (m *move) write(a *Adopted) error {
	if err := os.MkdirAll(filepath.Dir(a.target), 0o777); err != nil {
		return err
	}
	if err := writeNew(a.target, a.Draft.Text); err != nil {
		return err
	}
	for old, target := range m.moved {
		if !slices.Contains(a.Copied, m.site.shown(target)) {
			continue
		}
		if err := copyNew(target, old); err != nil {
			return err
		}
	}
	return nil
}

func copyNew(target, old string) error {
	f, err := os.Open(old)
	if err != nil {
		return err
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, largestCopy))
	if err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(target), 0o777); err != nil {
		return err
	}
	return writeNew(target, data)
}

func exists(file string) bool {
	_, err := os.Lstat(file)
	return err == nil
}

// writeNew writes a file that must not exist, whoever makes it meanwhile. What could not be written whole is taken away.
func writeNew(file string, text []byte) error {
	f, err := os.OpenFile(file, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if err != nil {
		return err
	}
	_, err = f.Write(text)
	if err = errors.Join(err, f.Close()); err != nil {
		return errors.Join(err, os.Remove(file))
	}
	return nil
}

// shown is a path as the site's own people write it.
func (s *Site) shown(file string) string {
	if inside, err := filepath.Rel(s.root, file); err == nil && filepath.IsLocal(inside) {
		return filepath.ToSlash(inside)
	}
	return file
}

// folderOf returns the folder that a file goes to. The folders between it and the top are kept, under names that playbooks
// can stand in.
func (m *move) folderOf(file string) (string, error) {
	old, err := filepath.Abs(file)
	if err != nil {
		return "", err
	}
	inside, err := filepath.Rel(m.top, filepath.Dir(old))
	if err != nil {
		return "", err
	}
	folder := m.folder
	for part := range strings.SplitSeq(filepath.ToSlash(inside), "/") {
		if part != "." {
			folder = filepath.Join(folder, cmp.Or(adopt.ID(part), "folder"))
		}
	}
	return folder, nil
}

// before returns the file that a link of a runbook led to.
func (m *move) before(a *Adopted, link string) string {
	old, err := filepath.Abs(a.Source)
	if err != nil {
		return ""
	}
	return filepath.Join(filepath.Dir(old), filepath.FromSlash(link))
}

// within reports whether a file lies in a folder or below it.
func within(folder, file string) bool {
	inside, err := filepath.Rel(folder, file)
	return err == nil && filepath.IsLocal(inside)
}
