package page

import (
	"slices"
	"strings"

	"remit/generator/playbook"
)

// roleView is the card of one role: all that it may do, whom it calls, what comes to it, and what it answers for.
type roleView struct {
	Title, Kind      string
	Decides          string
	Responsibilities []string
	Includes         []link
	Contact          *contact
	All              link     // to the whole card; zero on it
	Many             []listed // the workloads, where one page cannot hold them all
	Books            []remit
	People           []contact // everybody whom the card names, for paper
	Nothing          bool
	End              string
	GoodFaith        string
}

// A remit is what one playbook means for a role.
type remit struct {
	Title, Href, Summary string
	Workload             link
	Source               cite
	Lapsed               string
	Applies              []named
	Always               bool
	Words                []named // conditions that the tests name
	May                  []remitAction
	UsedUp               string   // what to do when a limit is used up; "" when nothing is limited so
	End                  string   // "until 31 March 2027", for every grant that does not say otherwise
	Forbidden            []string // actions that nobody here may take
	Calls                []escalation
	Comes                []incoming
	people               []string // names of contacts
}

// A remitAction is an action that the role may take, with each grant for it.
type remitAction struct {
	action
	As []string // the roles through which it is held; empty when granted to the role itself
}

// An incoming is a call that others owe and that comes to the role.
type incoming struct {
	When, By, Bring string
	From            []string
	After           string // whom they try before; "" when the role is called first
	Cite            cite
}

// role is the card of a role. One that stands in very many playbooks leads to a card for each workload.
func (w *writer) role(r *playbook.Role) []sheet {
	name := r.Name.Value
	books := slices.DeleteFunc(slices.Clone(w.books), func(b *book) bool { return !w.concerns(b, r) })
	whole := sheet{address: roleAddress(name), layout: "role.html", title: w.roleTitle(name), scripts: []string{"reach"}}
	if len(books) <= mostTogether {
		whole.view = func(at place) any { return w.roleView(r, books, at) }
		return []sheet{whole}
	}
	list := []sheet{whole}
	byWorkload := map[string][]*book{}
	for _, b := range books {
		byWorkload[b.Workload.Value] = append(byWorkload[b.Workload.Value], b)
	}
	var concerned []*playbook.Workload
	for _, l := range w.site.Workloads {
		if own := byWorkload[l.Name.Value]; len(own) > 0 {
			concerned = append(concerned, l)
			list = append(list, w.roleOf(r, l, own))
		}
	}
	list[0].view = func(at place) any {
		v := w.roleView(r, nil, at)
		v.Nothing = false
		for _, l := range concerned {
			v.Many = append(v.Many, w.counted(at, l, roleOfAddress(name, l.Name.Value), len(byWorkload[l.Name.Value])))
		}
		return v
	}
	return list
}

// roleOf is the part of a role's card that is about one workload.
func (w *writer) roleOf(r *playbook.Role, l *playbook.Workload, books []*book) sheet {
	name := r.Name.Value
	title := w.roleTitle(name) + ": " + w.workloadLink(place{}, l.Name.Value).Text
	return sheet{address: roleOfAddress(name, l.Name.Value), layout: "role.html", title: title, scripts: []string{"reach"}, view: func(at place) any {
		v := w.roleView(r, books, at)
		v.All, v.Title = at.link(w.roleTitle(name), roleAddress(name)), title
		v.Responsibilities, v.Includes = nil, nil
		return v
	}}
}

// concerns reports whether a playbook addresses a role, or one that it includes, or makes others call it.
func (w *writer) concerns(b *book, r *playbook.Role) bool {
	if overlap(playbook.Values(b.Roles), w.site.Holds(r.Name.Value)) {
		return true
	}
	return r.Contact.Present() && slices.ContainsFunc(b.Duties, func(d *playbook.Duty) bool { return playbook.Has(d.To, r.Contact.Value) })
}

func (w *writer) roleView(r *playbook.Role, books []*book, at place) roleView {
	name := r.Name.Value
	v := roleView{
		Title: w.roleTitle(name), Kind: kindWords(r.Kind), Decides: w.decides(r),
		Responsibilities: playbook.Values(r.Responsibilities), GoodFaith: w.site.GoodFaith.Value,
		End: "Void in a copy built more than " + w.maxAge().String() + " before you read it.",
	}
	for _, inner := range w.site.Holds(name)[1:] {
		v.Includes = append(v.Includes, at.link(w.roleTitle(inner), roleAddress(inner)))
	}
	if r.Contact.Present() {
		c := w.roleContact(name)
		v.Contact = &c
	}
	var people []string
	for _, b := range books {
		if m, some := w.remit(b, name, at); some {
			v.Books = append(v.Books, m)
			people = append(people, m.people...)
		}
	}
	for _, c := range w.site.Contacts {
		if slices.Contains(people, c.Name.Value) {
			v.People = append(v.People, w.contact(c.Name.Value))
		}
	}
	v.Nothing = len(v.Books) == 0
	return v
}

func kindWords(k playbook.RoleKind) string {
	switch k {
	case playbook.WorkloadOwner:
		return "Workload owner"
	case playbook.EscalationManager:
		return "Escalation manager"
	}
	return "Team member"
}

