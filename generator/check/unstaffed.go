package check

import (
	"fmt"
	"slices"
	"time"

	"remit/generator/diagnostic"
	"remit/generator/hours"
	"remit/generator/playbook"
	"remit/generator/words"
)

// unstaffed: a time in the months ahead at which a ladder, as it is written, reaches nobody. A ladder with a contact that
// does not exist, or that cannot be reached at all, is reported there.
func unstaffed() Rule {
	return Rule{Name: "unstaffed", Severity: diagnostic.Error, run: func(s *subject) []diagnostic.Diagnostic {
		var found []diagnostic.Diagnostic
		for _, d := range s.book.Duties {
			ladder := playbook.Values(d.To)
			if slices.ContainsFunc(ladder, s.calendar.Always) || !s.someUsable(ladder) {
				continue
			}
			if gaps := s.calendar.Unstaffed(ladder); len(gaps) > 0 {
				found = append(found, nobodyThere(s, d, gaps))
			}
		}
		return found
	}}
}

// someUsable reports whether a ladder names a contact that can be reached at some time; one that names none is the matter
// of unreachable_contact.
func (s *subject) someUsable(ladder []string) bool {
	return slices.ContainsFunc(ladder, func(name string) bool {
		c := s.site.Contact(name)
		return c != nil && c.Usable()
	})
}

func nobodyThere(s *subject, d *playbook.Duty, gaps hours.Spans) diagnostic.Diagnostic {
	return diagnostic.Diagnostic{
		Span:    d.Ladder(),
		Cause:   "nobody on this ladder answers: " + words.List(playbook.Values(d.To), "then"),
		Minutes: s.prover.Minutes(gaps),
		Message: fmt.Sprintf("nobody on this ladder answers %s%s", s.localSpan(gaps[0]), atOtherTimes(len(gaps)-1)),
		Help:    "put a contact on the ladder that answers then, at its end one whose hours are always",
		Related: s.hoursOf(playbook.Values(d.To)),
	}
}

func atOtherTimes(n int) string {
	switch n {
	case 0:
		return ""
	case 1:
		return fmt.Sprintf(", and once more in the next %d months", hours.Horizon)
	}
	return fmt.Sprintf(", and at %d other times in the next %d months", n, hours.Horizon)
}

// hoursOf points at the hours of the contacts of a ladder, each once.
func (s *subject) hoursOf(ladder []string) []diagnostic.Related {
	var related []diagnostic.Related
	for i, name := range ladder {
		c := s.site.Contact(name)
		if c == nil || slices.Contains(ladder[:i], name) {
			continue
		}
		if c.Usable() {
			related = append(related, diagnostic.Related{Span: c.Hours.Span, Message: fmt.Sprintf("the hours of %s", name)})
		} else {
			related = append(related, diagnostic.Related{Span: c.Name.Span, Message: fmt.Sprintf("%s has no channel that can be used", name)})
		}
	}
	return related
}

// localSpan writes a stretch of time on the clock of the site: "on Saturday 28 November 2026 from 20:00 to 06:00 the next
// day (London time)".
func (s *subject) localSpan(span hours.Span) string {
	from, until := time.Unix(span.From, 0).In(s.calendar.Zone), time.Unix(span.Until, 0).In(s.calendar.Zone)
	words := "on " + from.Format("Monday 2 January 2006") + " from " + from.Format("15:04") + " to "
	switch playbook.DateOf(until) {
	case playbook.DateOf(from):
		words += until.Format("15:04")
	case playbook.DateOf(from).Next():
		if until.Hour() == 0 && until.Minute() == 0 {
			words += "24:00"
		} else {
			words += until.Format("15:04") + " the next day"
		}
	default:
		words += until.Format("15:04 on Monday 2 January 2006")
	}
	return words + " (" + hours.ZoneWords(s.calendar.Zone) + ")"
}
