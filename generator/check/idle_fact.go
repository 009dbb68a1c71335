package check

import (
	"fmt"

	"remit/generator/diagnostic"
	"remit/generator/playbook"
)

// idleFact: a fact that stands in no condition, and a shared one that stands in no condition of any playbook. Of shared
// facts nothing is said while a playbook could not be read: it may be the one that uses them.
func idleFact() Rule {
	return Rule{
		Name: "idle_fact", Severity: diagnostic.Warning,
		run: func(s *subject) []diagnostic.Diagnostic {
			used := usedIn(s.book)
			return idleFacts(s.book.Facts, used, "no condition of the playbook", "test it in a condition")
		},
		whole: func(l *playbook.Library) []diagnostic.Diagnostic {
			used := map[string]bool{}
			for _, p := range l.Playbooks {
				if p.Failed {
					return nil
				}
				for name := range usedIn(p) {
					used[name] = true
				}
			}
			if len(l.Playbooks) == 0 {
				return nil
			}
			return idleFacts(l.Site.Facts, used, "no condition of any playbook", "test it in a playbook")
		},
	}
}

func idleFacts(facts []*playbook.Fact, used map[string]bool, nowhere, help string) []diagnostic.Diagnostic {
	var found []diagnostic.Diagnostic
	for _, f := range facts {
		if !used[f.Name.Value] {
			found = append(found, diagnostic.Diagnostic{
				Span:    f.Name.Span,
				Message: fmt.Sprintf("%s tests the fact %q: its value changes no answer", nowhere, f.Name.Value),
				Help:    help + ", or remove it",
			})
		}
	}
	return found
}

// usedIn returns the names of facts, conditions and triggers that stand in some condition of a playbook.
func usedIn(p *playbook.Playbook) map[string]bool {
	used := map[string]bool{}
	var walk func(*playbook.Expr)
	walk = func(e *playbook.Expr) {
		used[e.Name] = true
		for _, a := range e.Args {
			walk(a)
		}
	}
	for _, c := range conditions(p) {
		walk(c.Expr)
	}
	return used
}
