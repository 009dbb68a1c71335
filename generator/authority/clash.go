package authority

import (
	"slices"

	"remit/generator/decision"
	"remit/generator/playbook"
)

// A Clash is two actions, one of which excludes the other, that one role may both take in the situations of a region.
type Clash struct {
	Model    *Model // of the first period in which it is so
	Action   *playbook.Action
	Excluded playbook.Text // the other action, where it is excluded
	Region
}

// Clashes returns what some listed role may take both of. The models are those of the periods of one playbook, in order;
// what holds in several is returned for the first of them. To exclude works in both directions.
func Clashes(periods []*Model) []Clash {
	var list []Clash
	seen := map[[2]*playbook.Action]bool{}
	for _, a := range periods[0].Playbook.Actions {
		for _, name := range a.Excludes {
			b := periods[0].Playbook.Action(name.Value)
			if b == nil || seen[[2]*playbook.Action{a, b}] {
				continue
			}
			seen[[2]*playbook.Action{a, b}], seen[[2]*playbook.Action{b, a}] = true, true
			list = append(list, clashesOf(periods, a, name, b)...)
		}
	}
	return list
}

func clashesOf(periods []*Model, a *playbook.Action, name playbook.Text, b *playbook.Action) []Clash {
	var list []Clash
	var found []Region
	for _, m := range periods {
		both := func(o Outcome) bool { return m.allows(o, a) && m.allows(o, b) }
		roles := slices.DeleteFunc(playbook.Values(m.Playbook.Roles), func(r string) bool { return !m.Some(r, both) })
		where := make([]decision.Node, len(roles))
		for i, name := range roles {
			where[i] = m.where(name, both)
		}
		for _, r := range m.regionsWhere(found, roles, where) {
			found = append(found, r)
			list = append(list, Clash{m, a, name, r})
		}
	}
	return list
}

// Held returns the grants of an action that a role holds in the witness of a region.
func (m *Model) Held(r Region, role string, a *playbook.Action) []GrantRef {
	o := m.role(role).outcomes[m.forest.At(m.role(role).root, m.cellsOf(r.Witness))]
	var held []GrantRef
	for _, g := range m.Grants() {
		if g.Action == a && slices.Contains(o.Grants, g.Index) {
			held = append(held, g)
		}
	}
	return held
}
