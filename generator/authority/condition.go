package authority

import (
	"slices"

	"remit/generator/decision"
	"remit/generator/playbook"
)

// A Stand says as what a condition stands in a playbook.
type Stand int

// What a condition can stand as. Named is one under `conditions:`.
const (
	AsNamed Stand = iota
	AsTrigger
	AsImpossible
	AsWhen
	AsUnless
)

// A Scope is the situations over which a condition has something to say.
type Scope int

// The scopes, each within the one before it.
const (
	Everywhere Scope = iota // all values of the facts
	Admissible              // that no impossible line rules out
	AtRisk                  // and in which some trigger holds
)

// A Clause is a condition of the playbook, as what it stands, and over which situations it ought to make a difference.
type Clause struct {
	playbook.Condition
	Stand Stand
	Scope Scope
	Name  string // of a condition or a trigger

	makesCannot bool // an impossible line is it or names it: what can be depends on it
}

// Clauses returns every condition that has a say in who may do what, in the order of the kinds. What puts a playbook at
// risk speaks of all admissible situations, what is impossible of all there are, and everything else of those at risk. A
// named condition speaks of the widest of those that name it, directly or through names: within the situations at risk a
// part of a trigger may well hold always, because it makes them so.
func (m *Model) Clauses() []Clause {
	p := m.Playbook
	risk, cannot, rules := m.namedBy(triggersOf(p)), m.namedBy(impossibleOf(p)), m.namedBy(rulesOf(p))
	var list []Clause
	add := func(stand Stand, scope Scope, name string, c playbook.Condition) {
		if c.Present() {
			list = append(list, Clause{c, stand, scope, name, stand == AsImpossible || cannot[name]})
		}
	}
	for _, n := range p.Conditions {
		switch name := n.Name.Value; {
		case cannot[name]:
			add(AsNamed, Everywhere, name, n.Condition)
		case risk[name]:
			add(AsNamed, Admissible, name, n.Condition)
		case rules[name]:
			add(AsNamed, AtRisk, name, n.Condition)
		}
	}
	for _, t := range p.Triggers {
		add(AsTrigger, Admissible, t.Name.Value, t.Condition)
	}
	for _, line := range p.Impossible {
		add(AsImpossible, Everywhere, "", line.When)
	}
	for _, a := range p.Actions {
		add(AsWhen, AtRisk, "", a.When)
		add(AsUnless, AtRisk, "", a.Unless)
		for _, g := range a.Grants {
			add(AsWhen, AtRisk, "", g.When)
			add(AsUnless, AtRisk, "", g.Unless)
		}
	}
	for _, d := range p.Duties {
		add(AsWhen, AtRisk, "", d.When)
	}
	return list
}

func triggersOf(p *playbook.Playbook) (list []*playbook.Expr) {
	for _, t := range p.Triggers {
		list = append(list, t.Expr)
	}
	return list
}

func impossibleOf(p *playbook.Playbook) (list []*playbook.Expr) {
	for _, line := range p.Impossible {
		list = append(list, line.When.Expr)
	}
	return list
}

// rulesOf returns the conditions of grants and duties.
func rulesOf(p *playbook.Playbook) []*playbook.Expr {
	return expressions(&playbook.Playbook{Actions: p.Actions, Duties: p.Duties})
}

// namedBy returns the conditions and triggers that expressions name, directly or through names.
func (v vocabulary) namedBy(list []*playbook.Expr) map[string]bool {
	return v.visit(list, func(*playbook.Expr) {})
}

// NamesIn returns the conditions and triggers that an expression names, directly or through names, in the order of the file.
func (m *Model) NamesIn(e *playbook.Expr) []*playbook.Named {
	named := m.namedBy([]*playbook.Expr{e})
	return slices.DeleteFunc(slices.Concat(m.Playbook.Conditions, m.Playbook.Triggers), func(n *playbook.Named) bool { return !named[n.Name.Value] })
}

// visit calls do for every part of the expressions and of the conditions that they name, of each condition once. It
// returns the names.
func (v vocabulary) visit(list []*playbook.Expr, do func(*playbook.Expr)) map[string]bool {
	named := map[string]bool{}
	var walk func(*playbook.Expr)
	walk = func(e *playbook.Expr) {
		if e == nil {
			return
		}
		do(e)
		for _, a := range e.Args {
			walk(a)
		}
		if n := v.book.Named(e.Name); e.Op == playbook.Truth && n != nil && !named[e.Name] {
			named[e.Name] = true
			walk(n.Expr)
		}
	}
	for _, e := range list {
		walk(e)
	}
	return named
}

// asideWork bounds each question about conditions that is not part of the proof.
const asideWork = maxWork / 4

// AlwaysTrue returns the clauses that hold in all situations of their scope, when it has any. Nothing is returned that is
// not proved.
func (m *Model) AlwaysTrue() []Clause {
	var always []Clause
	enough := m.forest.Aside(asideWork, func() {
		always = slices.DeleteFunc(m.Clauses(), func(c Clause) bool {
			over := m.over(c.Scope)
			return over == decision.False || !m.implies(over, m.test(c.Expr))
		})
	})
	if !enough {
		return nil
	}
	return always
}

// over returns the test that a situation lies in a scope.
func (m *Model) over(s Scope) decision.Node {
	switch s {
	case Everywhere:
		return decision.True
	case Admissible:
		return m.forest.Not(m.cannot)
	}
	return m.forest.And(m.risk, m.forest.Not(m.cannot))
}

// implies reports whether the second test holds wherever the first one does.
func (m *Model) implies(a, b decision.Node) bool {
	return m.forest.And(a, m.forest.Not(b)) == decision.False
}
