package authority

import (
	"slices"
	"strings"

	"remit/generator/decision"
	"remit/generator/playbook"
)

// holders returns what other roles of the playbook may do here that this role surely may not be relied on to do: the
// actions that are not certain for it and that another role holds in every completion. Where the answer is that
// somebody else may, and no one holds an action in every completion, those who hold one in some are named instead:
// the reader must have somebody to call.
func (m *Model) holders(r *role, s *Situation, a Answer) []Holder {
	holders := m.holdersWhere(r, s, a, func(holds, all int) bool { return holds == all })
	if len(holders) == 0 && a.Answer == AskHolder {
		holders = m.holdersWhere(r, s, a, func(holds, _ int) bool { return holds > 0 })
	}
	return holders
}

func (m *Model) holdersWhere(r *role, s *Situation, a Answer, enough func(holds, all int) bool) []Holder {
	holders := []Holder{}
	for _, action := range m.Playbook.Actions {
		if slices.ContainsFunc(a.May, func(may May) bool { return may.Action == action.Name.Value }) {
			continue
		}
		h := Holder{Action: action.Name.Value}
		for _, other := range m.Playbook.Roles {
			if other.Value == r.name || !enough(m.holds(other.Value, action, s)) {
				continue
			}
			h.Roles = append(h.Roles, other.Value)
			if c := m.Site.Role(other.Value).Contact; c.Present() && !slices.Contains(h.Contacts, c.Value) {
				h.Contacts = append(h.Contacts, c.Value)
			}
		}
		if h.Roles != nil {
			holders = append(holders, h)
		}
	}
	return holders
}

// holds returns in how many of the distinct outcomes a role holds an action.
func (m *Model) holds(name string, action *playbook.Action, s *Situation) (holds, all int) {
	c := m.completions(m.role(name), s)
	for _, o := range c {
		if slices.ContainsFunc(o.Grants, func(g int) bool { return m.grants[g].action == action }) {
			holds++
		}
	}
	return holds, len(c)
}

// forbidden returns the reserved actions, and those whose prohibition holds for the role in every admissible
// completion: the action's own `unless`, or one on each grant that the role has for it.
func (m *Model) forbidden(r *role, s *Situation) []Refusal {
	refusals := []Refusal{}
	for _, a := range m.Playbook.Actions {
		if !a.Reserved.IsZero() {
			refusals = append(refusals, Refusal{a.Name.Value, a.Because.Value})
			continue
		}
		if a.Unless.Present() && !playbook.Has(a.Except, r.name) && m.always(m.test(a.Unless.Expr), s) {
			refusals = append(refusals, Refusal{a.Name.Value, a.Because.Value})
			continue
		}
		if because, all := m.everyGrantForbidden(a, r, s); all {
			refusals = append(refusals, Refusal{a.Name.Value, because})
		}
	}
	return refusals
}

func (m *Model) everyGrantForbidden(a *playbook.Action, r *role, s *Situation) (because string, all bool) {
	own := closure(m.Site, r.name)
	var reasons []string
	for _, g := range m.grants {
		if g.action != a || !overlap(g.names, own) {
			continue
		}
		if !g.grant.Unless.Present() || playbook.Has(g.grant.Except, r.name) || !m.always(g.unless, s) {
			return "", false
		}
		reasons = appendNew(reasons, g.grant.Because)
		all = true
	}
	return strings.Join(reasons, " "), all
}

// always reports whether a test holds in every admissible completion, of which there is at least one.
func (m *Model) always(test decision.Node, s *Situation) bool {
	return m.possible(m.forest.And(test, m.forest.Not(m.cannot)), s) &&
		!m.possible(m.forest.And(m.forest.Not(test), m.forest.Not(m.cannot)), s)
}

// possible reports whether a test holds in some completion.
func (m *Model) possible(test decision.Node, s *Situation) bool {
	holds := false
	m.forest.Reach(test, s.box, func(v int) { holds = holds || v == 1 })
	return holds
}

// ruledOutBy returns the impossible lines that hold in every completion; when it takes several together, all that hold
// in some.
func (m *Model) ruledOutBy(s *Situation) []Ruling {
	whole, part := []Ruling{}, []Ruling{}
	for i, line := range m.Playbook.Impossible {
		r := Ruling{line.Because.Value, line.Span.Path(), line.Span.From().Line}
		if !m.possible(m.impossible[i], s) {
			continue
		}
		part = append(part, r)
		if !m.possible(m.forest.Not(m.impossible[i]), s) {
			whole = append(whole, r)
		}
	}
	if len(whole) > 0 {
		return whole
	}
	return part
}

func list(words []string) string { return strings.Join(words, ", ") }
