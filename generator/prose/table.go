package prose

import (
	"bytes"
	"strconv"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// tables makes tables of paragraphs. It guards goldmark against tables of cells that nobody wrote, and keeps what stands
// in a row beyond the last column, which the standard drops: it stays in the last cell.
type tables struct{ parser.ParagraphTransformer }

// Transform implements [parser.ParagraphTransformer].
func (t tables) Transform(node *ast.Paragraph, reader text.Reader, pc parser.Context) {
	source := reader.Source()
	if !mayBeTable(node, source, pc.(*state)) {
		return
	}
	parent, before := node.Parent(), node.PreviousSibling()
	t.ParagraphTransformer.Transform(node, reader, pc)
	made := node.NextSibling()
	if node.Parent() == nil {
		if made = parent.FirstChild(); before != nil {
			made = before.NextSibling()
		}
	}
	table, ok := made.(*east.Table)
	if !ok {
		return
	}
	for row := table.FirstChild().NextSibling(); row != nil; row = row.NextSibling() {
		keepSurplus(row, source)
	}
}

// mayBeTable reports whether a paragraph has a line of dashes, and not so many columns that filling up its rows would
// take far more memory than the text has.
func mayBeTable(node *ast.Paragraph, source []byte, s *state) bool {
	lines := node.Lines()
	found := false
	for i := 1; i < lines.Len(); i++ {
		line := source[lines.At(i).Start:lines.At(i).Stop]
		if !isRuler(line) {
			continue
		}
		found = true
		columns := bytes.Count(line, []byte("|")) + 1
		if columns*(lines.Len()-i) > 2*size(node)+64 {
			s.exceed(lines.At(i).Start, "a table has far more cells than anybody wrote: "+strconv.Itoa(columns)+" columns for rows that are mostly empty", "leave out the columns that are empty, or split the table")
			return false
		}
	}
	return found
}

// isRuler reports whether a line may be the one below the head of a table.
func isRuler(line []byte) bool {
	dash := false
	for _, c := range line {
		switch c {
		case '-':
			dash = true
		case '|', ':', ' ', '\t', '\r', '\n':
		default:
			return false
		}
	}
	return dash
}

// keepSurplus stretches the last cell of a row up to the end of the line, if words follow it there.
func keepSurplus(row ast.Node, source []byte) {
	cell := row.LastChild()
	if cell == nil || cell.Lines().Len() != 1 {
		return
	}
	segment := cell.Lines().At(0)
	rest := source[segment.Stop:]
	if end := bytes.IndexByte(rest, '\n'); end >= 0 {
		rest = rest[:end]
	}
	rest = bytes.TrimRight(rest, " \t\r")
	rest = bytes.TrimRight(bytes.TrimSuffix(rest, []byte("|")), " \t")
	if len(bytes.Trim(rest, "| \t")) > 0 {
		segment.Stop += len(rest)
		cell.Lines().Set(0, segment)
	}
}

// table writes a table inside a box that scrolls by itself, and that a keyboard can reach.
func (w *writer) table(n *east.Table) {
	w.write(`<div class="table" role="region" tabindex="0" aria-label="`)
	w.escape(w.unlike(w.tableName(n.FirstChild())))
	w.write("\">\n<table>\n")
	for row := n.FirstChild(); row != nil; row = row.NextSibling() {
		head := row == n.FirstChild()
		switch {
		case head:
			w.write("<thead>\n")
		case row.PreviousSibling() == n.FirstChild():
			w.write("<tbody>\n")
		}
		w.row(row, head)
		switch {
		case head:
			w.write("</thead>\n")
		case row.NextSibling() == nil:
			w.write("</tbody>\n")
		}
	}
	w.write("</table>\n</div>\n")
}

// unlike tells the second table of a name from the first: who moves by landmarks hears nothing but names.
func (w *writer) unlike(name string) string {
	if w.tables == nil {
		w.tables = map[string]int{}
	}
	w.tables[name]++
	if n := w.tables[name]; n > 1 {
		return name + " (" + strconv.Itoa(n) + ")"
	}
	return name
}

func (w *writer) row(row ast.Node, head bool) {
	w.write("<tr>\n")
	for c := row.FirstChild(); c != nil; c = c.NextSibling() {
		tag, scope := "td", ""
		if head && c.HasChildren() {
			tag, scope = "th", ` scope="col"` // an empty cell heads nothing
		}
		w.write("<")
		w.write(tag)
		w.write(scope)
		w.write(alignment(c))
		w.write(">")
		w.inCell = true
		w.inlines(c)
		w.inCell = false
		w.write("</")
		w.write(tag)
		w.write(">\n")
	}
	w.write("</tr>\n")
}

func alignment(cell ast.Node) string {
	if c, ok := cell.(*east.TableCell); ok {
		switch c.Alignment {
		case east.AlignLeft:
			return ` class="left"`
		case east.AlignRight:
			return ` class="right"`
		case east.AlignCenter:
			return ` class="center"`
		}
	}
	return ""
}

// longestName is how much of the head of a table names it to those who cannot see it.
const longestName = 100

func (w *writer) tableName(head ast.Node) string {
	name, separator := "Table", ": "
	for c := head.FirstChild(); c != nil; c = c.NextSibling() {
		words := w.plain(c)
		if words == "" {
			continue
		}
		if len(name)+len(words) > longestName {
			return name + " …"
		}
		name += separator + words
		separator = ", "
	}
	return name
}
