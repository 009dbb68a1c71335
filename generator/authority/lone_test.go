package authority_test

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"remit/generator/authority"
	"remit/generator/playbook"
)

// What an answer is, said once for the model and once for the naive meaning: the verdict, the actions, and whom to call.
func answerOf(m *authority.Model) func(string, authority.Outcome) string {
	return func(role string, o authority.Outcome) string {
		actions, ladders := map[string]bool{}, map[string]bool{}
		for _, g := range o.Grants {
			actions[m.Grants()[g].Action.Name.Value] = true
		}
		for _, d := range o.Duties {
			ladders[strings.Join(m.Remaining(role, d), ">")] = true
		}
		return fmt.Sprint(o.Verdict, slices.Sorted(maps.Keys(actions)), slices.Sorted(maps.Keys(ladders)))
	}
}

// A loneOracle looks at each constant and each situation.
type loneOracle struct {
	*oracle
	different func(role string, a, b int) bool
	impassive bool // planted: what cannot be counts like any situation
	oneSided  bool // planted: unlike one neighbour is enough
}

func (o *oracle) lone() loneOracle {
	return loneOracle{oracle: o, different: func(role string, a, b int) bool {
		x, y := o.results[role][a], o.results[role][b]
		return x.verdict != y.verdict || canonical(x.actions) != canonical(y.actions) || !slices.Equal(o.ladders(role, x), o.ladders(role, y))
	}}
}

// unlike reports whether some of the roles are answered unlike below in one point, and some unlike above.
func (o loneOracle) unlike(roles []string, axis, point int) bool {
	below, above := o.beside(axis, point)
	if below < 0 || above < 0 {
		return false
	}
	any := o.results[roles[0]]
	if !o.impassive && (any[point].impossible || any[below].impossible || any[above].impossible) {
		return false
	}
	from := func(other int) bool {
		return slices.ContainsFunc(roles, func(r string) bool { return o.different(r, point, other) })
	}
	if o.oneSided {
		return from(below) || from(above)
	}
	return from(below) && from(above)
}

// beside returns the points with the next values of one axis, or -1.
func (o loneOracle) beside(axis, point int) (below, above int) {
	s := state(slices.Clone(o.points[point]))
	v := s[axis]
	if v == 0 || v == len(o.axes[axis].values)-1 {
		return -1, -1
	}
	s[axis] = v - 1
	below = o.index(s)
	s[axis] = v + 1
	return below, o.index(s)
}

// constants lists the values of an axis that one test cuts off from below and another from above, and none tests for
// itself.
func (o loneOracle) constants(axis int) (values []int) {
	for v, value := range o.axes[axis].values {
		below, above, itself := false, false, false
		for _, e := range o.tests() {
			if e.Name != o.axes[axis].fact.Name.Value || e.Op != playbook.Within {
				continue
			}
			low, high := e.Low != nil && e.Low.Number.Rat.Cmp(value.rat) == 0, e.High != nil && e.High.Number.Rat.Cmp(value.rat) == 0
			itself = itself || low && high
			below = below || low && e.Low.Inclusive || high && !e.High.Inclusive
			above = above || low && !e.Low.Inclusive || high && e.High.Inclusive
		}
		if below && above && !itself && !o.togetherExact(axis, v) {
			values = append(values, v)
		}
	}
	return values
}

// togetherExact reports whether some conjunction or disjunction of one-sided tests speaks of one value alone.
func (o loneOracle) togetherExact(axis, v int) (found bool) {
	f, x := o.axes[axis].fact.Name.Value, o.axes[axis].values[v].rat
	look := func(e *playbook.Expr) {
		var low, high bool
		for _, a := range e.Args {
			in := e.Op == playbook.And
			one := a.Name == f && a.Op == playbook.Within
			low = low || one && a.High == nil && a.Low != nil && a.Low.Inclusive == in && a.Low.Number.Rat.Cmp(x) == 0
			high = high || one && a.Low == nil && a.High != nil && a.High.Inclusive == in && a.High.Number.Rat.Cmp(x) == 0
		}
		found = found || low && high && e.Op != playbook.Not
	}
	var walk func(*playbook.Expr)
	walk = func(e *playbook.Expr) {
		if e != nil {
			look(e)
			for _, a := range e.Args {
				walk(a)
			}
		}
	}
	c := o.conditions()
	for _, list := range c.conjunctive() {
		for _, e := range list {
			walk(e)
		}
	}
	return found
}

