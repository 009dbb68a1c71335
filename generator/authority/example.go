package authority

import (
	"iter"
	"math/big"

	"remit/generator/decision"
	"remit/generator/playbook"
)

// Where returns a situation with a value for every tested fact in which the outcome of a role is wanted, or nil.
func (m *Model) Where(name string, wanted func(Outcome) bool) *Situation {
	r := m.role(name)
	cells := m.forest.Find(r.root, nil, func(leaf int) bool { return leaf != impossibleLeaf && wanted(r.outcomes[leaf]) })
	if cells == nil {
		return nil
	}
	return m.at(cells)
}

// Beside returns two situations on the two sides of a boundary that differ in its fact alone, and in the gist of what
// they yield for a role; nil when there are none.
func (m *Model) Beside(name string, b Boundary) (below, above *Situation) {
	n := m.gists(name)
	for _, low := range b.cells[0] {
		for _, high := range b.cells[1] {
			d := differ{f: m.forest, seen: map[[2]decision.Node]bool{}, cells: make([]int, len(m.columns))}
			if d.find(m.forest.Restrict(n, b.column, low), m.forest.Restrict(n, b.column, high)) {
				s := m.at(d.cells)
				return m.moved(s, b.column, low), m.moved(s, b.column, high)
			}
		}
	}
	return nil, nil
}

// differ looks for a situation in which two diagrams have different leaves.
type differ struct {
	f     *decision.Forest
	seen  map[[2]decision.Node]bool // pairs that were searched in vain
	cells []int
}

func (d *differ) find(a, b decision.Node) bool {
	if a == b || d.seen[[2]decision.Node{a, b}] {
		return false
	}
	d.seen[[2]decision.Node{a, b}] = true
	column := min(d.f.Column(a), d.f.Column(b))
	if column == d.f.Columns() {
		return true
	}
	for start := 0; start < d.f.Cells(column); {
		left, right := d.arc(a, column, start), d.arc(b, column, start)
		d.cells[column] = start
		if d.find(left.To, right.To) {
			return true
		}
		start = min(left.End, right.End)
	}
	d.cells[column] = 0
	return false
}

// arc returns the arc of a node that a cell of a column takes; a node that does not ask the column has one, to itself.
func (d *differ) arc(n decision.Node, column, cell int) decision.Arc {
	if d.f.Column(n) == column {
		for _, a := range d.f.Arcs(n) {
			if cell < a.End {
				return a
			}
		}
	}
	return decision.Arc{End: d.f.Cells(column), To: n}
}

// at makes a situation of a cell for each column. It was not read, and has no readings.
func (m *Model) at(cells []int) *Situation {
	s := &Situation{box: make(decision.Box, len(cells)), known: map[int]int{}}
	for column, cell := range cells {
		s.known[column] = cell
		s.box[column] = decision.CellsOf(m.forest.Cells(column), cell)
	}
	return s
}

// Moves returns every situation that a known fact makes of this one by moving alone to another cell.
func (m *Model) Moves(s *Situation) iter.Seq[*Situation] {
	return func(yield func(*Situation) bool) {
		for column, c := range m.columns {
			from, known := s.known[column]
			for cell := range c.cells() {
				if known && cell != from && !yield(m.moved(s, column, cell)) {
					return
				}
			}
		}
	}
}

// Around describes the largest region around a situation, with a value for every tested fact, in which a role gets the
// same gist; "" when that is everywhere.
func (m *Model) Around(name string, s *Situation) string {
	n, cells := m.gists(name), make([]int, len(m.columns))
	for column, cell := range s.known {
		cells[column] = cell
	}
	own := m.forest.At(n, cells)
	box := m.forest.Grow(n, cells, m.ordered(), func(leaf int) bool { return leaf == own })
	for _, set := range box {
		if set != nil {
			return m.boxWords(box)
		}
	}
	return ""
}

// Write returns a situation as readings, a value for each tested fact that is known. Where high holds for a number, the
// value lies at the upper end of its cell, else at the lower one.
func (m *Model) Write(s *Situation, high func(*playbook.Fact) bool) []Reading {
	var list []Reading
	for column, c := range m.columns {
		cell, known := s.known[column]
		if !known {
			continue
		}
		value := c.sample(cell)
		if c.ordered() && high(c.fact) {
			value = playbook.Decimal(c.top(cell))
		}
		list = append(list, Reading{c.fact.Name.Value, value})
	}
	return list
}

// top returns a number near the upper end of a cell: the end itself when it belongs to the cell, else one step of a power
// of ten below it that is small beside the range of the fact and stays within the cell.
func (c column) top(cell int) *big.Rat {
	iv := c.line.Interval(cell, cell)
	if !iv.HighOpen {
		return iv.High
	}
	ten := big.NewRat(10, 1)
	hundredth := new(big.Rat).Sub(c.fact.Max.Rat, c.fact.Min.Rat)
	hundredth.Quo(hundredth, big.NewRat(100, 1))
	step := big.NewRat(1, 1)
	for next := new(big.Rat).Mul(step, ten); next.Cmp(hundredth) <= 0; next = new(big.Rat).Mul(step, ten) {
		step = next
	}
	for {
		below := new(big.Rat).Sub(iv.High, step)
		if by := below.Cmp(iv.Low); step.Cmp(hundredth) <= 0 && (by > 0 || by == 0 && !iv.LowOpen) {
			return below
		}
		step = new(big.Rat).Quo(step, ten)
	}
}
