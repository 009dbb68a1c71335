package authority

import (
	"maps"
	"slices"

	"remit/generator/decision"
	"remit/generator/playbook"
)

// A Redundancy is a grant without which no answer would differ, and the grants that make it so.
type Redundancy struct {
	Grant GrantRef
	By    []GrantRef
}

// Redundancies returns the grants that could be removed, all of them together, without a change in what any role of the
// site may take, on which terms, and what it is told is forbidden, in any situation of any period. Of two that could
// stand for each other it is the later. A grant that has lapsed before the first period, or that no situation can bring
// into force, is left to others. The models are those of the periods of one playbook, in order.
func Redundancies(periods []*Model) []Redundancy {
	r := redundant{periods: periods, gone: map[int]bool{}}
	refs := periods[0].Grants()
	var list []Redundancy
	for i, g := range slices.Backward(refs) {
		if len(r.like(i)) == 0 || !r.valid(i) || !periods[0].Reachable(g) || r.matters(i) {
			continue
		}
		r.gone[i] = true
		found := Redundancy{Grant: g}
		for _, j := range r.cover(i) {
			found.By = append(found.By, refs[j])
		}
		list = append(list, found)
	}
	slices.Reverse(list)
	return list
}

// redundant looks for grants that add nothing to those that are not gone.
type redundant struct {
	periods []*Model
	gone    map[int]bool
}

// like lists the other grants of the same action, on the same terms. Where a grant is in force and none of them is, it
// cannot be missed.
func (r redundant) like(i int) []int {
	var list []int
	grants := r.periods[0].grants
	if len(grants[i].action.Grants) == 1 {
		return nil
	}
	terms := TermsOf(grants[i].grant)
	for j, other := range grants {
		if j != i && !r.gone[j] && other.action == grants[i].action && TermsOf(other.grant) == terms {
			list = append(list, j)
		}
	}
	return list
}

func (r redundant) valid(i int) bool {
	return slices.ContainsFunc(r.periods, func(m *Model) bool { return m.grants[i].valid })
}

// matters reports whether some answer would differ without a grant. What takes more than its budget is taken to matter.
func (r redundant) matters(i int) bool {
	return slices.ContainsFunc(r.periods, func(m *Model) bool {
		if !m.grants[i].valid {
			return false
		}
		missed := true
		return !m.aside(func() { missed = m.missed(i, r.gone) }) || missed
	})
}

// cover lists the grants that make one redundant: of those like it, as few as still do, the later ones left out first.
func (r redundant) cover(i int) []int {
	fewer := redundant{r.periods, map[int]bool{}}
	for j := range r.gone {
		fewer.gone[j] = j != i
	}
	needed := fewer.like(i)
	for _, j := range slices.Backward(slices.Clone(needed)) {
		fewer.gone[j] = true
		if fewer.matters(i) {
			fewer.gone[j] = false
		} else {
			needed = slices.DeleteFunc(needed, func(k int) bool { return k == j })
		}
	}
	return needed
}

// missed reports whether a role of the site is told something else without a grant, given that others are gone already.
func (m *Model) missed(i int, gone map[int]bool) bool {
	without := map[int]bool{i: true}
	for j, is := range gone {
		without[j] = without[j] || is
	}
	action := m.grants[i].action
	for _, r := range m.Site.Roles {
		name, own := r.Name.Value, m.Site.Holds(r.Name.Value)
		if !overlap(m.grants[i].names, own) {
			continue
		}
		if !maps.Equal(m.heldOn(action, name, own, gone), m.heldOn(action, name, own, without)) {
			return true
		}
		if m.refusedWithout(action, name, own, gone) != m.refusedWithout(action, name, own, without) {
			return true
		}
	}
	return false
}

// heldOn returns where a role holds an action on which terms, but for terms on which it never does; some grants are gone. Those that name the role
// replace those that it holds through includes (MEANING, Grants).
func (m *Model) heldOn(a *playbook.Action, name string, own []string, gone map[int]bool) map[Terms]decision.Node {
	direct, through := map[Terms]decision.Node{}, map[Terms]decision.Node{}
	replaced := decision.False
	for i, g := range m.grants {
		if g.action != a || gone[i] || !g.valid || !overlap(g.names, own) {
			continue
		}
		held, here := through, m.forest.And(m.live(), m.inForce(g, name))
		if slices.Contains(g.names, name) {
			held, replaced = direct, m.forest.Or(replaced, here)
		}
		m.addWhere(held, TermsOf(g.grant), here)
	}
	notReplaced := m.forest.Not(replaced)
	for terms, where := range through {
		m.addWhere(direct, terms, m.forest.And(where, notReplaced))
	}
	return direct
}

// addWhere adds where terms hold; a test that never does is left out.
func (m *Model) addWhere(held map[Terms]decision.Node, terms Terms, where decision.Node) {
	if where == decision.False {
		return
	}
	before, known := held[terms]
	if !known {
		before = decision.False
	}
	held[terms] = m.forest.Or(before, where)
}

// refusedWithout returns where a role is told that an action is forbidden, when some of its grants are gone.
func (m *Model) refusedWithout(a *playbook.Action, name string, own []string, gone map[int]bool) decision.Node {
	every, held := decision.True, false
	for i, g := range m.grants {
		if g.action != a || gone[i] || !overlap(g.names, own) {
			continue
		}
		held = true
		if playbook.Has(g.grant.Except, name) {
			every = decision.False
		}
		every = m.forest.And(every, g.unless)
	}
	if !held {
		every = decision.False
	}
	if a.Unless.Present() && !playbook.Has(a.Except, name) {
		every = m.forest.Or(every, m.test(a.Unless.Expr))
	}
	return m.forest.And(every, m.forest.Not(m.cannot))
}
