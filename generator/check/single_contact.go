package check

import (
	"fmt"
	"slices"

	"remit/generator/diagnostic"
	"remit/generator/playbook"
)

// singleContact: a ladder of one contact. When that one does not answer, there is nobody left to try.
func singleContact() Rule {
	return Rule{Name: "single_contact", Severity: diagnostic.Warning, run: func(s *subject) []diagnostic.Diagnostic {
		var found []diagnostic.Diagnostic
		for _, d := range s.book.Duties {
			if name, only := onlyContact(d); only {
				found = append(found, diagnostic.Diagnostic{
					Span:    d.Ladder(),
					Message: fmt.Sprintf("%s is the only contact on this ladder: when it does not answer, nobody is left to call", name),
					Help:    "add a second contact, such as an escalation manager or the workload owner",
				})
			}
		}
		return found
	}}
}

// onlyContact returns the contact of a ladder that names no other.
func onlyContact(d *playbook.Duty) (name string, only bool) {
	names := playbook.Values(d.To)
	slices.Sort(names)
	names = slices.Compact(names)
	if len(names) != 1 {
		return "", false
	}
	return names[0], true
}
