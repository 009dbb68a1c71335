package check

import (
	"fmt"

	"remit/generator/authority"
	"remit/generator/diagnostic"
)

// exclusiveActions: one role may take two actions in one situation although one of them excludes the other.
func exclusiveActions() Rule {
	return Rule{Name: "exclusive_actions", Severity: diagnostic.Error, run: func(s *subject) []diagnostic.Diagnostic {
		var found []diagnostic.Diagnostic
		for _, c := range authority.Clashes(s.periods) {
			found = append(found, clash(s, c))
		}
		return found
	}}
}

func clash(s *subject, c authority.Clash) diagnostic.Diagnostic {
	d := diagnostic.Diagnostic{
		Span: c.Excluded.Span,
		Message: s.since(c.Model) + fmt.Sprintf("%s may take both %s and %s here, which exclude each other",
			sentence(c.Roles, "and"), c.Action.Name.Value, c.Excluded.Value),
		Help:    "narrow one of them with \"when\" or \"unless\" so that they never meet, or remove \"excludes\"",
		Region:  c.Words,
		Witness: s.witness(c.Model, c.Region),
	}
	for _, name := range []string{c.Action.Name.Value, c.Excluded.Value} {
		for _, g := range c.Model.Held(c.Region, c.Roles[0], s.book.Action(name)) {
			d.Related = append(d.Related, diagnostic.Related{Span: g.Grant.Span, Message: g.Action.ID(g.Grant) + " is in force"})
		}
	}
	return d
}
