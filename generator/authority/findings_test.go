package authority_test

import (
	"fmt"
	"math/big"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"remit/generator/authority"
	"remit/generator/playbook"
)

// A calendar is a playbook with one model, and one oracle, for each period between the dates of its grants.
type calendar struct {
	site   *playbook.Site
	p      *playbook.Playbook // as the oracles read it
	models []*authority.Model
	days   []*oracle
}

// newCalendar makes the playbook of a seed, with more of what the findings look at. The oracles read it as the fault
// leaves it.
func newCalendar(seed uint64, fault func(*playbook.Playbook)) *calendar {
	site, p := randomPlaybook(seed)
	garnish(rand.New(rand.NewPCG(seed, 17)), site, p)
	c := &calendar{site: site, p: clone(p)}
	c.p.Facts = clones(p.Facts, func(*playbook.Fact) {})
	fault(c.p)
	for _, day := range authority.Periods(p, today) {
		c.models = append(c.models, authority.Compile(site, p, authority.Options{Day: day, Proof: true}))
		c.days = append(c.days, newOracle(site, asOf(c.p, day), naively))
	}
	return c
}

// asOf returns a playbook that means on any day what another means on one, whether that has lapsed or not.
func asOf(p *playbook.Playbook, day playbook.Date) *playbook.Playbook {
	p = clone(p)
	p.Validity = playbook.Validity{}
	for _, a := range p.Actions {
		for _, g := range a.Grants {
			covered := g.Covers(day)
			g.Validity = playbook.Validity{}
			if !covered {
				g.Until = playbook.Given[playbook.Date]{Value: playbook.Date{Year: 1999, Month: 1, Day: 1}, Span: g.Span}
			}
		}
	}
	return p
}

// garnish adds what the random playbooks lack: exclusions, what is worse, terms, and grants that cover others.
func garnish(dice *rand.Rand, site *playbook.Site, p *playbook.Playbook) {
	for _, f := range slices.Concat(p.Facts, site.Facts) {
		if f.Kind != playbook.YesNo {
			f.Worse = one(dice, playbook.WorseUnsaid, playbook.WorseHigher, playbook.WorseLower)
		}
	}
	for _, a := range p.Actions {
		if dice.IntN(2) == 0 {
			if b := one(dice, p.Actions...); b != a {
				a.Excludes = append(a.Excludes, playbook.Text{Value: b.Name.Value, Span: a.Span})
			}
		}
		for _, g := range a.Grants {
			addTerms(dice, g)
		}
		for len(a.Grants) > 0 && dice.IntN(3) == 0 && len(a.Grants) < 5 {
			like, with := *one(dice, a.Grants...), one(dice, a.Grants...)
			like.Number = len(a.Grants) + 1
			like.Roles, like.All = with.Roles, with.All
			if dice.IntN(3) > 0 {
				like.When, like.Validity = with.When, with.Validity
			}
			if dice.IntN(3) == 0 {
				like.Unless, like.Except = playbook.Condition{}, nil
			}
			a.Grants = append(a.Grants, &like)
		}
		if yesNo := slices.IndexFunc(p.Facts, func(f *playbook.Fact) bool { return f.Kind == playbook.YesNo }); yesNo >= 0 && dice.IntN(4) == 0 {
			halve(a, p.Facts[yesNo].Name.Value)
		}
	}
}

// halve grants the last grant of an action in two halves, where a fact holds and where it does not, and then again as a
// whole.
func halve(a *playbook.Action, fact string) {
	if len(a.Grants) == 0 {
		return
	}
	is := &playbook.Expr{Op: playbook.Truth, Name: fact}
	first := a.Grants[len(a.Grants)-1]
	other, whole := *first, *first
	other.Number, whole.Number = first.Number+1, first.Number+2
	first.When, other.When = narrowed(first.When, is), narrowed(first.When, &playbook.Expr{Op: playbook.Not, Args: []*playbook.Expr{is}})
	a.Grants = append(a.Grants, &other, &whole)
}

func narrowed(c playbook.Condition, by *playbook.Expr) playbook.Condition {
	if c.Expr == nil {
		return playbook.Condition{Expr: by, Span: c.Span}
	}
	return playbook.Condition{Expr: &playbook.Expr{Op: playbook.And, Args: []*playbook.Expr{c.Expr, by}}, Span: c.Span}
}

