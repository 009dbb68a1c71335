package decision

import "slices"

// Cells is a set of cells of one column. The nil set is every cell.
type Cells []uint64

// CellsOf returns the set of the given cells of a column with n cells.
func CellsOf(n int, cells ...int) Cells {
	set := make(Cells, (n+63)/64)
	for _, c := range cells {
		set[c/64] |= 1 << (c % 64)
	}
	return set
}

// Has reports whether the set holds a cell.
func (s Cells) Has(cell int) bool { return s == nil || s[cell/64]&(1<<(cell%64)) != 0 }

// overlaps reports whether the set holds a cell from start, up to but not including end.
func (s Cells) overlaps(start, end int) bool {
	if s == nil {
		return start < end
	}
	for c := start; c < end; c++ {
		if s.Has(c) {
			return true
		}
	}
	return false
}

// A Box is a set of cells for each column: the situations that lie in all of them. The nil Box holds every situation.
type Box []Cells

func (b Box) column(c int) Cells {
	if b == nil {
		return nil
	}
	return b[c]
}

// Reach calls visit once for every leaf value that some situation of the box reaches.
func (f *Forest) Reach(root Node, box Box, visit func(value int)) {
	seen := map[Node]bool{}
	var walk func(Node)
	walk = func(n Node) {
		if seen[n] {
			return
		}
		seen[n] = true
		if n.IsLeaf() {
			visit(n.Value())
			return
		}
		set, start := box.column(f.inner[n].column), 0
		for _, a := range f.inner[n].arcs {
			if set.overlaps(start, a.End) {
				walk(a.To)
			}
			start = a.End
		}
	}
	walk(root)
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
	situation := make([]int, len(f.cells))
	for c := range situation {
		for !box.column(c).Has(situation[c]) {
			situation[c]++
		}
	}
	dead := map[Node]bool{}
	var walk func(Node) bool
	walk = func(n Node) bool {
		if n.IsLeaf() {
			return wanted(n.Value())
		}
		if dead[n] {
			return false
		}
		column, start := f.inner[n].column, 0
		first := situation[column]
		for _, a := range f.inner[n].arcs {
			for c := start; c < a.End; c++ {
				if box.column(column).Has(c) {
					situation[column] = c
					if walk(a.To) {
						return true
					}
					break
				}
			}
			start = a.End
		}
		situation[column], dead[n] = first, true
		return false
	}
	if !walk(root) {
		return nil
	}
	return situation
}

// Grow returns a largest box around a situation in which every leaf value is good; it cannot be extended in any one
// column. Columns are extended one after the other, in their order; those that are ordered grow only to neighbouring
// cells.
func (f *Forest) Grow(root Node, situation []int, ordered []bool, good func(value int) bool) Box {
	box := make(Box, len(f.cells))
	for c, cell := range situation {
		box[c] = CellsOf(f.cells[c], cell)
	}
	fits := func() bool {
		all := true
		f.Reach(root, box, func(v int) { all = all && good(v) })
		return all
	}
	for c := range box {
		point := box[c]
		if box[c] = nil; fits() {
			continue
		}
		box[c] = point
		f.extend(box, c, situation[c], ordered[c], fits)
	}
	return box
}

// extend adds cells to one column of the box while it fits.
func (f *Forest) extend(box Box, column, cell int, ordered bool, fits func() bool) {
	try := func(c int) bool {
		before := slices.Clone(box[column])
		box[column][c/64] |= 1 << (c % 64)
		if fits() {
			return true
		}
		box[column] = before
		return false
	}
	for c := cell - 1; c >= 0; c-- {
		if !try(c) && ordered {
			break
		}
	}
	for c := cell + 1; c < f.cells[column]; c++ {
		if !try(c) && ordered {
			break
		}
	}
}

// Inside returns the test that a situation lies in the box.
func (f *Forest) Inside(box Box) Node {
	all := True
	for c := range box {
		if box[c] != nil {
			all = f.And(all, f.TestAny(c, box[c]))
		}
	}
	return all
}
