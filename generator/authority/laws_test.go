package authority_test

import (
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"remit/generator/authority"
	"remit/generator/playbook"
)

// few is how many random playbooks the tests of laws look at.
func few() uint64 { return playbooks() / 4 }

// ofPlaybooks runs a law on random playbooks, with dice of its own for each.
func ofPlaybooks(t *testing.T, law func(o *oracle, dice *rand.Rand) string) {
	t.Helper()
	for seed := range few() {
		site, p := randomPlaybook(seed)
		dice := rand.New(rand.NewPCG(seed, 5))
		if broken := law(newOracle(site, p, naively), dice); broken != "" {
			t.Fatalf("playbook %d: %s", seed, broken)
		}
	}
}

func compiled(site *playbook.Site, p *playbook.Playbook) *authority.Model {
	return authority.Compile(site, p, authority.Options{Day: today})
}

// states are some random roles and states of a playbook.
func (o *oracle) states(dice *rand.Rand, n int, law func(role string, s state) string) string {
	for range n {
		role := o.site.Roles[dice.IntN(len(o.site.Roles))].Name.Value
		if broken := law(role, o.randomState(dice)); broken != "" {
			return broken
		}
	}
	return ""
}

func TestOrderOfListsChangesNothing(t *testing.T) {
	ofPlaybooks(t, func(o *oracle, dice *rand.Rand) string {
		limit(o.p)
		site, p := shuffled(dice, o.site, o.p)
		m, other := compiled(o.site, o.p), compiled(site, p)
		return o.states(dice, 20, func(role string, s state) string {
			want, got := unordered(o.ask(m, role, s)), unordered(o.ask(other, role, s))
			if diff := cmp.Diff(want, got); diff != "" {
				return role + " with " + o.describe(s) + ": mismatch (-want +got):\n" + diff
			}
			return ""
		})
	})
}

// unordered is an answer without what may depend on the order of the file: grants by their place, all lists sorted, no
// question that comes first.
func unordered(a authority.Answer) map[string][]string {
	may := func(list []authority.May) []string {
		var all []string
		for _, m := range list {
			for _, g := range m.Grants {
				all = append(all, m.Action+" "+string(rune(g.Line)))
			}
		}
		slices.Sort(all)
		return all
	}
	duties := func(list []authority.Owed) []string {
		var all []string
		for _, d := range list {
			slices.Sort(d.Bring)
			slices.Sort(d.Steps)
			slices.Sort(d.IfSilent)
			all = append(all, owedLine(d.To, d.Within, d.Bring, d.Steps, d.IfSilent, 0))
		}
		slices.Sort(all)
		return all
	}
	var holders, forbidden []string
	for _, h := range a.Holders {
		slices.Sort(h.Roles)
		holders = append(holders, holderLine(h.Action, h.Certain, h.Roles))
	}
	for _, f := range a.Forbidden {
		forbidden = append(forbidden, f.Action)
	}
	slices.Sort(holders)
	slices.Sort(forbidden)
	slices.Sort(a.Matters)
	optimal := []string{}
	if a.Questions.Optimal {
		optimal = append(optimal, string(rune('0'+a.Questions.Worst)))
	}
	return map[string][]string{
		"answer": {string(a.Answer), string(a.Safe)}, "may": may(a.May), "might": may(a.Might), "duties": duties(a.Duties),
		"possible": duties(a.PossibleDuties), "fallback": duties(a.Fallback), "holders": holders, "forbidden": forbidden, "matters": a.Matters, "worst": optimal,
	}
}

// shuffled puts every list of a site and a playbook in another order, ladders excepted.
func shuffled(dice *rand.Rand, site *playbook.Site, p *playbook.Playbook) (*playbook.Site, *playbook.Playbook) {
	s, c := *site, clone(p)
	s.Roles, s.Contacts = mixed(dice, s.Roles), mixed(dice, s.Contacts)
	s.Facts, c.Facts = mixedOptions(dice, s.Facts), mixedOptions(dice, c.Facts)
	c.Roles, c.Conditions, c.Triggers = mixed(dice, c.Roles), mixed(dice, c.Conditions), mixed(dice, c.Triggers)
	c.Impossible, c.Actions, c.Duties = mixed(dice, c.Impossible), mixed(dice, c.Actions), mixed(dice, c.Duties)
	everyExpr(c, func(e *playbook.Expr) { e.Args, e.Options = mixed(dice, e.Args), mixed(dice, e.Options) })
	for _, a := range c.Actions {
		a.Grants, a.Except = mixed(dice, a.Grants), mixed(dice, a.Except)
		for i, g := range a.Grants {
			g.Number, g.Roles, g.Except = i+1, mixed(dice, g.Roles), mixed(dice, g.Except)
		}
	}
	for _, d := range c.Duties {
		d.Roles = mixed(dice, d.Roles)
	}
	return &s, c
}

