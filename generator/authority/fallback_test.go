package authority_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"remit/generator/playbook"
)

// Whom to call when a limit is used up is what the definition says, one situation at a time: what is owed in some of
// them, else each `otherwise` that covers the role and whose `when` holds in one that is at risk.
func TestFallbackIsWhatTheDefinitionSays(t *testing.T) {
	owed, backed, owner := 0, 0, 0
	ofPlaybooks(t, func(o *oracle, dice *rand.Rand) string {
		limit(o.p)
		m := compiled(o.site, o.p)
		return o.states(dice, 20, func(role string, s state) string {
			a := o.ask(m, role, s)
			if len(a.May)+len(a.Might) == 0 {
				if a.Fallback != nil {
					return role + ": a fallback where nothing is granted"
				}
				return ""
			}
			want := o.standIns(role, s)
			got := []string(nil)
			for _, d := range a.Fallback {
				got = append(got, owedLine(d.To, d.Within, d.Bring, d.Steps, d.IfSilent, d.Line))
			}
			switch {
			case len(a.Duties)+len(a.PossibleDuties) > 0:
				owed++
			case len(want) > 0:
				backed++
			default:
				owner++
			}
			if diff := cmp.Diff(want, got); diff != "" {
				return role + " with " + o.describe(s) + ": mismatch (-want +got):\n" + diff
			}
			return ""
		})
	})
	if owed == 0 || backed == 0 || owner == 0 {
		t.Errorf("too few cases: %d owed, %d otherwise, %d owner", owed, backed, owner)
	}
	t.Logf("%d owed, %d otherwise, %d owner", owed, backed, owner)
}

func (o *oracle) standIns(role string, s state) []string {
	at := o.completions(s)
	certain, possible := o.duties(role, at)
	if owed := slices.Concat(certain, possible); len(owed) > 0 {
		return owed
	}
	used := map[int]bool{}
	for _, i := range at {
		n := naive{o.site, o.p, o.situation(i)}
		for j, d := range o.p.Duties {
			if d.Otherwise && n.atRisk() && n.test(d.When) && n.addressed(role, d) && len(n.remaining(role, d)) > 0 {
				used[j] = true
			}
		}
	}
	var ladders, lines []string
	for j := range o.p.Duties {
		if l := o.ladder(role, j); used[j] && !slices.Contains(ladders, l) {
			ladders, lines = append(ladders, l), append(lines, o.joined(role, l, used))
		}
	}
	return lines
}

func (o *oracle) situation(point int) situation {
	s := situation{}
	for i, a := range o.axes {
		s[a.fact.Name.Value] = a.values[o.points[point][i]]
	}
	return s
}

// limit counts every grant, so that every answer says whom to call when one is used up, and tells lines of
// `impossible` apart.
func limit(p *playbook.Playbook) {
	for _, a := range p.Actions {
		for _, g := range a.Grants {
			g.Limits = &playbook.Limits{Times: playbook.Given[int]{Value: 1, Span: g.Span}}
		}
	}
	for i, line := range p.Impossible {
		line.Because.Value += fmt.Sprint(" ", i)
	}
}
