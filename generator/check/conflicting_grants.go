package check

import (
	"fmt"
	"slices"

	"remit/generator/authority"
	"remit/generator/diagnostic"
	"remit/generator/playbook"
	"remit/generator/words"
)

// conflictingGrants: two grants of one action in force for one role in one situation, with different terms.
func conflictingGrants() Rule {
	return Rule{Name: "conflicting_grants", Severity: diagnostic.Error, run: func(s *subject) []diagnostic.Diagnostic {
		found := s.causes()
		known := map[[2]int][]authority.Region{}
		for _, m := range s.periods {
			grants := m.Grants()
			for _, pair := range pairs(grants) {
				if !meet(m, listed(s), pair) {
					continue
				}
				regions := m.Regions(known[pair], listed(s), nil, bothHold(pair))
				for _, r := range regions {
					found.add(fmt.Sprint(pair), m, r, func(roles []string) diagnostic.Diagnostic {
						return conflict(s, m, grants[pair[0]], grants[pair[1]], roles)
					})
				}
				known[pair] = append(known[pair], regions...)
			}
		}
		return found.findings()
	}}
}

// pairs returns the pairs of grants of one action whose terms differ.
func pairs(grants []authority.GrantRef) [][2]int {
	var list [][2]int
	for i, a := range grants {
		for _, b := range grants[i+1:] {
			if a.Action == b.Action && differences(a.Grant, b.Grant) != nil {
				list = append(list, [2]int{a.Index, b.Index})
			}
		}
	}
	return list
}

func meet(m *authority.Model, roles []string, pair [2]int) bool {
	return slices.ContainsFunc(roles, func(r string) bool {
		return m.Some(r, func(o authority.Outcome) bool { return holdsBoth(o, pair) })
	})
}

func bothHold(pair [2]int) func(string, authority.View) bool {
	return func(role string, v authority.View) bool { return holdsBoth(v(role), pair) }
}

func holdsBoth(o authority.Outcome, pair [2]int) bool {
	return slices.Contains(o.Grants, pair[0]) && slices.Contains(o.Grants, pair[1])
}

func conflict(s *subject, m *authority.Model, a, b authority.GrantRef, roles []string) diagnostic.Diagnostic {
	return diagnostic.Diagnostic{
		Span: b.Grant.Span,
		Message: s.since(m) + fmt.Sprintf("%s and %s are both in force for %s, but differ in %s",
			a.Action.ID(a.Grant), b.Action.ID(b.Grant), words.List(roles, "and"), words.List(differences(a.Grant, b.Grant), "and")),
		Help:    "narrow one of them with \"when\" so that they never meet, or give both the same terms",
		Related: []diagnostic.Related{{Span: a.Grant.Span, Message: "the other grant"}},
	}
}

// differences names the terms in which two grants differ.
func differences(a, b *playbook.Grant) []string {
	one, other := authority.TermsOf(a), authority.TermsOf(b)
	var parts []string
	if one.Limits != other.Limits {
		parts = append(parts, "limits")
	}
	if one.Tell != other.Tell {
		parts = append(parts, "tell")
	}
	if one.TogetherWith != other.TogetherWith {
		parts = append(parts, "together_with")
	}
	return parts
}
