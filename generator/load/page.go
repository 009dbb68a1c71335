package load

import (
	"path"
	"strings"

	"remit/generator/content"
	"remit/generator/diagnostic"
	"remit/generator/frontmatter"
	"remit/generator/language"
	"remit/generator/playbook"
	"remit/generator/prose"
	"remit/generator/source"
)

// A loaded file is what became of an entry.
type loaded struct {
	book   *playbook.Playbook
	page   *playbook.Page
	thanks *playbook.Thanks
	asset  *playbook.Asset
	linked *content.Linked
	found  []diagnostic.Diagnostic
}

// playbookFile reads a playbook.
func (l *loader) playbookFile(r *reader, e *content.Entry) loaded {
	p := &playbook.Playbook{ID: e.ID, File: r.File, Failed: e.Failed}
	out := loaded{book: p}
	m, ok := r.Markdown()
	if ok && !m.Present {
		r.ReportNoMatter(m)
	}
	doubt := false
	if m.Present && m.End >= 0 {
		p.Span = r.File.Span(m.Open, m.Body)
		b := r.playbook(p, m, l.frame)
		out.linked = l.body(r, e, m.Body, &p.Body, heading{title: p.Title.Value})
		out.linked.Uses = b.anchors
		doubt = b.doubt
	}
	p.Failed = p.Failed || doubt || failing(r.Found)
	out.found = r.Found
	return out
}

// thanksFile reads an entry of the recognition page.
func (l *loader) thanksFile(r *reader, e *content.Entry) loaded {
	th := &playbook.Thanks{Page: playbook.Page{Address: e.Address, File: r.File}}
	m, ok := r.Markdown()
	if ok && !m.Present {
		r.ForeignMatter(m)
	}
	if ok && m.Present {
		r.StrayFence(m, language.Recognition)
		n := r.Document(m.Start, m.End)
		if l.misplaced(r, e, n) {
			n = &frontmatter.Node{Kind: frontmatter.MappingNode, Start: n.Start, End: n.Start, Broken: true}
		}
		t := r.table(n, "the entry", r.File.Span(m.Open, m.Open+3), language.Recognition)
		th.Title = t.text("title").Value
		th.Date, th.Playbook, th.Action, th.Role = t.date("date"), t.word("playbook"), t.word("action"), t.word("role")
		th.Called, th.AtRisk, th.Saved = t.word("called"), t.text("at_risk"), t.text("saved")
		r.known(th.Role, l.frame.roles)
		r.known(th.Called, l.frame.contacts)
	}
	out := loaded{thanks: th}
	if m.End >= 0 {
		out.linked = l.body(r, e, m.Body, &th.Body, heading{title: th.Title, borrows: true})
		th.Title = titleOf(th.Title, out.linked, e)
	}
	out.found = r.Found
	return out
}

// titleOf returns the title of a page: its own, that of its heading of level 1, or its name. A lower heading names only
// what stands below it.
func titleOf(title string, page *content.Linked, e *content.Entry) string {
	switch {
	case title != "":
		return title
	case page.Title != "":
		return page.Title
	}
	name := path.Base(content.WithoutEnding(e.Path))
	if folder := path.Dir(content.Below(e.Path)); folder != "." && (strings.EqualFold(name, "index") || strings.EqualFold(name, "README")) {
		name = path.Base(folder) // the page of a folder is named by it
	}
	return asWords(strings.ReplaceAll(name, "-", "_"))
}

// A heading is the title that a page prints above its body.
type heading struct {
	title   string
	borrows bool // a page without a title of its own borrows that of its body
}

// body reads the Markdown from start on.
func (l *loader) body(r *reader, e *content.Entry, start int, body *playbook.Body, h heading) *content.Linked {
	d := prose.Parse(r.File.Text, start)
	for _, x := range d.Excesses {
		r.Report("too_large", r.File.Span(x.Offset, x.Offset), x.Help, "%s", x.What)
	}
	for _, link := range d.Links {
		body.Links = append(body.Links, l.tree.Resolve(e, link, r.File))
	}
	outline(e, body, d, r.File)
	repeats := d.Title() == h.title || h.title == "" && h.borrows
	body.HTML = d.Render(prose.Options{
		Resolve: func(link prose.Link) (string, bool) {
			to := l.tree.Resolve(e, link, r.File)
			if e.Nowhere(to, d) {
				return "", false
			}
			return e.AddressOf(to)
		},
		Beside:       addressBeside,
		WithoutTitle: repeats && opensAtTop(d),
		Prefix:       e.Prefix,
	})
	r.dialect(d)
	return &content.Linked{From: e, Body: body, Title: topTitle(d)}
}

// topTitle returns the words of the first heading of level 1, or "".
func topTitle(d *prose.Document) string {
	if opensAtTop(d) {
		return d.Title()
	}
	return ""
}

// addressBeside returns the address of a link or a picture that cannot be written, so that its reader can still find what
// it means.
func addressBeside(link prose.Link) string {
	if address := strings.TrimSpace(link.Destination); address != link.Text {
		return address
	}
	return ""
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
func outline(e *content.Entry, body *playbook.Body, d *prose.Document, file *source.File) {
	named := func(anchor string) string {
		if anchor == "" {
			return ""
		}
		return e.Prefix + anchor
	}
	for _, h := range d.Headings {
		line := strings.TrimSpace(string(frontmatter.LineAt(file.Text, h.Offset)))
		body.Headings = append(body.Headings, playbook.Heading{
			Level: h.Level, Text: h.Text, Anchor: named(h.Anchor), Span: file.Span(h.Offset, h.Offset+len(line)),
		})
	}
	for _, a := range d.Anchors {
		body.Anchors = append(body.Anchors, named(a.Name))
	}
	for _, s := range d.Sections() {
		body.Sections = append(body.Sections, playbook.Section{Heading: s.Heading, Anchor: named(s.Anchor), Text: s.Text, Code: s.Code})
	}
}
