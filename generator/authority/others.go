package authority

import (
	"slices"
	"strings"

	"remit/generator/decision"
	"remit/generator/playbook"
)

// holders returns what other roles of the playbook may do here that this role surely may not be relied on to do: the
// actions that are not certain for it and that another role holds in every completion. Where the answer is that somebody
// else may, those who hold one in some completion are named as well, after the others: the reader must have somebody to
// call.
func (m *Model) holders(r *role, s *Situation, a Answer) []Holder {
	holders := []Holder{}
	for _, action := range m.Playbook.Actions {
		if !slices.ContainsFunc(a.May, func(may May) bool { return may.Action == action.Name.Value }) {
			holders = append(holders, m.holdersOf(r, s, action, a.Answer == AskHolder)...)
		}
	}
	return holders
}

// holdersOf returns who else surely holds an action, and, if that is wanted, who perhaps does.
func (m *Model) holdersOf(r *role, s *Situation, action *playbook.Action, perhaps bool) []Holder {
	var list []Holder
	for _, certain := range []bool{true, false} {
		h := Holder{Action: action.Name.Value, Contacts: []string{}, Certain: certain}
		for _, other := range m.Playbook.Roles {
			if other.Value == r.name {
				continue
			}
			if holds, all := m.holds(other.Value, action, s); holds > 0 && (holds == all) == certain {
				h.add(m.Site.Role(other.Value))
			}
		}
		if h.Roles != nil && (certain || perhaps) {
			list = append(list, h)
		}
	}
	return list
}

func (h *Holder) add(r *playbook.Role) {
	h.Roles = append(h.Roles, r.Name.Value)
	if c := r.Contact; c.Present() && !slices.Contains(h.Contacts, c.Value) {
		h.Contacts = append(h.Contacts, c.Value)
	}
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

// refusal is an action that may be forbidden to a role, with a diagram: 0 where the situation cannot be, 2 where the
// action is forbidden, else 1.
type refusal struct {
	action  string
	because string
	root    decision.Node
}

const forbiddenLeaf = 2

// refusals returns the reserved actions, and those with a prohibition that binds the role: the action's own `unless`,
// or one on each grant that the role has for it.
func (m *Model) refusals(name string) []refusal {
	r := m.role(name)
	if r.refused == nil {
		r.refused = m.findRefusals(name)
	}
	return r.refused
}

// Refusals returns the actions that can be forbidden to a role, with the reasons that bind it.
func (m *Model) Refusals(name string) []Refusal {
	var list []Refusal
	for _, r := range m.refusals(name) {
		list = append(list, Refusal{r.action, r.because})
	}
	return list
}

func (m *Model) findRefusals(name string) []refusal {
	list := []refusal{}
	own := m.Site.Holds(name)
	for _, a := range m.Playbook.Actions {
		test, because := m.prohibition(a, name, own)
		if test == decision.False {
			continue
		}
		root := decision.Leaf(forbiddenLeaf) // a reserved action is named even where the situation cannot be
		if a.Reserved.IsZero() {
			root = m.unlessImpossible(test)
		}
		list = append(list, refusal{a.Name.Value, because, root})
	}
	return list
}

// unlessImpossible returns the diagram of a refusal that holds where the test does.
func (m *Model) unlessImpossible(test decision.Node) decision.Node {
	return m.forest.Product([]decision.Node{m.cannot, test}, func(tuple []decision.Node) (int, bool) {
		if tuple[0] == decision.True {
			return impossibleLeaf, true
		}
		return forbiddenLeaf - 1 + max(0, tuple[1].Value()), tuple[0].IsLeaf() && tuple[1].IsLeaf()
	})
}

// prohibition returns where an action is forbidden to a role, whatever else holds, and why.
func (m *Model) prohibition(a *playbook.Action, name string, own []string) (decision.Node, string) {
	if !a.Reserved.IsZero() {
		return decision.True, a.Because.Value
	}
	forbidden, because := decision.False, []string(nil)
	if a.Unless.Present() && !playbook.Has(a.Except, name) {
		forbidden, because = m.test(a.Unless.Expr), appendNew(because, a.Because)
	}
	if every, reasons := m.everyGrantForbidden(a, name, own); every != decision.False {
		forbidden = m.forest.Or(forbidden, every)
		because = append(because, reasons...)
	}
	return forbidden, strings.Join(because, " ")
}

func (m *Model) everyGrantForbidden(a *playbook.Action, name string, own []string) (decision.Node, []string) {
	every, held := decision.True, false
	var reasons []string
	for _, g := range m.grants {
		if g.action != a || !overlap(g.names, own) {
			continue
		}
		held = true
		if playbook.Has(g.grant.Except, name) {
			return decision.False, nil
		}
		every = m.forest.And(every, g.unless)
		reasons = appendNew(reasons, g.grant.Because)
	}
	if !held {
		return decision.False, nil
	}
	return every, reasons
}

// forbidden returns the refusals that hold in every admissible completion. Where none is admissible, those that hold
// whatever the facts are.
func (m *Model) forbidden(r *role, s *Situation) []Refusal {
	refused := []Refusal{}
	for _, f := range m.refusals(r.name) {
		always := true
		m.forest.Reach(f.root, s.box, func(leaf int) { always = always && leaf != forbiddenLeaf-1 })
		reserved := !m.Playbook.Action(f.action).Reserved.IsZero()
		if reserved || always && m.possible(m.forest.Not(m.cannot), s) {
			refused = append(refused, Refusal{f.action, f.because})
		}
	}
	return refused
}

// possible reports whether a test holds in some completion.
func (m *Model) possible(test decision.Node, s *Situation) bool {
	holds := false
	m.forest.Reach(test, s.box, func(v int) { holds = holds || v == 1 })
	return holds
}

// ruledOutBy says which lines rule a situation out, for an answer.
func (m *Model) ruledOutBy(s *Situation) []Ruling {
	rulings := []Ruling{}
	for _, line := range m.RuledOut(s) {
		rulings = append(rulings, Ruling{line.Because.Value, line.Span.Path(), line.Span.From().Line})
	}
	return rulings
}

// RuledOut returns the impossible lines that hold in every completion of a situation that cannot be; when it takes
// several together, all that hold in some.
func (m *Model) RuledOut(s *Situation) []*playbook.Impossible {
	var whole, part []*playbook.Impossible
	for i, line := range m.Playbook.Impossible {
		if !m.possible(m.impossible[i], s) {
			continue
		}
		part = append(part, line)
		if !m.possible(m.forest.Not(m.impossible[i]), s) {
			whole = append(whole, line)
		}
	}
	if len(whole) > 0 {
		return whole
	}
	return part
}

func list(words []string) string { return strings.Join(words, ", ") }
