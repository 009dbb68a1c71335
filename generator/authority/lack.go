package authority

import (
	"slices"

	"remit/generator/decision"
	"remit/generator/playbook"
)

// A Lack says what is known of one role of a playbook that is undecided as a whole: that it always has an answer, which
// is proved, or that it has none in a region, or neither.
type Lack struct {
	Role     string
	Answered bool
	Region   *Region
}

// The bounds of a search for a lack: how many boxes its conditions may fall into, and how many steps it may take.
const (
	maxBoxes  = 20_000
	lackSteps = 4_000_000
)

// Lacks asks for each role whether some situation at risk leaves it without an answer, one role at a time and without
// telling any other answers apart. That is less than [Model.Regions] says, and often possible where a diagram of all
// answers is too large. The model must not have been asked anything yet: what a spent one holds means nothing.
func (m *Model) Lacks(roles []string) []Lack {
	lacks := make([]Lack, len(roles))
	for i, name := range roles {
		lacks[i] = m.lack(name)
	}
	return lacks
}

func (m *Model) lack(name string) Lack {
	l := Lack{Role: name, Answered: m.Decides(name)}
	if l.Answered || m.Undecided() {
		return l
	}
	answers := m.answering(name)
	rules, all := m.boxes(answers)
	if !all || m.Undecided() {
		return l
	}
	gap := decision.NewTable(m.cells(), rules).Gap(decision.Search{Any: true, Ordered: m.ordered(), Budget: lackSteps})
	switch {
	case gap.Verdict == decision.Covered:
		l.Answered = true
	case gap.Verdict == decision.Open && m.unansweredAt(name, gap.Witness):
		r := m.region(gap.Box, gap.Witness, []string{name})
		l.Region = &r
	}
	return l
}

// answering returns tests one of which holds wherever a role that does not decide has an answer, or needs none: the
// situation cannot be, is not at risk, or a grant is in force for some role or a duty is owed (MEANING, Answers).
func (m *Model) answering(name string) []decision.Node {
	tests := []decision.Node{m.cannot, m.forest.Not(m.risk)}
	own := m.Site.Holds(name)
	for _, d := range m.duties {
		if m.remaining(d, name, own) != nil {
			tests = append(tests, d.when)
		}
	}
	for _, other := range append([]string{name}, playbook.Values(m.Playbook.Roles)...) {
		holds := m.Site.Holds(other)
		for _, g := range m.grants {
			if n := m.inForce(g, other); g.valid && overlap(g.names, holds) && !slices.Contains(tests, n) {
				tests = append(tests, n)
			}
		}
	}
	return tests
}

// boxes returns the boxes of all tests, unless they are too many.
func (m *Model) boxes(tests []decision.Node) (boxes []decision.Box, all bool) {
	for _, n := range tests {
		more, all := m.forest.Boxes(n, maxBoxes-len(boxes))
		if !all {
			return nil, false
		}
		boxes = append(boxes, more...)
	}
	return boxes, true
}

func (m *Model) cells() []int {
	cells := make([]int, len(m.columns))
	for i, c := range m.columns {
		cells[i] = c.cells()
	}
	return cells
}

// unansweredAt evaluates one situation, test by test, and settles it as [Model.role] does: a witness is reported only
// when the definition confirms it.
func (m *Model) unansweredAt(name string, situation []int) bool {
	alone := &Model{Site: m.Site, Playbook: m.Playbook, Day: m.Day, table: m.table, roles: map[string]*role{}}
	at := func(n decision.Node) decision.Node { return decision.Leaf(m.forest.At(n, situation)) }
	alone.cannot, alone.risk = at(m.cannot), at(m.risk)
	for _, g := range m.grants {
		g.when, g.forbidden, g.unless = at(g.when), at(g.forbidden), at(g.unless)
		alone.grants = append(alone.grants, g)
	}
	for _, d := range m.duties {
		d.when = at(d.when)
		alone.duties = append(alone.duties, d)
	}
	r := alone.role(name)
	return !m.Undecided() && r.root.IsLeaf() && r.outcomes[r.root.Value()].Verdict == Unanswered
}

// within returns a model that knows of nothing but the completions of a situation, which makes it smaller the more facts
// are known: whatever lies elsewhere counts as impossible.
func (m *Model) within(s *Situation) *Model {
	narrow := Compile(m.Site, m.Playbook, Options{Day: m.Day})
	for i, g := range m.grants {
		narrow.grants[i].valid = g.valid
	}
	f := narrow.forest
	narrow.cannot = f.Or(narrow.cannot, f.Not(f.Inside(s.box)))
	return narrow
}

// A Burden says which facts weigh most on the decisions of a playbook.
type Burden struct {
	Facts []string // at most three, those first that most grants and duties test
	Rules int      // how many test the first of them
	All   int      // how many rules there are
	Tests int      // how many facts there are that some rule tests
}

// Burden counts which facts the grants and duties test.
func (m *Model) Burden() Burden {
	b := Burden{Tests: len(m.columns), All: len(m.grants) + len(m.duties)}
	count := map[string]int{}
	note := func(conditions ...playbook.Condition) {
		var all []*playbook.Expr
		for _, c := range conditions {
			all = append(all, c.Expr)
		}
		for _, c := range m.columnsOf(all) {
			count[c.fact.Name.Value]++
		}
	}
	for _, g := range m.grants {
		note(g.action.When, g.action.Unless, g.grant.When, g.grant.Unless)
	}
	for _, d := range m.duties {
		note(d.duty.When)
	}
	b.Facts = m.Tested()
	slices.SortStableFunc(b.Facts, func(x, y string) int { return count[y] - count[x] })
	b.Facts = b.Facts[:min(3, len(b.Facts))]
	if len(b.Facts) > 0 {
		b.Rules = count[b.Facts[0]]
	}
	return b
}
