package authority

import (
	"cmp"
	"slices"
	"strings"

	"remit/generator/decision"
	"remit/generator/playbook"
)

// maxFacets is how many different changes of one playbook are told apart.
const maxFacets = 200

// changes returns the changes that are about situations, sorted, and whether there are more than were told apart.
func (d *diff) changes() (list []Change, more bool) {
	root := d.change()
	roots := []decision.Node{root}
	for _, action := range d.prohibited() {
		roots = append(roots, d.prohibitions(action, root))
	}
	roots = append(roots, d.fallenTogether())
	for _, root := range roots {
		if root == decision.Leaf(sameLeaf) {
			continue
		}
		found, rest := d.regionsOf(d.withoutImpossible(root))
		list, more = append(list, found...), more || rest
	}
	slices.SortStableFunc(list, byWeight)
	return list, more
}

// byWeight puts what a reviewer must see first in front.
func byWeight(a, b Change) int {
	weight := func(c Change) int { return slices.Index(Kinds(), c.Kind) }
	return cmp.Or(cmp.Compare(weight(a), weight(b)), strings.Compare(a.Subject, b.Subject), strings.Compare(a.Action, b.Action))
}

// withoutImpossible frees the situations that neither side can have: a region may reach over them.
func (d *diff) withoutImpossible(root decision.Node) decision.Node {
	neither := d.forest.And(d.sides[then].m.cannot, d.sides[now].m.cannot)
	if neither == decision.False {
		return root
	}
	return d.forest.Product([]decision.Node{root, neither}, func(tuple []decision.Node) (int, bool) {
		if tuple[1] == decision.True {
			return freeLeaf, true
		}
		return max(0, tuple[0].Value()), tuple[0].IsLeaf() && tuple[1].IsLeaf()
	})
}

// regionsOf returns the regions of every facet in a diagram of shifts.
func (d *diff) regionsOf(root decision.Node) (list []Change, more bool) {
	var facets []facet
	d.forest.Reach(root, nil, func(leaf int) {
		for f := range d.ledger.list[leaf] {
			if !slices.Contains(facets, f) {
				facets = append(facets, f)
			}
		}
	})
	slices.SortFunc(facets, func(a, b facet) int {
		return cmp.Or(strings.Compare(string(a.kind), string(b.kind)), strings.Compare(a.action, b.action),
			strings.Compare(a.detail, b.detail), strings.Compare(a.from, b.from), strings.Compare(a.to, b.to))
	})
	if more = len(facets) > maxFacets; more {
		facets = facets[:maxFacets]
	}
	for _, f := range facets {
		found, rest := d.regions(root, f)
		list, more = append(list, found...), more || rest
	}
	return list, more
}

// regions returns largest regions in which a facet holds, each with the roles for which it holds throughout. They may
// overlap: each is as large as it can be.
func (d *diff) regions(root decision.Node, f facet) (list []Change, more bool) {
	sets := newSets()
	sets.of([]int{-1}) // so that leaf 0, nobody, and leaf 1 keep their meaning
	whole := d.forest.Map(root, func(leaf int) int {
		if roles := d.ledger.list[leaf][f]; roles != nil {
			return sets.of(roles)
		}
		return boolean(leaf == freeLeaf)
	})
	left := whole
	for {
		witness := d.forest.Find(left, nil, func(leaf int) bool { return leaf > freeLeaf })
		if witness == nil || d.forest.Spent() {
			return list, false
		}
		if len(list) == maxRegions {
			return list, true
		}
		who := sets.members[d.forest.At(left, witness)]
		good := func(leaf int) bool { return leaf == freeLeaf || leaf > freeLeaf && contains(sets.members[leaf], who) }
		c := d.describe(f, who, witness)
		if risk := sets.everywhere(d, whole, who); risk != decision.False {
			c.Where, c.whole, left = "every situation at risk", risk, decision.Leaf(sameLeaf)
		} else {
			c.region = d.forest.Grow(whole, witness, d.ordered(), good)
			c.Where = d.words(c.region)
			left = d.without(left, c.region, who, sets)
		}
		list = append(list, c)
	}
}

// boolean is the leaf of a test.
func boolean(b bool) int {
	if b {
		return 1
	}
	return 0
}

// everywhere returns the situations at risk, now or then, if exactly those have the roles; else False.
func (s *sets) everywhere(d *diff, whole decision.Node, who []int) decision.Node {
	test := d.forest.Map(whole, func(leaf int) int {
		if leaf > freeLeaf && !slices.Equal(s.members[leaf], who) {
			return 2 // so that the test is no node of tests
		}
		return boolean(leaf > freeLeaf)
	})
	for _, risk := range []decision.Node{d.sides[now].live(), d.sides[then].live()} {
		if test == risk {
			return risk
		}
	}
	return decision.False
}

