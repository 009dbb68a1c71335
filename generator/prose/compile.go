package prose

import (
	"bytes"
	"slices"
	"strconv"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
)

// writer compiles a syntax tree into a document.
type writer struct {
	*Document
	*source
	state *state

	anchors anchors
	section int // how many headings were passed
	depth   int // of emphasis around the words
	inLink  bool
	inCell  bool
	tables  map[string]int // how often each name of a table was given
	noteOf  map[int]*noted // by the parser's number
	defined map[string]bool
	drawn   bool     // a diagram was noted
	queue   []*noted // in the order of ours
	unseen  []*noted // all in the order of the file, less those that were looked at in the end
	current *noted   // the footnote being written
}

func compile(source *source) (d *Document) {
	if len(source.text) > Largest {
		return asItIs(source, "the text is longer than 1 MB")
	}
	// The parser is not ours, and no file may stop a whole site: whatever makes it panic is shown as plain text.
	defer func() {
		if fault := recover(); fault != nil {
			d = asItIs(source, "the text is not to be read as Markdown")
			d.fault = fault
		}
	}()
	tree, s := parse(source.text)
	w := &writer{Document: &Document{}, source: source, state: s}
	w.body = make([]byte, 0, len(source.text)+len(source.text)/4+64)
	w.gatherNotes()
	w.blocks(tree)
	w.footnotes()
	w.body = slices.Clip(w.body)
	for _, p := range s.unclosed {
		w.raw(p.start, p.end)
	}
	slices.SortStableFunc(w.Links, func(a, b Link) int { return a.Offset - b.Offset })
	slices.SortStableFunc(w.RawHTML, func(a, b Range) int { return a.Offset - b.Offset })
	w.settleNames()
	w.strangers()
	for _, e := range s.excesses {
		w.Excesses = append(w.Excesses, Excess{w.offset(e.Offset), e.What, e.Help})
	}
	return w.Document
}

// asItIs returns a document that shows its source letter by letter.
func asItIs(source *source, what string) *Document {
	body := appendEscaped([]byte(`<pre class="raw" tabindex="0">`), source.text)
	return &Document{body: append(body, "</pre>\n"...), Excesses: []Excess{{source.start, what, "split it into several pages"}}}
}

func (w *writer) write(html string)   { w.body = append(w.body, html...) }
func (w *writer) escape(words string) { w.body = appendEscaped(w.body, words) }

func (w *writer) hole(kind holeKind, n int) {
	w.holes = append(w.holes, hole{at: len(w.body), kind: kind, n: n})
}

func (w *writer) raw(start, end int) {
	w.RawHTML = append(w.RawHTML, Range{Offset: w.offset(start), End: w.offset(end), Text: string(w.source.text[start:end])})
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
	w.paragraphStranger(n)
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

func isTask(block ast.Node) bool {
	_, ok := block.FirstChild().(*east.TaskCheckBox)
	return ok
}

// htmlBlock writes a block of HTML as the text it is, without its comments.
func (w *writer) htmlBlock(n *ast.HTMLBlock) {
	lines := n.Lines()
	if lines.Len() == 0 {
		return
	}
	var words []byte
	for i := range lines.Len() {
		segment := lines.At(i)
		words = append(words, segment.Value(w.source.text)...)
	}
	start, end := lines.At(0).Start, lines.At(lines.Len()-1).Stop
	if n.HasClosure() {
		words = append(words, n.ClosureLine.Value(w.source.text)...)
		end = n.ClosureLine.Stop
	}
	words = bytes.TrimSpace(withoutComments(words))
	if len(words) == 0 {
		return
	}
	if bytes.ContainsAny(words, "<") && !isBreak(words) {
		w.raw(skipSpace(w.source.text, start), start+len(bytes.TrimRight(w.source.text[start:end], " \t\n")))
	}
	if n.HTMLBlockType == ast.HTMLBlockType1 {
		w.write(`<pre class="raw" tabindex="0">`)
		w.body = appendEscaped(w.body, words)
		w.write("</pre>\n")
		return
	}
	w.write(`<p class="raw">`)
	for i, line := range bytes.Split(words, []byte("\n")) {
		if i > 0 {
			w.write("<br>\n")
		}
		w.rawLine(bytes.TrimSpace(line), start)
	}
	w.write("</p>\n")
}

// rawLine writes a line of raw HTML, in which only <br> and names keep their meaning.
func (w *writer) rawLine(line []byte, at int) {
	for {
		begin := bytes.IndexByte(line, '<')
		if begin < 0 {
			break
		}
		size := max(tagLength(line[begin:]), 0)
		if !isBreak(line[begin : begin+size]) {
			w.rawNames(line[begin:begin+size], at)
			w.body = appendEscaped(w.body, line[:begin+max(size, 1)])
			line = line[begin+max(size, 1):]
			continue
		}
		w.body = appendEscaped(w.body, line[:begin])
		w.write("<br>")
		line = line[begin+size:]
	}
	w.body = appendEscaped(w.body, line)
}

// rawNames writes the names that a tag in a block of HTML gives.
func (w *writer) rawNames(tag []byte, at int) {
	if len(tag) < 3 {
		return
	}
	for _, name := range readTag(tag).names {
		w.anchor(name, at)
	}
}
