package scenario

import (
	"slices"

	"remit/generator/authority"
	"remit/generator/diagnostic"
	"remit/generator/parallel"
	"remit/generator/playbook"
	"remit/generator/words"
)

// A Trial is what the scenarios of one playbook show of it.
type Trial struct {
	Playbook *playbook.Playbook
	Played   []Played
	Coverage Coverage
	Gaps     []Gap // what no passing scenario covers

	Undecided bool // the playbook is too large to be decided: nothing was played
	Uncounted bool // it is too large to look for boundaries: none is counted
}

// A Coverage counts what passing scenarios cover, and what there is.
//
// A grant is covered by a scenario that expects its action under `may` and in which it is in force; a duty by one in which
// it is owed and that compares `escalate`, or compares an answer that only this duty explains. What is in force only
// perhaps, since the scenario leaves facts open, is not covered. A boundary is covered when on each of its sides stands
// a scenario that would fail if its fact alone moved to the other side. Grants that are not valid on the day, and rules
// that nothing can reach, are not counted.
type Coverage struct{ Grants, Duties, Boundaries Count }

// A Count is how many of all are covered.
type Count struct{ Covered, All int }

// Add adds the coverage of another playbook.
func (c *Coverage) Add(d Coverage) {
	for _, pair := range [][2]*Count{{&c.Grants, &d.Grants}, {&c.Duties, &d.Duties}, {&c.Boundaries, &d.Boundaries}} {
		pair[0].Covered += pair[1].Covered
		pair[0].All += pair[1].All
	}
}

// A Gap is a grant, a duty or a side of a boundary that no passing scenario covers.
type Gap struct {
	diagnostic.Related        // where it is written, and what it is in words
	Kind               string // "grant", "duty" or "boundary"
}

// Test plays the scenarios of playbooks and measures what they cover; several playbooks at once, each model by one
// goroutine. The models must have been compiled with the Proof option.
func Test(models []*authority.Model) []Trial {
	trials := make([]Trial, len(models))
	parallel.Each(len(models), func(i int) {
		m := models[i]
		played, t := Play(m), newTarget(m)
		trials[i] = Trial{Playbook: m.Playbook, Played: played, Uncounted: t.uncounted}
		trials[i].Coverage, trials[i].Gaps = t.measure(t.metBy(played))
		if m.Undecided() {
			trials[i] = Trial{Playbook: m.Playbook, Undecided: true}
		}
	})
	return trials
}

// A goal is something to be covered: a grant, a duty, or one side of a boundary.
type goal struct {
	kind        string
	index, side int
}

// target is all that the scenarios of a playbook can cover.
type target struct {
	m          *authority.Model
	roles      []string // that the playbook has something to say about
	grants     []authority.GrantRef
	duties     []authority.DutyRef
	boundaries []authority.Boundary
	uncounted  bool // there is too much to look for boundaries
	looks      int  // at situations, for suggestions
}

func newTarget(m *authority.Model) *target {
	t := &target{m: m, roles: m.Addressed(), grants: Testable(m)}
	for _, d := range m.Duties() {
		if t.owes(d) != "" {
			t.duties = append(t.duties, d)
		}
	}
	boundaries, ok := m.Boundaries(playbook.Values(m.Playbook.Roles))
	t.boundaries, t.uncounted = boundaries, !ok
	return t
}

// Testable returns the grants that are valid on the day and that some situation puts in force.
func Testable(m *authority.Model) []authority.GrantRef {
	var list []authority.GrantRef
	for _, g := range m.Grants() {
		if g.Grant.Validity.Covers(m.Day) && m.Reachable(g) {
			list = append(list, g)
		}
	}
	return list
}

// owes returns the first role that owes a duty in some situation, or "".
func (t *target) owes(d authority.DutyRef) string {
	for _, r := range t.roles {
		if t.m.Some(r, owed(d)) {
			return r
		}
	}
	return ""
}

func owed(d authority.DutyRef) func(authority.Outcome) bool {
	return func(o authority.Outcome) bool { return slices.Contains(o.Duties, d.Index) }
}

// metBy returns the goals that passing scenarios reach. One that holds on another day only reaches none.
func (t *target) metBy(played []Played) map[goal]bool {
	met := map[goal]bool{}
	for _, p := range played {
		if p.Passed() && p.Day == (playbook.Date{}) {
			for _, g := range t.reached(p.Scenario.Role.Value, p.situation, p.Scenario.Expect, p.gist) {
				met[g] = true
			}
		}
	}
	return met
}

// reached returns the goals that a scenario reaches whose expectation holds.
func (t *target) reached(role string, s *authority.Situation, expect playbook.Expectation, gist authority.Gist) []goal {
	var list []goal
	if expect.May.Present() {
		for _, i := range gist.Grants {
			list = append(list, goal{"grant", i, 0})
		}
	}
	if expect.Escalate.Present() || expect.Answer.Present() && gist.Answer != authority.Unsettled && len(gist.Duties) == 1 {
		for _, i := range gist.Duties {
			list = append(list, goal{"duty", i, 0})
		}
	}
	for i, b := range t.boundaries {
		side, moved := t.m.Across(s, b)
		for _, other := range moved {
			if compare(expect, t.m.Gist(role, other)) != nil {
				list = append(list, goal{"boundary", i, side})
				break
			}
		}
	}
	return list
}

// measure counts what is covered, and names what is not.
func (t *target) measure(met map[goal]bool) (c Coverage, gaps []Gap) {
	miss := func(kind string, at diagnostic.Related) { gaps = append(gaps, Gap{at, kind}) }
	c = Coverage{Count{All: len(t.grants)}, Count{All: len(t.duties)}, Count{All: len(t.boundaries)}}
	for _, g := range t.grants {
		if met[goal{"grant", g.Index, 0}] {
			c.Grants.Covered++
		} else {
			miss("grant", diagnostic.Related{Span: g.Grant.Span, Message: g.Action.ID(g.Grant)})
		}
	}
	for _, d := range t.duties {
		if met[goal{"duty", d.Index, 0}] {
			c.Duties.Covered++
		} else {
			miss("duty", diagnostic.Related{Span: d.Duty.Span, Message: "to call " + words.List(playbook.Values(d.Duty.To), "then")})
		}
	}
	for i, b := range t.boundaries {
		both := true
		for side := range b.Sides {
			if !met[goal{"boundary", i, side}] {
				both = false
				miss("boundary", diagnostic.Related{Span: b.Fact.Span, Message: b.Sides[side] + ", beside " + b.Sides[1-side]})
			}
		}
		if both {
			c.Boundaries.Covered++
		}
	}
	return c, gaps
}
