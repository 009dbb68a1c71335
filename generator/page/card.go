package page

import (
	"slices"
	"strings"

	"remit/generator/playbook"
	"remit/generator/words"
)

// A card gathers what playbooks mean for a role. It says once what would stand there many times: everybody whom it names has
// a number, which paper shows beside the name, and the channels stand at the end.
type card struct {
	*writer
	role      string
	at        place
	known     map[string]*whom
	otherwise bool
	usedUp    bool
}

// A whom is a contact as a card names it. Paper leaves the rest of the name to the list at the end.
type whom struct {
	Number      int
	Short, Rest string   // "Night office", ", Bay 4"
	Brief       []string // its hours on paper
	contact
}

func newCard(w *writer, role string, at place) *card {
	return &card{writer: w, role: role, at: at, known: map[string]*whom{}}
}

func (c *card) whom(name string) *whom {
	if c.known[name] == nil {
		p := &whom{contact: c.contact(name)}
		p.Short = p.Title
		if i := strings.IndexAny(p.Title, "(,"); i > 0 {
			p.Short = strings.TrimSpace(p.Title[:i])
		}
		p.Rest = p.Title[len(p.Short):]
		p.Brief = c.hoursHere(p.Hours)
		c.known[name] = p
	}
	return c.known[name]
}

// hoursHere leaves out of hours what the card says once: the time zone of the site, and that holidays close.
func (c *card) hoursHere(hours []string) []string {
	var list []string
	for _, h := range hours {
		if h != closedThen {
			list = append(list, strings.TrimSuffix(h, " ("+c.zoneWords(nil)+")"))
		}
	}
	return list
}

// clock says once what the hours leave out.
func (c *card) clock() string {
	words := "Hours are " + c.zoneWords(nil) + " where no other is named"
	if len(c.site.Holidays) > 0 {
		words += "; on holidays only who answers day and night does"
	}
	return words + "."
}

// everybody is all whom the card names, in the order of the site, numbered.
func (c *card) everybody() []*whom {
	var list []*whom
	for _, one := range c.site.Contacts {
		if p := c.known[one.Name.Value]; p != nil {
			list = append(list, p)
			p.Number = len(list)
		}
	}
	return list
}

// remits are what playbooks mean for the role, without those that mean nothing.
func (c *card) remits(books []*book) []remit {
	var list []remit
	for _, b := range books {
		if m, some := c.remit(b); some {
			list = append(list, m)
		}
	}
	return list
}

// remit gathers what a playbook means for the role, and whether it means anything.
func (c *card) remit(b *book) (remit, bool) {
	own := c.site.Holds(c.role)
	m := remit{
		Title: b.Title.Value, Href: c.at.to(b.Address()), Summary: b.Summary.Value, Workload: c.workloadLink(c.at, b.Workload.Value),
		Source: cite{strings.TrimPrefix(b.File.Path, "content/playbooks/"), c.lasting(b.File.Path, "")},
		Lapsed: c.lapsed(b), Applies: c.named(b, b.Triggers), Always: !b.Always.IsZero(), Words: c.named(b, b.Conditions),
	}
	if b.Until.Present() {
		m.End = "until " + b.Until.Value.Words()
	}
	for i, v := range c.actions(b, c.at) {
		if v.IsReserved {
			m.Forbidden = append(m.Forbidden, v.Title)
			continue
		}
		if held, some := c.held(b, b.Actions[i], v, own); some {
			c.shorten(&m, b, &held)
			m.May = append(m.May, held)
		}
	}
	for _, d := range b.Duties {
		to := c.remaining(c.role, playbook.Values(d.To))
		if overlap(owedBy(b, d), own) && len(to) > 0 {
			m.Calls = append(m.Calls, c.outgoing(b, d, to))
		}
	}
	m.Comes = c.incoming(b)
	return m, len(m.May)+len(m.Calls)+len(m.Comes) > 0 || b.Lists(c.role)
}

// owedBy returns the roles that owe a duty.
func owedBy(b *book, d *playbook.Duty) []string {
	if d.All || len(d.Roles) == 0 {
		return playbook.Values(b.Roles)
	}
	return playbook.Values(d.Roles)
}

// shorten says once for the whole playbook what every grant would repeat.
func (c *card) shorten(m *remit, b *book, a *remitAction) {
	for i := range a.Rows {
		row := &a.Rows[i]
		if row.terms.UsedUp != "" {
			m.UsedUp, c.usedUp = c.lastCall(b), true
		}
		if row.End == m.End {
			row.End = ""
		}
		row.Cite.Text = row.Cite.Text[strings.LastIndex(row.Cite.Text, "line "):]
	}
}

