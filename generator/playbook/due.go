package playbook

import (
	"cmp"
	"slices"

	"remit/generator/source"
)

// A Deadline is a day on which something about a playbook falls due.
type Deadline struct {
	Day  Date
	What string // "review", "authority ends", "grant roll_back#1 ends", "waiver of never_drilled ends"
	Span source.Span
}

// Deadlines returns what falls due, earliest first: the next review, the last days of the playbook, of its grants and of
// its waivers.
func (p *Playbook) Deadlines() []Deadline {
	var list []Deadline
	if p.LastReviewedOn.Present() && p.ReviewIn.Present() {
		list = append(list, Deadline{p.LastReviewedOn.Value.Add(p.ReviewIn.Value), "review", p.LastReviewedOn.Span})
	}
	if p.Until.Present() {
		list = append(list, Deadline{p.Until.Value, "authority ends", p.Until.Span})
	}
	for _, a := range p.Actions {
		for _, g := range a.Grants {
			if g.Until.Present() {
				list = append(list, Deadline{g.Until.Value, "grant " + a.ID(g) + " ends", g.Until.Span})
			}
		}
	}
	for _, w := range p.Waivers {
		if w.Until.Present() {
			list = append(list, Deadline{w.Until.Value, "waiver of " + w.Rule.Value + " ends", w.Until.Span})
		}
	}
	slices.SortStableFunc(list, func(a, b Deadline) int { return a.Day.compare(b.Day) })
	return list
}

func (d Date) compare(e Date) int {
	return cmp.Or(cmp.Compare(d.Year, e.Year), cmp.Compare(d.Month, e.Month), cmp.Compare(d.Day, e.Day))
}
