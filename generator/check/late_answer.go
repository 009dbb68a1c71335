package check

import (
	"fmt"
	"slices"
	"time"

	"remit/generator/authority"
	"remit/generator/diagnostic"
	"remit/generator/playbook"
	"remit/generator/words"
)

// lateAnswer: an action that ends before the ladder owed beside it has surely answered, or a single contact that answers
// later than the call is due.
func lateAnswer() Rule {
	return Rule{Name: "late_answer", Severity: diagnostic.Warning, run: func(s *subject) []diagnostic.Diagnostic {
		found := s.causes()
		known := map[int][]authority.Region{} // by grant
		for _, m := range s.periods {
			for _, g := range m.Grants() {
				lasts, limited := lastsOf(g.Grant)
				if !limited {
					continue
				}
				regions := m.Regions(known[g.Index], s.outlasted(m, g, lasts), nil, func(role string, v authority.View) bool {
					return s.waits(m, role, g, lasts, v(role))
				})
				for _, r := range regions {
					d := s.endsTooSoon(m, g, lasts, r)
					d.Message = s.since(m) + d.Message
					found.add(g.Action.ID(g.Grant)+d.Message, m, r, func([]string) diagnostic.Diagnostic { return d })
				}
				known[g.Index] = append(known[g.Index], regions...)
			}
		}
		return append(s.lateContacts(), found.findings()...)
	}}
}

// lateContacts are the single contacts that answer later than the call is due. A call that is due at once is never late.
func (s *subject) lateContacts() []diagnostic.Diagnostic {
	var found []diagnostic.Diagnostic
	for _, d := range s.book.Duties {
		name, only := onlyContact(d)
		c := s.site.Contact(name)
		if !only || c == nil || !c.AnswersIn.Present() || d.Within.Value.Unit == playbook.Now {
			continue
		}
		if within := d.Within.Value; c.AnswersIn.Value.Approximate() > within.Approximate() {
			found = append(found, diagnostic.Diagnostic{
				Span:    d.Within.Span,
				Message: fmt.Sprintf("the call is due within %s, and %s, alone on this ladder, answers in %s", within, name, c.AnswersIn.Value),
				Help:    "put a contact on the ladder that answers sooner, or allow more time",
				Related: []diagnostic.Related{{Span: c.AnswersIn.Span, Message: "it answers in this time"}},
			})
		}
	}
	return found
}

// lastsOf returns how long an action may last.
func lastsOf(g *playbook.Grant) (playbook.Duration, bool) {
	if g.Limits == nil || !g.Limits.Lasts.Present() || g.Limits.Lasts.Value.Unit == playbook.Incident {
		return playbook.Duration{}, false
	}
	return g.Limits.Lasts.Value, true
}

// outlasted returns the listed roles that may be left waiting.
func (s *subject) outlasted(m *authority.Model, g authority.GrantRef, lasts playbook.Duration) []string {
	return slices.DeleteFunc(listed(s), func(role string) bool {
		return !m.Some(role, func(o authority.Outcome) bool { return s.waits(m, role, g, lasts, o) })
	})
}

// waits reports whether an outcome holds the grant and owes a ladder that may take longer to answer than the action lasts.
func (s *subject) waits(m *authority.Model, role string, g authority.GrantRef, lasts playbook.Duration, o authority.Outcome) bool {
	return slices.Contains(o.Grants, g.Index) && slices.ContainsFunc(o.Duties, func(d int) bool {
		return s.answersIn(m.Remaining(role, d)) > lasts.Approximate()
	})
}

func (s *subject) endsTooSoon(m *authority.Model, g authority.GrantRef, lasts playbook.Duration, r authority.Region) diagnostic.Diagnostic {
	d := diagnostic.Diagnostic{
		Span:    g.Grant.Limits.Lasts.Span,
		Message: fmt.Sprintf("%s lasts %s, and the ladder owed beside it may take longer to answer", g.Action.Name.Value, lasts),
		Help:    "let the action last longer, or put contacts on the ladder that answer sooner",
	}
	situation, err := m.Read(r.Witness)
	if err != nil {
		return d
	}
	answer, err := m.Judge(r.Roles[0], situation)
	if err != nil {
		return d
	}
	for _, owed := range answer.Duties {
		if takes := s.answersIn(owed.To); takes > lasts.Approximate() {
			d.Message = fmt.Sprintf("%s lasts %s, but calling %s may take %s", g.Action.Name.Value, lasts, words.List(owed.To, "and"), minutes(takes))
			if i := slices.IndexFunc(s.book.Duties, func(x *playbook.Duty) bool { return x.Span.From().Line == owed.Line }); i >= 0 {
				d.Related = []diagnostic.Related{{Span: s.book.Duties[i].Ladder(), Message: "this ladder is owed beside it"}}
			}
			break
		}
	}
	return d
}

// answersIn is how long a ladder takes when only its last contact answers.
func (s *subject) answersIn(ladder []string) (sum time.Duration) {
	for _, name := range ladder {
		if c := s.site.Contact(name); c != nil {
			sum += c.AnswersIn.Value.Approximate()
		}
	}
	return sum
}

// minutes writes a length of time: "35 min", "2 h 5 min".
func minutes(d time.Duration) string {
	h, m := int(d/time.Hour), int(d%time.Hour/time.Minute)
	switch {
	case h == 0:
		return fmt.Sprintf("%d min", m)
	case m == 0:
		return fmt.Sprintf("%d h", h)
	}
	return fmt.Sprintf("%d h %d min", h, m)
}
