package page

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"remit/generator/channel"
	"remit/generator/hours"
	"remit/generator/playbook"
)

// A contact is somebody to call.
type contact struct {
	Name, Title string
	Hours       []string // "every day 06:00 to 22:00 (London time)"
	Answers     string   // "answers in 5 min"
	First       []button
	All         []button
	Kept        bool // no channel may be shown
	writable
}

// A writable is where a written message can go: values of channels that can carry its words.
type writable struct{ Texts, Mails string }

// contactViews makes the view of every contact once; a ladder on any page shows the same one.
func (w *writer) contactViews() map[string]contact {
	views := map[string]contact{}
	for _, c := range w.site.Contacts {
		v := contact{Name: c.Name.Value, Title: c.Title.Value, Hours: w.hours(c.Hours)}
		if v.Title == "" {
			v.Title = v.Name
		}
		if c.AnswersIn.Present() {
			v.Answers = "answers in " + c.AnswersIn.Value.String()
		}
		for _, ch := range c.Channels {
			if ch.Value.Present() && (!ch.Private || w.site.Private) {
				v.All = append(v.All, buttonOf(ch, v.Title))
				v.writable.add(ch)
			}
		}
		v.First, v.Kept = firstChannels(v.All), len(v.All) == 0
		views[v.Name] = v
	}
	return views
}

// add takes the first channel of each kind; one that its kind cannot carry is none.
func (w *writable) add(ch *playbook.Channel) {
	switch kind, _ := channel.Of(ch.Kind); {
	case !kind.Message || ch.Href() == "":
	case kind.Number && w.Texts == "":
		w.Texts = ch.Value.Value
	case kind.Mail && w.Mails == "":
		w.Mails = ch.Value.Value
	}
}

// firstChannels picks what stands beside a name on a ladder: the preferred channel, and the first that rings a phone.
func firstChannels(all []button) []button {
	if len(all) == 0 {
		return nil
	}
	first := all[:1:1]
	if i := slices.IndexFunc(all, func(c button) bool { return c.Rings && c.Href != "" }); i > 0 {
		first = append(first, all[i])
	}
	return first
}

// contact returns the view of a contact; one that the site does not have is shown by its name.
func (w *writer) contact(name string) contact {
	if c, known := w.people[name]; known {
		return c
	}
	return contact{Name: name, Title: name, Kept: true}
}

// closedThen ends the hours of a contact that holidays close.
const closedThen = "not on holidays"

// hours are the opening times in words, one phrase for each time zone.
func (w *writer) hours(h playbook.Hours) []string {
	if h.Always || len(h.Windows) == 0 {
		return []string{"day and night"}
	}
	var zones []string
	phrases := map[string][]string{}
	for _, win := range h.Windows {
		zone := w.zoneWords(win.Zone)
		if !slices.Contains(zones, zone) {
			zones = append(zones, zone)
		}
		phrases[zone] = append(phrases[zone], windowWords(win))
	}
	var list []string
	for _, zone := range zones {
		list = append(list, strings.Join(phrases[zone], ", ")+" ("+zone+")")
	}
	if len(w.site.Holidays) > 0 {
		list = append(list, closedThen)
	}
	return list
}

// zoneWords names a time zone, that of the site when none is given.
func (w *writer) zoneWords(zone *time.Location) string {
	if zone == nil {
		zone = w.zone
	}
	return hours.ZoneWords(zone)
}

func windowWords(win playbook.Window) string {
	words := fmt.Sprintf("%s %s to %s", dayWords(win.Days), clock(win.From), clock(win.To))
	if win.To < win.From {
		words += " the next day"
	}
	return words
}

func clock(minute int) string { return fmt.Sprintf("%02d:%02d", minute/60, minute%60) }

// dayWords joins neighbouring days of the week, which begins on Monday: "Mon to Fri, Sun".
func dayWords(days [7]bool) string {
	if days == [7]bool{true, true, true, true, true, true, true} {
		return "every day"
	}
	names := [...]string{"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"}
	on := func(i int) bool { return days[(i+1)%7] }
	var parts []string
	for i := 0; i < 7; i++ {
		if !on(i) {
			continue
		}
		last := i
		for last+1 < 7 && on(last+1) {
			last++
		}
		switch {
		case last > i:
			parts = append(parts, names[i]+" to "+names[last])
		default:
			parts = append(parts, names[i])
		}
		i = last
	}
	return strings.Join(parts, ", ")
}

// contactsView is the page of all contacts.
type contactsView struct {
	People []person
}

// A person is a contact with the roles that stand behind it.
type person struct {
	contact
	Roles []link
	Week  *week // nil when it always answers, or never
}

func (w *writer) contacts() sheet {
	return sheet{address: contactsAddress, layout: "contacts.html", title: "Whom to call", scripts: []string{"reach"}, view: func(at place) any {
		var v contactsView
		for _, c := range w.site.Contacts {
			p := person{contact: w.contact(c.Name.Value), Week: w.week([]string{c.Name.Value})}
			for _, r := range w.site.Roles {
				if r.Contact.Value == c.Name.Value {
					p.Roles = append(p.Roles, at.link(w.roleTitle(r.Name.Value), roleAddress(r.Name.Value)))
				}
			}
			v.People = append(v.People, p)
		}
		return v
	}}
}

// A ladder is contacts to be tried in order.
type ladder struct {
	Key   string // contacts joined by ">", for the walk
	Rungs []rung
}

// A rung is one contact of a ladder with its number.
type rung struct {
	Number int
	contact
	Owner bool // of the workload; only where that has to be said
	Aside bool // nobody there decides; likewise
}

func (w *writer) ladder(to []string) ladder {
	l := ladder{Key: strings.Join(to, ">")}
	for i, name := range to {
		l.Rungs = append(l.Rungs, rung{Number: i + 1, contact: w.contact(name)})
	}
	return l
}

// roleTitle is the title of a role, or its name when there is none.
func (w *writer) roleTitle(name string) string {
	if r := w.site.Role(name); r != nil && r.Title.Value != "" {
		return r.Title.Value
	}
	return name
}

// roleContact is the contact of a role; one without is known by its title alone.
func (w *writer) roleContact(name string) contact {
	if r := w.site.Role(name); r != nil && r.Contact.Present() {
		return w.contact(r.Contact.Value)
	}
	return contact{Name: name, Title: w.roleTitle(name), Kept: true}
}
