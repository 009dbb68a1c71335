package decision_test

import (
	"fmt"
	"math/big"
	"slices"
	"testing"

	"remit/generator/decision"
)

// playbook is a table like those of playbooks: the leaves of a hidden decision tree over yes/no, choices and numbers
// of eight steps, most of which ask the same few facts; one rule in twenty is forgotten, loosened or shifted.
type playbook struct {
	cells []int
	rules []decision.Box
}

func newPlaybook(columns, rules int, seed uint64) playbook {
	d := seeded(seed)
	p := playbook{}
	for range columns {
		p.cells = append(p.cells, []int{2, 2, 3 + d(3), 8}[d(4)])
	}
	leaves := [][][2]int{make([][2]int, columns)}
	for c, n := range p.cells {
		leaves[0][c] = [2]int{0, n}
	}
	for len(leaves) < rules {
		i := d(len(leaves))
		c := d(1 + d(1+d(columns))) // the first columns are the trunk: they are popular
		low, high := leaves[i][c][0], leaves[i][c][1]
		if high-low < 2 {
			continue
		}
		at := low + 1 + d(high-low-1)
		other := slices.Clone(leaves[i])
		leaves[i][c], other[c] = [2]int{low, at}, [2]int{at, high}
		leaves = append(leaves, other)
	}
	for _, leaf := range leaves {
		if d.chance(5) && !damage(d, p.cells, leaf) {
			continue
		}
		p.rules = append(p.rules, p.box(leaf))
	}
	return p
}

// damage loosens or shifts one column of a rule; false means that the rule is forgotten.
func damage(d dice, cells []int, leaf [][2]int) bool {
	c := d(len(cells))
	switch d(3) {
	case 0:
		return false
	case 1:
		leaf[c] = [2]int{0, cells[c]}
	case 2:
		if leaf[c][1] < cells[c] {
			leaf[c][0]++
			leaf[c][1]++
		}
	}
	return true
}

func (p playbook) box(leaf [][2]int) decision.Box {
	box := make(decision.Box, len(p.cells))
	for c, span := range leaf {
		if span != [2]int{0, p.cells[c]} {
			var in []int
			for cell := span[0]; cell < span[1]; cell++ {
				in = append(in, cell)
			}
			box[c] = decision.CellsOf(p.cells[c], in...)
		}
	}
	return box
}

// either returns the test that some rule applies, joined pairwise.
func either(f *decision.Forest, rules []decision.Box) decision.Node {
	if len(rules) <= 1 {
		if len(rules) == 0 {
			return decision.False
		}
		return f.Inside(rules[0])
	}
	half := len(rules) / 2
	return f.Or(either(f, rules[:half]), either(f, rules[half:]))
}

// outcomes returns the diagram that says which of n outcomes the rules give, dealt out in turn; n is a gap.
func (p playbook) outcomes(f *decision.Forest, n int) decision.Node {
	tests := make([]decision.Node, n)
	for i := range tests {
		var own []decision.Box
		for j := i; j < len(p.rules); j += n {
			own = append(own, p.rules[j])
		}
		tests[i] = either(f, own)
	}
	return f.Product(tests, func(tuple []decision.Node) (int, bool) {
		for i, test := range tuple {
			if test == decision.True {
				return i, true
			}
			if test != decision.False {
				return 0, false
			}
		}
		return len(tuple), true
	})
}

func each(b *testing.B, sizes [][2]int, run func(b *testing.B, p playbook)) {
	for _, size := range sizes {
		p := newPlaybook(size[0], size[1], 3)
		b.Run(fmt.Sprintf("%dx%d", size[0], size[1]), func(b *testing.B) {
			b.ReportAllocs()
			run(b, p)
		})
	}
}

var large = [][2]int{{12, 1000}, {30, 1000}, {30, 5000}}

func BenchmarkGaps(b *testing.B) {
	each(b, large, func(b *testing.B, p playbook) {
		for b.Loop() {
			f := decision.NewForest(p.cells)
			some := either(f, p.rules)
			witness := f.Find(some, nil, func(v int) bool { return v == 0 })
			if witness != nil {
				f.Grow(some, witness, make([]bool, len(p.cells)), func(v int) bool { return v == 0 })
			}
			b.ReportMetric(float64(len(f.Nodes(some))), "nodes")
		}
	})
}

func BenchmarkOutcomes(b *testing.B) {
	each(b, large, func(b *testing.B, p playbook) {
		for b.Loop() {
			f := decision.NewForest(p.cells)
			b.ReportMetric(float64(len(f.Nodes(p.outcomes(f, 4)))), "nodes")
		}
	})
}

func BenchmarkWalks(b *testing.B) {
	each(b, large, func(b *testing.B, p playbook) {
		f := decision.NewForest(p.cells)
		root := p.outcomes(f, 4)
		gap := func(v int) bool { return v == 4 }
		witness := f.Find(root, nil, gap)
		box := make(decision.Box, len(p.cells))
		box[0], box[1] = decision.CellsOf(p.cells[0], 1), decision.CellsOf(p.cells[1], 1)
		for _, walk := range []struct {
			name string
			run  func()
		}{
			{"reach", func() { f.Reach(root, box, func(int) {}) }},
			{"find", func() { f.Find(root, nil, gap) }},
			{"grow", func() { f.Grow(root, witness, make([]bool, len(p.cells)), gap) }},
			{"counts", func() { f.Counts(root) }},
		} {
			b.Run(walk.name, func(b *testing.B) {
				b.ReportAllocs()
				for b.Loop() {
					walk.run()
				}
			})
		}
	})
}

func BenchmarkPlan(b *testing.B) {
	each(b, [][2]int{{6, 12}, {8, 20}, {10, 25}, {12, 30}, {16, 40}, {12, 300}, {30, 300}}, func(b *testing.B, p playbook) {
		for b.Loop() {
			f := decision.NewForest(p.cells)
			root := p.outcomes(f, 3)
			plan := f.Plan(root, func(v int) bool { return v == 3 }, 20_000)
			proved := 0.0
			if plan.Optimal {
				proved = 1
			}
			b.ReportMetric(float64(plan.Worst), "questions")
			b.ReportMetric(proved, "proved")
		}
	})
}

// BenchmarkRecipes runs every recipe of the figures, one seed after the other, and reports the share decided and, for
// questions, the share proved optimal.
func BenchmarkRecipes(b *testing.B) {
	for _, r := range recipes() {
		b.Run(r.name+", "+r.task, func(b *testing.B) {
			var runs []func() result
			for seed := range uint64(min(3, r.seeds)) {
				runs = append(runs, r.prepare(seed+1))
			}
			decided, proved, asked := 0, 0, 0
			i := 0
			for b.Loop() {
				got := runs[i%len(runs)]()
				if got.engine != "" {
					decided++
				}
				if got.proved != nil {
					asked++
					if *got.proved {
						proved++
					}
				}
				i++
			}
			b.ReportMetric(float64(decided)/float64(i), "decided")
			if asked > 0 {
				b.ReportMetric(float64(proved)/float64(asked), "proved")
			}
		})
	}
}

func BenchmarkLineCell(b *testing.B) {
	var cuts []decision.Cut
	for i := range int64(1000) {
		cuts = append(cuts, decision.Cut{At: big.NewRat(i, 1)})
	}
	l := decision.NewLine(big.NewRat(0, 1), big.NewRat(1000, 1), big.NewRat(1, 10), cuts)
	at := big.NewRat(7777, 10)
	for b.Loop() {
		l.Cell(at)
	}
}
