package load

import (
	"bytes"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"remit/generator/diagnostic"
	"remit/generator/playbook"
	"remit/generator/source"
	"remit/generator/words"
)

// This file reads the front matter of ordinary pages. It belongs to whoever wrote the page for another program: a title and
// old addresses are taken from it, and what only looks like front matter stays text. A page that says who may act would
// grant nothing here, and so that is a mistake.

// pageFile reads an ordinary page.
func (l *loader) pageFile(r *reader, e *entry) loaded {
	r.lenient = true
	r.decode()
	p := &playbook.Page{Address: e.address, File: r.file}
	r.conflicts(cutMatter(r.file.Text, r.bom()).body)
	m, unread := l.foreign(r, e, p)
	r.readable(m.body)
	out := loaded{page: p}
	out.linked = l.body(r, e, m.body, &p.Body, heading{title: p.Title, borrows: true})
	p.Body.HTML = asCode(unread) + p.Body.HTML
	p.Title = titleOf(p.Title, out.linked, e)
	out.found = r.found
	return out
}

// foreign reads the front matter of an ordinary page, and returns what of it nobody could read.
func (l *loader) foreign(r *reader, e *entry, p *playbook.Page) (m matter, unread []byte) {
	m = cutMatter(r.file.Text, r.bom())
	if !m.present {
		before := len(r.found)
		if other := r.foreignMatter(m); other.present {
			r.softenSince(before)
			return l.unread(r, e, p, other, nil)
		}
		if !l.lateMatter(r, e, m) {
			l.misplacedText(r, e, r.file.Text[m.body:], m.body)
		}
		return m, nil
	}
	if m.end < 0 {
		if r.opensKeys(m.start) && !l.misplacedText(r, e, r.file.Text[m.start:], m.start) {
			r.unclosed(m)
			r.soften()
		}
		return textFrom(m.open), nil
	}
	before := len(r.found)
	n := r.foreignKeys(m)
	if n == nil {
		if n, _ := r.aside().parse(r.aside().clean(m.start, m.end), m.start); n != nil {
			l.misplaced(r, e, n)
		}
		return textFrom(m.open), nil
	}
	if len(r.found) > before {
		r.softenSince(before)
		return l.unread(r, e, p, m, n)
	}
	l.misplaced(r, e, n)
	r.pageKeys(p, n)
	return m, nil
}

// unread takes what can be taken from front matter that is broken, or that is written in another language: n is what could
// be read of it as YAML, if anything. It is shown as code, so that no word of it is lost.
func (l *loader) unread(r *reader, e *entry, p *playbook.Page, m matter, n *node) (matter, []byte) {
	text := r.file.Text[m.start:m.end]
	if n == nil || !l.misplaced(r, e, n) {
		l.misplacedText(r, e, text, m.start)
	}
	if n != nil {
		r.pageKeys(p, n)
	}
	if title := titleLine.FindSubmatch(text); p.Title == "" && title != nil {
		p.Title = strings.Trim(strings.TrimSpace(strings.ToValidUTF8(string(title[1]), "")), `"',`)
	}
	return m, r.file.Text[m.open:m.body]
}

// textFrom is a file without front matter.
func textFrom(begin int) matter { return matter{open: begin, start: begin, end: begin, body: begin} }

// foreignKeys returns the mapping in the front matter of another program; nil when there is none, since the page only
// begins with a rule.
func (r *reader) foreignKeys(m matter) *node {
	n, stopped := r.aside().parse(r.aside().clean(m.start, m.end), m.start)
	switch {
	case stopped != nil && !r.opensKeys(m.start):
		return nil
	case stopped == nil && n != nil && !isForeign(n):
		return nil
	}
	return r.document(m.start, m.end)
}

// aside is a reader of the same file whose findings nobody sees.
func (r *reader) aside() *reader {
	return &reader{file: r.file, merges: r.merges, caps: r.caps, lenient: true}
}

