package decision

import (
	"math/bits"
	"slices"
)

// cuts chooses where a box is split in two: where some active rule begins or ends.
type cuts struct {
	v        *view
	fixed    []int // the columns in the order in which they are split; nil when each box chooses
	words    int   // of a set of columns
	sets     []Cells
	offset   []int    // per column where its cuts begin in the lists below
	begin    []int32  // per cut how many active rules begin there; zero between uses
	end      []int32  // likewise
	touched  []uint64 // per cut whether a rule begins or ends there; zero between uses
	relevant []int
}

func newCuts(v *view, fixed []int) cuts {
	k := cuts{v: v, fixed: fixed, words: max(1, (len(v.columns)+63)/64)}
	n := 0
	for _, a := range v.columns {
		k.offset = append(k.offset, n)
		n += (a.classes() + 64) / 64 * 64 // each column has words of its own
	}
	k.begin, k.end, k.touched = make([]int32, n), make([]int32, n), make([]uint64, n/64)
	return k
}

// set returns the set of columns that is in use at a depth.
func (k *cuts) set(depth int) Cells {
	if depth == len(k.sets) {
		k.sets = append(k.sets, make(Cells, k.words))
	}
	return k.sets[depth]
}

// choose returns the column to split and where, sets the columns that some active rule still tests in relevant, and
// says how much work that was.
func (k *cuts) choose(box []span, list []active, relevant Cells) (column int, at int32, work int) {
	k.relevant = k.relevant[:0]
	for _, a := range list {
		work += len(k.v.tests[a.rule])
		spans := k.v.spans[int(a.rule)*len(k.v.columns):]
		for _, c := range k.v.tests[a.rule] {
			if own := spans[c]; own.from > box[c].from || own.end < box[c].end || k.v.holes != nil {
				k.note(int(a.rule), int(c), box[c], relevant)
			}
		}
	}
	best := -1
	for _, c := range k.columns(relevant) {
		where, score := k.sweep(c, box[c], len(list))
		work += (int(box[c].end-box[c].from) + 63) / 64
		if (best < 0 || score < best) && (k.fixed == nil || best < 0) {
			column, at, best = c, where, score
		}
	}
	return column, at, work
}

// columns returns the relevant ones, in the fixed order if there is one.
func (k *cuts) columns(relevant Cells) []int {
	if k.fixed == nil {
		return k.relevant
	}
	k.relevant = k.relevant[:0]
	for _, c := range k.fixed {
		if relevant[c/64]&(1<<(c%64)) != 0 {
			k.relevant = append(k.relevant, c)
		}
	}
	return k.relevant
}

// note counts where a rule begins and ends inside the box.
func (k *cuts) note(rule, c int, box span, relevant Cells) {
	if k.v.holds(rule, c, box) {
		return
	}
	if relevant[c/64]&(1<<(c%64)) == 0 {
		relevant[c/64] |= 1 << (c % 64)
		k.relevant = append(k.relevant, c)
	}
	own := k.v.spans[rule*len(k.v.columns)+c]
	if own.from > box.from {
		k.begin[k.touch(c, own.from)]++
	}
	if own.end < box.end {
		k.end[k.touch(c, own.end)]++
	}
	if k.v.holes == nil || k.v.holes[rule*len(k.v.columns)+c] == nil {
		return
	}
	set := k.v.holes[rule*len(k.v.columns)+c]
	for at := box.from + 1; at < box.end; at++ {
		if set.Has(int(at)) != set.Has(int(at)-1) {
			k.touch(c, at)
		}
	}
}

func (k *cuts) touch(c int, at int32) int {
	i := k.offset[c] + int(at)
	k.touched[i/64] |= 1 << (i % 64)
	return i
}

// sweep returns the best cut of a column, with its score, the lower the better: the squares of how many of n active
// rules are left on either side, together. That prefers what halves the work to what cuts many rules in two. It clears
// what was noted.
func (k *cuts) sweep(c int, box span, n int) (at int32, best int) {
	base := k.offset[c]
	later := 0
	for w := (base + int(box.from)) / 64; w <= (base+int(box.end))/64; w++ {
		for word := k.touched[w]; word != 0; word &= word - 1 {
			later += int(k.begin[w*64+bits.TrailingZeros64(word)])
		}
	}
	left, right, best := n-later, n, -1
	for w := (base + int(box.from)) / 64; w <= (base+int(box.end))/64; w++ {
		for word := k.touched[w]; word != 0; word &= word - 1 {
			i := w*64 + bits.TrailingZeros64(word)
			right -= int(k.end[i])
			if score := left*left + right*right; best < 0 || score < best {
				at, best = int32(i-base), score
			}
			left += int(k.begin[i])
			k.begin[i], k.end[i] = 0, 0
		}
		k.touched[w] = 0
	}
	return at, best
}

// mostTested returns the columns, those first that most rules test.
func (v *view) mostTested() []int {
	count, order := make([]int, len(v.columns)), make([]int, len(v.columns))
	for i := range order {
		order[i] = i
	}
	for _, tests := range v.tests {
		for _, c := range tests {
			count[c]++
		}
	}
	slices.SortStableFunc(order, func(a, b int) int { return count[b] - count[a] })
	return order
}
