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

	"remit/generator/frontmatter"
	"remit/generator/limit"
	"remit/generator/playbook"
	"remit/generator/words"
)

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

// goodFolder reports a folder that would be one of those but for capital letters: what is in it would become ordinary pages.
func (t *Tree) goodFolder(name string) {
	inside := Below(name)
	for _, r := range reserved {
		if inside != r && strings.EqualFold(inside, r) {
			t.report("bad_name", name, "rename it: git mv "+name+" "+Root+"/"+r, "the name of this folder is written "+r+", in small letters")
		}
	}
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

// goodID reports the folders and the file of a playbook whose names are not made of a-z, 0-9 and hyphens. The playbook is
// read all the same.
func (t *Tree) goodID(name, id string) bool {
	better := BetterID(id)
	why := "its folders and its file are named with a to z, 0 to 9 and hyphens"
	if part := unusable(id); part != "" && plainPath(id) {
		why = words.Quote(part) + " is no name for a file on every system"
	}
	if better != id {
		t.report("bad_name", name, "call it "+Root+"/playbooks/"+better+".md", words.Quote(id)+" cannot name a playbook: "+why)
	}
	return better == id
}
