package authority_test

import (
	"fmt"
	"math/big"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"remit/generator/authority"
	"remit/generator/campaign"
	"remit/generator/playbook"
)

// Every situation of random pairs of playbooks is judged by the naive evaluator on both sides, and what it says must be
// what the comparison says there: a change of that kind for that role and action, and no other.
func TestCompareAgreesWithTheDefinition(t *testing.T) {
	total := differences{}
	for seed := range campaign.Cases[uint64](400) {
		if diff := compareEditions(seed, naively, total); diff != "" {
			t.Fatalf("pair %d: %s", seed, diff)
		}
	}
	t.Log(total)
	for _, kind := range []authority.Kind{authority.Widened, authority.Narrowed, authority.Moved, authority.Opened, authority.Closed,
		authority.Relimited, authority.Duties, authority.Forbidden, authority.Unforbidden, authority.Answered} {
		if total[kind] == 0 && !campaign.Fewer() {
			t.Errorf("no pair has a change of the kind %s: the test says nothing of it", kind)
		}
	}
}

// differences counts what was seen, by kind.
type differences map[authority.Kind]int

// compareEditions compares one random pair, situation by situation.
func compareEditions(seed uint64, judge evaluator, total differences) string {
	was, is := randomPair(seed)
	was.Playbook.Validity, is.Playbook.Validity = playbook.Validity{}, playbook.Validity{} // compared as dates
	c := authority.Compare(was, is, today)
	if c.Undecided || c.More {
		return ""
	}
	axes := bothSpread(was, is)
	if count(axes) > 4*maxPoints {
		return ""
	}
	o := &oracle{axes: axes}
	o.enumerate(nil)
	b := both{[2]authority.Edition{was, is}, [2]map[string]bool{testedFacts(was), testedFacts(is)}, judge}
	for i := range o.points {
		s := o.situation(i)
		want := b.expected(s)
		if want == nil {
			continue // neither side can have it, so regions may reach over it
		}
		got := found(c, s, today)
		if diff := cmp.Diff(want, got); diff != "" {
			return fmt.Sprintf("%s: mismatch (-want +got):\n%s\n%+v", o.describe(o.points[i]), diff, c.Changes)
		}
		for _, line := range want {
			kind, _, _ := strings.Cut(line, " ")
			total[authority.Kind(kind)]++
		}
	}
	return ""
}

// found lists the changes whose regions hold a situation on a day, one line for each role.
func found(c *authority.Comparison, s situation, day playbook.Date) []string {
	lines := []string{}
	for i, change := range c.Changes {
		if change.Where == "" || !c.Covers(i, s.texts(), day) {
			continue
		}
		if change.Roles == nil {
			lines = append(lines, string(change.Kind))
		}
		for _, r := range slices.Concat(change.From, change.Roles) {
			lines = append(lines, fmt.Sprint(change.Kind, " ", change.Action, " ", r))
		}
	}
	slices.Sort(lines)
	return slices.Compact(lines)
}

func (s situation) texts() map[string]string {
	readings := map[string]string{}
	for name, v := range s {
		readings[name] = v.text
	}
	return readings
}

// A face is what one role may, must and may not in one situation.
type face struct {
	result
	cover int
	terms map[string]string // of each action that it may take
	calls []string
	spent []string // whom it calls when a limit is used up and it owes nothing
}

// both is two editions as the definition sees them.
type both struct {
	editions [2]authority.Edition
	tested   [2]map[string]bool // facts
	judge    evaluator
}

