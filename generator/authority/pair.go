package authority

import "slices"

// A LonePair is a grant for two people that one of them may rely on alone, in the situations of a region: the roles of
// the region hold it, and each of them is, or includes, the role that must act with its holder.
type LonePair struct {
	Model *Model // of the first period in which it is so
	Grant GrantRef
	Region
}

// LonePairs returns the grants whose second person may be the first, for the listed roles. The models are those of the
// periods of one playbook, in order; what holds in several is returned for the first of them.
func LonePairs(periods []*Model) []LonePair {
	var list []LonePair
	found := map[int][]Region{}
	for _, m := range periods {
		for _, g := range m.Grants() {
			alone := func(o Outcome) bool { return slices.Contains(o.Grants, g.Index) }
			roles := m.ownPartners(g)
			roles = slices.DeleteFunc(roles, func(r string) bool { return !m.Some(r, alone) })
			regions := m.Regions(found[g.Index], roles, nil, func(role string, v View) bool { return alone(v(role)) })
			for _, r := range regions {
				list = append(list, LonePair{m, g, r})
			}
			found[g.Index] = append(found[g.Index], regions...)
		}
	}
	return list
}

// ownPartners returns the listed roles that are, or include, the role with which a grant must be used.
func (m *Model) ownPartners(g GrantRef) []string {
	var roles []string
	with := g.Grant.TogetherWith
	for _, r := range m.Playbook.Roles {
		if with.Present() && slices.Contains(m.Site.Holds(r.Value), with.Value) {
			roles = append(roles, r.Value)
		}
	}
	return roles
}
