package check

import (
	"fmt"
	"strings"

	"remit/generator/authority"
	"remit/generator/diagnostic"
	"remit/generator/playbook"
)

// idleTest: a part of a conjunction that the rest of it implies. Where the condition as a whole is always true, or one of
// its parts never is, that is reported instead; and a name that is always true where it is defined. (The file is not
// called idle_test.go, since that would make it a test.)
func idleTest() Rule {
	return Rule{Name: "idle_test", Severity: diagnostic.Warning, run: func(s *subject) []diagnostic.Diagnostic {
		idle := s.today().IdleTests()
		if len(idle) == 0 {
			return nil
		}
		always := s.today().AlwaysTrue()
		said := map[*playbook.Expr]bool{} // whether another finding is about the condition as a whole
		var found []diagnostic.Diagnostic
		for _, t := range idle {
			whole := t.Clause.Expr
			if _, known := said[whole]; !known {
				said[whole] = listedIn(t.Clause, always) || s.neverPart(t.Clause.Condition)
			}
			if !said[whole] && !named(t.Test, always) {
				found = append(found, idleIn(t))
			}
		}
		return found
	}}
}

func listedIn(c authority.Clause, list []authority.Clause) bool {
	for _, other := range list {
		if other.Expr == c.Expr {
			return true
		}
	}
	return false
}

func idleIn(t authority.IdleTest) diagnostic.Diagnostic {
	d := diagnostic.Diagnostic{
		Span:    t.Test.Span,
		Message: "this test adds nothing: whenever the rest of the condition holds, so does this",
		Help:    "write what is meant, or remove it",
	}
	switch {
	case t.Always:
		d.Message = "this test adds nothing: it holds in every situation that can be"
	case t.By != nil:
		d.Message = fmt.Sprintf("this test adds nothing: whenever %q holds, so does this", oneLine(t.By.Span.Text()))
		d.Related = []diagnostic.Related{{Span: t.By.Span, Message: "this implies it"}}
	}
	return d
}

// oneLine writes a text that may go over several lines on one.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }
