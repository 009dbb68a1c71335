package check

import (
	"fmt"

	"remit/generator/diagnostic"
	"remit/generator/playbook"
)

// expired: authority that has lapsed, of the playbook or of a single grant. It never stops a build: a lapsed playbook is
// published as lapsed.
func expired() Rule {
	return Rule{Name: "expired", Severity: diagnostic.Warning, run: func(s *subject) []diagnostic.Diagnostic {
		var found []diagnostic.Diagnostic
		s.eachEnd(func(whose string, until playbook.Given[playbook.Date]) {
			if until.Value.Before(s.today().Day) {
				found = append(found, diagnostic.Diagnostic{
					Span:    until.Span,
					Message: fmt.Sprintf("%s lapsed on %s", whose, until.Value.Words()),
					Help:    "review it and move the date, or remove what nobody may rely on any more",
				})
			}
		})
		return found
	}}
}

// eachEnd calls visit for every last day that the playbook names: its own, and those of its grants.
func (s *subject) eachEnd(visit func(whose string, until playbook.Given[playbook.Date])) {
	if s.book.Until.Present() {
		visit("the authority of this playbook", s.book.Until)
	}
	for _, a := range s.book.Actions {
		for _, g := range a.Grants {
			if g.Until.Present() && g.Until.Span != s.book.Until.Span {
				visit(a.ID(g), g.Until)
			}
		}
	}
}