// addTerms gives a grant one of few terms, so that equal ones meet. Those of equal meaning are not written alike.
func addTerms(dice *rand.Rand, g *playbook.Grant) {
	text := func(s string) playbook.Text { return playbook.Text{Value: s, Span: g.Span} }
	tell := func(contacts ...string) (list []*playbook.Tell) {
		for _, c := range contacts {
			list = append(list, &playbook.Tell{Contact: text(c), Within: playbook.Given[playbook.Duration]{Value: minutes(5), Span: g.Span}})
		}
		return list
	}
	switch dice.IntN(8) {
	case 0, 1:
		g.Limits = &playbook.Limits{Times: playbook.Given[int]{Value: 1 + dice.IntN(2), Span: g.Span}}
	case 2:
		g.Limits = &playbook.Limits{UpTo: text("4 nodes")}
	case 3:
		g.Tell = tell("contact_0", "contact_1")
	case 4:
		g.Tell = tell("contact_1", "contact_0")
	case 5:
		g.TogetherWith = text("role_0")
	}
}

// A claim is one finding as the oracle compares it: what it is about, in which period, and where.
type claim struct {
	about  string
	period int
	region authority.Region
}

// findings are the rules that name regions: what is claimed, and what is true of a role in a situation.
func findings() map[string]struct {
	claims func(*calendar) []claim
	truth  func(o *oracle, point int, role string) []string
} {
	type rule = struct {
		claims func(*calendar) []claim
		truth  func(o *oracle, point int, role string) []string
	}
	return map[string]rule{
		"clashes":    {clashClaims, (*oracle).clashes},
		"losses":     {lossClaims, (*oracle).losses},
		"strandings": {strandingClaims, (*oracle).strandings},
		"lone pairs": {lonePairClaims, (*oracle).lonePairs},
	}
}

func (c *calendar) period(m *authority.Model) int { return slices.Index(c.models, m) }

// Each region holds what it claims, and nothing lies outside: in every period, for every listed role, in every situation.
func TestFindingsAreWhatTheDefinitionsSay(t *testing.T) {
	total, later := map[string]int{}, map[string]int{}
	for seed := range few() {
		c := newCalendar(seed, func(*playbook.Playbook) {})
		for name, rule := range findings() {
			claims := rule.claims(c)
			if wrong := c.wrong(claims, rule.truth); wrong != "" {
				t.Fatalf("%s in playbook %d: %s", name, seed, wrong)
			}
			total[name] += len(claims)
			for _, cl := range claims {
				later[name] += min(cl.period, 1)
			}
		}
	}
	t.Logf("%v findings, %v of them of later periods", total, later)
	for name := range findings() {
		if total[name] < int(few()/20) {
			t.Errorf("too few %s to say anything", name)
		}
	}
}

// wrong compares claims with the truth. A later period claims only what no earlier one did.
func (c *calendar) wrong(claims []claim, truth func(*oracle, int, string) []string) string {
	many := map[string]int{}
	for _, cl := range claims {
		many[cl.about]++
		if wrong := c.days[cl.period].unfounded(cl, truth); wrong != "" {
			return wrong
		}
	}
	for k, o := range c.days {
		for i, point := range o.points {
			for _, role := range names(o.p.Roles) {
				for _, about := range truth(o, i, role) {
					claimed := slices.ContainsFunc(claims, func(cl claim) bool {
						return cl.about == about && cl.period <= k && slices.Contains(cl.region.Roles, role) && o.within(cl.region.Words, point)
					})
					if !claimed && many[about] < 25 {
						return fmt.Sprintf("%s with %s, period %d: %s is not found", role, o.describe(point), k, about)
					}
				}
			}
		}
	}
	return ""
}

// unfounded looks for a situation of the region, and at the witness, in which a claim does not hold.
func (o *oracle) unfounded(cl claim, truth func(*oracle, int, string) []string) string {
	inside, seen := situation{}, false
	for _, r := range cl.region.Witness {
		inside[r.Fact] = value{r.Value, nil}
	}
	for i, point := range o.points {
		if !o.within(cl.region.Words, point) {
			continue
		}
		for _, role := range cl.region.Roles {
			holds := slices.Contains(truth(o, i, role), cl.about)
			if !holds && !o.results[role][i].impossible {
				return fmt.Sprintf("%s with %s: %s is found in %q, and is not so", role, o.describe(point), cl.about, cl.region.Words)
			}
			seen = seen || holds && o.sameCells(inside, point)
		}
	}
	if !seen {
		return fmt.Sprintf("%s in %q: the witness %v does not show it", cl.about, cl.region.Words, cl.region.Witness)
	}
	return ""
}

