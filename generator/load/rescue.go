package load

import (
	"bytes"
	"slices"
)

// rescue reads a text at which YAML gave up, piece by piece: one key of the mapping (or one item of the list) after the
// other, so that a slip in one of them hides no mistake in the others. What cannot be read is reported and kept as a
// broken node: its key was written, and nobody may say that it is missing.
func (r *reader) rescue(text []byte, base int, first *stop) *node {
	before := len(r.found)
	n := r.pieces(text, base, 0)
	if len(r.found) == before {
		r.explain(text, base, first)
		n.broken = true
	}
	return n
}

// maxRescue is how deep pieces are taken apart again.
const maxRescue = 4

func (r *reader) pieces(text []byte, base, level int) *node {
	whole := &node{kind: mappingNode, start: base, end: base}
	for group := range slices.Chunk(split(text), pieceGroup) {
		from, to := group[0].start, group[len(group)-1].end
		if n, stopped := r.parse(text[from:to], base+from); len(group) > 1 && stopped == nil {
			r.gather(whole, n)
			continue
		}
		for _, piece := range group {
			if r.full() {
				whole.broken = true
				return whole
			}
			at := base + piece.start
			words := text[piece.start:piece.end]
			n, stopped := r.parse(words, at)
			if stopped != nil {
				n = r.piece(words, at, level, stopped)
			}
			r.gather(whole, n)
		}
	}
	return whole
}

// pieceGroup is how many pieces are first tried together, since most of a long text is sound.
const pieceGroup = 64

// gather adds what was read of a text to the whole.
func (r *reader) gather(whole, n *node) {
	switch {
	case n == nil:
		return
	case n.kind == scalarNode:
		if !n.broken {
			r.explainWord(n)
		}
		whole.broken = true
		return
	case n.kind == listNode && !n.broken && r.file.Text[n.start] == '[':
		// A whole list among the keys of a mapping has none of its own.
		r.explainWord(&node{kind: scalarNode, text: r.source(n), start: n.start, end: n.end})
		whole.broken = true
		return
	case whole.end == whole.start:
		whole.start = n.start
	}
	whole.kind, whole.end, whole.broken = n.kind, max(whole.end, n.end), whole.broken || n.broken
	whole.pairs = append(whole.pairs, n.pairs...)
	whole.items = append(whole.items, n.items...)
}

// piece takes a piece that cannot be read further apart below its key or its dash; without one, or with nothing below
// it, the mistake is here.
func (r *reader) piece(words []byte, base, level int, stopped *stop) *node {
	end := base + len(bytes.TrimRight(words, " \r\n"))
	if stopped.tooDeep() {
		level = maxRescue
	}
	if item := bytes.TrimLeft(words, " "); level < maxRescue && bytes.HasPrefix(item, []byte("- ")) {
		inner := bytes.Clone(words)
		inner[len(words)-len(item)] = ' '
		value := r.below(inner, base, level, words, base, stopped)
		return &node{kind: listNode, start: base + len(words) - len(item), end: end, items: []*node{value}}
	}
	key, below := r.heading(words, base)
	if key == nil {
		r.explain(words, base, stopped)
		return &node{kind: mappingNode, start: base, end: end, broken: true}
	}
	value := &node{kind: scalarNode, start: key.end, end: end, broken: true}
	if below > 0 && level < maxRescue && len(split(words[below:])) > 0 {
		value = r.below(words[below:], base+below, level, words, base, stopped)
	} else {
		r.explain(words, base, stopped)
	}
	return &node{kind: mappingNode, start: key.start, end: end, pairs: []pair{{key, value}}}
}

// below reads what stands below a key or a dash. When each piece of it is well formed, the mistake lies between them, and
// is explained for the whole.
func (r *reader) below(inner []byte, at, level int, words []byte, base int, stopped *stop) *node {
	before := len(r.found)
	value := r.pieces(inner, at, level+1)
	if len(r.found) == before {
		r.explain(words, base, stopped)
		value.broken = true
	}
	return value
}

// heading returns the key with which a piece begins, nil for none, and the offset of the lines below it when nothing
// but a comment follows the key on its own line (0 otherwise).
func (r *reader) heading(words []byte, base int) (key *node, below int) {
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
	key = &node{kind: scalarNode, text: string(name), start: base + indent, end: base + colon, first: base + indent}
	rest := bytes.TrimSpace(line[colon+1:])
	if len(rest) > 0 && rest[0] != '#' {
		below = 0
	}
	return key, below
}

// A stretch is a part of a text.
type stretch struct{ start, end int }

// split cuts a text where its keys, or the items of its list, begin: at every line that is indented like the first.
func split(text []byte) []stretch {
	var list []stretch
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
			list = append(list, stretch{start: i})
		case depth == indent && begins(words[0], items), depth < indent:
			list[len(list)-1].end = i
			list = append(list, stretch{start: i})
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
