package authority_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"remit/generator/authority"
	"remit/generator/playbook"
)

// The conditions of random playbooks, judged situation by situation.

// conditions judge the conditions of a playbook, and say which situations can be and are at risk. Tests plant faults in it.
type conditions struct {
	*oracle
	admissible, atRisk func(point int) bool
}

func (o *oracle) conditions() conditions {
	role := o.site.Roles[0].Name.Value
	return conditions{o,
		func(i int) bool { return !o.results[role][i].impossible },
		func(i int) bool {
			return !o.results[role][i].impossible && o.results[role][i].verdict != "not_at_risk"
		},
	}
}

func (c conditions) holds(point int, e *playbook.Expr) bool {
	return e == nil || naive{c.site, c.p, c.situation(point)}.holds(e)
}

// always reports whether an expression holds in all points of a scope, of which there are some.
func (c conditions) always(within func(int) bool, e *playbook.Expr) bool {
	some := false
	for i := range c.points {
		if within(i) {
			if some = true; !c.holds(i, e) {
				return false
			}
		}
	}
	return some
}

func everywhere(int) bool { return true }

// comesTo reports whether an expression comes to a name, directly or through names.
func (c conditions) comesTo(e *playbook.Expr, name string) bool {
	if e == nil {
		return false
	}
	if e.Op == playbook.Truth {
		for _, n := range slices.Concat(c.p.Conditions, c.p.Triggers) {
			if n.Name.Value == e.Name && (e.Name == name || c.comesTo(n.Expr, name)) {
				return true
			}
		}
	}
	return slices.ContainsFunc(e.Args, func(a *playbook.Expr) bool { return c.comesTo(a, name) })
}

func (c conditions) makesImpossible(name string) bool {
	return slices.ContainsFunc(c.p.Impossible, func(i *playbook.Impossible) bool { return c.comesTo(i.When.Expr, name) })
}

func (c conditions) makesRisk(name string) bool {
	return slices.ContainsFunc(c.p.Triggers, func(t *playbook.Named) bool { return c.comesTo(t.Expr, name) })
}

func (c conditions) inRule(name string) bool {
	return slices.ContainsFunc(ruleConditions(c.p), func(r playbook.Condition) bool { return c.comesTo(r.Expr, name) })
}

// alwaysTrue lists the lines of the conditions that hold throughout what they speak of.
func (c conditions) alwaysTrue() (lines []string) {
	judge := func(within func(int) bool, list ...playbook.Condition) {
		for _, x := range list {
			if x.Expr != nil && c.always(within, x.Expr) {
				lines = append(lines, fmt.Sprint(x.Span.From().Line))
			}
		}
	}
	for _, n := range c.p.Conditions {
		switch name := n.Name.Value; {
		case c.makesImpossible(name):
			judge(everywhere, n.Condition)
		case c.makesRisk(name):
			judge(c.admissible, n.Condition)
		case c.inRule(name):
			judge(c.atRisk, n.Condition)
		}
	}
	for _, t := range c.p.Triggers {
		judge(c.admissible, t.Condition)
	}
	rules := ruleConditions(c.p)
	for i, r := range rules {
		if i < len(c.p.Impossible) {
			judge(everywhere, r)
		} else {
			judge(c.atRisk, r)
		}
	}
	return lines
}

func (c conditions) compareAlways(m *authority.Model) string {
	var got []string
	for _, clause := range m.AlwaysTrue() {
		got = append(got, fmt.Sprint(clause.Span.From().Line))
	}
	return cmp.Diff(c.alwaysTrue(), got)
}

func TestAlwaysTrueIsTrueInEachSituation(t *testing.T) {
	ofPlaybooks(t, func(o *oracle, _ *rand.Rand) string { return o.conditions().compareAlways(compiled(o.site, o.p)) })
}

// puts reports whether one of the triggers holds, but for those that are left out.
func (c conditions) puts(point int, left []*playbook.Named) bool {
	return slices.ContainsFunc(c.p.Triggers, func(t *playbook.Named) bool { return !slices.Contains(left, t) && c.holds(point, t.Expr) })
}

// compareTriggers: all idle ones together can be left out, and after that no other could be.
func (c conditions) compareTriggers(m *authority.Model) string {
	var idle []*playbook.Named
	for _, found := range m.IdleTriggers() {
		idle = append(idle, found.Trigger)
		if by := found.By; by != nil && slices.ContainsFunc(c.where(c.admissible), func(i int) bool { return c.holds(i, found.Trigger.Expr) && !c.holds(i, by.Expr) }) {
			return found.Trigger.Name.Value + " is not implied by " + by.Name.Value
		}
	}
	for _, t := range c.p.Triggers {
		changes := slices.ContainsFunc(c.where(c.admissible), func(i int) bool { return c.puts(i, nil) != c.puts(i, append(slices.Clip(idle), t)) })
		never := !slices.ContainsFunc(c.where(c.admissible), func(i int) bool { return c.holds(i, t.Expr) })
		stays := changes || never || c.named(t.Name.Value) || c.always(c.admissible, t.Expr)
		if reported := slices.Contains(idle, t); reported == stays {
			return fmt.Sprintf("%s: reported %v, but it stays %v", t.Name.Value, reported, stays)
		}
	}
	return ""
}

