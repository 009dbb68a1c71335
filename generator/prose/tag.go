package prose

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// Raw HTML is never written, but it is parsed: so that comments can be left out, <br> can break a line, a finding can
// point at the rest, and no Markdown is seen inside of an attribute.

const (
	longestTag   = 1024 // bytes; a longer tag is text all the same, only unnoticed
	mostTagLines = 16
)

// tags finds tags in paragraphs. It replaces the patterns of goldmark, which read on without bound, and leaves comments,
// declarations and instructions to it.
type tags struct{ parser.InlineParser }

// Parse implements [parser.InlineParser].
func (t tags) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	line, segment := block.PeekLine()
	if len(line) < 3 {
		return nil
	}
	if line[1] == '!' || line[1] == '?' {
		node := t.InlineParser.Parse(parent, block, pc)
		if node == nil && bytes.HasPrefix(line, []byte("<!--")) {
			s := pc.(*state)
			s.unclosed = append(s.unclosed, place{segment.Start, segment.Start + len("<!--")})
		}
		return node
	}
	size := tagHere(block)
	if size == 0 {
		return nil
	}
	return pc.(*state).named(parent, taken(block, size))
}

// named returns the node to show for a tag, and puts those of its names before it.
func (s *state) named(parent ast.Node, node *ast.RawHTML) ast.Node {
	marks, hidden := s.tag(parent, node.Segments.Value(s.source), node.Segments.At(0).Start)
	for i, mark := range marks {
		mark.SetPos(mark.at)
		if hidden && i == len(marks)-1 {
			return mark
		}
		parent.AppendChild(parent, mark)
	}
	return node
}

// tagHere returns the length of the tag at the reader's place, also over several lines, or 0. It does not move.
func tagHere(block text.Reader) int {
	number, position := block.Position()
	defer block.SetPosition(number, position)
	words, _ := block.PeekLine()
	size := tagLength(words)
	for n := 1; size < 0 && n < mostTagLines && len(words) < longestTag; n++ {
		block.AdvanceLine()
		next, _ := block.PeekLine()
		if next == nil {
			return 0
		}
		words = append(bytes.Clone(words), next...)
		size = tagLength(words)
	}
	return max(size, 0)
}

// taken returns a node of raw HTML of the given length, and moves the reader behind it.
func taken(block text.Reader, size int) *ast.RawHTML {
	node := ast.NewRawHTML()
	for size > 0 {
		line, segment := block.PeekLine()
		n := min(size, len(line))
		node.Segments.Append(segment.WithStop(min(segment.Stop, segment.Start+n-segment.Padding)))
		if size -= n; size > 0 {
			block.AdvanceLine()
		} else {
			block.Advance(n)
		}
	}
	return node
}

// htmlBlocks finds blocks of HTML, but for some that begin a paragraph instead: a tag alone on its line that HTML does
// not know as a block (it is mostly a placeholder, and the Markdown around it is meant as such); a comment with words
// behind it on its line; and a comment that never ends (it would hide the rest of the file).
type htmlBlocks struct{ parser.BlockParser }

// Open implements [parser.BlockParser].
func (h htmlBlocks) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, position := reader.Position()
	node, what := h.BlockParser.Open(parent, reader, pc)
	block, ok := node.(*ast.HTMLBlock)
	if !ok {
		return nil, what
	}
	first := block.Lines().At(0)
	words := bytes.TrimSpace(first.Value(reader.Source()))
	inline := block.HTMLBlockType == ast.HTMLBlockType7
	if block.HTMLBlockType == ast.HTMLBlockType2 {
		size := commentLength(words)
		inline = size > 0 && size < len(words) || pc.(*state).lastClose < first.Start
	}
	if inline {
		reader.SetPosition(line, position)
		return nil, parser.NoChildren
	}
	return node, what
}

// templates takes what other generators would run, {{ }}, {% %} and <% %>, out of the hands of the other parsers, so
// that it is shown letter by letter.
type templates struct{}

const longestTemplate = 1024

// Trigger implements [parser.InlineParser].
func (templates) Trigger() []byte { return []byte{'{', '<'} }

// Parse implements [parser.InlineParser].
func (templates) Parse(_ ast.Node, block text.Reader, pc parser.Context) ast.Node {
	line, segment := block.PeekLine()
	if len(line) < 4 || segment.Padding > 0 {
		return nil
	}
	pc.(*state).shortcode(line, segment.Start)
	var end string
	switch string(line[:2]) {
	case "{{":
		end = "}}"
	case "{%":
		end = "%}"
	case "<%":
		end = "%>"
	default:
		return nil
	}
	line = line[:min(len(line), longestTemplate)]
	size := bytes.Index(line[2:], []byte(end))
	if size < 0 {
		return nil
	}
	size += 2 + len(end)
	words := ast.NewString(pc.(*state).source[segment.Start : segment.Start+size])
	block.Advance(size)
	return words
}