// expected says what changed in one situation, from the definition; nil when neither side can have it.
func (b both) expected(s situation) []string {
	was, is := b.editions[0], b.editions[1]
	lines := []string{}
	roles := rolesOf(was, is)
	var faces [][2]face
	gained, lost := map[string]bool{}, map[string]bool{}
	for _, r := range roles {
		pair := [2]face{b.face(0, s, r), b.face(1, s, r)}
		faces = append(faces, pair)
		for _, a := range actionsOf(was, is) {
			_, before := pair[0].terms[a]
			_, after := pair[1].terms[a]
			gained[a], lost[a] = gained[a] || after && !before, lost[a] || before && !after
		}
	}
	if faces[0][0].cover == 0 && faces[0][1].cover == 0 {
		return nil
	}
	explained := false
	for _, a := range actionsOf(was, is) {
		explained = explained || gained[a] || lost[a]
	}
	for i, r := range roles {
		for _, a := range actionsOf(was, is) {
			if kind := grantKind(faces[i], a, gained[a] && lost[a]); kind != "" {
				lines = append(lines, fmt.Sprint(kind, " ", a, " ", r))
			}
		}
		lines = append(lines, otherKinds(faces[i], r, explained)...)
	}
	if faces[0][0].cover < faces[0][1].cover {
		lines = append(lines, string(authority.Opened))
	}
	if faces[0][0].cover > faces[0][1].cover {
		lines = append(lines, string(authority.Closed))
	}
	slices.Sort(lines)
	return slices.Compact(lines)
}

// grantKind says what became of one action for one role.
func grantKind(pair [2]face, action string, moved bool) authority.Kind {
	before, had := pair[0].terms[action]
	after, has := pair[1].terms[action]
	forbade, forbids := slices.Contains(pair[0].forbidden, action), slices.Contains(pair[1].forbidden, action)
	switch {
	case had != has && moved:
		return authority.Moved
	case has && !had:
		return authority.Widened
	case had && !has:
		return authority.Narrowed
	case before != after:
		return authority.Relimited
	case pair[0].cover != 2 || pair[1].cover != 2:
	case forbids && !forbade:
		return authority.Forbidden
	case forbade && !forbids:
		return authority.Unforbidden
	}
	return ""
}

func otherKinds(pair [2]face, role string, explained bool) []string {
	if pair[0].cover != 2 || pair[1].cover != 2 {
		return nil
	}
	duties := !slices.Equal(pair[0].calls, pair[1].calls)
	spent := pair[0].spent != nil && pair[1].spent != nil && !slices.Equal(pair[0].spent, pair[1].spent)
	switch {
	case duties || spent:
		return []string{fmt.Sprint(authority.Duties, "  ", role)}
	case pair[0].verdict != pair[1].verdict && !explained:
		return []string{fmt.Sprint(authority.Answered, "  ", role)}
	}
	return nil
}

func (b both) face(side int, s situation, role string) face {
	e := b.editions[side]
	p := e.Playbook
	f := face{result: b.judge(e.Site, p, s, role), cover: 2, terms: map[string]string{}}
	switch {
	case f.impossible || b.refuses(side, s):
		return face{}
	case f.verdict == "not_at_risk":
		f.cover = 1
		return f
	}
	counted := false
	for _, a := range p.Actions {
		var all []string
		for _, g := range a.Grants {
			if slices.Contains(f.grants, fmt.Sprint(a.Name.Value, "#", g.Number)) {
				all = append(all, termsLine(g))
				counted = counted || g.Limits != nil && (g.Limits.Times.Value > 0 || g.Limits.Per.Value.Count > 0)
			}
		}
		if slices.Sort(all); all != nil {
			f.terms[a.Name.Value] = strings.Join(slices.Compact(all), " or ")
		}
	}
	f.calls = callLines(e, role, f.duties)
	if counted && f.calls == nil {
		var otherwise []int
		n := naive{e.Site, p, s}
		for i, d := range p.Duties {
			if d.Otherwise && n.addressed(role, d) && n.test(d.When) && len(n.remaining(role, d)) > 0 {
				otherwise = append(otherwise, i)
			}
		}
		f.spent = append([]string{"when used up"}, callLines(e, role, otherwise)...)
	}
	return f
}

func termsLine(g *playbook.Grant) string {
	if g.Limits == nil {
		return "none"
	}
	return fmt.Sprint(g.Limits.Times.Value, g.Limits.Per.Value)
}

// callLines lists ladders with the earliest deadline, and all that is said beside them.
func callLines(e authority.Edition, role string, duties []int) []string {
	joined := map[string]*playbook.Duty{}
	words := map[string][]string{}
	for _, i := range duties {
		d := e.Playbook.Duties[i]
		key := naive{e.Site, e.Playbook, nil}.ladder(role, i)
		if joined[key] == nil || d.Within.Value.Approximate() < joined[key].Within.Value.Approximate() {
			joined[key] = d
		}
		words[key] = append(words[key], "bring "+d.Bring.Value, "silent "+d.IfSilent.Value)
	}
	var lines []string
	for key, d := range joined {
		said := slices.DeleteFunc(words[key], func(w string) bool { return w == "bring " || w == "silent " })
		slices.Sort(said)
		lines = append(lines, fmt.Sprint(key, " ", d.Within.Value.Approximate(), slices.Compact(said)))
	}
	slices.Sort(lines)
	return lines
}

