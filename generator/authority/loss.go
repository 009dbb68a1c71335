package authority

import (
	"slices"

	"remit/generator/decision"
	"remit/generator/playbook"
)

// A Loss is an action that roles may take in a situation, and no longer when one fact gets worse by one step.
type Loss struct {
	Model  *Model // of the first period in which it is so
	Action *playbook.Action
	Fact   *playbook.Fact
	Before string // the fact before the step, in words
	After  string // and after it
	Region        // of the situations after the step
}

// Losses returns what listed roles lose when a fact gets worse, both situations being at risk, although no `unless` that
// binds the role says so, and no role that it must call there holds the action. An `unless` says so that is the action's
// or stands on each grant that the role had. A role that decides loses nothing: it decides what no grant covers. The
// models are those of the periods of one playbook, in order; what holds in several is returned for the first of them. It
// ends with the first period that takes more than its budget.
func Losses(periods []*Model) []Loss {
	var list []Loss
	found := map[step][]Region{}
	for _, m := range periods {
		var here []Loss
		if !m.aside(func() { here = m.losses(found) }) {
			break
		}
		list = append(list, here...)
	}
	return list
}

// losses returns the losses of one period that lie outside the regions found for earlier ones.
func (m *Model) losses(found map[step][]Region) []Loss {
	var list []Loss
	outcomes := &kinds{m, map[kind]decision.Node{}}
	for at, c := range m.columns {
		if c.fact.Worse == playbook.WorseUnsaid {
			continue
		}
		for _, l := range outcomes.lossesBy(at) {
			for cell := range c.cells() {
				s := step{l.action, at, cell}
				for _, r := range m.regionsWhere(found[s], l.roles, l.at(m, s)) {
					found[s] = append(found[s], r)
					list = append(list, m.lossIn(s, r))
				}
			}
		}
	}
	return list
}

// step is one cell of a column, as that to which the fact got worse, seen for one action.
type step struct {
	action       *playbook.Action
	column, cell int
}

// back is how many cells lie between a cell of a fact and the one that is better by one step.
func back(f *playbook.Fact) int {
	if f.Worse == playbook.WorseLower {
		return 1
	}
	return -1
}

func (m *Model) lossIn(s step, r Region) Loss {
	c := m.columns[s.column]
	word := func(cell int) string { return c.words(decision.CellsOf(c.cells(), cell)) }
	return Loss{m, s.action, c.fact, word(s.cell + back(c.fact)), word(s.cell), r}
}

// losers are the roles that lose an action by a step along one column, with where that is.
type losers struct {
	action *playbook.Action
	roles  []string
	where  []decision.Node
}

// at returns where the roles lose the action by the step to one cell.
func (l losers) at(m *Model, s step) []decision.Node {
	here := m.forest.Test(s.column, s.cell, s.cell+1)
	where := make([]decision.Node, len(l.where))
	for i, n := range l.where {
		where[i] = m.forest.And(n, here)
	}
	return where
}

// kinds remembers where a role has outcomes of a kind, since that is asked again for each fact.
type kinds struct {
	*Model
	known map[kind]decision.Node
}

// kind is that a role has a grant, holds an action, or calls another role.
type kind struct {
	role string
	what any // a grant, an action or a role of the site, by its pointer
}

func (m *kinds) where(name string, what any, wanted func(Outcome) bool) decision.Node {
	n, known := m.known[kind{name, what}]
	if !known {
		n = m.Model.where(name, wanted)
		m.known[kind{name, what}] = n
	}
	return n
}

func (m *kinds) holds(name string, a *playbook.Action) decision.Node {
	return m.where(name, a, func(o Outcome) bool { return m.allows(o, a) })
}

// lossesBy returns who loses what when one fact gets worse. Which actions a role loses at all is seen on its diagram;
// whether that is explained is worked out only for those.
func (m *kinds) lossesBy(column int) []losers {
	lost := map[*playbook.Action][]string{}
	for _, r := range m.Playbook.Roles {
		if m.Decides(r.Value) {
			continue
		}
		for _, a := range m.mayLose(r.Value, column) {
			lost[a] = append(lost[a], r.Value)
		}
	}
	var list []losers
	for _, a := range m.Playbook.Actions {
		l := losers{action: a}
		for _, name := range lost[a] {
			if n := m.unexplained(name, a, column); n != decision.False {
				l.roles, l.where = append(l.roles, name), append(l.where, n)
			}
		}
		if l.roles != nil {
			list = append(list, l)
		}
	}
	return list
}

// mayLose returns the actions that some worsening of a fact takes from a role while it stays at risk.
func (m *Model) mayLose(name string, column int) []*playbook.Action {
	r := m.role(name)
	var lost []*playbook.Action
	m.forest.Steps(r.root, column, func(from, to int) {
		if back(m.columns[column].fact) > 0 {
			from, to = to, from
		}
		before, after := r.outcomes[from], r.outcomes[to]
		if after.Verdict == Impossible || after.Verdict == NotAtRisk {
			return
		}
		for _, g := range before.Grants {
			if a := m.grants[g].action; !m.allows(after, a) && !slices.Contains(lost, a) {
				lost = append(lost, a)
			}
		}
	})
	return lost
}

// unexplained returns where a role at risk has just lost an action by one step for the worse, nothing forbids the action
// to it, and nobody that it must call holds the action.
func (m *kinds) unexplained(name string, a *playbook.Action, column int) decision.Node {
	f := m.forest
	had, forbidden := m.hadBefore(name, a, column)
	lost := f.And(had, f.And(m.live(), f.Not(m.holds(name, a))))
	lost = f.And(lost, f.Not(forbidden))
	for _, other := range m.Site.Roles {
		if lost == decision.False {
			break
		}
		called := m.where(name, other, func(o Outcome) bool { return m.calls(name, o, other) })
		if called != decision.False {
			lost = f.And(lost, f.Not(f.And(called, m.holds(other.Name.Value, a))))
		}
	}
	return lost
}

// hadBefore returns where a role held an action before one step for the worse, and where the action is then forbidden to
// it: by the action's `unless`, or by one on each grant that it had.
func (m *kinds) hadBefore(name string, a *playbook.Action, column int) (had, forbidden decision.Node) {
	f := m.forest
	had, forbidden = decision.False, decision.True
	for i, g := range m.grants {
		if g.action != a {
			continue
		}
		here := m.where(name, g.grant, func(o Outcome) bool { return slices.Contains(o.Grants, i) })
		here = f.Shift(here, column, back(m.columns[column].fact))
		had = f.Or(had, here)
		unless := g.unless
		if playbook.Has(g.grant.Except, name) {
			unless = decision.False
		}
		forbidden = f.And(forbidden, f.Or(f.Not(here), unless))
	}
	if a.Unless.Present() && !playbook.Has(a.Except, name) {
		forbidden = f.Or(forbidden, m.test(a.Unless.Expr))
	}
	return had, forbidden
}

// calls reports whether the duties of an outcome call a role of the site, at once or later on the ladder.
func (m *Model) calls(name string, o Outcome, other *playbook.Role) bool {
	return other.Contact.Present() && slices.ContainsFunc(o.Duties, func(d int) bool {
		return slices.Contains(m.role(name).ladders[d], other.Contact.Value)
	})
}
