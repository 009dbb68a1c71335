package authority_test

import (
	"fmt"
	"testing"

	"remit/generator/authority"
	"remit/generator/playbook"
)

// lights is a playbook whose conditions pair each of its first facts with one of its last, which takes more than the
// budget; everything else in it would be reported.
func lights(pairs int) (*playbook.Site, *playbook.Playbook) {
	site, p := randomPlaybook(1)
	truth := func(i int) *playbook.Expr { return &playbook.Expr{Op: playbook.Truth, Name: fmt.Sprintf("sign_%d", i)} }
	site.Facts, p.Facts, p.Conditions, p.Impossible, p.Actions, p.Duties = nil, nil, nil, nil, nil, nil
	for i := range 2 * pairs {
		p.Facts = append(p.Facts, &playbook.Fact{Name: playbook.Text{Value: truth(i).Name}})
	}
	all := &playbook.Expr{Op: playbook.Or}
	for i := range pairs {
		all.Args = append(all.Args, &playbook.Expr{Op: playbook.And, Args: []*playbook.Expr{truth(i), truth(i + pairs)}})
	}
	twice := &playbook.Expr{Op: playbook.And, Args: []*playbook.Expr{truth(0), truth(0)}}
	p.Triggers = []*playbook.Named{
		{Name: playbook.Text{Value: "some"}, Condition: playbook.Condition{Expr: all}},
		{Name: playbook.Text{Value: "twice"}, Condition: playbook.Condition{Expr: twice}},
		{Name: playbook.Text{Value: "again"}, Condition: playbook.Condition{Expr: twice}},
		{Name: playbook.Text{Value: "all"}, Condition: playbook.Condition{Expr: &playbook.Expr{Op: playbook.Or, Args: []*playbook.Expr{truth(0), {Op: playbook.Not, Args: []*playbook.Expr{truth(0)}}}}}},
	}
	return site, p
}

// Of a playbook that is too much to analyse nothing is said, although the same is said of a smaller one.
func TestNothingIsSaidOfWhatIsUndecided(t *testing.T) {
	answer := func(string, authority.Outcome) string { return "" }
	for _, row := range []struct {
		pairs int
		says  bool
	}{{3, true}, {24, false}} {
		m := compiled(lights(row.pairs))
		if m.Undecided() == row.says {
			t.Fatalf("%d pairs: undecided: %v", row.pairs, m.Undecided())
		}
		always, triggers, tests, lones := m.AlwaysTrue(), m.IdleTriggers(), m.IdleTests(), m.Lones(answer)
		if got := len(always) > 0 && len(triggers) > 0 && len(tests) > 0; got != row.says || len(lones) > 0 || !row.says && len(always)+len(triggers)+len(tests) > 0 {
			t.Errorf("%d pairs: %d %d %d %d findings", row.pairs, len(always), len(triggers), len(tests), len(lones))
		}
	}
}
