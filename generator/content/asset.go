package content

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"strings"

	"remit/generator/diagnostic"
	"remit/generator/drawing"
	"remit/generator/frontmatter"
	"remit/generator/limit"
	"remit/generator/source"
)

// static is the folder of a site's own styles. A few of its files are carried over as they are.
const static = "static"

// listTheme enters the files of static/ that are carried over, and names every other file of static/ and templates/ that is
// not used. The folders of the generator itself, whose example site lies beside them, belong to no site: they are told by
// the Go file that embeds them.
func (t *Tree) listTheme(folder string) error {
	if _, err := fs.Stat(t.fsys, folder+"/"+folder+".go"); err == nil {
		return nil
	}
	err := fs.WalkDir(t.fsys, folder, func(name string, d fs.DirEntry, err error) error {
		switch {
		case errors.Is(err, fs.ErrNotExist) && name == folder:
			return fs.SkipAll
		case err != nil:
			return err
		case d.IsDir() || !d.Type().IsRegular(): // a link has been reported by whoever reads the folder
			return nil
		}
		return t.themeFile(folder, name, d)
	})
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}

func (t *Tree) themeFile(folder, name string, d fs.DirEntry) error {
	inside := strings.TrimPrefix(name, folder+"/")
	if folder == static && carried(inside) {
		info, err := d.Info()
		if err != nil {
			return err
		}
		e := &Entry{Path: name, Part: AssetPart, Address: inside}
		if !t.fits(e, info.Size()) {
			return nil
		}
		if isDrawing(name) {
			if ok, err := t.drawn(e); !ok || err != nil {
				return err
			}
		}
		t.Entries = append(t.Entries, e)
		return nil
	}
	if themed(folder, inside) {
		return t.themeText(name, d)
	}
	help := "used are styles/*.css, images/, CNAME, robots.txt and .well-known/; delete the file, or put it below content/"
	if folder != static {
		help = "used are the templates layout/*.html; delete the file, or give it the name of the template that it replaces"
	}
	t.warn("ignored_file", name, help, "this file is not used")
	return nil
}

// isDrawing reports whether a file is an SVG picture. None is published as it is: what it can hold is not only a picture.
func isDrawing(name string) bool { return strings.EqualFold(path.Ext(name), ".svg") }

// drawn cleans a drawing and keeps the clean copy. One that cannot be cleaned is not published.
func (t *Tree) drawn(e *Entry) (bool, error) {
	text, err := fs.ReadFile(t.fsys, e.Path)
	if err != nil {
		return false, fmt.Errorf("%s: %w", e.Path, err)
	}
	file := source.NewFile(e.Path, text)
	clean, losses, err := drawing.Clean(text)
	var refused *drawing.Error
	if errors.As(err, &refused) {
		t.warn("ignored_file", e.Path, refused.Help, "this drawing is not published: "+refused.Message)
		t.Found[len(t.Found)-1].Span = file.Span(refused.Offset, refused.Offset)
		return false, nil
	}
	if err != nil {
		return false, fmt.Errorf("%s: %w", e.Path, err)
	}
	r := frontmatter.NewReader(file, nil)
	r.ReportBidi(0)
	t.Found = append(t.Found, r.Found...)
	e.Clean = clean
	for i, loss := range losses {
		what := loss.What + " of this drawing is not published"
		if loss.Count > 1 {
			what = fmt.Sprintf("%s, %d times in this drawing, is not published", loss.What, loss.Count)
		}
		at := file.Span(loss.Offset, loss.Offset)
		if i == 0 {
			t.warn("ignored_file", e.Path, "look at the published picture; when something is missing, save the picture as PNG", what)
			t.Found[len(t.Found)-1].Span = at
			continue
		}
		last := &t.Found[len(t.Found)-1]
		last.Related = append(last.Related, diagnostic.Related{Span: at, Message: what})
	}
	return true, nil
}

// carried reports whether a file of static/ is published as it is, at the root of the site: what hosts and certificate
// authorities look for there, and the pictures that a style of the site names.
func carried(below string) bool {
	return below == "CNAME" || below == "robots.txt" || strings.HasPrefix(below, ".well-known/") ||
		strings.HasPrefix(below, "images/") && picture(below)
}

func picture(name string) bool {
	switch strings.ToLower(path.Ext(name)) {
	case ".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".ico", ".svg":
		return true
	}
	return false
}

// themed reports whether a file of static/ or templates/ is read by the rooms that make pages and styles of it.
func themed(folder, inside string) bool {
	if folder == static {
		return strings.HasPrefix(inside, "styles/") && path.Ext(inside) == ".css" || strings.HasPrefix(inside, "client/")
	}
	ok, err := path.Match("layout/*.html", inside)
	return ok && err == nil
}

// themeText looks in a style or a template for what nobody meant to publish: marks of a merge, and characters that turn the direction of text.
func (t *Tree) themeText(name string, d fs.DirEntry) error {
	info, err := d.Info()
	if err != nil || info.Size() > limit.MaxPage {
		return err
	}
	text, err := fs.ReadFile(t.fsys, name)
	if err != nil {
		return err
	}
	r := frontmatter.NewReader(source.NewFile(name, text), nil)
	r.ReportConflicts(len(text))
	r.ReportBidi(0)
	t.Found = append(t.Found, r.Found...)
	return nil
}
