package page

import (
	"fmt"
	"slices"
	"strings"

	"remit/generator/authority"
	"remit/generator/words"
)

// A plate is a verdict as a sign: its shape, its two or three words, and one sentence. The sentence is in three pieces
// around what the script or the page fills in.
type plate struct {
	Verdict string
	Icon    string // a symbol of the sheet of icons
	Title   string
	Before  string
	Slot    string // actions, roles or reason; "" when the sentence has no gap
	Fill    string // what stands in the gap, when the page knows it
	After   string
}

// plates lists what the walk can answer. Not_this answers about one action. The last are never verdicts of a playbook: they
// are why a page that may be out of date, or a grant that is used up, says no yes.
func plates() []plate {
	list := []plate{
		{Verdict: "act", Before: "You may ", Slot: "actions", After: ". No approval needed."},
		{Verdict: "act_and_escalate", Before: "You may ", Slot: "actions", After: ". No approval needed. You also owe a call."},
		{Verdict: "escalate", Before: "Nothing here is yours to do alone. Call in this order."},
		{Verdict: "ask_holder", Before: "This is for the ", Slot: "roles", After: ". Call, and hand it over."},
		{Verdict: "not_this", Before: "No grant lets you ", Slot: "actions", After: " here."},
		{Verdict: "decide", Before: "No grant covers this, and nobody above you has to. Decide, and write down why."},
		{Verdict: "impossible", Before: "These readings cannot all be right. ", Slot: "reason", After: " Look again."},
		{Verdict: "not_at_risk", Before: "Nothing that this playbook watches for is happening. You need not act."},
		{Verdict: "unanswered", Before: "This playbook has no answer for you here. Do not guess: call."},
		{Verdict: "call_owner", Before: "What you know is not enough to act on. Do not guess: call."},
		{Verdict: "cannot_confirm", Before: "", Slot: "reason", After: " So this page says no yes. Call before you act."},
		{Verdict: "used_up", Before: "", Slot: "reason", After: " Do not use it again. Call."},
		{Verdict: "unsettled", Before: "The answer hangs on what you could not find out. Until you know, only what stands below is safe."},
	}
	for i := range list {
		list[i].Icon, list[i].Title = iconOf(list[i].Verdict), authority.Verdict(list[i].Verdict).Title()
	}
	return list
}

// iconOf names the shape of a verdict: people know these shapes from the walls of their workplaces.
func iconOf(verdict string) string {
	switch verdict {
	case "act":
		return "tick"
	case "act_and_escalate":
		return "tick-phone"
	case "ask_holder":
		return "people"
	case "decide":
		return "diamond"
	case "not_this":
		return "bar"
	case "impossible", "cannot_confirm":
		return "triangle"
	case "not_at_risk", "unsettled":
		return "plain"
	}
	return "phone-round"
}

// An answer is what holds at an end of the questions.
type answer struct {
	ID                   string
	Verdict, Icon, Title string
	Say                  string
	May                  []may
	End                  string // how long the yes holds, in words
	Calls                []callOut
	Holders              []holder
	Silent               *silent
	Beyond               bool // beyond this it is the reader's to decide
	Refused              []refused
}

// A may is an action with the terms of each grant.
type may struct {
	Title, Href string
	Terms       []string // a line for each grant
	UsedUp      string   // what to do when a limit is used up; "" without one
}

// A callOut is a duty as it stands for the reader.
type callOut struct {
	By     string
	Bring  []string
	Ladder ladder
}

// A holder is who else may take an action.
type holder struct {
	Action, Who string
	Perhaps     bool
	Contacts    []contact
}

// silent says whom to call when nobody who may act answers.
type silent struct {
	Say      string
	Contacts []contact
}

type refused struct{ Title, Because string }

// answer makes the view of what authority says.
func (t *tree) answer(a authority.Answer) *answer {
	v := &answer{Verdict: string(a.Answer), Icon: iconOf(string(a.Answer)), Title: a.Answer.Title(), Beyond: a.Decides && a.Answer != authority.Decide}
	for _, m := range a.May {
		v.May = append(v.May, t.may(m, a.Duties))
	}
	if len(a.May) > 0 {
		v.End = t.end
	}
	for _, d := range a.Duties {
		v.Calls = append(v.Calls, t.callOut(d))
	}
	if a.Answer == authority.AskHolder {
		v.Holders, v.Silent = t.holders(a.Holders), t.silent(a)
	}
	for _, f := range a.Forbidden {
		if r := t.b.Action(f.Action); r != nil && !r.Reserved.IsZero() {
			continue // the table says once that nobody here may
		}
		v.Refused = append(v.Refused, refused{t.actionTitle(f.Action), words.Sentence(f.Because)})
	}
	if v.Say = sayingOf(a); a.Answer == authority.Unanswered || a.Answer == authority.Impossible && a.Role != t.w.ownerRole(t.b) {
		v.Calls = []callOut{t.turnTo(a)}
	}
	return v
}

// sayingOf is the sentence of an answer that neither acts nor calls.
func sayingOf(a authority.Answer) string {
	switch a.Answer {
	case authority.NotAtRisk, authority.Decide, authority.Unanswered, authority.Impossible:
		for _, p := range plates() {
			if p.Verdict == string(a.Answer) {
				return p.Before + ruledOutBy(a) + p.After
			}
		}
	}
	return ""
}