// sameCells reports whether no test tells a witness and a point apart.
func (o *oracle) sameCells(witness situation, point []int) bool {
	for k, a := range o.axes {
		w, given := witness[a.fact.Name.Value]
		v := a.values[point[k]]
		switch {
		case !given:
		case a.fact.Kind != playbook.Numeric:
			if w.text != v.text {
				return false
			}
		default:
			x, _ := new(big.Rat).SetString(w.text)
			for _, e := range o.tests() {
				if e.Name == a.fact.Name.Value && (above(x, e.Low) != above(v.rat, e.Low) || below(x, e.High) != below(v.rat, e.High)) {
					return false
				}
			}
		}
	}
	return true
}

func clashClaims(c *calendar) []claim {
	var list []claim
	for _, cl := range authority.Clashes(c.models) {
		list = append(list, claim{pairOf(cl.Action.Name.Value, cl.Excluded.Value), c.period(cl.Model), cl.Region})
	}
	return list
}

func pairOf(a, b string) string { return min(a, b) + " " + max(a, b) }

// clashes lists the pairs of actions that a role may both take although one excludes the other.
func (o *oracle) clashes(point int, role string) []string {
	var list []string
	may := o.results[role][point].actions
	for _, a := range o.p.Actions {
		for _, b := range names(a.Excludes) {
			if slices.Contains(may, a.Name.Value) && slices.Contains(may, b) {
				list = append(list, pairOf(a.Name.Value, b))
			}
		}
	}
	return list
}

func lossClaims(c *calendar) []claim {
	var list []claim
	for _, l := range authority.Losses(c.models) {
		list = append(list, claim{l.Action.Name.Value + " " + l.Fact.Name.Value, c.period(l.Model), l.Region})
	}
	return list
}

// losses lists the actions, with the facts, that a role has just lost by one step for the worse.
func (o *oracle) losses(point int, role string) []string {
	var list []string
	n, now := naive{o.site, o.p, o.situation(point)}, o.results[role][point]
	if now.impossible || now.verdict == "not_at_risk" || n.decides(role) {
		return nil
	}
	for k, a := range o.axes {
		before := o.better(point, k)
		if before < 0 {
			continue
		}
		was := o.results[role][before]
		for _, action := range was.actions {
			if !slices.Contains(now.actions, action) && !o.forbids(n, role, action, was) && !o.calledHolds(n, point, role, action) {
				list = append(list, action+" "+a.fact.Name.Value)
			}
		}
	}
	return list
}

// better is the point that differs in one fact, which lies in the next better cell; -1 when there is none.
func (o *oracle) better(point, axis int) int {
	a, at := o.axes[axis], slices.Clone(o.points[point])
	way := map[playbook.Worse]int{playbook.WorseHigher: -1, playbook.WorseLower: 1}[a.fact.Worse]
	for v := at[axis]; way != 0 && v+way >= 0 && v+way < len(a.values); v += way {
		cut := func(e *playbook.Expr) bool { return e.Name == a.fact.Name.Value && cutBetween(a, e, min(v, v+way)) }
		if slices.ContainsFunc(o.tests(), cut) {
			at[axis] = v + way
			return o.index(at)
		}
	}
	return -1
}

// forbids reports whether an unless says why a role no longer may: the action's, or one on each grant that it had.
func (o *oracle) forbids(n naive, role, action string, was result) bool {
	a := o.p.Action(action)
	return n.binds(role, a.Unless, a.Except) || !slices.ContainsFunc(a.Grants, func(g *playbook.Grant) bool {
		return slices.Contains(was.grants, a.ID(g)) && !n.binds(role, g.Unless, g.Except)
	})
}

// calledHolds reports whether a contact that a role must call is that of a role with the action.
func (o *oracle) calledHolds(n naive, point int, role, action string) bool {
	for _, d := range o.results[role][point].duties {
		for _, contact := range n.remaining(role, o.p.Duties[d]) {
			for _, r := range o.site.Roles {
				if r.Contact.Value == contact && slices.Contains(o.results[r.Name.Value][point].actions, action) {
					return true
				}
			}
		}
	}
	return false
}

