package decision_test

import (
	"fmt"
	"math/big"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"remit/generator/decision"
)

func rat(text string) *big.Rat {
	r, ok := new(big.Rat).SetString(text)
	if !ok {
		panic("not a number: " + text)
	}
	return r
}

// cut reads "<2" as the cut just below 2 and ">2" as the one just above it.
func cut(text string) decision.Cut { return decision.Cut{At: rat(text[1:]), Above: text[0] == '>'} }

// line reads "0..10" and "0..10 step 0.1".
func line(text string, cuts ...decision.Cut) *decision.Line {
	ends, by, grid := strings.Cut(text, " step ")
	low, high, _ := strings.Cut(ends, "..")
	if !grid {
		return decision.NewLine(rat(low), rat(high), nil, cuts)
	}
	return decision.NewLine(rat(low), rat(high), rat(by), cuts)
}

func written(iv decision.Interval) string {
	open, shut := "[", "]"
	if iv.LowOpen {
		open = "("
	}
	if iv.HighOpen {
		shut = ")"
	}
	return open + iv.Low.RatString() + " " + iv.High.RatString() + shut
}

func TestLine(t *testing.T) {
	for _, row := range []struct{ line, cuts, want string }{
		{"0..10", "", "[0 10]=0"},
		{"0..10", "<2 <5", "[0 2)=0 [2 5)=2 [5 10]=5"},
		{"0..10", ">5 >2 >5", "[0 2]=0 (2 5]=5 (5 10]=10"},
		{"0..10", "<2 >2", "[0 2)=0 [2 2]=2 (2 10]=10"},
		{"0..10", ">2 <3", "[0 2]=0 (2 3)=21/10 [3 10]=3"},
		{"0..10", ">2 <5/2", "[0 2]=0 (2 5/2)=21/10 [5/2 10]=5/2"},
		{"0..10", ">3/2 <5/2", "[0 3/2]=0 (3/2 5/2)=2 [5/2 10]=5/2"},
		{"-10..10", ">-3 <-2", "[-10 -3]=-10 (-3 -2)=-29/10 [-2 10]=-2"},
		{"-10..10", ">-3 <0", "[-10 -3]=-10 (-3 0)=-2 [0 10]=0"},
		{"0..10", "<0 >10 <-1 >11 <11 >-1", "[0 10]=0"},
		{"0..10", ">0 <10", "[0 0]=0 (0 10)=1 [10 10]=10"},
		{"0..1", ">0.99999 <1", "[0 99999/100000]=0 (99999/100000 1)=999991/1000000 [1 1]=1"},
		{"4..4", "<4 >4 <3 >5", "[4 4]=4"},
		{"4..4 step 1", "<4 >4 <3 >5", "[4 4]=4"},
		{"0..10 step 1", "<2 >2", "[0 1]=0 [2 2]=2 [3 10]=3"},
		{"0..10 step 1", ">2 <3 <5/2 >5/2", "[0 2]=0 [3 10]=3"},
		{"0..10 step 3", "<9 >9 >6 <10", "[0 6]=0 [9 9]=9"},
		{"0..10 step 20", "<5 >0 <0", "[0 0]=0"},
		{"-1..1 step 0.5", "<-0.5 >-0.5 <0.1", "[-1 -1]=-1 [-1/2 -1/2]=-1/2 [0 0]=0 [1/2 1]=1/2"},
		{"1..2 step 0.4", "<1.4 >1.8 <2", "[1 1]=1 [7/5 9/5]=7/5"},
		{"0..1 step 1e-27", ">0.000000000000000000000000001", "[0 1/" + "1000000000000000000000000000]=0 [1/500000000000000000000000000 1]=1/500000000000000000000000000"},
	} {
		var cuts []decision.Cut
		for _, text := range strings.Fields(row.cuts) {
			cuts = append(cuts, cut(text))
		}
		l := line(row.line, cuts...)
		var got []string
		for cell := range l.Cells() {
			got = append(got, written(l.Interval(cell, cell))+"="+l.Sample(cell).RatString())
		}
		if diff := cmp.Diff(row.want, strings.Join(got, " ")); diff != "" {
			t.Errorf("%s cut at %s: mismatch (-want +got):\n%s", row.line, row.cuts, diff)
		}
	}
}