// named reports whether some condition names it.
func (c conditions) named(name string) (named bool) {
	everyExpr(c.p, func(e *playbook.Expr) { named = named || e.Op == playbook.Truth && e.Name == name })
	return named
}

func (c conditions) where(within func(int) bool) (points []int) {
	for i := range c.points {
		if within(i) {
			points = append(points, i)
		}
	}
	return points
}

func TestIdleTriggersCanGo(t *testing.T) {
	ofPlaybooks(t, func(o *oracle, _ *rand.Rand) string { return o.conditions().compareTriggers(compiled(o.site, o.p)) })
}

// compareTests: in each conjunction all idle tests together can be left out, and after that no other part could be.
func (c conditions) compareTests(m *authority.Model) string {
	idle := map[*playbook.Expr]bool{}
	for _, found := range m.IdleTests() {
		idle[found.Test] = true
		if by := found.By; by != nil && slices.ContainsFunc(c.where(c.admissible), func(i int) bool { return c.holds(i, by) && !c.holds(i, found.Test) }) {
			return "a test is not implied by what is said to"
		}
	}
	for within, roots := range c.conjunctive() {
		for _, root := range roots {
			if wrong := c.conjunctions(root, [](func(int) bool){everywhere, c.admissible}[within], idle); wrong != "" {
				return wrong
			}
		}
	}
	return ""
}

// conjunctive lists the conditions that an impossible line depends on, which are judged everywhere, and then the others
// that a rule or a trigger depends on.
func (c conditions) conjunctive() [2][]*playbook.Expr {
	var lists [2][]*playbook.Expr
	for _, n := range slices.Concat(c.p.Conditions, c.p.Triggers) {
		name := n.Name.Value
		isTrigger := slices.Contains(c.p.Triggers, n)
		switch {
		case c.makesImpossible(name):
			lists[0] = append(lists[0], n.Expr)
		case isTrigger || c.makesRisk(name) || c.inRule(name):
			lists[1] = append(lists[1], n.Expr)
		}
	}
	for i, r := range ruleConditions(c.p) {
		if i < len(c.p.Impossible) {
			lists[0] = append(lists[0], r.Expr)
		} else {
			lists[1] = append(lists[1], r.Expr)
		}
	}
	return lists
}

func (c conditions) conjunctions(e *playbook.Expr, within func(int) bool, idle map[*playbook.Expr]bool) string {
	if e == nil {
		return ""
	}
	for _, a := range e.Args {
		if wrong := c.conjunctions(a, within, idle); wrong != "" {
			return wrong
		}
	}
	if e.Op != playbook.And {
		return ""
	}
	points := c.where(within)
	never := !slices.ContainsFunc(points, func(i int) bool { return c.holds(i, e) })
	for k, a := range e.Args {
		changes := slices.ContainsFunc(points, func(i int) bool {
			rest := !slices.ContainsFunc(e.Args, func(b *playbook.Expr) bool { return b != a && !idle[b] && !c.holds(i, b) })
			return rest != c.holds(i, e)
		})
		if idle[a] == (changes || never) {
			return fmt.Sprintf("part %d: reported %v, but it changes something %v", k, idle[a], changes)
		}
	}
	return ""
}

func TestIdleTestsCanGo(t *testing.T) {
	ofPlaybooks(t, func(o *oracle, _ *rand.Rand) string { return o.conditions().compareTests(compiled(o.site, o.p)) })
}

// A fault in one of the two must be seen.
func TestPlantedFaultInConditionsIsSeen(t *testing.T) {
	compares := map[string]func(conditions, *authority.Model) string{
		"always": conditions.compareAlways, "triggers": conditions.compareTriggers, "tests": conditions.compareTests,
	}
	for _, row := range []struct {
		name  string
		plant func(*conditions)
	}{
		{"always triggers tests, impossible forgotten", func(c *conditions) { c.admissible = everywhere }},
		{"always triggers tests, at risk for admissible", func(c *conditions) { c.admissible = c.atRisk }},
		{"always, admissible for at risk", func(c *conditions) { c.atRisk = c.admissible }},
		{"always triggers tests, a situation forgotten", func(c *conditions) {
			all, risk := c.admissible, c.atRisk
			c.admissible, c.atRisk = func(i int) bool { return i > 0 && all(i) }, func(i int) bool { return i > 0 && risk(i) }
		}},
	} {
		words, what, _ := strings.Cut(row.name, ", ")
		for which := range strings.FieldsSeq(words) {
			t.Run(which+" "+what, func(t *testing.T) {
				if at := firstSeen(row.plant, compares[which]); at < 0 {
					t.Error("no difference was reported")
				}
			})
		}
	}
}

func firstSeen(plant func(*conditions), compare func(conditions, *authority.Model) string) int {
	for seed := range playbooks() {
		site, p := randomPlaybook(seed)
		c := newOracle(site, p, naively).conditions()
		if plant(&c); compare(c, compiled(site, p)) != "" {
			return int(seed)
		}
	}
	return -1
}
