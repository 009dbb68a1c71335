package authority

import (
	"encoding/binary"
	"slices"
	"strconv"

	"remit/generator/decision"
)

// UsedUp returns a name under which the model knows whom a role calls once the limit of a grant is used up, as the outcomes
// of a role: the duties that are owed where the grant is in force, else every `otherwise` that stands ready (MEANING, Limits).
// Elsewhere it is not at risk.
func (m *Model) UsedUp(name string, grant int) string {
	alias := name + "/" + strconv.Itoa(grant)
	if m.roles[alias] != nil {
		return alias
	}
	of, own := m.role(name), m.Site.Holds(name)
	var ready []int
	roots := []decision.Node{of.root}
	for d := range m.duties {
		if m.covers(d, name, own) {
			ready, roots = append(ready, d), append(roots, m.backs(d))
		}
	}
	r := &role{name: alias, ladders: of.ladders, outcomes: []Outcome{{Verdict: Impossible}, {Verdict: NotAtRisk}}}
	known := map[string]int{}
	r.root = m.forest.Product(roots, func(tuple []decision.Node) (int, bool) {
		if !tuple[0].IsLeaf() {
			return 0, false
		}
		o := of.outcomes[tuple[0].Value()]
		if o.Verdict == Impossible {
			return impossibleLeaf, true
		}
		if !slices.Contains(o.Grants, grant) {
			return 1, true
		}
		here, sure := m.fallsTo(o, ready, tuple[1:])
		if !sure {
			return 0, false
		}
		key := string(here.Verdict)
		for _, d := range here.Duties {
			key = string(binary.AppendUvarint([]byte(key), uint64(d)))
		}
		if known[key] == 0 {
			known[key] = len(r.outcomes)
			r.outcomes = append(r.outcomes, here)
		}
		return known[key], true
	})
	m.roles[alias] = r
	return alias
}

// fallsTo is the outcome of a used-up limit, as soon as what stands ready is known.
func (m *Model) fallsTo(o Outcome, ready []int, holds []decision.Node) (here Outcome, sure bool) {
	here = Outcome{Verdict: Escalate, Duties: o.Duties}
	for i, d := range ready {
		if len(o.Duties) > 0 {
			break
		}
		if !holds[i].IsLeaf() {
			return here, false
		}
		if holds[i] == decision.True {
			here.Duties = append(here.Duties, d)
		}
	}
	if len(here.Duties) == 0 {
		here.Verdict = Unanswered
	}
	return here, true
}

// Aside runs what no proof needs on a budget of its own, and reports whether that was enough.
func (m *Model) Aside(run func()) (enough bool) { return m.aside(run) }
