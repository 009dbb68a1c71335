package check

import (
	"fmt"
	"slices"

	"remit/generator/authority"
	"remit/generator/diagnostic"
	"remit/generator/words"
)

// undecided: the analysis of a playbook took more than its budget, so that nothing is proved about it, but for what a
// search role by role could still find out.
func undecided() Rule {
	return Rule{Name: "undecided", Severity: diagnostic.Error, run: func(*subject) []diagnostic.Diagnostic { return nil }}
}

// besideUndecided returns what takes the place of all other findings about the decisions of a playbook that is undecided: that
// it is, and the situations without an answer that were found all the same. Whatever was found on the spent models
// means nothing, so that they are compiled anew.
func besideUndecided(s *subject) []diagnostic.Diagnostic {
	anew := &subject{site: s.site, book: s.book}
	for _, m := range s.periods {
		anew.periods = append(anew.periods, authority.Compile(s.site, s.book, authority.Options{Day: m.Day, Proof: true}))
	}
	found, answered := lacking(anew)
	return append(mark(unanswered(), found), mark(undecided(), []diagnostic.Diagnostic{tooLarge(anew, answered)})...)
}

// lacking returns a finding for each region in which a role is found to have no answer, and the roles that are proved
// to have one always.
func lacking(s *subject) (found []diagnostic.Diagnostic, answered []string) {
	answered = listed(s)
	gaps, seen := s.causes(), map[string]bool{}
	for _, m := range s.periods {
		var regions []authority.Region
		for _, l := range m.Lacks(listed(s)) {
			if !l.Answered {
				answered = slices.DeleteFunc(answered, func(r string) bool { return r == l.Role })
			}
			if l.Region != nil {
				regions = addRegion(regions, *l.Region)
			}
		}
		for _, r := range regions {
			if key := r.Words + words.List(r.Roles, "and"); !seen[key] {
				seen[key] = true
				gaps.unanswered(m, []authority.Region{r})
			}
		}
	}
	return gaps.findings(), answered
}

// addRegion adds a region, or its role to one of the same words.
func addRegion(regions []authority.Region, r authority.Region) []authority.Region {
	for i := range regions {
		if regions[i].Words == r.Words {
			regions[i].Roles = append(regions[i].Roles, r.Roles...)
			return regions
		}
	}
	return append(regions, r)
}

func tooLarge(s *subject, answered []string) diagnostic.Diagnostic {
	d := diagnostic.Diagnostic{
		Span:    s.book.Title.Span,
		Message: "nothing can be proved about this playbook: too many facts bear on each other",
		Help:    advice(s.today().Burden()),
	}
	if len(answered) > 0 {
		d.Message = fmt.Sprintf("nothing can be proved about this playbook, but that %s always %s an answer: too many facts bear on each other",
			words.List(answered, "and"), has(len(answered)))
	}
	return d
}

// advice says where to cut.
func advice(b authority.Burden) string {
	if b.Rules < 2 || len(b.Facts) < 2 {
		return fmt.Sprintf("%s each decide something of their own, and every combination is another answer: give what stands for itself a playbook of its own, "+
			"and join facts that are always read together into one", words.Count(b.Tests, "fact"))
	}
	return fmt.Sprintf("of %s, %d test %s, most of all facts; then come %s: write one playbook for each kind of situation that they tell apart, "+
		"join tests that go together under \"conditions\", drop those that only shade an answer", words.Count(b.All, "rule"), b.Rules, b.Facts[0], words.List(b.Facts[1:], "and"))
}
