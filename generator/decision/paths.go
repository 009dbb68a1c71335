package decision

// Boxes returns boxes that do not overlap and together are where a test holds: one for each way through the diagram. It
// gives up when there are more than most, and says so.
func (f *Forest) Boxes(test Node, most int) (boxes []Box, all bool) {
	p := paths{f: f, most: most, box: make(Box, len(f.cells))}
	all = p.walk(test)
	return p.boxes, all
}

type paths struct {
	f     *Forest
	most  int
	box   Box // on the way down
	boxes []Box
}

func (p *paths) walk(n Node) bool {
	switch {
	case n == False:
		return true
	case n == True:
		p.boxes = append(p.boxes, append(Box(nil), p.box...))
		return len(p.boxes) <= p.most
	}
	column := p.f.inner[n].column
	defer func() { p.box[column] = nil }()
	for _, to := range p.f.ways(n) {
		p.box[column] = to.cells
		if !p.walk(to.node) {
			return false
		}
	}
	return true
}

// branch is all cells of a column that lead to one node.
type branch struct {
	node  Node
	cells Cells
}

func (f *Forest) ways(n Node) []branch {
	var list []branch
	index, start, cells := map[Node]int{}, 0, f.cells[f.inner[n].column]
	for _, a := range f.inner[n].arcs {
		at, known := index[a.To]
		if !known {
			at = len(list)
			index[a.To] = at
			list = append(list, branch{a.To, CellsOf(cells)})
		}
		for c := start; c < a.End; c++ {
			list[at].cells[c/64] |= 1 << (c % 64)
		}
		start = a.End
	}
	return list
}
