package prose

// Guards around goldmark's parsers. Markdown has inputs that cost the square of their length (brackets that never close,
// delimiters that never match) or the memory of the machine (containers in containers, blank lines in deep lists, tables
// of empty cells). Every guard does the same: it refuses the construct, so that its characters stay as text, and says so
// in state.excesses. None of them is met by what a person writes.

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

const (
	deepest         = 100  // containers in containers; a list counts two, itself and its item
	longestRun      = 16   // of one delimiter, as in ****bold****
	longestGap      = 1000 // blank lines inside a list or a footnote
	mostDefinitions = 1000 // lines of link definitions without a blank line between
)

// effortOf returns how many steps the inline parsers may spend on a source beyond one each byte. The constant is enough
// for five thousand links on the lines of one paragraph, or for thirty thousand words in brackets that are no links, in
// paragraphs of a thousand bytes. It takes a quarter of a second to use up.
func effortOf(source []byte) int { return 1<<25 + 64*len(source) }

// container guards a parser of blocks that hold blocks. needs is how many it opens at once.
type container struct {
	parser.BlockParser
	needs int
}

// Open implements [parser.BlockParser].
func (c container) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, position := reader.Position()
	node, what := c.BlockParser.Open(parent, reader, pc)
	if node == nil {
		return nil, what
	}
	s := pc.(*state)
	tooDeep := len(pc.OpenedBlocks())+c.needs > deepest
	note, isNote := node.(*east.Footnote)
	if tooDeep || isNote && losesWords(parent, position) {
		reader.SetPosition(line, position)
		if tooDeep {
			s.exceed(position.Start, "lists, quotes and notes stand more than 100 deep inside each other (a list counts as 2): the inner ones are shown as written", "take the inner ones apart")
		}
		return nil, parser.NoChildren
	}
	if isNote {
		s.notes = append(s.notes, note)
	}
	s.words = line
	return node, what
}

// losesWords reports whether goldmark would lose words of a footnote: of one that begins inside another, and of one that
// stands behind a tab that is partly the margin of its container.
func losesWords(parent ast.Node, position text.Segment) bool {
	return parent.Kind() == east.KindFootnote || position.Padding > 0
}

// Continue ends a list or footnote after very many blank lines, which would each be kept in mind once a level.
func (c container) Continue(node ast.Node, reader text.Reader, pc parser.Context) parser.State {
	if _, quote := node.(*ast.Blockquote); !quote {
		s := pc.(*state)
		number, _ := reader.Position()
		if line, _ := reader.PeekLine(); !util.IsBlank(line) {
			s.words = number
		} else if number-s.words > longestGap {
			return parser.Close
		}
	}
	return c.BlockParser.Continue(node, reader, pc)
}

// definitions begins a new paragraph where a block of link definitions has grown very long: goldmark takes them out of
// their paragraph one by one, moving all that follow.
type definitions struct{ parser.BlockParser }

// CanInterruptParagraph implements [parser.BlockParser]: the new paragraph stands in for the old.
func (definitions) CanInterruptParagraph() bool { return true }

// Open implements [parser.BlockParser].
func (d definitions) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	paragraph, ok := pc.LastOpenedBlock().Node.(*ast.Paragraph)
	if !ok || paragraph.Lines().Len() < mostDefinitions {
		return nil, parser.NoChildren
	}
	first := paragraph.Lines().At(0)
	if !bytes.HasPrefix(util.TrimLeftSpace(first.Value(reader.Source())), []byte("[")) {
		return nil, parser.NoChildren
	}
	return d.BlockParser.Open(parent, reader, pc)
}

// references finds the definitions of links, but for those that look like a footnote and are none.
type references struct{ parser.ParagraphTransformer }

// Transform implements [parser.ParagraphTransformer].
func (r references) Transform(node *ast.Paragraph, reader text.Reader, pc parser.Context) {
	first := node.Lines().At(0)
	if !bytes.HasPrefix(util.TrimLeftSpace(first.Value(reader.Source())), []byte("[^")) {
		r.ParagraphTransformer.Transform(node, reader, pc)
	}
}

