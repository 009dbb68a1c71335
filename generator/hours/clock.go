package hours

import (
	"slices"
	"time"

	"remit/generator/playbook"
)

// A Clock says which contacts answer at one instant. A nil clock knows of none.
type Clock struct {
	At       time.Time // in the time zone of the site
	calendar *Calendar
}

// NewClock returns the clock of a site at an instant.
func NewClock(site *playbook.Site, at time.Time) *Clock {
	return &Clock{at, NewCalendar(site, playbook.DateOf(at), Horizon)}
}

// Next returns when a contact answers again, and whether that is known.
func (c *Clock) Next(contact string) (time.Time, bool) {
	for _, s := range c.calendar.Open(contact) {
		if s.From > c.At.Unix() {
			return time.Unix(s.From, 0).In(c.At.Location()), true
		}
	}
	return time.Time{}, false
}

// OpenFirst puts those who answer before those who do not, and leaves the order else as it is.
func (c *Clock) OpenFirst(contacts []string) []string {
	sorted := slices.Clone(contacts)
	slices.SortStableFunc(sorted, func(a, b string) int { return ClosedLast(c.Closed(a), c.Closed(b)) })
	return sorted
}

// ClosedLast compares two contacts for sorting, those who answer first, by whether each is closed.
func ClosedLast(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return 1
	}
	return -1
}

// Closed reports whether a contact surely does not answer.
func (c *Clock) Closed(contact string) bool { return c != nil && contact != "" && !*c.Open(contact) }

// Open reports whether a contact answers; nil without a clock.
func (c *Clock) Open(contact string) *bool {
	if c == nil {
		return nil
	}
	return new(c.calendar.Open(contact).Covers(c.At.Unix()))
}
