package reach_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"testing"
	"testing/fstest"

	"remit/generator/authority"
	"remit/generator/load"
	"remit/generator/playbook"
	"remit/generator/reach"
)

// Whoever has authority, and whom the proof finds behind the calls of a role, is named by an answer itself: as somebody
// whom it calls, who may instead, or who decides; or is called in turn by somebody on a ladder that the answer names. So pages need to know nothing of the graphs of the proof: when none of
// those who may is open, the first who is open of those that are left decides, if anybody whom the proof finds is open.
func TestAnswersNameWhomTheProofFinds(t *testing.T) {
	var sum struct{ asked, ends, left int }
	look := func(p *reach.Prover, m *authority.Model, role string, readings []authority.Reading) {
		situation, err := m.Read(readings)
		if err != nil {
			t.Fatal(err)
		}
		a, err := m.Ask(role, situation)
		if err != nil {
			t.Fatal(err)
		}
		may, own := named(m, a), m.Site.Role(role).Contact.Value
		for _, contact := range p.Ends(m, role, m.ViewAt(readings)) {
			sum.ends++
			called := func(c authority.Call) bool { return c.Contact == contact }
			if slices.Contains(may, contact) || contact == own {
				continue
			}
			if len(a.Duties) > 0 && !m.DecidesAt(contact) {
				continue // somebody on the ladder that is owed calls them in turn
			}
			if sum.left++; !m.DecidesAt(contact) || !slices.ContainsFunc(m.Calls(role), called) {
				t.Errorf("%s, %s, %v: %s is found, and not named by %+v", m.Playbook.ID, role, readings, contact, a)
			}
			if a.Answer == authority.AskHolder && !slices.ContainsFunc(a.Calls, called) {
				t.Errorf("%s, %s, %v: %s is found, and not among %+v", m.Playbook.ID, role, readings, contact, a.Calls)
			}
		}
		if a.Answer == authority.AskHolder {
			sum.asked++
			for _, c := range a.Calls {
				if !m.DecidesAt(c.Contact) {
					t.Errorf("%s, %s, %v: nobody decides at %s", m.Playbook.ID, role, readings, c.Contact)
				}
			}
		}
	}
	for seed := range 1200 {
		w := randomWorld(rand.New(rand.NewPCG(uint64(seed), 29)))
		library, found, err := load.Dir(fstest.MapFS{"site.yaml": {Data: []byte(w.site())}, "content/playbooks/p.md": {Data: []byte(w.book())}}, load.Options{})
		if err != nil || len(library.Playbooks) != 1 {
			t.Fatal(err, found)
		}
		p, m := proverOf(library, library.Playbooks[0])
		for situation := range 1 << w.facts {
			var readings []authority.Reading
			for f := range w.facts {
				readings = append(readings, authority.Reading{Fact: fmt.Sprintf("f%d", f), Value: []string{"no", "yes"}[situation>>f&1]})
			}
			for _, role := range w.listed {
				look(p, m, fmt.Sprintf("r%d", role), readings)
			}
		}
	}
	library, _, err := load.Dir(os.DirFS("../.."), load.Options{})
	if err != nil {
		t.Fatal(err)
	}
	random := rand.New(rand.NewPCG(1, 29))
	for _, b := range library.Playbooks {
		p, m := proverOf(library, b)
		for _, role := range b.Roles {
			for range 12 {
				look(p, m, role.Value, randomReadings(random, m))
			}
		}
	}
	if t.Logf("%+v", sum); sum.asked < 50 || sum.left < 40 {
		t.Errorf("too little was asked to mean anything: %+v", sum)
	}
}

func proverOf(library *playbook.Library, b *playbook.Playbook) (*reach.Prover, *authority.Model) {
	day := playbook.Date{Year: 2026, Month: 11, Day: 23}
	return reach.New(library.Site, day), authority.Compile(library.Site, b, authority.Options{Day: day, Proof: true})
}

// named are the contacts that an answer calls, or hands over to, and those of the second person for whom a grant asks.
func named(m *authority.Model, a authority.Answer) []string {
	var list []string
	for _, p := range a.May {
		for _, g := range p.Grants {
			if r := m.Site.Role(g.TogetherWith); r != nil {
				list = append(list, r.Contact.Value)
			}
		}
	}
	for _, d := range a.Duties {
		list = append(list, d.To...)
	}
	for _, h := range a.Holders {
		list = append(list, h.Contacts...)
	}
	return list
}

// randomReadings are a value for every fact that a playbook tests, at or beside its constants.
func randomReadings(r *rand.Rand, m *authority.Model) []authority.Reading {
	var list []authority.Reading
	for _, f := range m.Export(nil).Facts {
		values := []string{"yes", "no"}
		switch f.Kind {
		case "choice":
			values = f.Options
		case "number":
			values = []string{f.Min, f.Max}
			for _, c := range f.Cuts {
				if c[len(c)-1] != '+' {
					values = append(values, c)
				}
			}
		}
		list = append(list, authority.Reading{Fact: f.Name, Value: values[r.IntN(len(values))]})
	}
	return list
}
