package page

import (
	"remit/generator/playbook"
)

// roleView is the card of one role: all that it may do, whom it calls, and what it answers for.
type roleView struct {
	Title, Kind      string
	Decides          string
	Responsibilities []string
	Includes         []link
	Contact          *contact
	Books            []remit
	Nothing          bool
	End              string
	GoodFaith        string
}

// A remit is what one playbook means for a role.
type remit struct {
	Title, Href, Summary string
	Workload             link
	Lapsed               string
	Applies              []named
	Always               bool
	Words                []named // conditions that the tests name
	May                  []remitAction
	Forbidden            []string // actions that nobody here may take
	Calls                []escalation
}

// A remitAction is an action that the role may take, with each grant for it.
type remitAction struct {
	action
	As []string // the roles through which it is held; empty when granted to the role itself
}

func (w *writer) role(r *playbook.Role) sheet {
	name := r.Name.Value
	return sheet{address: roleAddress(name), layout: "role.html", title: w.roleTitle(name), view: func(at place) any {
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
		for _, b := range w.books {
			if m, some := w.remit(b, name, at); some {
				v.Books = append(v.Books, m)
			}
		}
		v.Nothing = len(v.Books) == 0
		return v
	}}
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
		Lapsed: w.lapsed(b), Applies: w.named(b, b.Triggers), Always: !b.Always.IsZero(), Words: w.named(b, b.Conditions),
	}
	for i, v := range w.actions(b, at) {
		if v.IsReserved {
			m.Forbidden = append(m.Forbidden, v.Title)
			continue
		}
		if held, some := w.held(b, b.Actions[i], v, own); some {
			m.May = append(m.May, held)
		}
	}
	for i, d := range b.Duties {
		names := playbook.Values(d.Roles)
		if d.All || len(names) == 0 {
			names = playbook.Values(b.Roles)
		}
		if to := w.remaining(role, playbook.Values(d.To)); overlap(names, own) && len(to) > 0 {
			m.Calls = append(m.Calls, w.escalation(b, at, i, d, to))
		}
	}
	return m, len(m.May)+len(m.Calls) > 0 || b.Lists(role)
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