// ruledOutBy is why readings cannot be right.
func ruledOutBy(a authority.Answer) string {
	var why []string
	for _, line := range a.RuledOutBy {
		if s := words.Sentence(line.Because); !slices.Contains(why, s) {
			why = append(why, s)
		}
	}
	return strings.Join(why, " ")
}

func (t *tree) actionTitle(name string) string {
	if a := t.b.Action(name); a != nil {
		return titled(a)
	}
	return name
}

func (t *tree) may(m authority.May, owed []authority.Owed) may {
	v := may{Title: t.actionTitle(m.Action)}
	if a := t.b.Action(m.Action); a != nil {
		v.Href = t.w.anchor(t.b, t.at, a.Steps)
	}
	for _, g := range m.Grants {
		v.Terms = append(v.Terms, t.grantWords(g))
		if l := g.Limits; l != nil && (l.Times > 0 || l.Per != "" || l.Apart != "") {
			v.UsedUp = t.w.usedUp(t.b, "", firstOwed(owed))
		}
	}
	return v
}

// firstOwed is the ladder of the first duty.
func firstOwed(owed []authority.Owed) []string {
	if len(owed) == 0 {
		return nil
	}
	return owed[0].To
}

// grantWords are the terms of a grant as one line.
func (t *tree) grantWords(g authority.UsedGrant) string {
	terms := g.LimitWords()
	for _, one := range g.Tell {
		terms = append(terms, tellWords(t.w.contact(one.Contact).Title, one.First, words.Within(one.Within)))
	}
	if g.TogetherWith != "" {
		terms = append(terms, "two people: together with the "+words.Lower(t.w.roleTitle(g.TogetherWith))+" (a second person, not you)")
	}
	if g.Until != "" {
		if day, ends := t.lastDay(g.Grant); ends {
			terms = append(terms, "granted until "+day.Words())
		}
	}
	return words.Capital(strings.Join(terms, "; "))
}

func tellWords(who string, first bool, within string) string {
	words := "tell " + who
	if within != "" {
		words += " " + within
	}
	if first {
		words += ", before you act; do not wait for a reply"
	}
	return words
}

func (t *tree) callOut(d authority.Owed) callOut {
	v := callOut{By: words.Within(d.Within), Ladder: t.w.ladder(d.To)}
	for _, b := range d.Bring {
		v.Bring = append(v.Bring, words.Sentence(b))
	}
	return v
}

// turnTo is whom to call where nothing says it: the owner of the workload, and the contacts of the ladders.
func (t *tree) turnTo(a authority.Answer) callOut {
	l := ladder{Rungs: []rung{{Number: 1, contact: t.w.ownerOf(t.b)}}}
	for _, c := range a.Calls {
		if !c.Owner {
			l.Rungs = append(l.Rungs, rung{Number: len(l.Rungs) + 1, contact: t.w.contact(c.Contact)})
		}
	}
	return callOut{Ladder: l}
}

// silent names whom no holder's contact reaches.
func (t *tree) silent(a authority.Answer) *silent {
	v := &silent{Say: "If nobody answers, begin again with the first. Do not act yourself."}
	for _, c := range a.Calls {
		if !slices.ContainsFunc(a.Holders, func(h authority.Holder) bool { return slices.Contains(h.Contacts, c.Contact) }) {
			v.Say = "If nobody answers:"
			v.Contacts = append(v.Contacts, t.w.contact(c.Contact))
		}
	}
	return v
}

func (t *tree) holders(list []authority.Holder) []holder {
	var views []holder
	for _, h := range list {
		v := holder{Action: words.Lower(t.actionTitle(h.Action)), Perhaps: !h.Certain}
		var who []string
		for _, r := range h.Roles {
			who = append(who, t.w.roleTitle(r))
		}
		v.Who = words.List(who, "or")
		for _, c := range h.Contacts {
			v.Contacts = append(v.Contacts, t.w.contact(c))
		}
		views = append(views, v)
	}
	return views
}

// safe says in one sentence what a reader who learns no more may do and must do (MEANING, Unknown facts).
func (t *tree) safe(a authority.Answer) string {
	var acts, calls []string
	for _, m := range a.May {
		acts = append(acts, words.Lower(t.actionTitle(m.Action)))
	}
	for _, list := range [][]authority.Owed{a.Duties, a.PossibleDuties} {
		for _, d := range list {
			if len(d.To) > 0 {
				calls = append(calls, fmt.Sprintf("%s %s", t.w.contact(d.To[0]).Title, words.Within(d.Within)))
			}
		}
	}
	switch {
	case len(acts) > 0 && len(calls) > 0:
		return "you may " + words.List(acts, "and") + "; also call " + words.List(calls, "and") + "."
	case len(acts) > 0:
		return "you may " + words.List(acts, "and") + "."
	case len(calls) > 0:
		return "do not act; call " + words.List(calls, "and") + "."
	}
	if a.Role == t.w.ownerRole(t.b) {
		return "no grant is sure; you own this workload: find out more, or decide."
	}
	return "do not act; call the " + words.Lower(t.w.ownerOf(t.b).Title) + "."
}
