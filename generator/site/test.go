package site

import (
	"slices"

	"remit/generator/authority"
	"remit/generator/playbook"
	"remit/generator/print"
	"remit/generator/scenario"
)

// TestOptions choose what is tested.
type TestOptions struct {
	Playbooks []string // by id; none for all
	On        string   // a date; empty for today
}

// Test plays the scenarios of playbooks. The error is a [*UsageError] when one does not exist.
func (s *Site) Test(o TestOptions) (*print.TestResult, error) {
	a, err := s.Asker(o.On)
	if err != nil {
		return nil, err
	}
	books, err := a.books(o.Playbooks)
	if err != nil {
		return nil, err
	}
	r := &print.TestResult{On: o.On, Day: a.day}
	for _, p := range books {
		if p.Failed {
			r.Untested = append(r.Untested, print.Untested{Playbook: p, Reason: "it has mistakes that leave its meaning in doubt; remit check shows them"})
		}
	}
	for _, t := range scenario.Test(a.proofs(books)) {
		if t.Undecided {
			r.Untested = append(r.Untested, print.Untested{Playbook: t.Playbook, Reason: authority.ErrUndecided.Error() + "; remit check says what to do"})
			continue
		}
		r.Trials = append(r.Trials, t)
		r.Coverage.Add(t.Coverage)
		for _, p := range t.Played {
			if p.Passed() {
				r.Passed++
			} else {
				r.Failed++
			}
		}
	}
	return r, nil
}

// books returns the playbooks of some ids, each once, in the order of the site; all when none is named.
func (a *Asker) books(ids []string) ([]*playbook.Playbook, error) {
	if len(ids) == 0 {
		return a.library.Playbooks, nil
	}
	for _, id := range ids {
		if _, err := a.book(id); err != nil {
			return nil, err
		}
	}
	return slices.DeleteFunc(slices.Clone(a.library.Playbooks), func(p *playbook.Playbook) bool { return !slices.Contains(ids, p.ID) }), nil
}

// proofs compiles playbooks as their authority is proved: whether a playbook as a whole has lapsed is left aside.
func (a *Asker) proofs(books []*playbook.Playbook) []*authority.Model {
	chosen := &playbook.Library{Site: a.library.Site, Playbooks: books}
	return compile(chosen, authority.Options{Day: a.day, Proof: true})
}
