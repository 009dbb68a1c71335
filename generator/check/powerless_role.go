package check

import (
	"fmt"
	"slices"

	"remit/generator/authority"
	"remit/generator/diagnostic"
)

// powerlessRole: a team member that the playbook lists and that never holds a grant, today or later.
func powerlessRole() Rule {
	return Rule{Name: "powerless_role", Severity: diagnostic.Warning, run: func(s *subject) []diagnostic.Diagnostic {
		var found []diagnostic.Diagnostic
		for _, name := range authority.Powerless(s.periods) {
			found = append(found, powerless(s, name))
		}
		return found
	}}
}

func powerless(s *subject, name string) diagnostic.Diagnostic {
	d := diagnostic.Diagnostic{
		Message: fmt.Sprintf("%s may take no action in any situation, today or later", name),
		Help:    "grant it an action, or take it out of \"roles\"",
	}
	for _, r := range s.book.Roles {
		if r.Value == name {
			d.Span = r.Span
		}
	}
	own := s.site.Holds(name)
	for _, g := range s.today().Grants() {
		names := func(r string) bool { return slices.Contains(g.Roles, r) }
		if until := g.Grant.Until; until.Present() && until.Value.Before(s.today().Day) && slices.ContainsFunc(own, names) {
			d.Related = append(d.Related, diagnostic.Related{Span: until.Span, Message: g.Action.ID(g.Grant) + " has ended"})
		}
	}
	return d
}
