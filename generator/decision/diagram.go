package decision

import (
	"slices"
	"sync"
)

// A Node is a diagram of a [Forest]: an inner node, or a leaf. Two diagrams of one forest that say the same are the
// same Node.
type Node int32

// Leaf returns the diagram that is value everywhere. Values are small and not negative.
func Leaf(value int) Node { return Node(^value) }

// False and True are the leaves of tests.
const (
	False = Node(^0)
	True  = Node(^1)
)

// IsLeaf reports whether the node is a leaf.
func (n Node) IsLeaf() bool { return n < 0 }

// Value returns the value of a leaf.
func (n Node) Value() int { return int(^n) }

// An Arc leads from a node, for the cells before End that the arc before it does not take, to another node.
type Arc struct {
	End int // exclusive
	To  Node
}

// A Forest holds diagrams over the same columns. It only grows. What makes diagrams (Test, TestAny, Inside, And, Or,
// Not, Map, Product, Restrict, Split) is for one goroutine at a time, and while it runs nothing else may. What only
// reads them (At, Reach, Find, Grow, Counts, Nodes, Asks, Differ, Plan and the small ones) may run concurrently.
type Forest struct {
	cells []int // per column
	inner []inner
	arcs  []Arc  // room for the arcs of the next nodes
	index []Node // by hash of column and arcs, open addressing; False where a slot is free
	and   pairs
	or    pairs
	not   map[Node]Node
	given map[restriction]Node
	marks sync.Pool // of *marks, so that walks which only read share nothing
	limit int       // how much work may be done; 0 for any amount
	work  int
}

// Limit bounds the work of combining diagrams: pairs of nodes looked at, or as much work. When it is used up, [Forest.Spent]
// reports true, and what the forest made since means nothing.
func (f *Forest) Limit(work int) { f.limit = work }

// Spent reports whether the work went over the limit.
func (f *Forest) Spent() bool { return f.limit > 0 && f.work > f.limit }

// Charge adds to the work what a caller does for each distinct result, so that the limit bounds it too.
func (f *Forest) Charge(work int) { f.work += work }

// spend counts work, and reports whether it is too much now.
func (f *Forest) spend(work int) bool {
	f.work += work
	return f.Spent()
}

type inner struct {
	column int
	hash   uint32
	arcs   []Arc
}

// NewForest returns an empty forest over columns with that many cells each, at least one, in the order in which
// diagrams ask them.
func NewForest(cells []int) *Forest {
	return &Forest{cells: slices.Clone(cells), not: map[Node]Node{}, given: map[restriction]Node{}}
}

// Columns returns how many columns there are.
func (f *Forest) Columns() int { return len(f.cells) }

// Cells returns how many cells a column has.
func (f *Forest) Cells(column int) int { return f.cells[column] }

// Column returns the column that an inner node asks; for a leaf it is [Forest.Columns].
func (f *Forest) Column(n Node) int {
	if n.IsLeaf() {
		return len(f.cells)
	}
	return f.inner[n].column
}

// Arcs returns the arcs of an inner node. They cover all cells in order and must not be changed.
func (f *Forest) Arcs(n Node) []Arc { return f.inner[n].arcs }

// Test returns the test that a column lies in the cells from, up to but not including to. Cells beyond the column are
// left out.
func (f *Forest) Test(column, from, to int) Node {
	cells := f.cells[column]
	arcs := make([]Arc, 0, 3)
	arcs = appendArc(arcs, min(from, cells), False)
	arcs = appendArc(arcs, min(to, cells), True)
	arcs = appendArc(arcs, cells, False)
	return f.node(column, arcs)
}

// TestAny returns the test that a column lies in one of the cells that are set.
func (f *Forest) TestAny(column int, set Cells) Node {
	return f.chain(column, set, True)
}

// chain returns the node that leads to a test for the cells of the set, and to False for the others.
func (f *Forest) chain(column int, set Cells, test Node) Node {
	arcs := make([]Arc, 0, 8)
	for c := range f.cells[column] {
		to := False
		if set.Has(c) {
			to = test
		}
		arcs = appendArc(arcs, c+1, to)
	}
	return f.node(column, arcs)
}

// appendArc adds an arc, unless it is empty, and joins it to the last one when they lead to the same node.
func appendArc(arcs []Arc, end int, to Node) []Arc {
	last := len(arcs) - 1
	switch {
	case last < 0 && end <= 0, last >= 0 && arcs[last].End >= end:
		return arcs
	case last >= 0 && arcs[last].To == to:
		arcs[last].End = end
		return arcs
	}
	return append(arcs, Arc{end, to})
}

// node returns the one node with that column and those arcs; it keeps no hold of arcs.
func (f *Forest) node(column int, arcs []Arc) Node {
	if len(arcs) == 1 {
		return arcs[0].To
	}
	if 2*len(f.inner) >= len(f.index) {
		f.widen()
	}
	h := hash(column, arcs)
	mask := uint32(len(f.index) - 1)
	at := h & mask
	for ; f.index[at] != False; at = (at + 1) & mask {
		if own := &f.inner[f.index[at]]; own.hash == h && own.column == column && slices.Equal(own.arcs, arcs) {
			return f.index[at]
		}
	}
	n := Node(len(f.inner))
	f.inner = append(f.inner, inner{column, h, f.keep(arcs)})
	f.index[at] = n
	return n
}

// widen makes room in the index.
func (f *Forest) widen() {
	f.index = slices.Repeat([]Node{False}, max(64, 2*len(f.index)))
	mask := uint32(len(f.index) - 1)
	for n := range f.inner {
		at := f.inner[n].hash & mask
		for f.index[at] != False {
			at = (at + 1) & mask
		}
		f.index[at] = Node(n)
	}
}

// keep returns a copy of the arcs. Those of many nodes share one piece of memory, which grows with the forest.
func (f *Forest) keep(arcs []Arc) []Arc {
	if cap(f.arcs)-len(f.arcs) < len(arcs) {
		f.arcs = make([]Arc, 0, max(len(arcs), min(16+len(f.inner), 4096)))
	}
	from := len(f.arcs)
	f.arcs = append(f.arcs, arcs...)
	return f.arcs[from:len(f.arcs):len(f.arcs)]
}

func hash(column int, arcs []Arc) uint32 {
	h := uint64(column)
	for _, a := range arcs {
		h = (h ^ uint64(a.End)<<32 ^ uint64(uint32(a.To))) * 0x9e3779b97f4a7c15
		h ^= h >> 32
	}
	return uint32(h)
}
