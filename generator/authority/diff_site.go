package authority

import (
	"fmt"
	"slices"
	"strings"

	"remit/generator/decision"
	"remit/generator/playbook"
)

// CompareSites says what changed in the site itself: how contacts are reached, what roles are, and what bears on all
// authority. Each change names the playbooks that it touches. What a channel leads to is never said, since it may be
// private. Notices are names that are new for what is the same.
func CompareSites(was, is *playbook.Library) (changes []Change, notices []string) {
	c := sites{was: was, is: is, names: titled([2]Edition{{was.Site, &playbook.Playbook{}}, {is.Site, &playbook.Playbook{}}})}
	for _, contact := range is.Site.Contacts {
		c.contact(contact)
	}
	for _, r := range is.Site.Roles {
		c.role(r)
	}
	for _, r := range was.Site.Roles {
		if is.Site.Role(c.names.role(r.Name.Value)) == nil {
			c.add(RoleChange, r.Name.Value, c.addressing(r.Name.Value), []string{"removed"})
		}
	}
	c.whole()
	return c.changes, c.notices()
}

type sites struct {
	was, is *playbook.Library
	names   naming
	changes []Change
}

func (c *sites) add(k Kind, subject string, books, details []string) {
	if details != nil {
		c.changes = append(c.changes, Change{Kind: k, Subject: subject, Details: details, Books: books})
	}
}

// before returns the noun of then that stands for one of now.
func before[T titledNoun](list []T, names map[string]string, name string) (none T, found bool) {
	for _, x := range list {
		if called(names, nameOf(x)) == name {
			return x, true
		}
	}
	return none, false
}

// contact compares how a contact is reached. One that is new or gone shows in the duties that name it.
func (c *sites) contact(is *playbook.Contact) {
	was, found := before(c.was.Site.Contacts, c.names.contacts, is.Name.Value)
	if !found {
		return
	}
	var lines []string
	if !slices.EqualFunc(was.Channels, is.Channels, func(a, b *playbook.Channel) bool {
		return a.Kind == b.Kind && a.Value.Value == b.Value.Value && a.Private == b.Private
	}) {
		lines = append(lines, "channels changed")
	}
	if hoursForm(was.Hours) != hoursForm(is.Hours) {
		lines = append(lines, "hours changed")
	}
	if a, b := written(was.AnswersIn), written(is.AnswersIn); a != b {
		lines = append(lines, "answers_in "+orNo(a)+" -> "+orNo(b))
	}
	c.add(ContactHow, is.Name.Value, c.calling(is.Name.Value), lines)
}

// hoursForm does not depend on the order of the windows.
func hoursForm(h playbook.Hours) string {
	var windows []string
	for _, w := range h.Windows {
		zone := ""
		if w.Zone != nil {
			zone = w.Zone.String()
		}
		windows = append(windows, fmt.Sprint(w.Days, w.From, w.To, zone))
	}
	slices.Sort(windows)
	return fmt.Sprint(h.Always, slices.Compact(windows))
}

func (c *sites) role(is *playbook.Role) {
	name := is.Name.Value
	was, found := before(c.was.Site.Roles, c.names.roles, name)
	if !found {
		c.add(RoleChange, name, c.addressing(name), []string{"added, a " + is.Kind.String()})
		return
	}
	var lines []string
	if was.Kind != is.Kind {
		lines = append(lines, "kind "+was.Kind.String()+" -> "+is.Kind.String())
	}
	if a, b := c.names.contact(was.Contact.Value), is.Contact.Value; a != b {
		lines = append(lines, "contact "+orNo(a)+" -> "+orNo(b))
	}
	var a []string
	for _, r := range playbook.Values(was.Includes) {
		a = append(a, c.names.role(r))
	}
	b := playbook.Values(is.Includes)
	slices.Sort(a)
	slices.Sort(b)
	if !slices.Equal(a, b) {
		lines = append(lines, "includes "+orNo(strings.Join(a, ", "))+" -> "+orNo(strings.Join(b, ", ")))
	}
	c.add(RoleChange, name, c.addressing(name), lines)
}

