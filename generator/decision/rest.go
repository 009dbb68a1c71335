package decision

import (
	"math/big"
	"slices"
)

// rest is what the planner knows of one rest of the diagram, whatever was asked before.
type rest struct {
	value   int      // of all leaves that count: noValue when there are none, manyValue when they differ
	cells   *big.Int // of the whole table that count
	asked   Cells    // columns
	columns []int    // the same as a list, when the rest is not settled
	splits  [][]Arc  // per entry of columns, once known
	least   int      // no plan needs fewer questions in the worst case
	turns   int      // see planner.turns
	best    []*prospect
}

const (
	noValue    = -1
	mixedValue = -2
)

// settled reports whether nothing has to be asked.
func (r *rest) settled() bool { return r.value != mixedValue }

// counts reports whether there is a situation that counts.
func (r *rest) counts() bool { return r.value != noValue }

func (p *planner) rest(n Node) *rest {
	r := p.rests[n]
	if r == nil {
		r = p.look(n)
		p.rests[n] = r
	}
	return r
}

// look computes what follows from the nodes below.
func (p *planner) look(n Node) *rest {
	r := &rest{value: noValue, cells: new(big.Int), asked: CellsOf(p.f.Columns())}
	if n.IsLeaf() {
		if !p.free(n.Value()) {
			r.value = n.Value()
			r.cells = p.f.situations()
		}
		return r
	}
	own, start := p.f.inner[n], 0
	r.asked[own.column/64] |= 1 << (own.column % 64)
	for _, a := range own.arcs {
		below := p.rest(a.To)
		switch {
		case r.value == noValue:
			r.value = below.value
		case below.value != noValue && below.value != r.value:
			r.value = mixedValue
		}
		r.cells.Add(r.cells, p.f.part(below.cells, a.End-start, own.column))
		for i, word := range below.asked {
			r.asked[i] |= word
		}
		start = a.End
	}
	if !r.settled() {
		r.least = 1
		r.columns = p.columns(r.asked)
		r.splits = make([][]Arc, len(r.columns))
	}
	return r
}

func (p *planner) columns(asked Cells) []int {
	var list []int
	for c := range p.f.cells {
		if asked.Has(c) {
			list = append(list, c)
		}
	}
	return list
}

// restrictions is how many steps of [Forest.Restrict] are as much work as judging a rest, roughly. They are charged to
// the budget, since in a large diagram they are nearly all of the work.
const restrictions = 8

// split is [Forest.Split] with a memory.
func (p *planner) split(n Node, column int) []Arc {
	r := p.rest(n)
	i, _ := slices.BinarySearch(r.columns, column)
	if r.splits[i] == nil {
		before := len(p.f.given)
		r.splits[i] = p.f.Split(n, column)
		p.budget -= (len(p.f.given) - before) / restrictions
	}
	return r.splits[i]
}
