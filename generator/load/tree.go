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

	"remit/generator/diagnostic"
	"remit/generator/source"
)

// The largest files that are read.
const (
	maxPage  = 1 << 20
	maxSite  = 4 << 20
	maxAsset = 32 << 20
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
}

// A tree is the files below content/, in the order of their paths.
type tree struct {
	entries   []*entry
	byPath    map[string]*entry // below content/: playbooks/payments/checkout.md
	folders   map[string]bool   // likewise
	addresses map[string]*entry // every address of the site; nil for one that the program writes itself
	taken     *addresses        // whom they belong to
	found     []diagnostic.Diagnostic
}

const root = "content"

// assets are the kinds of files that are published as they are. Nothing on the list can run a script: that is why an
// SVG image, or another site's HTML, is not on it.
var assets = []string{".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".ico", ".pdf", ".txt", ".csv"}

func newTree() *tree {
	return &tree{byPath: map[string]*entry{}, folders: map[string]bool{"": true}, addresses: map[string]*entry{}}
}

// list walks content/ and says what each file is for.
func list(fsys fs.FS) (*tree, error) {
	t := newTree()
	err := fs.WalkDir(fsys, root, func(name string, d fs.DirEntry, err error) error {
		if name == root && errors.Is(err, fs.ErrNotExist) {
			return fs.SkipAll // whether a site may be empty is not for this package to say
		}
		if err != nil {
			return err
		}
		return t.visit(name, d)
	})
	slices.SortFunc(t.entries, func(a, b *entry) int { return cmp.Compare(a.path, b.path) })
	t.ways()
	return t, err
}

// ways makes the README of a folder that has no index.md its index, as the hosts of repositories show it. The README of
// content/ itself, and those of the folders whose index the program writes, are pages like others.
func (t *tree) ways() {
	for _, e := range t.entries {
		folder := path.Dir(below(e.path))
		index := path.Join(folder, "index.html")
		if e.part == pagePart && strings.EqualFold(path.Base(e.path), "README.md") && t.byPath[path.Join(folder, "index.md")] == nil && !slices.Contains(written, index) {
			e.address = index
		}
	}
}

func (t *tree) visit(name string, d fs.DirEntry) error {
	hidden := strings.HasPrefix(path.Base(name), ".")
	switch {
	case !utf8.ValidString(name) || !fs.ValidPath(name):
		t.report("bad_name", strings.ToValidUTF8(name, "?"), "give it a name in UTF-8", "the name of this file is not UTF-8")
		return skip(d)
	case hidden:
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

// file enters one regular file.
func (t *tree) file(name string, d fs.DirEntry) error {
	e := &entry{path: name}
	inside := below(name)
	folder, _, _ := strings.Cut(inside, "/")
	markdown := strings.EqualFold(path.Ext(name), ".md") || strings.EqualFold(path.Ext(name), ".markdown")
	switch {
	case markdown && path.Ext(name) != ".md":
		better := strings.TrimSuffix(name, path.Ext(name))
		if id, playbook := strings.CutPrefix(better, root+"/playbooks/"); playbook {
			better = root + "/playbooks/" + betterID(id)
		}
		t.report("bad_name", name, "call it "+better+".md", "the name of a Markdown file ends in .md, not "+path.Ext(name))
		return nil
	case !markdown && !slices.Contains(assets, strings.ToLower(path.Ext(name))):
		return nil
	case !t.goodName(name):
		return nil
	case !markdown:
		e.part, e.address = assetPart, inside
	case folder == "playbooks":
		e.part, e.id = playbookPart, strings.TrimSuffix(strings.TrimPrefix(inside, "playbooks/"), ".md")
		e.address = "playbooks/" + e.id + ".html"
		e.failed = !t.goodID(name, e.id)
	case folder == "recognition":
		e.part, e.address = thanksPart, "recognition.html"
		e.prefix = nameFrom(strings.TrimSuffix(inside, ".md"), '-') + ":"
	default:
		e.part, e.address = pagePart, strings.TrimSuffix(inside, ".md")+".html"
	}
	info, err := d.Info()
	if err != nil {
		return err
	}
	if e.refused = !t.fits(e, info.Size()); e.refused && e.part != playbookPart {
		return nil
	}
	t.entries = append(t.entries, e)
	t.byPath[inside] = e
	return nil
}

func (t *tree) fits(e *entry, size int64) bool {
	most := int64(maxPage)
	if e.part == assetPart {
		most = maxAsset
	}
	if size > most {
		t.report("too_large", e.path, "split it, or keep it elsewhere and link to it", fmt.Sprintf("this file has %d bytes; at most %d are read", size, most))
	}
	return size <= most
}

// goodName reports a name that cannot be an address on every system.
func (t *tree) goodName(name string) bool {
	for part := range strings.SplitSeq(below(name), "/") {
		bad := strings.ContainsFunc(part, func(r rune) bool { return r < ' ' || r == 0x7f || strings.ContainsRune(`\:*?"<>|#%`, r) })
		if bad || strings.HasSuffix(part, ".") || strings.HasSuffix(part, " ") || strings.HasPrefix(part, " ") {
			ext := path.Ext(strings.TrimRight(part, ". "))
			better := nameFrom(strings.TrimSuffix(strings.TrimRight(part, ". "), ext), '-') + ext
			t.report("bad_name", name, "call it "+quote(better), quote(part)+" cannot be part of an address on every system")
			return false
		}
	}
	return true
}

// goodID reports the folders and the file of a playbook whose names are not made of a-z, 0-9 and hyphens. The playbook is
// read all the same.
func (t *tree) goodID(name, id string) bool {
	better := betterID(id)
	if better != id {
		t.report("bad_name", name, "call it "+root+"/playbooks/"+better+".md", quote(id)+" cannot name a playbook: its folders and its file are named with a to z, 0 to 9 and hyphens")
	}
	return better == id
}

// betterID turns an id into the nearest one that can be.
func betterID(id string) string {
	better := ""
	for part := range strings.SplitSeq(id, "/") {
		good := nameFrom(part, '-')
		if plainID(part) {
			good = part
		}
		better = path.Join(better, good)
	}
	return better
}

func plainID(part string) bool {
	return part != "" && strings.Trim(part, "abcdefghijklmnopqrstuvwxyz0123456789-") == ""
}
