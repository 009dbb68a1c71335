package decision

import "math/big"

// A Table is a decision table: rules over the same columns, each the box of situations that it applies to. Rules may
// overlap, and none comes first. A Table does not change; any number of goroutines may ask it.
type Table struct {
	cells []int
	rules []Box
}

// NewTable returns the table with that many cells per column, at least one each, and those rules. It keeps both.
func NewTable(cells []int, rules []Box) *Table { return &Table{cells, rules} }

// A Verdict says whether every situation of a question lies in some rule.
type Verdict int

// The verdicts. Undecided is never to be read as Covered.
const (
	Undecided Verdict = iota // every engine used up its budget
	Covered                  // proved: every situation lies in some rule
	Open                     // some situation lies in none
)

func (v Verdict) String() string { return [...]string{"undecided", "covered", "open"}[v] }

// An Engine is a way to decide a question.
type Engine int

// The engines. The first two split the situations into boxes, top down, and remember what they found for a set of
// rules that are still active; they can count. The third searches for a single situation and learns from each failure.
const (
	NoEngine    Engine = iota
	FixedOrder         // columns one after the other, those that most rules test first
	BranchOrder        // in each box the cut that leaves the least to do
	Clauses            // finite-domain clause learning
)

func (e Engine) String() string {
	return [...]string{"none", "fixed order", "order per branch", "clauses"}[e]
}

// A Search is a question to a table: does every situation lie in some rule? The zero Search asks about all situations
// and all rules.
type Search struct {
	Within  Box    // only situations of this box
	Rules   []int  // only these rules; nil for all of them
	Ordered []bool // per column, whether the box found grows only to neighbouring cells; nil for no column
	Budget  int    // steps for each engine; 0 for DefaultBudget
	Any     bool   // one situation is enough: nothing is counted, and a search ends with the first that it finds
	Engine  Engine // only this one; NoEngine for all of them side by side
}

// DefaultBudget bounds each engine of a search to about a third of a second.
const DefaultBudget = 10_000_000

// A Gap is the answer to a [Search].
type Gap struct {
	Verdict Verdict
	Engine  Engine   // that decided; NoEngine when none did
	Work    int      // steps of all engines together
	Total   *big.Int // situations asked about
	Open    *big.Int // how many of them lie in no rule, exactly; nil when nobody could count them
	Witness []int    // a situation that lies in no rule; nil unless open
	Box     Box      // a largest box around it without a rule, in the way of [Forest.Grow]
	Cover   []int    // rules that together cover all, when they do; in order, and not always the fewest
}

// Gap looks for situations that lie in no rule. Which engine decides, and what it finds, depends on the table, the
// question and the budget alone.
func (t *Table) Gap(s Search) Gap {
	if s.Budget == 0 {
		s.Budget = DefaultBudget
	}
	v := t.view(s)
	gap := Gap{Total: v.total}
	if v.total.Sign() == 0 {
		gap.Verdict, gap.Open, gap.Engine = Covered, new(big.Int), BranchOrder
		return gap
	}
	v.race(&gap, s)
	if gap.Verdict == Open {
		gap.Box = t.grow(gap.Witness, s)
	}
	return gap
}

// Hidden asks whether every situation of a rule lies in some of the others too: in one of them, or in several that hide
// it together. When it is not hidden, the witness lies in this rule alone. Rules of the search that are the rule itself
// are left out; so is its Within.
func (t *Table) Hidden(rule int, s Search) Gap {
	var others []int
	for i := range t.candidates(s) {
		if i != rule {
			others = append(others, i)
		}
	}
	s.Rules, s.Within = others, t.rules[rule]
	if others == nil {
		s.Rules = []int{}
	}
	return t.Gap(s)
}

// candidates yields the rules of a search.
func (t *Table) candidates(s Search) func(yield func(rule int) bool) {
	return func(yield func(int) bool) {
		if s.Rules != nil {
			for _, r := range s.Rules {
				if !yield(r) {
					return
				}
			}
			return
		}
		for r := range t.rules {
			if !yield(r) {
				return
			}
		}
	}
}

// grow returns a largest box around a situation that no rule of the search meets.
func (t *Table) grow(situation []int, s Search) Box {
	g := growing{t: t, s: s, misses: make([]int, len(t.rules))}
	for r := range t.candidates(s) {
		for c, cell := range situation {
			if !t.rules[r].column(c).Has(cell) {
				g.misses[r]++
			}
		}
	}
	box := make(Box, len(t.cells))
	for c, cell := range situation {
		box[c] = g.column(c, cell)
	}
	return box
}

// growing knows in how many columns each rule misses the box; a rule that misses it in one column only bars its cells
// there.
type growing struct {
	t      *Table
	s      Search
	misses []int
}

func (g *growing) column(c, cell int) Cells {
	n := g.t.cells[c]
	barred := make([]bool, n)
	for at := range n {
		barred[at] = !g.s.Within.column(c).Has(at)
	}
	for r := range g.t.candidates(g.s) {
		if own := g.t.rules[r].column(c); g.misses[r] == 1 && !own.Has(cell) {
			for at := own.first(0, n); at < n; at = own.first(at+1, n) {
				barred[at] = true
			}
		}
	}
	set := around(barred, cell, g.s.Ordered != nil && g.s.Ordered[c])
	for r := range g.t.candidates(g.s) {
		if own := g.t.rules[r].column(c); !own.Has(cell) && own.meets(set) {
			g.misses[r]--
		}
	}
	return set
}
