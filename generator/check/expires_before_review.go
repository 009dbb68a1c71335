package check

import (
	"fmt"

	"remit/generator/diagnostic"
	"remit/generator/playbook"
)

// expiresBeforeReview: authority that lapses before its next review is due, so that it is gone before anybody looks.
func expiresBeforeReview() Rule {
	return Rule{Name: "expires_before_review", Severity: diagnostic.Warning, run: func(s *subject) []diagnostic.Diagnostic {
		due, ok := reviewDue(s.book)
		if !ok {
			return nil
		}
		var found []diagnostic.Diagnostic
		s.eachEnd(func(whose string, until playbook.Given[playbook.Date]) {
			if until.Value.Before(due) && !until.Value.Before(s.today().Day) {
				found = append(found, diagnostic.Diagnostic{
					Span:    until.Span,
					Message: fmt.Sprintf("%s lapses on %s, before the next review is due on %s", whose, until.Value.Words(), due.Words()),
					Help:    "review it sooner, or let it hold until the review",
					Related: []diagnostic.Related{{Span: s.book.ReviewIn.Span, Message: "the review is due this long after the last one"}},
				})
			}
		})
		return found
	}}
}

// reviewDue returns the day on which the next review is due.
func reviewDue(p *playbook.Playbook) (playbook.Date, bool) {
	if !p.LastReviewedOn.Present() || !p.ReviewIn.Present() {
		return playbook.Date{}, false
	}
	return p.LastReviewedOn.Value.Add(p.ReviewIn.Value), true
}
