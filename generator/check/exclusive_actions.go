package check

import (
	"fmt"

	"remit/generator/authority"
	"remit/generator/diagnostic"
	"remit/generator/words"
)

// exclusiveActions: one role may take two actions in one situation although one of them excludes the other.
func exclusiveActions() Rule {
	return Rule{Name: "exclusive_actions", Severity: diagnostic.Error, run: func(s *subject) []diagnostic.Diagnostic {
		found := s.causes()
		for _, c := range authority.Clashes(s.periods) {
			key := c.Action.Name.Value + " " + c.Excluded.Value
			found.add(key, c.Model, c.Region, func(roles []string) diagnostic.Diagnostic { return clash(s, c, roles) })
		}
		return found.findings()
	}}
}

func clash(s *subject, c authority.Clash, roles []string) diagnostic.Diagnostic {
	d := diagnostic.Diagnostic{
		Span: c.Excluded.Span,
		Message: s.since(c.Model) + fmt.Sprintf("%s may take both %s and %s here, which exclude each other",
			words.List(roles, "and"), c.Action.Name.Value, c.Excluded.Value),
		Help: "narrow one of them with \"when\" or \"unless\" so that they never meet, or remove \"excludes\"",
	}
	for _, name := range []string{c.Action.Name.Value, c.Excluded.Value} {
		for _, g := range c.Model.Held(c.Region, c.Roles[0], s.book.Action(name)) {
			d.Related = append(d.Related, diagnostic.Related{Span: g.Grant.Span, Message: g.Action.ID(g.Grant) + " is in force"})
		}
	}
	return d
}
