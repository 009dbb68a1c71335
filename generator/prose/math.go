package prose

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// math keeps what stands between $$ and $$ out of the hands of the other parsers, to which its underscores and
// backslashes are signs of their own. A single dollar sign is money, or of a shell.
type math struct{}

// mostMathLines is how many lines a formula may have.
const mostMathLines = 100

// Trigger implements [parser.InlineParser].
func (math) Trigger() []byte { return []byte{'$'} }

// Parse implements [parser.InlineParser].
func (math) Parse(_ ast.Node, block text.Reader, pc parser.Context) ast.Node {
	line, segment := block.PeekLine()
	s := pc.(*state)
	if !bytes.HasPrefix(line, []byte("$$")) || segment.Padding > 0 || s.lastMath <= segment.Start {
		return nil
	}
	if inside := segment.Start > 0 && s.source[segment.Start-1] != '\n'; inside && len(line) > 2 && line[2] == ' ' {
		return nil // the number of a process, in words about a shell
	}
	number, position := block.Position()
	words := []byte("$$")
	block.Advance(2)
	for range mostMathLines {
		line, at := block.PeekLine()
		if line == nil {
			break
		}
		if end := bytes.Index(line, []byte("$$")); end >= 0 {
			if len(words) == 2 && end == 0 {
				break // $$$$ says nothing
			}
			block.Advance(end + 2)
			words = append(append(words, line[:end]...), "$$"...)
			s.noteForeign(segment.Start, at.Start+end+2, quoted(words)+" is a formula, which is not set here: it is shown as written", "say it in words, or in `backquotes`")
			return ast.NewString(words)
		}
		words = append(words, line...)
		block.AdvanceLine()
	}
	block.SetPosition(number, position)
	return nil
}

// diagram notes, once a page, a block of code that a repository would draw.
func (w *writer) diagram(language string, n *ast.FencedCodeBlock) {
	if name, ok := strings.CutPrefix(language, "{"); ok && n.Info != nil && isAside(strings.TrimSuffix(name, "}")) {
		segment := n.Info.Segment
		w.state.noteForeign(segment.Start, segment.Stop, quoted([]byte(language))+" is a note of another generator: its text is shown as code", "write a quote that begins with > [!NOTE] or > [!WARNING]")
	}
	switch language {
	case "mermaid", "plantuml", "puml", "geojson", "topojson", "math":
	default:
		return
	}
	if w.drawn || n.Info == nil {
		return
	}
	w.drawn = true
	segment := n.Info.Segment
	w.state.noteForeign(segment.Start, segment.Stop, "`"+language+"` is not drawn here: its source is shown as code", "put a picture beside it, as PNG, WebP or SVG, or say it in words")
}
