package frontmatter

import "slices"

// kind is what a node of YAML is.
type kind int

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

// Flawed reports whether a mistake in the node, or in something in it, has been reported while YAML was read.
func (n *Node) Flawed() bool {
	return n.Broken || slices.ContainsFunc(n.Items, (*Node).Flawed) ||
		slices.ContainsFunc(n.Pairs, func(p Pair) bool { return p.Key.Flawed() || p.Value.Flawed() })
}

// HasOne reports whether a mapping has one of some keys.
func (n *Node) HasOne(keys ...string) bool {
	return slices.ContainsFunc(n.Pairs, func(p Pair) bool { return slices.Contains(keys, p.Key.Text) })
}

const (
	ScalarNode kind = iota
	MappingNode
	ListNode
)
