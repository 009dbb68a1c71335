package check

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"remit/generator/diagnostic"
	"remit/generator/playbook"
)

// lostAddress: a page or a playbook that git knew under an address at which nothing answers any more. Only git knows, so
// whoever has asked it calls [Since].
func lostAddress() Rule { return Rule{Name: "lost_address", Severity: diagnostic.Warning} }

// lostAddresses reports the addresses of former pages at which nothing answers now: one finding for each page that took
// several in, one for each folder from which pages were removed.
func lostAddresses(l *playbook.Library, past Past) []diagnostic.Diagnostic {
	taken, successors := occupied(l), successorsOf(l)
	moved, removed := map[string][]string{}, map[string][]OldPage{}
	var targets, folders []string
	for _, f := range past.OldPages {
		successor, known := successors[f.To]
		switch {
		case taken[f.Address] || known && successor.doubtful:
		case known:
			if moved[f.To] == nil {
				targets = append(targets, f.To)
			}
			moved[f.To] = append(moved[f.To], "/"+f.Address)
		default:
			folder := path.Dir(f.Path)
			if removed[folder] == nil {
				folders = append(folders, folder)
			}
			removed[folder] = append(removed[folder], f)
		}
	}
	var found []diagnostic.Diagnostic
	for _, to := range targets {
		found = append(found, successors[to].lost(moved[to]))
	}
	for _, folder := range folders {
		found = append(found, withdrawn(removed[folder]))
	}
	return found
}

// A successor is a page that may have taken in the text of a former one.
type successor struct {
	at       diagnostic.Diagnostic // about the page as a whole
	aliases  []playbook.Text
	doubtful bool // its aliases could not be read; that is an error of its own
}

func successorsOf(l *playbook.Library) map[string]successor {
	successors := map[string]successor{}
	for _, p := range l.Playbooks {
		successors[p.File.Path] = successor{diagnostic.Diagnostic{Span: p.File.Span(0, 0)}, p.Aliases, p.Failed && len(p.Aliases) == 0}
	}
	for _, p := range l.Pages {
		successors[p.File.Path] = successor{at: diagnostic.Diagnostic{Span: p.File.Span(0, 0)}, aliases: p.Aliases}
	}
	return successors
}

// lost says that a page needs its old addresses.
func (h successor) lost(old []string) diagnostic.Diagnostic {
	all := append(playbook.Values(h.aliases), old...)
	d := diagnostic.Diagnostic{
		Rule: "lost_address", Severity: diagnostic.Warning, Span: h.at.Span,
		Message: fmt.Sprintf("git knew this page under another address, at which nothing answers any more: %s", strings.Join(old, ", ")),
		Help:    "write into its front matter: aliases: [" + inList(all) + "]",
	}
	if len(h.aliases) > 0 {
		d.Span = h.aliases[0].Span
	}
	return d
}

// withdrawn says that removed pages of one folder left nothing behind.
func withdrawn(gone []OldPage) diagnostic.Diagnostic {
	var old []string
	for _, f := range gone {
		old = append(old, "/"+f.Address)
	}
	slices.Sort(old)
	d := diagnostic.Diagnostic{
		Rule: "lost_address", Severity: diagnostic.Warning, Span: playbook.Whole(gone[0].Path),
		Message: "git knew a page here, and nothing answers at its address any more: " + old[0],
		Help:    fmt.Sprintf("let the page that replaces it answer there too, aliases: [%s], or say in site.yaml that it is meant to be gone, gone: [%s]", inList(old), inList(old)),
	}
	if len(old) > 1 {
		d.Message = fmt.Sprintf("git knew %d pages in this folder, and nothing answers at their addresses any more: %s", len(old), firstOf(old))
		d.Help = fmt.Sprintf("let the pages that replace them answer there too, by aliases, or say in site.yaml that they are meant to be gone, gone: [%s]", inList(old))
	}
	return d
}

// listed writes addresses as a list of YAML holds them.
func inList(addresses []string) string {
	var list []string
	for _, a := range addresses {
		if strings.ContainsAny(a, ",[]{}'\"#:&*!|>%@` ") {
			a = "\"" + strings.ReplaceAll(a, "\"", "\\\"") + "\""
		}
		list = append(list, a)
	}
	return strings.Join(list, ", ")
}
