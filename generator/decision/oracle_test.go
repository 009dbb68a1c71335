package decision_test

import (
	"math/rand/v2"
	"slices"
	"testing"

	"remit/generator/decision"
)

// The oracle knows a diagram as a list with one value per situation, and shares no code with the package: what the
// diagrams say fast is computed again by looking at every situation.

// dice makes the choices from which a random table is built: from a generator in tests, from bytes when fuzzing.
type dice func(n int) int

func seeded(seed uint64) dice {
	r := rand.New(rand.NewPCG(seed, 7))
	return r.IntN
}

// inBytes takes its choices from the data; when the data is used up, it always chooses 0.
func inBytes(data []byte) dice {
	return func(n int) int {
		if len(data) == 0 {
			return 0
		}
		b := data[0]
		data = data[1:]
		return int(b) % n
	}
}

func (d dice) chance(percent int) bool { return d(100) < percent }

// dense is a diagram written out: the value of each situation of a table.
type dense []int

// text is the same for equal diagrams only.
func (d dense) text() string {
	b := make([]byte, 0, len(d))
	for _, v := range d {
		b = append(b, byte(v))
	}
	return string(b)
}

// table is a random table with everything that was said about it so far.
type table struct {
	t          testing.TB
	d          dice
	cells      []int
	situations [][]int
	f          *decision.Forest
	known      map[string]decision.Node // by the text of the dense diagram
	texts      map[decision.Node]string
}

func newTable(t testing.TB, d dice) *table {
	tb := &table{t: t, d: d, known: map[string]decision.Node{}, texts: map[decision.Node]string{}}
	for range 1 + d(5) {
		tb.cells = append(tb.cells, 1+d(6))
	}
	tb.situations = [][]int{{}}
	for _, n := range tb.cells {
		var longer [][]int
		for _, s := range tb.situations {
			for c := range n {
				longer = append(longer, append(slices.Clone(s), c))
			}
		}
		tb.situations = longer
	}
	tb.f = decision.NewForest(tb.cells)
	return tb
}

// dense writes out what a function says of each situation.
func (tb *table) dense(value func(i int) int) dense {
	list := make(dense, len(tb.situations))
	for i := range list {
		list[i] = value(i)
	}
	return list
}

// record checks that a node says what the oracle says, and that equal diagrams, and no others, are equal nodes.
func (tb *table) record(what string, n decision.Node, want dense) {
	tb.t.Helper()
	for i, s := range tb.situations {
		if got := tb.f.At(n, s); got != want[i] {
			tb.t.Fatalf("%s: %v is %d, want %d (cells %v)", what, s, got, want[i], tb.cells)
		}
	}
	text := want.text()
	if other, ok := tb.known[text]; ok && other != n {
		tb.t.Fatalf("%s: nodes %d and %d say the same", what, other, n)
	}
	if other, ok := tb.texts[n]; ok && other != text {
		tb.t.Fatalf("%s: node %d says two things", what, n)
	}
	tb.known[text], tb.texts[n] = n, text
}

// set returns random cells of a column; a nil set is every cell.
func (tb *table) set(column int, empty bool) ([]bool, decision.Cells) {
	n := tb.cells[column]
	has := make([]bool, n)
	var list []int
	for c := range has {
		if has[c] = tb.d.chance(50); has[c] {
			list = append(list, c)
		}
	}
	if len(list) == 0 && !empty {
		c := tb.d(n)
		has[c], list = true, []int{c}
	}
	return has, decision.CellsOf(n, list...)
}

// box returns a random box and whether it holds a situation.
func (tb *table) box(empty bool) (decision.Box, func(s []int) bool) {
	if tb.d.chance(10) {
		return nil, func([]int) bool { return true }
	}
	box, sets := make(decision.Box, len(tb.cells)), make([][]bool, len(tb.cells))
	for c := range tb.cells {
		if tb.d.chance(50) {
			sets[c], box[c] = tb.set(c, empty)
		}
	}
	return box, func(s []int) bool { return inSets(sets, s) }
}