// refuses reports whether a side tests a fact that cannot have the value. A fact that only the other side tests is taken
// to have values of that side.
func (b both) refuses(side int, s situation) bool {
	return slices.ContainsFunc([]int{0, 1}, func(by int) bool {
		e := b.editions[by]
		return slices.ContainsFunc(slices.Concat(e.Playbook.Facts, e.Site.Facts), func(f *playbook.Fact) bool {
			name := f.Name.Value
			alone := b.tested[by][name] && !b.tested[1-by][name]
			return (by == side && b.tested[by][name] || alone) && !takes(f, s[name])
		})
	})
}

func takes(f *playbook.Fact, v value) bool {
	switch f.Kind {
	case playbook.Choice:
		return f.Option(v.text) >= 0
	case playbook.Numeric:
		return f.InRange(v.rat) && f.OnGrid(v.rat)
	}
	return true
}

// testedFacts names the facts that a trigger, an impossible line, a grant or a duty tests, in place or by name.
func testedFacts(e authority.Edition) map[string]bool {
	tested := map[string]bool{}
	var walk func(x *playbook.Expr)
	walk = func(x *playbook.Expr) {
		if x == nil {
			return
		}
		for _, a := range x.Args {
			walk(a)
		}
		if n := e.Playbook.Named(x.Name); n != nil && x.Name != "" {
			walk(n.Expr)
		} else if x.Name != "" {
			tested[x.Name] = true
		}
	}
	for _, n := range e.Playbook.Triggers {
		walk(n.Expr)
	}
	for _, c := range ruleConditions(e.Playbook) {
		walk(c.Expr)
	}
	return tested
}

// rolesOf lists the roles of both sites that a playbook addresses, or that include such a role.
func rolesOf(was, is authority.Edition) []string {
	var list []string
	for _, e := range []authority.Edition{was, is} {
		for _, r := range e.Site.Roles {
			n := naive{e.Site, e.Playbook, nil}
			name := r.Name.Value
			if slices.ContainsFunc(names(e.Playbook.Roles), func(l string) bool { return l == name || n.includes(name, l) }) {
				list = append(list, name)
			}
		}
	}
	slices.Sort(list)
	return slices.Compact(list)
}

func actionsOf(was, is authority.Edition) []string {
	var list []string
	for _, a := range slices.Concat(was.Playbook.Actions, is.Playbook.Actions) {
		list = append(list, a.Name.Value)
	}
	slices.Sort(list)
	return slices.Compact(list)
}

// bothSpread lists the axes of two playbooks with the values that stand for all that either can have.
func bothSpread(was, is authority.Edition) []axis {
	axes := spread(was.Site, was.Playbook)
	for _, other := range spread(is.Site, is.Playbook) {
		i := slices.IndexFunc(axes, func(a axis) bool { return a.fact.Name.Value == other.fact.Name.Value })
		if i < 0 {
			axes = append(axes, other)
			continue
		}
		for _, v := range other.values {
			if !slices.ContainsFunc(axes[i].values, func(w value) bool { return v.text == w.text }) {
				axes[i].values = append(axes[i].values, v)
			}
		}
		if other.fact.Kind == playbook.Numeric && !other.fact.Step.Present() {
			axes[i].values = append(axes[i].values, between(axes[i].values)...)
		}
	}
	return axes
}

// between returns one number between each two neighbours.
func between(values []value) []value {
	var all []*big.Rat
	for _, v := range values {
		all = append(all, v.rat)
	}
	all = sorted(all)
	var middle []*big.Rat
	for i := range all[1:] {
		m := new(big.Rat).Add(all[i], all[i+1])
		middle = append(middle, m.Mul(m, big.NewRat(1, 2)))
	}
	return numbers(middle)
}
