package decision

import (
	"math/bits"
)

// Cells is a set of cells of one column. The nil set is every cell.
type Cells []uint64

// CellsOf returns the set of the given cells of a column with n cells.
func CellsOf(n int, cells ...int) Cells {
	set := make(Cells, (n+63)/64)
	for _, c := range cells {
		set[c/64] |= 1 << (c % 64)
	}
	return set
}

// Has reports whether the set holds a cell.
func (s Cells) Has(cell int) bool { return s == nil || s[cell/64]&(1<<(cell%64)) != 0 }

// overlaps reports whether the set holds a cell from start, up to but not including end.
func (s Cells) overlaps(start, end int) bool { return s.first(start, end) < end }

// first returns the first cell of the set from start on, or end when there is none before it.
func (s Cells) first(start, end int) int {
	if s == nil {
		return start
	}
	for start < end {
		if word := s[start/64] >> (start % 64); word != 0 {
			return min(end, start+bits.TrailingZeros64(word))
		}
		start += 64 - start%64
	}
	return end
}

// until returns the first cell from start on that is not in the set, or end when there is none before it.
func (s Cells) until(start, end int) int {
	for start < end {
		word := ^s[start/64] >> (start % 64)
		if word != 0 {
			return min(end, start+bits.TrailingZeros64(word))
		}
		start += 64 - start%64
	}
	return end
}

// count returns how many cells the set holds.
func (s Cells) count() int {
	n := 0
	for _, word := range s {
		n += bits.OnesCount64(word)
	}
	return n
}

// meets reports whether two sets of cells of one column share a cell; each may be nil, though not both hold nothing.
func (s Cells) meets(other Cells) bool {
	switch {
	case s == nil && other == nil:
		return true
	case s == nil:
		s = other
		fallthrough
	case other == nil:
		for _, word := range s {
			if word != 0 {
				return true
			}
		}
		return false
	}
	for i, word := range s {
		if word&other[i] != 0 {
			return true
		}
	}
	return false
}

// end returns the cell after the last one of the set.
func (s Cells) end(n int) int {
	for w := len(s) - 1; w >= 0; w-- {
		if s[w] != 0 {
			return min(n, w*64+64-bits.LeadingZeros64(s[w]))
		}
	}
	return 0
}
