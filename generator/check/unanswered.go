package check

import (
	"fmt"
	"slices"

	"remit/generator/authority"
	"remit/generator/diagnostic"
	"remit/generator/words"
)

// unanswered: a situation at risk whose answer for a listed role is none. The proof is repeated for every later period
// between the dates of single grants, since a grant that ends must not open a gap nobody saw; a region that was found
// for an earlier period is not repeated.
func unanswered() Rule {
	return Rule{Name: "unanswered", Severity: diagnostic.Error, run: func(s *subject) []diagnostic.Diagnostic {
		found := s.causes()
		var known []authority.Region
		for _, m := range s.periods {
			regions := m.Regions(known, mayLack(m, listed(s)), nil, isUnanswered)
			found.unanswered(m, regions)
			known = append(known, regions...)
		}
		return found.findings()
	}}
}

// mayLack returns the roles with an outcome that answers nothing; mostly none, which spares the search for regions.
func mayLack(m *authority.Model, roles []string) []string {
	return slices.DeleteFunc(roles, func(r string) bool {
		return !m.Some(r, func(o authority.Outcome) bool { return o.Verdict == authority.Unanswered })
	})
}

func isUnanswered(role string, v authority.View) bool { return v(role).Verdict == authority.Unanswered }

// unanswered notes regions without an answer; what puts them at risk is their cause.
func (c *causes) unanswered(m *authority.Model, regions []authority.Region) {
	for _, r := range regions {
		at := atRisk(c.s, m, r).Span
		c.add(at.Text(), m, r, func(roles []string) diagnostic.Diagnostic {
			return diagnostic.Diagnostic{
				Span: at,
				Message: c.s.since(m) + fmt.Sprintf("%s %s no answer here: no grant is in force, no duty is owed, and no other role of the playbook may act",
					words.List(roles, "and"), has(len(roles))),
				Help: "grant an action for these situations, add a duty under \"escalation\", or end it with \"- otherwise: yes\"",
			}
		})
	}
}
