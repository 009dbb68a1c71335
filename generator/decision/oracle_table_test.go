package decision_test

import (
	"fmt"
	"math/big"
	"slices"
	"testing"

	"remit/generator/decision"
)

// asked answers a question about a table: the package does, or a variant with a fault that the oracle must notice.
type asked func(cells []int, rules []decision.Box, s decision.Search) decision.Gap

func soundly(cells []int, rules []decision.Box, s decision.Search) decision.Gap {
	return decision.NewTable(cells, rules).Gap(s)
}

// plain is a table written out: for each rule and column whether each cell is in it; nil is every cell.
type plain struct {
	d          dice
	cells      []int
	rules      [][][]bool
	boxes      []decision.Box
	situations [][]int
	ask        asked
}

// newPlain returns a random table of one of several kinds: sparse or dense rules, mostly intervals or mostly sets, a
// wide column now and then.
func newPlain(d dice, ask asked) *plain {
	p := &plain{d: d, ask: ask}
	most := 1 + d(7)
	for range d(6) {
		p.cells = append(p.cells, 1+d(most))
	}
	if len(p.cells) > 0 && d.chance(10) {
		p.cells = append(p.cells[:min(2, len(p.cells))], 60+d(100))
	}
	p.situations = situationsOf(p.cells)
	tested, whole := 20+d(80), d(100)
	for range d(1 + 2*most*len(p.cells)) {
		p.add(p.random(tested, whole))
	}
	return p
}

func situationsOf(cells []int) [][]int {
	list := [][]int{{}}
	for _, n := range cells {
		var longer [][]int
		for _, s := range list {
			for c := range n {
				longer = append(longer, append(slices.Clone(s), c))
			}
		}
		list = longer
	}
	return list
}

// random returns the sets of a box that tests each column with a chance of tested in a hundred, as an interval with a
// chance of whole.
func (p *plain) random(tested, whole int) [][]bool {
	sets := make([][]bool, len(p.cells))
	for c, n := range p.cells {
		if !p.d.chance(tested) {
			continue
		}
		sets[c] = make([]bool, n)
		if p.d.chance(whole) {
			from := p.d(n)
			for cell := from; cell < from+1+p.d(n-from); cell++ {
				sets[c][cell] = true
			}
			continue
		}
		for cell := range sets[c] {
			sets[c][cell] = p.d.chance(60)
		}
	}
	return sets
}

func (p *plain) add(sets [][]bool) {
	p.rules, p.boxes = append(p.rules, sets), append(p.boxes, boxed(sets))
}

func boxed(sets [][]bool) decision.Box {
	box := make(decision.Box, len(sets))
	for c, set := range sets {
		if set == nil {
			continue
		}
		var cells []int
		for cell, in := range set {
			if in {
				cells = append(cells, cell)
			}
		}
		box[c] = decision.CellsOf(len(set), cells...)
	}
	return box
}

// open reports whether none of the rules holds a situation.
func (p *plain) open(rules []int, s []int) bool {
	return !slices.ContainsFunc(rules, func(r int) bool { return inSets(p.rules[r], s) })
}

func (p *plain) all() []int {
	all := []int{}
	for r := range p.rules {
		all = append(all, r)
	}
	return all
}

// count counts the situations within that none of the rules holds, and all of those within.
func (p *plain) count(rules []int, within [][]bool) (open, total int64) {
	for _, s := range p.situations {
		if within == nil || inSets(within, s) {
			total++
			if p.open(rules, s) {
				open++
			}
		}
	}
	return open, total
}

// verify asks a question of every engine and compares what each says with the oracle; "" when all is right.
func (p *plain) verify(rules []int, within [][]bool) string {
	s := decision.Search{Rules: rules}
	if within != nil {
		s.Within = boxed(within)
	}
	if p.d.chance(50) {
		for range p.cells {
			s.Ordered = append(s.Ordered, p.d.chance(50))
		}
	}
	open, total := p.count(rules, within)
	for _, s.Engine = range []decision.Engine{decision.NoEngine, decision.FixedOrder, decision.BranchOrder, decision.Clauses} {
		for _, s.Any = range []bool{false, true} {
			for _, s.Budget = range []int{0, 1, 1 + p.d(60)} {
				gap := p.ask(p.cells, p.boxes, s)
				if wrong := p.judge(gap, s, within, open, total); wrong != "" {
					return fmt.Sprintf("%s: %+v says %+v; open %d of %d; cells %v, boxes %v", wrong, s, gap, open, total, p.cells, p.boxes)
				}
			}
		}
	}
	return ""
}

func (p *plain) judge(gap decision.Gap, s decision.Search, within [][]bool, open, total int64) string {
	switch {
	case gap.Total.Cmp(big.NewInt(total)) != 0:
		return "total"
	case gap.Verdict == decision.Undecided && s.Budget == 0, gap.Verdict == decision.Covered && open > 0, gap.Verdict == decision.Open && open == 0:
		return "verdict"
	case (gap.Verdict == decision.Undecided) != (gap.Engine == decision.NoEngine):
		return "engine"
	case gap.Open != nil && gap.Open.Cmp(big.NewInt(open)) != 0:
		return "count"
	case gap.Open == nil && s.Budget == 0 && !s.Any && s.Engine != decision.Clauses:
		return "nothing counted"
	case (gap.Witness != nil) != (gap.Verdict == decision.Open), (gap.Box != nil) != (gap.Verdict == decision.Open):
		return "witness"
	case gap.Verdict == decision.Open:
		return p.judgeBox(gap, s, within)
	case gap.Verdict == decision.Covered:
		if left, _ := p.count(gap.Cover, within); left > 0 {
			return "cover"
		}
	}
	return ""
}