var (
	foreignKey  = regexp.MustCompile(`^[A-Za-z_][A-Za-z0-9_.-]*$`)
	foreignLine = regexp.MustCompile(`^["']?([A-Za-z_][A-Za-z0-9_.-]*)["']?[ \t]*:(?:[ \t\r\n]|$)`)
)

// isForeign reports whether a node is front matter. "Note: the desk is busy" between two rules is none, although YAML takes
// it for a mapping: no program has such keys.
func isForeign(n *node) bool {
	some := false
	for _, p := range n.pairs {
		if p.key.kind != scalarNode || !foreignKey.MatchString(p.key.text) {
			return false
		}
		some = some || isForeignKey(p.key.text)
	}
	return n.kind == mappingNode && some
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

// opensKeys reports whether the first line with words from start on begins with a key.
func (r *reader) opensKeys(start int) bool {
	text := r.file.Text
	for i := start; i < len(text); i += len(lineAt(text, i)) {
		line := lineAt(text, i)
		if words := bytes.TrimSpace(line); len(words) > 0 && words[0] != '#' {
			found := foreignLine.FindSubmatch(line)
			return found != nil && isForeignKey(string(found[1]))
		}
	}
	return false
}

// lateMatter looks for front matter behind empty lines, or behind an indented fence, where only some programs look. It
// reports what it finds, and whether that is all that need be said.
func (l *loader) lateMatter(r *reader, e *entry, m matter) bool {
	text := r.file.Text
	begin := m.open + leadingBlanks(text[m.open:])
	first := lineAt(text, begin)
	if string(bytes.TrimSpace(first)) != "---" || !r.opensKeys(begin+len(first)) {
		return false
	}
	late := matter{open: begin, start: begin + len(first), end: -1}
	for i := late.start; i < len(text) && late.end < 0; i += len(lineAt(text, i)) {
		if string(bytes.TrimSpace(lineAt(text, i))) == "---" {
			late.end = i
		}
	}
	if late.end < 0 {
		return false
	}
	if n, _ := r.aside().parse(r.aside().clean(late.start, late.end), late.start); n == nil || !isForeign(n) {
		return false
	} else if l.misplaced(r, e, n) {
		return true
	}
	r.report("syntax", r.file.Span(begin, begin+3), "begin the file with the dashes: no empty line before them, no blank in the line",
		"the front matter does not begin on the first line, at its first column")
	r.soften()
	return true
}

// pageKeys takes a title and old addresses from the front matter of an ordinary page.
func (r *reader) pageKeys(p *playbook.Page, n *node) {
	for _, pair := range n.pairs {
		switch {
		case pair.key.text == "title" && pair.value.kind == scalarNode && p.Title == "":
			p.Title = strings.TrimSpace(pair.value.text)
			if strings.ContainsFunc(p.Title, turns) {
				r.report("syntax", r.span(pair.value), "delete it: text in either direction is shown correctly without it",
					"the title holds a character that shows text in another order than it is read")
			}
		case pair.key.text == "aliases":
			p.Aliases = append(p.Aliases, r.pageAliases(pair.value)...)
		}
	}
}

// pageAliases reads old addresses of an ordinary page. Other programs keep other names there: what is no address is a
// warning.
func (r *reader) pageAliases(n *node) (list []playbook.Text) {
	items := n.items
	if n.kind == scalarNode && !n.empty() {
		items = []*node{n}
	}
	for _, item := range items {
		alias := playbook.Text{Value: strings.TrimSpace(item.text), Span: r.span(item)}
		switch {
		case item.broken:
		case item.kind != scalarNode, len(playbook.AliasFiles(alias.Value)) == 0:
			r.report("wrong_type", r.span(item), "write the path below the site's address, such as /runbooks/checkout-5xx/, or take it out",
				"%s is not an address below this site: no old address leads here", quote(r.source(item)))
			r.mild()
		default:
			list = append(list, alias)
		}
	}
	return list
}

// mild makes a warning of the mistake that was reported last.
func (r *reader) mild() {
	if !r.full() {
		r.found[len(r.found)-1].Severity = diagnostic.Warning
	}
}

// properPlace returns the path at which a playbook belongs that stands elsewhere.
func properPlace(e *entry) string {
	id := withoutEnding(below(e.path))
	if at := strings.LastIndex(id, "/playbooks/"); at >= 0 {
		id = id[at+1:] // the folder that was meant stands too deep
	}
	if folder, rest, inside := strings.Cut(id, "/"); inside && (strings.EqualFold(folder, "playbooks") || folder == "recognition") {
		id = rest
	}
	return root + "/playbooks/" + betterID(id) + ".md"
}

// misplaced reports a page that says who may act, and whether it is one. Such keys may stand below one key, or in a list,
// too: no program but this one reads them.
func (l *loader) misplaced(r *reader, e *entry, n *node) bool {
	below := slices.Clone(n.items)
	for _, p := range n.pairs {
		below = append(below, p.value)
	}
	for _, m := range append([]*node{n}, below...) {
		if at, words := l.ofPlaybook(m); at != nil {
			l.reportMisplaced(r, e, r.span(at), words)
			return true
		}
	}
	return false
}

func (l *loader) reportMisplaced(r *reader, e *entry, at source.Span, words string) {
	r.report("misplaced_playbook", at, "move it to "+properPlace(e)+"; if it is no playbook, take these keys out",
		"this page has %s, as a playbook has, but stands outside %s, where it grants nothing and nobody checks it", words, root+"/playbooks")
}

// ofPlaybook returns the key that makes a mapping that of a playbook, nil when none does, and says which keys do: two
// of those that say who may do what, or one that is written as only a playbook does.
func (l *loader) ofPlaybook(n *node) (at *node, said string) {
	var names []string
	for _, p := range n.pairs {
		key := strings.ToLower(p.key.text)
		if known := []string{"roles", "triggers", "actions", "escalation"}; !slices.Contains(known, key) {
			if key = words.Nearest(key, known); key != "" && l.shaped(key, p.value, n) {
				return p.key, "a key " + quote(p.key.text) + " (" + key + ")"
			}
			continue
		}
		names = append(names, quote(p.key.text))
		if at == nil {
			at = p.key
		}
		if len(names) == 1 && l.shaped(key, p.value, n) {
			said = "a key " + names[0]
		}
	}
	switch {
	case len(names) > 1:
		return at, fmt.Sprintf("the keys %s", joined(names, "and"))
	case said != "":
		return at, said
	}
	return nil, ""
}

// shaped reports whether the value of a key is written as in a playbook.
func (l *loader) shaped(key string, value, page *node) bool {
	switch key {
	case "triggers":
		return value.kind == scalarNode && value.text == "always" || value.kind == mappingNode && len(value.pairs) > 0 &&
			!slices.ContainsFunc(value.pairs, func(p pair) bool { return p.value.kind != scalarNode || !proper(p.key.text) })
	case "actions":
		return slices.ContainsFunc(value.pairs, func(p pair) bool {
			return p.value.hasOne("roles", "allow", "unless", "limits", "tell", "reversible", "stopgap")
		})
	case "escalation":
		return slices.ContainsFunc(value.items, func(item *node) bool { return item.hasOne("to", "within", "otherwise") })
	case "roles":
		return slices.ContainsFunc(page.pairs, func(p pair) bool { return p.key.text == "workload" && l.frame.workloads.has[p.value.text] })
	}
	return false
}

// hasOne reports whether a mapping has one of some keys.
func (n *node) hasOne(keys ...string) bool {
	return slices.ContainsFunc(n.pairs, func(p pair) bool { return slices.Contains(keys, p.key.text) })
}
