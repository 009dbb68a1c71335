package page

import (
	"html/template"
	"strings"
)

// unrolled lays out the questions of a role, one inside the other. It is the one piece of a page that no template lays
// out: it stands up to two hundred times on it, and took the template engine as long as all the rest. The walk is sealed,
// so that no site misses a template here. Every text is escaped.
func unrolled(s *step) template.HTML {
	var b strings.Builder
	s.write(&b)
	return template.HTML(b.String())
}

func (s *step) write(b *strings.Builder) {
	if s.End != nil {
		s.End.write(b)
		return
	}
	put(b, `<p class="ask">`, s.Fact.Ask, "</p>\n")
	s.Fact.Look.write(b)
	b.WriteByte('\n')
	for _, c := range s.Choices {
		put(b, "<details><summary>", c.Label, "</summary><div>\n")
		c.Then.write(b)
		b.WriteString("</div></details>\n")
	}
	put(b, `<p class="so"><span><b>If you cannot tell:</b> `, s.Safe, "</span></p>\n")
}

func (e *ending) write(b *strings.Builder) {
	put(b, `<p class="end"><svg class="icon" aria-hidden="true"><use href="#i-`, e.Icon, `"/></svg>`)
	put(b, `<a href="#`, e.Href, `">`)
	put(b, "", e.Title, "</a> ")
	put(b, "", e.Brief, "</p>")
}

func (l look) write(b *strings.Builder) {
	switch {
	case l.Href != "": // an address that webURL has passed
		put(b, `<p class="look">Look: <a href="`, l.Href, `">`)
		put(b, "", l.Text, "</a></p>")
	case l.Text != "":
		put(b, `<p class="look">Look: `, l.Text, "</p>")
	}
}

// put writes a text, escaped, between two pieces of markup.
func put(b *strings.Builder, before, text, after string) {
	b.WriteString(before)
	b.WriteString(template.HTMLEscapeString(text))
	b.WriteString(after)
}
