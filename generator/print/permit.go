package print

import (
	"io"
	"strings"

	"remit/generator/authority"
	"remit/generator/hours"
)

// A Permit is the answer to "may I do this?" with what is needed to put it in words.
type Permit struct {
	authority.Permit
	Model *authority.Model
	Clock *hours.Clock // at which it is said who answers; nil for none
	Asked bool         // whether the limits of the action are used up was asked
	Spent bool         // a limit is used up, or nobody knows
}

// Print writes the permit as text or as JSON on one line.
func (p *Permit) Print(w io.Writer, format string) error {
	if format == "json" {
		return JSON(w, p.Permit)
	}
	_, err := io.WriteString(w, p.text())
	return err
}

// text puts the permit in words for a terminal.
func (p *Permit) text() string {
	t := &answerText{model: p.Model, clock: p.Clock, asked: p.Asked}
	if p.Spent {
		t.usedUp(p.whole())
	} else {
		t.line("%s", p.head())
	}
	t.line("%s, while: %s, as %s", p.Model.ActionTitle(p.Action), p.Model.Playbook.Title.Value, p.Model.RoleTitle(p.Role))
	t.lapsed()
	switch p.Answer {
	case authority.Misread:
		t.impossible(p.whole())
		return t.b.String()
	case authority.Yes:
		p.yes(t)
	case authority.Open:
		t.next(p.Asking)
		t.line("If you stop now: %s.", t.advice(p.Role, p.Safe))
	case authority.Refused:
		t.refusals([]authority.Refusal{{Action: p.Action, Because: p.Because}})
	case authority.No:
		p.no(t)
	}
	t.duties("Call", p.Duties)
	t.duties("To be safe, call", p.PossibleDuties)
	p.instead(t)
	p.irrelevant(t)
	return t.b.String()
}

// head is the answer in words, with what is owed beside a yes, so that nobody reads the one without the other.
func (p *Permit) head() string {
	switch p.Answer {
	case authority.Yes:
		if len(p.Duties) > 0 {
			return "YES, AND ESCALATE"
		}
		if len(p.PossibleDuties) > 0 {
			return "YES, AND TO BE SAFE ESCALATE"
		}
		return "YES"
	case authority.No:
		return "NO"
	case authority.Refused:
		return "NO: NOT ALLOWED"
	case authority.Misread:
		return strings.ToUpper(authority.Impossible.Title())
	}
	return strings.ToUpper(authority.Unsettled.Title())
}

func (p *Permit) yes(t *answerText) {
	if p.Spent {
		t.spent([]authority.May{p.may()})
		return
	}
	t.grants("You may", p.whole())
	if !p.Settled {
		t.line("Its terms are not settled. Until they are, the strictest of these hold.")
		t.next(p.Asking)
	}
}

// no says what kind of no it is, where that is not said by who may, or whom to call.
func (p *Permit) no(t *answerText) {
	if p.Situation == authority.NotAtRisk {
		t.line("No trigger of this playbook holds: it puts nothing at risk.")
	}
}

// instead says who may, who decides, whom to call when nobody else is named, and what would have to be different.
func (p *Permit) instead(t *answerText) {
	if p.Answer == authority.Yes {
		return
	}
	t.heldBy(p.Holders)
	if len(p.Holders) > 0 && len(p.Duties)+len(p.PossibleDuties) == 0 {
		t.ifSilent(p.Holders, p.Calls)
	}
	if p.Answer == authority.No && p.Decides {
		t.line("It is yours to decide.")
	}
	nobody := len(p.Duties)+len(p.PossibleDuties)+len(p.Holders) == 0
	if nobody && !p.Decides && p.Situation != authority.NotAtRisk {
		t.call(p.whole(), "")
	}
	if p.Would != nil {
		t.allowedIf([]authority.Would{*p.Would}, true)
	}
}

// irrelevant names the facts of which nothing was said and that change nothing for the action any more.
func (p *Permit) irrelevant(t *answerText) {
	if names := t.open(p.Facts); p.Settled && len(names) > 0 {
		t.line("Does not matter for this: %s", strings.Join(names, ", "))
	}
}

// whole is the permit in the form of an answer about all actions, of which it is the only one.
func (p *Permit) whole() authority.Answer {
	return authority.Answer{
		Role: p.Role, Facts: p.Facts, Duties: p.Duties, PossibleDuties: p.PossibleDuties, Fallback: p.Fallback,
		Calls: p.Calls, RuledOutBy: p.RuledOutBy, May: []authority.May{p.may()},
	}
}

func (p *Permit) may() authority.May { return authority.May{Action: p.Action, Grants: p.Grants} }
