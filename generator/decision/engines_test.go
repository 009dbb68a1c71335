package decision_test

import (
	"math/big"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"remit/generator/decision"
)

var engines = []decision.Engine{decision.FixedOrder, decision.BranchOrder, decision.Clauses}

// However hard the table, an engine ends with its budget, and then says nothing.
func TestOverBudgetIsUndecided(t *testing.T) {
	p := newPigeons(10)
	for _, engine := range append(engines, decision.NoEngine) {
		const budget = 200_000
		gap := decision.NewTable(p.cells, p.rules).Gap(decision.Search{Engine: engine, Budget: budget})
		if gap.Verdict != decision.Undecided || gap.Engine != decision.NoEngine || gap.Open != nil || gap.Witness != nil || gap.Cover != nil {
			t.Errorf("%v: %+v, want undecided", engine, gap)
		}
		if gap.Work < budget || gap.Work > 3*budget+budget/10 {
			t.Errorf("%v: %d steps, with a budget of %d for each engine", engine, gap.Work, budget)
		}
	}
}

// A gap that was found stays one when counting the others takes too long.
func TestAGapIsReportedWithoutACount(t *testing.T) {
	p := newChain(40, 1)
	gap := decision.NewTable(p.cells, p.rules).Gap(decision.Search{Budget: 100_000})
	if gap.Verdict != decision.Open || gap.Open != nil || !isOpen(p, gap.Witness) {
		t.Errorf("%+v, want a gap that is not counted", gap)
	}
}

func isOpen(p playbook, situation []int) bool {
	return !slices.ContainsFunc(p.rules, func(b decision.Box) bool {
		for c, cell := range situation {
			if b[c] != nil && !b[c].Has(cell) {
				return false
			}
		}
		return true
	})
}

func TestTheSameQuestionHasTheSameAnswer(t *testing.T) {
	for _, p := range []playbook{newPlaybook(12, 300, 1), newColumns(5, 200, 1), newBoxes(chipped, 6, 40, 1), newClauses(60, 1)} {
		ask := func() decision.Gap { return decision.NewTable(p.cells, p.rules).Gap(decision.Search{}) }
		same := cmp.Comparer(func(a, b *big.Int) bool { return a == b || a != nil && b != nil && a.Cmp(b) == 0 })
		if diff := cmp.Diff(ask(), ask(), same); diff != "" {
			t.Errorf("mismatch (-first +second):\n%s", diff)
		}
	}
}

// Tables that are too large for an oracle, each with the columns and rules in several orders: every engine that decides
// must say the same, count the same, and show a situation that no rule holds.
func TestEnginesAgreeOnLargeTables(t *testing.T) {
	for seed := range uint64(3) {
		for _, p := range []playbook{
			newPlaybook(14, 400, seed), newColumns(4, 300, seed), newBoxes(whole, 5, 40, seed), newBoxes(chipped, 5, 40, seed),
			newBoxes(scattered, 5, 40, seed), newChain(10, seed), newClauses(85, seed), newPigeons(5),
		} {
			verdict, count := decision.Undecided, (*big.Int)(nil)
			for range 2 {
				for _, engine := range engines {
					gap := decision.NewTable(p.cells, p.rules).Gap(decision.Search{Engine: engine, Budget: 3_000_000})
					if gap.Verdict == decision.Open && !isOpen(p, gap.Witness) {
						t.Fatalf("%v: a rule holds %v", engine, gap.Witness)
					}
					if gap.Verdict != decision.Undecided && verdict != decision.Undecided && gap.Verdict != verdict {
						t.Fatalf("%v says %v, another said %v", engine, gap.Verdict, verdict)
					}
					if gap.Open != nil && count != nil && gap.Open.Cmp(count) != 0 {
						t.Fatalf("%v counts %v, another counted %v", engine, gap.Open, count)
					}
					if gap.Verdict != decision.Undecided {
						verdict = gap.Verdict
					}
					if gap.Open != nil {
						count = gap.Open
					}
				}
				p = p.shuffled(seeded(seed + 9))
			}
			if verdict == decision.Undecided {
				t.Errorf("seed %d: nobody decides a table of %d columns and %d rules", seed, len(p.cells), len(p.rules))
			}
		}
	}
}

// shuffled is the same table with its columns and rules in another order.
func (p playbook) shuffled(d dice) playbook {
	columns, rules := shuffle(d, len(p.cells)), shuffle(d, len(p.rules))
	other := playbook{}
	for _, c := range columns {
		other.cells = append(other.cells, p.cells[c])
	}
	for _, r := range rules {
		box := decision.Box{}
		for _, c := range columns {
			box = append(box, p.rules[r][c])
		}
		other.rules = append(other.rules, box)
	}
	return other
}

func shuffle(d dice, n int) []int {
	list := make([]int, n)
	for i := range list {
		at := d(i + 1)
		list[i], list[at] = list[at], i
	}
	return list
}

// Searches so long that learnt clauses are forgotten. One situation is known to lie in no rule of every second table: no
// search may prove that there is none. The others must come out the same in another order.
func TestLongSearchesForgetNothingTrue(t *testing.T) {
	for seed := range uint64(6) {
		p := newClauses(110, seed)
		if seed%2 == 0 {
			p = newClauses(150, seed)
			for r, box := range p.rules { // let none of them hold the situation of first cells
				if !slices.ContainsFunc(box, func(set decision.Cells) bool { return set != nil && !set.Has(0) }) {
					p.rules[r] = slices.Clone(box)
					c := slices.IndexFunc(box, func(set decision.Cells) bool { return set != nil })
					p.rules[r][c] = decision.CellsOf(2, 1)
				}
			}
		}
		s := decision.Search{Engine: decision.Clauses}
		first := decision.NewTable(p.cells, p.rules).Gap(s)
		q := p.shuffled(seeded(seed))
		second := decision.NewTable(q.cells, q.rules).Gap(s)
		if seed%2 == 0 && (first.Verdict == decision.Covered || second.Verdict == decision.Covered) {
			t.Errorf("seed %d: %v and %v, though a situation is open", seed, first.Verdict, second.Verdict)
		}
		if first.Verdict != second.Verdict && first.Verdict != decision.Undecided && second.Verdict != decision.Undecided {
			t.Errorf("seed %d: %v and in another order %v", seed, first.Verdict, second.Verdict)
		}
		if first.Verdict == decision.Open && !isOpen(p, first.Witness) || second.Verdict == decision.Open && !isOpen(q, second.Witness) {
			t.Errorf("seed %d: the witness is not open", seed)
		}
		if first.Verdict == decision.Covered {
			again := decision.NewTable(p.cells, p.rules).Gap(decision.Search{Engine: decision.Clauses, Rules: first.Cover, Budget: 2 * decision.DefaultBudget})
			if len(first.Cover) >= len(p.rules) || again.Verdict != decision.Covered {
				t.Errorf("seed %d: %d of %d rules are said to cover all, and are %v", seed, len(first.Cover), len(p.rules), again.Verdict)
			}
		}
		t.Logf("seed %d: %v after %d steps, %v after %d", seed, first.Verdict, first.Work, second.Verdict, second.Work)
	}
}
