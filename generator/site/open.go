package site

import (
	"fmt"
	"slices"
	"time"

	"remit/generator/authority"
	"remit/generator/hours"
	"remit/generator/playbook"
)

// A clock says which contacts answer at one instant. A nil clock knows of none.
type clock struct {
	at       time.Time // in the time zone of the site
	calendar *hours.Calendar
}

// instants are the ways to write an instant; one without a zone is in that of the site.
var instants = [...]string{time.RFC3339, "2006-01-02T15:04Z07:00", "2006-01-02T15:04:05", "2006-01-02T15:04"}

// clockAt reads an instant; an empty one gives no clock.
func clockAt(text string, site *playbook.Site) (*clock, error) {
	if text == "" {
		return nil, nil
	}
	for _, layout := range instants {
		if at, err := time.ParseInLocation(layout, text, zone(site)); err == nil {
			at = at.In(zone(site))
			return &clock{at, hours.NewCalendar(site, playbook.DateOf(at), hours.Horizon)}, nil
		}
	}
	return nil, &UsageError{fmt.Sprintf("%q is not a time", text), "write it like 2026-10-01T03:10:00Z, or 2026-10-01T03:10 in the time zone of the site"}
}

// open reports whether a contact answers; nil without a clock.
func (c *clock) open(contact string) *bool {
	if c == nil {
		return nil
	}
	return new(c.calendar.Open(contact).Covers(c.at.Unix()))
}

// closed reports whether a contact surely does not answer.
func (c *clock) closed(contact string) bool { return c != nil && contact != "" && !*c.open(contact) }

// note says whether a contact answers, in brackets behind its name.
func (c *clock) note(contact string) string {
	switch {
	case c == nil, contact == "":
		return ""
	case !c.closed(contact):
		return " (answers)"
	}
	for _, s := range c.calendar.Open(contact) {
		if s.From > c.at.Unix() {
			return " (closed until " + c.words(time.Unix(s.From, 0).In(c.at.Location())) + ")"
		}
	}
	return " (closed)"
}

// words is the time of day, with its day when that is another than that of the clock, and its date when it is far away.
func (c *clock) words(at time.Time) string {
	switch {
	case at.Format(time.DateOnly) == c.at.Format(time.DateOnly):
		return at.Format("15:04")
	case at.Sub(c.at) < 6*24*time.Hour:
		return at.Format("Mon 15:04")
	}
	return at.Format("2 January 2006, 15:04")
}

// mark says of holders and calls whether they answer.
func (c *clock) mark(holders []authority.Holder, calls []authority.Call) {
	if c == nil {
		return
	}
	for i := range holders {
		holders[i].Open = new(slices.ContainsFunc(holders[i].Contacts, func(contact string) bool { return !c.closed(contact) }))
	}
	for i := range calls {
		calls[i].Open = c.open(calls[i].Contact)
	}
}

// openFirst puts those who answer before those who do not, and leaves the order else as it is.
func (c *clock) openFirst(contacts []string) []string {
	sorted := slices.Clone(contacts)
	slices.SortStableFunc(sorted, func(a, b string) int { return rank(c.closed(a)) - rank(c.closed(b)) })
	return sorted
}

func rank(closed bool) int {
	if closed {
		return 1
	}
	return 0
}
