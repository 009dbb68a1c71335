package frontmatter

import (
	"bytes"
	"errors"
	"slices"

	"go.yaml.in/yaml/v4"
	"go.yaml.in/yaml/v4/plugin/loaderlimits"

	"remit/generator/limit"
)

// kind is what a node of YAML is.
type kind int

const (
	ScalarNode kind = iota
	MappingNode
	ListNode
)

// A Node is a value of YAML with its exact place, in bytes of the file.
type Node struct {
	Kind   kind
	Text   string  // of a scalar
	Quoted bool    // the scalar stands in quotes or in a block: it is text beyond doubt
	First  int     // where the text of a scalar begins
	At     []int   // where each byte of the text stands; nil: one after the other from first
	Items  []*Node // of a list
	Pairs  []Pair  // of a mapping
	Start  int
	End    int
	Due    bool // a key whose value must not be missing
	Broken bool // a mistake in it has been reported; whoever reads it says nothing more
}

// A Pair is one line of a mapping.
type Pair struct{ Key, Value *Node }

// Empty reports whether nothing was written: neither words nor quotes.
func (n *Node) Empty() bool { return n.Kind == ScalarNode && !n.Quoted && n.Text == "" }

// A stop is the place where YAML gives up.
type stop struct {
	at, context   int // in the file; context is where the thing began, -1 for none
	message, what string
}

// Document returns the tree of the YAML that stands in the file from start to end. It is an empty mapping when nothing
// is written there. Where YAML gives up, the rest is still read, piece by piece.
func (r *Reader) Document(start, end int) *Node {
	text := r.Clean(start, end)
	if values, last := countValues(text, r.Caps.Most("values")); last >= 0 {
		r.Report("too_large", r.File.Span(start+last, start+last+1), r.Caps.Help("values", values),
			"this file has about %d values; at most %d are read", values, r.Caps.Most("values"))
		return &Node{Kind: MappingNode, Start: start, End: start, Broken: true}
	}
	n, stopped := r.Parse(text, start)
	switch {
	case stopped == nil && n == nil:
		return &Node{Kind: MappingNode, Start: start, End: start}
	case stopped != nil:
		n = recovery{r}.recover(text, start, stopped)
	}
	if !r.Lenient {
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

// Parse returns the tree of text, which stands in the file at base; nil for a text without a value.
func (r *Reader) Parse(text []byte, base int) (*Node, *stop) {
	if n := quick(text, base); n != nil {
		return n, nil
	}
	return r.parseFully(text, base)
}

// parseFully is parse by the YAML library.
func (r *Reader) parseFully(text []byte, base int) (*Node, *stop) {
	var root yaml.Node
	if len(bytes.TrimSpace(text)) == 0 {
		return nil, nil
	}
	err := yaml.Load(text, &root, yaml.WithPlugin(loaderlimits.New(loaderlimits.DepthValue(limit.MaxDepth))))
	b := newBuilder(r, text, base)
	if err != nil {
		return b.stopped(err)
	}
	if len(root.Content) == 0 {
		return nil, nil
	}
	before := len(r.Found)
	n := b.node(root.Content[0])
	if b.loose > 0 {
		r.Found = r.Found[:before] // all of it is read again, piece by piece
		return nil, &stop{at: b.loose, context: -1, message: looseLine}
	}
	return n, nil
}

// looseLine is why we stop at a line that belongs to a value above it but is not indented below its key. The library does
// not mind; so a quote that is never closed would swallow the keys up to the next quote.
const looseLine = "loose line"

// stopped turns an error of the YAML library into a stop. A text of nothing but comments is no mistake.
func (b *builder) stopped(err error) (*Node, *stop) {
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

// Flawed reports whether a mistake in the node, or in something in it, has been reported while YAML was read.
func (n *Node) Flawed() bool {
	return n.Broken || slices.ContainsFunc(n.Items, (*Node).Flawed) ||
		slices.ContainsFunc(n.Pairs, func(p Pair) bool { return p.Key.Flawed() || p.Value.Flawed() })
}

// HasOne reports whether a mapping has one of some keys.
func (n *Node) HasOne(keys ...string) bool {
	return slices.ContainsFunc(n.Pairs, func(p Pair) bool { return slices.Contains(keys, p.Key.Text) })
}
