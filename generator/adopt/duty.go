package adopt

import (
	"regexp"
	"slices"
	"strings"

	"remit/generator/prose"
)

// A duty is what the runbook says of escalation.
type duty struct {
	said                // where it is said
	to         []string // contacts of the site that it names
	others     []reached
	within     string
	withinAt   said
	steps      string
	hasSection bool
}

// reached is a way to reach somebody whom site.yaml does not know.
type reached struct {
	channel, value string
	at             int
}

var (
	room    = regexp.MustCompile(`(?:^|[\s(,])#([a-z][a-z0-9_-]{2,})`)
	phone   = regexp.MustCompile(`\+[0-9][0-9 ().-]{6,}[0-9]`)
	soon    = regexp.MustCompile(`(?i)\b(?:within|after|in|for) (?:the (?:first|next) )?([0-9]+) ?(min|minutes?|h|hours?)\b`)
	systems = []struct{ host, channel string }{{"slack", "chat"}, {"teams", "chat"}, {"chat", "chat"}, {"zulip", "chat"}, {"mattermost", "chat"},
		{"discord", "chat"}, {"pagerduty", "pager"}, {"opsgenie", "pager"}, {"pager", "pager"}, {"victorops", "pager"}}
)

// readDuty reads the sections on escalation, and the passages elsewhere that tell to call somebody.
func (r *runbook) readDuty() {
	r.duty.at = -1
	for i, h := range r.doc.Headings {
		if r.parts[i] == escalation && !r.duty.hasSection {
			r.duty.hasSection, r.duty.at, r.duty.steps = true, h.Offset, h.Anchor
		}
	}
	for _, p := range r.all {
		if p.Kind != prose.Code && (p.part == escalation || begins(p.Text, calling)) {
			if r.duty.at < 0 {
				r.duty.at = p.Offset
			}
			r.readCall(p)
		}
	}
}

// readCall reads whom a passage tells to reach, how, and by when.
func (r *runbook) readCall(p passage) {
	if m := soon.FindStringSubmatch(p.Text); m != nil && r.duty.within == "" {
		unit := "min"
		if strings.HasPrefix(strings.ToLower(m[2]), "h") {
			unit = "h"
		}
		if m[1] = strings.TrimLeft(m[1], "0"); m[1] != "" {
			r.duty.within, r.duty.withinAt = m[1]+" "+unit, said{"", "", p.Offset}
		}
	}
	before := len(r.duty.to)
	for _, c := range r.site.Contacts {
		if mentions(p.Text, c.Title) || mentions(p.Text, strings.ReplaceAll(c.Name, "_", " ")) {
			r.reach(c.Name)
		}
	}
	for _, w := range r.ways(p) {
		if c := r.contact(w.value); c != "" {
			r.reach(c)
		} else if len(r.duty.to) == before && len(r.duty.others) < most && !slices.ContainsFunc(r.duty.others, func(o reached) bool { return o.value == w.value }) {
			r.duty.others = append(r.duty.others, w)
		}
	}
}

func (r *runbook) reach(contact string) {
	if !slices.Contains(r.duty.to, contact) {
		r.duty.to = append(r.duty.to, contact)
	}
}

// ways are the addresses, numbers and rooms of a passage.
func (r *runbook) ways(p passage) (list []reached) {
	here := func(channel, value string) {
		list = append(list, reached{channel, tidy(value), p.Offset})
	}
	for _, l := range r.links(p) {
		switch kind, rest, _ := strings.Cut(l.Destination, ":"); strings.ToLower(kind) {
		case "mailto":
			here("email", rest)
		case "tel":
			here("phone", rest)
		case "http", "https":
			host, _, _ := strings.Cut(strings.TrimLeft(rest, "/"), "/")
			for _, s := range systems {
				if strings.Contains(strings.ToLower(host), s.host) {
					here(s.channel, l.Destination)
					break
				}
			}
		}
	}
	for _, m := range phone.FindAllString(p.Text, -1) {
		here("phone", "+"+slug(m, ""))
	}
	for _, m := range room.FindAllStringSubmatch(p.Text, -1) {
		here("room", "#"+m[1])
	}
	return list
}

// contact returns the contact of the site that is reached that way.
func (r *runbook) contact(address string) string {
	for _, c := range r.site.Contacts {
		if slices.ContainsFunc(c.Channels, func(own string) bool { return strings.EqualFold(own, address) }) {
			return c.Name
		}
	}
	return ""
}
