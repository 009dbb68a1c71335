package site

import (
	"fmt"
	"math/big"
	"slices"
	"strings"

	"remit/generator/playbook"
)

// A slip is a mistake that an author may make in a playbook. It is made on the nouns, and undone.
type slip struct {
	what string
	make func() (undo func())
}

// set is a slip that changes one value of the playbook.
func set[T any](what string, at *T, to T) slip {
	return slip{what, func() func() {
		was := *at
		*at = to
		return func() { *at = was }
	}}
}

// without returns a list that lacks one entry.
func without[T any](list []T, i int) []T { return slices.Delete(slices.Clone(list), i, i+1) }

// slipsOf returns the mistakes that are tried: each trigger, impossible line, grant, duty and `unless` left out, each
// constant moved by one step to either side, each < written for <= or the other way round, and each option left out of a
// test that names several.
func slipsOf(p *playbook.Playbook) []slip {
	var list []slip
	for i, n := range p.Triggers {
		list = append(list, demoted(p, n, i))
	}
	for i := range p.Impossible {
		list = append(list, set(fmt.Sprintf("without impossible line %d", i+1), &p.Impossible, without(p.Impossible, i)))
	}
	for _, a := range p.Actions {
		list = append(list, slipsOfAction(a)...)
	}
	for i := range p.Duties {
		list = append(list, set(fmt.Sprintf("without duty %d", i+1), &p.Duties, without(p.Duties, i)))
	}
	for _, c := range conditionsOf(p) {
		list = append(list, slipsOfTest(p, c.Expr)...)
	}
	return list
}

// demoted makes a condition of a trigger: others may name it.
func demoted(p *playbook.Playbook, n *playbook.Named, i int) slip {
	return slip{"without the trigger " + n.Name.Value, func() func() {
		triggers, conditions := p.Triggers, p.Conditions
		p.Triggers, p.Conditions = without(triggers, i), append(slices.Clip(conditions), n)
		return func() { p.Triggers, p.Conditions = triggers, conditions }
	}}
}

func slipsOfAction(a *playbook.Action) []slip {
	var list []slip
	if a.Unless.Present() {
		list = append(list, set(a.Name.Value+" without its unless", &a.Unless, playbook.Condition{}))
	}
	for i, g := range a.Grants {
		list = append(list, set("without "+a.ID(g), &a.Grants, without(a.Grants, i)))
		if g.Unless.Present() {
			list = append(list, set(a.ID(g)+" without its unless", &g.Unless, playbook.Condition{}))
		}
	}
	return list
}

// conditionsOf returns every condition that is written in the playbook.
func conditionsOf(p *playbook.Playbook) []playbook.Condition {
	var all []playbook.Condition
	for _, n := range slices.Concat(p.Conditions, p.Triggers) {
		all = append(all, n.Condition)
	}
	for _, line := range p.Impossible {
		all = append(all, line.When)
	}
	for _, a := range p.Actions {
		all = append(all, a.When, a.Unless)
		for _, g := range a.Grants {
			all = append(all, g.When, g.Unless)
		}
	}
	for _, d := range p.Duties {
		all = append(all, d.When)
	}
	return slices.DeleteFunc(all, func(c playbook.Condition) bool { return !c.Present() })
}

func slipsOfTest(p *playbook.Playbook, e *playbook.Expr) []slip {
	var list []slip
	for _, a := range e.Args {
		list = append(list, slipsOfTest(p, a)...)
	}
	if len(e.Options) > 1 {
		for i, o := range e.Options {
			list = append(list, set(fmt.Sprintf("line %d: %s not in %s", e.Span.From().Line, o, e.Name), &e.Options, without(e.Options, i)))
		}
	}
	for _, b := range []*playbook.Bound{e.Low, e.High} {
		if f := p.Fact(e.Name); b != nil && f != nil && !(b == e.High && exact(e)) {
			list = append(list, slipsOfBound(f, e, b)...)
		}
	}
	return list
}

// exact reports whether a test is for one number, whose two bounds are one constant.
func exact(e *playbook.Expr) bool {
	return e.Low != nil && e.High != nil && e.Low.Number.Rat.Cmp(e.High.Number.Rat) == 0
}

func slipsOfBound(f *playbook.Fact, e *playbook.Expr, b *playbook.Bound) []slip {
	var list []slip
	where := fmt.Sprintf("line %d: %s", b.Span.From().Line, f.Name.Value)
	for _, by := range []*big.Rat{stepOf(f, b), new(big.Rat).Neg(stepOf(f, b))} {
		to := new(big.Rat).Add(b.Number.Rat, by)
		if !f.InRange(to) {
			continue // an error of its own
		}
		n := playbook.Number{Text: playbook.Decimal(to), Rat: to}
		what := fmt.Sprintf("%s: %s for %s", where, n.Text, b.Number.Text)
		if exact(e) {
			low, high := *e.Low, *e.High
			low.Number, high.Number = n, n
			list = append(list, slip{what, func() func() {
				was := [2]playbook.Bound{*e.Low, *e.High}
				*e.Low, *e.High = low, high
				return func() { *e.Low, *e.High = was[0], was[1] }
			}})
			continue
		}
		list = append(list, set(what, &b.Number, n))
	}
	if !exact(e) {
		list = append(list, set(fmt.Sprintf("%s: < for <= at %s", where, b.Number.Text), &b.Inclusive, !b.Inclusive))
	}
	return list
}

// stepOf is the step of the grid of a fact, else one of the last decimal in which the constant is written.
func stepOf(f *playbook.Fact, b *playbook.Bound) *big.Rat {
	if f.Step.Present() {
		return f.Step.Value.Rat
	}
	_, decimals, _ := strings.Cut(b.Number.Text, ".")
	ten := new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(len(decimals))), nil)
	return new(big.Rat).SetFrac(big.NewInt(1), ten)
}
