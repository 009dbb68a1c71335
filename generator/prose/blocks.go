package prose

import (
	"bytes"
	"strconv"
	"strings"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
)

// footnotes writes all footnotes. One may mention another, so the queue grows meanwhile.
func (w *writer) footnotes() {
	if len(w.state.notes) == 0 {
		return
	}
	w.write(`<section class="footnotes" aria-label="Footnotes">` + "\n<ol>\n")
	for i := 0; i < len(w.queue) || len(w.unseen) > 0; {
		if i < len(w.queue) {
			w.footnote(w.queue[i])
			i++
			continue
		}
		if w.unseen[0].number < 0 {
			w.enqueue(w.unseen[0])
		}
		w.unseen = w.unseen[1:]
	}
	w.write("</ol>\n</section>\n")
}

func (w *writer) footnote(note *noted) {
	w.current = note
	w.hole(noteItem, note.number)
	w.write("\n")
	w.blocks(note.Footnote)
	if last := note.LastChild(); last != nil && !ast.IsParagraph(last) {
		w.back()
		w.write("\n")
	}
	w.write("</li>\n")
	w.current = nil
}

func (w *writer) blocks(parent ast.Node) {
	for c := parent.FirstChild(); c != nil; c = c.NextSibling() {
		w.oneBlock(c)
	}
}

func (w *writer) oneBlock(c ast.Node) {
	switch n := c.(type) {
	case *ast.Paragraph:
		w.paragraph(n)
	case *ast.TextBlock:
		w.inlines(n)
		if n.NextSibling() != nil {
			w.write("\n")
		}
	case *ast.Heading:
		w.heading(n)
	case *ast.List:
		w.list(n)
	case *ast.Blockquote:
		w.quote(n)
	case *ast.FencedCodeBlock:
		w.fenced(n)
	case *ast.CodeBlock:
		w.code("", n)
	case *ast.HTMLBlock:
		w.htmlBlock(n)
	case *ast.ThematicBreak:
		w.write("<hr>\n")
	case *east.Table:
		w.table(n)
	case *aside:
		w.aside(n)
	case *ast.LinkReferenceDefinition: // seen where it is used
		w.definition(n)
	case *east.FootnoteList: // footnotes follow at the end
	default:
		w.blocks(n)
	}
}

func (w *writer) paragraph(n *ast.Paragraph) {
	w.paragraphForeign(n)
	if words := bytes.TrimSpace(n.Lines().Value(w.source.text)); isContents(words) {
		w.write("<p>")
		w.body = appendEscaped(w.body, words)
		w.write("</p>\n")
		return
	}
	begin, holes := len(w.body), len(w.holes)
	w.write("<p>")
	w.inlines(n)
	if len(bytes.TrimSpace(w.body[begin+len("<p>"):])) == 0 && w.onlyNames(holes) {
		w.body = w.body[:begin]
		for i := range w.holes[holes:] {
			w.holes[holes+i].at = begin
		}
		return
	}
	if w.current != nil && n.Parent() == ast.Node(w.current.Footnote) && n.NextSibling() == nil {
		w.back()
	}
	w.write("</p>\n")
}

// onlyNames reports whether nothing has been written since but names, which need no paragraph.
func (w *writer) onlyNames(since int) bool {
	for _, h := range w.holes[since:] {
		if h.kind != anchorHere {
			return false
		}
	}
	return len(w.holes) > since
}

func (w *writer) list(n *ast.List) {
	tag := "ul"
	if n.IsOrdered() {
		tag = "ol"
	}
	w.write("<" + tag)
	if n.IsOrdered() && n.Start != 1 {
		w.write(` start="` + strconv.Itoa(n.Start) + `"`)
	}
	w.write(">\n")
	for item := n.FirstChild(); item != nil; item = item.NextSibling() {
		w.item(item)
	}
	w.write("</" + tag + ">\n")
}

func (w *writer) item(n ast.Node) {
	first := n.FirstChild()
	switch {
	case first != nil && isTask(first):
		w.write(`<li class="task">`)
	default:
		w.write("<li>")
	}
	if _, inline := first.(*ast.TextBlock); !inline && first != nil {
		w.write("\n")
	}
	w.blocks(n)
	w.write("</li>\n")
}

// quote writes a quotation or an alert. An alert says its word; colour can only repeat it.
func (w *writer) quote(n *ast.Blockquote) {
	word, ok := n.AttributeString(alertWord)
	if !ok {
		w.write("<blockquote>\n")
		w.blocks(n)
		w.write("</blockquote>\n")
		return
	}
	name := word.(string)
	w.write(`<div class="alert ` + strings.ToLower(name) + `" role="note">` + "\n" + `<p class="word">` + name + "</p>\n")
	w.blocks(n)
	w.write("</div>\n")
}

// aside writes a note of another generator. Without a word it has no box.
func (w *writer) aside(n *aside) {
	if n.word == "" {
		if n.title != "" {
			w.write("<p><strong>")
			w.escape(n.title)
			w.write("</strong></p>\n")
		}
		w.blocks(n)
		return
	}
	like := likeness(strings.ToLower(n.word))
	if like == "" {
		like = "note"
	}
	w.write(`<div class="alert ` + like + `" role="note">` + "\n" + `<p class="word">`)
	w.escape(n.word)
	if n.title != "" {
		w.escape(": " + n.title)
	}
	w.write("</p>\n")
	w.blocks(n)
	w.write("</div>\n")
}

func (w *writer) heading(n *ast.Heading) {
	words := w.plain(n)
	if words == "" { // a picture that nothing stands for names nothing
		if n.HasChildren() {
			w.write("<p>")
			w.inlines(n)
			w.write("</p>\n")
		}
		return
	}
	w.section++
	anchor := w.state.ids[n]
	if anchor == "" {
		anchor = anchorOf(w.named(n))
	}
	w.Headings = append(w.Headings, Heading{
		Level: n.Level, Text: words, Anchor: w.anchors.take(anchor), Offset: w.offset(max(n.Pos(), 0)),
	})
	w.hole(headingOpen, w.section-1)
	w.inlines(n)
	w.hole(headingClose, w.section-1)
	w.write("\n")
}

func isTask(block ast.Node) bool {
	_, ok := block.FirstChild().(*east.TaskCheckBox)
	return ok
}