func TestLineStartOfForeignCut(t *testing.T) {
	l := line("0..10", cut("<2"), cut(">5"))
	for text, want := range map[string]int{"<-1": 0, "<0": 0, ">0": 1, "<1": 1, "<2": 1, ">2": 2, "<5": 2, ">5": 2, "<6": 3, ">10": 3, "<11": 3} {
		if got := l.Start(cut(text)); got != want {
			t.Errorf("Start(%s) = %d, want %d", text, got, want)
		}
	}
}

// randomLine returns a line with its cuts, and points on it: near every cut, at the ends, and in between.
func randomLine(d dice) (l *decision.Line, cuts []decision.Cut, points []*big.Rat) {
	number := func() *big.Rat { return big.NewRat(int64(d(161)-80), []int64{1, 2, 4, 5, 10}[d(5)]) }
	low, high := number(), number()
	if low.Cmp(high) > 0 {
		low, high = high, low
	}
	var step *big.Rat
	if d.chance(50) {
		step = big.NewRat(int64(1+d(12)), []int64{1, 2, 3, 4, 10}[d(5)])
	}
	for range d(8) {
		at := number()
		if d.chance(20) {
			at = []*big.Rat{low, high}[d(2)]
		}
		cuts = append(cuts, decision.Cut{At: at, Above: d.chance(50)})
	}
	if step != nil {
		for at := new(big.Rat).Set(low); at.Cmp(high) <= 0; at = new(big.Rat).Add(at, step) {
			points = append(points, at)
		}
		return decision.NewLine(low, high, step, cuts), cuts, points
	}
	for _, near := range append([]*big.Rat{low, high, number()}, ats(cuts)...) {
		for by := int64(-3); by <= 3; by++ {
			at := new(big.Rat).Add(near, big.NewRat(by, 40))
			if at.Cmp(low) >= 0 && at.Cmp(high) <= 0 {
				points = append(points, at)
			}
		}
	}
	return decision.NewLine(low, high, nil, cuts), cuts, points
}

func ats(cuts []decision.Cut) []*big.Rat {
	var list []*big.Rat
	for _, c := range cuts {
		list = append(list, c.At)
	}
	return list
}

func within(iv decision.Interval, x *big.Rat) bool {
	low, high := iv.Low.Cmp(x), x.Cmp(iv.High)
	return (low < 0 || low == 0 && !iv.LowOpen) && (high < 0 || high == 0 && !iv.HighOpen)
}

func TestLineAgreesWithArithmetic(t *testing.T) {
	for seed := range uint64(2000) {
		l, cuts, points := randomLine(seeded(seed))
		describe := func() string { return fmt.Sprint(written(l.Interval(0, l.Cells()-1)), l.Grid(), cuts) }
		for _, x := range points {
			cell := l.Cell(x)
			if !within(l.Interval(cell, cell), x) {
				t.Fatalf("%v: %v is not within its cell %s", describe(), x, written(l.Interval(cell, cell)))
			}
			for _, c := range cuts {
				above := x.Cmp(c.At) > 0 || x.Cmp(c.At) == 0 && !c.Above // x >= c, or x > c for a cut above
				if got := cell >= l.Start(c); got != above {
					t.Fatalf("%v: %v above %v is %v, want %v", describe(), x, c, got, above)
				}
			}
		}
		verifyCells(t, describe, l, cuts, points)
	}
}

// verifyCells checks that cells are neither empty nor more than needed, and that samples lie in them.
func verifyCells(t *testing.T, describe func() string, l *decision.Line, cuts []decision.Cut, points []*big.Rat) {
	for cell := range l.Cells() {
		x, iv := l.Sample(cell), l.Interval(cell, cell)
		if l.Cell(x) != cell || !within(iv, x) {
			t.Fatalf("%v: the sample %v of cell %d lies in cell %d, interval %s", describe(), x, cell, l.Cell(x), written(iv))
		}
		if l.Grid() && !slices.ContainsFunc(points, func(p *big.Rat) bool { return p.Cmp(x) == 0 }) {
			t.Fatalf("%v: the sample %v is not on the grid", describe(), x)
		}
		starts := func(c decision.Cut) bool { return l.Start(c) == cell }
		if cell > 0 && !slices.ContainsFunc(cuts, starts) {
			t.Fatalf("%v: nothing starts at cell %d", describe(), cell)
		}
		for last := cell; last < l.Cells(); last++ {
			span := l.Interval(cell, last)
			for _, p := range points {
				if in := cell <= l.Cell(p) && l.Cell(p) <= last; in != within(span, p) {
					t.Fatalf("%v: %v within %s is %v, want %v", describe(), p, written(span), !in, in)
				}
			}
		}
	}
}
