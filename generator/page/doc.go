// Package page makes what a reader sees: it turns the nouns of a site and the compiled models of its playbooks into the
// files of the published folder.
//
//	files, err := page.Render(page.Input{Library: library, Models: models, Proofs: proofs, Built: at, Assets: assets})
//
// Every kind of page has a file of its own here, which makes its view, and a template of the same name in
// templates/layout, which lays it out. A view is plain data: templates choose nothing and compute nothing. Pages work
// without a script; the script of the walk finds its wording ready in template elements and decides nothing.
//
// A site's own templates shadow the built-in ones by name. The document around a page, its content security policy, the
// walk and the answers are sealed: they are parsed last, and a template that brings a script or a plate of its own is
// refused. Content is text, the prose of a page alone excepted, which package prose has made safe. Only this package
// makes [template.HTML] and [template.URL].
//
// Addresses are relative, so that a site works under any address and from a folder on disk; 404.html and away.html alone
// need the base path. The same input gives the same bytes.
//
// Package page reads no disk and no clock, checks no playbook, and knows neither Markdown nor how files are written.
package page

import (
	"io/fs"
	"time"

	"remit/generator/authority"
	"remit/generator/evidence"
	"remit/generator/playbook"
	"remit/generator/reach"
)

// A File is one file of the built site. Path is relative to its root, with forward slashes.
type File struct {
	Path string
	Data []byte
}

// Input is all that the pages are made of.
type Input struct {
	Library   *playbook.Library
	Models    map[string]*authority.Model // by the id of the playbook, compiled for the day of the build
	Proofs    map[string]authority.Proof  // likewise; a playbook without one shows none
	Reach     map[string]reach.Book       // likewise
	Evidence  *evidence.Report            // of the day of the build; nil for a site without a page about it
	Built     time.Time
	Version   string // the hash of the commit, or ""
	Folder    string // where the site lies in its repository, or "" for the root of it
	Identity  string // the sum of everything that the build reads, in hexadecimal digits: pages say by it which build they are of
	Assets    []File // bundled scripts and styles
	Templates fs.FS  // the site's own templates folder, or nil
	NoOffline bool   // nothing is kept on devices, and what an earlier build left there is taken back
}

// Render makes every file of the site, sorted by path. An error is a mistake in a site's own template, or an input that
// does not fit together: two files with one path, a playbook without a model.
func Render(in Input) ([]File, error) {
	w, err := newWriter(in)
	if err != nil {
		return nil, err
	}
	pages, err := w.pages()
	if err != nil {
		return nil, err
	}
	return w.whole(pages)
}
