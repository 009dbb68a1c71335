// Package load turns the files of a site into nouns, and finds every mistake in them.
//
//	library, found, err := load.Dir(os.DirFS("site"), load.Options{})
//
// [Dir] reads site.yaml and everything below content/. It returns all that could be read, and all mistakes of the run,
// each with its exact place and with what to write instead; it never stops at the first. A mistake is reported where it
// was made and nowhere else: a name that could not be read is not called unknown by those who use it. An error is returned
// only when the machine fails.
//
// What may stand in a file is declared in package language: a key that is not there is refused, and its example is what help
// shows. Package frontmatter reads the YAML, package condition the conditions, package content finds the files and where links
// lead; this package makes nouns of all that. Whatever a file holds, reading it ends soon and takes little memory.
//
// Package load decides nothing: whether authority has gaps is for package check. It writes nothing and runs nothing.
package load

import (
	"errors"
	"fmt"
	"io/fs"
	"runtime"
	"sync"
	"sync/atomic"

	"remit/generator/content"
	"remit/generator/diagnostic"
	"remit/generator/limit"
	"remit/generator/playbook"
	"remit/generator/source"
)

// Options say how to load. The zero Options are good.
type Options struct {
	Workers int            // how many files are read at a time; 0: as many as there are processors
	Limits  map[string]int // limits that were raised, by the names in [Limits]
	Private *source.File   // the values of private channels; nil for a site that everybody may read
}

// siteFile is the file that makes a folder a site.
const siteFile = "site.yaml"

// Dir loads the site in fsys, whose root holds site.yaml. Every mistake of the run is returned, sorted by place. The
// library is never nil unless there is an error: a playbook with mistakes that leave its meaning in doubt is in it, marked
// as [playbook.Playbook.Failed]. An error means that the machine failed, or that there is no site.yaml.
func Dir(fsys fs.FS, o Options) (*playbook.Library, []diagnostic.Diagnostic, error) {
	l := &loader{fsys: fsys, caps: o.Limits}
	if err := l.openSite(); err != nil {
		return nil, nil, err
	}
	if o.Private != nil {
		l.private(o.Private)
	}
	if err := l.listContent(); err != nil {
		return nil, nil, fmt.Errorf("%s: %w", content.Root, err)
	}
	files, err := l.files(o.Workers)
	if err != nil {
		return nil, nil, err
	}
	return l.library(files), merged(diagnostic.Sort(l.found)), nil
}

// A loader holds what is known of the site while its files are read.
type loader struct {
	fsys  fs.FS
	frame *frame
	tree  *content.Tree
	caps  limit.Raised
	found []diagnostic.Diagnostic
}

// openSite reads site.yaml.
func (l *loader) openSite() error {
	info, err := fs.Lstat(l.fsys, siteFile)
	if err != nil {
		return fmt.Errorf("%s: %w", siteFile, err)
	}
	r := newReader(source.NewFile(siteFile, nil), l.caps)
	switch {
	case !info.Mode().IsRegular():
		r.Report("unsafe_file", r.File.Span(0, 0), "put the file itself here", "this is not a regular file")
	default:
		if large, fits := l.caps.Fits("site", siteFile, info.Size()); !fits {
			r.Found = append(r.Found, large)
			break
		}
		text, err := fs.ReadFile(l.fsys, siteFile)
		if err != nil {
			return fmt.Errorf("%s: %w", siteFile, err)
		}
		r.File = source.NewFile(siteFile, text)
	}
	l.frame = r.siteOrNothing()
	l.found = r.Found
	return nil
}

// siteOrNothing reads the file unless it has been refused. Then nothing is known, and nobody is told that a name is unknown.
func (r *reader) siteOrNothing() *frame {
	if len(r.Found) == 0 && !r.IsUTF16() {
		return r.site()
	}
	before := r.Found
	f := r.site()
	r.Found = before
	for _, g := range []*register{f.roles, f.contacts, f.workloads} {
		g.sure = false
	}
	f.sure = false
	return f
}

