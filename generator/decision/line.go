package decision

import (
	"math/big"
	"slices"
)

// A Cut divides a line of numbers just below a value, or just above it.
type Cut struct {
	At    *big.Rat
	Above bool
}

func (c Cut) compare(d Cut) int {
	if by := c.At.Cmp(d.At); by != 0 {
		return by
	}
	switch {
	case c.Above == d.Above:
		return 0
	case d.Above:
		return -1
	}
	return 1
}

// isBelow reports whether the number lies above the cut.
func (c Cut) isBelow(number *big.Rat) bool { return c.compare(Cut{number, true}) < 0 }

// A Line is a range of numbers cut into cells: intervals, none of them empty. With a step the numbers are a grid that
// begins at the minimum, and a cut moves up to just below the next number of the grid.
type Line struct {
	min, max, step *big.Rat // step is nil for a continuous line
	cuts           []Cut    // sorted; cell i lies between cuts i-1 and i
}

// NewLine returns the line from min to max, both inclusive, with a grid unless step is nil, cut at the places given in
// any order. Cuts that separate nothing are dropped.
func NewLine(minimum, maximum, step *big.Rat, cuts []Cut) *Line {
	l := &Line{min: minimum, max: maximum, step: step}
	if step != nil {
		l.max = l.snapDown(maximum)
	}
	for _, c := range cuts {
		c = l.snap(c)
		if !c.isBelow(l.min) && c.isBelow(l.max) {
			l.cuts = append(l.cuts, c)
		}
	}
	slices.SortFunc(l.cuts, Cut.compare)
	l.cuts = slices.CompactFunc(l.cuts, func(a, b Cut) bool { return a.compare(b) == 0 })
	return l
}

// snapDown returns the last number of the grid that is not above r.
func (l *Line) snapDown(r *big.Rat) *big.Rat {
	steps := new(big.Rat).Sub(r, l.min)
	steps.Quo(steps, l.step)
	whole := new(big.Int)
	whole.Div(steps.Num(), steps.Denom()) // Euclidean, and the denominator is positive: rounds down
	at := new(big.Rat).SetInt(whole)
	return at.Add(at.Mul(at, l.step), l.min)
}

// snap moves a cut of a grid to just below the first number of the grid that lies above it.
func (l *Line) snap(c Cut) Cut {
	if l.step == nil {
		return c
	}
	down := l.snapDown(c.At)
	if !c.Above && down.Cmp(c.At) == 0 {
		return c
	}
	return Cut{At: down.Add(down, l.step)}
}

// Cells returns the number of cells.
func (l *Line) Cells() int { return len(l.cuts) + 1 }

// Cell returns the cell that a number of the line lies in.
func (l *Line) Cell(number *big.Rat) int {
	i, _ := slices.BinarySearchFunc(l.cuts, Cut{number, true}, Cut.compare) // the cuts that are below it
	return i
}

// Start returns the first cell that lies above the cut as a whole; it is [Line.Cells] when there is none. For a cut that
// the line was made with, the cells from there on are exactly the numbers above the cut.
func (l *Line) Start(c Cut) int {
	c = l.snap(c)
	if c.isBelow(l.min) {
		return 0
	}
	i, _ := slices.BinarySearchFunc(l.cuts, c, Cut.compare)
	return min(i+1, l.Cells())
}

// An Interval is a stretch of a line. On a grid both ends are numbers of the grid and belong to it.
type Interval struct {
	Low, High         *big.Rat
	LowOpen, HighOpen bool // the end itself does not belong to it
}

// Interval returns what the cells from first to last, both inclusive, cover. Its ends must not be changed.
func (l *Line) Interval(first, last int) Interval {
	iv := Interval{Low: l.min, High: l.max}
	if first > 0 {
		iv.Low, iv.LowOpen = l.cuts[first-1].At, l.cuts[first-1].Above
	}
	if last < len(l.cuts) {
		iv.High, iv.HighOpen = l.cuts[last].At, !l.cuts[last].Above
		if l.step != nil {
			iv.High, iv.HighOpen = new(big.Rat).Sub(iv.High, l.step), false
		}
	}
	return iv
}

// Grid reports whether the numbers of the line are a grid.
func (l *Line) Grid() bool { return l.step != nil }

// Sample returns a number of a cell: its lower end if that belongs to it, else the upper one, else the number with the
// fewest decimals in between.
func (l *Line) Sample(cell int) *big.Rat {
	iv := l.Interval(cell, cell)
	switch {
	case !iv.LowOpen:
		return iv.Low
	case !iv.HighOpen:
		return iv.High
	}
	ten, scale := big.NewInt(10), big.NewInt(1)
	for {
		scaled := new(big.Rat).Mul(iv.Low, new(big.Rat).SetInt(scale))
		whole := new(big.Int).Div(scaled.Num(), scaled.Denom())
		next := new(big.Rat).SetFrac(whole.Add(whole, big.NewInt(1)), scale)
		if next.Cmp(iv.High) < 0 {
			return next
		}
		scale.Mul(scale, ten)
	}
}

// Cuts returns the places where the line is cut, in order.
func (l *Line) Cuts() []Cut { return l.cuts }
