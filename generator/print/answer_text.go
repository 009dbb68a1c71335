package print

import (
	"fmt"
	"strings"
	"time"

	"remit/generator/authority"
	"remit/generator/hours"
)

type answerText struct {
	model *authority.Model
	clock *hours.Clock
	asked bool // whether limits are used up was asked before
	b     strings.Builder
}

// names are the contacts of a ladder in their order.
func (t *answerText) names(to []string) string {
	var names []string
	for _, c := range to {
		names = append(names, t.model.ContactTitle(c))
	}
	return strings.Join(names, ", then ")
}

func (t *answerText) roles(names []string) string {
	var who []string
	for _, r := range names {
		who = append(who, t.model.RoleTitle(r))
	}
	return strings.Join(who, " or ")
}

func (t *answerText) owns(role string) bool {
	w := t.model.Site.Workload(t.model.Playbook.Workload.Value)
	return w != nil && w.Owner.Value == role
}

func deadline(d authority.Owed) string {
	if d.Within == "now" {
		return "now"
	}
	return "within " + d.Within
}

// channels shows how to reach a contact, and whether it answers.
func (t *answerText) channels(contact string) { t.ways(contact, t.note(contact)) }

func (t *answerText) ways(contact, note string) {
	if c := t.model.Site.Contact(contact); c != nil {
		for _, ch := range c.Channels {
			if ch.Value.Present() && !ch.Private {
				t.line("  %s %s: %s%s", c.Title.Value, ch.Kind, ch.Value.Value, note)
			}
		}
	}
}

// note says whether a contact answers, in brackets behind its name.
func (t *answerText) note(contact string) string {
	switch {
	case t.clock == nil, contact == "":
		return ""
	case !t.clock.Closed(contact):
		return " (answers)"
	}
	if next, known := t.clock.Next(contact); known {
		return " (closed until " + timeWords(next, t.clock.At) + ")"
	}
	return " (closed)"
}

// timeWords is a time of day, with its day when that is another than that of now, and its date when it is far away.
func timeWords(at, now time.Time) string {
	switch {
	case at.Format(time.DateOnly) == now.Format(time.DateOnly):
		return at.Format("15:04")
	case at.Sub(now) < 6*24*time.Hour:
		return at.Format("Mon 15:04")
	}
	return at.Format("2 January 2006, 15:04")
}

func (t *answerText) line(format string, args ...any) { fmt.Fprintf(&t.b, format+"\n", args...) }
