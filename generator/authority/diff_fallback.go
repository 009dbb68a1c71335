package authority

import (
	"fmt"
	"slices"
	"strings"

	"remit/generator/decision"
)

// fallbacks are whom a role calls on each side when a limit is used up and it owes nothing (MEANING, Limits): outcomes of one
// duty each, with where they hold.
type fallbacks [2][]backing

func (d *diff) fallbacks(role int) fallbacks {
	var f fallbacks
	for side, s := range d.sides {
		name := d.roles[role][side]
		own := s.m.Site.Holds(name)
		for i := range s.m.duties {
			if s.m.covers(i, name, own) {
				f[side] = append(f[side], backing{i, s.m.backs(i)})
			}
		}
	}
	return f
}

// owing joins the duties of a side for which holds is true.
func (d *diff) owing(side, role int, f fallbacks, holds func(i int) bool) []owing {
	var o Outcome
	for i, b := range f[side] {
		if holds(i) {
			o.Duties = append(o.Duties, b.duty)
		}
	}
	return d.sides[side].owed(d.part(side, role), o)
}

// fallen returns the roles that call somebody else once a limit is used up, in some situation or other.
func (d *diff) fallen() []int {
	return slices.DeleteFunc(d.everyRole(), func(i int) bool {
		f := d.fallbacks(i)
		return !d.limited(i) || slices.Equal(d.forms(then, i, f), d.forms(now, i, f))
	})
}

// forms writes down what a role may have to call, and where, so that it can be compared.
func (d *diff) forms(side, role int, f fallbacks) []string {
	var forms []string
	for i, b := range f[side] {
		only := d.owing(side, role, f, func(k int) bool { return k == i })
		forms = append(forms, fmt.Sprint(only[0].form(), " ", b.root)) // in one forest, equal tests are one node
	}
	slices.Sort(forms)
	return slices.Compact(forms)
}

// limited reports whether a role holds, on both sides, a grant whose use is counted.
func (d *diff) limited(role int) bool {
	for side := range d.sides {
		p := d.part(side, role)
		if !slices.ContainsFunc(p.shared, func(m int) bool { return m >= 0 && d.meanings.list[m].counted() }) {
			return false
		}
	}
	return true
}

// counted reports whether a limit may be used up here, with nobody to call for another reason.
func (m meaning) counted() bool {
	if len(m.owes) > 0 {
		return false
	}
	return slices.ContainsFunc(m.may, func(h holding) bool {
		return slices.ContainsFunc(h.terms, func(t terms) bool { return t.counted() })
	})
}

func (t terms) counted() bool {
	return slices.ContainsFunc(t, func(part term) bool { return part.words != "" && (part.key == "times" || part.key == "apart") })
}

// fallenTogether joins what became of whom to call once a limit is used up, for all roles.
func (d *diff) fallenTogether() decision.Node {
	var tuple []decision.Node
	for _, role := range d.fallen() {
		tuple = append(tuple, d.fallback(role))
	}
	return d.forest.Product(tuple, func(tuple []decision.Node) (int, bool) {
		all := shifts{}
		for _, n := range tuple {
			if !n.IsLeaf() {
				return 0, false
			}
			for f, roles := range d.ledger.list[n.Value()] {
				all[f] = append(all[f], roles...)
			}
		}
		return d.ledger.of(all), true
	})
}

// fallback returns the diagram of where a role calls somebody else once a limit is used up.
func (d *diff) fallback(role int) decision.Node {
	f := d.fallbacks(role)
	tuple := []decision.Node{d.part(then, role).root, d.part(now, role).root}
	for _, list := range f {
		for _, b := range list {
			tuple = append(tuple, b.root)
		}
	}
	return d.forest.Product(tuple, func(tuple []decision.Node) (int, bool) {
		for side := range f {
			if tuple[side].IsLeaf() && !d.meanings.list[tuple[side].Value()].counted() {
				return sameLeaf, true
			}
		}
		if slices.ContainsFunc(tuple, func(n decision.Node) bool { return !n.IsLeaf() }) {
			return 0, false
		}
		was := d.owing(then, role, f, func(i int) bool { return tuple[2+i] == decision.True })
		is := d.owing(now, role, f, func(i int) bool { return tuple[2+len(f[then])+i] == decision.True })
		lines := reowe(was, is)
		if lines == nil {
			return sameLeaf, true
		}
		detail := "when a limit is used up: " + strings.Join(lines, "\nwhen a limit is used up: ")
		return d.ledger.of(shifts{{kind: Duties, detail: detail}: {role}}), true
	})
}
