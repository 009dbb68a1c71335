package load

import (
	"bytes"
	"sort"
	"unicode/utf8"

	"go.yaml.in/yaml/v4"
)

// A builder turns the nodes of the YAML library, which know the line and column where they begin, into nodes that know
// every byte.
type builder struct {
	r     *reader
	text  []byte // what was parsed
	base  int    // where it stands in the file
	flow  int    // how many brackets are open
	loose int    // the first line of a value that is not indented below its key; 0 for none
	lines []int
	// The last offset asked for. Nodes come in the order of the text, so that counting on from there keeps a long line
	// from being counted again for each of its values.
	line, column, last int
}

func newBuilder(r *reader, text []byte, base int) *builder {
	b := &builder{r: r, text: text, base: base, lines: []int{0}, line: 1, column: 1}
	for i, c := range text {
		if c == '\n' {
			b.lines = append(b.lines, i+1)
		}
	}
	return b
}

// offset returns the place in the file of a line and a column of the parsed text, both counted from 1.
func (b *builder) offset(line, column int) int {
	line = min(max(line, 1), len(b.lines))
	if line != b.line || column < b.column {
		b.line, b.column, b.last = line, 1, b.lines[line-1]
	}
	for ; b.column < column && b.last < len(b.text) && b.text[b.last] != '\n'; b.column++ {
		_, size := utf8.DecodeRune(b.text[b.last:])
		b.last += size
	}
	return b.base + b.last
}

func (b *builder) node(y *yaml.Node) *node {
	n := &node{start: b.offset(y.Line, y.Column)}
	if b.refused(y, n) {
		return n
	}
	if y.Style&yaml.FlowStyle != 0 {
		b.flow++
		defer func() { b.flow-- }()
	}
	switch y.Kind {
	case yaml.MappingNode:
		n.kind = mappingNode
		b.mapping(y, n)
	case yaml.SequenceNode:
		n.kind = listNode
		for _, c := range y.Content {
			item := b.node(c)
			b.indented(item, y.Column)
			n.items = append(n.items, item)
		}
		b.close(n, ']')
	default:
		b.scalar(y, n)
	}
	return n
}

func (b *builder) mapping(y *yaml.Node, n *node) {
	flow := y.Style&yaml.FlowStyle != 0
	for i := 0; i+1 < len(y.Content); i += 2 {
		p := pair{b.node(y.Content[i]), b.node(y.Content[i+1])}
		if flow {
			b.refuseComma(n, &p)
		}
		b.indented(p.value, y.Content[i].Column)
		n.pairs = append(n.pairs, p)
	}
	b.close(n, '}')
}

// close finds where a mapping or a list ends: behind its closing bracket, or behind the last thing in it.
func (b *builder) close(n *node, bracket byte) {
	n.end = n.start
	for _, p := range n.pairs {
		n.end = max(n.end, p.key.end, p.value.end)
	}
	for _, item := range n.items {
		n.end = max(n.end, item.end)
	}
	if open := b.byteAt(n.start); open != '{' && open != '[' {
		return
	}
	n.end = max(n.end, n.start+1)
	for i := n.end - b.base; i < len(b.text); i++ {
		switch c := b.text[i]; {
		case c == bracket:
			n.end = b.base + i + 1
			return
		case c == '#':
			if eol := bytes.IndexByte(b.text[i:], '\n'); eol >= 0 {
				i += eol
			} else {
				return
			}
		}
	}
}

// indented looks for a line of a value in quotes or brackets that begins no further right than its key, which stands in
// the given column, or than the dash of its item.
func (b *builder) indented(n *node, column int) {
	if b.flow > 0 || b.loose > 0 || n.end <= n.start {
		return
	}
	switch b.byteAt(n.start) {
	case '"', '\'', '[', '{':
	default:
		return
	}
	from, to := b.lineOf(n.start-b.base)+1, b.lineOf(n.end-1-b.base)
	for _, start := range b.lines[from : to+1] {
		line := bytes.TrimRight(b.text[start:min(n.end-b.base, len(b.text))], " \r\n")
		words := bytes.TrimLeft(line, " ")
		if len(words) == 0 || words[0] == '\n' || words[0] == '\r' || words[0] == ']' || words[0] == '}' {
			continue
		}
		if len(line)-len(words) < column {
			b.loose = b.base + start + len(line) - len(words)
			return
		}
	}
}

func (b *builder) byteAt(offset int) byte {
	if offset -= b.base; offset >= 0 && offset < len(b.text) {
		return b.text[offset]
	}
	return 0
}

// scalar fills in the words of a scalar and where each of them stands.
func (b *builder) scalar(y *yaml.Node, n *node) {
	n.text = y.Value
	start := n.start - b.base
	switch {
	case y.Style&(yaml.LiteralStyle|yaml.FoldedStyle) != 0:
		n.quoted = true
		b.place(n, placeBlock(b.text, start, y.Value))
	case y.Style&yaml.DoubleQuotedStyle != 0:
		n.quoted = true
		b.place(n, placeQuoted(b.text, start, y.Value, '"'))
	case y.Style&yaml.SingleQuotedStyle != 0:
		n.quoted = true
		b.place(n, placeQuoted(b.text, start, y.Value, '\''))
	default:
		b.place(n, placePlain(b.text, start, y.Value))
		if b.flow > 0 {
			b.refuseQuestion(n)
		}
	}
}

func (b *builder) place(n *node, p placing) {
	n.first, n.end = b.base+p.first, b.base+p.end
	if p.at == nil {
		return
	}
	n.at = p.at
	for i := range n.at {
		n.at[i] += b.base
	}
}

// lineOf returns the line (from 0) in which an offset of the parsed text lies.
func (b *builder) lineOf(offset int) int { return sort.SearchInts(b.lines, offset+1) - 1 }
