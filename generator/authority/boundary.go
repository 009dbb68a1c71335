package authority

import (
	"slices"

	"remit/generator/decision"
	"remit/generator/playbook"
)

// A Boundary is where one fact alone changes what a scenario can expect: the answer, the actions, or who is called first.
//
// The values of a fact that are answered alike, whatever else holds and whoever asks, are a group. Between each two
// neighbouring groups of a number lies a boundary, one between yes and no, one between two groups of options, and around
// each group where there are three or more. A constant that changes no answer is no boundary.
type Boundary struct {
	Fact   *playbook.Fact
	Sides  [2]string // in words: "error_rate below 2"
	column int
	cells  [2][]int // one of each group on the side
	sets   [2]decision.Cells
}

// maxRestrictions bounds the work of finding boundaries: nodes of diagrams times cells.
const maxRestrictions = 5_000_000

// Boundaries returns the boundaries of all facts for some roles of the site; false when there is too much to look at.
func (m *Model) Boundaries(roles []string) ([]Boundary, bool) {
	var roots []decision.Node
	work, cells := 0, 0
	for _, c := range m.columns {
		cells += c.cells()
	}
	for _, r := range roles {
		n := m.gists(r)
		if work += len(m.forest.Nodes(n)) * cells; work > maxRestrictions {
			return nil, false
		}
		roots = append(roots, n)
	}
	var list []Boundary
	for column := range m.columns {
		list = append(list, m.between(column, m.groups(column, roots))...)
	}
	return list, true
}

// groups returns the cells of a column in groups that all the diagrams treat alike; those of a number are neighbours.
func (m *Model) groups(column int, roots []decision.Node) [][]int {
	var groups [][]int
	var rests [][]decision.Node // of the groups
	for cell := range m.columns[column].cells() {
		rest := make([]decision.Node, len(roots))
		for i, n := range roots {
			rest[i] = m.forest.Restrict(n, column, cell)
		}
		from := 0
		if m.columns[column].ordered() {
			from = max(0, len(groups)-1)
		}
		at := slices.IndexFunc(rests[from:], func(other []decision.Node) bool { return slices.Equal(rest, other) })
		if at < 0 {
			groups, rests = append(groups, []int{cell}), append(rests, rest)
			continue
		}
		groups[from+at] = append(groups[from+at], cell)
	}
	return groups
}

// between returns the boundaries between the groups of a column.
func (m *Model) between(column int, groups [][]int) []Boundary {
	var list []Boundary
	if m.columns[column].ordered() || len(groups) == 2 {
		for i := range len(groups) - 1 {
			list = append(list, m.boundary(column, groups[i:i+1], groups[i+1:i+2]))
		}
		return list
	}
	for i := range groups {
		if len(groups) > 2 {
			list = append(list, m.boundary(column, slices.Concat(groups[:i], groups[i+1:]), groups[i:i+1]))
		}
	}
	return list
}

func (m *Model) boundary(column int, sides ...[][]int) Boundary {
	c := m.columns[column]
	b := Boundary{Fact: c.fact, column: column}
	for i, groups := range sides {
		b.sets[i] = decision.CellsOf(c.cells(), slices.Concat(groups...)...)
		b.Sides[i] = c.words(b.sets[i])
		for _, g := range groups {
			b.cells[i] = append(b.cells[i], g[0])
		}
	}
	return b
}

// Across returns on which side of a boundary a situation stands, and what it becomes when the fact alone moves to the
// other side: one situation for each group there. The side is -1 when the fact is not known, or lies on neither.
func (m *Model) Across(s *Situation, b Boundary) (side int, moved []*Situation) {
	cell, known := s.known[b.column]
	if !known {
		return -1, nil
	}
	for i, set := range b.sets {
		if !set.Has(cell) {
			continue
		}
		for _, to := range b.cells[1-i] {
			moved = append(moved, m.moved(s, b.column, to))
		}
		return i, moved
	}
	return -1, nil
}

// moved returns the situation with one fact in another cell. It was not read, and has no readings.
func (m *Model) moved(s *Situation, column, cell int) *Situation {
	n := &Situation{box: slices.Clone(s.box), known: map[int]int{}, unknown: s.unknown}
	for c, at := range s.known {
		n.known[c] = at
	}
	n.known[column] = cell
	n.box[column] = decision.CellsOf(m.forest.Cells(column), cell)
	return n
}
