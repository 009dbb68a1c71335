package authority_test

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"remit/generator/authority"
	"remit/generator/playbook"
)

// Gists are what the naive evaluator sees, in full situations and in partial ones; and boundaries lie exactly where one
// fact alone changes the gist.
func TestGistsAndBoundariesAreTheNaiveOnes(t *testing.T) {
	found := 0
	for seed := range playbooks() / 4 {
		n, diff := compareBoundaries(seed, naively)
		if diff != "" {
			t.Fatalf("playbook %d: %s", seed, diff)
		}
		found += n
	}
	t.Logf("%d boundaries in %d playbooks", found, playbooks()/4)
}

// A fault in one of the two must be seen: each of these changes what the evaluator takes the playbook to say.
func TestPlantedFaultIsSeenByBoundaries(t *testing.T) {
	all := faults()
	for _, name := range slices.Sorted(maps.Keys(all)) {
		seen := slices.ContainsFunc(seeds(playbooks()), func(seed uint64) bool {
			_, diff := compareBoundaries(seed, faulty(all[name]))
			return diff != ""
		})
		if !seen {
			t.Errorf("%s: no difference was reported", name)
		}
	}
}

func seeds(n uint64) []uint64 {
	list := make([]uint64, n)
	for i := range list {
		list[i] = uint64(i)
	}
	return list
}

// compareBoundaries reports the first difference between a model and an evaluator, or "".
func compareBoundaries(seed uint64, judge evaluator) (boundaries int, diff string) {
	site, p := randomPlaybook(seed)
	m := authority.Compile(site, p, authority.Options{Day: today})
	o := newOracle(site, p, judge)
	dice := rand.New(rand.NewPCG(seed, 7))
	for range partials {
		role, s := site.Roles[dice.IntN(len(site.Roles))].Name.Value, o.randomState(dice)
		got := m.Gist(role, o.read(m, s))
		if diff := cmp.Diff(o.gist(role, s), got, cmpopts.EquateEmpty(), cmpopts.IgnoreFields(got, "Grants", "Duties"), cmpopts.SortSlices(strings.Compare)); diff != "" {
			return 0, fmt.Sprintf("%s with %s: mismatch (-want +got):\n%s", role, o.describe(s), diff)
		}
	}
	list, ok := m.Boundaries(playbook.Values(p.Roles))
	if !ok {
		return 0, "too much to look at"
	}
	for _, b := range list {
		if diff := o.isNone(m, b, judge); diff != "" {
			return 0, diff
		}
	}
	return len(list), o.lacks(m, list)
}

// gist brings the results of all completions together.
func (o *oracle) gist(role string, s state) authority.Gist {
	at := o.completions(s)
	if len(at) == 0 {
		return authority.Gist{Answer: authority.Impossible}
	}
	g := authority.Gist{Answer: authority.Verdict(o.results[role][at[0]].verdict)}
	holds := map[string]int{}
	for _, i := range at {
		if o.classes[role][i] != o.classes[role][at[0]] {
			g.Answer = authority.Unsettled
		}
		for _, word := range o.words(role, o.results[role][i]) {
			holds[word]++
		}
	}
	for word, n := range holds {
		kind, name, _ := strings.Cut(word, " ")
		list := map[bool]map[string]*[]string{true: {"may": &g.May, "call": &g.Calls}, false: {"may": &g.Might, "call": &g.MightCall}}[n == len(at)][kind]
		*list = append(*list, name)
	}
	return g
}

// words are the actions and the first calls of one situation.
func (o *oracle) words(role string, r result) []string {
	var words []string
	for _, a := range r.actions {
		words = append(words, "may "+a)
	}
	for _, d := range r.duties {
		first, _, _ := strings.Cut(o.ladder(role, d), ">")
		words = append(words, "call "+first)
	}
	slices.Sort(words)
	return slices.Compact(words)
}

// sight is what a scenario can expect of one situation, as a word.
func (o *oracle) sight(role string, r result) string {
	if r.impossible {
		return "impossible"
	}
	return r.verdict + fmt.Sprint(o.words(role, r))
}

// isNone reports a boundary on whose two sides nothing differs: what Beside shows of it must.
func (o *oracle) isNone(m *authority.Model, b authority.Boundary, judge evaluator) string {
	for _, r := range o.p.Roles {
		below, above := m.Beside(r.Value, b)
		if below == nil {
			continue
		}
		low, high := judge(o.site, o.p, written(m, below), r.Value), judge(o.site, o.p, written(m, above), r.Value)
		if o.sight(r.Value, low) == o.sight(r.Value, high) {
			return fmt.Sprintf("%s: nothing differs between %s and %s", r.Value, b.Sides[0], b.Sides[1])
		}
		return ""
	}
	return fmt.Sprintf("no situations show the boundary between %s and %s", b.Sides[0], b.Sides[1])
}

// written is a situation as the model writes it, at either end of the cells of its numbers.
func written(m *authority.Model, s *authority.Situation) situation {
	values := situation{}
	even := func(f *playbook.Fact) bool { return (f.Name.Value[len(f.Name.Value)-1]-'0')%2 == 0 }
	for _, r := range m.Write(s, even) {
		v := value{text: r.Value}
		if m.FactOf(r.Fact).Kind == playbook.Numeric {
			v.rat = number(r.Value).Rat
		}
		values[r.Fact] = v
	}
	return values
}

// lacks reports two situations that differ in one fact, and in what a scenario can expect, with no boundary between them.
func (o *oracle) lacks(m *authority.Model, list []authority.Boundary) string {
	for i, point := range o.points {
		for axis := range o.axes {
			if point[axis]+1 == len(o.axes[axis].values) {
				continue
			}
			next := state(slices.Clone(point))
			next[axis]++
			j := o.index(next)
			differs := slices.ContainsFunc(o.p.Roles, func(r playbook.Text) bool {
				return o.sight(r.Value, o.results[r.Value][i]) != o.sight(r.Value, o.results[r.Value][j])
			})
			if differs && !parted(m, list, o.axes[axis].fact, o.read(m, point), o.read(m, next)) {
				return fmt.Sprintf("no boundary lies between %s and %s", o.describe(point), o.describe(next))
			}
		}
	}
	return ""
}

// parted reports whether two situations stand on the two sides of a boundary of a fact.
func parted(m *authority.Model, list []authority.Boundary, f *playbook.Fact, a, b *authority.Situation) bool {
	return slices.ContainsFunc(list, func(line authority.Boundary) bool {
		one, _ := m.Across(a, line)
		other, _ := m.Across(b, line)
		return line.Fact == f && one >= 0 && other == 1-one
	})
}
