package check

import (
	"fmt"

	"remit/generator/authority"
	"remit/generator/diagnostic"
	"remit/generator/words"
)

// shrinkingAuthority: a fact gets worse by one step, and a role loses an action for which nothing is said in its place.
func shrinkingAuthority() Rule {
	return Rule{Name: "shrinking_authority", Severity: diagnostic.Warning, run: func(s *subject) []diagnostic.Diagnostic {
		found := s.causes()
		for _, l := range authority.Losses(s.periods) {
			key := l.Action.Name.Value + " " + l.Fact.Name.Value
			found.add(key, l.Model, l.Region, func(roles []string) diagnostic.Diagnostic { return shrinking(s, l, roles) })
		}
		return found.findings()
	}}
}

func shrinking(s *subject, l authority.Loss, roles []string) diagnostic.Diagnostic {
	return diagnostic.Diagnostic{
		Span: l.Action.Name.Span,
		Message: s.since(l.Model) + fmt.Sprintf("%s may take %s with %s, but not with %s, which is worse: no \"unless\" forbids it, and nobody to call here holds it",
			words.List(roles, "and"), l.Action.Name.Value, l.Before, l.After),
		Help:    "grant it there too, forbid it there with \"unless\" and a \"because\", or call a role that may take it",
		Related: []diagnostic.Related{{Span: l.Fact.Name.Span, Message: "this says which way is worse"}},
	}
}
