package authority_test

import (
	"fmt"
	"reflect"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"remit/generator/authority"
	"remit/generator/playbook"
)

// A grant is redundant when the naive meaning without it is the same, in every period; from the last one on, each
// without those found before. All that are found can go at once.
func TestRedundantIsWhatCanBeRemoved(t *testing.T) {
	found, several := 0, 0
	for seed := range few() {
		c := newCalendar(seed, func(*playbook.Playbook) {})
		list := authority.Redundancies(c.models)
		if diff := cmp.Diff(c.removable(), redundantIDs(list)); diff != "" {
			t.Fatalf("playbook %d: mismatch (-want +got):\n%s", seed, diff)
		}
		for _, r := range list {
			found, several = found+1, several+min(1, len(r.By)-1)
			if wrong := c.badCover(r); wrong != "" {
				t.Fatalf("playbook %d: %s", seed, wrong)
			}
		}
	}
	t.Logf("%d redundant grants, %d covered only by several", found, several)
	if found < int(few()/20) || several == 0 {
		t.Error("too few to say anything")
	}
}

func redundantIDs(list []authority.Redundancy) []string {
	var ids []string
	for _, r := range list {
		ids = append(ids, r.Grant.Action.ID(r.Grant.Grant))
	}
	return ids
}

// badCover reports a cover that is none: with only it, the other grants of the action on the same terms being gone, the
// grant must still add nothing, and with one less it must add something.
func (c *calendar) badCover(r authority.Redundancy) string {
	keep := map[string]bool{r.Grant.Action.ID(r.Grant.Grant): true}
	for _, g := range r.By {
		keep[g.Action.ID(g.Grant)] = true
	}
	var gone []string
	for _, g := range r.Grant.Action.Grants {
		if id := r.Grant.Action.ID(g); !keep[id] && terms(g) == terms(r.Grant.Grant) {
			gone = append(gone, id)
		}
	}
	id := r.Grant.Action.ID(r.Grant.Grant)
	if !c.same(gone, append(slices.Clone(gone), id)) {
		return id + " is not covered by what is said to cover it"
	}
	for _, g := range r.By {
		less := append(slices.Clone(gone), g.Action.ID(g.Grant))
		if c.same(less, append(slices.Clone(less), id)) {
			return id + " is covered without " + g.Action.ID(g.Grant)
		}
	}
	return ""
}

// removable lists the grants that add nothing, in the order of the file.
func (c *calendar) removable() []string {
	var gone []string
	for _, a := range slices.Backward(c.p.Actions) {
		for _, g := range slices.Backward(a.Grants) {
			if with := append(slices.Clone(gone), a.ID(g)); len(a.Grants) > 1 && c.used(a, g) && c.same(gone, with) {
				gone = with
			}
		}
	}
	slices.Reverse(gone)
	return gone
}

// used reports whether a grant is in force for a role that it names, in some period.
func (c *calendar) used(a *playbook.Action, g *playbook.Grant) bool {
	named := names(g.Roles)
	if g.All {
		named = names(c.p.Roles)
	}
	for _, o := range c.days {
		for _, role := range named {
			for _, r := range o.results[role] {
				if slices.Contains(r.grants, a.ID(g)) {
					return true
				}
			}
		}
	}
	return false
}

// same reports whether every role of the site is told the same, in every situation of every period, whether the one or
// the other grants are gone.
func (c *calendar) same(gone, other []string) bool {
	for _, o := range c.days {
		p, q := without(o.p, gone), without(o.p, other)
		for i := range o.points {
			s := o.situation(i)
			for _, r := range c.site.Roles {
				if !reflect.DeepEqual(told(c.site, p, s, r.Name.Value), told(c.site, q, s, r.Name.Value)) {
					return false
				}
			}
		}
	}
	return true
}

// told is a result with the terms in place of the grants.
func told(site *playbook.Site, p *playbook.Playbook, s situation, role string) result {
	r := naively(site, p, s, role)
	var lines []string
	for _, a := range p.Actions {
		for _, g := range a.Grants {
			if slices.Contains(r.grants, a.ID(g)) {
				lines = append(lines, a.Name.Value+terms(g))
			}
		}
	}
	slices.Sort(lines)
	r.grants = slices.Compact(lines)
	return r
}

