package load

import (
	"remit/generator/playbook"
	"remit/generator/source"
	"remit/generator/words"
)

// bounds reports what a playbook has too much of, at the first that is too many.
func (b *book) bounds() {
	const this = "this playbook"
	tooMany(b, "facts", this, b.p.Facts, func(f *playbook.Fact) source.Span { return f.Name.Span })
	tooMany(b, "actions", this, b.p.Actions, func(a *playbook.Action) source.Span { return a.Name.Span })
	tooMany(b, "roles", this, b.p.Roles, func(r playbook.Text) source.Span { return r.Span })
	tooMany(b, "duties", this, b.p.Duties, func(d *playbook.Duty) source.Span { return d.Span })
	var grants []*playbook.Grant
	for _, a := range b.p.Actions {
		grants = append(grants, a.Grants...)
	}
	for _, d := range b.p.Duties {
		tooMany(b, "ladder", "this ladder", d.To, func(c playbook.Text) source.Span { return c.Span })
	}
	tooMany(b, "grants", this, grants, func(g *playbook.Grant) source.Span { return g.Span })
	b.numbers()
}

// tooMany reports a list that is longer than the limit of that name.
func tooMany[T any](b *book, limit, owner string, list []T, place func(T) source.Span) {
	if most := b.Caps.Most(limit); len(list) > most {
		what := limit
		if limit == "ladder" {
			what = "contacts"
		}
		b.Report("too_large", place(list[most]), b.Caps.Help(limit, len(list)), "%s has %d %s; at most %d are analysed", owner, len(list), what, most)
	}
}

// numbers counts the numbers that tests compare each fact with.
func (b *book) numbers() {
	most := b.Caps.Most("numbers")
	seen, count := map[string]bool{}, map[string]int{}
	first := map[string]source.Span{} // the first number of a fact that is too many
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
			if count[e.Name]++; count[e.Name] == most+1 {
				first[e.Name] = bound.Span
			}
		}
	}
	for _, c := range b.tests() {
		walk(c.Expr)
	}
	for _, f := range b.p.Facts {
		if name, n := f.Name.Value, count[f.Name.Value]; n > most {
			b.Report("too_large", first[name], b.Caps.Help("numbers", n), "the tests of this playbook compare %s with %d numbers; at most %d are analysed", words.Quote(name), n, most)
		}
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
