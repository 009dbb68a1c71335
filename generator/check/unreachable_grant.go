package check

import (
	"fmt"

	"remit/generator/authority"
	"remit/generator/diagnostic"
)

// unreachableGrant: a grant that is in force in no situation, for none of the roles it names. Dates are left aside: a
// grant that has lapsed is not unreachable. Where a condition of its own never holds, that is reported instead.
func unreachableGrant() Rule {
	return Rule{Name: "unreachable_grant", Severity: diagnostic.Error, run: func(s *subject) []diagnostic.Diagnostic {
		var found []diagnostic.Diagnostic
		for _, g := range s.today().Grants() {
			if !s.today().Reachable(g) && !s.empty(g.Action.When, g.Grant.When) {
				found = append(found, unreachable(s, g))
			}
		}
		return found
	}}
}

func unreachable(s *subject, g authority.GrantRef) diagnostic.Diagnostic {
	d := diagnostic.Diagnostic{
		Span: g.Grant.Span,
		Message: fmt.Sprintf("%s is never in force: no situation at risk that can be fulfils its conditions",
			g.Action.ID(g.Grant)),
		Help: "widen its \"when\", narrow what forbids it, or remove it",
	}
	if c := s.today().Blocks(g); c.Present() {
		d.Related = []diagnostic.Related{{Span: c.Span, Message: "with this, nothing is left of it"}}
	}
	return d
}
