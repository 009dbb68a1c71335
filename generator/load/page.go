package load

import (
	"path"
	"strings"

	"remit/generator/diagnostic"
	"remit/generator/playbook"
	"remit/generator/prose"
	"remit/generator/source"
)

var thanksKeys = []string{"title", "date", "playbook", "action", "called", "role", "at_risk", "saved"}

// A loaded file is what became of an entry.
type loaded struct {
	book   *playbook.Playbook
	page   *playbook.Page
	thanks *playbook.Thanks
	asset  *playbook.Asset
	linked *linked
	found  []diagnostic.Diagnostic
}

// playbookFile reads a playbook.
func (l *loader) playbookFile(r *reader, e *entry) loaded {
	p := &playbook.Playbook{ID: e.id, File: r.file, Failed: e.failed}
	out := loaded{book: p}
	m, ok := r.markdown()
	if ok && !m.present {
		r.noMatter(m)
	}
	doubt := false
	if m.present && m.end >= 0 {
		p.Span = r.file.Span(m.open, m.body)
		b := r.playbook(p, m, l.frame)
		out.linked = l.body(r, e, m.body, &p.Body, heading{title: p.Title.Value})
		out.linked.uses = b.anchors
		doubt = b.doubt
	}
	p.Failed = p.Failed || doubt || failing(r.found)
	out.found = r.found
	return out
}

// thanksFile reads an entry of the recognition page.
func (l *loader) thanksFile(r *reader, e *entry) loaded {
	th := &playbook.Thanks{Page: playbook.Page{Address: e.address, File: r.file}}
	m, ok := r.markdown()
	if ok && !m.present {
		r.foreignMatter(m)
	}
	if ok && m.present {
		r.strayFence(m, thanksKeys)
		n := r.document(m.start, m.end)
		t := r.table(n, "the entry", r.file.Span(m.open, m.open+3), thanksKeys)
		th.Title = t.text("title").Value
		th.Date, th.Playbook, th.Action, th.Role = t.date("date"), t.word("playbook"), t.word("action"), t.word("role")
		th.Called, th.AtRisk, th.Saved = t.word("called"), t.text("at_risk"), t.text("saved")
		r.known(th.Role, l.frame.roles)
		r.known(th.Called, l.frame.contacts)
	}
	out := loaded{thanks: th}
	if m.end >= 0 {
		out.linked = l.body(r, e, m.body, &th.Body, heading{title: th.Title, borrows: true})
		th.Title = titleOf(th.Title, out.linked, e)
	}
	out.found = r.found
	return out
}

// pageFile reads an ordinary page. Its front matter belongs to whoever wrote the page for another program: only a title
// is taken from it.
func (l *loader) pageFile(r *reader, e *entry) loaded {
	p := &playbook.Page{Address: e.address, File: r.file}
	r.lenient = true
	m, ok := r.markdown()
	if ok && !m.present {
		r.foreignMatter(m)
	}
	if ok && m.present {
		for _, pair := range r.document(m.start, m.end).pairs {
			if pair.key.text == "title" && pair.value.kind == scalarNode && p.Title == "" {
				p.Title = strings.TrimSpace(pair.value.text)
			}
		}
	}
	out := loaded{page: p}
	if m.end >= 0 {
		out.linked = l.body(r, e, m.body, &p.Body, heading{title: p.Title, borrows: true})
		p.Title = titleOf(p.Title, out.linked, e)
	}
	out.found = r.found
	return out
}

// titleOf returns the title of a page: its own, that of its first heading, or its name.
func titleOf(title string, page *linked, e *entry) string {
	switch {
	case title != "":
		return title
	case page.title != "":
		return page.title
	}
	return asWords(strings.ReplaceAll(strings.TrimSuffix(path.Base(e.path), ".md"), "-", "_"))
}

// A heading is the title that a page prints above its body.
type heading struct {
	title   string
	borrows bool // a page without a title of its own borrows that of its body
}

// body reads the Markdown from start on.
func (l *loader) body(r *reader, e *entry, start int, body *playbook.Body, h heading) *linked {
	d := prose.Parse(r.file.Text, start)
	if d.TooDeep {
		r.report("too_large", r.file.Span(start, start), "take the inner lists and quotes apart", "lists or quotes stand inside each other too deep, and would be shown as they are written")
	}
	for _, link := range d.Links {
		body.Links = append(body.Links, l.tree.resolve(e, link, r.file))
	}
	e.outline(body, d, r.file)
	repeats := d.Title() == h.title || h.title == "" && h.borrows
	body.HTML = d.Render(prose.Options{
		Resolve: func(link prose.Link) (string, bool) {
			to := l.tree.resolve(e, link, r.file)
			if e.nowhere(to, d) {
				return "", false
			}
			return e.addressOf(to)
		},
		Beside:       addressBeside,
		WithoutTitle: repeats && opensAtTop(d),
		Prefix:       e.prefix,
	})
	r.rawHTML(d)
	return &linked{from: e, body: body, title: d.Title()}
}

// nowhere reports whether a link to a heading of its own page finds none: it would do nothing.
func (e *entry) nowhere(to playbook.Link, d *prose.Document) bool {
	if to.Target != e.address || to.Anchor == "" || to.Image {
		return false
	}
	anchor := strings.TrimPrefix(to.Anchor, e.prefix)
	_, known := d.Heading(anchor)
	return !known && anchor != "top" && e.prefix == ""
}

// addressBeside returns the address of a link or a picture that cannot be written, so that its reader can still find what
// it means.
func addressBeside(link prose.Link) string {
	if address := strings.TrimSpace(link.Destination); address != link.Text {
		return address
	}
	return ""
}

// maxRawHTML is how many pieces of HTML in one file are reported one by one.
const maxRawHTML = 50

func (r *reader) rawHTML(d *prose.Document) {
	for i, raw := range d.RawHTML {
		if strings.HasPrefix(raw.Text, "</") || placeholder(raw.Text) {
			continue // the tag that it closes has been shown, or it is meant to be read as it is
		}
		at := r.file.Span(raw.Offset, raw.End)
		if i == maxRawHTML {
			r.warn("raw_html", at, "", "here begin %d more pieces of HTML that are shown as text", len(d.RawHTML)-i)
			return
		}
		r.warn("raw_html", at, "write Markdown instead; to show the characters as they are, put them in `backquotes`", "%s is HTML, and is shown as text", quote(raw.Text))
	}
}

// opensAtTop reports whether the title of a document is a heading of level 1: any other belongs to the text.
func opensAtTop(d *prose.Document) bool {
	for _, h := range d.Headings {
		if h.Level == 1 {
			return true
		}
	}
	return false
}

// outline fills in headings and sections.
func (e *entry) outline(body *playbook.Body, d *prose.Document, file *source.File) {
	named := func(anchor string) string {
		if anchor == "" {
			return ""
		}
		return e.prefix + anchor
	}
	for _, h := range d.Headings {
		line := strings.TrimSpace(string(lineAt(file.Text, h.Offset)))
		body.Headings = append(body.Headings, playbook.Heading{
			Level: h.Level, Text: h.Text, Anchor: named(h.Anchor), Span: file.Span(h.Offset, h.Offset+len(line)),
		})
	}
	for _, s := range d.Sections() {
		body.Sections = append(body.Sections, playbook.Section{Heading: s.Heading, Anchor: named(s.Anchor), Text: s.Text, Code: s.Code})
	}
}
