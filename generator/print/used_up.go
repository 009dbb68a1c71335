package print

import (
	"fmt"
	"slices"
	"strings"

	"remit/generator/authority"
)

// before asks what has to be known before the yes of an action.
func (t *answerText) before(m authority.May, a authority.Answer) {
	for _, ask := range UsedBefore(m) {
		t.line("  Before you act: %s If so, or if nobody knows, do not: %s.", ask, t.instead(a))
	}
}

// spent names the actions whose limit stands in the way.
func (t *answerText) spent(list []authority.May) {
	for _, m := range list {
		t.line("Not now: %s", t.model.ActionTitle(m.Action))
	}
}

// usedUp says that a limit stands in the way, and how to reach whoever is to be called.
func (t *answerText) usedUp(a authority.Answer) {
	t.line("USED UP, or not known: %s.", t.instead(a))
	if len(a.Duties)+len(a.PossibleDuties) > 0 {
		return // they are shown with their channels anyhow
	}
	var told []string
	for _, d := range a.Fallback {
		for _, c := range d.To {
			if !slices.Contains(told, c) {
				told = append(told, c)
				t.channels(c)
			}
		}
	}
	if len(a.Fallback) == 0 && !t.model.Decides(a.Role) {
		for _, c := range t.openCalls(t.anybody(a.Role)) {
			t.channels(c.Contact)
		}
	}
}

// instead says whom to call when a limit is used up, as the end of a sentence.
func (t *answerText) instead(a authority.Answer) string {
	if len(a.Fallback) == 0 && t.model.Decides(a.Role) {
		return "beyond its limit it is yours to decide"
	}
	var calls []string
	if len(a.Fallback) == 0 {
		for _, c := range t.openCalls(t.anybody(a.Role)) {
			calls = append(calls, t.callTitle(c))
		}
		return "call " + strings.Join(calls, ", or ")
	}
	for _, d := range a.Fallback {
		calls = append(calls, fmt.Sprintf("call %s %s", t.names(d.To), deadline(d)))
	}
	return strings.Join(calls, "; and ")
}

// anybody is whom a role can call where nothing says it, and the owner in any case: one without a contact has a title.
func (t *answerText) anybody(role string) []authority.Call {
	calls := t.model.Calls(role)
	if !slices.ContainsFunc(calls, isOwner) {
		calls = append([]authority.Call{{Owner: true}}, calls...)
	}
	return calls
}

// UsedBefore are the questions about use that stand before the yes of an action (MEANING, Limits), each once.
func UsedBefore(m authority.May) []string {
	var list []string
	for _, g := range m.Grants {
		if ask := g.UsedBefore(); ask != "" && !slices.Contains(list, ask) {
			list = append(list, ask)
		}
	}
	return list
}
