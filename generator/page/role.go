package page

import (
	"slices"

	"remit/generator/playbook"
	"remit/generator/words"
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
	Sheets           []listed // the workloads, where one sheet of paper cannot
	Books            []remit
	Otherwise        bool    // whether some call is owed only otherwise
	UsedUp           bool    // whether some limit can be used up
	People           []*whom // everybody whom the card names
	Clock            string  // how to read their hours
	Full             bool    // whether paper has no room for what callers bring
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
	UsedUp               *whom    // whom to call when a limit is used up; nil when nothing is limited so
	End                  string   // "until 31 March 2027", for every grant that does not say otherwise
	Forbidden            []string // actions that nobody here may take
	Calls                []outgoing
	Comes                []incoming
}

// A remitAction is an action that the role may take, with each grant for it.
type remitAction struct {
	Title, Steps string
	Tags         []string
	As           []string // the roles through which it is held; empty when granted to the role itself, or when it includes one role only
	Rows         []remitGrant
	Never        *never
}

// A remitGrant is a grant as the card has it.
type remitGrant struct {
	When  string
	Never *never
	terms
	Tells []remitTell
}

// A remitTell is whom to inform.
type remitTell struct {
	Who *whom
	tell
}

// An outgoing is a call that the role owes.
type outgoing struct {
	When, By string
	Ladder   []*whom
}

// An incoming is a call that others owe and that comes to the role.
type incoming struct {
	When, By, Bring string
	Sources         []incomingFrom
}

// An incomingFrom is who calls, and whom they try before; nil when the role is called first.
type incomingFrom struct {
	From  []string
	After *whom
}

// Paper has room for so many entries with every word on one side, and without spare words on both sides of a sheet. A card of
// more entries prints a sheet for each workload.
const (
	mostOnSide  = 40
	mostOnSheet = 110
)

// role is the card of a role, and a card for each workload where one sheet cannot hold it. One that stands in very many
// playbooks only leads to these.
func (w *writer) role(r *playbook.Role) []sheet {
	name := r.Name.Value
	books := slices.DeleteFunc(slices.Clone(w.books), func(b *book) bool { return !w.concerns(b, r) })
	whole := sheet{address: roleAddress(name), layout: "role.html", title: w.roleTitle(name), scripts: []string{"reach"}}
	if len(books) <= mostTogether && w.entries(r, books) <= mostOnSheet {
		whole.view = func(at place) any { return w.roleView(r, books, at) }
		return []sheet{whole}
	}
	list := []sheet{whole}
	byWorkload := map[string][]*book{}
	for _, b := range books {
		byWorkload[b.Workload.Value] = append(byWorkload[b.Workload.Value], b)
	}
	part := roleOfAddress
	if len(books) <= mostTogether {
		part = roleSheetAddress
	}
	var concerned []*playbook.Workload
	for _, l := range w.site.Workloads {
		if own := byWorkload[l.Name.Value]; len(own) > 0 {
			concerned = append(concerned, l)
			list = append(list, w.roleOf(r, l, own, part(name, l.Name.Value)))
		}
	}
	list[0].view = func(at place) any {
		var parts []listed
		for _, l := range concerned {
			parts = append(parts, w.counted(at, l, part(name, l.Name.Value), len(byWorkload[l.Name.Value])))
		}
		if len(books) <= mostTogether {
			v := w.roleView(r, books, at)
			v.Sheets = parts
			return v
		}
		v := w.roleView(r, nil, at)
		v.Nothing, v.Many = false, parts
		return v
	}
	return list
}

// entries counts what the card of a role would hold.
func (w *writer) entries(r *playbook.Role, books []*book) int {
	return entries(newCard(w, r.Name.Value, place{}).remits(books))
}

func entries(remits []remit) int {
	n := 0
	for _, m := range remits {
		n += len(m.Calls) + len(m.Comes)
		for _, a := range m.May {
			n += len(a.Rows)
		}
	}
	return n
}

// roleOf is the part of a role's card that is about one workload.
func (w *writer) roleOf(r *playbook.Role, l *playbook.Workload, books []*book, address string) sheet {
	name := r.Name.Value
	title := w.roleTitle(name) + ": " + w.workloadLink(place{}, l.Name.Value).Text
	return sheet{address: address, layout: "role.html", title: title, scripts: []string{"reach"}, view: func(at place) any {
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
	c := newCard(w, name, at)
	v.Books = c.remits(books)
	v.People, v.Clock, v.Otherwise, v.UsedUp, v.Full = c.everybody(), c.clock(), c.otherwise, c.usedUp, entries(v.Books) > mostOnSide
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
	return "You own " + words.List(owned, "and") + ": what is granted there you have granted, and what no playbook grants is yours to decide."
}
