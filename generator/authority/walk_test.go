package authority_test

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"remit/generator/authority"
	"remit/generator/playbook"
)

// The questions written out for readers without a script lead to what Ask says of the whole situation, in no more than
// were announced; what holds on the way never says yes to more.
func TestWrittenOutQuestionsLeadToTheAnswer(t *testing.T) {
	followed, asked := 0, 0
	ofPlaybooks(t, func(o *oracle, dice *rand.Rand) string {
		m := compiled(o.site, o.p)
		for _, role := range names(o.p.Roles) {
			w, questions := m.Walk(role, 200)
			if w == nil {
				continue
			}
			asked += questions
			for range 10 {
				point := o.points[dice.IntN(len(o.points))]
				followed++
				if wrong := o.unrolled(w, o.ask(m, role, state(point)), point); wrong != "" {
					return role + " with " + o.describe(point) + ": " + wrong
				}
			}
		}
		return ""
	})
	t.Logf("%d walks over %d questions", followed, asked)
}

// unrolled follows a walk by a situation, and says what is wrong with where it leads.
func (o *oracle) unrolled(w *authority.Walk, want authority.Answer, point []int) string {
	if want.Answer == authority.Impossible {
		return ""
	}
	steps, worst := 0, w.Worst
	for w.Fact != nil {
		if broken := more(want, w.So); broken != "" {
			return "before " + w.Fact.Name.Value + " is asked: " + broken
		}
		v := o.axes[o.axis(w.Fact.Name.Value)].values[point[o.axis(w.Fact.Name.Value)]]
		for _, value := range o.axes[o.axis(w.Fact.Name.Value)].values {
			if !slices.ContainsFunc(w.Choices, func(c authority.Choice) bool { return chosen(w.Fact, c, value) }) {
				return "no answer to " + w.Fact.Name.Value + " fits " + value.text
			}
		}
		i := slices.IndexFunc(w.Choices, func(c authority.Choice) bool { return chosen(w.Fact, c, v) })
		if i < 0 {
			return "no answer to " + w.Fact.Name.Value + " fits " + v.text
		}
		w = w.Choices[i].Then
		steps++
	}
	if steps > worst {
		return "more questions than announced"
	}
	got := essence(asScript(w.So))
	return cmp.Diff(essence(asScript(want)), got)
}

// chosen reports whether a reader who knows the value chooses the answer, going by its words.
func chosen(f *playbook.Fact, c authority.Choice, v value) bool {
	switch f.Kind {
	case playbook.YesNo:
		return strings.ToLower(c.Label) == v.text
	case playbook.Choice:
		return c.Label == v.text
	}
	return inRange(strings.ToLower(c.Label), v.rat)
}

// What answers write down has lists where there is nothing, so that a program need not ask for null.
func TestAnswersHoldNoNull(t *testing.T) {
	ofPlaybooks(t, func(o *oracle, dice *rand.Rand) string {
		m := compiled(o.site, o.p)
		return o.states(dice, 5, func(role string, s state) string {
			a := o.ask(m, role, s)
			if text := strings.Replace(encoded(a), `"next":null`, "", 1); strings.Contains(text, "null") {
				return text
			}
			return ""
		})
	})
}

func TestValidityOfThePlaybookIsNoMatterOfProof(t *testing.T) {
	ofPlaybooks(t, func(o *oracle, dice *rand.Rand) string {
		open := clone(o.p)
		open.Validity = playbook.Validity{}
		want, got := compiled(o.site, open), authority.Compile(o.site, o.p, authority.Options{Day: today, Proof: true})
		return o.states(dice, 5, func(role string, s state) string {
			return cmp.Diff(unordered(o.ask(want, role, s)), unordered(o.ask(got, role, s)))
		})
	})
}
