package check

import (
	"fmt"

	"remit/generator/diagnostic"
)

// idleTrigger: a trigger that puts at risk only what other triggers do, and that no rule names.
func idleTrigger() Rule {
	return Rule{Name: "idle_trigger", Severity: diagnostic.Warning, run: func(s *subject) []diagnostic.Diagnostic {
		var found []diagnostic.Diagnostic
		for _, idle := range s.today().IdleTriggers() {
			d := diagnostic.Diagnostic{
				Span:    idle.Trigger.Name.Span,
				Message: fmt.Sprintf("the trigger %q adds nothing: whenever it holds, another one does, and no rule names it", idle.Trigger.Name.Value),
				Help:    "widen it, name it in a rule, or remove it",
			}
			if by := idle.By; by != nil {
				d.Message = fmt.Sprintf("the trigger %q adds nothing: whenever it holds, %q does, and no rule names it", idle.Trigger.Name.Value, by.Name.Value)
				d.Related = []diagnostic.Related{{Span: by.Name.Span, Message: "the wider trigger"}}
			}
			found = append(found, d)
		}
		return found
	}}
}
