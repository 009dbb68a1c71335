// Package content walks the files below content/ of a site: what each is for, the address that it has in the published
// site, and where the links between them lead.
//
//	tree, err := content.List(fsys, raised, ignore)
//	tree.Claim(site) // who has which address
//	tree.Resolve(entry, link, file)
//
// Nothing is passed over in silence: what is neither page, playbook nor asset is named, and so is whatever two hosts or two
// disks would take differently. Drawings are published as the harmless copy that package drawing makes.
//
// Package content reads no page and no playbook; that is for package load.
package content

import (
	"io/fs"
	"path"
	"strings"

	"remit/generator/diagnostic"
	"remit/generator/limit"
	"remit/generator/source"
)

// part is what a file below content/ is for.
type part int

const (
	PlaybookPart part = iota
	ThanksPart
	pagePart
	AssetPart
)

// An Entry is a file below content/ that becomes part of the site.
type Entry struct {
	Path    string // in the site's folder: content/playbooks/payments/checkout.md
	Part    part
	ID      string // of a playbook
	Address string // in the published site
	Prefix  string // of the names on its page, when that holds several files
	Failed  bool   // a mistake in it has been found
	Refused bool   // it is not read at all
	Clean   []byte // of a drawing: what is published in its place
}

// A Tree is the files below content/, in the order of their paths.
type Tree struct {
	caps      limit.Raised
	Entries   []*Entry
	byPath    map[string]*Entry // below content/: playbooks/payments/checkout.md
	byForm    map[string]*Entry // likewise, by what every way of writing the accents comes to
	folders   map[string]bool   // below content/
	indexed   map[string]bool   // the folders that have an index of their own
	addresses map[string]*Entry // every address of the site; nil for one that the program writes itself
	taken     *addresses        // whom they belong to
	Found     []diagnostic.Diagnostic

	fsys    fs.FS
	ignores []*ignoring
	left    map[string]bool // files below content/ that are there and not published
	groups  map[unpublishedKind]*unpublished
	hidden  []string // files and folders whose names begin with a dot
}

const Root = "content"

// assets are the kinds of files that are published as they are. Nothing on the list can run a script: that is why another
// site's HTML is not on it, and why of an SVG drawing a clean copy is published.
var assets = []string{".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".ico", ".svg", ".pdf", ".txt", ".csv"}

func NewTree(fsys fs.FS, most limit.Raised) *Tree {
	return &Tree{
		caps: most, fsys: fsys, byPath: map[string]*Entry{}, byForm: map[string]*Entry{}, folders: map[string]bool{"": true}, indexed: map[string]bool{},
		addresses: map[string]*Entry{}, left: map[string]bool{}, groups: map[unpublishedKind]*unpublished{},
	}
}

// reserved are the folders of content/ whose files are not ordinary pages.
var reserved = []string{"playbooks", "recognition"}

// NoFolder reports what stands where a folder must be.
func (t *Tree) NoFolder(name string, mode fs.FileMode) {
	if mode&fs.ModeSymlink != 0 {
		t.report("unsafe_file", name, "put the folder itself here", "this is a symbolic link: it could lead anywhere on the machine that builds the site")
		return
	}
	t.report("unsafe_file", name, "make it a folder", "this is not a folder")
}

// Below returns a path as it is below content/.
func Below(name string) string { return strings.TrimPrefix(strings.TrimPrefix(name, Root), "/") }

// warn reports what does not stop a build.
func (t *Tree) warn(rule, name, help, message string) {
	t.report(rule, name, help, message)
	t.Found[len(t.Found)-1].Severity = diagnostic.Warning
}

func (t *Tree) report(rule, name, help, message string) {
	t.Found = append(t.Found, diagnostic.Diagnostic{Rule: rule, Span: source.NewFile(name, nil).Span(0, 0), Message: message, Help: help})
}

// WithoutEnding returns the path of a page without .md or .markdown.
func WithoutEnding(name string) string {
	if isMarkdown(name) {
		return strings.TrimSuffix(name, path.Ext(name))
	}
	return name
}

// isMarkdown reports whether a file is a page by its name. Letters are large or small as whoever named it liked them.
func isMarkdown(name string) bool {
	ext := path.Ext(name)
	return strings.EqualFold(ext, ".md") || strings.EqualFold(ext, ".markdown")
}

func skip(d fs.DirEntry) error {
	if d.IsDir() {
		return fs.SkipDir
	}
	return nil
}

func (t *Tree) fits(e *Entry, size int64) bool {
	limit := "page"
	if e.Part == AssetPart {
		limit = "asset"
	}
	large, fits := t.caps.Fits(limit, e.Path, size)
	if !fits {
		t.Found = append(t.Found, large)
	}
	return fits
}
