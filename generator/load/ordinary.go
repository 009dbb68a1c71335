package load

import (
	"bytes"
	"regexp"
	"slices"
	"strings"

	"remit/generator/content"
	"remit/generator/diagnostic"
	"remit/generator/frontmatter"
	"remit/generator/playbook"
	"remit/generator/words"
)

// This file reads the front matter of ordinary pages. It belongs to whoever wrote the page for another program: a title and
// old addresses are taken from it, and what only looks like front matter stays text. A page that says who may act would
// grant nothing here, and so that is a mistake.

// pageFile reads an ordinary page.
func (l *loader) pageFile(r *reader, e *content.Entry) loaded {
	r.Lenient = true
	r.Decode()
	p := &playbook.Page{Address: e.Address, File: r.File}
	m := r.Cut()
	r.ReportConflicts(m.Body)
	m, unread := l.foreign(r, e, p, m)
	if !slices.ContainsFunc(r.Found, func(d diagnostic.Diagnostic) bool { return d.Rule == "misplaced_playbook" }) {
		l.playbookBelow(r, e, m.Body)
	}
	r.ReportUnreadable(m.Body)
	out := loaded{page: p}
	out.linked = l.body(r, e, m.Body, &p.Body, heading{title: p.Title, borrows: true})
	p.Body.HTML = asCode(unread) + p.Body.HTML
	p.Title = titleOf(p.Title, out.linked, e)
	out.found = r.Found
	return out
}

// foreign reads the front matter of an ordinary page, and returns what of it nobody could read.
func (l *loader) foreign(r *reader, e *content.Entry, p *playbook.Page, m frontmatter.Matter) (cut frontmatter.Matter, unread []byte) {
	if !m.Present {
		before := len(r.Found)
		if other := r.ForeignMatter(m); other.Present {
			r.WarnSince(before)
			return l.unread(r, e, p, other, nil)
		}
		if !l.lateMatter(r, e, m) {
			l.misplacedText(r, e, r.File.Text[m.Body:], m.Body)
		}
		return m, nil
	}
	if m.End < 0 {
		if r.opensKeys(m.Start) && !l.misplacedText(r, e, r.File.Text[m.Start:], m.Start) {
			r.ReportUnclosed(m)
			r.WarnIfLenient()
		}
		return frontmatter.TextFrom(m.Open), nil
	}
	before := len(r.Found)
	n := r.foreignKeys(m)
	if n == nil {
		if n, _ := r.Aside().Parse(r.Aside().Clean(m.Start, m.End), m.Start); n != nil {
			l.misplaced(r, e, n)
		}
		return frontmatter.TextFrom(m.Open), nil
	}
	if len(r.Found) > before {
		r.WarnSince(before)
		return l.unread(r, e, p, m, n)
	}
	l.misplaced(r, e, n)
	r.pageKeys(p, n)
	return m, nil
}

// unread takes what can be taken from front matter that is broken, or that is written in another language: n is what could
// be read of it as YAML, if anything. It is shown as code, so that no word of it is lost.
func (l *loader) unread(r *reader, e *content.Entry, p *playbook.Page, m frontmatter.Matter, n *frontmatter.Node) (frontmatter.Matter, []byte) {
	text := r.File.Text[m.Start:m.End]
	if n == nil || !l.misplaced(r, e, n) {
		l.misplacedText(r, e, text, m.Start)
	}
	if n != nil {
		r.pageKeys(p, n)
	}
	if title := titleLine.FindSubmatch(text); p.Title == "" && title != nil {
		p.Title = strings.Trim(strings.TrimSpace(strings.ToValidUTF8(string(title[1]), "")), `"',`)
	}
	return m, r.File.Text[m.Open:m.Body]
}

// foreignKeys returns the mapping in the front matter of another program; nil when there is none, since the page only
// begins with a rule.
func (r *reader) foreignKeys(m frontmatter.Matter) *frontmatter.Node {
	n, stopped := r.Aside().Parse(r.Aside().Clean(m.Start, m.End), m.Start)
	switch {
	case stopped != nil && !r.opensKeys(m.Start):
		return nil
	case stopped == nil && n != nil && !isForeign(n):
		return nil
	}
	return r.Document(m.Start, m.End)
}

var (
	foreignKey  = regexp.MustCompile(`^[A-Za-z_][A-Za-z0-9_.-]*$`)
	foreignLine = regexp.MustCompile(`^["']?([A-Za-z_][A-Za-z0-9_.-]*)["']?[ \t]*:(?:[ \t\r\n]|$)`)
)

