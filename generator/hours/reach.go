package hours

import (
	"cmp"
	"slices"
)

// A Stretch is a time during which a call up a ladder reaches the same contact first.
type Stretch struct {
	Span
	Rung int // the index of the contact that is reached; -1 when nobody is
}

// Reach returns, for the whole calendar, whom a call up a ladder of contacts reaches: the first that answers at that time.
// Contacts that are closed are passed over at once, since their hours are known. Neighbouring stretches differ.
func (c *Calendar) Reach(ladder []string) []Stretch {
	var reach []Stretch
	left := Spans{c.Span}
	for rung, contact := range ladder {
		closed := left.Without(c.Open(contact))
		for _, s := range left.Without(closed) {
			reach = append(reach, Stretch{s, rung})
		}
		left = closed
	}
	for _, s := range left {
		reach = append(reach, Stretch{s, -1})
	}
	slices.SortFunc(reach, func(a, b Stretch) int { return cmp.Compare(a.From, b.From) })
	return reach
}

// Unstaffed returns when a ladder of contacts reaches nobody.
func (c *Calendar) Unstaffed(ladder []string) Spans {
	left := Spans{c.Span}
	for _, contact := range ladder {
		left = left.Without(c.Open(contact))
	}
	return left
}
