package check

import (
	"fmt"
	"strings"

	"remit/generator/diagnostic"
	"remit/generator/playbook"
)

// sharedAlert: an alert that two playbooks name, or one playbook twice, or that another names in other letters. alerts.json
// lists both, and the page of each says what it answers; but who is woken by the alert must choose between them first.
func sharedAlert() Rule {
	return Rule{Name: "shared_alert", Severity: diagnostic.Warning, whole: func(l *playbook.Library) []diagnostic.Diagnostic {
		first := map[string]playbook.Text{} // by the name in small letters
		var found []diagnostic.Diagnostic
		for _, p := range l.Playbooks {
			for _, alert := range p.Alerts {
				key := strings.ToLower(alert.Value)
				before, known := first[key]
				if !known {
					first[key] = alert
					continue
				}
				found = append(found, shared(alert, before))
			}
		}
		return found
	}}
}

func shared(alert, before playbook.Text) diagnostic.Diagnostic {
	d := diagnostic.Diagnostic{
		Span:    alert.Span,
		Message: fmt.Sprintf("the alert %q leads to another playbook, too: whoever it wakes must choose first", alert.Value),
		Help:    "let one playbook answer it and link to the other, or give the alerts two names",
		Related: []diagnostic.Related{{Span: before.Span, Message: "it is also named here"}},
	}
	switch {
	case alert.Value != before.Value:
		d.Message = fmt.Sprintf("the alert %q differs from %q in capital letters alone: one of the two may never fire", alert.Value, before.Value)
		d.Help = "write the name as your monitoring does"
		d.Related[0].Message = "the other is named here"
	case alert.Span.Path() == before.Span.Path():
		d.Message = fmt.Sprintf("the alert %q is named twice", alert.Value)
		d.Help = "delete one of the two"
	}
	return d
}
