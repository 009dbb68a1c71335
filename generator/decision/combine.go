package decision

import "slices"

// And returns the test that both tests hold.
func (f *Forest) And(a, b Node) Node {
	switch {
	case a == b || b == True:
		return a
	case a == True:
		return b
	case a == False || b == False:
		return False
	}
	return f.both(a, b, &f.and, f.And)
}

// Or returns the test that at least one of the tests holds.
func (f *Forest) Or(a, b Node) Node {
	switch {
	case a == b || b == False:
		return a
	case a == False:
		return b
	case a == True || b == True:
		return True
	}
	return f.both(a, b, &f.or, f.Or)
}

// Not returns the test that the test does not hold.
func (f *Forest) Not(a Node) Node { return f.mapped(f, a, func(v int) int { return 1 - v }, f.not) }

// both combines two inner nodes cell by cell. Both operations do not care for the order of their operands.
func (f *Forest) both(a, b Node, memo *pairs, op func(a, b Node) Node) Node {
	if a > b {
		a, b = b, a
	}
	if n, ok := memo.get(a, b); ok {
		return n
	}
	if f.spend(1) {
		return False
	}
	column := min(f.Column(a), f.Column(b))
	arcs := make([]Arc, 0, 8)
	var one, other [1]Arc
	left, right := f.arcsAt(a, column, &one), f.arcsAt(b, column, &other)
	for i, j := 0, 0; i < len(left); {
		end := min(left[i].End, right[j].End)
		arcs = appendArc(arcs, end, op(left[i].To, right[j].To))
		if left[i].End == end {
			i++
		}
		if right[j].End == end {
			j++
		}
	}
	n := f.node(column, arcs)
	memo.put(a, b, n)
	return n
}

// arcsAt returns the arcs of a node at a column; a node that does not ask it has a single one, to itself, for which the
// caller provides the place.
func (f *Forest) arcsAt(n Node, column int, one *[1]Arc) []Arc {
	if f.Column(n) == column {
		return f.inner[n].arcs
	}
	one[0] = Arc{f.cells[column], n}
	return one[:]
}

// Map returns the diagram with every leaf value replaced.
func (f *Forest) Map(root Node, value func(int) int) Node {
	return f.mapped(f, root, value, map[Node]Node{})
}

// mapped makes the diagram in f from one of a forest with the same columns.
func (f *Forest) mapped(source *Forest, n Node, value func(int) int, memo map[Node]Node) Node {
	if n.IsLeaf() {
		return Leaf(value(n.Value()))
	}
	if m, ok := memo[n]; ok {
		return m
	}
	column, from := source.inner[n].column, source.inner[n].arcs
	arcs := make([]Arc, 0, len(from))
	for _, a := range from {
		arcs = appendArc(arcs, a.End, f.mapped(source, a.To, value, memo))
	}
	m := f.node(column, arcs)
	memo[n] = m
	return m
}

// Product joins several diagrams into one. Settle is asked for every distinct tuple of sub-diagrams that occurs; it
// returns the value of the result and true as soon as the tuple determines it, at the latest when all are leaves. It
// may replace entries of the tuple that no longer matter, so that tuples which come to the same are one. The tuple is
// its own only until it returns.
func (f *Forest) Product(roots []Node, settle func(tuple []Node) (value int, settled bool)) Node {
	p := product{f: f, settle: settle, memo: map[string]Node{}}
	return p.node(slices.Clone(roots), 0)
}

type product struct {
	f      *Forest
	settle func([]Node) (int, bool)
	memo   map[string]Node
	key    []byte
	rows   [][]Node // per depth a tuple
}

func (p *product) node(tuple []Node, depth int) Node {
	if value, ok := p.settle(tuple); ok {
		return Leaf(value)
	}
	p.key = appendKey(p.key[:0], tuple)
	if n, ok := p.memo[string(p.key)]; ok { // looks up without a copy
		return n
	}
	var open []int // the entries that still ask something; of many rules most are soon settled
	column := p.f.Columns()
	for i, n := range tuple {
		if !n.IsLeaf() {
			open = append(open, i)
			column = min(column, p.f.Column(n))
		}
	}
	if p.f.spend(4 + len(open)/4 + len(tuple)/64) { // all that it allocates included, about as long as that many pairs
		return Leaf(0)
	}
	key := string(p.key)
	n := p.f.node(column, p.arcs(tuple, open, column, depth))
	p.memo[key] = n
	return n
}

func (p *product) arcs(tuple []Node, open []int, column, depth int) []Arc {
	var arcs []Arc
	at := make([]int, len(open)) // the arc that each open node stands on
	child := p.row(depth, len(tuple))
	for start := 0; start < p.f.cells[column]; {
		end := p.f.cells[column]
		copy(child, tuple)
		for k, i := range open {
			n := tuple[i]
			if p.f.Column(n) != column {
				continue
			}
			own := p.f.inner[n].arcs
			for own[at[k]].End <= start {
				at[k]++
			}
			child[i], end = own[at[k]].To, min(end, own[at[k]].End)
		}
		arcs = appendArc(arcs, end, p.node(child, depth+1))
		start = end
	}
	return arcs
}

// row returns the place for the tuples below a node of a depth.
func (p *product) row(depth, n int) []Node {
	if depth == len(p.rows) {
		p.rows = append(p.rows, make([]Node, n))
	}
	return p.rows[depth]
}

// appendKey writes down the entries of a tuple that are not False, and where they stand.
func appendKey(b []byte, tuple []Node) []byte {
	for i, n := range tuple {
		if n != False {
			b = append(b, byte(i), byte(i>>8), byte(i>>16), byte(n), byte(n>>8), byte(n>>16), byte(n>>24))
		}
	}
	return b
}
