package prose

import (
	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
)

// deepestEmphasis is how many elements of emphasis may stand in each other. Words further in have no more of it.
const deepestEmphasis = 20

func (w *writer) inlines(parent ast.Node) {
	for c := parent.FirstChild(); c != nil; c = c.NextSibling() {
		w.inline(c)
	}
}

func (w *writer) inline(c ast.Node) {
	switch n := c.(type) {
	case *ast.Text:
		w.text(n)
	case *ast.String:
		w.body = appendEscaped(w.body, n.Value)
	case *ast.CodeSpan:
		w.write("<code>")
		w.escape(w.codeSpan(n))
		w.write("</code>")
	case *ast.Emphasis:
		w.emphasis(n, [...]string{"em", "strong"}[min(n.Level, 2)-1])
	case *east.Strikethrough:
		w.emphasis(n, "del")
	case *ast.Link:
		w.link(n, n.Destination, n.Title, false)
	case *ast.Image:
		w.link(n, n.Destination, n.Title, true)
	case *ast.AutoLink:
		w.autoLink(n)
	case *ast.RawHTML:
		w.rawHTML(n)
	case *anchorMark:
		w.anchor(n.name, n.at)
	case *east.TaskCheckBox:
		w.checkBox(n)
	case *east.FootnoteLink:
		w.noteMark(n)
	default:
		w.inlines(n)
	}
}

func (w *writer) text(n *ast.Text) {
	w.body = appendEscaped(w.body, meant(n.Segment.Value(w.source.text)))
	switch {
	case n.HardLineBreak():
		w.write("<br>\n")
	case n.SoftLineBreak():
		w.write("\n")
	}
}

func (w *writer) emphasis(n ast.Node, tag string) {
	w.depth++
	shown := w.depth <= deepestEmphasis
	if shown {
		w.write("<" + tag + ">")
	} else {
		w.state.exceed(max(n.Pos(), 0), "emphasis stands more than 20 deep inside itself", "take the inner marks out")
	}
	w.inlines(n)
	if shown {
		w.write("</" + tag + ">")
	}
	w.depth--
}

// link writes a link or an image. There are no links in links, and none in the words that stand for an image.
func (w *writer) link(n ast.Node, destination, title []byte, image bool) {
	if !image && w.inLink {
		w.inlines(n)
		return
	}
	number := w.addLink(n, titled{
		Link:  Link{Destination: string(meant(destination)), Text: w.plain(n), Image: image},
		title: string(meant(title)),
	})
	if image {
		w.hole(imageHere, number)
		return
	}
	w.hole(linkOpen, number)
	w.inLink = true
	w.inlines(n)
	w.inLink = false
	w.hole(linkClose, number)
}

func (w *writer) autoLink(n *ast.AutoLink) {
	words := string(n.Label(w.source.text))
	if w.inLink {
		w.escape(words)
		return
	}
	destination := string(n.URL(w.source.text))
	if n.AutoLinkType == ast.AutoLinkEmail {
		destination = "mailto:" + words
	}
	number := w.addLink(n, titled{Link: Link{Destination: destination, Text: words}})
	w.hole(linkOpen, number)
	w.escape(words)
	w.hole(linkClose, number)
}

// addLink puts a link where the body can refer to it, and returns its number.
func (w *writer) addLink(n ast.Node, l titled) int {
	p := w.state.places[n]
	l.Offset, l.End = w.offset(p.start), w.offset(p.end)
	w.links = append(w.links, l)
	w.Links = append(w.Links, l.Link)
	return len(w.links) - 1
}

// rawHTML shows a tag as text, leaves a comment out, and breaks the line at <br>.
func (w *writer) rawHTML(n *ast.RawHTML) {
	words := n.Segments.Value(w.source.text)
	switch {
	case commentLength(words) == len(words):
	case isBreak(words):
		w.write("<br>\n")
	default:
		w.raw(n.Segments.At(0).Start, n.Segments.At(n.Segments.Len()-1).Stop)
		w.body = appendEscaped(w.body, words)
	}
}

func (w *writer) checkBox(n *east.TaskCheckBox) {
	if n.IsChecked {
		w.write(`<input type="checkbox" checked disabled aria-label="Done"> `)
	} else {
		w.write(`<input type="checkbox" disabled aria-label="To do"> `)
	}
}
