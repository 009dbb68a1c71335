package decision

import (
	"math/big"
	"slices"
)

// cover looks for what no rule covers, top down: it splits a box of classes in two until a rule covers the part or no
// rule meets it. What it found is remembered for the set of rules that are still active, those that meet the box, with
// the box in the columns that one of them still tests. That is a decision diagram, and never built.
type cover struct {
	v      *view
	any    bool // end with the first gap
	budget int
	work   int
	pause  func() bool // false ends the search
	turn   int         // steps between pauses
	next   int         // the step at which the next is due

	box    []span   // on the way down
	active []active // of all boxes on the way down, one after the other
	cuts   cuts
	memo   memo
	used   []bool // per rule whether it covers some part
	gap    []span // the first box without a rule; nil while there is none
}

// active is a rule that meets the box, and how many columns it still tests there.
type active struct{ rule, open int32 }

func newCover(v *view, s Search, turn int, fixed []int) *cover {
	e := &cover{v: v, any: s.Any, budget: s.Budget, turn: turn, next: turn, used: make([]bool, len(v.rules))}
	for _, a := range v.columns {
		e.box = append(e.box, span{0, int32(a.classes())})
	}
	e.cuts = newCuts(v, fixed)
	return e
}

func (e *cover) steps() int { return e.work }

func (e *cover) decide(pause func() bool) finding {
	e.pause = pause
	open, done := e.count()
	switch {
	case e.gap != nil: // it is one, whether or not all were counted
		return finding{verdict: Open, open: open, box: e.gap}
	case done:
		return finding{verdict: Covered, used: e.used}
	}
	return finding{}
}

// count counts what no rule covers. It is not done when it is over budget, or when the first gap was enough.
func (e *cover) count() (open *big.Int, done bool) {
	for r, tests := range e.v.tests {
		e.active = append(e.active, active{int32(r), int32(len(tests))})
		if len(tests) == 0 {
			e.used[r] = true
			return new(big.Int), true
		}
	}
	relevant := make(Cells, e.cuts.words)
	open, done = e.visit(0, 0, relevant)
	if !done {
		return nil, false
	}
	if open == nil {
		return new(big.Int), true
	}
	open = e.widen(open, nil, relevant)
	for c, n := range e.v.t.cells { // columns that the view left out
		if !slices.ContainsFunc(e.v.columns, func(a axis) bool { return a.column == c }) {
			open = new(big.Int).Mul(open, big.NewInt(int64(e.v.kept(c, n))))
		}
	}
	return open, true
}

// widen turns a count over some columns of the box into one over more of them; nil is all.
func (e *cover) widen(count *big.Int, to, from Cells) *big.Int {
	factor := int64(1)
	wide := count
	for c, s := range e.box {
		if !to.Has(c) || from.Has(c) {
			continue
		}
		if factor *= int64(e.v.columns[c].weight(s)); factor >= 1<<31 {
			wide, factor = new(big.Int).Mul(wide, big.NewInt(factor)), 1
		}
	}
	if factor == 1 {
		return wide
	}
	return new(big.Int).Mul(wide, big.NewInt(factor))
}

// spend counts work and reports whether the search may go on.
func (e *cover) spend(work int) bool {
	e.work += work
	if e.work >= e.next {
		e.next = e.work + e.turn
		if !e.pause() {
			return false
		}
	}
	return e.work <= e.budget
}

// visit counts how many situations of the box no rule covers, over the columns that an active rule still tests, which
// it sets in relevant; nil is none. The active rules begin at from; none of them covers the box.
func (e *cover) visit(from, depth int, relevant Cells) (open *big.Int, done bool) {
	list := e.active[from:]
	if len(list) == 0 {
		if e.gap == nil {
			e.gap = append([]span{}, e.box...) // not nil, even without columns
		}
		return big.NewInt(1), !e.any
	}
	column, at, work := e.cuts.choose(e.box, list, relevant)
	if !e.spend(work + len(list)) {
		return nil, false
	}
	entry, known := e.memo.find(relevant, e.box, list)
	if known {
		return e.memo.open[entry], true
	}
	below := e.cuts.set(depth)
	whole := e.box[column]
	for _, part := range [2]span{{whole.from, at}, {at, whole.end}} {
		share, done := e.part(from, depth, column, part, below)
		if share != nil {
			share = e.widen(share, relevant, below)
			if open != nil { // neither may change: the memo has them
				share = new(big.Int).Add(share, open)
			}
			open = share
		}
		e.box[column] = whole
		if !done {
			return nil, false
		}
	}
	e.memo.set(entry, open)
	return open, true
}

// part is visit for a part of the box: only one of its columns is narrower.
func (e *cover) part(from, depth, column int, part span, relevant Cells) (open *big.Int, done bool) {
	clear(relevant)
	start, whole := len(e.active), e.box[column]
	for _, a := range e.active[from:start] {
		if e.v.misses(int(a.rule), column, part) {
			continue
		}
		if e.v.holds(int(a.rule), column, part) && !e.v.holds(int(a.rule), column, whole) {
			if a.open--; a.open == 0 {
				e.used[a.rule] = true
				e.active = e.active[:start]
				return nil, true
			}
		}
		e.active = append(e.active, a)
	}
	e.box[column] = part
	open, done = e.visit(start, depth+1, relevant)
	e.active = e.active[:start]
	return open, done
}
