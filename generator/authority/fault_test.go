package authority_test

import (
	"maps"
	"slices"
	"testing"

	"remit/generator/playbook"
)

// A fault in one of the two must be seen: each of these changes what the evaluator takes the playbook to say.
func TestPlantedFaultIsSeen(t *testing.T) {
	all := faults()
	for _, name := range slices.Sorted(maps.Keys(all)) {
		t.Run(name, func(t *testing.T) {
			for seed := range playbooks() {
				if compare(seed, faulty(all[name]), &tally{}) != "" {
					t.Logf("seen in playbook %d", seed)
					return
				}
			}
			t.Error("no difference was reported")
		})
	}
}

// faulty judges a playbook as if it said something else.
func faulty(fault func(*playbook.Playbook)) evaluator {
	changed := map[*playbook.Playbook]*playbook.Playbook{}
	return func(site *playbook.Site, p *playbook.Playbook, s situation, role string) result {
		if changed[p] == nil {
			changed[p] = clone(p)
			fault(changed[p])
		}
		return naively(site, changed[p], s, role)
	}
}

func faults() map[string]func(*playbook.Playbook) {
	bounds := func(change func(*playbook.Bound)) func(*playbook.Playbook) {
		return func(p *playbook.Playbook) {
			everyExpr(p, func(e *playbook.Expr) {
				if e.High != nil && e.Low == nil {
					change(e.High)
				}
			})
		}
	}
	grants := func(change func(*playbook.Action, *playbook.Grant)) func(*playbook.Playbook) {
		return func(p *playbook.Playbook) {
			for _, a := range p.Actions {
				for _, g := range a.Grants {
					change(a, g)
				}
			}
		}
	}
	duties := func(change func(*playbook.Duty)) func(*playbook.Playbook) {
		return func(p *playbook.Playbook) {
			for _, d := range p.Duties {
				change(d)
			}
		}
	}
	return map[string]func(*playbook.Playbook){
		"less for at most":         bounds(func(b *playbook.Bound) { b.Inclusive = false }),
		"at most for less":         bounds(func(b *playbook.Bound) { b.Inclusive = true }),
		"except of an action":      grants(func(a *playbook.Action, _ *playbook.Grant) { a.Except = nil }),
		"except of a grant":        grants(func(_ *playbook.Action, g *playbook.Grant) { g.Except = nil }),
		"unless of a grant":        grants(func(_ *playbook.Action, g *playbook.Grant) { g.Unless = playbook.Condition{} }),
		"when of an action":        grants(func(a *playbook.Action, _ *playbook.Grant) { a.When = playbook.Condition{} }),
		"validity of a grant":      grants(func(_ *playbook.Action, g *playbook.Grant) { g.Validity = playbook.Validity{} }),
		"validity of the playbook": func(p *playbook.Playbook) { p.Validity = playbook.Validity{} },
		"stopgap resolves":         grants(func(a *playbook.Action, _ *playbook.Grant) { a.Stopgap.Value = false }),
		"otherwise always":         duties(func(d *playbook.Duty) { d.Otherwise = false }),
		"roles of a duty":          duties(func(d *playbook.Duty) { d.Roles = nil }),
		"impossible":               func(p *playbook.Playbook) { p.Impossible = nil },
		"reserved":                 func(p *playbook.Playbook) { p.Actions = p.Actions[:len(p.Actions)/2] },
	}
}

// clone copies all of a playbook that the tests change.
func clone(p *playbook.Playbook) *playbook.Playbook {
	c := *p
	c.Conditions, c.Triggers = clones(p.Conditions, cloneNamed), clones(p.Triggers, cloneNamed)
	c.Impossible = clones(p.Impossible, func(i *playbook.Impossible) { i.When.Expr = cloneExpr(i.When.Expr) })
	c.Actions = clones(p.Actions, func(a *playbook.Action) {
		a.When.Expr, a.Unless.Expr = cloneExpr(a.When.Expr), cloneExpr(a.Unless.Expr)
		a.Grants = clones(a.Grants, func(g *playbook.Grant) {
			g.When.Expr, g.Unless.Expr = cloneExpr(g.When.Expr), cloneExpr(g.Unless.Expr)
		})
	})
	c.Duties = clones(p.Duties, func(d *playbook.Duty) { d.When.Expr = cloneExpr(d.When.Expr) })
	return &c
}

func clones[T any](list []*T, deep func(*T)) []*T {
	var copies []*T
	for _, x := range list {
		c := *x
		deep(&c)
		copies = append(copies, &c)
	}
	return copies
}

func cloneNamed(n *playbook.Named) { n.Expr = cloneExpr(n.Expr) }

func cloneExpr(e *playbook.Expr) *playbook.Expr {
	if e == nil {
		return nil
	}
	c := *e
	c.Args = nil
	for _, a := range e.Args {
		c.Args = append(c.Args, cloneExpr(a))
	}
	for _, b := range []**playbook.Bound{&c.Low, &c.High} {
		if *b != nil {
			bound := **b
			*b = &bound
		}
	}
	return &c
}
