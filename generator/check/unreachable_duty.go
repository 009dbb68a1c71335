package check

import (
	"slices"

	"remit/generator/authority"
	"remit/generator/diagnostic"
)

// unreachableDuty: a duty that no role of the playbook ever owes, in any period. An `otherwise` is left to
// idle_otherwise; a duty that leaves each role it names nobody to call, to escalates_to_self.
func unreachableDuty() Rule {
	return Rule{Name: "unreachable_duty", Severity: diagnostic.Error, run: func(s *subject) []diagnostic.Diagnostic {
		var found []diagnostic.Diagnostic
		for _, d := range s.idleDuties() {
			if !d.Duty.Otherwise {
				found = append(found, diagnostic.Diagnostic{
					Span:    d.Duty.Span,
					Message: "nobody ever owes this duty: " + s.whyNever(d),
					Help:    "widen its \"when\", give it to a role that needs it, or remove it",
				})
			}
		}
		return found
	}}
}

// idleDuties are the duties that no listed role owes in any period, or relies on when a limit is used up. Those whose
// condition never holds, or that only call those who owe them, are reported there.
func (s *subject) idleDuties() []authority.DutyRef {
	return slices.DeleteFunc(s.today().Duties(), func(d authority.DutyRef) bool {
		return s.empty(d.Duty.When) || callingThemselves(s.today(), d) != nil || slices.ContainsFunc(s.periods, func(m *authority.Model) bool {
			return m.Owes(d) || m.Backs(d)
		})
	})
}

func (s *subject) whyNever(d authority.DutyRef) string {
	for _, r := range s.site.Roles {
		owes := func(m *authority.Model) bool {
			return m.Some(r.Name.Value, func(o authority.Outcome) bool { return slices.Contains(o.Duties, d.Index) })
		}
		if slices.ContainsFunc(s.periods, owes) {
			return "only " + r.Name.Value + " would, which is not among the \"roles\" of this playbook"
		}
	}
	return "in no situation at risk that can be does its condition hold for somebody with a contact left to call"
}
