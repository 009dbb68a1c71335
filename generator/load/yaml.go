package load

import (
	"bytes"
	"errors"

	"go.yaml.in/yaml/v4"
	"go.yaml.in/yaml/v4/plugin/loaderlimits"
)

// kind is what a node of YAML is.
type kind int

const (
	scalarNode kind = iota
	mappingNode
	listNode
)

// A node is a value of YAML with its exact place, in bytes of the file.
type node struct {
	kind   kind
	text   string  // of a scalar
	quoted bool    // the scalar stands in quotes or in a block: it is text beyond doubt
	first  int     // where the text of a scalar begins
	at     []int   // where each byte of the text stands; nil: one after the other from first
	items  []*node // of a list
	pairs  []pair  // of a mapping
	start  int
	end    int
	due    bool // a key whose value must not be missing
	broken bool // a mistake in it has been reported; whoever reads it says nothing more
}

// A pair is one line of a mapping.
type pair struct{ key, value *node }

// empty reports whether nothing was written: neither words nor quotes.
func (n *node) empty() bool { return n.kind == scalarNode && !n.quoted && n.text == "" }

// A stop is the place where YAML gives up.
type stop struct {
	at, context   int // in the file; context is where the thing began, -1 for none
	message, what string
}

// document returns the tree of the YAML that stands in the file from start to end. It is an empty mapping when nothing
// is written there. Where YAML gives up, the rest is still read, piece by piece.
func (r *reader) document(start, end int) *node {
	text := r.clean(start, end)
	if values, last := countValues(text, r.caps.most("values")); last >= 0 {
		r.report("too_large", r.file.Span(start+last, start+last+1), r.caps.help("values", values),
			"this file has about %d values; at most %d are read", values, r.caps.most("values"))
		return &node{kind: mappingNode, start: start, end: start, broken: true}
	}
	n, stopped := r.parse(text, start)
	switch {
	case stopped == nil && n == nil:
		return &node{kind: mappingNode, start: start, end: start}
	case stopped != nil:
		n = r.rescue(text, start, stopped)
	}
	if !r.lenient {
		r.refuseGlued(n)
	}
	return n
}

// countValues counts the characters at which a value can begin, and returns the place of the first that is too many; -1
// for none.
func countValues(text []byte, most int) (values, last int) {
	last = -1
	for i, c := range text {
		switch c {
		case ',', ':', '\n', '[', '{', '?':
			if values++; values == most+1 {
				last = i
			}
		}
	}
	return values, last
}

// parse returns the tree of text, which stands in the file at base; nil for a text without a value.
func (r *reader) parse(text []byte, base int) (*node, *stop) {
	if n := quick(text, base); n != nil {
		return n, nil
	}
	return r.parseFully(text, base)
}

// parseFully is parse by the YAML library.
func (r *reader) parseFully(text []byte, base int) (*node, *stop) {
	var root yaml.Node
	if len(bytes.TrimSpace(text)) == 0 {
		return nil, nil
	}
	err := yaml.Load(text, &root, yaml.WithPlugin(loaderlimits.New(loaderlimits.DepthValue(maxDepth))))
	b := newBuilder(r, text, base)
	if err != nil {
		return b.stopped(err)
	}
	if len(root.Content) == 0 {
		return nil, nil
	}
	before := len(r.found)
	n := b.node(root.Content[0])
	if b.loose > 0 {
		r.found = r.found[:before] // all of it is read again, piece by piece
		return nil, &stop{at: b.loose, context: -1, message: looseLine}
	}
	return n, nil
}

// looseLine is why we stop at a line that belongs to a value above it but is not indented below its key. The library does
// not mind; so a quote that is never closed would swallow the keys up to the next quote.
const looseLine = "loose line"

// stopped turns an error of the YAML library into a stop. A text of nothing but comments is no mistake.
func (b *builder) stopped(err error) (*node, *stop) {
	var load *yaml.LoadError
	if !errors.As(err, &load) {
		return nil, &stop{at: b.base, context: -1, message: err.Error()}
	}
	if load.Mark.Line == 0 && bytes.Contains([]byte(load.Message), []byte("no documents")) {
		return nil, nil
	}
	s := &stop{at: b.offset(load.Mark.Line, load.Mark.Column), context: -1, message: load.Message, what: load.ContextMsg}
	if load.ContextMark.Line > 0 {
		s.context = b.offset(load.ContextMark.Line, load.ContextMark.Column)
	}
	return nil, s
}
