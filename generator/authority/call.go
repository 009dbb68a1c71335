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
// the contacts of all its ladders, in the order of the file. Nobody calls himself. Who owns the workload has nobody to turn
// to but himself, and gets none.
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
	return list
}

// turnTo says whom to call where an answer leaves that open. Where somebody else may act it is whoever stands behind the
// ladders, and the owner is the last to be woken.
func (m *Model) turnTo(a Answer) []Call {
	switch {
	case a.Answer == AskHolder:
		return m.deciders(a.Role)
	case a.Answer == Impossible, a.Answer == Unanswered, a.Answer == Unsettled && a.Safe == CallOwner:
		return m.Calls(a.Role)
	}
	return nil
}

// deciders are the calls that lead to a role of the site: a third party may neither act nor decide.
func (m *Model) deciders(role string) []Call {
	calls := slices.DeleteFunc(m.Calls(role), func(c Call) bool { return !m.Staffed(c.Contact) })
	if len(calls) > 0 && calls[0].Owner {
		calls = append(calls[1:], calls[0])
	}
	return calls
}

// Staffed reports whether a role of the site is reached at a contact. Nobody at a third party may act or decide.
func (m *Model) Staffed(contact string) bool {
	return slices.ContainsFunc(m.Site.Roles, func(r *playbook.Role) bool { return r.Contact.Value == contact })
}
