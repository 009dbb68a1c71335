package prose

import (
	"bytes"
	"regexp"
	"strings"
	"sync"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// The notes of MkDocs (!!! warning "Title", with its text indented below) and of Docusaurus and Pandoc (:::warning to
// :::) are shown as notes, since as plain Markdown the first would be a block of code, in which no link works. The tabs
// of MkDocs (=== "Title") are shown, too, one after the other.

// aside is a note, a tab, or any block between lines of colons.
type aside struct {
	ast.BaseBlock
	word   string // "Warning", "" for what is no note
	title  string
	colons int // the length of the line that begins it; 0 when its text is indented
}

var kindAside = ast.NewNodeKind("Aside")

// Kind implements [ast.Node].
func (*aside) Kind() ast.NodeKind { return kindAside }

// Dump implements [ast.Node].
func (a *aside) Dump(source []byte, level int) { ast.DumpHelper(a, source, level, nil, nil) }

// asides finds the notes whose text is indented.
type asides struct{}

var asideLine = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^(!!!|\?\?\?\+?|===[!+]?)[ \t]*([A-Za-z][\w-]*)?((?: [\w-]+)*)[ \t]*(?:"([^"\n]*)")?[ \t]*$`)
})

// Trigger implements [parser.BlockParser].
func (asides) Trigger() []byte { return []byte{'!', '?', '='} }

// Open implements [parser.BlockParser].
func (asides) Open(_ ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, segment := reader.PeekLine()
	at := pc.BlockOffset()
	if at < 0 || len(line)-at < 5 || segment.Padding > 0 {
		return nil, parser.NoChildren
	}
	m := asideLine().FindSubmatch(bytes.TrimRight(line[at:], "\n"))
	if m == nil {
		return nil, parser.NoChildren
	}
	kind, more, titled := string(m[2]), string(m[3]), m[4] != nil
	tab := m[1][0] == '='
	if tab != (kind == "") || tab && (!titled || more != "") || !tab && !titled && !isAside(kind) {
		return nil, parser.NoChildren
	}
	a := &aside{title: string(m[4])}
	if !tab {
		a.word = capitalised(kind)
		if !titled {
			a.title = strings.TrimSpace(more)
		}
	}
	s := pc.(*state)
	start := segment.Start + at
	what, help := quoted(line[at:])+" is a tab of MkDocs: its text is shown below its title", "write a heading"
	if !tab {
		what, help = quoted(line[at:])+" is a note of MkDocs: it is shown as a note", "write a quote that begins with > "+alertFor(kind)
	}
	s.noteForeign(start, segment.Stop, what, help)
	toEnd(reader)
	return a, parser.HasChildren
}

// Continue implements [parser.BlockParser].
func (asides) Continue(_ ast.Node, reader text.Reader, _ parser.Context) parser.State {
	line, _ := reader.PeekLine()
	if util.IsBlank(line) {
		return parser.Continue | parser.HasChildren
	}
	at, padding := util.IndentPosition(line, reader.LineOffset(), 4)
	if at < 0 {
		return parser.Close
	}
	reader.AdvanceAndSetPadding(at, padding)
	return parser.Continue | parser.HasChildren
}

// Close implements [parser.BlockParser].
func (asides) Close(ast.Node, text.Reader, parser.Context) {}

// CanInterruptParagraph implements [parser.BlockParser].
func (asides) CanInterruptParagraph() bool { return true }

// CanAcceptIndentedLine implements [parser.BlockParser].
func (asides) CanAcceptIndentedLine() bool { return false }

// colons finds the blocks between lines of colons. One that never ends is text.
type colons struct{}

var colonLine = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^(:{3,})[ \t]*(?:\{([^{}\n]*)\}|([A-Za-z][\w-]*))[ \t]*(?:\[([^\]\n]*)\])?(?:\{[^{}\n]*\})?(.*?)[ \t]*:*$`)
})

// Trigger implements [parser.BlockParser].
func (colons) Trigger() []byte { return []byte{':'} }

// Open implements [parser.BlockParser].
func (colons) Open(_ ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, segment := reader.PeekLine()
	at := pc.BlockOffset()
	s := pc.(*state)
	if at < 0 || segment.Padding > 0 || s.lastColons < segment.Stop {
		return nil, parser.NoChildren
	}
	m := colonLine().FindSubmatch(bytes.TrimRight(line[at:], " \t\n"))
	if m == nil {
		return nil, parser.NoChildren
	}
	a := &aside{colons: len(m[1]), title: strings.TrimSpace(string(m[4]) + string(m[5]))}
	kind := string(m[3])
	for class := range strings.FieldsSeq(string(m[2])) {
		if name := strings.TrimPrefix(class, "."); name != class && isAside(name) || kind == "" {
			kind = name
		}
	}
	help := "take it out"
	if isAside(kind) {
		a.word = capitalised(kind)
		help = "write a quote that begins with > " + alertFor(kind)
	}
	s.noteForeign(segment.Start+at, segment.Stop, quoted(line[at:])+" is a block of another generator: its text is shown, without more", help)
	toEnd(reader)
	return a, parser.HasChildren
}

// alertFor returns how a repository writes a note of a kind.
func alertFor(kind string) string {
	like := likeness(strings.ToLower(kind))
	if like == "" {
		like = "note"
	}
	return "[!" + strings.ToUpper(like) + "]"
}

func capitalised(word string) string {
	if word == "" {
		return ""
	}
	return strings.ToUpper(word[:1]) + word[1:]
}

// Continue implements [parser.BlockParser]: a line of as many colons ends the innermost block that it can end.
func (colons) Continue(node ast.Node, reader text.Reader, pc parser.Context) parser.State {
	line, _ := reader.PeekLine()
	n := onlyColons(line)
	if n < node.(*aside).colons {
		return parser.Continue | parser.HasChildren
	}
	opened := pc.OpenedBlocks()
	for i := len(opened) - 1; i >= 0 && opened[i].Node != node; i-- {
		if inner, ok := opened[i].Node.(*aside); ok && inner.colons > 0 && inner.colons <= n {
			return parser.Continue | parser.HasChildren
		}
	}
	toEnd(reader)
	return parser.Close
}

// toEnd moves a reader to the end of its line, before the newline.
func toEnd(reader text.Reader) {
	line, _ := reader.PeekLine()
	reader.Advance(len(bytes.TrimRight(line, "\n")))
}

// Close implements [parser.BlockParser].
func (colons) Close(ast.Node, text.Reader, parser.Context) {}

// CanInterruptParagraph implements [parser.BlockParser].
func (colons) CanInterruptParagraph() bool { return true }

// CanAcceptIndentedLine implements [parser.BlockParser].
func (colons) CanAcceptIndentedLine() bool { return false }

// lastColons returns the offset of the last line of colons, or -1.
func lastColons(source []byte) int {
	for end := len(source); ; {
		at := bytes.LastIndex(source[:end], []byte(":::"))
		if at < 0 {
			return -1
		}
		begin := bytes.LastIndexByte(source[:at], '\n') + 1
		line, _, _ := bytes.Cut(source[begin:], []byte("\n"))
		if onlyColons(bytes.TrimLeft(line, "> ")) > 0 {
			return begin
		}
		end = begin
	}
}

// onlyColons returns the number of colons of a line that has nothing else and at least three.
func onlyColons(line []byte) int {
	line = bytes.TrimSpace(line)
	if len(line) < 3 || len(bytes.Trim(line, ":")) > 0 {
		return 0
	}
	return len(line)
}
