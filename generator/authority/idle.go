package authority

import (
	"slices"

	"remit/generator/decision"
	"remit/generator/playbook"
)

// An IdleTrigger is a trigger that puts no situation at risk which another does not.
type IdleTrigger struct {
	Trigger *playbook.Named
	By      *playbook.Named // the one that does; nil when it takes several
}

// IdleTriggers returns triggers that the others imply over all admissible situations, and that no condition of the
// playbook names. All of them can go at once: of two that say the same it is the later one, if that is not named. Those
// that never hold, or always, are left out.
func (m *Model) IdleTriggers() []IdleTrigger {
	named := map[string]bool{}
	for _, n := range slices.Concat(m.Playbook.Conditions, m.Playbook.Triggers) {
		directly(n.Expr, named)
	}
	for _, e := range expressions(m.Playbook) {
		directly(e, named)
	}
	var idle []IdleTrigger
	if !m.forest.Aside(asideWork, func() { idle = m.idleTriggers(named) }) {
		return nil
	}
	return idle
}

// directly adds the names that an expression uses.
func directly(e *playbook.Expr, named map[string]bool) {
	if e == nil {
		return
	}
	if e.Op == playbook.Truth {
		named[e.Name] = true
	}
	for _, a := range e.Args {
		directly(a, named)
	}
}

func (m *Model) idleTriggers(named map[string]bool) []IdleTrigger {
	var tests []decision.Node
	admissible := m.over(Admissible)
	for _, t := range m.Playbook.Triggers {
		tests = append(tests, m.forest.And(admissible, m.name(t)))
	}
	before := m.sums(tests, decision.False, m.forest.Or)
	after := decision.False // what the later ones that stay put at risk
	gone := make([]bool, len(tests))
	for i := len(tests) - 1; i >= 0; i-- {
		plain := tests[i] != decision.False && tests[i] != admissible && !named[m.Playbook.Triggers[i].Name.Value]
		if gone[i] = plain && m.implies(tests[i], m.forest.Or(before[i], after)); !gone[i] {
			after = m.forest.Or(after, tests[i])
		}
	}
	var idle []IdleTrigger
	for i, t := range m.Playbook.Triggers {
		if !gone[i] {
			continue
		}
		found := IdleTrigger{Trigger: t}
		for j, other := range m.Playbook.Triggers {
			if found.By == nil && !gone[j] && m.implies(tests[i], tests[j]) {
				found.By = other
			}
		}
		idle = append(idle, found)
	}
	return idle
}

// sums returns, for each place of a list, all before it joined.
func (m *Model) sums(list []decision.Node, none decision.Node, join func(a, b decision.Node) decision.Node) []decision.Node {
	sums := make([]decision.Node, len(list))
	for i := range list {
		sums[i] = none
		if i > 0 {
			sums[i] = join(sums[i-1], list[i-1])
		}
	}
	return sums
}

// An IdleTest is a part of a conjunction that the rest of it implies.
type IdleTest struct {
	Clause Clause
	Test   *playbook.Expr
	By     *playbook.Expr // the one other part that does; nil when it takes several, or none
	Always bool           // it takes none: no situation that can be makes the test false
}

// IdleTests returns the parts of conjunctions, nested ones too, that the rest of their conjunction implies over all
// admissible situations; over all there are where an impossible line depends on them, since what is admissible would
// change with them. All of them can go at once: of two equal parts it is the later one. A conjunction that never holds has
// none.
func (m *Model) IdleTests() []IdleTest {
	var idle []IdleTest
	enough := m.forest.Aside(asideWork, func() {
		for _, c := range m.Clauses() {
			over := m.over(Admissible)
			if c.makesCannot {
				over = m.over(Everywhere)
			}
			m.conjunctions(c.Expr, func(e *playbook.Expr) {
				for _, found := range m.idleParts(over, e) {
					found.Clause = c
					idle = append(idle, found)
				}
			})
		}
	})
	if !enough {
		return nil
	}
	return idle
}

func (m *Model) conjunctions(e *playbook.Expr, do func(*playbook.Expr)) {
	if e.Op == playbook.And {
		do(e)
	}
	for _, a := range e.Args {
		m.conjunctions(a, do)
	}
}

// idleParts returns the parts of one conjunction that the others imply.
func (m *Model) idleParts(over decision.Node, e *playbook.Expr) []IdleTest {
	tests := make([]decision.Node, len(e.Args))
	for i, a := range e.Args {
		tests[i] = m.test(a)
	}
	before := m.sums(tests, over, m.forest.And)
	if last := len(tests) - 1; m.forest.And(before[last], tests[last]) == decision.False {
		return nil
	}
	after := decision.True // the later ones that stay
	var idle []IdleTest
	gone := make([]bool, len(tests))
	for i := len(tests) - 1; i >= 0; i-- {
		if gone[i] = m.implies(m.forest.And(before[i], after), tests[i]); !gone[i] {
			after = m.forest.And(after, tests[i])
		}
	}
	for i, a := range e.Args {
		if !gone[i] {
			continue
		}
		found := IdleTest{Test: a, Always: m.implies(over, tests[i])}
		for j, other := range e.Args {
			if !found.Always && found.By == nil && !gone[j] && m.implies(m.forest.And(over, tests[j]), tests[i]) {
				found.By = other
			}
		}
		idle = append(idle, found)
	}
	return idle
}