// terms writes what garnish may have given a grant; the order of those to tell does not matter.
func terms(g *playbook.Grant) string {
	words := " " + g.TogetherWith.Value
	if g.Limits != nil {
		words += fmt.Sprint(" ", g.Limits.Times.Value, g.Limits.UpTo.Value)
	}
	if g.Tell != nil {
		words += " tell both"
	}
	return words
}

// without returns a playbook without some grants.
func without(p *playbook.Playbook, gone []string) *playbook.Playbook {
	if len(gone) == 0 {
		return p
	}
	p = clone(p)
	for _, a := range p.Actions {
		a.Grants = slices.DeleteFunc(a.Grants, func(g *playbook.Grant) bool { return slices.Contains(gone, a.ID(g)) })
	}
	return p
}

func TestPowerlessIsWhoHoldsNothing(t *testing.T) {
	total := 0
	for seed := range few() {
		c := newCalendar(seed, func(*playbook.Playbook) {})
		got := authority.Powerless(c.models)
		if diff := cmp.Diff(c.powerless(), got); diff != "" {
			t.Fatalf("playbook %d: mismatch (-want +got):\n%s", seed, diff)
		}
		total += len(got)
	}
	t.Logf("%d powerless roles", total)
}

func (c *calendar) powerless() []string {
	var list []string
	for _, role := range names(c.p.Roles) {
		holds := func(o *oracle) bool {
			return slices.ContainsFunc(o.results[role], func(r result) bool { return len(r.grants) > 0 })
		}
		if c.site.Role(role).Kind == playbook.TeamMember && !slices.ContainsFunc(c.days, holds) {
			list = append(list, role)
		}
	}
	return list
}

// A fault planted in what the oracle reads must be seen by the rule that it concerns.
func TestPlantedFaultInFindingsIsSeen(t *testing.T) {
	enough(t)
	known, rules := faults(), findings()
	regions := func(rule string) func(*calendar) bool {
		return func(c *calendar) bool { return c.wrong(rules[rule].claims(c), rules[rule].truth) != "" }
	}
	grants := func(change func(*playbook.Grant)) func(*playbook.Playbook) {
		return func(p *playbook.Playbook) {
			for _, a := range p.Actions {
				for _, g := range a.Grants {
					change(g)
				}
			}
		}
	}
	redundant := func(c *calendar) bool {
		return !slices.Equal(c.removable(), redundantIDs(authority.Redundancies(c.models)))
	}
	powerless := func(c *calendar) bool { return !slices.Equal(c.powerless(), authority.Powerless(c.models)) }
	for _, row := range []struct {
		name  string
		fault func(*playbook.Playbook)
		seen  func(*calendar) bool
	}{
		{"excludes", func(p *playbook.Playbook) { p.Actions[0].Excludes = nil }, regions("clashes")},
		{"validity of a clash", known["validity of a grant"], regions("clashes")},
		{"worse", func(p *playbook.Playbook) { p.Facts[0].Worse = playbook.WorseHigher }, regions("losses")},
		{"unless of a loss", known["unless of a grant"], regions("losses")},
		{"except of a loss", known["except of an action"], regions("losses")},
		{"limits of a stranding", grants(func(g *playbook.Grant) { g.Limits = nil }), regions("strandings")},
		{"otherwise of a stranding", otherwiseAnywhere, regions("strandings")},
		{"limits of a removal", grants(func(g *playbook.Grant) { g.Limits = nil }), redundant},
		{"together of a removal", grants(func(g *playbook.Grant) { g.TogetherWith.Value = "" }), redundant},
		{"validity of a removal", known["validity of a grant"], redundant},
		{"except of a removal", known["except of a grant"], redundant},
		{"roles of the powerless", grants(func(g *playbook.Grant) { g.All = true }), powerless},
		{"validity of the powerless", known["validity of a grant"], powerless},
	} {
		t.Run(row.name, func(t *testing.T) {
			for seed := range playbooks() {
				if c := newCalendar(seed, guarded(row.fault)); row.seen(c) {
					t.Logf("seen in playbook %d", seed)
					return
				}
			}
			t.Error("no difference was reported")
		})
	}
}

func otherwiseAnywhere(p *playbook.Playbook) {
	for _, d := range p.Duties {
		if d.Otherwise {
			d.When = playbook.Condition{}
		}
	}
}

// guarded leaves playbooks alone that have too little for a fault.
func guarded(fault func(*playbook.Playbook)) func(*playbook.Playbook) {
	return func(p *playbook.Playbook) {
		if len(p.Actions) > 0 && len(p.Facts) > 0 {
			fault(p)
		}
	}
}
