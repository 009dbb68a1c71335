package check

import (
	"fmt"

	"remit/generator/authority"
	"remit/generator/diagnostic"
)

// noWayOn: the limit of a grant is used up, and a team member has nobody to call: it owes no duty there, and no
// `otherwise` stands ready for it.
func noWayOn() Rule {
	return Rule{Name: "no_way_on", Severity: diagnostic.Warning, run: func(s *subject) []diagnostic.Diagnostic {
		found := s.causes()
		for _, st := range authority.Strandings(s.periods) {
			var key string
			for _, g := range st.Grants {
				key += g.Action.ID(g.Grant) + " "
			}
			found.add(key, st.Model, st.Region, func(roles []string) diagnostic.Diagnostic { return stranding(s, st, roles) })
		}
		return found.findings()
	}}
}

func stranding(s *subject, st authority.Stranding, roles []string) diagnostic.Diagnostic {
	d := diagnostic.Diagnostic{
		Span: st.Grants[0].Grant.Limits.Span,
		Help: "end \"escalation\" with \"- otherwise: yes\" for this role, or add a duty for these situations",
	}
	var used []string
	for _, g := range st.Grants {
		used = append(used, g.Action.ID(g.Grant))
	}
	for i, g := range st.Grants[1:] {
		d.Related = append(d.Related, diagnostic.Related{Span: g.Grant.Limits.Span, Message: "so does the limit of " + used[i+1]})
	}
	d.Message = s.since(st.Model) + fmt.Sprintf("once the limit of %s is used up, %s %s nobody to call", sentence(used, "or"),
		sentence(roles, "and"), has(len(roles)))
	return d
}