// whole compares what bears on every playbook.
func (c *sites) whole() {
	was, is := c.was.Site, c.is.Site
	var lines []string
	if a, b := zoneWords(was), zoneWords(is); a != b {
		lines = append(lines, "time_zone "+a+" -> "+b)
	}
	if a, b := written(was.MaxAge), written(is.MaxAge); a != b {
		lines = append(lines, "max_age "+orNo(a)+" -> "+orNo(b))
	}
	if a, b := written(was.ReachWithin), written(is.ReachWithin); a != b {
		lines = append(lines, "reach_within "+orNo(a)+" -> "+orNo(b))
	}
	a, b := holidays(was), holidays(is)
	for _, day := range a {
		if !slices.Contains(b, day) {
			lines = append(lines, "holidays: no longer "+day)
		}
	}
	for _, day := range b {
		if !slices.Contains(a, day) {
			lines = append(lines, "holidays: "+day+" is new")
		}
	}
	c.add(SiteChange, "", nil, lines)
}

func zoneWords(s *playbook.Site) string {
	if s.TimeZone.Value == nil {
		return "UTC"
	}
	return s.TimeZone.Value.String()
}

func holidays(s *playbook.Site) []string {
	var days []string
	for _, d := range s.Holidays {
		days = append(days, d.Value.String())
	}
	slices.Sort(days)
	return slices.Compact(days)
}

// calling names the playbooks in which a contact is called or told, or stands for a role.
func (c *sites) calling(contact string) []string {
	return booksWhere(c.is, func(p *playbook.Playbook) bool {
		for _, d := range p.Duties {
			if playbook.Has(d.To, contact) {
				return true
			}
		}
		told := func(t *playbook.Tell) bool { return t.Contact.Value == contact }
		for _, a := range p.Actions {
			for _, g := range a.Grants {
				if slices.ContainsFunc(g.Tell, told) {
					return true
				}
			}
		}
		return slices.ContainsFunc(p.Roles, func(r playbook.Text) bool {
			role := c.is.Site.Role(r.Value)
			return role != nil && role.Contact.Value == contact
		})
	})
}

// addressing names the playbooks that address a role, or one that it includes, then or now.
func (c *sites) addressing(role string) []string {
	var books []string
	for _, l := range []*playbook.Library{c.was, c.is} {
		own := l.Site.Holds(role)
		books = append(books, booksWhere(l, func(p *playbook.Playbook) bool { return overlap(playbook.Values(p.Roles), own) })...)
	}
	slices.Sort(books)
	return slices.Compact(books)
}

func booksWhere(l *playbook.Library, is func(*playbook.Playbook) bool) []string {
	var books []string
	for _, p := range l.Playbooks {
		if !p.Failed && is(p) {
			books = append(books, p.ID)
		}
	}
	return books
}

func (c *sites) notices() []string {
	return append(calledNow("role ", c.names.roles), calledNow("contact ", c.names.contacts)...)
}

// SameMeaning reports whether two sites say the same of all that decides an answer: roles, who owns which workload, and
// shared facts. Then a playbook whose text did not change means what it meant.
func SameMeaning(was, is *playbook.Site) bool { return siteForm(was) == siteForm(is) }

func siteForm(s *playbook.Site) string {
	var b strings.Builder
	for _, r := range s.Roles {
		includes := playbook.Values(r.Includes)
		slices.Sort(includes)
		fmt.Fprintf(&b, "role %s %q %v %s %s\n", r.Name.Value, r.Title.Value, r.Kind, r.Contact.Value, includes)
	}
	for _, w := range s.Workloads {
		fmt.Fprintf(&b, "workload %s %s\n", w.Name.Value, w.Owner.Value)
	}
	for _, c := range s.Contacts {
		fmt.Fprintf(&b, "contact %s %q\n", c.Name.Value, c.Title.Value)
	}
	for _, f := range s.Facts {
		fmt.Fprintf(&b, "fact %s %q %s\n", f.Name.Value, f.Ask.Value, domain(f))
		for _, o := range f.Options {
			fmt.Fprintf(&b, "option %s %q\n", o.Name.Value, o.Title.Value)
		}
	}
	return b.String()
}

// MayEver reports whether a grant is in force for a role, which may hold it through others, in some situation, whatever
// the day.
func (m *Model) MayEver(role string, g GrantRef) bool {
	if !overlap(g.Roles, m.Site.Holds(role)) {
		return false
	}
	live := m.forest.And(m.risk, m.forest.Not(m.cannot))
	return m.forest.And(live, m.inForce(m.grants[g.Index], role)) != decision.False
}
