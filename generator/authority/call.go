package authority

import (
	"slices"

	"remit/generator/playbook"
)

// OwnerContact is the contact of the role that owns the workload; "" when it has none.
func (m *Model) OwnerContact() string {
	w := m.Site.Workload(m.Playbook.Workload.Value)
	if w == nil {
		return ""
	}
	if r := m.Site.Role(w.Owner.Value); r != nil {
		return r.Contact.Value
	}
	return ""
}

// Calls lists whom a role can turn to on a playbook when nothing else says whom to call: the owner of the workload, then
// the contacts of all its ladders: those where somebody decides, the others of the site, and third parties, each in the
// order of the file. Nobody calls himself. Who owns the workload has nobody to turn to but himself, and gets none.
func (m *Model) Calls(role string) []Call {
	own := ""
	if r := m.Site.Role(role); r != nil {
		own = r.Contact.Value
	}
	if w := m.Site.Workload(m.Playbook.Workload.Value); w != nil && w.Owner.Value == role {
		return nil
	}
	var list []Call
	add := func(contact string, owner bool) {
		known := slices.ContainsFunc(list, func(c Call) bool { return c.Contact == contact })
		if contact != "" && contact != own && !known {
			list = append(list, Call{Contact: contact, Owner: owner})
		}
	}
	add(m.OwnerContact(), true)
	for _, d := range m.Playbook.Duties {
		for _, to := range d.To {
			add(to.Value, false)
		}
	}
	slices.SortStableFunc(list, func(a, b Call) int { return m.help(a) - m.help(b) })
	return list
}

// help ranks calls by what they can lead to: the owner, somebody else who decides, somebody, and a third party.
func (m *Model) help(c Call) int {
	switch {
	case c.Owner:
		return 0
	case m.DecidesAt(c.Contact):
		return 1
	case slices.ContainsFunc(m.Site.Roles, func(r *playbook.Role) bool { return r.Contact.Value == c.Contact }):
		return 2
	}
	return 3
}

// turnTo says whom to call where an answer leaves that open. Where somebody else may act it is who decides instead, and the
// owner is the last to be woken.
func (m *Model) turnTo(a Answer) []Call {
	switch {
	case a.Answer == AskHolder:
		return m.deciders(a.Role)
	case a.Answer == Impossible, a.Answer == Unanswered, a.Answer == Unsettled && a.Safe == CallOwner:
		return m.Calls(a.Role)
	}
	return nil
}

// deciders are the calls that lead to somebody who decides. Who neither decides nor may act here is no help when those who
// may do not answer: all that he could do is to make one of these calls.
func (m *Model) deciders(role string) []Call {
	calls := slices.DeleteFunc(m.Calls(role), func(c Call) bool { return !c.Owner && !m.DecidesAt(c.Contact) })
	if len(calls) > 0 && calls[0].Owner {
		calls = append(calls[1:], calls[0])
	}
	return calls
}

// DecidesAt reports whether a contact reaches a role that decides on this playbook.
func (m *Model) DecidesAt(contact string) bool {
	return slices.ContainsFunc(m.Site.Roles, func(r *playbook.Role) bool { return r.Contact.Value == contact && m.Decides(r.Name.Value) })
}