// compare reports a constant that one of the two finds and the other does not, or a region that is not one.
func (o loneOracle) compare(m *authority.Model, seen *int) string {
	listed := names(o.p.Roles)
	found := map[string]authority.Lone{}
	for _, l := range m.Lones(answerOf(m)) {
		found[l.Fact.Name.Value+" "+l.Number.String()] = l
	}
	*seen += len(found)
	for k, axis := range o.axes {
		for v, value := range axis.values {
			l, reported := found[axis.fact.Name.Value+" "+value.text]
			is := axis.fact.Kind == playbook.Numeric && slices.Contains(o.constants(k), v) && slices.ContainsFunc(o.with(k, v), func(i int) bool { return o.unlike(listed, k, i) })
			if is != reported {
				return fmt.Sprintf("%s %s: reported %v, want %v", axis.fact.Name.Value, value.text, reported, is)
			}
			if reported {
				if _, err := m.Read(l.Witness); err != nil {
					return err.Error()
				}
				if wrong := o.region(l, k, v); wrong != "" {
					return wrong
				}
			}
		}
	}
	return ""
}

func (o loneOracle) with(axis, value int) (points []int) {
	for i, point := range o.points {
		if point[axis] == value {
			points = append(points, i)
		}
	}
	return points
}

// region looks at each situation of a region, and at the witness.
func (o loneOracle) region(l authority.Lone, axis, value int) string {
	some := false
	for i, point := range o.points {
		if !o.within(l.Words, point) || o.results[l.Roles[0]][i].impossible {
			continue
		}
		some = some || o.witnessed(l.Witness, point)
		single := slices.ContainsFunc(l.Roles, func(r string) bool { return o.unlike([]string{r}, axis, i) })
		each := !slices.ContainsFunc(l.Roles, func(r string) bool { return !o.unlike([]string{r}, axis, i) })
		if point[axis] != value || !o.unlike(l.Roles, axis, i) || l.Together == single || !l.Together && !each {
			return fmt.Sprintf("%s: %v are not answered otherwise with %s", l.Words, l.Roles, o.describe(point))
		}
	}
	if !some {
		return l.Words + ": the witness is not in it"
	}
	return ""
}

// witnessed reports whether a point lies in the cell of a witness, as far as values tell.
func (o loneOracle) witnessed(witness []authority.Reading, point []int) bool {
	return !slices.ContainsFunc(witness, func(r authority.Reading) bool {
		k := o.axis(r.Fact)
		known := slices.ContainsFunc(o.axes[k].values, func(v value) bool { return v.text == r.Value })
		return known && o.axes[k].values[point[k]].text != r.Value
	})
}

func TestLoneValuesStandAlone(t *testing.T) {
	seen := 0
	ofPlaybooks(t, func(o *oracle, _ *rand.Rand) string { return o.lone().compare(compiled(o.site, o.p), &seen) })
	if t.Logf("%d lone values", seen); seen == 0 {
		t.Error("none was found in any playbook")
	}
}

func TestPlantedFaultInLoneValuesIsSeen(t *testing.T) {
	enough(t)
	for _, row := range []struct {
		name  string
		plant func(*loneOracle)
	}{
		{"what cannot be counts", func(o *loneOracle) { o.impassive = true }},
		{"one neighbour is enough", func(o *loneOracle) { o.oneSided = true }},
		{"verdicts alone count", func(o *loneOracle) {
			o.different = func(role string, a, b int) bool { return o.results[role][a].verdict != o.results[role][b].verdict }
		}},
		{"grants count, not actions", func(o *loneOracle) {
			o.different = func(role string, a, b int) bool {
				return canonical(o.results[role][a].grants) != canonical(o.results[role][b].grants)
			}
		}},
	} {
		t.Run(row.name, func(t *testing.T) {
			for seed := range playbooks() {
				site, p := randomPlaybook(seed)
				o, seen := newOracle(site, p, naively).lone(), 0
				if row.plant(&o); o.compare(compiled(site, p), &seen) != "" {
					return
				}
			}
			t.Error("no difference was reported")
		})
	}
}
