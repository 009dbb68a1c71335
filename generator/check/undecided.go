package check

import (
	"remit/generator/diagnostic"
)

// undecided: the analysis of a playbook took more than its budget, so that nothing is proved about it.
func undecided() Rule {
	return Rule{Name: "undecided", Severity: diagnostic.Error, run: func(*subject) []diagnostic.Diagnostic { return nil }}
}

// tooLarge takes the place of all other findings about the decisions of a playbook.
func tooLarge(s *subject) diagnostic.Diagnostic {
	return diagnostic.Diagnostic{
		Span:    s.book.Title.Span,
		Message: "nothing can be proved about this playbook: too many facts bear on each other",
		Help:    "split it into playbooks for one class of situation each, or let fewer facts decide: join tests under \"conditions\", drop those that only shade an answer",
	}
}
