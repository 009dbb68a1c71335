package decision

import (
	"iter"
	"slices"
)

// Overlaps yields the pairs of rules that share a situation, the smaller number first, in order. With kinds, one per
// rule, it yields only pairs of different kinds: those of one kind say the same. Every pair is looked at, 64 at once, so
// that it takes time with the square of the rules and needs no budget.
func (t *Table) Overlaps(kinds []int) iter.Seq2[int, int] {
	return func(yield func(int, int) bool) {
		o := newOverlaps(t, kinds)
		for from := 0; from < len(t.rules); from += o.block {
			o.compute(from)
			for i := from; i < min(from+o.block, len(t.rules)); i++ {
				for j := range o.row(i).after(i) {
					if !yield(i, j) {
						return
					}
				}
			}
		}
	}
}

// overlaps holds, for a block of rules, a row with the set of rules that meet each; columns take out those that miss it.
type overlaps struct {
	t     *Table
	kinds []int
	block int // how many rules have a row at once, so that memory stays small
	from  int // the first of them
	words int
	rows  []uint64
	spans []span  // per rule, of one column: its first cell, and the one after its last
	order []int32 // the rules that test it
	some  Cells   // rules
}

// roomForRows is how many words the rows may take, 16 MB.
const roomForRows = 1 << 21

// fewCells is up to how many cells a column has a set of rules for each.
const fewCells = 64

func newOverlaps(t *Table, kinds []int) *overlaps {
	o := &overlaps{t: t, kinds: kinds, words: (len(t.rules) + 63) / 64}
	o.block = min(len(t.rules), max(1, roomForRows/max(1, o.words)))
	o.rows = make([]uint64, o.block*o.words)
	o.spans = make([]span, len(t.rules))
	o.some = make(Cells, o.words)
	return o
}

// row returns the set of rules that meet one of the block.
func (o *overlaps) row(i int) Cells {
	at := (i - o.from) * o.words
	return o.rows[at : at+o.words]
}

func (o *overlaps) compute(from int) {
	o.from = from
	o.start()
	for c := range o.t.cells {
		o.measure(c)
		switch gaps := o.gaps(c); {
		case gaps && o.t.cells[c] <= fewCells:
			o.byCell(c)
		case gaps:
			o.bySpan()
			o.verify(c)
		default:
			o.bySpan()
		}
	}
}

// rowsOf yields the rules of the block.
func (o *overlaps) rowsOf() iter.Seq2[int, Cells] {
	return func(yield func(int, Cells) bool) {
		for i := o.from; i < min(o.from+o.block, len(o.t.rules)); i++ {
			if !yield(i, o.row(i)) {
				return
			}
		}
	}
}

// start lets each rule meet all that hold a situation, and are of another kind.
func (o *overlaps) start() {
	own := map[int]Cells{}
	clear(o.some)
	for i, box := range o.t.rules {
		if !o.t.meets(box, nil) {
			continue
		}
		o.some[i/64] |= 1 << (i % 64)
		if o.kinds != nil {
			if own[o.kinds[i]] == nil {
				own[o.kinds[i]] = make(Cells, o.words)
			}
			own[o.kinds[i]][i/64] |= 1 << (i % 64)
		}
	}
	for i, row := range o.rowsOf() {
		if !o.some.Has(i) {
			clear(row)
			continue
		}
		copy(row, o.some)
		if o.kinds != nil {
			row.drop(own[o.kinds[i]])
		}
	}
}

// measure finds the rules that test a column and what they span.
func (o *overlaps) measure(c int) {
	o.order = o.order[:0]
	for i, box := range o.t.rules {
		n := o.t.cells[c]
		o.spans[i] = span{0, int32(n)}
		if set := box.column(c); set != nil {
			o.order = append(o.order, int32(i))
			first := set.first(0, n)
			o.spans[i] = span{int32(first), int32(set.end(n))}
		}
	}
}

// gaps reports whether some rule does not hold all that it spans.
func (o *overlaps) gaps(c int) bool {
	return slices.ContainsFunc(o.order, func(i int32) bool {
		s := o.spans[i]
		return s.from < s.end && o.t.rules[i][c].until(int(s.from), int(s.end)) < int(s.end)
	})
}

// bySpan takes out what begins after a rule ends, and what ends before it begins: two sweeps, in which the set of rules
// that have begun, or have not ended, only grows.
func (o *overlaps) bySpan() {
	all := slices.Clone(o.order)
	slices.SortFunc(all, func(a, b int32) int { return int(o.spans[a].from - o.spans[b].from) })
	slices.SortFunc(o.order, func(a, b int32) int { return int(o.spans[a].end - o.spans[b].end) })
	o.full()
	for _, i := range all {
		o.some[i/64] &^= 1 << (i % 64)
	}
	next := 0
	for _, i := range o.order { // as they end
		for ; next < len(all) && o.spans[all[next]].from < o.spans[i].end; next++ {
			o.some[all[next]/64] |= 1 << (all[next] % 64)
		}
		o.meet(i)
	}
	o.full()
	for _, i := range all {
		o.some[i/64] &^= 1 << (i % 64)
	}
	next = len(o.order) - 1
	for _, i := range slices.Backward(all) { // as they begin, from the last
		for ; next >= 0 && o.spans[o.order[next]].end > o.spans[i].from; next-- {
			o.some[o.order[next]/64] |= 1 << (o.order[next] % 64)
		}
		o.meet(i)
	}
}

// full sets all rules in the set that is used to compute with.
func (o *overlaps) full() {
	for i := range o.some {
		o.some[i] = ^uint64(0)
	}
}

// meet leaves a rule only those of the set, if it has a row.
func (o *overlaps) meet(i int32) {
	if int(i) >= o.from && int(i) < o.from+o.block {
		o.row(int(i)).keep(o.some)
	}
}

// byCell leaves each rule those that hold one of its cells.
func (o *overlaps) byCell(c int) {
	n := o.t.cells[c]
	holders := make([]Cells, n)
	o.full()
	for _, i := range o.order {
		o.some[i/64] &^= 1 << (i % 64)
	}
	for cell := range holders {
		holders[cell] = slices.Clone(o.some)
		for _, i := range o.order {
			if o.t.rules[i][c].Has(cell) {
				holders[cell][i/64] |= 1 << (i % 64)
			}
		}
	}
	for _, i := range o.order {
		clear(o.some)
		set := o.t.rules[i][c]
		for cell := set.first(0, n); cell < n; cell = set.first(cell+1, n) {
			for w := range o.some {
				o.some[w] |= holders[cell][w]
			}
		}
		o.meet(i)
	}
}

// verify takes out the rules whose spans meet and whose cells do not.
func (o *overlaps) verify(c int) {
	for i, row := range o.rowsOf() {
		for j := range row.after(-1) {
			if !o.t.rules[i].column(c).meets(o.t.rules[j].column(c)) {
				row[j/64] &^= 1 << (j % 64)
			}
		}
	}
}
