package decision

import (
	"math/big"
	"math/bits"
)

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

func (s Cells) count() int {
	n := 0
	for _, word := range s {
		n += bits.OnesCount64(word)
	}
	return n
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

// cutting makes the classes of one column. A run is the cells between two places where some rule begins or ends.
type cutting struct {
	v      *view
	column int
	axis   axis
	kept   []int   // the cells of the question; nil when all are
	runOf  []int32 // per kept cell
	class  []int32 // per run
	fresh  []int32 // per run, how many classes occur in the runs before it; and in all of them at the end
}

// cut reports whether there are several classes.
func (k *cutting) cut(within Cells) bool {
	n := k.v.t.cells[k.column]
	if within != nil {
		for c := within.first(0, n); c < n; c = within.first(c+1, n) {
			k.kept = append(k.kept, c)
		}
		n = len(k.kept)
	}
	toggles := make([]uint64, n) // who begins or ends here
	ends := make([]bool, n)
	for i := range k.v.rules {
		own := k.set(i)
		if own == nil {
			continue
		}
		k.spans(own, n, func(s span) {
			toggles[s.from] ^= mix(uint64(i) + 1)
			ends[s.from] = true
			if int(s.end) < n {
				toggles[s.end] ^= mix(uint64(i) + 1)
				ends[s.end] = true
			}
		})
	}
	k.join(toggles, ends)
	return len(k.axis.first) > 1
}

// set returns the cells of a rule, by its index in the view.
func (k *cutting) set(i int) Cells { return k.v.t.rules[k.v.rules[i]].column(k.column) }

// spans calls visit for each stretch of kept cells that are in the set.
func (k *cutting) spans(set Cells, n int, visit func(span)) {
	if k.kept != nil {
		for at := 0; at < n; at++ {
			from := at
			for at < n && set.Has(k.kept[at]) {
				at++
			}
			if from < at {
				visit(span{int32(from), int32(at)})
			}
		}
		return
	}
	for from := set.first(0, n); from < n; {
		end := set.last(from, n)
		visit(span{int32(from), int32(end)})
		from = set.first(end, n)
	}
}

// last returns the first cell from start on that is not in the set, or end when there is none before it.
func (s Cells) last(start, end int) int {
	for start < end {
		word := ^s[start/64] >> (start % 64)
		if word != 0 {
			return min(end, start+bits.TrailingZeros64(word))
		}
		start += 64 - start%64
	}
	return end
}

// join makes a class of all runs that the same rules hold. A hash finds them; what counts is that they are equal.
func (k *cutting) join(toggles []uint64, ends []bool) {
	k.axis.column = k.column
	k.runOf = make([]int32, len(toggles))
	byHash := map[uint64]int32{} // the first class with it
	var hash uint64
	var sizes []int
	for at := range toggles {
		hash ^= toggles[at]
		if at > 0 && !ends[at] {
			k.runOf[at] = int32(len(k.class) - 1)
			sizes[k.class[len(k.class)-1]]++
			continue
		}
		k.runOf[at] = int32(len(k.class))
		k.fresh = append(k.fresh, int32(len(sizes)))
		class, known := byHash[hash]
		if !known || !k.equal(k.cell(at), k.axis.first[class]) {
			class = int32(len(sizes))
			byHash[hash] = class
			k.axis.first, sizes = append(k.axis.first, k.cell(at)), append(sizes, 0)
		}
		k.class = append(k.class, class)
		sizes[class]++
	}
	k.fresh = append(k.fresh, int32(len(sizes)))
	k.axis.before = make([]int, len(sizes)+1)
	for i, n := range sizes {
		k.axis.before[i+1] = k.axis.before[i] + n
	}
}

func (k *cutting) cell(kept int) int {
	if k.kept == nil {
		return kept
	}
	return k.kept[kept]
}

// equal reports whether every rule holds both cells or neither.
func (k *cutting) equal(a, b int) bool {
	for i := range k.v.rules {
		if set := k.set(i); set.Has(a) != set.Has(b) {
			return false
		}
	}
	return true
}

// span returns the classes of a rule, and keeps them as holes when they are not an interval.
func (k *cutting) span(i, at int) span {
	set, all := k.set(i), span{0, int32(k.axis.classes())}
	if set == nil {
		return all
	}
	var parts []span
	var one [4]span
	parts = one[:0]
	k.spans(set, len(k.runOf), func(s span) { parts = append(parts, k.classes(s)) })
	if len(parts) == 1 {
		return parts[0]
	}
	return k.several(i, at, set, parts)
}

// classes returns the classes of a stretch of kept cells which is all that a rule holds; they are an interval.
func (k *cutting) classes(s span) span {
	first, last := k.runOf[s.from], k.runOf[s.end-1]
	return span{k.class[first], k.fresh[last+1]}
}

func (k *cutting) several(i, at int, set Cells, _ []span) span {
	classes := CellsOf(k.axis.classes())
	for class, cell := range k.axis.first {
		if set.Has(cell) {
			classes[class/64] |= 1 << (class % 64)
		}
	}
	n := k.axis.classes()
	own := span{int32(classes.first(0, n)), 0}
	for c := range n {
		if classes.Has(c) {
			own.end = int32(c + 1)
		}
	}
	if classes.last(int(own.from), n) < int(own.end) {
		v := k.v
		if v.holes == nil {
			v.holes = make([]Cells, len(v.rules)*len(v.columns))
		}
		v.holes[i*len(v.columns)+at] = classes
	}
	return own
}

// mix spreads the bits of a number (splitmix64).
func mix(x uint64) uint64 {
	x += 0x9e3779b97f4a7c15
	x = (x ^ x>>30) * 0xbf58476d1ce4e5b9
	x = (x ^ x>>27) * 0x94d049bb133111eb
	return x ^ x>>31
}

// kept returns how many cells of a column are in the question.
func (v *view) kept(c, n int) int {
	if set := v.within.column(c); set != nil {
		return set.count()
	}
	return n
}