func strandingClaims(c *calendar) []claim {
	var list []claim
	for _, s := range authority.Strandings(c.models) {
		for _, g := range s.Grants {
			list = append(list, claim{g.Action.ID(g.Grant), c.period(s.Model), s.Region})
		}
	}
	return list
}

// strandings lists the grants of a team member that count their use where nobody is left to call.
func (o *oracle) strandings(point int, role string) []string {
	n, r := naive{o.site, o.p, o.situation(point)}, o.results[role][point]
	if o.site.Role(role).Kind != playbook.TeamMember || len(r.duties) > 0 {
		return nil
	}
	for _, d := range o.p.Duties {
		if d.Otherwise && n.test(d.When) && n.addressed(role, d) && len(n.remaining(role, d)) > 0 {
			return nil
		}
	}
	return slices.DeleteFunc(slices.Clone(r.grants), func(id string) bool {
		action, _, _ := strings.Cut(id, "#")
		return !slices.ContainsFunc(o.p.Action(action).Grants, func(g *playbook.Grant) bool {
			return o.p.Action(action).ID(g) == id && g.Limits != nil && g.Limits.Times.Value > 0
		})
	})
}

func lonePairClaims(c *calendar) []claim {
	var list []claim
	for _, p := range authority.LonePairs(c.models) {
		list = append(list, claim{p.Grant.Action.ID(p.Grant.Grant), c.period(p.Model), p.Region})
	}
	return list
}

// lonePairs lists the grants in force for a role that it must use together with itself, or with a role that it includes.
func (o *oracle) lonePairs(point int, role string) []string {
	var list []string
	for _, a := range o.p.Actions {
		for _, g := range a.Grants {
			with := g.TogetherWith.Value
			same := with != "" && (with == role || naive{o.site, o.p, nil}.includes(role, with))
			if same && slices.Contains(o.results[role][point].grants, a.ID(g)) {
				list = append(list, a.ID(g))
			}
		}
	}
	return list
}

// A duty is owed, or stands in for a limit that is used up, when a listed role says so in some situation of the period.
func TestADutyIsOwedOrStandsInWhenTheDefinitionSaysSo(t *testing.T) {
	owed, backs, lapsed := 0, 0, 0
	for seed := range few() {
		c := newCalendar(seed, func(*playbook.Playbook) {})
		for k, m := range c.models {
			for j, d := range m.Duties() {
				wantOwed, wantBacks := c.days[k].useOf(j)
				if m.Owes(d) != wantOwed || m.Backs(d) != wantBacks {
					t.Fatalf("playbook %d, period %d, duty %d: owed %v and stands in %v, want %v and %v", seed, k, j, m.Owes(d), m.Backs(d), wantOwed, wantBacks)
				}
				if wantOwed {
					owed++
				}
				if wantBacks {
					backs++
				}
				if first, _ := c.days[0].useOf(j); k > 0 && first != wantOwed {
					lapsed++
				}
			}
		}
	}
	enough(t)
	if owed == 0 || backs == 0 || lapsed == 0 {
		t.Errorf("too few cases: %d owed, %d standing in, %d in some periods only", owed, backs, lapsed)
	}
}

// useOf looks at every situation of one period.
func (o *oracle) useOf(duty int) (owed, backs bool) {
	d := o.p.Duties[duty]
	for i := range o.points {
		for _, role := range names(o.p.Roles) {
			r := o.results[role][i]
			owed = owed || slices.Contains(r.duties, duty)
			n := naive{o.site, o.p, o.situation(i)}
			if d.Otherwise && len(r.duties) == 0 && n.test(d.When) && n.addressed(role, d) && len(n.remaining(role, d)) > 0 {
				backs = backs || slices.ContainsFunc(r.grants, o.counts)
			}
		}
	}
	return owed, backs
}

// counts reports whether the use of a grant is counted.
func (o *oracle) counts(id string) bool {
	for _, a := range o.p.Actions {
		for _, g := range a.Grants {
			if a.ID(g) == id {
				return g.Limits != nil && g.Limits.Times.Value > 0
			}
		}
	}
	return false
}
