package print

import (
	"fmt"
	"slices"

	"remit/generator/authority"
	"remit/generator/hours"
)

// call sends to the owner of the workload and the contacts of the ladders, those who answer first; who owns it himself
// has nobody to call.
func (t *answerText) call(a authority.Answer, why string) {
	if t.owns(a.Role) {
		return
	}
	if why != "" {
		t.line("%s", why)
	}
	if contact := t.model.OwnerContact(); contact == "" || !slices.ContainsFunc(a.Calls, isOwner) {
		t.line("  call the workload owner: %s", t.model.OwnerTitle())
	}
	t.turnTo(a.Calls)
}

func isOwner(c authority.Call) bool { return c.Owner }

// holders names who else may, where that is what the reader needs to know, and reports whether it did.
func (t *answerText) holders(a authority.Answer) bool {
	if !slices.Contains([]authority.Verdict{authority.AskHolder, authority.Unsettled, authority.Unanswered}, a.Answer) {
		return false
	}
	t.heldBy(a.Holders)
	if a.Answer == authority.AskHolder {
		t.ifSilent(a.Holders, a.Calls)
	}
	return true
}

// heldBy names who may, those who answer first: a sure holder who is asleep helps less than one who perhaps may.
func (t *answerText) heldBy(list []authority.Holder) {
	list = slices.Clone(list)
	closed := func(h authority.Holder) bool { return h.Open != nil && !*h.Open }
	slices.SortStableFunc(list, func(a, b authority.Holder) int { return hours.ClosedLast(closed(a), closed(b)) })
	for _, h := range list {
		may := "may"
		if !h.Certain {
			may = "may perhaps"
		}
		t.line("Not you: %s %s: %s", t.roles(h.Roles), may, t.model.ActionTitle(h.Action))
	}
	for _, c := range t.clock.OpenFirst(contactsOf(list)) {
		t.channels(c)
	}
}

// ifSilent says whom to call when nobody who may act answers, or surely nobody will.
func (t *answerText) ifSilent(holders []authority.Holder, calls []authority.Call) {
	held := contactsOf(holders)
	rest := slices.DeleteFunc(slices.Clone(calls), func(c authority.Call) bool { return slices.Contains(held, c.Contact) })
	head := "If nobody answers"
	if t.clock != nil && !slices.ContainsFunc(held, func(c string) bool { return !t.clock.Closed(c) }) {
		head = fmt.Sprintf("Nobody who may act answers at %s", t.clock.At.Format("15:04 on Mon 2 January"))
	}
	if len(rest) == 0 {
		t.line("%s: begin again with the first. Do not act yourself.", head)
		return
	}
	t.line("%s:", head)
	t.turnTo(rest)
}

// turnTo lists contacts, and says which of them owns the workload: those who answer first.
func (t *answerText) turnTo(calls []authority.Call) {
	for i, c := range t.openCalls(calls) {
		word := "or"
		if i == 0 {
			word = "call"
		}
		t.line("  %s %s", word, t.callTitle(c))
		t.ways(c.Contact, "")
	}
}

// openCalls puts those who answer before those who do not.
func (t *answerText) openCalls(calls []authority.Call) []authority.Call {
	sorted := slices.Clone(calls)
	slices.SortStableFunc(sorted, func(a, b authority.Call) int {
		return hours.ClosedLast(t.clock.Closed(a.Contact), t.clock.Closed(b.Contact))
	})
	return sorted
}

// callTitle names whom to call, with who owns the workload, and who answers.
func (t *answerText) callTitle(c authority.Call) string {
	title := t.model.ContactTitle(c.Contact)
	if c.Owner {
		title = "the workload owner: " + t.model.OwnerTitle()
	}
	return title + t.note(c.Contact)
}

func contactsOf(list []authority.Holder) []string {
	var contacts []string
	for _, h := range list {
		for _, c := range h.Contacts {
			if !slices.Contains(contacts, c) {
				contacts = append(contacts, c)
			}
		}
	}
	return contacts
}
