package check

import (
	"fmt"
	"slices"

	"remit/generator/authority"
	"remit/generator/diagnostic"
	"remit/generator/playbook"
	"remit/generator/words"
)

// deadEnd: a team member at risk without a resolving grant, whose calls reach nobody who holds one or decides. What was
// found for an earlier period is not repeated for the same role.
func deadEnd() Rule {
	return Rule{Name: "dead_end", Severity: diagnostic.Error, run: func(s *subject) []diagnostic.Diagnostic {
		found := s.causes()
		var known []authority.Region
		for _, m := range s.periods {
			c := calls{s.site, m}
			members := slices.DeleteFunc(listed(s), func(r string) bool { return !c.mayStrand(r) })
			if len(members) == 0 {
				continue
			}
			regions := m.Regions(known, members, c.reachable(members), c.strands)
			for _, r := range regions {
				call := c.firstCall(s, r)
				found.add(call.Span.Text()+call.Message, m, r, func(roles []string) diagnostic.Diagnostic { return c.deadEnd(s, call, roles) })
			}
			known = append(known, regions...)
		}
		return found.findings()
	}}
}

// calls follows duties from contact to role to that role's duties.
type calls struct {
	site *playbook.Site
	m    *authority.Model
}

// mayStrand reports whether a role is a team member with an outcome that leaves it to its calls, and whose first calls
// do not surely reach somebody who decides.
func (c calls) mayStrand(role string) bool {
	r := c.site.Role(role)
	return r.Kind == playbook.TeamMember && !c.m.Decides(role) && c.m.Some(role, func(o authority.Outcome) bool {
		return c.left(o) && !slices.ContainsFunc(c.called(role, o), c.m.Decides)
	})
}

// strands reports whether a role is stuck in one situation.
func (c calls) strands(role string, v authority.View) bool {
	if !c.left(v(role)) {
		return false
	}
	met := []string{role}
	for i := 0; i < len(met); i++ {
		for _, r := range c.called(met[i], v(met[i])) {
			if slices.Contains(met, r) {
				continue
			}
			if c.m.Decides(r) || c.m.Resolves(v(r)) {
				return false
			}
			met = append(met, r)
		}
	}
	return true
}

func (c calls) deadEnd(s *subject, call diagnostic.Related, roles []string) diagnostic.Diagnostic {
	return diagnostic.Diagnostic{
		Span:    call.Span,
		Message: s.since(c.m) + fmt.Sprintf("%s %s no action that resolves this, and %s", words.List(roles, "and"), has(len(roles)), call.Message),
		Help:    "put a contact on the ladder whose role is an escalation manager, owns the workload, or holds a resolving grant here",
	}
}

// firstCall is the first duty that the witness owes, and what comes of it; where it owes none, what puts it at risk.
func (c calls) firstCall(s *subject, r authority.Region) diagnostic.Related {
	none := diagnostic.Related{Span: atRisk(s, c.m, r).Span, Message: "owes no call to anybody who may act or decide"}
	situation, err := c.m.Read(r.Witness)
	if err != nil {
		return none
	}
	answer, err := c.m.Judge(r.Roles[0], situation)
	if err != nil || len(answer.Duties) == 0 {
		return none
	}
	for _, d := range s.book.Duties {
		if d.Span.From().Line == answer.Duties[0].Line {
			whom := words.List(answer.Duties[0].To, "and")
			return diagnostic.Related{Span: d.Span, Message: fmt.Sprintf("calling %s reaches nobody who may act or decide", whom)}
		}
	}
	return none
}

// left reports whether an outcome leaves a team member without a resolving grant, with an answer that is not another's.
func (c calls) left(o authority.Outcome) bool {
	switch o.Verdict {
	case authority.Act, authority.ActAndEscalate, authority.Escalate:
		return !c.m.Resolves(o)
	}
	return false
}

// reachable returns every role that calls from the given ones could reach, in any situation.
func (c calls) reachable(from []string) []string {
	list := slices.Clone(from)
	for i := 0; i < len(list); i++ {
		c.m.Some(list[i], func(o authority.Outcome) bool {
			for _, r := range c.called(list[i], o) {
				if !slices.Contains(list, r) {
					list = append(list, r)
				}
			}
			return false
		})
	}
	return list
}

// called returns the roles of the site that the duties of an outcome call. Third parties are no roles.
func (c calls) called(role string, o authority.Outcome) []string {
	var roles []string
	for _, d := range o.Duties {
		for _, contact := range c.m.Remaining(role, d) {
			for _, r := range c.site.Roles {
				if r.Contact.Value == contact {
					roles = append(roles, r.Name.Value)
				}
			}
		}
	}
	return roles
}
