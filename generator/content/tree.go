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
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"remit/generator/diagnostic"
	"remit/generator/frontmatter"
	"remit/generator/limit"
	"remit/generator/playbook"
	"remit/generator/source"
	"remit/generator/words"
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

// List walks content/ and says what each file is for.
func List(fsys fs.FS, most limit.Raised, ignore []playbook.Text) (*Tree, error) {
	t := NewTree(fsys, most)
	t.ignores = ignorings(ignore)
	err := fs.WalkDir(fsys, Root, func(name string, d fs.DirEntry, err error) error {
		if name == Root && errors.Is(err, fs.ErrNotExist) {
			return fs.SkipAll // whether a site may be empty is not for this package to say
		}
		if err != nil {
			return err
		}
		return t.visit(name, d)
	})
	for _, folder := range []string{static, "templates"} {
		if err := t.listTheme(folder); err != nil {
			return nil, fmt.Errorf("%s: %w", folder, err)
		}
	}
	slices.SortFunc(t.Entries, func(a, b *Entry) int { return cmp.Compare(a.Path, b.Path) })
	t.ways()
	t.reportUnpublished()
	t.idleIgnores()
	return t, err
}

func NewTree(fsys fs.FS, most limit.Raised) *Tree {
	return &Tree{
		caps: most, fsys: fsys, byPath: map[string]*Entry{}, byForm: map[string]*Entry{}, folders: map[string]bool{"": true}, indexed: map[string]bool{},
		addresses: map[string]*Entry{}, left: map[string]bool{}, groups: map[unpublishedKind]*unpublished{},
	}
}

// ways makes the README of a folder that has no index.md its index, as the hosts of repositories show it. The README of
// content/ itself, and those of the folders whose index the program writes, are pages like others.
func (t *Tree) ways() {
	for _, e := range t.Entries {
		folder := path.Dir(e.Address)
		index := path.Join(folder, "index.html")
		if e.Part == pagePart && strings.EqualFold(path.Base(WithoutEnding(e.Path)), "README") && !t.indexed[path.Dir(Below(e.Path))] && !slices.Contains(written, index) {
			e.Address = index
		}
	}
}

func (t *Tree) visit(name string, d fs.DirEntry) error {
	switch {
	case name == Root:
		return nil
	case !utf8.ValidString(name) || !fs.ValidPath(name):
		t.report("bad_name", strings.ToValidUTF8(name, "?"), "give it a name in UTF-8", "the name of this file is not UTF-8")
		return skip(d)
	case strings.ContainsFunc(path.Base(name), frontmatter.IsBidi):
		t.report("bad_name", name, "rename it without that character", "the name of this file holds a character that shows it in another order than it is read")
		return skip(d)
	case t.declared(name, d.IsDir()):
		if !d.IsDir() || !sealedFolder(name) {
			t.left[Below(name)] = true
			return skip(d)
		}
	}
	switch {
	case strings.HasPrefix(path.Base(name), "."):
		t.hidden = append(t.hidden, name)
		t.left[Below(name)] = true
		return skip(d)
	case d.IsDir():
		t.folders[Below(name)] = true
		t.goodFolder(name)
		return nil
	case slices.Contains(reserved, Below(name)):
		t.NoFolder(name, d.Type())
		return nil
	case !d.Type().IsRegular():
		what := "not a regular file"
		if d.Type()&fs.ModeSymlink != 0 {
			what = "a symbolic link: it could lead anywhere on the machine that builds the site"
		}
		t.left[Below(name)] = true
		t.report("unsafe_file", name, "put the file itself here", "this is "+what)
		return nil
	}
	return t.file(name, d)
}

// reserved are the folders of content/ whose files are not ordinary pages.
var reserved = []string{"playbooks", "recognition"}

// goodFolder reports a folder that would be one of those but for capital letters: what is in it would become ordinary pages.
func (t *Tree) goodFolder(name string) {
	inside := Below(name)
	for _, r := range reserved {
		if inside != r && strings.EqualFold(inside, r) {
			t.report("bad_name", name, "rename it: git mv "+name+" "+Root+"/"+r, "the name of this folder is written "+r+", in small letters")
		}
	}
}

// NoFolder reports what stands where a folder must be.
func (t *Tree) NoFolder(name string, mode fs.FileMode) {
	if mode&fs.ModeSymlink != 0 {
		t.report("unsafe_file", name, "put the folder itself here", "this is a symbolic link: it could lead anywhere on the machine that builds the site")
		return
	}
	t.report("unsafe_file", name, "make it a folder", "this is not a folder")
}

func skip(d fs.DirEntry) error {
	if d.IsDir() {
		return fs.SkipDir
	}
	return nil
}

