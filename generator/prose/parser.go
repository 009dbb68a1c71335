package prose

import (
	"bytes"
	"sync"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// markdown returns the one parser of the program. It never changes, and goroutines may share it.
//
// It is put together piece by piece instead of from goldmark's own sets, since nearly each piece stands behind a guard
// (limit.go) or is replaced: bare addresses (bare.go), tags (tag.go), tables (table.go). The order of the pieces is
// that of goldmark; of attributes, {#id .class}, only the name of a heading is read (name.go).
var markdown = sync.OnceValue(func() parser.Parser {
	return parser.NewParser(
		parser.WithBlockParsers(
			util.Prioritized(headings{parser.NewSetextHeadingParser()}, 100),
			util.Prioritized(parser.NewThematicBreakParser(), 200),
			util.Prioritized(container{parser.NewListParser(), 2}, 300),
			util.Prioritized(parser.NewListItemParser(), 400),
			util.Prioritized(parser.NewCodeBlockParser(), 500),
			util.Prioritized(headings{parser.NewATXHeadingParser()}, 600),
			util.Prioritized(parser.NewFencedCodeBlockParser(), 700),
			util.Prioritized(container{parser.NewBlockquoteParser(), 1}, 800),
			util.Prioritized(container{asides{}, 1}, 850),
			util.Prioritized(container{colons{}, 1}, 860),
			util.Prioritized(htmlBlocks{parser.NewHTMLBlockParser()}, 900),
			util.Prioritized(definitions{parser.NewParagraphParser()}, 990),
			util.Prioritized(container{extension.NewFootnoteBlockParser(), 1}, 995),
			util.Prioritized(parser.NewParagraphParser(), 1000),
		),
		parser.WithInlineParsers(
			util.Prioritized(extension.NewTaskCheckBoxParser(), 0),
			util.Prioritized(templates{}, 50),
			util.Prioritized(math{}, 60),
			util.Prioritized(parser.NewCodeSpanParser(), 100),
			util.Prioritized(noteMarks{extension.NewFootnoteParser()}, 101),
			util.Prioritized(brackets{parser.NewLinkParser()}, 200),
			util.Prioritized(angles{parser.NewAutoLinkParser()}, 300),
			util.Prioritized(tags{parser.NewRawHTMLParser()}, 400),
			util.Prioritized(delimiters{parser.NewEmphasisParser()}, 500),
			util.Prioritized(delimiters{extension.NewStrikethroughParser()}, 500),
			util.Prioritized(bare{}, 999),
		),
		parser.WithParagraphTransformers(
			util.Prioritized(alerts{}, 50),
			util.Prioritized(references{parser.LinkReferenceParagraphTransformer}, 100),
			util.Prioritized(tables{extension.NewTableParagraphTransformer()}, 200),
		),
	)
})

// state is what one parse knows beyond goldmark's own context, in which it travels.
type state struct {
	parser.Context
	source   []byte
	places   map[ast.Node]place // of links, which goldmark does not keep
	notes    []*east.Footnote
	unclosed []place  // comments that never end
	excesses []Excess // with offsets in the source; the first of each kind

	foreign  []Foreign           // with offsets in the source
	used     map[string]bool     // definitions of links that something refers to
	ids      map[ast.Node]string // of headings, as their authors named them
	tagBlock ast.Node            // the block whose tags are open
	openTags []idTag

	effort     int      // what may still be spent, see limit.go
	block      ast.Node // the block whose delimiters are counted
	delimiter  int      // how many there were
	words      int      // the last line with words, in a list or footnote
	lastClose  int      // offset of the last "-->" of the source
	lastColons int      // offset of the last line of colons
	lastMath   int      // offset of the last "$$"
	web, mail  bool     // the source may hold bare addresses of the kind
}

// place is a stretch of the source.
type place struct{ start, end int }

// parse returns the syntax tree of a source and what was noted on the way.
func parse(source []byte) (ast.Node, *state) {
	s := &state{
		Context:    parser.NewContext(),
		source:     source,
		places:     map[ast.Node]place{},
		effort:     effortOf(source),
		lastClose:  bytes.LastIndex(source, []byte("-->")),
		lastColons: lastColons(source),
		lastMath:   bytes.LastIndex(source, []byte("$$")),
		web:        bytes.Contains(source, []byte("://")) || bytes.Contains(source, []byte("www.")),
		mail:       bytes.IndexByte(source, '@') >= 0,
	}
	return markdown().Parse(text.NewReader(source), parser.WithContext(s)), s
}
