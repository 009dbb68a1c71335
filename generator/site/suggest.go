package site

import (
	"remit/generator/authority"
	"remit/generator/print"
	"remit/generator/scenario"
)

// Suggest returns scenarios that would complete what those of a playbook cover, as lines to go below its `scenarios:`.
func (s *Site) Suggest(id, on string) (string, error) {
	a, err := s.Asker(on)
	if err != nil {
		return "", err
	}
	p, err := a.book(id)
	if err != nil {
		return "", err
	}
	if p.Failed {
		return "", inDoubt(id)
	}
	chosen, err := a.books([]string{id})
	if err != nil {
		return "", err
	}
	m := a.proofs(chosen)[0]
	list := scenario.Suggest(m)
	if m.Undecided() {
		return "", asUsageError(authority.ErrUndecided)
	}
	return print.Suggestion(id, list), nil
}
