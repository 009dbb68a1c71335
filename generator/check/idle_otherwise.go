package check

import (
	"remit/generator/diagnostic"
	"remit/generator/words"
)

// idleOtherwise: an `otherwise` that no listed role ever needs, in any period, not even when the limit of a grant is used
// up. It does no harm, but reads as if something were left open.
func idleOtherwise() Rule {
	return Rule{Name: "idle_otherwise", Severity: diagnostic.Warning, run: func(s *subject) []diagnostic.Diagnostic {
		var found []diagnostic.Diagnostic
		for _, d := range s.idleDuties() {
			if d.Duty.Otherwise {
				found = append(found, diagnostic.Diagnostic{
					Span: d.Duty.Span,
					Message: "nobody ever needs this \"otherwise\": every situation at risk has a resolving grant without a limit on its use, or another duty, for " +
						words.List(d.Roles, "and"),
					Help: "remove it; check will say when a later change leaves something without an answer",
				})
			}
		}
		return found
	}}
}
