package authority

import (
	"slices"

	"remit/generator/decision"
	"remit/generator/playbook"
)

// A Stranding is grants with a limit on their use that leave team members nobody to call once it is used up, in the
// situations of a region.
type Stranding struct {
	Model  *Model // of the first period in which it is so
	Grants []GrantRef
	Region
}

// Strandings returns where a used-up limit leaves a listed team member nobody to call: it owes no duty there, and no
// `otherwise` stands ready for it (MEANING, Limits). Grants with the same region and the same roles are returned together.
// The models are those of the periods of one playbook, in order; what holds in several is returned for the first of
// them. It ends with the first period that takes more than its budget.
func Strandings(periods []*Model) []Stranding {
	var list []Stranding
	found := map[int][]Region{}
	for _, m := range periods {
		var here []Stranding
		if !m.aside(func() { here = m.strandings(found) }) {
			break
		}
		list = append(list, here...)
	}
	return list
}

// strandings returns those of one period that lie outside the regions found for earlier ones, by grant.
func (m *Model) strandings(found map[int][]Region) []Stranding {
	var list []Stranding
	roles, alone := m.withoutFallback()
	for _, g := range m.Grants() {
		if len(roles) == 0 || !g.Grant.Limits.Counted() {
			continue
		}
		stranded := make([]decision.Node, len(roles))
		for i, name := range roles {
			stranded[i] = m.forest.And(alone[i], m.where(name, func(o Outcome) bool {
				return slices.Contains(o.Grants, g.Index) && len(o.Duties) == 0
			}))
		}
		for _, r := range m.regionsWhere(found[g.Index], roles, stranded) {
			found[g.Index] = append(found[g.Index], r)
			list = join(list, Stranding{m, []GrantRef{g}, r})
		}
	}
	return list
}

// join adds a stranding to a list, to the entry of the same region and roles if there is one.
func join(list []Stranding, s Stranding) []Stranding {
	for i := range list {
		if list[i].Words == s.Words && slices.Equal(list[i].Roles, s.Roles) {
			list[i].Grants = append(list[i].Grants, s.Grants...)
			return list
		}
	}
	return append(list, s)
}

// withoutFallback returns the listed team members for which no `otherwise` stands ready in some situation at risk, and
// where that is.
func (m *Model) withoutFallback() (roles []string, alone []decision.Node) {
	counted := slices.ContainsFunc(m.grants, func(g grant) bool { return g.valid && g.grant.Limits.Counted() })
	for _, r := range m.Playbook.Roles {
		if !counted || m.Site.Role(r.Value).Kind != playbook.TeamMember {
			continue
		}
		own, here := m.Site.Holds(r.Value), m.live()
		for d := range m.duties {
			if m.covers(d, r.Value, own) {
				here = m.forest.And(here, m.forest.Not(m.backs(d)))
			}
		}
		if here != decision.False {
			roles, alone = append(roles, r.Value), append(alone, here)
		}
	}
	return roles, alone
}

// Powerless returns the listed team members that hold no grant in any situation of any period.
func Powerless(periods []*Model) []string {
	var list []string
	for _, r := range periods[0].Playbook.Roles {
		holds := func(m *Model) bool {
			return m.Some(r.Value, func(o Outcome) bool { return len(o.Grants) > 0 })
		}
		if periods[0].Site.Role(r.Value).Kind == playbook.TeamMember && !slices.ContainsFunc(periods, holds) {
			list = append(list, r.Value)
		}
	}
	return list
}