// lastCall is whom the role calls once a limit is used up.
func (c *card) lastCall(b *book) *whom {
	if to := c.lastLadder(b, c.role, nil); len(to) > 0 {
		return c.whom(to[0])
	}
	owner := c.ownerOf(b)
	if owner.Name == "" {
		return &whom{Short: owner.Title}
	}
	return c.whom(owner.Name)
}

// when says in which situations a duty is owed. What otherwise means the card says once.
func (c *card) when(b *book, d *playbook.Duty) string {
	when := c.dutyWhen(b, d)
	if d.Otherwise {
		c.otherwise = true
		return "Otherwise" + strings.TrimPrefix(when, words.Capital(nothingElse))
	}
	return when
}

func (c *card) outgoing(b *book, d *playbook.Duty, to []string) outgoing {
	v := outgoing{When: c.when(b, d), By: words.Within(d.Within.Value.String())}
	for _, name := range to {
		v.Ladder = append(v.Ladder, c.whom(name))
	}
	return v
}

// incoming lists the duties of others on whose ladder the role's contact stands.
func (c *card) incoming(b *book) []incoming {
	r := c.site.Role(c.role)
	if r == nil || !r.Contact.Present() {
		return nil
	}
	var list []incoming
	for _, d := range b.Duties {
		if from := c.sources(b, d, r.Contact.Value); len(from) > 0 {
			list = append(list, incoming{When: c.when(b, d), By: words.Within(d.Within.Value.String()), Bring: words.Sentence(d.Bring.Value), Sources: from})
		}
	}
	return list
}

// sources says who owes a duty to a contact: those who call it first, and those who try somebody before it.
func (c *card) sources(b *book, d *playbook.Duty, mine string) []incomingFrom {
	var list []incomingFrom
	for _, name := range owedBy(b, d) {
		to := c.remaining(name, playbook.Values(d.To))
		i := slices.Index(to, mine)
		if i < 0 {
			continue
		}
		var after *whom
		if i > 0 {
			after = c.whom(to[i-1])
		}
		same := slices.IndexFunc(list, func(v incomingFrom) bool { return v.After == after })
		if same < 0 {
			same = len(list)
			list = append(list, incomingFrom{After: after})
		}
		list[same].From = append(list[same].From, c.roleTitle(name))
	}
	return list
}

// held keeps the grants of an action that the role holds; those that name it come first.
func (c *card) held(b *book, a *playbook.Action, v action, own []string) (remitAction, bool) {
	kept := remitAction{Title: v.Title, Steps: v.Steps, Tags: v.Tags, Never: c.binding(v.Never, a.Except)}
	var through []remitGrant
	var as []string
	for i, g := range a.Grants {
		names := playbook.Values(g.Roles)
		if g.All {
			names = playbook.Values(b.Roles)
		}
		switch row := c.grant(v.Rows[i], g, v.When); {
		case overlap(names, own[:1]):
			kept.Rows = append(kept.Rows, row)
		case overlap(names, own):
			through = append(through, row)
			as = append(as, common(own, names)...)
		}
	}
	if len(kept.Rows) == 0 && len(own) > 2 {
		for _, name := range common(own, as) {
			kept.As = append(kept.As, c.roleTitle(name))
		}
	}
	kept.Rows = append(kept.Rows, through...)
	return kept, len(kept.Rows) > 0
}

// common are the names of one list that stand in another, in the order of the first.
func common(names, others []string) []string {
	return slices.DeleteFunc(slices.Clone(names), func(n string) bool { return !slices.Contains(others, n) })
}

func (c *card) grant(v grantRow, g *playbook.Grant, only string) remitGrant {
	row := remitGrant{When: narrowed(v.When, only), Never: c.binding(v.Never, g.Except), terms: v.terms}
	for i, t := range g.Tell {
		row.Tells = append(row.Tells, remitTell{c.whom(t.Contact.Value), v.terms.Tells[i]})
	}
	return row
}

// binding is a prohibition that binds the role; whom else it does not bind is nothing to it.
func (c *card) binding(n *never, except []playbook.Text) *never {
	if n == nil || playbook.Has(except, c.role) {
		return nil
	}
	return &never{When: n.When, Because: n.Because}
}

// narrowed joins when a grant holds with what narrows every grant of its action.
func narrowed(when, only string) string {
	switch {
	case only == "":
		return when
	case when == whenever:
		return "only when " + only
	}
	return when + ", and only when " + only
}
