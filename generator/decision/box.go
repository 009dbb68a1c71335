package decision

import "slices"

// A Box is a set of cells for each column: the situations that lie in all of them. The nil Box holds every situation.
type Box []Cells

func (b Box) column(c int) Cells {
	if b == nil {
		return nil
	}
	return b[c]
}

// empty reports whether the box holds no situation, because it leaves some column no cell.
func (f *Forest) empty(b Box) bool {
	for c, set := range b {
		if !set.overlaps(0, f.cells[c]) {
			return true
		}
	}
	return false
}

// Reach calls visit once for every leaf value that some situation of the box reaches.
func (f *Forest) Reach(root Node, box Box, visit func(value int)) {
	if f.empty(box) {
		return
	}
	seen := f.newMarks()
	f.reach(root, box, seen, visit)
	f.marks.Put(seen)
}

func (f *Forest) reach(n Node, box Box, seen *marks, visit func(value int)) {
	if !seen.add(n) {
		return
	}
	if n.IsLeaf() {
		visit(n.Value())
		return
	}
	set, start := box.column(f.inner[n].column), 0
	for _, a := range f.inner[n].arcs {
		if set.overlaps(start, a.End) {
			f.reach(a.To, box, seen, visit)
		}
		start = a.End
	}
}

// At returns the leaf value of one situation: a cell for each column.
func (f *Forest) At(root Node, situation []int) int {
	for !root.IsLeaf() {
		n := &f.inner[root]
		cell := situation[n.column]
		i, _ := slices.BinarySearchFunc(n.arcs, cell, func(a Arc, c int) int { return a.End - c - 1 })
		root = n.arcs[i].To
	}
	return root.Value()
}

// Find returns the first situation of the box, in the order of columns and cells, whose leaf value is wanted; nil when
// there is none. Columns that do not matter are in the first cell of the box.
func (f *Forest) Find(root Node, box Box, wanted func(value int) bool) []int {
	if f.empty(box) {
		return nil
	}
	situation := make([]int, len(f.cells))
	for c := range situation {
		situation[c] = box.column(c).first(0, f.cells[c])
	}
	seen := f.newMarks() // what was searched in vain
	defer f.marks.Put(seen)
	if !f.find(root, box, wanted, situation, seen) {
		return nil
	}
	return situation
}

func (f *Forest) find(n Node, box Box, wanted func(value int) bool, situation []int, seen *marks) bool {
	if !seen.add(n) {
		return false
	}
	if n.IsLeaf() {
		return wanted(n.Value())
	}
	column, start := f.inner[n].column, 0
	set, first := box.column(column), situation[column]
	for _, a := range f.inner[n].arcs {
		if c := set.first(start, a.End); c < a.End {
			situation[column] = c
			if f.find(a.To, box, wanted, situation, seen) {
				return true
			}
		}
		start = a.End
	}
	situation[column] = first
	return false
}

// Inside returns the test that a situation lies in the box.
func (f *Forest) Inside(box Box) Node {
	all := True
	for c := len(box) - 1; c >= 0; c-- {
		if box[c] != nil {
			all = f.chain(c, box[c], all)
		}
	}
	return all
}
