package check

import (
	"fmt"
	"slices"

	"remit/generator/authority"
	"remit/generator/diagnostic"
	"remit/generator/scenario"
	"remit/generator/words"
)

// maxNamed is how many grants a finding names.
const maxNamed = 6

// untestedGrant: grants that no passing scenario expects, one finding for each playbook. A grant whose action a failing
// scenario expects is left out: that scenario is what has to be mended first.
func untestedGrant() Rule {
	return Rule{Name: "untested_grant", Severity: diagnostic.Warning, run: func(s *subject) []diagnostic.Diagnostic {
		var untested []authority.GrantRef
		for _, g := range scenario.Testable(s.today()) {
			if !slices.ContainsFunc(s.scenarios(), func(p scenario.Played) bool { return p.Expects(g) }) {
				untested = append(untested, g)
			}
		}
		if untested == nil {
			return nil
		}
		return []diagnostic.Diagnostic{{
			Span:    untested[0].Grant.Span,
			Message: "no scenario expects " + namesOf(untested),
			Help:    fmt.Sprintf("write what you mean as a scenario for each; remit test --suggest %s proposes some", s.book.ID),
		}}
	}}
}

func namesOf(grants []authority.GrantRef) string {
	var names []string
	for _, g := range grants[:min(len(grants), maxNamed)] {
		names = append(names, g.Action.ID(g.Grant))
	}
	if more := len(grants) - maxNamed; more > 0 {
		return fmt.Sprintf("%s, and %d more", words.List(names, "or"), more)
	}
	return words.List(names, "or")
}
