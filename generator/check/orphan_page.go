package check

import (
	"fmt"
	"path"

	"remit/generator/diagnostic"
	"remit/generator/playbook"
	"remit/generator/words"
)

// orphanPage: an ordinary page that the first page of the site does not list, and to which no other page of content/
// leads. Playbooks are listed there by workload and are never orphans. Pages of one folder make one finding: a folder of
// old runbooks that was moved in as a whole needs one index, not a hundred warnings.
func orphanPage() Rule {
	return Rule{Name: "orphan_page", Severity: diagnostic.Warning, whole: func(l *playbook.Library) []diagnostic.Diagnostic {
		reached := linkedTo(l)
		for _, p := range l.Entrances() {
			reached[p.Address] = true
		}
		byFolder := map[string][]*playbook.Page{}
		var folders []string
		for _, p := range l.Pages {
			if reached[p.Address] {
				continue
			}
			folder := path.Dir(p.File.Path)
			if byFolder[folder] == nil {
				folders = append(folders, folder)
			}
			byFolder[folder] = append(byFolder[folder], p)
		}
		var found []diagnostic.Diagnostic
		for _, folder := range folders {
			found = append(found, orphans(byFolder[folder]))
		}
		return found
	}}
}

// linkedTo returns the addresses to which another page of content/ leads.
func linkedTo(l *playbook.Library) map[string]bool {
	reached := map[string]bool{}
	follow := func(from string, body *playbook.Body) {
		for _, link := range body.Links {
			if link.Target != from {
				reached[link.Target] = true
			}
		}
	}
	for _, p := range l.Playbooks {
		follow(p.Address(), &p.Body)
	}
	for _, p := range l.Pages {
		follow(p.Address, &p.Body)
	}
	for _, t := range l.Thanks {
		follow(t.Address, &t.Body)
	}
	return reached
}

// mostNamed is how many orphans of a folder a finding names.
const mostNamed = 5

func orphans(pages []*playbook.Page) diagnostic.Diagnostic {
	first := pages[0]
	d := diagnostic.Diagnostic{
		Span: first.File.Span(0, 0), Message: "no page leads here: only a search finds this page",
		Help: "link to it from a page or a playbook that needs it",
	}
	if others := len(pages) - 1; others > 0 {
		d.Message = fmt.Sprintf("no page leads here, nor to %s of this folder: only a search finds them", words.Count(others, "other page"))
		d.Help = "link to them from the playbooks that need them"
		if path.Dir(first.File.Path) != "content" { // whose index is the page of the program
			d.Help = "write an index.md in the folder that links to its pages, or link to them from the playbooks that need them"
		}
	}
	for _, p := range pages[1:min(len(pages), 1+mostNamed)] {
		d.Related = append(d.Related, diagnostic.Related{Span: p.File.Span(0, 0), Message: "nor here"})
	}
	return d
}
