package check

import (
	"fmt"

	"remit/generator/diagnostic"
)

// idleCondition: a name under `conditions:` that no condition uses.
func idleCondition() Rule {
	return Rule{Name: "idle_condition", Severity: diagnostic.Warning, run: func(s *subject) []diagnostic.Diagnostic {
		var found []diagnostic.Diagnostic
		used := usedIn(s.book)
		for _, n := range s.book.Conditions {
			if !used[n.Name.Value] {
				found = append(found, diagnostic.Diagnostic{
					Span:    n.Name.Span,
					Message: fmt.Sprintf("nothing names the condition %q: by itself it puts nothing at risk and grants nothing", n.Name.Value),
					Help:    `name it in a "when", an "unless" or a trigger, or remove it`,
				})
			}
		}
		return found
	}}
}
