package check

import (
	"fmt"

	"remit/generator/authority"
	"remit/generator/diagnostic"
)

// shrinkingAuthority: a fact gets worse by one step, and a role loses an action for which nothing is said in its place.
func shrinkingAuthority() Rule {
	return Rule{Name: "shrinking_authority", Severity: diagnostic.Warning, run: func(s *subject) []diagnostic.Diagnostic {
		var found []diagnostic.Diagnostic
		for _, l := range authority.Losses(s.periods) {
			found = append(found, shrinking(s, l))
		}
		return found
	}}
}

func shrinking(s *subject, l authority.Loss) diagnostic.Diagnostic {
	return diagnostic.Diagnostic{
		Span: l.Action.Name.Span,
		Message: s.since(l.Model) + fmt.Sprintf("%s may take %s with %s, but not with %s, which is worse: no \"unless\" forbids it, and nobody to call here holds it",
			sentence(l.Roles, "and"), l.Action.Name.Value, l.Before, l.After),
		Help:    "grant it there too, forbid it there with \"unless\" and a \"because\", or call a role that may take it",
		Region:  l.Words,
		Witness: s.witness(l.Model, l.Region),
		Related: []diagnostic.Related{{Span: l.Fact.Name.Span, Message: "this says which way is worse"}},
	}
}
