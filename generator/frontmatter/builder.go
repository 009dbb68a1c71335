package frontmatter

import (
	"bytes"

	"go.yaml.in/yaml/v4"
)

func (b *builder) node(y *yaml.Node) *Node {
	n := &Node{Start: b.offset(y.Line, y.Column)}
	if b.refused(y, n) {
		return n
	}
	if y.Style&yaml.FlowStyle != 0 {
		b.flow++
		defer func() { b.flow-- }()
	}
	switch y.Kind {
	case yaml.MappingNode:
		n.Kind = MappingNode
		b.mapping(y, n)
	case yaml.SequenceNode:
		n.Kind = ListNode
		for _, c := range y.Content {
			item := b.node(c)
			b.indented(item, y.Column)
			n.Items = append(n.Items, item)
		}
		b.close(n, ']')
	default:
		b.scalar(y, n)
	}
	return n
}

func (b *builder) mapping(y *yaml.Node, n *Node) {
	flow := y.Style&yaml.FlowStyle != 0
	for i := 0; i+1 < len(y.Content); i += 2 {
		p := Pair{b.node(y.Content[i]), b.node(y.Content[i+1])}
		if flow {
			b.refuseComma(n, &p)
		}
		b.indented(p.Value, y.Content[i].Column)
		n.Pairs = append(n.Pairs, p)
	}
	b.close(n, '}')
}

// close finds where a mapping or a list ends: behind its closing bracket, or behind the last thing in it.
func (b *builder) close(n *Node, bracket byte) {
	n.End = n.Start
	for _, p := range n.Pairs {
		n.End = max(n.End, p.Key.End, p.Value.End)
	}
	for _, item := range n.Items {
		n.End = max(n.End, item.End)
	}
	if open := b.byteAt(n.Start); open != '{' && open != '[' {
		return
	}
	n.End = max(n.End, n.Start+1)
	for i := n.End - b.base; i < len(b.text); i++ {
		switch c := b.text[i]; {
		case c == bracket:
			n.End = b.base + i + 1
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
func (b *builder) indented(n *Node, column int) {
	if b.flow > 0 || b.loose > 0 || n.End <= n.Start {
		return
	}
	switch b.byteAt(n.Start) {
	case '"', '\'', '[', '{':
	default:
		return
	}
	from, to := b.lineOf(n.Start-b.base)+1, b.lineOf(n.End-1-b.base)
	for _, start := range b.lines[from : to+1] {
		line := bytes.TrimRight(b.text[start:min(n.End-b.base, len(b.text))], " \r\n")
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

// scalar fills in the words of a scalar and where each of them stands.
func (b *builder) scalar(y *yaml.Node, n *Node) {
	n.Text = y.Value
	start := n.Start - b.base
	switch {
	case y.Style&(yaml.LiteralStyle|yaml.FoldedStyle) != 0:
		n.Quoted = true
		b.place(n, placeBlock(b.text, start, y.Value))
	case y.Style&yaml.DoubleQuotedStyle != 0:
		n.Quoted = true
		b.place(n, placeQuoted(b.text, start, y.Value, '"'))
	case y.Style&yaml.SingleQuotedStyle != 0:
		n.Quoted = true
		b.place(n, placeQuoted(b.text, start, y.Value, '\''))
	default:
		b.place(n, placePlain(b.text, start, y.Value))
		if b.flow > 0 {
			b.refuseQuestion(n)
		}
	}
}

func (b *builder) place(n *Node, p placing) {
	n.First, n.End = b.base+p.first, b.base+p.end
	if p.at == nil {
		return
	}
	n.At = p.at
	for i := range n.At {
		n.At[i] += b.base
	}
}
