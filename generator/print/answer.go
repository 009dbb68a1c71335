package print

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"remit/generator/authority"
	"remit/generator/hours"
	"remit/generator/playbook"
	"remit/generator/words"
)

// A Reply is an answer with what is needed to put it in words.
type Reply struct {
	authority.Answer
	Model *authority.Model
	Clock *hours.Clock    // at which it is said who answers; nil for none
	Asked bool            // whether limits are used up was asked
	Spent []authority.May // actions that would be a yes, but for a limit that is used up, or of which nobody knows
}

// Print writes the answer as text or as JSON on one line.
func (r *Reply) Print(w io.Writer, format string) error {
	if format == "json" {
		return JSON(w, r.Answer)
	}
	_, err := io.WriteString(w, r.text())
	return err
}

// text puts an answer in words for a terminal: the verdict, what may be done within which limits, whom to call, what
// forbids, and what to find out next.
func (r *Reply) text() string {
	t := &answerText{model: r.Model, clock: r.Clock, asked: r.Asked}
	none := len(r.Spent) > 0 && len(r.May) == 0
	if none {
		t.usedUp(r.Answer)
	} else {
		t.line("%s", strings.ToUpper(r.Answer.Answer.Title()))
	}
	t.line("%s, as %s", r.Model.Playbook.Title.Value, r.Model.RoleTitle(r.Role))
	t.lapsed()
	switch r.Answer.Answer {
	case authority.Impossible:
		t.impossible(r.Answer)
	case authority.Unsettled:
		t.unsettled(r.Answer, none)
	case authority.NotAtRisk:
		t.line("No trigger of this playbook holds: it puts nothing at risk.")
	case authority.Unanswered:
		t.line("This playbook has no answer for you here.")
		t.call(r.Answer, "")
	}
	if r.Settled {
		t.grants("You may", r.Answer)
	} else {
		t.grants("You may, whatever the rest turns out to be", r.Answer)
	}
	t.spent(r.Spent)
	if len(r.Spent) > 0 && !none {
		t.usedUp(r.Answer)
	}
	t.duties("Call", r.Duties)
	named := t.holders(r.Answer)
	if r.Decides && r.Answer.Answer != authority.Decide {
		t.line("Beyond this it is yours to decide.")
	}
	t.refusals(r.Forbidden)
	if r.Answer.Answer != authority.NotAtRisk { // where nothing is at risk there is nothing to act on
		t.allowedIf(r.Would, named)
	}
	t.irrelevant(r.Answer)
	return t.b.String()
}

// irrelevant names the facts that were left out and change nothing any more.
func (t *answerText) irrelevant(a authority.Answer) {
	if !a.Settled || a.Answer == authority.Impossible {
		return
	}
	if names := t.open(a.Facts); len(names) > 0 {
		t.line("Does not matter here: %s", strings.Join(names, ", "))
	}
}

// open names the facts that some rule tests and of which nothing was said.
func (t *answerText) open(said authority.Facts) []string {
	return slices.DeleteFunc(t.model.Tested(), func(f string) bool {
		return slices.ContainsFunc(said, func(r authority.Reading) bool { return r.Fact == f })
	})
}

// lapsed says that the playbook grants nothing on this day.
func (t *answerText) lapsed() {
	switch p := t.model.Playbook; {
	case p.Validity.Covers(t.model.Day):
	case p.Until.Present() && p.Until.Value.Before(t.model.Day):
		t.line("This playbook lapsed on %s: it grants nothing.", p.Until.Value.Words())
	default:
		t.line("This playbook begins on %s: it grants nothing yet.", p.From.Value.Words())
	}
}

func (t *answerText) impossible(a authority.Answer) {
	t.line("These readings cannot all be right. Check them.")
	for _, r := range a.RuledOutBy {
		t.line("  ruled out: %s (%s:%d)", r.Because, r.File, r.Line)
	}
	t.call(a, "If they are right all the same:")
}

