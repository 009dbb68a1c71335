package decision_test

import (
	"fmt"
	"math/big"
	"slices"

	"remit/generator/decision"
)

// verifyOrders follows one situation through every order of the columns: after each answer, the table must say exactly
// whether a rule can still apply, and whether one must. Where none can, whoever asks in that order stands at a dead end.
func (p *plain) verifyOrders() string {
	if len(p.cells) > 4 {
		return ""
	}
	at := p.situations[p.d(len(p.situations))]
	for order := range orders(columnsOf(p.cells)) {
		within := make([][]bool, len(p.cells))
		for _, c := range order {
			within[c] = make([]bool, p.cells[c])
			within[c][at[c]] = true
			open, total := p.count(p.all(), within)
			gap := p.ask(p.cells, p.boxes, decision.Search{Within: boxed(within)})
			if dead := gap.Open.Cmp(gap.Total) == 0; dead != (open == total) || (gap.Verdict == decision.Covered) != (open == 0) {
				return fmt.Sprintf("order %v at %v: dead end %v, %v; open %d of %d", order, at, dead, gap.Verdict, open, total)
			}
		}
		if wrong := p.verifyForest(order); wrong != "" {
			return wrong
		}
	}
	return ""
}

// verifyForest compares the table with a diagram that asks in a given order.
func (p *plain) verifyForest(order []int) string {
	cells, boxes := make([]int, len(order)), make([]decision.Box, len(p.boxes))
	for r := range boxes {
		boxes[r] = make(decision.Box, len(order))
	}
	for level, c := range order {
		cells[level] = p.cells[c]
		for r := range boxes {
			boxes[r][level] = p.boxes[r][c]
		}
	}
	f := decision.NewForest(cells)
	counts := f.Counts(either(f, boxes))
	if counts[0] == nil {
		counts[0] = new(big.Int)
	}
	if open, _ := p.count(p.all(), nil); counts[0].Int64() != open {
		return fmt.Sprintf("order %v: the diagram leaves %v open, want %d", order, counts[0], open)
	}
	return ""
}

// orders yields the orders of a list.
func orders(list []int) func(yield func([]int) bool) {
	return func(yield func([]int) bool) {
		if len(list) == 0 {
			yield(nil)
			return
		}
		for i, first := range list {
			rest := slices.Delete(slices.Clone(list), i, i+1)
			for order := range orders(rest) {
				if !yield(append([]int{first}, order...)) {
					return
				}
			}
		}
	}
}