func mixed[T any](dice *rand.Rand, list []T) []T {
	list = slices.Clone(list)
	dice.Shuffle(len(list), func(i, j int) { list[i], list[j] = list[j], list[i] })
	return list
}

func mixedOptions(dice *rand.Rand, facts []*playbook.Fact) []*playbook.Fact {
	return clones(mixed(dice, facts), func(f *playbook.Fact) { f.Options = mixed(dice, f.Options) })
}

// may lists the actions that an answer says yes to; an answer whose word is yes must name one.
func may(a authority.Answer) []string {
	var list []string
	for _, m := range a.May {
		if len(m.Grants) > 0 {
			list = append(list, m.Action)
		}
	}
	yes := []authority.Verdict{authority.Act, authority.ActAndEscalate}
	if (slices.Contains(yes, a.Answer) || slices.Contains(yes, a.Safe)) && len(list) == 0 {
		panic("a yes to no action: " + string(a.Answer))
	}
	return list
}

// more reports a yes of the second answer that the first did not say.
func more(before, after authority.Answer) string {
	for _, action := range may(after) {
		if !slices.Contains(may(before), action) {
			return "may now " + action
		}
	}
	return ""
}

func TestUnlessOnlyTakesAway(t *testing.T) {
	ofPlaybooks(t, func(o *oracle, dice *rand.Rand) string {
		stricter := o.with(dice, func(m *maker, a *playbook.Action, g *playbook.Grant) {
			if m.chance(50) {
				a.Unless = either(a.Unless, m.condition(2))
			} else {
				g.Unless = either(g.Unless, m.condition(2))
			}
		})
		return o.onlyLess(dice, stricter)
	})
}

func TestLapsingOnlyTakesAway(t *testing.T) {
	ofPlaybooks(t, func(o *oracle, dice *rand.Rand) string {
		yesterday := today.Add(playbook.Duration{Count: -1, Unit: playbook.Day})
		lapsed := o.with(dice, func(m *maker, _ *playbook.Action, g *playbook.Grant) { g.Until = given(m, yesterday) })
		if broken := o.onlyLess(dice, lapsed); broken != "" {
			return broken
		}
		lapsed.Until = playbook.Given[playbook.Date]{Value: yesterday, Span: o.p.Span}
		m := compiled(o.site, lapsed)
		return o.states(dice, 10, func(role string, s state) string {
			if len(may(o.ask(m, role, s))) > 0 {
				return role + " may act by a lapsed playbook"
			}
			return ""
		})
	})
}

// with changes one grant of a copy of the playbook.
func (o *oracle) with(dice *rand.Rand, change func(*maker, *playbook.Action, *playbook.Grant)) *playbook.Playbook {
	c := clone(o.p)
	m := &maker{Rand: dice, file: o.p.File, site: o.site, p: c}
	for _, a := range o.axes {
		m.facts = append(m.facts, a.fact)
	}
	for _, n := range slices.Concat(c.Conditions, c.Triggers) {
		m.names = append(m.names, n.Name.Value)
	}
	for _, a := range c.Actions {
		if len(a.Grants) > 0 && (a == c.Actions[len(c.Actions)-1] || m.chance(50)) {
			change(m, a, one(m, a.Grants...))
			break
		}
	}
	return c
}

func either(a, b playbook.Condition) playbook.Condition {
	if a.Present() {
		b.Expr = &playbook.Expr{Op: playbook.Or, Args: []*playbook.Expr{a.Expr, b.Expr}}
	}
	return b
}

// onlyLess checks that a stricter playbook says yes to nothing that the first does not.
func (o *oracle) onlyLess(dice *rand.Rand, stricter *playbook.Playbook) string {
	before, after := compiled(o.site, o.p), compiled(o.site, stricter)
	return o.states(dice, 25, func(role string, s state) string {
		if broken := more(o.ask(before, role, s), o.ask(after, role, s)); broken != "" {
			return role + " with " + o.describe(s) + ": " + broken
		}
		return ""
	})
}

// Facts that nothing admissible fits are never a yes, so that forgetting one of them may lead to one; from all other
// states it never does.
func TestForgettingOnlyTakesAway(t *testing.T) {
	ofPlaybooks(t, func(o *oracle, dice *rand.Rand) string {
		m := compiled(o.site, o.p)
		return o.states(dice, 25, func(role string, s state) string {
			before := o.ask(m, role, s)
			less := slices.Clone(s)
			less[dice.IntN(len(less))] = []int{open, never}[dice.IntN(2)]
			if before.Answer == authority.Impossible {
				return ""
			}
			if broken := more(before, o.ask(m, role, less)); broken != "" {
				return role + " with " + o.describe(s) + ", then " + o.describe(less) + ": " + broken
			}
			return ""
		})
	})
}
