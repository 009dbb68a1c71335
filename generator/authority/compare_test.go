package authority_test

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"remit/generator/authority"
	"remit/generator/campaign"
)

// playbooks is how many random playbooks are compared.
func playbooks() uint64 { return campaign.Cases[uint64](1000) }

// enough skips a test of how much the others see, where they look at too few playbooks to see all.
func enough(t *testing.T) {
	t.Helper()
	if campaign.Fewer() {
		t.Skip("too few random playbooks under the race detector")
	}
}

// partials is how many states with open and unknown facts are tried of one playbook.
const partials = 12

func TestModelIsTheNaiveMeaning(t *testing.T) {
	var total tally
	for seed := range playbooks() {
		if diff := compare(seed, naively, &total); diff != "" {
			t.Fatalf("playbook %d: %s", seed, diff)
		}
	}
	t.Logf("%d playbooks: %+v", playbooks(), total)
}

// A tally counts what was compared.
type tally struct{ Full, Partial, Worst int }

// compare reports the first difference between the model of a random playbook and an evaluator, or "".
func compare(seed uint64, judge evaluator, total *tally) string {
	site, p := randomPlaybook(seed)
	m := authority.Compile(site, p, authority.Options{Day: today})
	o := newOracle(site, p, judge)
	for _, point := range o.points {
		situation := o.read(m, point)
		for _, r := range site.Roles {
			total.Full++
			if diff := o.differs(m, r.Name.Value, point, situation); diff != "" {
				return diff
			}
		}
	}
	dice := rand.New(rand.NewPCG(seed, 99))
	for range partials {
		role := site.Roles[dice.IntN(len(site.Roles))].Name.Value
		s := o.randomState(dice)
		total.Partial++
		if diff := o.differs(m, role, s, o.read(m, s)) + o.asksOtherwise(m, role, s, total); diff != "" {
			return diff
		}
	}
	return ""
}

// randomState knows some facts, leaves some open, and cannot learn the others.
func (o *oracle) randomState(dice *rand.Rand) state {
	s := make(state, len(o.axes))
	for i, a := range o.axes {
		switch n := dice.IntN(20); {
		case n < 8:
			s[i] = dice.IntN(len(a.values))
		case n < 16:
			s[i] = open
		default:
			s[i] = never
		}
	}
	return s
}

// readings writes a state as Read takes it.
func (o *oracle) readings(s state) []authority.Reading {
	var list []authority.Reading
	for i, a := range o.axes {
		switch {
		case s[i] == never:
			list = append(list, authority.Reading{Fact: a.fact.Name.Value, Value: authority.Unknown})
		case s[i] >= 0:
			list = append(list, authority.Reading{Fact: a.fact.Name.Value, Value: a.values[s[i]].text})
		}
	}
	return list
}

// read makes a situation of the model of a state, which can always be read.
func (o *oracle) read(m *authority.Model, s state) *authority.Situation {
	situation, err := m.Read(o.readings(s))
	if err != nil {
		panic(err)
	}
	return situation
}

func (o *oracle) ask(m *authority.Model, role string, s state) authority.Answer {
	return answered(m, role, o.read(m, s))
}

func answered(m *authority.Model, role string, s *authority.Situation) authority.Answer {
	answer, err := m.Ask(role, s)
	if err != nil {
		panic(err)
	}
	return answer
}

// differs compares what the model says of a situation with what the oracle says of the state that it was read from.
func (o *oracle) differs(m *authority.Model, role string, s state, read *authority.Situation) string {
	want, got := o.judge(role, s), judgementOf(answered(m, role, read))
	if !reflect.DeepEqual(want, got) {
		diff := cmp.Diff(want, got)
		return fmt.Sprintf("%s with %s: mismatch (-want +got):\n%s", role, o.describe(s), diff)
	}
	return ""
}

// judgementOf brings an answer into the form that compares.
func judgementOf(a authority.Answer) judgement {
	j := judgement{Answer: string(a.Answer), Safe: string(a.Safe), Settled: a.Settled, Decides: a.Decides}
	j.May, j.Might = mayLines(a.May), mayLines(a.Might)
	j.Duties, j.Possible = dutyLines(a.Duties), dutyLines(a.PossibleDuties)
	for _, h := range a.Holders {
		j.Holders = append(j.Holders, holderLine(h.Action, h.Certain, h.Roles)+" / "+strings.Join(h.Contacts, " "))
	}
	for _, f := range a.Forbidden {
		j.Forbidden = append(j.Forbidden, f.Action)
	}
	return j
}

func mayLines(list []authority.May) []string {
	var lines []string
	for _, m := range list {
		var used []string
		for _, g := range m.Grants {
			used = append(used, g.Grant)
		}
		lines = append(lines, m.Action+": "+strings.Join(used, " "))
	}
	return lines
}

func dutyLines(list []authority.Owed) []string {
	var lines []string
	for _, d := range list {
		lines = append(lines, owedLine(d.To, d.Within, d.Bring, d.Steps, d.IfSilent, d.Line))
	}
	return lines
}

// asksOtherwise compares which facts matter, and how many questions remain.
func (o *oracle) asksOtherwise(m *authority.Model, role string, s state, total *tally) string {
	a := o.ask(m, role, s)
	op := o.opening(role, s)
	var want []string
	for _, f := range op.matters() {
		want = append(want, o.axes[f].fact.Name.Value)
	}
	if diff := cmp.Diff(want, a.Matters); diff != "" && !(len(want) == 0 && len(a.Matters) == 0) {
		return fmt.Sprintf("%s with %s: what matters: mismatch (-want +got):\n%s", role, o.describe(s), diff)
	}
	if (a.Next == nil) != (len(want) == 0) || a.Next != nil && !slices.Contains(want, *a.Next) {
		return fmt.Sprintf("%s with %s: next is none of what matters: %v", role, o.describe(s), want)
	}
	if len(op.rows) > 120 || len(op.facts) > 4 {
		return ""
	}
	total.Worst++
	worst := op.worst()
	if a.Questions.Worst < worst || a.Questions.Optimal && a.Questions.Worst > worst {
		return fmt.Sprintf("%s with %s: questions %+v, want %d", role, o.describe(s), a.Questions, worst)
	}
	if a.Next != nil && a.Questions.Optimal && 1+op.after(o.axis(*a.Next)) != worst {
		return fmt.Sprintf("%s with %s: %s is not the first of %d questions", role, o.describe(s), *a.Next, worst)
	}
	return ""
}

func (o *oracle) axis(fact string) int {
	return slices.IndexFunc(o.axes, func(a axis) bool { return a.fact.Name.Value == fact })
}
