package decision

type restriction struct {
	n            Node
	column, cell int32
}

// Restrict returns the diagram with a column known to lie in a cell; the result no longer asks that column.
func (f *Forest) Restrict(n Node, column, cell int) Node {
	if f.Column(n) > column {
		return n
	}
	key := restriction{n, int32(column), int32(cell)}
	if m, ok := f.given[key]; ok {
		return m
	}
	m := f.restricted(n, column, cell)
	f.given[key] = m
	return m
}

func (f *Forest) restricted(n Node, column, cell int) Node {
	own := f.inner[n]
	if own.column == column {
		for _, a := range own.arcs {
			if cell < a.End {
				return a.To
			}
		}
	}
	arcs := make([]Arc, 0, len(own.arcs))
	for _, a := range own.arcs {
		arcs = appendArc(arcs, a.End, f.Restrict(a.To, column, cell))
	}
	return f.node(own.column, arcs)
}

// Split returns what remains of a diagram for each answer about one column: arcs whose ends cut the column where the
// rest changes. A column that the diagram does not ask gives a single arc. The arcs must not be changed.
func (f *Forest) Split(n Node, column int) []Arc {
	if f.Column(n) == column {
		return f.inner[n].arcs
	}
	var arcs []Arc
	start := 0
	for _, end := range f.ends(n, column) {
		arcs = appendArc(arcs, end, f.Restrict(n, column, start))
		start = end
	}
	return arcs
}

// ends returns where the arcs of a column end, anywhere below n, in order.
func (f *Forest) ends(n Node, column int) []int {
	cut := make([]bool, f.cells[column]+1)
	seen := f.newMarks()
	f.cut(n, column, cut, seen)
	f.marks.Put(seen)
	cut[f.cells[column]] = true
	var ends []int
	for end, here := range cut {
		if here {
			ends = append(ends, end)
		}
	}
	return ends
}

func (f *Forest) cut(n Node, column int, cut []bool, seen *marks) {
	if f.Column(n) > column || !seen.add(n) {
		return
	}
	own := &f.inner[n]
	for _, a := range own.arcs {
		if own.column == column {
			cut[a.End] = true
			continue
		}
		f.cut(a.To, column, cut, seen)
	}
}

// Asks returns, for each column, whether the diagram asks it anywhere.
func (f *Forest) Asks(root Node) []bool {
	asked := make([]bool, f.Columns())
	seen := f.newMarks()
	f.asks(root, asked, seen)
	f.marks.Put(seen)
	return asked
}

func (f *Forest) asks(n Node, asked []bool, seen *marks) {
	if n.IsLeaf() || !seen.add(n) {
		return
	}
	asked[f.inner[n].column] = true
	for _, a := range f.inner[n].arcs {
		f.asks(a.To, asked, seen)
	}
}

// Differ reports whether some situation has different leaf values in the two diagrams, both of which count: a value
// for which free holds says nothing and differs from none.
func (f *Forest) Differ(a, b Node, free func(value int) bool) bool {
	return f.differ(a, b, free, map[[2]Node]bool{})
}

func (f *Forest) differ(a, b Node, free func(value int) bool, seen map[[2]Node]bool) bool {
	if a == b || seen[[2]Node{a, b}] {
		return false
	}
	if a.IsLeaf() && free(a.Value()) || b.IsLeaf() && free(b.Value()) {
		return false
	}
	if a.IsLeaf() && b.IsLeaf() {
		return true
	}
	seen[[2]Node{a, b}] = true
	column := min(f.Column(a), f.Column(b))
	var one, other [1]Arc
	left, right := f.arcsAt(a, column, &one), f.arcsAt(b, column, &other)
	for i, j := 0, 0; i < len(left); {
		if f.differ(left[i].To, right[j].To, free, seen) {
			return true
		}
		end := min(left[i].End, right[j].End)
		if left[i].End == end {
			i++
		}
		if right[j].End == end {
			j++
		}
	}
	return false
}
