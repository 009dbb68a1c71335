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

// Write returns a situation as readings, a value for each tested fact that is known. A number lies at the lower end of
// its cell; where high holds, at the upper one.
func (m *Model) Write(s *Situation, high func(*playbook.Fact) bool) []Reading {
	var list []Reading
	for column, c := range m.columns {
		cell, known := s.known[column]
		if !known {
			continue
		}
		value := c.sample(cell)
		if c.ordered() {
			value = playbook.Decimal(c.edge(cell, high(c.fact)))
		}
		list = append(list, Reading{c.fact.Name.Value, value})
	}
	return list
}

// edge returns a number at one end of a cell: the end itself when it belongs to the cell, else the first one inside of it
// by a step that is a power of ten and small beside the range of the fact.
func (c column) edge(cell int, high bool) *big.Rat {
	iv := c.line.Interval(cell, cell)
	end, open, ten := iv.Low, iv.LowOpen, big.NewRat(10, 1)
	if high {
		end, open = iv.High, iv.HighOpen
	}
	if !open {
		return end
	}
	for step := c.step(); ; step = new(big.Rat).Quo(step, ten) {
		inside := new(big.Rat).Add(end, step)
		if high {
			inside.Sub(end, step)
		}
		if c.line.Cell(inside) == cell && c.fact.InRange(inside) {
			return inside
		}
	}
}

// step is the greatest power of ten that is no more than a hundredth of the range of a number.
func (c column) step() *big.Rat {
	ten, step := big.NewRat(10, 1), big.NewRat(1, 1)
	most := new(big.Rat).Sub(c.fact.Max.Rat, c.fact.Min.Rat)
	most.Quo(most, big.NewRat(100, 1))
	for step.Cmp(most) > 0 {
		step.Quo(step, ten)
	}
	for next := new(big.Rat).Mul(step, ten); next.Cmp(most) <= 0; next = new(big.Rat).Mul(step, ten) {
		step = next
	}
	return step
}