// listContent finds the files below content/ and their addresses.
func (l *loader) listContent() error {
	info, err := fs.Lstat(l.fsys, content.Root)
	switch {
	case err == nil && !info.IsDir():
		l.tree = content.NewTree(l.fsys, l.caps)
		l.tree.NoFolder(content.Root, info.Mode())
	case err != nil && !errors.Is(err, fs.ErrNotExist):
		return err
	default:
		if l.tree, err = content.List(l.fsys, l.caps, l.frame.site.Ignore); err != nil {
			return err
		}
	}
	l.tree.Claim(l.frame.site)
	l.found = append(l.found, l.tree.Found...)
	return nil
}

// files reads every file, several at a time, and returns what became of each, in the order of their paths.
func (l *loader) files(workers int) ([]loaded, error) {
	if workers <= 0 {
		workers = runtime.GOMAXPROCS(0)
	}
	out := make([]loaded, len(l.tree.Entries))
	errs := make([]error, len(out))
	var next atomic.Int64
	var group sync.WaitGroup
	for range min(workers, len(out)) {
		group.Go(func() {
			for i := next.Add(1) - 1; i < int64(len(out)); i = next.Add(1) - 1 {
				out[i], errs[i] = l.file(l.tree.Entries[i])
			}
		})
	}
	group.Wait()
	return out, errors.Join(errs...)
}

// file reads one file.
func (l *loader) file(e *content.Entry) (loaded, error) {
	if e.Refused {
		return loaded{book: &playbook.Playbook{ID: e.ID, File: source.NewFile(e.Path, nil), Failed: true}}, nil
	}
	if e.Clean != nil {
		return loaded{asset: &playbook.Asset{Address: e.Address, Data: e.Clean}}, nil
	}
	text, err := fs.ReadFile(l.fsys, e.Path)
	if err != nil {
		return loaded{}, fmt.Errorf("%s: %w", e.Path, err)
	}
	if e.Part == content.AssetPart {
		return loaded{asset: &playbook.Asset{Address: e.Address, Data: text}}, nil
	}
	r := newReader(source.NewFile(e.Path, text), l.caps)
	switch e.Part {
	case content.PlaybookPart:
		return l.playbookFile(r, e), nil
	case content.ThanksPart:
		return l.thanksFile(r, e), nil
	}
	return l.pageFile(r, e), nil
}

// library puts everything together and checks what needs all files: links, aliases, and what the recognition page names.
func (l *loader) library(files []loaded) *playbook.Library {
	lib := &playbook.Library{Site: l.frame.site}
	var pages []content.Linked
	for _, f := range files {
		l.found = append(l.found, f.found...)
		if f.linked != nil {
			pages = append(pages, *f.linked)
		}
		switch {
		case f.book != nil:
			lib.Playbooks = append(lib.Playbooks, f.book)
		case f.page != nil:
			lib.Pages = append(lib.Pages, f.page)
		case f.thanks != nil:
			lib.Thanks = append(lib.Thanks, f.thanks)
		case f.asset != nil:
			lib.Assets = append(lib.Assets, f.asset)
		}
	}
	l.found = append(l.found, l.tree.CheckLinks(pages)...)
	l.found = append(l.found, l.tree.ClaimAliases(lib)...)
	l.found = append(l.found, l.tree.StillThere(lib.Site.Gone)...)
	l.found = append(l.found, checkThanks(lib)...)
	return lib
}

// checkThanks checks the playbooks and actions that thanks are about.
func checkThanks(lib *playbook.Library) []diagnostic.Diagnostic {
	ids := newRegister("playbook", true)
	for _, p := range lib.Playbooks {
		ids.add(p.ID)
	}
	var found []diagnostic.Diagnostic
	for _, th := range lib.Thanks {
		r := newReader(th.File, nil)
		if r.known(th.Playbook, ids) && th.Action.Present() {
			if p := lib.Playbook(th.Playbook.Value); p != nil && !p.Failed {
				actions := newRegister("action", true)
				for _, a := range p.Actions {
					actions.add(a.Name.Value)
				}
				r.known(th.Action, actions)
			}
		}
		found = append(found, r.Found...)
	}
	return found
}
