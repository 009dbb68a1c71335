package decision_test

import (
	"slices"

	"remit/generator/decision"
)

// newColumns is a table of few wide columns: the leaves of a decision tree on numbers of a thousand steps and choices of
// six values, every second column one of them; one column of a tenth of the rules is damaged.
func newColumns(columns, rules int, seed uint64) playbook {
	d := seeded(seed)
	p := playbook{}
	for c := range columns {
		p.cells = append(p.cells, []int{1000, 6}[c%2])
	}
	for _, leaf := range splits(d, p.cells, rules, func() int { return d(columns) }) {
		if d.chance(10) {
			c := d(columns)
			from := d(p.cells[c])
			leaf[c] = [2]int{from, from + 1 + d(p.cells[c]-from)}
		}
		p.rules = append(p.rules, p.box(leaf))
	}
	return p
}

// splits cuts all situations into boxes, by a random leaf in two until there are enough. Choose picks the column.
func splits(d dice, cells []int, enough int, choose func() int) [][][2]int {
	leaves := [][][2]int{make([][2]int, len(cells))}
	for c, n := range cells {
		leaves[0][c] = [2]int{0, n}
	}
	for len(leaves) < enough {
		i, c := d(len(leaves)), choose()
		low, high := leaves[i][c][0], leaves[i][c][1]
		if high-low < 2 {
			continue
		}
		at := low + 1 + d(high-low-1)
		other := slices.Clone(leaves[i])
		leaves[i][c], other[c] = [2]int{low, at}, [2]int{at, high}
		leaves = append(leaves, other)
	}
	return leaves
}

// The kinds of tables whose boxes have ends of their own on most facts.
const (
	scattered = iota // boxes anywhere: a gap is easy to find
	whole            // every box of a partition is widened: there is no gap, and no cut that no box crosses
	chipped          // the same, but one box is narrowed by a cell
)

// newBoxes is such a table.
func newBoxes(kind, columns, rules int, seed uint64) playbook {
	d := seeded(seed)
	p := playbook{}
	for range columns {
		p.cells = append(p.cells, 200)
	}
	if kind == scattered {
		for range rules {
			leaf := make([][2]int, columns)
			for c, n := range p.cells {
				from := d(n)
				leaf[c] = [2]int{from, from + 1 + d(n-from)}
			}
			p.rules = append(p.rules, p.box(leaf))
		}
		return p
	}
	leaves := splits(d, p.cells, rules, func() int { return d(columns) })
	wide := slices.Clone(leaves)
	for i, leaf := range leaves {
		wide[i] = make([][2]int, columns)
		for c, n := range p.cells {
			wide[i][c] = [2]int{max(0, leaf[c][0]-d(20)), min(n, leaf[c][1]+d(20))}
		}
	}
	if kind == chipped {
		wide = chip(d, leaves, wide)
	}
	for _, leaf := range wide {
		p.rules = append(p.rules, p.box(leaf))
	}
	return p
}

// chip leaves a single situation without a rule: its box is peeled around it, and no other box is so wide that it holds
// the situation.
func chip(d dice, leaves, wide [][][2]int) [][][2]int {
	at := d(len(leaves))
	var cell []int
	for _, span := range leaves[at] {
		cell = append(cell, span[0]+d(span[1]-span[0]))
	}
	var list [][][2]int
	for i, box := range wide {
		if i == at {
			continue
		}
		for c, span := range box { // the first column in which the box did not hold it before it was widened
			if own := leaves[i][c]; inside(box, cell) && (cell[c] < own[0] || cell[c] >= own[1]) {
				box[c] = own
			} else {
				box[c] = span
			}
		}
		list = append(list, box)
	}
	left := slices.Clone(leaves[at])
	for c, n := range cell {
		for _, side := range [2][2]int{{left[c][0], n}, {n + 1, left[c][1]}} {
			if side[0] < side[1] {
				peel := slices.Clone(left)
				peel[c] = side
				list = append(list, peel)
			}
		}
		left[c] = [2]int{n, n + 1}
	}
	return list
}

func inside(box [][2]int, cell []int) bool {
	for c, span := range box {
		if cell[c] < span[0] || cell[c] >= span[1] {
			return false
		}
	}
	return true
}

// newPigeons asks n+1 columns to differ pairwise in n cells: two rules of the same cell, for every pair and cell. They
// cover everything, and a proof that does not count is long.
func newPigeons(n int) playbook {
	p := playbook{cells: slices.Repeat([]int{n}, n+1)}
	for cell := range n {
		for i := range n + 1 {
			for j := range i {
				box := make(decision.Box, n+1)
				box[i], box[j] = decision.CellsOf(n, cell), decision.CellsOf(n, cell)
				p.rules = append(p.rules, box)
			}
		}
	}
	return p
}

// newChain is a table of rules that each test two neighbouring columns, eight for each pair.
func newChain(columns int, seed uint64) playbook {
	d := seeded(seed)
	p := playbook{cells: slices.Repeat([]int{4}, columns)}
	for c := range columns - 1 {
		for range 8 {
			box := make(decision.Box, columns)
			box[c], box[c+1] = decision.CellsOf(4, d(4)), decision.CellsOf(4, d(4))
			p.rules = append(p.rules, box)
		}
	}
	return p
}

// newClauses is a table of yes/no columns and rules that each test three of them, about as many as leave nothing open.
func newClauses(columns int, seed uint64) playbook {
	d := seeded(seed)
	p := playbook{cells: slices.Repeat([]int{2}, columns)}
	for range columns * 43 / 10 {
		box := make(decision.Box, columns)
		for n := 0; n < 3; {
			if c := d(columns); box[c] == nil {
				box[c] = decision.CellsOf(2, d(2))
				n++
			}
		}
		p.rules = append(p.rules, box)
	}
	return p
}
