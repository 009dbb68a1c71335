package decision

// Steps visits what one step along a column changes: visit gets the leaf values of two situations that are alike but for
// that column, in which the second lies one cell further. Steps that surely change nothing are left out; a pair of
// values may be visited more than once.
func (f *Forest) Steps(root Node, column int, visit func(from, to int)) {
	s := stepper{f: f, column: column, visit: visit, seen: f.newMarks()}
	s.walk(root)
	f.marks.Put(s.seen)
}

type stepper struct {
	f      *Forest
	column int
	visit  func(from, to int)
	seen   *marks // nodes above the column, where both situations stand on the same one
	met    map[[2]Node]bool
}

// walk looks for the nodes that ask the column. Below a node that does not, the step changes nothing.
func (s *stepper) walk(n Node) {
	if s.f.Column(n) > s.column || !s.seen.add(n) {
		return
	}
	own := &s.f.inner[n]
	for i, a := range own.arcs {
		switch {
		case own.column < s.column:
			s.walk(a.To)
		case i > 0:
			s.pair(own.arcs[i-1].To, a.To)
		}
	}
}

func (s *stepper) pair(a, b Node) {
	if a == b || s.met[[2]Node{a, b}] {
		return
	}
	if s.met == nil {
		s.met = map[[2]Node]bool{}
	}
	s.met[[2]Node{a, b}] = true
	if a.IsLeaf() && b.IsLeaf() {
		s.visit(a.Value(), b.Value())
		return
	}
	column := min(s.f.Column(a), s.f.Column(b))
	var one, other [1]Arc
	left, right := s.f.arcsAt(a, column, &one), s.f.arcsAt(b, column, &other)
	for i, j := 0, 0; i < len(left); {
		s.pair(left[i].To, right[j].To)
		end := min(left[i].End, right[j].End)
		if left[i].End == end {
			i++
		}
		if right[j].End == end {
			j++
		}
	}
}

// Shift returns the diagram that is, for every situation, what another is for the one that lies so many cells further on
// one column, or further back when by is negative; False where there is no such cell.
func (f *Forest) Shift(n Node, column, by int) Node {
	return f.shifted(n, column, by, map[Node]Node{})
}

func (f *Forest) shifted(n Node, column, by int, memo map[Node]Node) Node {
	if n == False {
		return False
	}
	if m, ok := memo[n]; ok {
		return m
	}
	var one [1]Arc
	at := min(f.Column(n), column)
	from, cells := f.arcsAt(n, at, &one), f.cells[at]
	arcs := make([]Arc, 0, len(from)+2)
	switch {
	case at < column:
		for _, a := range from {
			arcs = appendArc(arcs, a.End, f.shifted(a.To, column, by, memo))
		}
	default:
		arcs = appendArc(arcs, min(-by, cells), False)
		for _, a := range from {
			arcs = appendArc(arcs, min(max(a.End-by, 0), cells), a.To)
		}
		arcs = appendArc(arcs, cells, False)
	}
	m := f.node(at, arcs)
	memo[n] = m
	return m
}
