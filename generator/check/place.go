package check

import (
	"remit/generator/authority"
	"remit/generator/diagnostic"
)

// atRisk is the place of what puts the witness of a region at risk: its first trigger, or `triggers: always`.
func atRisk(s *subject, m *authority.Model, r authority.Region) diagnostic.Related {
	for _, t := range m.Fires(r.Witness) {
		return diagnostic.Related{Span: t.Name.Span, Message: "this trigger puts it at risk"}
	}
	return diagnostic.Related{Span: s.book.Always, Message: "always at risk"}
}
