package check

import (
	"fmt"

	"remit/generator/authority"
	"remit/generator/diagnostic"
	"remit/generator/playbook"
)

// neverTrue: a condition, or a part of one, that no values of the facts make true; and a trigger that holds only in
// situations that cannot be.
func neverTrue() Rule {
	return Rule{Name: "never_true", Severity: diagnostic.Error, run: func(s *subject) []diagnostic.Diagnostic {
		var found []diagnostic.Diagnostic
		for _, c := range conditions(s.book) {
			for _, e := range s.never(c) {
				found = append(found, emptyTest(e))
			}
		}
		for _, t := range s.book.Triggers {
			if !s.today().Threatens(t) && !s.empty(t.Condition) {
				found = append(found, diagnostic.Diagnostic{
					Span:    t.Span,
					Message: fmt.Sprintf("the trigger %q holds only in situations that \"impossible\" rules out", t.Name.Value),
					Help:    "change the trigger or the impossible line, or remove the trigger",
				})
			}
		}
		return found
	}}
}

func emptyTest(e *playbook.Expr) diagnostic.Diagnostic {
	what := "this test is never true: no value fulfils it"
	if e.Op == playbook.And {
		what = "this is never true: its parts contradict each other"
	}
	return diagnostic.Diagnostic{Span: e.Span, Message: what, Help: "write the values that are meant, or remove it"}
}

// conditions returns every condition that is written in the playbook.
func conditions(p *playbook.Playbook) []playbook.Condition {
	var all []playbook.Condition
	add := func(list ...playbook.Condition) {
		for _, c := range list {
			if c.Present() {
				all = append(all, c)
			}
		}
	}
	for _, n := range p.Conditions {
		add(n.Condition)
	}
	for _, n := range p.Triggers {
		add(n.Condition)
	}
	for _, line := range p.Impossible {
		add(line.When)
	}
	for _, a := range p.Actions {
		add(a.When, a.Unless)
		for _, g := range a.Grants {
			add(g.When, g.Unless)
		}
	}
	for _, d := range p.Duties {
		add(d.When)
	}
	return all
}

// never returns the smallest parts of a condition that are never true, and remembers them: other rules say nothing of
// such a condition.
func (s *subject) never(c playbook.Condition) []*playbook.Expr {
	parts, known := s.nevers[c.Expr]
	if !known {
		parts = s.emptyParts(c.Expr)
		s.nevers[c.Expr] = parts
	}
	return parts
}

// emptyParts returns the smallest parts of an expression that are never true. A name is judged where it is defined.
func (s *subject) emptyParts(e *playbook.Expr) []*playbook.Expr {
	var parts []*playbook.Expr
	for _, a := range e.Args {
		parts = append(parts, s.emptyParts(a)...)
	}
	if parts != nil || e.Op == playbook.Truth || e.Op == playbook.Or {
		return parts
	}
	if authority.Empty(s.site, s.book, e) && !s.onlyByName(e) {
		return []*playbook.Expr{e}
	}
	return nil
}

// onlyByName reports whether a conjunction is empty just because it names a condition that is: that one is reported.
func (s *subject) onlyByName(e *playbook.Expr) bool {
	if e.Op != playbook.And {
		return false
	}
	for _, a := range e.Args {
		if a.Op == playbook.Truth && authority.Empty(s.site, s.book, a) {
			return true
		}
	}
	return false
}

// empty reports whether one of the conditions is never true, which is reported as such.
func (s *subject) empty(list ...playbook.Condition) bool {
	for _, c := range list {
		if c.Present() && authority.Empty(s.site, s.book, c.Expr) {
			return true
		}
	}
	return false
}
