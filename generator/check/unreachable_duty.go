package check

import (
	"slices"

	"remit/generator/authority"
	"remit/generator/diagnostic"
)

// unreachableDuty: a duty that no role ever owes, in any period. An `otherwise` that is never needed is one too, unless
// it says whom to call when the limit of a grant is used up: it reads like a safety net, and hides that the rules above
// it have grown complete.
func unreachableDuty() Rule {
	return Rule{Name: "unreachable_duty", Severity: diagnostic.Error, run: func(s *subject) []diagnostic.Diagnostic {
		var found []diagnostic.Diagnostic
		for _, d := range s.today().Duties() {
			if s.owedBySomebody(d) || s.today().Backs(d) || s.empty(d.Duty.When) {
				continue
			}
			found = append(found, diagnostic.Diagnostic{
				Span:    d.Duty.Span,
				Message: "nobody ever owes this duty: " + whyNever(d),
				Help:    "widen its \"when\", give it to a role that needs it, or remove it",
			})
		}
		return found
	}}
}

func whyNever(d authority.DutyRef) string {
	if d.Duty.Otherwise {
		return "every situation at risk has a resolving grant without a limit on its use, or another duty, for " + sentence(d.Roles, "and")
	}
	return "in no situation at risk that can be does its condition hold for somebody with a contact left to call"
}

// owedBySomebody looks at every role of the site, since a role owes what the roles it includes owe.
func (s *subject) owedBySomebody(d authority.DutyRef) bool {
	for _, m := range s.periods {
		for _, r := range s.site.Roles {
			if m.Some(r.Name.Value, func(o authority.Outcome) bool { return slices.Contains(o.Duties, d.Index) }) {
				return true
			}
		}
	}
	return false
}
