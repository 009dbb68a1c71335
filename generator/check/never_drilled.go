package check

import "remit/generator/diagnostic"

// neverDrilled: a playbook that nobody has practised.
func neverDrilled() Rule {
	return Rule{Name: "never_drilled", Severity: diagnostic.Warning, run: func(s *subject) []diagnostic.Diagnostic {
		if s.book.LastDrilledOn.Present() {
			return nil
		}
		return []diagnostic.Diagnostic{{
			Span:    s.book.Title.Span,
			Message: "nobody has practised this playbook: it has no \"last_drilled_on\"",
			Help:    "play one of its scenarios with those who would act, then write \"last_drilled_on\" with the day",
		}}
	}}
}