func inSets(sets [][]bool, s []int) bool {
	for c, cell := range s {
		if sets[c] != nil && !sets[c][cell] {
			return false
		}
	}
	return true
}

// rule returns a random test in disjunctive normal form.
func (tb *table) rule() (decision.Node, dense) {
	n, list := decision.False, tb.dense(func(int) int { return 0 })
	for range 1 + tb.d(3) {
		term, all := decision.True, tb.dense(func(int) int { return 1 })
		for c := range tb.cells {
			if tb.d.chance(40) {
				continue
			}
			part, has := tb.part(c)
			term = tb.f.And(term, part)
			for i, s := range tb.situations {
				all[i] *= has[s[c]]
			}
		}
		n = tb.f.Or(n, term)
		for i := range list {
			list[i] = max(list[i], all[i])
		}
	}
	tb.record("rule", n, list)
	return n, list
}

// part returns a test of one column, and 1 for each cell that passes.
func (tb *table) part(c int) (decision.Node, []int) {
	has := make([]int, tb.cells[c])
	if tb.d.chance(50) {
		from := tb.d(tb.cells[c] + 1)
		to := from + tb.d(tb.cells[c]+1-from)
		for cell := from; cell < to; cell++ {
			has[cell] = 1
		}
		return tb.f.Test(c, from, to), has
	}
	list, cells := tb.set(c, true)
	for cell, in := range list {
		if in {
			has[cell] = 1
		}
	}
	return tb.f.TestAny(c, cells), has
}

// decide joins rules into one diagram: 0 where the first rule holds (which stands for what is impossible), else the
// number of the first rule that holds, else the number of rules. Settle drops what an earlier rule masks.
func (tb *table) decide(rules []decision.Node, lists []dense) (decision.Node, dense) {
	masks := tb.f.Product(rules, func(tuple []decision.Node) (int, bool) {
		for i, n := range tuple {
			if n == decision.True {
				for j := i + 1; j < len(tuple); j++ {
					tuple[j] = decision.False
				}
				return i, !slices.ContainsFunc(tuple[:i], func(n decision.Node) bool { return n != decision.False })
			}
		}
		return len(tuple), !slices.ContainsFunc(tuple, func(n decision.Node) bool { return n != decision.False })
	})
	want := tb.dense(func(i int) int {
		for r := range lists {
			if lists[r][i] == 1 {
				return r
			}
		}
		return len(lists)
	})
	tb.record("product", masks, want)
	patient := tb.f.Product(rules, func(tuple []decision.Node) (int, bool) {
		if slices.ContainsFunc(tuple, func(n decision.Node) bool { return !n.IsLeaf() }) {
			return 0, false
		}
		first := slices.Index(tuple, decision.True)
		if first < 0 {
			first = len(tuple)
		}
		return first, true
	})
	tb.record("product that waits for leaves", patient, want)
	return masks, want
}

// verify builds one random table and compares everything the package says about it with the oracle.
func verify(t testing.TB, d dice) {
	tb := newTable(t, d)
	var rules []decision.Node
	var lists []dense
	for range 1 + d(4) {
		n, list := tb.rule()
		rules, lists = append(rules, n), append(lists, list)
	}
	tb.verifyTests(rules, lists)
	tb.verifyPaths(rules[0], lists[0])
	root, values := tb.decide(rules, lists)
	free := map[int]bool{0: d.chance(80), 2: d.chance(15)}
	for range 3 {
		tb.verifyBoxes(root, values)
	}
	tb.verifyGrow(root, values)
	tb.verifyCounts(root, values)
	tb.verifyRestrict(root, values)
	tb.verifySteps(root, values)
	tb.verifyDiffer(root, values, free)
	tb.verifyPlan(root, values, free)
}
