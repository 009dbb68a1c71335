package decision_test

import (
	"maps"
	"slices"

	"remit/generator/decision"
)

// verifySteps compares each step along each column, and each shift, with what the situations say.
func (tb *table) verifySteps(root decision.Node, values dense) {
	for c, n := range tb.cells {
		stride := 1
		for _, m := range tb.cells[c+1:] {
			stride *= m
		}
		want, got := map[[2]int]bool{}, map[[2]int]bool{}
		for i, s := range tb.situations {
			if s[c]+1 < n && values[i] != values[i+stride] {
				want[[2]int{values[i], values[i+stride]}] = true
			}
		}
		tb.f.Steps(root, c, func(from, to int) {
			if from != to {
				got[[2]int{from, to}] = true
			}
		})
		if !maps.Equal(want, got) {
			tb.t.Fatalf("Steps along column %d, cells %v: got %v, want %v", c, tb.cells, got, want)
		}
		for _, by := range slices.Compact([]int{-n, -1, 0, 1, tb.d(n + 2)}) {
			tb.record("shift", tb.f.Shift(root, c, by), tb.dense(func(i int) int {
				if cell := tb.situations[i][c] + by; cell < 0 || cell >= n {
					return 0
				}
				return values[i+by*stride]
			}))
		}
	}
}
