package decision

// Grow returns a largest box around a situation in which every leaf value is good; it cannot be extended in any one
// column. The value of the situation itself must be good. Columns are extended one after the other, in their order;
// those that are ordered grow only to neighbouring cells. A column that holds all its cells is nil.
func (f *Forest) Grow(root Node, situation []int, ordered []bool, good func(value int) bool) Box {
	box := make(Box, len(f.cells))
	for c, cell := range situation {
		box[c] = CellsOf(f.cells[c], cell)
	}
	for c := range box {
		box[c] = f.extend(root, box, c, situation[c], ordered[c], good)
	}
	return box
}

// extend returns all cells that one column of the box can have. The others stay, so that each cell can be judged for
// itself, and all of them in one walk.
func (f *Forest) extend(root Node, box Box, column, cell int, ordered bool, good func(value int) bool) Cells {
	g := grower{f: f, box: box, column: column, good: good, bad: map[Node]bool{}, seen: f.newMarks()}
	g.barred = make([]bool, f.cells[column])
	g.walk(root)
	g.barred[cell] = false
	f.marks.Put(g.seen)
	return around(g.barred, cell, ordered)
}

// around returns the cells that are not barred, nil for all of them; when they are ordered, those without a barred one
// between them and the cell.
func around(barred []bool, cell int, ordered bool) Cells {
	low, high := 0, len(barred)
	for c, bar := range barred {
		switch {
		case !bar || !ordered:
		case c < cell:
			low = c + 1
		case c > cell:
			high = min(high, c)
		}
	}
	set, all := CellsOf(len(barred), cell), true
	for c, bar := range barred {
		if c < low || c >= high || bar {
			all = false
			continue
		}
		set[c/64] |= 1 << (c % 64)
	}
	if all {
		return nil
	}
	return set
}

type grower struct {
	f      *Forest
	box    Box
	column int // the one that is extended
	barred []bool
	good   func(value int) bool
	bad    map[Node]bool // whether a node below the column reaches a value that is not good
	seen   *marks
}

// walk bars the cells of the column that lead from the box to a value that is not good.
func (g *grower) walk(n Node) {
	if g.f.Column(n) > g.column || !g.seen.add(n) {
		return // a node that does not ask the column is good, as the situation's own cell shows
	}
	own, start := &g.f.inner[n], 0
	set := g.box.column(own.column)
	for _, a := range own.arcs {
		switch {
		case own.column < g.column:
			if set.overlaps(start, a.End) {
				g.walk(a.To)
			}
		case g.reachesBad(a.To):
			for c := start; c < a.End; c++ {
				g.barred[c] = true
			}
		}
		start = a.End
	}
}

func (g *grower) reachesBad(n Node) bool {
	if n.IsLeaf() {
		return !g.good(n.Value())
	}
	if bad, known := g.bad[n]; known {
		return bad
	}
	own, start, bad := &g.f.inner[n], 0, false
	set := g.box.column(own.column)
	for _, a := range own.arcs {
		if bad = set.overlaps(start, a.End) && g.reachesBad(a.To); bad {
			break
		}
		start = a.End
	}
	g.bad[n] = bad
	return bad
}