func (t *answerText) unsettled(a authority.Answer, spent bool) {
	t.next(a.Asking)
	if !spent {
		t.line("If you stop now: %s.", t.advice(a.Role, a.Safe))
	}
	if a.Safe == authority.CallOwner {
		t.call(a, "")
	}
	t.duties("To be safe, call", a.PossibleDuties)
	if len(a.Might) > 0 {
		t.line("Perhaps, but not yet:")
		for _, m := range a.Might {
			t.line("  %s", t.model.ActionTitle(m.Action))
		}
	}
}

// next says what to find out next, for a number between which values it still matters, and how much there is to ask.
func (t *answerText) next(a authority.Asking) {
	if a.Next == nil {
		t.line("What is left cannot be learnt, so the safe reading holds.")
		return
	}
	t.line("Next: %s (%s)", t.model.Question(*a.Next), *a.Next)
	if t.model.FactOf(*a.Next).Kind == playbook.Numeric {
		t.line("  what matters: %s", Ranges(a))
	}
	t.line("%s.", QuestionsLeft(a.Questions, " more"))
}

// Ranges are the answers that still lead apart, in one line.
func Ranges(a authority.Asking) string {
	var labels []string
	for _, c := range a.Choices {
		labels = append(labels, words.Lower(c.Label))
	}
	return strings.Join(labels, "; ")
}

// QuestionsLeft says how many questions are left, and when that is not proved least, how many no order can do without.
func QuestionsLeft(q authority.Questions, more string) string {
	words := fmt.Sprintf("At most %d%s %s", q.Worst, more, words.Plural(q.Worst, "question"))
	if !q.Optimal {
		words += fmt.Sprintf("; no order needs fewer than %d", q.Least)
	}
	return words
}

// advice is a safe reading as the end of a sentence.
func (t *answerText) advice(role string, safe authority.Verdict) string {
	if safe == authority.CallOwner && t.owns(role) {
		return "no grant is sure; you own this workload: find out more, or decide"
	}
	return safe.Advice()
}

func (t *answerText) grants(head string, a authority.Answer) {
	for _, m := range a.May {
		t.line("%s: %s", head, t.model.ActionTitle(m.Action))
		for _, g := range m.Grants {
			t.line("  %s", strings.Join(append(terms(t.model, g), fmt.Sprintf("%s:%d", g.File, g.Line)), "; "))
		}
		if len(m.Grants) > 1 {
			t.line("  more than one grant covers this: the strictest terms hold")
		}
		if !t.asked {
			t.before(m, a)
		}
	}
}

// terms are the limits of a grant, and whom it wants told, as phrases.
func terms(m *authority.Model, g authority.UsedGrant) []string {
	words := g.LimitWords()
	for _, tell := range g.Tell {
		phrase := "tell " + m.ContactTitle(tell.Contact)
		if tell.First {
			phrase += " before you act"
		}
		if tell.Within != "" {
			phrase += " within " + tell.Within
		}
		words = append(words, phrase)
	}
	if g.TogetherWith != "" {
		words = append(words, "two people: together with "+m.RoleTitle(g.TogetherWith)+" (a second person, not you)")
	}
	if g.Until != "" {
		words = append(words, "granted until "+g.Until)
	}
	return words
}

func (t *answerText) duties(head string, list []authority.Owed) {
	for _, d := range list {
		t.line("%s %s: %s (%s:%d)", head, deadline(d), t.names(d.To), d.File, d.Line)
		for _, c := range d.To {
			t.channels(c)
		}
		if len(d.To) > 1 {
			t.line("  answered, but may not decide? Call the next.")
		}
		for _, b := range d.Bring {
			t.line("  bring: %s", b)
		}
		for _, s := range d.IfSilent {
			t.line("  if nobody answers: %s", s)
		}
	}
}

func (t *answerText) refusals(list []authority.Refusal) {
	for _, f := range list {
		t.line("Not allowed: %s. %s", t.model.ActionTitle(f.Action), f.Because)
	}
}
