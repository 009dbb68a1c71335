package decision_test

import (
	"testing"

	"remit/generator/decision"
)

// fixed returns a table of the oracle with a diagram whose values are computed from the situation.
func fixed(t testing.TB, cells []int, value func(s []int) int) (*table, decision.Node, dense) {
	tb := newTable(t, inBytes(nil))
	tb.cells, tb.situations = cells, [][]int{{}}
	for _, n := range cells {
		var longer [][]int
		for _, s := range tb.situations {
			for c := range n {
				longer = append(longer, append(append([]int{}, s...), c))
			}
		}
		tb.situations = longer
	}
	tb.f = decision.NewForest(cells)
	values := tb.dense(func(i int) int { return value(tb.situations[i]) })
	var roots []decision.Node
	for v := range 4 {
		any := decision.False
		for i, s := range tb.situations {
			if values[i] == v {
				box := make(decision.Box, len(cells))
				for c, cell := range s {
					box[c] = decision.CellsOf(cells[c], cell)
				}
				any = tb.f.Or(any, tb.f.Inside(box))
			}
		}
		roots = append(roots, any)
	}
	root := tb.f.Product(roots, func(tuple []decision.Node) (int, bool) {
		for v, n := range tuple {
			if n == decision.True {
				return v, true
			}
		}
		return 0, false
	})
	return tb, root, values
}

// When one branch needs many questions anyway, another may take one more than its own least to ask fewer on average.
func TestPlanSpendsSlackOfTheWorstCase(t *testing.T) {
	tb, root, values := fixed(t, []int{2, 2, 6, 6, 2, 2}, func(s []int) int {
		a, y, x, z := s[0], s[1], s[2], s[3]
		switch {
		case a == 1:
			return 1 + (y+s[4]+s[5])%2
		case y == 1 && x < 5 && z == 5:
			return 0
		case y == 1 && z == 5, y == 0 && x == 5:
			return 2
		}
		return 1
	})
	tb.verifyPlan(root, values, map[int]bool{0: true})
}

// One must know every column of a parity, and where one is set, every column to be sure that no other is. That is known
// long before the best order is proved.
func TestPlanKnowsHowMuchOneMustKnow(t *testing.T) {
	cells := []int{2, 2, 2, 2, 2, 2, 2, 2}
	parity := func(s []int) int { return (s[0] + s[1] + s[2] + s[3] + s[4] + s[5] + s[6] + s[7]) % 2 }
	either := func(s []int) int { return min(1, s[0]+s[1]+s[2]+s[3]+s[4]+s[5]+s[6]+s[7]) }
	pairs := func(s []int) int { return min(1, s[0]*s[1]+s[2]*s[3]+s[4]*s[5]+s[6]*s[7]) }
	for name, c := range map[string]struct {
		value func([]int) int
		least int
	}{"parity": {parity, 8}, "either": {either, 8}, "pairs": {pairs, 4}} {
		tb, root, _ := fixed(t, cells, c.value)
		plan := tb.f.Plan(root, func(int) bool { return false }, 40)
		if plan.Least < c.least || plan.Least > plan.Worst || plan.Optimal {
			t.Errorf("%s: worst %d, least %d, optimal %v; the certificate has %d", name, plan.Worst, plan.Least, plan.Optimal, c.least)
		}
	}
}

// Beyond the budget the order is chosen, not taken from the columns.
func TestPlanBeyondTheBudgetChoosesItsOrder(t *testing.T) {
	fewer := 0
	for seed := range uint64(20) {
		p := newPlaybook(12, 60, seed)
		f := decision.NewForest(p.cells)
		root := p.outcomes(f, 3)
		gap := func(v int) bool { return v == 3 }
		inTurn, chosen, best := f.Plan(root, gap, 0), f.Plan(root, gap, 200), f.Plan(root, gap, 1<<20)
		if chosen.Worst > inTurn.Worst || best.Worst > chosen.Worst || chosen.Least > best.Worst || !best.Optimal {
			t.Errorf("%d: in turn %d, chosen %d, best %d, bound %d", seed, inTurn.Worst, chosen.Worst, best.Worst, chosen.Least)
		}
		if chosen.Worst < inTurn.Worst {
			fewer++
		}
	}
	if fewer < 5 {
		t.Errorf("the chosen order is better in %d of 20 tables", fewer)
	}
	t.Logf("the chosen order is better in %d of 20 tables", fewer)
}
