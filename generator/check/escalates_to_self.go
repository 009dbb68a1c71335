package check

import (
	"fmt"

	"remit/generator/authority"
	"remit/generator/diagnostic"
	"remit/generator/words"
)

// escalatesToSelf: a duty that names a role whose own contact ends the ladder, so that it has nobody to call. Only roles
// written in `roles` count: a duty of every role is a duty of those it leaves somebody to call.
func escalatesToSelf() Rule {
	return Rule{Name: "escalates_to_self", Severity: diagnostic.Error, run: func(s *subject) []diagnostic.Diagnostic {
		var found []diagnostic.Diagnostic
		for _, d := range s.today().Duties() {
			if roles := callingThemselves(s.today(), d); roles != nil {
				found = append(found, toSelf(d, roles))
			}
		}
		return found
	}}
}

// callingThemselves returns the roles that a duty names, once each, for which nothing is left of its ladder.
func callingThemselves(m *authority.Model, d authority.DutyRef) []string {
	if d.Duty.All {
		return nil
	}
	var roles []string
	seen := map[string]bool{}
	for _, r := range d.Duty.Roles {
		if !seen[r.Value] && m.Remaining(r.Value, d.Index) == nil {
			roles = append(roles, r.Value)
		}
		seen[r.Value] = true
	}
	return roles
}

// toSelf is placed at the last contact of the ladder, which is that of all these roles.
func toSelf(d authority.DutyRef, roles []string) diagnostic.Diagnostic {
	last := d.Duty.To[len(d.Duty.To)-1]
	return diagnostic.Diagnostic{
		Span: last.Span,
		Message: fmt.Sprintf("this duty leaves %s nobody to call: %q is %s own contact, and nothing follows it",
			words.List(roles, "and"), last.Value, their(len(roles))),
		Help: "add whom to call next, or take the role out of the \"roles\" of this duty",
	}
}
