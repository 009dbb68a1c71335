package authority_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"remit/generator/authority"
	"remit/generator/playbook"
	"remit/generator/source"
)

// What is searched role by role is what the definition says: either every situation at risk has an answer, or the region
// holds nothing but situations without one.
func TestLacksAreWhatTheDefinitionSays(t *testing.T) {
	answered, lacking := 0, 0
	ofPlaybooks(t, func(o *oracle, _ *rand.Rand) string {
		m := compiled(o.site, o.p)
		for _, l := range compiled(o.site, o.p).Lacks(names(o.p.Roles)) {
			want := slices.ContainsFunc(o.results[l.Role], func(r result) bool { return r.verdict == string(authority.Unanswered) })
			if l.Answered == want || (l.Region != nil) != want {
				return fmt.Sprintf("%s: %+v, but unanswered is %v", l.Role, l, want)
			}
			if !want {
				answered++
				continue
			}
			lacking++
			if wrong := o.replay(m, *l.Region, authority.Unanswered); wrong != "" {
				return wrong
			}
			for i, point := range o.points {
				if r := o.results[l.Role][i]; o.within(l.Region.Words, point) && r.verdict != string(authority.Unanswered) {
					return l.Role + ": " + l.Region.Words + " holds a situation that is " + r.verdict
				}
			}
		}
		return ""
	})
	if answered == 0 || lacking == 0 {
		t.Errorf("too few cases: %d answered, %d lacking", answered, lacking)
	}
	t.Logf("%d answered, %d lacking", answered, lacking)
}

// A model that knows of nothing but the completions of a situation answers for it like the whole.
func TestPartOfAModelAnswersLikeTheWhole(t *testing.T) {
	ofPlaybooks(t, func(o *oracle, dice *rand.Rand) string {
		m := compiled(o.site, o.p)
		return o.states(dice, 10, func(role string, s state) string {
			whole, part := o.ask(m, role, s), o.ask(m.Within(o.read(m, s)), role, s)
			whole.Would, part.Would = nil, nil // they look beyond the situation
			if diff := cmp.Diff(whole, part); diff != "" {
				return role + " with " + o.describe(s) + ": mismatch (-whole +part):\n" + diff
			}
			return ""
		})
	})
}

// In a playbook with more combinations of answers than any budget, whoever says enough of the situation is answered, and
// a search still finds who is left alone.
func TestTooManyAnswersAreStillSearched(t *testing.T) {
	site, p := independent(30)
	m := compiled(site, p)
	none := []authority.Reading(nil)
	for i := range 30 {
		none = append(none, authority.Reading{Fact: fmt.Sprint("sign_", i), Value: "no"})
	}
	for _, row := range []struct {
		readings []authority.Reading
		want     authority.Verdict
		err      error
	}{{none, authority.Unanswered, nil}, {none[2:], authority.Unsettled, nil}, {nil, "", authority.ErrUndecided}} {
		s, err := m.Read(row.readings)
		if err != nil {
			t.Fatal(err)
		}
		a, err := m.Ask("on_call", s)
		if err != row.err || err == nil && a.Answer != row.want {
			t.Errorf("with %d facts: %s, %v; want %s, %v", len(row.readings), a.Answer, err, row.want, row.err)
		}
	}
	l := compiled(site, p).Lacks([]string{"on_call"})[0]
	if l.Answered || l.Region == nil || strings.Count(l.Region.Words, "not sign_") != 30 {
		t.Errorf("Lacks = %+v, want a region without any sign", l)
	}
	p.Duties = []*playbook.Duty{{To: []playbook.Text{{Value: "boss"}}, Otherwise: true, All: true}}
	if l := compiled(site, p).Lacks([]string{"on_call"})[0]; !l.Answered || l.Region != nil {
		t.Errorf("with an otherwise: Lacks = %+v, want a proof", l)
	}
}

// independent is a playbook of n actions, each of which a fact of its own grants.
func independent(n int) (*playbook.Site, *playbook.Playbook) {
	text := func(s string) playbook.Text { return playbook.Text{Value: s} }
	site := &playbook.Site{
		Roles:    []*playbook.Role{{Name: text("on_call"), Kind: playbook.TeamMember}},
		Contacts: []*playbook.Contact{{Name: text("boss")}},
	}
	p := &playbook.Playbook{ID: "signs", Roles: []playbook.Text{text("on_call")}, Always: source.Span{File: &source.File{}}}
	for i := range n {
		fact := &playbook.Fact{Name: text(fmt.Sprint("sign_", i)), Kind: playbook.YesNo}
		p.Facts = append(p.Facts, fact)
		grant := &playbook.Grant{All: true, When: playbook.Condition{Expr: &playbook.Expr{Op: playbook.Truth, Name: fact.Name.Value}}}
		p.Actions = append(p.Actions, &playbook.Action{Name: text(fmt.Sprint("valve_", i)), Grants: []*playbook.Grant{grant}})
	}
	return site, p
}