// lateMatter looks for front matter behind empty lines, or behind an indented fence, where only some programs look. It
// reports what it finds, and whether that is all that need be said.
func (l *loader) lateMatter(r *reader, e *content.Entry, m frontmatter.Matter) bool {
	text := r.File.Text
	begin := m.Open + frontmatter.LeadingBlanks(text[m.Open:])
	first := frontmatter.LineAt(text, begin)
	if string(bytes.TrimSpace(first)) != "---" || !r.opensKeys(begin+len(first)) {
		return false
	}
	late := frontmatter.Matter{Open: begin, Start: begin + len(first), End: -1}
	for i := late.Start; i < len(text) && late.End < 0; i += len(frontmatter.LineAt(text, i)) {
		if string(bytes.TrimSpace(frontmatter.LineAt(text, i))) == "---" {
			late.End = i
		}
	}
	if late.End < 0 {
		return false
	}
	if n, _ := r.Aside().Parse(r.Aside().Clean(late.Start, late.End), late.Start); n == nil || !isForeign(n) {
		return false
	} else if l.misplaced(r, e, n) {
		return true
	}
	r.Report("syntax", r.File.Span(begin, begin+3), "begin the file with the dashes: no empty line before them, no blank in the line",
		"the front matter does not begin on the first line, at its first column")
	r.WarnIfLenient()
	return true
}

// playbookBelow looks for the front matter of a playbook that stands further down a page, behind a heading or some words.
// Code is left alone: a page may show how a playbook is written.
func (l *loader) playbookBelow(r *reader, e *content.Entry, body int) {
	begin, code := -1, ""
	for i := body; i < len(r.File.Text); {
		line := frontmatter.LineAt(r.File.Text, i)
		next := i + len(line)
		switch code = frontmatter.InFence(code, line, true); {
		case code != "":
			begin = -1
		case string(bytes.TrimRight(line, " \t\r\n")) == "---":
			if begin >= 0 {
				if n, _ := r.Aside().Parse(r.Aside().Clean(begin, i), begin); n != nil && isForeign(n) && l.misplaced(r, e, n) {
					return
				}
			}
			begin = next
		}
		i = next
	}
}

// isForeign reports whether a node is front matter. "Note: the desk is busy" between two rules is none, although YAML takes
// it for a mapping: no program has such keys.
func isForeign(n *frontmatter.Node) bool {
	some := false
	for _, p := range n.Pairs {
		if p.Key.Kind != frontmatter.ScalarNode || !foreignKey.MatchString(p.Key.Text) {
			return false
		}
		some = some || isForeignKey(p.Key.Text)
	}
	return n.Kind == frontmatter.MappingNode && some
}

// opensKeys reports whether the first line with words from start on begins with a key.
func (r *reader) opensKeys(start int) bool {
	text := r.File.Text
	for i := start; i < len(text); i += len(frontmatter.LineAt(text, i)) {
		line := frontmatter.LineAt(text, i)
		if words := bytes.TrimSpace(line); len(words) > 0 && words[0] != '#' {
			found := foreignLine.FindSubmatch(line)
			return found != nil && isForeignKey(string(found[1]))
		}
	}
	return false
}

// isForeignKey reports whether a word is a key that a program reads, as far as can be told: one in lower case, or one of
// those that are usual.
func isForeignKey(key string) bool {
	if key[0] < 'A' || key[0] > 'Z' {
		return true
	}
	switch strings.ToLower(key) {
	case "title", "date", "author", "authors", "tags", "aliases", "layout", "description", "id", "slug", "owner", "status", "category":
		return true
	}
	return false
}

// pageKeys takes a title and old addresses from the front matter of an ordinary page.
func (r *reader) pageKeys(p *playbook.Page, n *frontmatter.Node) {
	for _, pair := range n.Pairs {
		switch {
		case pair.Key.Text == "title" && pair.Value.Kind == frontmatter.ScalarNode && p.Title == "":
			p.Title = strings.TrimSpace(pair.Value.Text)
			if strings.ContainsFunc(p.Title, frontmatter.IsBidi) {
				r.Report("syntax", r.Span(pair.Value), "delete it: text in either direction is shown correctly without it",
					"the title holds a character that shows text in another order than it is read")
			}
		case pair.Key.Text == "aliases":
			p.Aliases = append(p.Aliases, r.pageAliases(pair.Value)...)
		}
	}
}

// pageAliases reads old addresses of an ordinary page. Other programs keep other names there: what is no address is a
// warning.
func (r *reader) pageAliases(n *frontmatter.Node) (list []playbook.Text) {
	items := n.Items
	if n.Kind == frontmatter.ScalarNode && !n.Empty() {
		items = []*frontmatter.Node{n}
	}
	for _, item := range items {
		alias := playbook.Text{Value: strings.TrimSpace(item.Text), Span: r.Span(item)}
		switch {
		case item.Broken:
		case item.Kind != frontmatter.ScalarNode, len(playbook.AliasFiles(alias.Value)) == 0:
			r.Report("wrong_type", r.Span(item), "write the path below the site's address, such as /runbooks/checkout-5xx/, or take it out",
				"%s is not an address below this site: no old address leads here", words.Quote(r.Source(item)))
			r.AsWarning()
		default:
			list = append(list, alias)
		}
	}
	return list
}
