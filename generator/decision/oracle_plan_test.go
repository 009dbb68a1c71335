package decision_test

import (
	"slices"

	"remit/generator/decision"
)

// impossibly is dearer than any plan.
const impossibly = 1 << 40

// asker finds the best plan by trying every column for every set of situations that answers can leave over.
type asker struct {
	tb     *table
	values dense
	memo   map[string][]int
}

// least returns, for each depth, the smallest sum of questions over the situations when none may need more than that
// many questions. Known are the cells that were answered, -1 where nothing was.
func (a *asker) least(situations []int, known []int) []int {
	key := dense(known).text()
	if list, ok := a.memo[key]; ok {
		return list
	}
	list := make([]int, len(known)+1)
	if !a.settled(situations) {
		for depth := range list {
			list[depth] = impossibly
		}
		for c := range known {
			if known[c] < 0 {
				for depth, sum := range a.asking(c, situations, known) {
					list[depth] = min(list[depth], sum)
				}
			}
		}
	}
	a.memo[key] = list
	return list
}

// asking returns the same as least when the column c is asked first.
func (a *asker) asking(c int, situations []int, known []int) []int {
	list := make([]int, len(known)+1)
	list[0] = impossibly
	for depth := 1; depth < len(list); depth++ {
		list[depth] = len(situations)
	}
	for cell := range a.tb.cells[c] {
		var left []int
		for _, i := range situations {
			if a.tb.situations[i][c] == cell {
				left = append(left, i)
			}
		}
		further := slices.Clone(known)
		further[c] = cell
		below := a.least(left, further)
		for depth := 1; depth < len(list); depth++ {
			list[depth] = min(impossibly, list[depth]+below[depth-1])
		}
	}
	return list
}

func (a *asker) settled(situations []int) bool {
	for _, i := range situations {
		if a.values[i] != a.values[situations[0]] {
			return false
		}
	}
	return true
}

func (tb *table) verifyPlan(root decision.Node, values dense, free map[int]bool) {
	var counting []int
	for i, v := range values {
		if !free[v] {
			counting = append(counting, i)
		}
	}
	isFree := func(v int) bool { return free[v] }
	a := &asker{tb, values, map[string][]int{}}
	known := slices.Repeat([]int{-1}, len(tb.cells))
	sums := a.least(counting, known)
	worst := slices.IndexFunc(sums, func(sum int) bool { return sum < impossibly })
	column := -1
	for c := len(known) - 1; c >= 0 && worst > 0; c-- {
		if a.asking(c, counting, known)[worst] == sums[worst] {
			column = c
		}
	}

	plan := tb.f.Plan(root, isFree, 1<<20)
	got := -1
	if plan.Root != nil {
		got = plan.Root.Column
	}
	sum := tb.follow(plan.Root, a, counting, nil)
	if plan.Worst != worst || sum != sums[worst] || got != column || !plan.Optimal {
		tb.t.Fatalf("Plan: worst %d, sum %d, first column %d, optimal %v; want %d, %d, %d, true (cells %v, values %v, free %v)",
			plan.Worst, sum, got, plan.Optimal, worst, sums[worst], column, tb.cells, values, free)
	}
	for _, budget := range []int{0, 1, tb.d(8), tb.d(40)} {
		plan := tb.f.Plan(root, isFree, budget)
		tb.follow(plan.Root, a, counting, nil)
		deepest := 0
		if plan.Root != nil {
			deepest = plan.Root.Worst
		}
		if plan.Worst != deepest || plan.Worst < worst || plan.Optimal && plan.Worst != worst || budget == 0 && plan.Optimal != (worst == 0) || plan.Least > worst {
			tb.t.Fatalf("Plan with budget %d: worst %d, root says %d, optimal %v, least %d; it is %d", budget, plan.Worst, deepest, plan.Optimal, plan.Least, worst)
		}
		if inTurn := a.inTurn(counting, 0); plan.Worst > inTurn {
			tb.t.Fatalf("Plan with budget %d: worst %d, and %d in the order of the columns", budget, plan.Worst, inTurn)
		}
	}
}

// inTurn is how many questions the worst case needs when the columns from one on are asked in their order, without those
// of which the answer is known before.
func (a *asker) inTurn(situations []int, column int) int {
	if a.settled(situations) {
		return 0
	}
	by := map[int][]int{}
	for _, i := range situations {
		cell := a.tb.situations[i][column]
		by[cell] = append(by[cell], i)
	}
	deepest := 0
	for _, left := range by {
		deepest = max(deepest, a.inTurn(left, column+1))
	}
	if len(by) > 1 && a.changes(situations, column) {
		deepest++
	}
	return deepest
}

// changes reports whether the column makes any difference to a situation, counting what does not count as one.
func (a *asker) changes(situations []int, column int) bool {
	rest := map[int]string{}
	for cell := range a.tb.cells[column] {
		var text dense
		for _, i := range situations {
			if s := a.tb.situations[i]; s[column] == cell {
				tail := slices.Clone(s[column+1:])
				text = append(append(text, tail...), a.values[i])
			}
		}
		rest[cell] = text.text()
	}
	for _, r := range rest {
		if r != rest[0] {
			return true
		}
	}
	return false
}

// follow checks a plan from a question on, where the situations are those that count and led there, and returns how
// many questions it asks of them together.
func (tb *table) follow(q *decision.Question, a *asker, situations []int, asked []int) int {
	if q == nil {
		if !a.settled(situations) {
			tb.t.Fatalf("Plan: ends after %v with different values", asked)
		}
		return 0
	}
	if a.settled(situations) || slices.Contains(asked, q.Column) {
		tb.t.Fatalf("Plan: asks column %d after %v in vain", q.Column, asked)
	}
	sum, start, deepest := len(situations), 0, 0
	for _, answer := range q.Arcs {
		var left []int
		for _, i := range situations {
			if cell := tb.situations[i][q.Column]; start <= cell && cell < answer.End {
				left = append(left, i)
			}
		}
		if answer.Free != (len(left) == 0) || answer.Free && answer.Next != nil || answer.End <= start {
			tb.t.Fatalf("Plan: answer %+v from %d with %d situations that count", answer, start, len(left))
		}
		if answer.Next != nil {
			deepest = max(deepest, answer.Next.Worst)
		}
		sum += tb.follow(answer.Next, a, left, append(slices.Clone(asked), q.Column))
		start = answer.End
	}
	if start != tb.cells[q.Column] || q.Worst != deepest+1 {
		tb.t.Fatalf("Plan: column %d ends at %d of %d and says %d of %d questions", q.Column, start, tb.cells[q.Column], q.Worst, deepest+1)
	}
	return sum
}
