package prose

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
)

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
