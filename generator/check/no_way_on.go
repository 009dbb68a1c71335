package check

import (
	"fmt"
	"slices"

	"remit/generator/authority"
	"remit/generator/diagnostic"
	"remit/generator/playbook"
	"remit/generator/reach"
	"remit/generator/words"
)

// noWayOn: the limit of a grant is used up, and a team member has nobody to call: it owes no duty there, and no
// `otherwise` stands ready for it; or at some minute, whom it calls then reaches nobody with authority.
func noWayOn() Rule {
	return Rule{Name: "no_way_on", Severity: diagnostic.Warning, run: func(s *subject) []diagnostic.Diagnostic {
		found := s.causes()
		for _, st := range authority.Strandings(s.periods) {
			var key string
			for _, g := range st.Grants {
				key += g.Action.ID(g.Grant) + " "
			}
			found.add(key, st.Model, st.Region, func(roles []string) diagnostic.Diagnostic { return stranding(s, st, roles) })
		}
		return append(found.findings(), s.spent()...)
	}}
}

func stranding(s *subject, st authority.Stranding, roles []string) diagnostic.Diagnostic {
	d := diagnostic.Diagnostic{
		Span: st.Grants[0].Grant.Limits.Span,
		Help: "end \"escalation\" with \"- otherwise: yes\" for this role, or add a duty for these situations",
	}
	var used []string
	for _, g := range st.Grants {
		used = append(used, g.Action.ID(g.Grant))
	}
	for i, g := range st.Grants[1:] {
		d.Related = append(d.Related, diagnostic.Related{Span: g.Grant.Limits.Span, Message: "so does the limit of " + used[i+1]})
	}
	d.Message = s.since(st.Model) + fmt.Sprintf("once the limit of %s is used up, %s %s nobody to call", words.List(used, "or"),
		words.List(roles, "and"), has(len(roles)))
	return d
}

// spent finds the times at which whom a team member calls once a limit is used up reaches nobody with authority: one
// finding for each ladder. It ends with the first period that takes more than its budget.
func (s *subject) spent() []diagnostic.Diagnostic {
	var found []diagnostic.Diagnostic
	told := map[int]bool{}
	for i, m := range s.periods {
		sleep := authorityGaps{subject: s, m: m, period: s.prover.Period(s.periods, i)}
		enough := m.Aside(func() {
			for _, role := range listed(s) {
				if s.site.Role(role).Kind != playbook.TeamMember || m.Decides(role) || !s.prover.Forsaken(m, role) {
					continue
				}
				for _, g := range m.Grants() {
					if g.Grant.Limits.Counted() {
						found = append(found, sleep.spentOf(role, g, told)...)
					}
				}
			}
		})
		if !enough {
			break
		}
	}
	return found
}

func (s *authorityGaps) spentOf(role string, g authority.GrantRef, told map[int]bool) []diagnostic.Diagnostic {
	alias := s.m.UsedUp(role, g.Index)
	context := s.prover.Context(s.m, []string{role, alias})
	gap := func(v authority.View) *reach.Gap { return s.prover.Spent(s.m, s.period, role, alias, g.Index, v) }
	var found []diagnostic.Diagnostic
	for _, r := range s.m.Regions(nil, []string{alias}, context, func(_ string, v authority.View) bool { return gap(v) != nil }) {
		lost := gap(s.m.ViewAt(r.Witness))
		if told[lost.Duty] {
			continue
		}
		told[lost.Duty] = true
		r.Roles = []string{role}
		found = append(found, diagnostic.Diagnostic{
			Span:    g.Grant.Limits.Span,
			Message: s.since(s.m) + fmt.Sprintf("once the limit of %s is used up, ", g.Action.ID(g.Grant)) + s.tells(lost, role),
			Help:    "end the ladder that is called then with a contact that is always open and whose role decides, or may act here without this grant",
			Region:  r.Words,
			Witness: s.witness(s.m, r),
			Cause:   s.since(s.m) + g.Action.ID(g.Grant) + " used up, " + lost.Kind() + ": " + role,
			Minutes: s.prover.Minutes(slices.Concat(lost.Reading, lost.Away)),
			Related: s.hoursOf(closed(lost.Tried(lost.When()[0].From))),
		})
	}
	return found
}
