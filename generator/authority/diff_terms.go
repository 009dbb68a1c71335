package authority

import (
	"fmt"
	"slices"
	"strings"

	"remit/generator/playbook"
)

// A term is one part of the terms of a grant: the key in the file, what it says, and a form in which terms of equal
// meaning are equal.
type term struct{ key, words, form string }

// terms are all of a grant, in one order; a part that says nothing has no words.
type terms []term

func (t terms) form() string {
	var forms []string
	for _, part := range t {
		forms = append(forms, part.form)
	}
	return strings.Join(forms, "\x1f")
}

// String says all of them: "times 1 per 24 h, tell incident_desk within 15 min".
func (t terms) String() string {
	var parts []string
	for _, part := range t {
		if part.words != "" {
			parts = append(parts, part.key+" "+part.words)
		}
	}
	if parts == nil {
		return "no limits"
	}
	return strings.Join(parts, ", ")
}

// termsOf returns the terms of a grant with the names of the comparison.
func (s *side) termsOf(g grant) terms {
	l := g.grant.Limits
	if l == nil {
		l = &playbook.Limits{}
	}
	t := terms{timesTerm(l), durationTerm("apart", l.Apart), durationTerm("lasts", l.Lasts), {"up_to", l.UpTo.Value, l.UpTo.Value}, s.tellTerm(g.grant.Tell)}
	with := s.names.role(g.grant.TogetherWith.Value)
	return append(t, term{"together_with", with, with})
}

// timesTerm counts times without a period per incident, which is what they mean.
func timesTerm(l *playbook.Limits) term {
	per := l.Per
	if l.Times.Present() && !per.Present() {
		per.Value.Unit = playbook.Incident
	}
	switch {
	case l.Times.Present():
		return term{"times", fmt.Sprintf("%d per %s", l.Times.Value, per.Value), fmt.Sprint(l.Times.Value, durationForm(per.Value))}
	case per.Present():
		return term{"times", "any number per " + per.Value.String(), "per " + durationForm(per.Value)}
	}
	return term{key: "times"}
}

func durationTerm(key string, d playbook.Given[playbook.Duration]) term {
	if !d.Present() {
		return term{key: key}
	}
	return term{key, d.Value.String(), durationForm(d.Value)}
}

// durationForm is equal for lengths that are equal: 60 min and 1 h, but neither 30 days and 1 month nor 24 h and 1 day,
// which clocks can make different.
func durationForm(d playbook.Duration) string {
	if d.Unit == playbook.Minute || d.Unit == playbook.Hour {
		return d.Approximate().String()
	}
	return d.String()
}

func (s *side) tellTerm(list []*playbook.Tell) term {
	var words, forms []string
	for _, t := range list {
		contact := s.names.contact(t.Contact.Value)
		said, form := contact, contact
		if t.First.Value {
			said, form = said+" first", form+" first"
		}
		if t.Within.Present() {
			said, form = said+" within "+t.Within.Value.String(), form+" "+durationForm(t.Within.Value)
		}
		words, forms = append(words, said), append(forms, form)
	}
	slices.Sort(words)
	slices.Sort(forms)
	return term{"tell", strings.Join(slices.Compact(words), " and "), strings.Join(slices.Compact(forms), ",")}
}

// A holding is an action that a role may take, with the distinct terms of the grants in force for it.
type holding struct {
	action string
	terms  []terms // by form
}

func (h holding) form() string {
	form := h.action
	for _, t := range h.terms {
		form += "\x1e" + t.form()
	}
	return form
}

// String says the action with its terms.
func (h holding) String() string { return h.action + " (" + joinTerms(h.terms) + ")" }

func joinTerms(list []terms) string {
	var words []string
	for _, t := range list {
		words = append(words, t.String())
	}
	return strings.Join(words, "; or ")
}

// relimit says what became of the terms of an action: "times 1 per 24 h -> 2 per 24 h".
func relimit(old, new holding) string {
	if len(old.terms) != 1 || len(new.terms) != 1 {
		return joinTerms(old.terms) + " -> " + joinTerms(new.terms)
	}
	var parts []string
	for i, was := range old.terms[0] {
		is := new.terms[0][i]
		if was.form != is.form {
			parts = append(parts, was.key+" "+orNone(was)+" -> "+orNone(is))
		}
	}
	return strings.Join(parts, ", ")
}

func orNone(t term) string {
	switch {
	case t.words != "":
		return t.words
	case t.key == "tell" || t.key == "together_with":
		return "nobody"
	}
	return "no limit"
}

// An owing is a ladder that a role owes, with the earliest deadline and all that the duties say which make it up.
type owing struct {
	to             []string
	within         playbook.Duration
	bring, silence []string
}

func (o owing) ladder() string { return strings.Join(o.to, ", then ") }

func (o owing) form() string {
	return strings.Join([]string{o.ladder(), durationForm(o.within), strings.Join(o.bring, "\x1d"), strings.Join(o.silence, "\x1d")}, "\x1f")
}

// String says whom to call by when.
func (o owing) String() string { return o.ladder() + " (" + within(o.within.String()) + ")" }

func within(deadline string) string {
	if deadline == "now" {
		return "now"
	}
	return "within " + deadline
}

// reowe says what became of the duties of a role, one change a line.
func reowe(old, new []owing) []string {
	same := func(list []owing) func(owing) bool {
		return func(o owing) bool {
			return slices.ContainsFunc(list, func(other owing) bool { return o.form() == other.form() })
		}
	}
	gone, come := slices.DeleteFunc(slices.Clone(old), same(new)), slices.DeleteFunc(slices.Clone(new), same(old))
	var lines []string
	for _, was := range slices.Clone(gone) {
		i := slices.IndexFunc(come, func(is owing) bool { return is.ladder() == was.ladder() })
		if i < 0 {
			continue
		}
		lines = append(lines, reworded(was, come[i])...)
		gone = slices.DeleteFunc(gone, func(o owing) bool { return o.ladder() == was.ladder() })
		come = slices.Delete(come, i, i+1)
	}
	if len(gone) == 1 && len(come) == 1 {
		return append(lines, "call "+gone[0].String()+" -> "+come[0].String())
	}
	for _, was := range gone {
		lines = append(lines, "need not call "+was.String())
	}
	for _, is := range come {
		lines = append(lines, "must also call "+is.String())
	}
	return lines
}

// reworded compares two duties with the same ladder.
func reworded(was, is owing) []string {
	var lines []string
	if durationForm(was.within) != durationForm(is.within) {
		lines = append(lines, "call "+was.ladder()+" ("+within(was.within.String())+" -> "+within(is.within.String())+")")
	}
	for _, part := range []struct {
		key     string
		was, is []string
	}{{"bring", was.bring, is.bring}, {"if_silent", was.silence, is.silence}} {
		if !slices.Equal(part.was, part.is) {
			lines = append(lines, fmt.Sprintf("%s of the call to %s: %s -> %s", part.key, was.ladder(), quoted(part.was), quoted(part.is)))
		}
	}
	return lines
}

func quoted(words []string) string {
	if len(words) == 0 {
		return "nothing"
	}
	list := make([]string, len(words))
	for i, w := range words {
		list[i] = "“" + w + "”"
	}
	return strings.Join(list, " and ")
}
