package authority_test

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"remit/generator/authority"
	"remit/generator/playbook"
)

// What is said of one action is what the naive meaning says of it over all completions, in the fewest questions that the
// action needs, with every duty that the whole answer has.
func TestPermitIsTheNaiveMeaning(t *testing.T) {
	kinds, asked := map[authority.Permission]int{}, 0
	ofPlaybooks(t, func(o *oracle, dice *rand.Rand) string {
		addLimits(o.p)
		m := compiled(o.site, o.p)
		return o.states(dice, 6, func(role string, s state) string {
			for _, a := range o.p.Actions {
				p, err := m.AskAction(role, a.Name.Value, o.read(m, s))
				if err != nil {
					return err.Error()
				}
				kinds[p.Answer]++
				if p.Next != nil {
					asked++
				}
				if wrong := o.permitted(p, a, s) + o.asksForAction(p, a, s) + beside(p, o.ask(m, role, s)); wrong != "" {
					return fmt.Sprintf("%s, %s with %s: %s", role, a.Name.Value, o.describe(s), wrong)
				}
			}
			return ""
		})
	})
	t.Logf("%v; %d with a question", kinds, asked)
	for _, kind := range []authority.Permission{authority.Yes, authority.No, authority.Refused, authority.Open, authority.Misread} {
		if kinds[kind] < 20 {
			t.Errorf("%q came up %d times: too seldom to mean anything", kind, kinds[kind])
		}
	}
}

// addLimits gives grants limits of which some are equal.
func addLimits(p *playbook.Playbook) {
	for _, a := range p.Actions {
		for _, g := range a.Grants {
			g.Limits = &playbook.Limits{Times: playbook.Given[int]{Value: 1 + g.Number%2, Span: g.Span}}
		}
	}
}

func (o *oracle) permitted(p authority.Permit, a *playbook.Action, s state) string {
	at := o.completions(s)
	granted, used := 0, []string(nil)
	for _, i := range at {
		r := o.results[p.Role][i]
		if slices.Contains(r.actions, a.Name.Value) {
			granted++
		}
		for _, g := range r.grants {
			if strings.HasPrefix(g, a.Name.Value+"#") && !slices.Contains(used, g) {
				used = append(used, g)
			}
		}
	}
	want := authority.Open
	switch {
	case len(at) == 0:
		want = authority.Misread
	case granted == len(at):
		want = authority.Yes
	case granted == 0 && slices.Contains(o.forbidden(p.Role, at), a.Name.Value):
		want = authority.Refused
	case granted == 0:
		want = authority.No
	}
	if p.Answer != want || p.Because != "" && !slices.Contains(o.forbidden(p.Role, at), a.Name.Value) {
		return fmt.Sprintf("the answer is %q because %q, want %q", p.Answer, p.Because, want)
	}
	var cited []string
	for _, g := range slices.Concat(p.Grants, p.PossibleGrants) {
		cited = append(cited, g.Grant)
	}
	slices.Sort(used)
	if !slices.Equal(cited, used) || len(p.Grants) > 0 != (want == authority.Yes) {
		return fmt.Sprintf("the grants are %v and %v, want %v", p.Grants, p.PossibleGrants, used)
	}
	return ""
}

// asksForAction compares what is left to ask with every order of questions.
func (o *oracle) asksForAction(p authority.Permit, a *playbook.Action, s state) string {
	if p.Answer == authority.Misread {
		return ""
	}
	only := *o
	only.classes = map[string][]int{p.Role: o.termClasses(p.Role, a)}
	op := only.opening(p.Role, s)
	var want []string
	for _, f := range op.matters() {
		want = append(want, o.axes[f].fact.Name.Value)
	}
	all := map[int]bool{}
	for _, i := range o.completions(s) {
		all[only.classes[p.Role][i]] = true
	}
	switch {
	case slices.Compare(want, p.Matters) != 0:
		return fmt.Sprintf("what matters is %v, want %v", p.Matters, want)
	case p.Settled != (len(all) == 1), (p.Next == nil) != (len(want) == 0), p.Next != nil && !slices.Contains(want, *p.Next):
		return fmt.Sprintf("settled %v with %d kinds of terms, next %v of %v", p.Settled, len(all), p.Next, want)
	case len(op.rows) > 120 || len(op.facts) > 4:
		return ""
	}
	worst := op.worst()
	if p.Questions.Worst != worst || !p.Questions.Optimal || p.Questions.Least != 0 || p.Next != nil && 1+op.after(o.axis(*p.Next)) != worst {
		return fmt.Sprintf("questions %+v, want %d", p.Questions, worst)
	}
	return ""
}

// termClasses numbers the kinds of terms on which an action is granted in each situation; -1 for what cannot be.
func (o *oracle) termClasses(role string, a *playbook.Action) []int {
	known := map[string]int{}
	var classes []int
	for _, r := range o.results[role] {
		var all []string
		for _, g := range a.Grants {
			if slices.Contains(r.grants, fmt.Sprintf("%s#%d", a.Name.Value, g.Number)) {
				all = append(all, fmt.Sprint(g.Limits.Times.Value, lastDay(o.p, g)))
			}
		}
		key := canonical(all)
		if _, ok := known[key]; !ok {
			known[key] = len(known)
		}
		if r.impossible {
			classes = append(classes, -1)
			continue
		}
		classes = append(classes, known[key])
	}
	return classes
}

func lastDay(p *playbook.Playbook, g *playbook.Grant) string {
	if !g.Until.Present() || p.Until.Present() && p.Until.Value.Before(g.Until.Value) {
		return p.Until.Value.String()
	}
	return g.Until.Value.String()
}

// beside compares what stands beside the answer with the whole answer: duties are never lost, a yes is a yes in both.
func beside(p authority.Permit, a authority.Answer) string {
	duties := func(list []authority.Owed) string { return strings.Join(dutyLines(list), "\n") }
	named := func(may authority.May) bool { return may.Action == p.Action }
	switch {
	case duties(p.Duties) != duties(a.Duties), duties(p.PossibleDuties) != duties(a.PossibleDuties):
		return "duties were lost"
	case (p.Answer == authority.Yes) != slices.ContainsFunc(a.May, named), p.Situation != a.Answer, p.Decides != a.Decides:
		return "it differs from the whole answer"
	case p.Answer == authority.Yes && (p.Safe == authority.Escalate || p.Safe == authority.CallOwner):
		return "the safe reading of a yes is none"
	case cmp.Compare(p.Questions.Worst, a.Questions.Worst) > 0 && a.Questions.Optimal:
		return "one action needs more questions than all of them"
	}
	return ""
}