// judgeBox checks that the witness is open, that its box is, and that no column of the box can have another cell.
func (p *plain) judgeBox(gap decision.Gap, s decision.Search, within [][]bool) string {
	in := func(s []int) bool { return within == nil || inSets(within, s) }
	if !in(gap.Witness) || !p.open(s.Rules, gap.Witness) {
		return "witness is not open"
	}
	bad := make([][]bool, len(p.cells)) // per column and cell whether the box with that cell alone has a covered situation
	for c, n := range p.cells {
		bad[c] = make([]bool, n)
		if !gap.Box[c].Has(gap.Witness[c]) {
			return "witness is not in its box"
		}
	}
	for _, at := range p.situations {
		outside := slices.DeleteFunc(columnsOf(p.cells), func(c int) bool { return gap.Box[c].Has(at[c]) })
		covered := !in(at) || !p.open(s.Rules, at)
		if covered && len(outside) == 0 {
			return "box is not open"
		}
		if covered && len(outside) == 1 {
			bad[outside[0]][at[outside[0]]] = true
		}
	}
	for c, n := range p.cells {
		for cell := range n {
			next := s.Ordered == nil || !s.Ordered[c] || cell > 0 && gap.Box[c].Has(cell-1) || cell < n-1 && gap.Box[c].Has(cell+1)
			if !gap.Box[c].Has(cell) && !bad[c][cell] && next {
				return "box is not the largest"
			}
		}
		if s.Ordered != nil && s.Ordered[c] && gap.Box[c] != nil && holes(members(gap.Box[c], n)) {
			return "box has holes where cells are ordered"
		}
	}
	return ""
}

func columnsOf(cells []int) []int {
	var list []int
	for c := range cells {
		list = append(list, c)
	}
	return list
}

func members(set decision.Cells, n int) []bool {
	list := make([]bool, n)
	for cell := range list {
		list[cell] = set.Has(cell)
	}
	return list
}

// verifyAll asks everything about a table; "" when all is right.
func (p *plain) verifyAll() string {
	wrong := p.verify(p.all(), nil)
	if wrong == "" {
		wrong = p.verify(p.all(), p.random(40, 50))
	}
	if wrong == "" {
		some := slices.DeleteFunc(p.all(), func(int) bool { return p.d.chance(40) })
		wrong = p.verify(some, nil)
	}
	if wrong == "" {
		wrong = p.verifyHidden()
	}
	if wrong == "" {
		wrong = p.verifyOrders()
	}
	return wrong
}

// verifyHidden asks of some rules whether the others hide it, alone or together.
func (p *plain) verifyHidden() string {
	for range min(4, len(p.rules)) {
		r := p.d(len(p.rules))
		others := slices.DeleteFunc(p.all(), func(i int) bool { return i == r })
		open, total := p.count(others, p.rules[r])
		s := decision.Search{}
		gap := decision.NewTable(p.cells, p.boxes).Hidden(r, s)
		s.Rules = others
		if wrong := p.judge(gap, s, p.rules[r], open, total); wrong != "" {
			return fmt.Sprintf("hidden %d: %s: %+v; open %d of %d; cells %v, boxes %v", r, wrong, gap, open, total, p.cells, p.boxes)
		}
	}
	return ""
}

func TestTablesSayWhatTheOracleSays(t *testing.T) {
	verdicts := map[decision.Verdict]int{}
	for seed := range uint64(tables()) {
		p := newPlain(seeded(seed), soundly)
		if wrong := p.verifyAll(); wrong != "" {
			t.Fatalf("seed %d: %s", seed, wrong)
		}
		verdicts[soundly(p.cells, p.boxes, decision.Search{}).Verdict]++
	}
	if verdicts[decision.Covered] < tables()/10 || verdicts[decision.Open] < tables()/10 {
		t.Errorf("too few of a kind: %v", verdicts)
	}
}

func FuzzTable(f *testing.F) {
	for seed := range uint64(20) {
		d, data := seeded(seed), make([]byte, 300)
		for i := range data {
			data[i] = byte(d(256))
		}
		f.Add(data)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		if wrong := newPlain(inBytes(data), soundly).verifyAll(); wrong != "" {
			t.Fatal(wrong)
		}
	})
}

// A table that is a partition has nothing to find: no gap, no rule that others hide.
func TestPartitionsHaveNoFindings(t *testing.T) {
	for seed := range uint64(tables()) {
		d := seeded(seed)
		var cells []int
		for range 1 + d(6) {
			cells = append(cells, 2+d(9))
		}
		p := playbook{cells: cells}
		size := 1
		for _, n := range cells {
			size *= n
		}
		for _, leaf := range splits(d, cells, 1+d(min(40, size)), func() int { return d(len(cells)) }) {
			p.rules = append(p.rules, p.box(leaf))
		}
		table := decision.NewTable(p.cells, p.rules)
		if gap := table.Gap(decision.Search{}); gap.Verdict != decision.Covered || gap.Open.Sign() != 0 || len(gap.Cover) != len(p.rules) {
			t.Fatalf("seed %d: %+v", seed, gap)
		}
		for r := range p.rules {
			if gap := table.Hidden(r, decision.Search{}); gap.Verdict != decision.Open || gap.Open.Cmp(gap.Total) != 0 {
				t.Fatalf("seed %d: rule %d: %+v", seed, r, gap)
			}
		}
	}
}
