package check

import (
	"fmt"

	"remit/generator/authority"
	"remit/generator/diagnostic"
	"remit/generator/words"
)

// lonePair: a grant for two people whose second person may be the first.
func lonePair() Rule {
	return Rule{Name: "lone_pair", Severity: diagnostic.Error, run: func(s *subject) []diagnostic.Diagnostic {
		found := s.causes()
		for _, p := range authority.LonePairs(s.periods) {
			key := p.Grant.Action.ID(p.Grant.Grant)
			found.add(key, p.Model, p.Region, func(roles []string) diagnostic.Diagnostic { return alone(s, p, roles) })
		}
		return found.findings()
	}}
}

func alone(s *subject, p authority.LonePair, roles []string) diagnostic.Diagnostic {
	with := p.Grant.Grant.TogetherWith
	return diagnostic.Diagnostic{
		Span: with.Span,
		Message: s.since(p.Model) + fmt.Sprintf("%s may use %s together with %s, a role that %s: one person could be both",
			words.List(roles, "and"), p.Grant.Action.ID(p.Grant.Grant), with.Value, hasItself(len(roles))),
		Help: "name a role here that none of them is or includes, or give them a grant of their own, which replaces this one for them",
	}
}
