package check

import (
	"fmt"

	"remit/generator/diagnostic"
)

// reviewOverdue: the day on which the playbook was to be reviewed has passed.
func reviewOverdue() Rule {
	return Rule{Name: "review_overdue", Severity: diagnostic.Warning, run: func(s *subject) []diagnostic.Diagnostic {
		d := diagnostic.Diagnostic{Span: s.book.LastReviewedOn.Span, Help: "review it with those who act on it, then move \"last_reviewed_on\""}
		due, ok := reviewDue(s.book)
		switch {
		case ok && due.Before(s.today().Day):
			d.Message = fmt.Sprintf("the review was due on %s, %s after the last one", due.Words(), s.book.ReviewIn.Value)
		case s.book.ReviewIn.Present() && !s.book.LastReviewedOn.Present():
			d.Span = s.book.ReviewIn.Span
			d.Message = fmt.Sprintf("this playbook is to be reviewed every %s, and never was", s.book.ReviewIn.Value)
			d.Help = "review it, then write \"last_reviewed_on\" with the day"
		default:
			return nil
		}
		return []diagnostic.Diagnostic{d}
	}}
}
