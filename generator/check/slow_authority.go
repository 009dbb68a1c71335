package check

import (
	"fmt"
	"time"

	"remit/generator/authority"
	"remit/generator/diagnostic"
	"remit/generator/hours"
	"remit/generator/reach"
	"remit/generator/words"
)

// slowAuthority: it takes longer to reach somebody who may act or decide than the site accepts. One finding names the
// longest wait of the playbook.
func slowAuthority() Rule {
	return Rule{Name: "slow_authority", Severity: diagnostic.Error, run: func(s *subject) []diagnostic.Diagnostic {
		if !s.site.ReachWithin.Present() || s.reach.Wait.Minutes <= s.accepted() {
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

// slow returns the finding when the longest wait of the playbook lies in a period. Its regions are all that wait too long,
// the longest first: a baseline knows them by what they are, not by the day on which somebody would wait.
func (s *subject) slow(m *authority.Model, period hours.Span) *diagnostic.Diagnostic {
	roles, longest := listed(s), s.reach.Wait
	context := s.prover.Context(m, roles)
	waiting := func(known []authority.Region, tooLong func(reach.Wait) bool) []authority.Region {
		return m.Regions(known, roles, context, func(role string, v authority.View) bool {
			return !m.Decides(role) && tooLong(s.prover.Wait(m, period, role, v))
		})
	}
	regions := waiting(nil, func(w reach.Wait) bool { return w.Minutes == longest.Minutes })
	if len(regions) == 0 {
		return nil
	}
	regions = append(regions, waiting(regions, func(w reach.Wait) bool { return w.Minutes > s.accepted() })...)
	first := regions[0]
	d := &diagnostic.Diagnostic{
		Span:    s.calledFirst(m, first).Span,
		Message: s.reachesAfter(s.prover.Wait(m, period, first.Roles[0], m.ViewAt(first.Witness)), words.List(first.Roles, "or")),
		Help:    "call sooner a contact that is open then, answers faster, and whose role decides or may act here",
		Region:  first.Words,
		Witness: s.witness(m, first),
		Cause:   s.since(m) + "waits " + longest.String(),
		Related: []diagnostic.Related{{Span: s.site.ReachWithin.Span, Message: "what the site accepts"}},
	}
	for _, r := range regions {
		told := s.reachesAfter(s.prover.Wait(m, period, r.Roles[0], m.ViewAt(r.Witness)), words.List(r.Roles, "or"))
		d.Regions = append(d.Regions, diagnostic.Region{Words: r.Words, Roles: r.Roles, Witness: s.witness(m, r), Told: told, Extent: m.Extent(r)})
	}
	return d
}

// accepted is the longest wait in minutes that the site accepts.
func (s *subject) accepted() int32 {
	return int32(s.site.ReachWithin.Value.Approximate() / time.Minute)
}

// reachesAfter says how long somebody waits, and from when on.
func (s *subject) reachesAfter(w reach.Wait, roles string) string {
	if w.Minutes == reach.Never {
		return fmt.Sprintf("%s %s reaches nobody who may act or decide: every contact closes before it has answered; the site accepts %s",
			s.localTime(w), roles, s.site.ReachWithin.Value)
	}
	return fmt.Sprintf("%s %s reaches somebody who may act or decide only after %s; the site accepts %s", s.localTime(w), roles, w, s.site.ReachWithin.Value)
}

// calledFirst is the first ladder that is owed in a region, else what puts it at risk.
func (s *subject) calledFirst(m *authority.Model, r authority.Region) diagnostic.Related {
	if duties := m.ViewAt(r.Witness)(r.Roles[0]).Duties; len(duties) > 0 {
		return diagnostic.Related{Span: s.book.Duties[duties[0]].Ladder()}
	}
	return atRisk(s, m, r)
}

// localTime writes the beginning of a wait on the clock of the site.
func (s *subject) localTime(w reach.Wait) string {
	return time.Unix(w.At, 0).In(s.calendar.Zone).Format("on Monday 2 January 2006 at 15:04") + " (" + hours.ZoneWords(s.calendar.Zone) + ")"
}
