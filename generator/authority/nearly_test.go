package authority_test

import (
	"fmt"
	"math/big"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"remit/generator/authority"
	"remit/generator/campaign"
	"remit/generator/playbook"
)

// What would make a role allowed is the nearest of all situations that grant the action, by looking at every one; every
// situation that its words describe grants it, or cannot be.
func TestWouldIsTheNearestGrant(t *testing.T) {
	found, twice, none, open := 0, 0, 0, 0
	ofPlaybooks(t, func(o *oracle, dice *rand.Rand) string {
		m := compiled(o.site, o.p)
		law := func(role string, s state) string {
			answer := o.ask(m, role, s)
			for _, a := range o.p.Actions {
				w := wouldOf(answer, a)
				n := o.nearest(role, a.Name.Value, s)
				if wrong := o.wouldBe(w, n, answer, a, s) + o.wordsHold(m, role, w, s); wrong != "" {
					return fmt.Sprintf("%s, %s with %s: %s", role, a.Name.Value, o.describe(s), wrong)
				}
				switch {
				case w == nil || w.If == nil:
					none++
				case len(n.changed) > 1:
					twice++
				case len(w.If) > len(n.changed):
					open++
				default:
					found++
				}
			}
			return ""
		}
		for range 6 {
			point := o.points[dice.IntN(len(o.points))]
			if wrong := law(o.site.Roles[dice.IntN(len(o.site.Roles))].Name.Value, point); wrong != "" {
				return wrong
			}
		}
		return o.states(dice, 6, law)
	})
	t.Logf("%d with one change, %d with several, %d that name what is not known, %d without", found, twice, open, none)
	if min(found, twice, open, none) < 20 && !campaign.Fewer() {
		t.Error("too few to mean anything")
	}
}

func wouldOf(a authority.Answer, x *playbook.Action) *authority.Would {
	for _, w := range a.Would {
		if w.Action == x.Name.Value {
			return &w
		}
	}
	return nil
}

// nearness is how near a situation is: the known facts that change, and how far.
type nearness struct {
	found   bool
	changed []string
	ways    []*big.Rat // by axis; nil where nothing changes
	sum     *big.Rat
}

// nearest looks at every situation in which the role holds the action.
func (o *oracle) nearest(role, action string, s state) nearness {
	best := nearness{}
	for i, point := range o.points {
		if !slices.Contains(o.results[role][i].actions, action) {
			continue
		}
		n := nearness{found: true, sum: new(big.Rat)}
		for k, a := range o.axes {
			if s[k] < 0 || s[k] == point[k] {
				n.ways = append(n.ways, nil)
				continue
			}
			way := a.way(s[k], point[k])
			n.changed, n.ways, n.sum = append(n.changed, a.fact.Name.Value), append(n.ways, way), n.sum.Add(n.sum, way)
		}
		if !best.found || n.before(best) {
			best = n
		}
	}
	return best
}

// way is the part of the range between two values; from a value between two constants to its nearer one, since all values
// there are alike.
func (a axis) way(from, to int) *big.Rat {
	if a.fact.Kind != playbook.Numeric {
		return big.NewRat(1, 1)
	}
	at := a.values[to].rat
	if !a.fact.Step.Present() && to%2 == 1 { // constants and what lies between them take turns
		at = a.values[to-1].rat
		if from > to {
			at = a.values[to+1].rat
		}
	}
	way := new(big.Rat).Sub(at, a.values[from].rat)
	return way.Quo(way.Abs(way), new(big.Rat).Sub(a.fact.Max.Rat, a.fact.Min.Rat))
}

func (n nearness) before(m nearness) bool {
	if len(n.changed) != len(m.changed) {
		return len(n.changed) < len(m.changed)
	}
	if by := n.sum.Cmp(m.sum); by != 0 {
		return by < 0
	}
	for k, way := range n.ways {
		if (way == nil) != (m.ways[k] == nil) {
			return way != nil
		}
		if way != nil && way.Cmp(m.ways[k]) != 0 {
			return way.Cmp(m.ways[k]) < 0
		}
	}
	return false
}

