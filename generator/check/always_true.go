package check

import (
	"fmt"
	"slices"

	"remit/generator/authority"
	"remit/generator/diagnostic"
	"remit/generator/playbook"
)

// alwaysTrue: a condition as a whole that decides nothing: a trigger that holds in all situations that can be, or
// another condition that holds in all of those at risk. What another finding says of the same condition is left to it.
func alwaysTrue() Rule {
	return Rule{Name: "always_true", Severity: diagnostic.Warning, run: func(s *subject) []diagnostic.Diagnostic {
		always := s.today().AlwaysTrue()
		var found []diagnostic.Diagnostic
		for _, c := range always {
			if s.saidElsewhere(c, always) {
				continue
			}
			message, help := alwaysWords(c)
			found = append(found, diagnostic.Diagnostic{Span: c.Expr.Span, Message: message, Help: help})
		}
		return found
	}}
}

// saidElsewhere reports whether another finding is about what makes the condition always true: it only repeats a name
// that is, one of its parts never holds, or it is an unless that leaves nothing of a grant.
func (s *subject) saidElsewhere(c authority.Clause, always []authority.Clause) bool {
	return named(c.Expr, always) || s.neverPart(c.Condition) || c.Stand == authority.AsUnless && s.blocks(c.Condition)
}

// named reports whether an expression is just the name of a condition that is listed.
func named(e *playbook.Expr, list []authority.Clause) bool {
	return e.Op == playbook.Truth && slices.ContainsFunc(list, func(c authority.Clause) bool { return c.Name == e.Name })
}

// neverPart reports whether a part of a condition, or of what it names, is never true, which is reported there.
func (s *subject) neverPart(c playbook.Condition) bool {
	return len(s.never(c)) > 0 || slices.ContainsFunc(s.today().NamesIn(c.Expr), func(n *playbook.Named) bool {
		return len(s.never(n.Condition)) > 0
	})
}

// blocks reports whether a condition leaves nothing of some grant.
func (s *subject) blocks(c playbook.Condition) bool {
	return slices.ContainsFunc(s.today().Grants(), func(g authority.GrantRef) bool {
		return !s.today().Reachable(g) && s.today().Blocks(g).Expr == c.Expr
	})
}

func alwaysWords(c authority.Clause) (message, help string) {
	const meant = "write the values that are meant"
	switch c.Stand {
	case authority.AsTrigger:
		return fmt.Sprintf("the trigger %q always holds: every situation that can be is at risk", c.Name),
			meant + `, or "triggers: always" when opening the page is the trigger`
	case authority.AsImpossible:
		return "this always holds: it rules out every situation", meant + ", or remove the line"
	case authority.AsWhen:
		return "this holds in every situation at risk: it narrows nothing", meant + `, or remove this "when"`
	case authority.AsUnless:
		return "this holds in every situation at risk: it leaves the action to nobody but the roles it excepts",
			meant + `, or remove the roles that it forbids the action to`
	}
	return fmt.Sprintf("the condition %q always holds%s", c.Name, map[authority.Scope]string{authority.AtRisk: " at risk"}[c.Scope]),
		meant + ", or remove it and its name from the rules"
}
