package prose

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
)

// PassageKind tells what a passage is.
type PassageKind uint8

// The kinds of passages.
const (
	Paragraph PassageKind = iota
	Item                  // the first words of an item of a list; what follows them in the item are passages of their own
	Row                   // a row of a table, its head included
	Code                  // a block of code, letter by letter
)

// A Passage is a stretch of text below a heading, as plain words with their place in the file.
type Passage struct {
	Kind        PassageKind
	Text        string
	Offset, End int // from the first to behind the last character of its words
}

// Passages returns the paragraphs, items of lists, rows of tables and blocks of code of a Markdown text, in their order.
// Its arguments are those of [Parse], which finds the headings and links: a passage stands below the last heading before
// it. It parses the text a second time, because a page needs no passages and should not pay for them.
func Passages(text []byte, start int) (found []Passage) {
	start = min(max(start, 0), len(text))
	s := newSource(text, start)
	if len(s.text) > Largest {
		return nil
	}
	defer func() {
		if recover() != nil {
			found = nil // as in compile: no file may stop the program
		}
	}()
	tree, state := parse(s.text)
	p := &passages{writer: writer{output: output{Document: &Document{}, source: s}, state: state}}
	p.below(tree)
	return p.found
}

type passages struct {
	writer
	found []Passage
}

func (p *passages) below(parent ast.Node) {
	for c := parent.FirstChild(); c != nil; c = c.NextSibling() {
		switch n := c.(type) {
		case *ast.Heading:
		case *ast.Paragraph, *ast.TextBlock:
			kind := Paragraph
			if _, ok := parent.(*ast.ListItem); ok && c.PreviousSibling() == nil {
				kind = Item
			}
			p.lines(kind, p.plain(n), n)
		case *ast.FencedCodeBlock, *ast.CodeBlock:
			p.code(n)
		case *east.Table:
			for row := n.FirstChild(); row != nil; row = row.NextSibling() {
				p.row(row)
			}
		default:
			p.below(n)
		}
	}
}

func (p *passages) code(n ast.Node) {
	p.lines(Code, strings.TrimRight(string(n.Lines().Value(p.source.text)), " \t\n"), n)
}

// lines adds the words of a block that has lines of its own.
func (p *passages) lines(kind PassageKind, words string, n ast.Node) {
	if lines := n.Lines(); lines.Len() > 0 {
		p.add(kind, words, lines.At(0).Start, lines.At(lines.Len()-1).Stop)
	}
}

// row joins the cells of a row. A row without words has no place, and nothing to say.
func (p *passages) row(row ast.Node) {
	var words []string
	start, end := -1, -1
	for cell := row.FirstChild(); cell != nil; cell = cell.NextSibling() {
		words = append(words, p.plain(cell))
		if lines := cell.Lines(); lines != nil && lines.Len() > 0 {
			if start < 0 {
				start = lines.At(0).Start
			}
			end = lines.At(lines.Len() - 1).Stop
		}
	}
	if start >= 0 {
		p.add(Row, strings.TrimSpace(strings.Join(words, " | ")), start, end)
	}
}

func (p *passages) add(kind PassageKind, words string, start, end int) {
	if words == "" {
		return
	}
	end = start + len(bytes.TrimRight(p.source.text[start:end], " \t\n"))
	p.found = append(p.found, Passage{Kind: kind, Text: words, Offset: p.offset(start), End: p.offset(end)})
}
