package authority

import (
	"slices"

	"remit/generator/decision"
	"remit/generator/playbook"
)

// A GrantRef is one grant of the playbook with its action. Its index is the one that outcomes use.
type GrantRef struct {
	Index  int
	Action *playbook.Action
	Grant  *playbook.Grant
	Roles  []string // the roles it names
}

// Grants returns all grants in the order of the file.
func (m *Model) Grants() []GrantRef {
	refs := make([]GrantRef, len(m.grants))
	for i, g := range m.grants {
		refs[i] = GrantRef{i, g.action, g.grant, g.names}
	}
	return refs
}

// Addressed returns the roles that the rules of the playbook have something to say about: those that it lists, then
// every other role of the site that includes one of them, directly or through others.
func (m *Model) Addressed() []string {
	listed := playbook.Values(m.Playbook.Roles)
	roles := slices.Clone(listed)
	for _, r := range m.Site.Roles {
		if name := r.Name.Value; !slices.Contains(listed, name) && overlap(listed, m.Site.Holds(name)) {
			roles = append(roles, name)
		}
	}
	return roles
}

// Readers returns the roles that read the playbook: those that it addresses, then those to which others turn.
func (m *Model) Readers() []string {
	roles := m.Addressed()
	for _, r := range m.Site.Roles {
		if name := r.Name.Value; !slices.Contains(roles, name) && m.turnedTo(r) {
			roles = append(roles, name)
		}
	}
	return roles
}

// turnedTo reports whether others turn to a role: as to the owner of the workload, or to its contact.
func (m *Model) turnedTo(r *playbook.Role) bool {
	if w := m.Site.Workload(m.Playbook.Workload.Value); w != nil && w.Owner.Value == r.Name.Value {
		return true
	}
	return slices.ContainsFunc(m.duties, func(d duty) bool { return playbook.Has(d.duty.To, r.Contact.Value) })
}

// A DutyRef is one duty of the playbook. Its index is the one that outcomes use.
type DutyRef struct {
	Index int
	Duty  *playbook.Duty
	Roles []string // the roles it names
}

// Duties returns all duties in the order of the file.
func (m *Model) Duties() []DutyRef {
	refs := make([]DutyRef, len(m.duties))
	for i, d := range m.duties {
		refs[i] = DutyRef{i, d.duty, d.names}
	}
	return refs
}

// Resolves reports whether an outcome holds a grant of an action that answers the situation, not a stopgap.
func (m *Model) Resolves(o Outcome) bool {
	return slices.ContainsFunc(o.Grants, func(g int) bool { return m.grants[g].action.Resolving() })
}

// Reachable reports whether a grant is in force for one of the roles it names in some situation, whatever the day.
func (m *Model) Reachable(g GrantRef) bool {
	live := m.live()
	return slices.ContainsFunc(g.Roles, func(r string) bool {
		return m.forest.And(live, m.inForce(m.grants[g.Index], r)) != decision.False
	})
}

// Blocks says why no situation lets a grant be in force: the first of its parts with which nothing is left, in the
// order at risk, when of the action, when of the grant, unless.
func (m *Model) Blocks(g GrantRef) playbook.Condition {
	left := m.live()
	for _, c := range []playbook.Condition{g.Action.When, g.Grant.When} {
		if left = m.forest.And(left, m.condition(c)); left == decision.False {
			return c
		}
	}
	for _, c := range []playbook.Condition{g.Action.Unless, g.Grant.Unless} {
		if left = m.forest.And(left, m.forest.Not(m.unless(c))); left == decision.False {
			return c
		}
	}
	return playbook.Condition{}
}

// Threatens reports whether a trigger holds in some situation that can be.
func (m *Model) Threatens(t *playbook.Named) bool {
	return m.forest.And(m.name(t), m.forest.Not(m.cannot)) != decision.False
}

// Empty reports whether no values of the facts make an expression true, whatever `impossible` says.
func Empty(site *playbook.Site, p *playbook.Playbook, e *playbook.Expr) bool {
	v := vocabulary{site, p}
	t := newTable(v, v.columnsOf([]*playbook.Expr{e}))
	return t.test(e) == decision.False && !t.Undecided()
}

// Fires returns the triggers that hold in a situation that gives every fact.
func (m *Model) Fires(readings []Reading) []*playbook.Named {
	situation := m.cellsOf(readings)
	var fired []*playbook.Named
	for _, t := range m.Playbook.Triggers {
		if m.forest.At(m.name(t), situation) == 1 {
			fired = append(fired, t)
		}
	}
	return fired
}

// cellsOf returns the cells of a situation that gives every fact.
func (m *Model) cellsOf(readings []Reading) []int {
	situation := make([]int, len(m.columns))
	for _, r := range readings {
		if at, used := m.index[r.Fact]; used {
			situation[at] = m.cellOf(at, r.Value)
		}
	}
	return situation
}