// brackets guards links and images, and notes their places.
type brackets struct{ parser.InlineParser }

// Parse implements [parser.InlineParser].
func (b brackets) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	s := pc.(*state)
	closing, cost := block.Peek() == ']', 1
	number, position := block.Position()
	if closing {
		if !pc.IsInLinkLabel() {
			return nil
		}
		cost += parent.Lines().Len()
	}
	if !s.spend(cost, position.Start) {
		return nil
	}
	node := b.InlineParser.Parse(parent, block, pc)
	if closing && node == nil {
		block.SetPosition(number, position)
		s.unresolved(block, position.Start)
		s.spend(size(parent), position.Start) // it may have looked for an address up to the end
	}
	switch node.(type) {
	case *ast.Link, *ast.Image:
		_, after := block.Position()
		s.places[node] = place{node.Pos(), after.Start}
		s.reference(node)
		s.attributesAfter(block)
	}
	return node
}

// size returns the length of a block in bytes and lines, which bounds the work of a bracket that comes to nothing.
func size(block ast.Node) int {
	lines := block.Lines()
	n := lines.Len()
	if n == 0 {
		return 1
	}
	return lines.At(n-1).Stop - lines.At(0).Start + n
}

// CloseBlock implements [parser.CloseBlocker].
func (b brackets) CloseBlock(parent ast.Node, block text.Reader, pc parser.Context) {
	b.InlineParser.(parser.CloseBlocker).CloseBlock(parent, block, pc)
}

// noteMarks guards the marks of footnotes: each is compared with every footnote there is.
type noteMarks struct{ parser.InlineParser }

// Parse implements [parser.InlineParser].
func (n noteMarks) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	s := pc.(*state)
	_, at := block.Position()
	if len(s.notes) == 0 || !s.spend(len(s.notes), at.Start) {
		return nil
	}
	return n.InlineParser.Parse(parent, block, pc)
}

// delimiters guards emphasis and strikethrough: each closing delimiter may look back at every opening one.
type delimiters struct{ parser.InlineParser }

// Parse implements [parser.InlineParser].
func (d delimiters) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	s := pc.(*state)
	line, segment := block.PeekLine()
	run := 1
	for run < len(line) && line[run] == line[0] {
		run++
	}
	if run == 1 && insideWord(s.source, segment.Start) {
		return nil // what goldmark finds out more slowly
	}
	if run > longestRun {
		block.Advance(run)
		return ast.NewTextSegment(segment.WithStop(segment.Start + run))
	}
	if s.block != parent {
		s.block, s.delimiter = parent, 0
	}
	s.delimiter++
	if !s.spend(s.delimiter, segment.Start) {
		return nil
	}
	before := block.PrecendingCharacter()
	node := d.InlineParser.Parse(parent, block, pc)
	if delimiter, ok := node.(*parser.Delimiter); ok {
		flanks(delimiter, before, runeBehind(block))
	}
	return node
}

// spend takes steps from what is left, for a sign at the given place, and reports whether there were enough.
func (s *state) spend(steps, at int) bool {
	if s.effort < steps {
		s.effort = 0
		s.exceed(at, "the text has so many brackets, stars and footnotes in its paragraphs that they are no longer paired: from here on they are shown as written", "split the page, or put what is no Markdown in a block of code")
		return false
	}
	s.effort -= steps
	return true
}

// exceed notes the first place where a limit is passed.
func (s *state) exceed(at int, what, help string) {
	for _, e := range s.excesses {
		if e.Help == help {
			return
		}
	}
	s.excesses = append(s.excesses, Excess{at, what, help})
}

// insideWord reports whether the character at an offset is the underscore of snake_case, which emphasises nothing.
func insideWord(source []byte, at int) bool {
	return source[at] == '_' && at > 0 && letterOrDigit(source[at-1]) && at+1 < len(source) && letterOrDigit(source[at+1])
}
