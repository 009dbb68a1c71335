package authority

import (
	"maps"
	"slices"

	"remit/generator/decision"
)

// A Region is a largest set of situations of one kind: its words, the roles concerned, and one situation of it.
type Region struct {
	Words   string
	Roles   []string
	Witness []Reading // a value for every fact that a rule tests
	box     decision.Box
}

// maxRegions is how many regions of one finding are told apart; the ones after it add no news.
const maxRegions = 25

// A View shows what one situation yields for any role of the site.
type View func(role string) Outcome

// Regions returns maximal regions of situations at risk in which bad holds for one of the roles. Bad may look at the
// outcomes of the roles and of those in context. Each situation in which it holds for a role lies in a region that
// names the role. Every region is reported once, with all roles for which bad holds throughout. What lies, for the same
// role, in the regions found before, in this model or in one of the same playbook for another day, is left out.
func (m *Model) Regions(found []Region, roles, context []string, bad func(role string, v View) bool) []Region {
	if len(roles) == 0 {
		return nil
	}
	root, sets := m.badRoles(roles, context, bad)
	return m.largest(found, roles, root, sets)
}

// largest takes regions out of a diagram of sets of roles until none is left, without what lies in those found before: in
// this model, or in one of the same playbook for another day.
func (m *Model) largest(found []Region, roles []string, root decision.Node, sets *sets) []Region {
	for _, r := range found {
		root = m.without(root, r.box, places(roles, r.Roles), sets)
	}
	var regions []Region
	for len(found)+len(regions) < maxRegions {
		witness := m.forest.Find(root, nil, func(leaf int) bool { return leaf != impossibleLeaf && len(sets.members[leaf]) > 0 })
		if witness == nil {
			break
		}
		who := sets.members[m.forest.At(root, witness)]
		box := m.forest.Grow(root, witness, m.ordered(), func(leaf int) bool {
			return leaf == impossibleLeaf || contains(sets.members[leaf], who)
		})
		regions = append(regions, m.region(box, witness, pick(roles, who)))
		root = m.without(root, box, who, sets)
	}
	return regions
}

// badRoles returns the diagram whose leaves are sets of roles, by index, for which bad holds.
func (m *Model) badRoles(roles, context []string, bad func(string, View) bool) (decision.Node, *sets) {
	all := slices.Concat(roles, context)
	slices.Sort(all)
	all = slices.Compact(all)
	tuple := make([]decision.Node, len(all))
	for i, name := range all {
		tuple[i] = m.role(name).root
	}
	sets := newSets()
	nobody := sets.of([]int{-1}) // leaf 0 stays for situations that cannot be
	sets.members[nobody] = nil
	return m.forest.Product(tuple, func(tuple []decision.Node) (int, bool) {
		for _, n := range tuple {
			if n == decision.Leaf(impossibleLeaf) {
				return impossibleLeaf, true
			}
			if !n.IsLeaf() {
				return 0, false
			}
		}
		view := func(name string) Outcome {
			i, named := slices.BinarySearch(all, name)
			if !named {
				panic("bad looks at " + name + ", which is neither one of the roles nor in their context")
			}
			return m.role(name).outcomes[tuple[i].Value()]
		}
		var who []int
		for i, name := range roles {
			if view(name).Verdict != NotAtRisk && bad(name, view) {
				who = append(who, i)
			}
		}
		if who == nil {
			return nobody, true
		}
		return sets.of(who), true
	}), sets
}

// without returns the diagram in which the roles have been taken out of every leaf inside the box.
func (m *Model) without(root decision.Node, box decision.Box, who []int, sets *sets) decision.Node {
	return m.forest.Product([]decision.Node{root, m.forest.Inside(box)}, func(tuple []decision.Node) (int, bool) {
		if tuple[1] == decision.False && tuple[0].IsLeaf() || tuple[0] == decision.Leaf(impossibleLeaf) {
			return tuple[0].Value(), true
		}
		if !tuple[0].IsLeaf() || !tuple[1].IsLeaf() {
			return 0, false
		}
		left := slices.DeleteFunc(slices.Clone(sets.members[tuple[0].Value()]), func(i int) bool { return slices.Contains(who, i) })
		if len(left) == 0 {
			return 1, true
		}
		return sets.of(left), true
	})
}

// region describes a box for a reader.
func (m *Model) region(box decision.Box, witness []int, roles []string) Region {
	r := Region{Words: m.boxWords(box), Roles: roles, box: box}
	for i, c := range m.columns {
		r.Witness = append(r.Witness, Reading{c.fact.Name.Value, c.sample(witness[i])})
	}
	return r
}

func (m *Model) ordered() []bool {
	ordered := make([]bool, len(m.columns))
	for i, c := range m.columns {
		ordered[i] = c.ordered()
	}
	return ordered
}

func contains(set, part []int) bool {
	return !slices.ContainsFunc(part, func(i int) bool { return !slices.Contains(set, i) })
}

func pick(names []string, which []int) []string {
	var picked []string
	for _, i := range which {
		picked = append(picked, names[i])
	}
	return picked
}

// places is the inverse of pick; a name that is not among the names has none.
func places(names, picked []string) []int {
	var which []int
	for i, name := range names {
		if slices.Contains(picked, name) {
			which = append(which, i)
		}
	}
	return which
}

// regionsWhere is like [Model.Regions] for tests that hold where it is bad for a role, one for each of them. They hold
// only where the situation is at risk and can be. What lies in the regions found before is left out.
func (m *Model) regionsWhere(found []Region, roles []string, bad []decision.Node) []Region {
	if !slices.ContainsFunc(bad, func(n decision.Node) bool { return n != decision.False }) {
		return nil
	}
	sets := newSets()
	nobody := sets.of([]int{-1}) // as in badRoles
	sets.members[nobody] = nil
	root := m.forest.Product(append([]decision.Node{m.cannot}, bad...), func(tuple []decision.Node) (int, bool) {
		if tuple[0] == decision.True {
			return impossibleLeaf, true
		}
		var who []int
		for i, n := range tuple {
			if !n.IsLeaf() {
				return 0, false
			}
			if i > 0 && n == decision.True {
				who = append(who, i-1)
			}
		}
		if who == nil {
			return nobody, true
		}
		return sets.of(who), true
	})
	return m.largest(found, roles, root, sets)
}

// live returns where a situation is at risk and can be.
func (m *Model) live() decision.Node { return m.forest.And(m.risk, m.forest.Not(m.cannot)) }

// where returns the test that a role has an outcome of a kind.
func (m *Model) where(name string, wanted func(Outcome) bool) decision.Node {
	r := m.role(name)
	return m.forest.Map(r.root, func(leaf int) int {
		if leaf != impossibleLeaf && wanted(r.outcomes[leaf]) {
			return decision.True.Value()
		}
		return decision.False.Value()
	})
}

// Some reports whether the role has an outcome for which wanted holds in a situation that can be.
func (m *Model) Some(name string, wanted func(Outcome) bool) bool {
	return slices.ContainsFunc(m.role(name).outcomes[1:], wanted)
}

// Remaining returns what remains of the ladder of a duty for a role; nil when the role never owes it.
func (m *Model) Remaining(name string, duty int) []string { return m.role(name).ladders[duty] }

// aside runs what no proof needs on a budget of its own, and reports whether that was enough. What was compiled meanwhile
// is forgotten if not.
func (m *Model) aside(run func()) (enough bool) {
	roles, named := maps.Clone(m.roles), maps.Clone(m.named)
	if enough = m.forest.Aside(asideWork, run); !enough {
		m.roles, m.named = roles, named
	}
	return enough
}
