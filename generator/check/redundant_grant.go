package check

import (
	"fmt"

	"remit/generator/authority"
	"remit/generator/diagnostic"
	"remit/generator/words"
)

// redundantGrant: a grant without which no answer would differ, because others of the action cover it on the same terms.
func redundantGrant() Rule {
	return Rule{Name: "redundant_grant", Severity: diagnostic.Warning, run: func(s *subject) []diagnostic.Diagnostic {
		var found []diagnostic.Diagnostic
		for _, r := range authority.Redundancies(s.periods) {
			found = append(found, redundant(r))
		}
		return found
	}}
}

func redundant(r authority.Redundancy) diagnostic.Diagnostic {
	verb, share := "grants", "the same"
	if len(r.By) > 1 {
		verb, share = "together grant", "a part of it"
	}
	d := diagnostic.Diagnostic{Span: r.Grant.Grant.Span, Help: "remove it, or give it the terms that it was meant to have"}
	var others []string
	for _, g := range r.By {
		id := g.Action.ID(g.Grant)
		others = append(others, id)
		d.Related = append(d.Related, diagnostic.Related{Span: g.Grant.Span, Message: id + " grants " + share})
	}
	d.Message = fmt.Sprintf("%s adds nothing: %s %s the same already", r.Grant.Action.ID(r.Grant.Grant), words.List(others, "and"), verb)
	return d
}