// without takes the roles out of every leaf inside the box.
func (d *diff) without(root decision.Node, box decision.Box, who []int, sets *sets) decision.Node {
	return d.forest.Product([]decision.Node{root, d.forest.Inside(box)}, func(tuple []decision.Node) (int, bool) {
		if tuple[0].IsLeaf() && (tuple[1] == decision.False || tuple[0].Value() <= freeLeaf) {
			return tuple[0].Value(), true
		}
		if !tuple[0].IsLeaf() || !tuple[1].IsLeaf() {
			return 0, false
		}
		rest := slices.DeleteFunc(slices.Clone(sets.members[tuple[0].Value()]), func(i int) bool { return slices.Contains(who, i) })
		if len(rest) == 0 {
			return sameLeaf, true
		}
		return sets.of(rest), true
	})
}

func (d *diff) ordered() []bool {
	ordered := make([]bool, len(d.joints))
	for i, j := range d.joints {
		ordered[i] = j.shown.ordered()
	}
	return ordered
}

// words describes a region with the names of now; the days come last.
func (d *diff) words(box decision.Box) string {
	var parts []string
	last := len(d.joints) - 1
	for i, j := range d.joints[:last] {
		if box[i] != nil {
			parts = append(parts, j.shown.words(box[i]))
		}
	}
	words := strings.Join(parts, " and ")
	if parts == nil {
		words = "every situation"
	}
	if box[last] != nil {
		words += ", " + d.dayWords(box[last])
	}
	return words
}

// dayWords describes a stretch of days: "from 2027-01-01 on".
func (d *diff) dayWords(cells decision.Cells) string {
	first, last := 0, len(d.days)-1
	for !cells.Has(first) {
		first++
	}
	for !cells.Has(last) {
		last--
	}
	end := func() string { return d.days[last+1].Add(playbook.Duration{Count: -1, Unit: playbook.Day}).String() }
	switch {
	case first == 0:
		return "until " + end()
	case last == len(d.days)-1:
		return "from " + d.days[first].String() + " on"
	}
	return "from " + d.days[first].String() + " to " + end()
}

// describe makes the change of a facet for the roles, with what both sides answer the first of them in the witness.
func (d *diff) describe(f facet, who []int, witness []int) Change {
	c := Change{Kind: f.kind, Action: f.action}
	if f.detail != "" {
		c.Details = strings.Split(f.detail, "\n")
	}
	role := 0
	switch f.kind {
	case Opened, Closed:
	case Moved:
		c.From, c.Roles = strings.Split(f.from, ", "), strings.Split(f.to, ", ")
		c.Also = []Kind{Widened, Narrowed}
		role = slices.IndexFunc(d.roles, func(r roleName) bool { return r[now] == c.Roles[0] })
	default:
		for _, i := range who {
			c.Roles = append(c.Roles, d.roles[i][now])
		}
		role = who[0]
	}
	c.Then, c.Now = d.see(then, role, witness), d.see(now, role, witness)
	return c
}

// see says what a side answers a role in a situation.
func (d *diff) see(which, role int, situation []int) *Seen {
	s, p := d.sides[which], d.part(which, role)
	seen := &Seen{Role: d.roles[role][which], Refused: d.forest.At(s.refused, situation) == 1, On: d.dayOf(which, situation)}
	for i, j := range d.joints {
		if f := j.facts[which]; f != nil {
			seen.Facts = append(seen.Facts, Reading{f.Name.Value, d.sample(i, which, situation[i])})
		}
	}
	o := s.outcomeAt(p, situation)
	seen.Answer = o.Verdict
	for _, h := range s.held(o) {
		seen.May = append(seen.May, h.String())
	}
	for _, owes := range s.owed(p, o) {
		seen.Call = append(seen.Call, owes.String())
	}
	return seen
}

// sample returns a reading of a cell: one that both sides take, where there is one.
func (d *diff) sample(at, side, cell int) string {
	j := d.joints[at]
	if j.shown.line == nil {
		return strings.TrimPrefix(j.sides[side].sample(cell), "\x00")
	}
	iv := j.shown.line.Interval(cell, cell)
	both := j.shown.line.Sample(cell)
	takes := func(f *playbook.Fact) bool { return f == nil || f.InRange(both) && f.OnGrid(both) }
	if !takes(j.facts[then]) || !takes(j.facts[now]) {
		for _, f := range []*playbook.Fact{j.facts[side], j.facts[1-side]} {
			if f == nil {
				continue
			}
			if own := sampleIn(f, iv); own != nil {
				both = own
				break
			}
		}
	}
	return playbook.Decimal(both)
}

// dayOf returns a day of the period of a situation, one on which the playbook is valid if there is one; "" for the day of
// the comparison.
func (d *diff) dayOf(side int, situation []int) string {
	at := situation[len(situation)-1]
	day, v := d.days[at], d.editions[side].Playbook.Validity
	if v.From.Present() && day.Before(v.From.Value) && (at+1 == len(d.days) || v.From.Value.Before(d.days[at+1])) {
		day = v.From.Value
	}
	if day == d.days[0] {
		return ""
	}
	return day.String()
}
