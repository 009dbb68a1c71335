package check

import (
	"fmt"

	"remit/generator/diagnostic"
)

// failingScenario: a scenario whose expectation does not hold in every completion of what it gives.
func failingScenario() Rule {
	return Rule{Name: "failing_scenario", Severity: diagnostic.Error, run: func(s *subject) []diagnostic.Diagnostic {
		var found []diagnostic.Diagnostic
		for _, p := range s.scenarios() {
			for _, miss := range p.Misses {
				found = append(found, diagnostic.Diagnostic{
					Span:    miss.Span,
					Message: fmt.Sprintf("scenario %q: %s", p.Scenario.Name.Value, miss.Message),
					Help:    "correct the expectation, or the rule that gives this answer",
					Witness: p.Witness,
					Related: miss.Why,
				})
			}
		}
		return found
	}}
}
