package authority

import (
	"slices"
	"strconv"
	"strings"

	"remit/generator/decision"
	"remit/generator/playbook"
)

// backing is an `otherwise` that a role calls when the limit of a grant is used up and it owes nothing, with a diagram:
// 0 where the situation cannot be, 2 where the duty answers, else 1.
type backing struct {
	duty int
	root decision.Node
}

const backsLeaf = 2

// Owes reports whether a role that the playbook lists owes a duty in some situation that can be.
func (m *Model) Owes(d DutyRef) bool {
	return slices.ContainsFunc(m.Playbook.Roles, func(r playbook.Text) bool {
		return m.Some(r.Value, func(o Outcome) bool { return slices.Contains(o.Duties, d.Index) })
	})
}

// Backs reports whether an `otherwise` is whom a listed role calls when the limit of a grant that it holds on the day is
// used up, in some situation, although it owes nothing there (MEANING, Limits).
func (m *Model) Backs(d DutyRef) bool {
	if !d.Duty.Otherwise {
		return false
	}
	here := m.backs(d.Index)
	return slices.ContainsFunc(m.Playbook.Roles, func(r playbook.Text) bool {
		if !m.covers(d.Index, r.Value, m.Site.Holds(r.Value)) || !m.Some(r.Value, m.spends) {
			return false
		}
		return m.forest.And(here, m.where(r.Value, m.spends)) != decision.False
	})
}

// spends reports whether an outcome holds a grant whose use is counted, and owes no call that would stand in for it.
func (m *Model) spends(o Outcome) bool {
	return len(o.Duties) == 0 && slices.ContainsFunc(o.Grants, func(g int) bool { return m.grants[g].grant.Limits.Counted() })
}

// covers reports whether a duty is an `otherwise` that leaves the role somebody to call.
func (m *Model) covers(duty int, name string, own []string) bool {
	d := m.duties[duty]
	return d.duty.Otherwise && m.remaining(d, name, own) != nil
}

// backs returns where an `otherwise` says whom to call once a limit is used up: where its `when` holds at risk. That
// something else answers there does not matter, since that is what is used up.
func (m *Model) backs(duty int) decision.Node { return m.forest.And(m.risk, m.duties[duty].when) }

// backings returns the duties that can answer a role whose limit is used up, in the order of the file.
func (m *Model) backings(name string) []backing {
	r := m.role(name)
	if r.backed != nil {
		return r.backed
	}
	r.backed = []backing{}
	own := m.Site.Holds(name)
	for i := range m.duties {
		if m.covers(i, name, own) {
			r.backed = append(r.backed, backing{i, m.unlessImpossible(m.backs(i))})
		}
	}
	return r.backed
}

// addFallback says whom to call when a limit on something that is or may be granted is used up: what is owed here, else
// every `otherwise` that holds in some completion. With neither it is the workload owner, and nothing is added.
func (m *Model) addFallback(a *Answer, r *role, s *Situation) {
	counts := func(may May) bool { return slices.ContainsFunc(may.Grants, UsedGrant.Counted) }
	if !slices.ContainsFunc(a.May, counts) && !slices.ContainsFunc(a.Might, counts) {
		return
	}
	if a.Fallback = slices.Concat(a.Duties, a.PossibleDuties); len(a.Fallback) > 0 {
		return
	}
	var here Outcome
	for _, b := range m.backings(r.name) {
		holds := false
		m.forest.Reach(b.root, s.box, func(leaf int) { holds = holds || leaf == backsLeaf })
		if holds {
			here.Duties = append(here.Duties, b.duty)
		}
	}
	var joined Answer
	m.addDuties(&joined, r, []Outcome{here})
	a.Fallback = joined.Duties
}

// Counted reports whether it must be asked, before the yes, whether somebody has used the grant already.
func (g UsedGrant) Counted() bool {
	return g.Limits != nil && (g.Limits.Times > 0 || g.Limits.Per != "" || g.Limits.Apart != "")
}

// UsedBefore asks whether the limit of a grant is used up: "has anyone done this in the last 24 h?"; "" when no limit on
// its use counts.
func (g UsedGrant) UsedBefore() string {
	if !g.Counted() {
		return ""
	}
	var parts []string
	if l := g.Limits; l.Times > 0 || l.Per != "" {
		parts = append(parts, doneBefore(l.Times, l.Per))
	}
	if g.Limits.Apart != "" {
		parts = append(parts, doneBefore(1, g.Limits.Apart))
	}
	return strings.Join(parts, ", or ") + "?"
}

// doneBefore asks for a number of uses in a period; without one it is the incident.
func doneBefore(times int, period string) string {
	since := " in the last " + period
	if period == "" || period == "incident" {
		since = " in this incident"
	}
	if times > 1 {
		return "has this been done " + strconv.Itoa(times) + " times" + since
	}
	return "has anyone done this" + since
}
