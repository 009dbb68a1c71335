package load

import (
	"strings"

	"remit/generator/prose"
	"remit/generator/words"
)

// maxDialect is how many findings of one kind about the text of one file are reported one by one.
const maxDialect = 50

// dialect reports what the text of a file has that is not shown as its author may expect.
func (r *reader) dialect(d *prose.Document) {
	r.rawHTML(d)
	r.foreignSyntax(d)
	r.farPictures(d)
}

func (r *reader) rawHTML(d *prose.Document) {
	shown := make([]prose.Range, 0, len(d.RawHTML))
	for _, raw := range d.RawHTML {
		if !strings.HasPrefix(raw.Text, "</") && !placeholder(raw.Text) {
			shown = append(shown, raw) // not a tag that ends one that was shown, and not meant to be read as it is
		}
	}
	for i, raw := range shown {
		at := r.File.Span(raw.Offset, raw.End)
		if i == maxDialect {
			r.Warn("raw_html", at, "", "here begin %d more pieces of HTML that are shown as text", len(shown)-i)
			return
		}
		r.Warn("raw_html", at, "write Markdown instead; to show the characters as they are, put them in `backquotes`", "%s is HTML, and is shown as text", words.Quote(raw.Text))
	}
}

func (r *reader) foreignSyntax(d *prose.Document) {
	for i, s := range d.ForeignSyntax {
		at := r.File.Span(s.Offset, s.End)
		if i == maxDialect {
			r.Warn("stranger_syntax", at, "", "here begin %d more pieces of the syntax of another generator", len(d.ForeignSyntax)-i)
			return
		}
		r.Warn("stranger_syntax", at, s.Help, "%s", s.What)
	}
}

func (r *reader) farPictures(d *prose.Document) {
	count := 0
	for _, link := range d.Links {
		if !link.Far() {
			continue
		}
		at := r.File.Span(link.Offset, link.End)
		if count++; count > maxDialect {
			r.Warn("far_picture", at, "", "from here on, more pictures of other hosts are shown as links")
			return
		}
		r.Warn("far_picture", at, "save the picture below content/ and show it from there, or write it as a link: [words](address)",
			"%s is a picture on another host, which no page loads: it is shown as a link", words.Quote(link.Destination))
	}
}
