package load

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
	playbookPart part = iota
	thanksPart
	pagePart
	assetPart
)

// An entry is a file below content/ that becomes part of the site.
type entry struct {
	path    string // in the site's folder: content/playbooks/payments/checkout.md
	part    part
	id      string // of a playbook
	address string // in the published site
	prefix  string // of the names on its page, when that holds several files
	failed  bool   // a mistake in it has been found
	refused bool   // it is not read at all
	clean   []byte // of a drawing: what is published in its place
}

// A tree is the files below content/, in the order of their paths.
type tree struct {
	caps      limit.Raised
	entries   []*entry
	byPath    map[string]*entry // below content/: playbooks/payments/checkout.md
	byForm    map[string]*entry // likewise, by what every way of writing the accents comes to
	folders   map[string]bool   // below content/
	indexed   map[string]bool   // the folders that have an index of their own
	addresses map[string]*entry // every address of the site; nil for one that the program writes itself
	taken     *addresses        // whom they belong to
	found     []diagnostic.Diagnostic

	fsys      fs.FS
	ignores   []*ignoring
	left      map[string]bool // files below content/ that are there and not published
	strangers map[strangerKind]*stranger
	hidden    []string // files and folders whose names begin with a dot
}

const root = "content"

// assets are the kinds of files that are published as they are. Nothing on the list can run a script: that is why another
// site's HTML is not on it, and why of an SVG drawing a clean copy is published.
var assets = []string{".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".ico", ".svg", ".pdf", ".txt", ".csv"}

// list walks content/ and says what each file is for.
func list(fsys fs.FS, most limit.Raised, ignore []playbook.Text) (*tree, error) {
	t := newTree(fsys, most)
	t.ignores = ignorings(ignore)
	err := fs.WalkDir(fsys, root, func(name string, d fs.DirEntry, err error) error {
		if name == root && errors.Is(err, fs.ErrNotExist) {
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
	slices.SortFunc(t.entries, func(a, b *entry) int { return cmp.Compare(a.path, b.path) })
	t.ways()
	t.sayStrangers()
	t.idleIgnores()
	return t, err
}

func newTree(fsys fs.FS, most limit.Raised) *tree {
	return &tree{
		caps: most, fsys: fsys, byPath: map[string]*entry{}, byForm: map[string]*entry{}, folders: map[string]bool{"": true}, indexed: map[string]bool{},
		addresses: map[string]*entry{}, left: map[string]bool{}, strangers: map[strangerKind]*stranger{},
	}
}

// ways makes the README of a folder that has no index.md its index, as the hosts of repositories show it. The README of
// content/ itself, and those of the folders whose index the program writes, are pages like others.
func (t *tree) ways() {
	for _, e := range t.entries {
		folder := path.Dir(e.address)
		index := path.Join(folder, "index.html")
		if e.part == pagePart && strings.EqualFold(path.Base(withoutEnding(e.path)), "README") && !t.indexed[path.Dir(below(e.path))] && !slices.Contains(written, index) {
			e.address = index
		}
	}
}

func (t *tree) visit(name string, d fs.DirEntry) error {
	switch {
	case name == root:
		return nil
	case !utf8.ValidString(name) || !fs.ValidPath(name):
		t.report("bad_name", strings.ToValidUTF8(name, "?"), "give it a name in UTF-8", "the name of this file is not UTF-8")
		return skip(d)
	case strings.ContainsFunc(path.Base(name), frontmatter.IsBidi):
		t.report("bad_name", name, "rename it without that character", "the name of this file holds a character that shows it in another order than it is read")
		return skip(d)
	case t.declared(name, d.IsDir()):
		if !d.IsDir() || !sealedFolder(name) {
			t.left[below(name)] = true
			return skip(d)
		}
	}
	switch {
	case strings.HasPrefix(path.Base(name), "."):
		t.hidden = append(t.hidden, name)
		t.left[below(name)] = true
		return skip(d)
	case d.IsDir():
		t.folders[below(name)] = true
		t.goodFolder(name)
		return nil
	case slices.Contains(reserved, below(name)):
		t.noFolder(name, d.Type())
		return nil
	case !d.Type().IsRegular():
		what := "not a regular file"
		if d.Type()&fs.ModeSymlink != 0 {
			what = "a symbolic link: it could lead anywhere on the machine that builds the site"
		}
		t.left[below(name)] = true
		t.report("unsafe_file", name, "put the file itself here", "this is "+what)
		return nil
	}
	return t.file(name, d)
}

// reserved are the folders of content/ whose files are not ordinary pages.
var reserved = []string{"playbooks", "recognition"}

// goodFolder reports a folder that would be one of those but for capital letters: what is in it would become ordinary pages.
func (t *tree) goodFolder(name string) {
	inside := below(name)
	for _, r := range reserved {
		if inside != r && strings.EqualFold(inside, r) {
			t.report("bad_name", name, "rename it: git mv "+name+" "+root+"/"+r, "the name of this folder is written "+r+", in small letters")
		}
	}
}

// noFolder reports what stands where a folder must be.
func (t *tree) noFolder(name string, mode fs.FileMode) {
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

// below returns a path as it is below content/.
func below(name string) string { return strings.TrimPrefix(strings.TrimPrefix(name, root), "/") }

func (t *tree) report(rule, name, help, message string) {
	t.found = append(t.found, diagnostic.Diagnostic{Rule: rule, Span: source.NewFile(name, nil).Span(0, 0), Message: message, Help: help})
}

// warn reports what does not stop a build.
func (t *tree) warn(rule, name, help, message string) {
	t.report(rule, name, help, message)
	t.found[len(t.found)-1].Severity = diagnostic.Warning
}

// isMarkdown reports whether a file is a page by its name. Letters are large or small as whoever named it liked them.
func isMarkdown(name string) bool {
	ext := path.Ext(name)
	return strings.EqualFold(ext, ".md") || strings.EqualFold(ext, ".markdown")
}

// withoutEnding returns the path of a page without .md or .markdown.
func withoutEnding(name string) string {
	if isMarkdown(name) {
		return strings.TrimSuffix(name, path.Ext(name))
	}
	return name
}

// file enters one regular file.
func (t *tree) file(name string, d fs.DirEntry) error {
	info, err := d.Info()
	if err != nil {
		return err
	}
	e := &entry{path: name}
	inside := below(name)
	folder, _, _ := strings.Cut(inside, "/")
	switch {
	case !isMarkdown(name) && t.strange(name, info.Size()):
		t.stranger(name, info.Size())
		return nil
	case !isMarkdown(name):
		e.part, e.address = assetPart, t.safeAddress(name, inside)
	case folder == "playbooks":
		e.part, e.id = playbookPart, withoutEnding(strings.TrimPrefix(inside, "playbooks/"))
		e.address = "playbooks/" + e.id + ".html"
		e.failed = !t.goodID(name, e.id)
	case folder == "recognition":
		e.part, e.address = thanksPart, "recognition.html"
		e.prefix = words.NameFrom(withoutEnding(inside), '-') + ":"
	default:
		e.part, e.address = pagePart, withoutEnding(t.safeAddress(name, inside))+".html"
	}
	if e.refused = !t.fits(e, info.Size()); e.refused && e.part != playbookPart {
		t.left[inside] = true
		return nil
	}
	if isDrawing(name) {
		if ok, err := t.drawn(e); !ok || err != nil {
			t.left[inside] = true
			return err
		}
	}
	if e.part == pagePart && strings.EqualFold(path.Base(withoutEnding(inside)), "index") {
		t.indexed[path.Dir(inside)] = true
	}
	t.entries = append(t.entries, e)
	t.byPath[inside] = e
	t.byForm[norm.NFC.String(inside)] = e
	return nil
}

// strange reports whether a file that is no page is not published either. One that stands among the playbooks and reads
// like one is not published as a text that answers nothing.
func (t *tree) strange(name string, size int64) bool {
	ext := strings.ToLower(path.Ext(name))
	return !slices.Contains(assets, ext) || nearMarkdown(name) || inPlaybooks(name) && ext == ".txt" && t.readsLikePlaybook(name, size)
}

func (t *tree) fits(e *entry, size int64) bool {
	limit := "page"
	if e.part == assetPart {
		limit = "asset"
	}
	large, fits := t.caps.Fits(limit, e.path, size)
	if !fits {
		t.found = append(t.found, large)
	}
	return fits
}

// goodID reports the folders and the file of a playbook whose names are not made of a-z, 0-9 and hyphens. The playbook is
// read all the same.
func (t *tree) goodID(name, id string) bool {
	better := betterID(id)
	why := "its folders and its file are named with a to z, 0 to 9 and hyphens"
	if part := unusable(id); part != "" && plainPath(id) {
		why = frontmatter.Quote(part) + " is no name for a file on every system"
	}
	if better != id {
		t.report("bad_name", name, "call it "+root+"/playbooks/"+better+".md", frontmatter.Quote(id)+" cannot name a playbook: "+why)
	}
	return better == id
}

// betterID turns an id into the nearest one that can be.
func betterID(id string) string {
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