// Below returns a path as it is below content/.
func Below(name string) string { return strings.TrimPrefix(strings.TrimPrefix(name, Root), "/") }

func (t *Tree) report(rule, name, help, message string) {
	t.Found = append(t.Found, diagnostic.Diagnostic{Rule: rule, Span: source.NewFile(name, nil).Span(0, 0), Message: message, Help: help})
}

// warn reports what does not stop a build.
func (t *Tree) warn(rule, name, help, message string) {
	t.report(rule, name, help, message)
	t.Found[len(t.Found)-1].Severity = diagnostic.Warning
}

// isMarkdown reports whether a file is a page by its name. Letters are large or small as whoever named it liked them.
func isMarkdown(name string) bool {
	ext := path.Ext(name)
	return strings.EqualFold(ext, ".md") || strings.EqualFold(ext, ".markdown")
}

// WithoutEnding returns the path of a page without .md or .markdown.
func WithoutEnding(name string) string {
	if isMarkdown(name) {
		return strings.TrimSuffix(name, path.Ext(name))
	}
	return name
}

// file enters one regular file.
func (t *Tree) file(name string, d fs.DirEntry) error {
	info, err := d.Info()
	if err != nil {
		return err
	}
	e := &Entry{Path: name}
	inside := Below(name)
	folder, _, _ := strings.Cut(inside, "/")
	switch {
	case !isMarkdown(name) && t.isUnpublished(name, info.Size()):
		t.keepUnpublished(name, info.Size())
		return nil
	case !isMarkdown(name):
		e.Part, e.Address = AssetPart, t.safeAddress(name, inside)
	case folder == "playbooks":
		e.Part, e.ID = PlaybookPart, WithoutEnding(strings.TrimPrefix(inside, "playbooks/"))
		e.Address = "playbooks/" + e.ID + ".html"
		e.Failed = !t.goodID(name, e.ID)
	case folder == "recognition":
		e.Part, e.Address = ThanksPart, "recognition.html"
		e.Prefix = words.NameFrom(WithoutEnding(inside), '-') + ":"
	default:
		e.Part, e.Address = pagePart, WithoutEnding(t.safeAddress(name, inside))+".html"
	}
	if e.Refused = !t.fits(e, info.Size()); e.Refused && e.Part != PlaybookPart {
		t.left[inside] = true
		return nil
	}
	if isDrawing(name) {
		if ok, err := t.drawn(e); !ok || err != nil {
			t.left[inside] = true
			return err
		}
	}
	if e.Part == pagePart && strings.EqualFold(path.Base(WithoutEnding(inside)), "index") {
		t.indexed[path.Dir(inside)] = true
	}
	t.Entries = append(t.Entries, e)
	t.byPath[inside] = e
	t.byForm[norm.NFC.String(inside)] = e
	return nil
}

// isUnpublished reports whether a file that is no page is not published either. One that stands among the playbooks and reads
// like one is not published as a text that answers nothing.
func (t *Tree) isUnpublished(name string, size int64) bool {
	ext := strings.ToLower(path.Ext(name))
	return !slices.Contains(assets, ext) || nearMarkdown(name) || inPlaybooks(name) && ext == ".txt" && t.readsLikePlaybook(name, size)
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

// goodID reports the folders and the file of a playbook whose names are not made of a-z, 0-9 and hyphens. The playbook is
// read all the same.
func (t *Tree) goodID(name, id string) bool {
	better := BetterID(id)
	why := "its folders and its file are named with a to z, 0 to 9 and hyphens"
	if part := unusable(id); part != "" && plainPath(id) {
		why = frontmatter.Quote(part) + " is no name for a file on every system"
	}
	if better != id {
		t.report("bad_name", name, "call it "+Root+"/playbooks/"+better+".md", frontmatter.Quote(id)+" cannot name a playbook: "+why)
	}
	return better == id
}

// BetterID turns an id into the nearest one that can be.
func BetterID(id string) string {
	better := ""
	for part := range strings.SplitSeq(id, "/") {
		good := words.NameFrom(part, '-')
		if plainID(part) {
			good = part
		}
		switch {
		case reservedFile(good):
			good += "-1"
		case len(good) > longestPart:
			good = strings.Trim(good[:longestPart], "-")
		}
		better = path.Join(better, good)
	}
	return better
}

func plainPath(id string) bool {
	for part := range strings.SplitSeq(id, "/") {
		if !plainID(part) {
			return false
		}
	}
	return true
}

func plainID(part string) bool {
	return part != "" && strings.Trim(part, "abcdefghijklmnopqrstuvwxyz0123456789-") == ""
}
