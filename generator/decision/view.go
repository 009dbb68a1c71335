package decision

import "math/big"

// A view is a table seen through one question: only the situations of its box, only the rules that meet it. Cells that
// no rule tells apart are one class, and columns without a difference are gone, so that the engines work on as little
// as there is. In a class order by first cell, a rule that is an interval of cells is an interval of classes.
type view struct {
	t       *Table
	within  Box
	total   *big.Int
	columns []axis
	rules   []int     // of the table, by the index that the engines use
	spans   []span    // rule times column: the classes from the first to the last
	holes   []Cells   // likewise, where the classes are not an interval; nil when no rule has any
	tests   [][]int32 // per rule the columns in which it does not hold all classes
}

// axis is a column of a view.
type axis struct {
	column int
	first  []int // per class its first cell
	before []int // per class how many cells the classes before it have; and all of them at the end
}

func (a axis) classes() int { return len(a.first) }

// weight returns how many cells a span of classes has.
func (a axis) weight(s span) int { return a.before[s.end] - a.before[s.from] }

// span is the classes or cells from, up to but not including end.
type span struct{ from, end int32 }

func (t *Table) view(s Search) *view {
	v := &view{t: t, within: s.Within, total: t.size(s.Within)}
	if v.total.Sign() == 0 {
		return v
	}
	for r := range t.candidates(s) {
		if t.meets(t.rules[r], s.Within) {
			v.rules = append(v.rules, r)
		}
	}
	var cuts []*cutting
	for c := range t.cells {
		k := &cutting{v: v, column: c}
		if k.cut(s.Within.column(c)) {
			v.columns = append(v.columns, k.axis)
			cuts = append(cuts, k)
		}
	}
	v.spans = make([]span, len(v.rules)*len(v.columns))
	v.tests = make([][]int32, len(v.rules))
	for i := range v.rules {
		for at, k := range cuts {
			v.spans[i*len(cuts)+at] = k.span(i, at)
			if !v.holds(i, at, span{0, int32(k.axis.classes())}) {
				v.tests[i] = append(v.tests[i], int32(at))
			}
		}
	}
	return v
}

// size counts the situations of a box.
func (t *Table) size(b Box) *big.Int {
	product := big.NewInt(1)
	for c, n := range t.cells {
		if set := b.column(c); set != nil {
			n = set.count()
		}
		product.Mul(product, big.NewInt(int64(n)))
	}
	return product
}

// meets reports whether two boxes share a situation.
func (t *Table) meets(a, b Box) bool {
	for c := range t.cells {
		if !a.column(c).meets(b.column(c)) {
			return false
		}
	}
	return true
}

// holds reports whether a rule holds every class of a span.
func (v *view) holds(rule, column int, s span) bool {
	own := v.spans[rule*len(v.columns)+column]
	if own.from > s.from || own.end < s.end {
		return false
	}
	if v.holes == nil || v.holes[rule*len(v.columns)+column] == nil {
		return true
	}
	set := v.holes[rule*len(v.columns)+column]
	for c := s.from; c < s.end; c++ {
		if !set.Has(int(c)) {
			return false
		}
	}
	return true
}

// misses reports whether a rule holds no class of a span.
func (v *view) misses(rule, column int, s span) bool {
	own := v.spans[rule*len(v.columns)+column]
	if own.from >= s.end || own.end <= s.from {
		return true
	}
	if v.holes == nil || v.holes[rule*len(v.columns)+column] == nil {
		return false
	}
	return !v.holes[rule*len(v.columns)+column].overlaps(int(s.from), int(s.end))
}

// situation returns the first situation of a box of classes.
func (v *view) situation(s Search, box []span) []int {
	situation := make([]int, len(v.t.cells))
	for c, n := range v.t.cells {
		situation[c] = s.Within.column(c).first(0, n)
	}
	for at, own := range box {
		situation[v.columns[at].column] = v.columns[at].first[own.from]
	}
	return situation
}

// kept returns how many cells of a column are in the question.
func (v *view) kept(c, n int) int {
	if set := v.within.column(c); set != nil {
		return set.count()
	}
	return n
}
