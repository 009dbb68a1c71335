package prose

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"
)

// fenced writes a block of code with its language as a class. Whatever else its author wrote behind the fence stands
// above it, since it may be the name of a file.
func (w *writer) fenced(n *ast.FencedCodeBlock) {
	if n.Info == nil {
		w.code("", n)
		return
	}
	info := string(meant(n.Info.Segment.Value(w.source.text)))
	language, rest, _ := strings.Cut(info, " ")
	w.diagram(language, n)
	if className(language) != language {
		language, rest = "", info // nothing that a class can say
	}
	if rest = strings.TrimSpace(rest); rest != "" {
		w.write(`<p class="info">`)
		w.escape(rest)
		w.write("</p>\n")
	}
	w.code(language, n)
}

// code writes a block of code that can be scrolled from the keyboard.
func (w *writer) code(language string, n ast.Node) {
	w.write(`<pre tabindex="0"><code`)
	if language != "" {
		w.write(` class="language-` + language + `"`)
	}
	w.write(">")
	lines := n.Lines()
	for i := range lines.Len() {
		segment := lines.At(i)
		w.body = appendEscaped(w.body, segment.Value(w.source.text))
	}
	if last := len(w.body) - 1; lines.Len() > 0 && w.body[last] != '\n' {
		w.write("\n")
	}
	w.write("</code></pre>\n")
}

// longestLanguage is the length of the longest name of a language that becomes a class.
const longestLanguage = 32

// className keeps the letters of a language's name that do no harm in a class.
func className(language string) string {
	var b strings.Builder
	for _, c := range []byte(language) {
		if letterOrDigit(c) || bytes.IndexByte([]byte("+#_.-"), c) >= 0 {
			b.WriteByte(c)
		}
		if b.Len() == longestLanguage {
			break
		}
	}
	return b.String()
}
