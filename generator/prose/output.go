package prose

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
)

// output is the document that is being written, and the words of its source.
type output struct {
	*Document
	*source
	inCell bool // the words stand in a table
}

func (w *output) write(html string) { w.body = append(w.body, html...) }

func (w *output) escape(words string) { w.body = appendEscaped(w.body, words) }

func (w *output) hole(kind holeKind, n int) {
	w.holes = append(w.holes, hole{at: len(w.body), kind: kind, n: n})
}

func (w *output) raw(start, end int) {
	w.RawHTML = append(w.RawHTML, Range{Offset: w.offset(start), End: w.offset(end), Text: string(w.source.text[start:end])})
}

// plain returns the words below a node on one line, as the page shows them.
func (w *output) plain(n ast.Node) string {
	words := strings.Join(strings.Fields(string(w.appendWords(nil, n, true))), " ")
	return strings.ToValidUTF8(strings.ReplaceAll(words, "\x00", replacement), replacement)
}

// named returns the words of a heading that its anchor is made of: without tags and images, which a repository shows as
// such, and with line ends that no anchor keeps.
func (w *output) named(n ast.Node) string { return string(w.appendWords(nil, n, false)) }

func (w *output) appendWords(dst []byte, parent ast.Node, all bool) []byte {
	for c := parent.FirstChild(); c != nil; c = c.NextSibling() {
		switch n := c.(type) {
		case *ast.Text:
			dst = append(dst, meant(n.Segment.Value(w.source.text))...)
			if n.HardLineBreak() || n.SoftLineBreak() {
				dst = append(dst, '\n')
			}
		case *ast.String:
			dst = append(dst, n.Value...)
		case *ast.CodeSpan:
			dst = append(dst, w.codeSpan(n)...)
		case *ast.AutoLink:
			dst = append(dst, n.Label(w.source.text)...)
		case *ast.RawHTML:
			if words := n.Segments.Value(w.source.text); all && isBreak(words) {
				dst = append(dst, '\n')
			} else if all && !bytes.HasPrefix(words, []byte("<!--")) {
				dst = append(dst, words...)
			}
		case *ast.Image:
			if all {
				dst = w.appendWords(dst, n, all)
			}
		case *east.TableCell:
			dst = append(w.appendWords(dst, n, all), ' ')
		default:
			dst = w.appendWords(dst, n, all)
		}
	}
	return dst
}

// codeSpan returns the words of a code span on one line. In a table a guarded bar is a bar, in code too.
func (w *output) codeSpan(n ast.Node) string {
	var words []byte
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if t, ok := c.(*ast.Text); ok {
			words = append(words, t.Segment.Value(w.source.text)...)
		}
	}
	if bytes.IndexByte(words, '\n') >= 0 {
		words = bytes.ReplaceAll(words, []byte("\n"), []byte(" "))
	}
	if w.inCell {
		words = bytes.ReplaceAll(words, []byte(`\|`), []byte("|"))
	}
	return string(words)
}
