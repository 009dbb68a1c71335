package authority_test

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"remit/generator/playbook"
)

// A judgement is what holds for a role over all completions of a state, in a form in which two sources of it compare.
type judgement struct {
	Answer, Safe     string
	Settled, Decides bool
	May, Might       []string // action, then its grants
	Duties, Possible []string // remaining ladder, deadline, and what the rules say
	Holders          []string // action, whether surely, roles and contacts
	Forbidden        []string
	Fallback         []string // whom to call when a limit is used up; the engine and Ask only
	RuledOut         []string // why the situation cannot be; likewise
}

// judge brings the results of all completions together, by MEANING, Unknown facts.
func (o *oracle) judge(role string, s state) judgement {
	at := o.completions(s)
	j := judgement{Answer: "impossible", Settled: true, Forbidden: o.forbidden(role, at)}
	if len(at) > 0 {
		j.Answer = o.results[role][at[0]].verdict
		j.Decides = naive{o.site, o.p, nil}.decides(role)
	}
	for _, i := range at {
		r := o.results[role][i]
		j.Settled = j.Settled && o.classes[role][i] == o.classes[role][at[0]]
		j.Decides = j.Decides && r.verdict != "not_at_risk" && !r.resolves
	}
	if !j.Settled {
		j.Answer = "unsettled"
	}
	j.May, j.Might = o.actions(role, at)
	j.Duties, j.Possible = o.duties(role, at)
	j.Safe = safe(len(j.May) > 0, len(j.Duties)+len(j.Possible) > 0)
	j.Holders = o.holders(role, at, j.Answer == "ask_holder")
	return j
}

func safe(may, owes bool) string {
	switch {
	case may && owes:
		return "act_and_escalate"
	case may:
		return "act"
	case owes:
		return "escalate"
	}
	return "call_owner"
}

// actions sorts actions into those that every completion grants and those that only some do.
func (o *oracle) actions(role string, at []int) (certain, possible []string) {
	for _, a := range o.p.Actions {
		name, holds := a.Name.Value, 0
		var used []string
		for _, i := range at {
			r := o.results[role][i]
			if slices.Contains(r.actions, name) {
				holds++
			}
			for _, g := range r.grants {
				if strings.HasPrefix(g, name+"#") && !slices.Contains(used, g) {
					used = append(used, g)
				}
			}
		}
		slices.Sort(used)
		line := name + ": " + strings.Join(used, " ")
		switch holds {
		case 0:
		case len(at):
			certain = append(certain, line)
		default:
			possible = append(possible, line)
		}
	}
	return certain, possible
}

// duties joins duties with one remaining ladder, and sorts them into those owed in every completion and in some.
func (o *oracle) duties(role string, at []int) (certain, possible []string) {
	var ladders []string
	used := map[int]bool{}
	owing := map[string]int{}
	for _, i := range at {
		r := o.results[role][i]
		for _, d := range r.duties {
			used[d] = true
		}
		for _, l := range o.ladders(role, r) {
			owing[l]++
		}
	}
	for d := range o.p.Duties {
		if l := o.ladder(role, d); used[d] && !slices.Contains(ladders, l) {
			ladders = append(ladders, l)
		}
	}
	for _, l := range ladders {
		line := o.joined(role, l, used)
		if owing[l] == len(at) {
			certain = append(certain, line)
		} else {
			possible = append(possible, line)
		}
	}
	return certain, possible
}

// joined writes down the duties of one remaining ladder: the earliest deadline, and every distinct thing they say.
func (o *oracle) joined(role, ladder string, used map[int]bool) string {
	var bring, steps, silent []string
	within, first := "", 0
	var least time.Duration
	for i, d := range o.p.Duties {
		if !used[i] || o.ladder(role, i) != ladder {
			continue
		}
		if length := d.Within.Value.Approximate(); within == "" || length < least {
			within, least = d.Within.Value.String(), length
		}
		if first == 0 {
			first = line(d)
		}
		bring, steps, silent = add(bring, d.Bring), add(steps, d.Steps), add(silent, d.IfSilent)
	}
	return owedLine(strings.Split(ladder, ">"), within, bring, steps, silent, first)
}

func line(d *playbook.Duty) int { return d.Span.File.Position(d.Span.Start).Line }

func add(list []string, t playbook.Text) []string {
	if t.Value == "" || slices.Contains(list, t.Value) {
		return list
	}
	return append(list, t.Value)
}

func owedLine(ladder []string, within string, bring, steps, silent []string, at int) string {
	parts := []string{strings.Join(ladder, ">"), within, strings.Join(bring, ","), strings.Join(steps, ","), strings.Join(silent, ","), string(rune(at))}
	return strings.Join(parts, "|")
}

// holders lists what other listed roles surely may do here and this one may not surely; for the answer that somebody
// else may, then for each action those who perhaps may.
func (o *oracle) holders(role string, at []int, ask bool) []string {
	var list []string
	for _, a := range o.p.Actions {
		if n := o.holding(role, a.Name.Value, at); n > 0 && n == len(at) {
			continue
		}
		var sure, perhaps heldBy
		for _, other := range names(o.p.Roles) {
			switch n := o.holding(other, a.Name.Value, at); {
			case other == role || n == 0:
			case n == len(at):
				sure.add(other, o.contact(other))
			case ask:
				perhaps.add(other, o.contact(other))
			}
		}
		list = sure.line(list, a.Name.Value, true)
		list = perhaps.line(list, a.Name.Value, false)
	}
	return list
}

type heldBy struct{ roles, contacts []string }

func (h *heldBy) add(role string, contact playbook.Text) {
	h.roles, h.contacts = append(h.roles, role), add(h.contacts, contact)
}

func (h *heldBy) line(list []string, action string, certain bool) []string {
	if h.roles == nil {
		return list
	}
	return append(list, holderLine(action, certain, h.roles)+" / "+strings.Join(h.contacts, " "))
}

func holderLine(action string, certain bool, roles []string) string {
	return fmt.Sprintf("%s %t: %s", action, certain, strings.Join(roles, " "))
}

func (o *oracle) holding(role, action string, at []int) int {
	n := 0
	for _, i := range at {
		if slices.Contains(o.results[role][i].actions, action) {
			n++
		}
	}
	return n
}

func (o *oracle) contact(role string) playbook.Text {
	for _, r := range o.site.Roles {
		if r.Name.Value == role {
			return r.Contact
		}
	}
	return playbook.Text{}
}

// forbidden lists the actions that every completion forbids. A reserved one is named always.
func (o *oracle) forbidden(role string, at []int) []string {
	var list []string
	for _, a := range o.p.Actions {
		refused := len(at) > 0
		for _, i := range at {
			refused = refused && slices.Contains(o.results[role][i].forbidden, a.Name.Value)
		}
		if refused || !a.Reserved.IsZero() {
			list = append(list, a.Name.Value)
		}
	}
	return list
}