// decides says what a role decides beyond its grants.
func (w *writer) decides(r *playbook.Role) string {
	if r.Kind == playbook.EscalationManager {
		return "What no playbook grants is yours to decide, for every workload."
	}
	var owned []string
	for _, l := range w.site.Workloads {
		if l.Owner.Value == r.Name.Value {
			owned = append(owned, l.Title.Value)
		}
	}
	if owned == nil {
		return ""
	}
	return "You own " + series(owned, "and") + ": what is granted there you have granted, and what no playbook grants is yours to decide."
}

// remit gathers what a playbook means for a role, and whether it means anything.
func (w *writer) remit(b *book, role string, at place) (remit, bool) {
	own := w.site.Holds(role)
	m := remit{
		Title: b.Title.Value, Href: at.to(b.Address()), Summary: b.Summary.Value, Workload: w.workloadLink(at, b.Workload.Value),
		Source: cite{b.File.Path, w.sourceLink(b.File.Path, "")},
		Lapsed: w.lapsed(b), Applies: w.named(b, b.Triggers), Always: !b.Always.IsZero(), Words: w.named(b, b.Conditions),
	}
	if b.Until.Present() {
		m.End = "until " + b.Until.Value.Words()
	}
	for i, v := range w.actions(b, at) {
		if v.IsReserved {
			m.Forbidden = append(m.Forbidden, v.Title)
			continue
		}
		if held, some := w.held(b, b.Actions[i], v, own); some {
			w.shorten(&m, b, &held, own[0])
			m.May = append(m.May, held)
		}
	}
	for i, d := range b.Duties {
		to := w.remaining(role, playbook.Values(d.To))
		if overlap(owedBy(b, d), own) && len(to) > 0 {
			m.Calls = append(m.Calls, w.escalation(b, at, i, d, to))
			m.people = append(m.people, to...)
		}
	}
	m.Comes = w.incoming(b, role)
	return m, len(m.May)+len(m.Calls)+len(m.Comes) > 0 || b.Lists(role)
}

// owedBy returns the roles that owe a duty.
func owedBy(b *book, d *playbook.Duty) []string {
	if d.All || len(d.Roles) == 0 {
		return playbook.Values(b.Roles)
	}
	return playbook.Values(d.Roles)
}

// shorten says once for the whole playbook what every grant would repeat.
func (w *writer) shorten(m *remit, b *book, a *remitAction, role string) {
	for i := range a.Rows {
		row := &a.Rows[i]
		if row.UsedUp != "" {
			m.UsedUp = "If a limit is used up, or you cannot find out: do not; call " + w.lastResort(b, role, nil) + "."
		}
		if row.End == m.End {
			row.End = ""
		}
		row.Cite.Text = row.Cite.Text[strings.LastIndex(row.Cite.Text, "line "):]
	}
}

// incoming lists the duties of others on whose ladder the role's contact stands.
func (w *writer) incoming(b *book, role string) []incoming {
	r := w.site.Role(role)
	if r == nil || !r.Contact.Present() {
		return nil
	}
	var list []incoming
	for _, d := range b.Duties {
		list = append(list, w.comesFrom(b, d, r.Contact.Value)...)
	}
	return list
}

// comesFrom says who owes a duty to a contact: those who call it first, then those who try somebody before it.
func (w *writer) comesFrom(b *book, d *playbook.Duty, mine string) []incoming {
	var list []incoming
	for _, name := range owedBy(b, d) {
		to := w.remaining(name, playbook.Values(d.To))
		i := slices.Index(to, mine)
		if i < 0 {
			continue
		}
		after := ""
		if i > 0 {
			after = w.contact(to[i-1]).Title
		}
		same := slices.IndexFunc(list, func(v incoming) bool { return v.After == after })
		if same < 0 {
			same = len(list)
			list = append(list, incoming{
				When: w.dutyWhen(b, d), By: deadline(d.Within.Value), After: after, Bring: sentence(d.Bring.Value), Cite: w.cite(d.Span.Path(), d.Span.From().Line),
			})
		}
		list[same].From = append(list[same].From, w.roleTitle(name))
	}
	return list
}

// held keeps the grants of an action that a role holds; those that name it come first.
func (w *writer) held(b *book, a *playbook.Action, v action, own []string) (remitAction, bool) {
	kept := remitAction{action: v}
	kept.Rows, kept.Nobody = nil, nil
	var through []grantRow
	for i, g := range a.Grants {
		names := playbook.Values(g.Roles)
		if g.All {
			names = playbook.Values(b.Roles)
		}
		switch {
		case overlap(names, own[:1]):
			kept.Rows = append(kept.Rows, v.Rows[i])
		case overlap(names, own):
			through = append(through, v.Rows[i])
			kept.As = v.Rows[i].Who
		}
	}
	if len(kept.Rows) > 0 {
		kept.As = nil
	}
	kept.Rows = append(kept.Rows, through...)
	for i := range kept.Rows {
		kept.Rows[i].When = narrowed(kept.Rows[i].When, v.When)
		if kept.Rows[i].UsedUp != "" {
			kept.Rows[i].UsedUp = w.usedUp(b, own[0], nil)
		}
	}
	if v.Never != nil && playbook.Has(a.Except, own[0]) {
		kept.Never = nil // this prohibition does not bind the role
	}
	return kept, len(kept.Rows) > 0
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
