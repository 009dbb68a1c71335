package site

import (
	"io"
	"strings"

	"remit/generator/authority"
)

// A Permit is the answer to "may I do this?" with what is needed to put it in words.
type Permit struct {
	authority.Permit
	model *authority.Model
	clock *clock
	asked bool // whether the limits of the action are used up was asked
	spent bool // a limit is used up, or nobody knows
}

// AskAction answers whether a role may take one action, and asks only what that depends on. The error is a [*UsageError]
// when a name or a value is wrong.
func (a *Asker) AskAction(id, role, action string, facts []string) (*Permit, error) {
	m, readings, err := a.understand(id, role, facts)
	if err != nil {
		return nil, err
	}
	return a.permit(m, role, action, readings)
}

func (a *Asker) permit(m *authority.Model, role, action string, readings []authority.Reading) (*Permit, error) {
	situation, err := m.Read(readings)
	if err != nil {
		return nil, misread(err)
	}
	permit, err := m.AskAction(role, action, situation)
	if err != nil {
		return nil, misread(err)
	}
	a.clock.mark(permit.Holders, permit.Calls)
	return &Permit{Permit: permit, model: m, clock: a.clock}, nil
}

// Print writes the permit as text or as JSON on one line.
func (p *Permit) Print(w io.Writer, format string) error { return show(w, format, p.Permit, p.say) }

func (p *Permit) left() authority.Asking { return p.Asking }

// conclude asks about each limit that counts before it says yes.
func (p *Permit) conclude(t *talk) error {
	p.asked = true
	if p.Answer == authority.Yes {
		free, err := t.free(p.model, p.may())
		if err != nil {
			return err
		}
		p.spent = !free
	}
	return p.Print(t.out, "text")
}

func (p *Permit) may() authority.May { return authority.May{Action: p.Action, Grants: p.Grants} }

// whole is the permit in the form of an answer about all actions, of which it is the only one.
func (p *Permit) whole() authority.Answer {
	return authority.Answer{
		Role: p.Role, Facts: p.Facts, Duties: p.Duties, PossibleDuties: p.PossibleDuties, Fallback: p.Fallback,
		Calls: p.Calls, RuledOutBy: p.RuledOutBy, May: []authority.May{p.may()},
	}
}

// say puts the permit in words for a terminal.
func (p *Permit) say() string {
	t := &teller{model: p.model, clock: p.clock, asked: p.asked}
	if p.spent {
		t.usedUp(p.whole())
	} else {
		t.line("%s", p.head())
	}
	t.line("%s, while: %s, as %s", p.model.ActionTitle(p.Action), p.model.Playbook.Title.Value, p.model.RoleTitle(p.Role))
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
	p.noMatter(t)
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

func (p *Permit) yes(t *teller) {
	if p.spent {
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
func (p *Permit) no(t *teller) {
	if p.Situation == authority.NotAtRisk {
		t.line("No trigger of this playbook holds: it puts nothing at risk.")
	}
}

// instead says who may, who decides, whom to call when nobody else is named, and what would have to be different.
func (p *Permit) instead(t *teller) {
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
		t.would([]authority.Would{*p.Would}, true)
	}
}

// noMatter names the facts of which nothing was said and that change nothing for the action any more.
func (p *Permit) noMatter(t *teller) {
	if names := t.open(p.Facts); p.Settled && len(names) > 0 {
		t.line("Does not matter for this: %s", strings.Join(names, ", "))
	}
}
