package load

import (
	"remit/generator/playbook"
)

// What one playbook may hold, so that its analysis ends in seconds and within 512 MB: memory grows with the square of each.
// They are far beyond what anybody can review.
const (
	maxFacts     = 500
	maxGrants    = 500   // of one action
	maxConstants = 2_000 // at which the tests of the playbook cut one number
)

// bounds reports what a playbook has too much of, at the first that is too many.
func (b *book) bounds() {
	const help = "write one playbook for each kind of situation; the limit is fixed, since nobody can review more"
	if len(b.p.Facts) > maxFacts {
		b.report("too_large", b.p.Facts[maxFacts].Name.Span, help, "this playbook has %d facts; at most %d are analysed", len(b.p.Facts), maxFacts)
	}
	for _, a := range b.p.Actions {
		if len(a.Grants) > maxGrants {
			b.report("too_large", a.Grants[maxGrants].Span, help, "action %s has %d grants; at most %d are analysed", quote(a.Name.Value), len(a.Grants), maxGrants)
		}
	}
	b.constants(help)
}

// constants counts the numbers that tests compare each fact with.
func (b *book) constants(help string) {
	seen, count := map[string]bool{}, map[string]int{}
	var walk func(e *playbook.Expr)
	walk = func(e *playbook.Expr) {
		if e == nil {
			return
		}
		for _, a := range e.Args {
			walk(a)
		}
		for _, bound := range []*playbook.Bound{e.Low, e.High} {
			if bound == nil || seen[e.Name+" "+bound.Number.Text] {
				continue
			}
			seen[e.Name+" "+bound.Number.Text] = true
			if count[e.Name]++; count[e.Name] == maxConstants+1 {
				b.report("too_large", bound.Span, help, "the tests of this playbook compare %s with more than %d numbers", quote(e.Name), maxConstants)
			}
		}
	}
	for _, c := range b.tests() {
		walk(c.Expr)
	}
}

// tests are the conditions of a playbook, in the order of the kinds.
func (b *book) tests() []playbook.Condition {
	var all []playbook.Condition
	for _, list := range [][]*playbook.Named{b.p.Conditions, b.p.Triggers} {
		for _, n := range list {
			all = append(all, n.Condition)
		}
	}
	for _, line := range b.p.Impossible {
		all = append(all, line.When)
	}
	for _, a := range b.p.Actions {
		all = append(all, a.When, a.Unless)
		for _, g := range a.Grants {
			all = append(all, g.When, g.Unless)
		}
	}
	for _, d := range b.p.Duties {
		all = append(all, d.When)
	}
	return all
}
