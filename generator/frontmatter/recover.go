package frontmatter

import (
	"bytes"
	"slices"
)

// A recovery reads what is left of a text at which YAML gave up.
type recovery struct{ *Reader }

// recover reads a text at which YAML gave up, piece by piece: one key of the mapping (or one item of the list) after the
// other, so that a slip in one of them hides no mistake in the others. What cannot be read is reported and kept as a
// broken node: its key was written, and nobody may say that it is missing.
func (r recovery) recover(text []byte, base int, first *stop) *Node {
	before := len(r.Found)
	n := r.pieces(text, base, 0)
	if len(r.Found) == before {
		r.explain(text, base, first)
		n.Broken = true
	}
	return n
}

// maxRecover is how deep pieces are taken apart again.
const maxRecover = 4

// pieceGroup is how many pieces are first tried together, since most of a long text is sound.
const pieceGroup = 64

// A fragment is a part of a text.
type fragment struct{ start, end int }

func (r recovery) pieces(text []byte, base, level int) *Node {
	whole := &Node{Kind: MappingNode, Start: base, End: base}
	for group := range slices.Chunk(split(text), pieceGroup) {
		from, to := group[0].start, group[len(group)-1].end
		if n, stopped := r.Parse(text[from:to], base+from); len(group) > 1 && stopped == nil {
			r.gather(whole, n)
			continue
		}
		for _, piece := range group {
			if r.Full() {
				whole.Broken = true
				return whole
			}
			at := base + piece.start
			words := text[piece.start:piece.end]
			n, stopped := r.Parse(words, at)
			if stopped != nil {
				n = r.piece(words, at, level, stopped)
			}
			r.gather(whole, n)
		}
	}
	return whole
}

// gather adds what was read of a text to the whole.
func (r recovery) gather(whole, n *Node) {
	switch {
	case n == nil:
		return
	case n.Kind == ScalarNode:
		if !n.Broken {
			r.explainWord(n)
		}
		whole.Broken = true
		return
	case n.Kind == ListNode && !n.Broken && r.File.Text[n.Start] == '[':
		// A whole list among the keys of a mapping has none of its own.
		r.explainWord(&Node{Kind: ScalarNode, Text: r.Source(n), Start: n.Start, End: n.End})
		whole.Broken = true
		return
	case whole.End == whole.Start:
		whole.Start = n.Start
	}
	whole.Kind, whole.End, whole.Broken = n.Kind, max(whole.End, n.End), whole.Broken || n.Broken
	whole.Pairs = append(whole.Pairs, n.Pairs...)
	whole.Items = append(whole.Items, n.Items...)
}

// piece takes a piece that cannot be read further apart below its key or its dash; without one, or with nothing below
// it, the mistake is here.
func (r recovery) piece(words []byte, base, level int, stopped *stop) *Node {
	end := base + len(bytes.TrimRight(words, " \r\n"))
	if stopped.tooDeep() {
		level = maxRecover
	}
	if item := bytes.TrimLeft(words, " "); level < maxRecover && bytes.HasPrefix(item, []byte("- ")) {
		inner := bytes.Clone(words)
		inner[len(words)-len(item)] = ' '
		value := r.below(inner, base, level, words, base, stopped)
		return &Node{Kind: ListNode, Start: base + len(words) - len(item), End: end, Items: []*Node{value}}
	}
	key, below := heading(words, base)
	if key == nil {
		r.explain(words, base, stopped)
		return &Node{Kind: MappingNode, Start: base, End: end, Broken: true}
	}
	value := &Node{Kind: ScalarNode, Start: key.End, End: end, Broken: true}
	if below > 0 && level < maxRecover && len(split(words[below:])) > 0 {
		value = r.below(words[below:], base+below, level, words, base, stopped)
	} else {
		r.explain(words, base, stopped)
	}
	return &Node{Kind: MappingNode, Start: key.Start, End: end, Pairs: []Pair{{key, value}}}
}

// below reads what stands below a key or a dash. When each piece of it is well formed, the mistake lies between them, and
// is explained for the whole.
func (r recovery) below(inner []byte, at, level int, words []byte, base int, stopped *stop) *Node {
	before := len(r.Found)
	value := r.pieces(inner, at, level+1)
	if len(r.Found) == before {
		r.explain(words, base, stopped)
		value.Broken = true
	}
	return value
}

// heading returns the key with which a piece begins, nil for none, and the offset of the lines below it when nothing
// but a comment follows the key on its own line (0 otherwise).
func heading(words []byte, base int) (key *Node, below int) {
	line := words
	if eol := bytes.IndexByte(words, '\n'); eol >= 0 {
		line, below = words[:eol], eol+1
	}
	indent := len(line) - len(bytes.TrimLeft(line, " "))
	colon := bytes.IndexByte(line, ':')
	if colon < 0 || colon+1 < len(line) && !blank(line[colon+1]) || line[indent] == '-' {
		return nil, 0
	}
	name := bytes.Trim(line[indent:colon], ` "'`)
	if len(name) == 0 || bytes.ContainsAny(name, `{}[]"',&*!|>%@#?`) {
		return nil, 0
	}
	key = &Node{Kind: ScalarNode, Text: string(name), Start: base + indent, End: base + colon, First: base + indent}
	rest := bytes.TrimSpace(line[colon+1:])
	if len(rest) > 0 && rest[0] != '#' {
		below = 0
	}
	return key, below
}

// split cuts a text where its keys, or the items of its list, begin: at every line that is indented like the first.
func split(text []byte) []fragment {
	var list []fragment
	indent, items := -1, false
	for i := 0; i < len(text); {
		line := text[i:]
		if eol := bytes.IndexByte(line, '\n'); eol >= 0 {
			line = line[:eol+1]
		}
		words := bytes.TrimLeft(line, " ")
		depth := len(line) - len(words)
		words = bytes.TrimSpace(words)
		switch {
		case len(words) == 0 || words[0] == '#' || len(line) > depth && line[depth] == '\t':
		case indent < 0:
			indent, items = depth, words[0] == '-'
			list = append(list, fragment{start: i})
		case depth == indent && begins(words[0], items), depth < indent:
			list[len(list)-1].end = i
			list = append(list, fragment{start: i})
		}
		i += len(line)
	}
	if len(list) > 0 {
		list[len(list)-1].end = len(text)
	}
	return list
}

// begins reports whether a line that begins with c begins a key, or an item.
func begins(c byte, items bool) bool {
	if items {
		return c == '-'
	}
	return c != '-' && c != ']' && c != '}'
}
