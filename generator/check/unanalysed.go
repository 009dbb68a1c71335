package check

import (
	"remit/generator/diagnostic"
	"remit/generator/playbook"
)

// unanalysed is reported by [Unanalysed], which knows what is left of all findings.
func unanalysed() Rule {
	return Rule{Name: "unanalysed", Severity: diagnostic.Error}
}

// Unanalysed reports each playbook that nothing was proved about although no error in its file, or in site.yaml, says
// why. Books are those without a model; found is what remains once waivers and a baseline have been applied, so that
// neither can make a playbook pass that nobody has looked at.
func Unanalysed(site *playbook.Site, books []*playbook.Playbook, found []diagnostic.Diagnostic) []diagnostic.Diagnostic {
	bad := map[string]bool{}
	for _, d := range found {
		if d.Severity == diagnostic.Error {
			bad[d.Span.Path()] = true
		}
	}
	var list []diagnostic.Diagnostic
	if bad[site.File.Path] {
		return nil
	}
	for _, p := range books {
		if bad[p.File.Path] {
			continue
		}
		at := p.Title.Span
		if at.IsZero() {
			at = p.File.Span(0, 0)
		}
		list = append(list, diagnostic.Diagnostic{
			Span:    at,
			Message: "nothing is proved about this playbook: it could not be analysed, and no error that is shown says why",
			Help:    "when its errors are in a baseline, correct them; when it has none, remit itself is at fault: please report it, with this file",
		})
	}
	return mark(unanalysed(), list)
}
