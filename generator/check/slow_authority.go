package check

import (
	"fmt"
	"time"

	"remit/generator/authority"
	"remit/generator/diagnostic"
	"remit/generator/hours"
	"remit/generator/reach"
)

// slowAuthority: it takes longer to reach somebody who may act or decide than the site accepts. One finding names the
// longest wait of the playbook.
func slowAuthority() Rule {
	return Rule{Name: "slow_authority", Severity: diagnostic.Error, run: func(s *subject) []diagnostic.Diagnostic {
		within := s.site.ReachWithin
		if !within.Present() || int64(s.reach.Wait.Minutes) <= int64(within.Value.Approximate()/time.Minute) {
			return nil
		}
		for i, m := range s.periods {
			if d := s.slow(m, s.prover.Period(s.periods, i)); d != nil {
				return []diagnostic.Diagnostic{*d}
			}
		}
		return nil
	}}
}

// slow returns the finding when the longest wait of the playbook lies in a period.
func (s *subject) slow(m *authority.Model, period hours.Span) *diagnostic.Diagnostic {
	longest := s.reach.Wait
	roles := listed(s)
	slow := func(role string, v authority.View) bool {
		return !m.Decides(role) && s.prover.Wait(m, period, role, v) == longest
	}
	regions := m.Regions(nil, roles, s.prover.Context(m, roles), slow)
	if len(regions) == 0 {
		return nil
	}
	r := regions[0]
	place := atRisk(s, m, r)
	if duties := m.ViewAt(r.Witness)(r.Roles[0]).Duties; len(duties) > 0 {
		place = diagnostic.Related{Span: s.book.Duties[duties[0]].Ladder()}
	}
	return &diagnostic.Diagnostic{
		Span: place.Span,
		Message: fmt.Sprintf("%s %s reaches somebody who may act or decide only after %s; the site accepts %s", s.localTime(longest),
			sentence(r.Roles, "or"), longest, s.site.ReachWithin.Value),
		Help:    "call a contact sooner that is open then, answers sooner, and whose role decides or may act here",
		Region:  r.Words,
		Witness: s.witness(m, r),
		Related: []diagnostic.Related{{Span: s.site.ReachWithin.Span, Message: "what the site accepts"}},
	}
}

// localTime writes the beginning of a wait on the clock of the site.
func (s *subject) localTime(w reach.Wait) string {
	return time.Unix(w.At, 0).In(s.calendar.Zone).Format("on Monday 2 January 2006 at 15:04") + " (" + hours.ZoneWords(s.calendar.Zone) + ")"
}