// wouldBe compares what is said of an action with the nearest situation and with who holds it.
func (o *oracle) wouldBe(w *authority.Would, n nearness, answer authority.Answer, a *playbook.Action, s state) string {
	at := o.completions(s)
	holding := o.holding(answer.Role, a.Name.Value, at)
	if holding > 0 || len(at) == 0 || !a.Reserved.IsZero() {
		if w != nil {
			return "something is said of an action that is possible, of readings that cannot be, or of a reserved action"
		}
		return ""
	}
	var holders []string
	for _, other := range names(o.p.Roles) {
		if other != answer.Role && o.holding(other, a.Name.Value, at) == len(at) {
			holders = append(holders, other)
		}
	}
	if w == nil {
		if n.found || holders != nil {
			return fmt.Sprintf("nothing is said, but %v would be enough, and %v hold it", n.changed, holders)
		}
		return ""
	}
	var changed []string
	for _, f := range w.If {
		if s[o.axis(f.Fact)] >= 0 {
			changed = append(changed, f.Fact)
		}
	}
	if n.found != (w.If != nil) || !slices.Equal(changed, n.changed) || !slices.Equal(holders, w.Holders) {
		return fmt.Sprintf("if %v, held by %v; want %v by %v, held by %v", w.If, w.Holders, n.changed, n.sum, holders)
	}
	return o.waysAre(w, n, s)
}

// waysAre compares how far the values named lie with the nearest.
func (o *oracle) waysAre(w *authority.Would, n nearness, s state) string {
	for i, f := range w.Facts {
		k := o.axis(f.Fact)
		if n.ways[k] == nil || o.axes[k].fact.Kind != playbook.Numeric {
			continue
		}
		nearer := false // some value as near as the nearest fits the words
		for to, v := range o.axes[k].values {
			nearer = nearer || s[k] != to && o.axes[k].way(s[k], to).Cmp(n.ways[k]) == 0 && inRange(w.If[i].Value, v.rat)
		}
		if !nearer {
			return fmt.Sprintf("%s %s is not the nearest: a way of %v is", f.Fact, w.If[i].Value, n.ways[k])
		}
	}
	return ""
}

// wordsHold checks that every situation described grants the action or cannot be, that one can be, and that the values
// named are of that kind.
func (o *oracle) wordsHold(m *authority.Model, role string, w *authority.Would, s state) string {
	if w == nil || w.If == nil {
		return ""
	}
	granted := 0
	for i, point := range o.points {
		if r := o.results[role][i]; !r.impossible && o.described(w, s, point) {
			if granted++; !slices.Contains(r.actions, w.Action) {
				return fmt.Sprintf("%v does not grant it in %s", w.If, o.describe(point))
			}
		}
	}
	if granted == 0 {
		return fmt.Sprintf("%v describes nothing", w.If)
	}
	readings := slices.Clone([]authority.Reading(w.Facts))
	for _, r := range o.readings(s) {
		if !slices.ContainsFunc(w.Facts, func(f authority.Reading) bool { return f.Fact == r.Fact }) {
			readings = append(readings, r)
		}
	}
	read, err := m.Read(readings)
	if err != nil {
		return err.Error()
	}
	if p, err := m.AskAction(role, w.Action, read); err != nil || p.Answer != authority.Yes {
		return fmt.Sprintf("with %v the answer is %q, %v", w.Facts, p.Answer, err)
	}
	return ""
}

func (o *oracle) described(w *authority.Would, s state, point []int) bool {
	for k, a := range o.axes {
		i := slices.IndexFunc(w.If, func(f authority.Reading) bool { return f.Fact == a.fact.Name.Value })
		switch {
		case i < 0 && s[k] >= 0 && s[k] != point[k]:
			return false
		case i >= 0 && !fits(a.fact, w.If[i].Value, a.values[point[k]]):
			return false
		}
	}
	return true
}

// fits reads the words of a set of values as a reader would.
func fits(f *playbook.Fact, words string, v value) bool {
	if f.Kind == playbook.Numeric {
		return inRange(words, v.rat)
	}
	for _, word := range splitOr(words) {
		if strings.Trim(word, "“”") == v.text {
			return true
		}
	}
	return false
}

func splitOr(words string) []string { return strings.Split(words, " or ") }
