package check

import (
	"fmt"
	"strings"

	"remit/generator/diagnostic"
	"remit/generator/playbook"
	"remit/generator/words"
)

// noPlaybooks: a site that lost its playbooks, or more than half of them, since the commit it stands on: a folder that was
// moved, a checkout that is not whole. It needs what was there before, so whoever knows that calls [Since]; that the folder
// content/ itself is missing or empty is told before anything is read.
func noPlaybooks() Rule { return Rule{Name: "no_playbooks", Severity: diagnostic.Error} }

// fewPlaybooks compares the playbooks that are there, whether or not they could be read, with those that were.
func fewPlaybooks(l *playbook.Library, past Past, shrink bool) []diagnostic.Diagnostic {
	now, before := len(l.Playbooks), len(past.Playbooks)
	d := diagnostic.Diagnostic{
		Rule: "no_playbooks", Severity: diagnostic.Error, Span: playbook.Whole("content/playbooks"),
	}
	switch {
	case now*2 < before && !shrink:
		d.Message = fmt.Sprintf("%s has %s, and %s left", past.Where, words.Count(before, "playbook"), onlyLeft(now))
		d.Help = "bring them back, or say that they are meant to go: --allow-shrink; missing: " + firstOf(idsGone(l, past.Playbooks))
	case now == 0:
		d.Severity = diagnostic.Warning
		d.Message = "this site has no playbook, so nothing here answers yet"
		d.Help = "write the first one in content/playbooks/: remit adopt proposes one from a runbook"
		if past.nothing() {
			d.Message += "; whether it had one before is not known, since there is no commit and no earlier build to compare with"
		}
	default:
		return nil
	}
	return []diagnostic.Diagnostic{d}
}

func onlyLeft(n int) string {
	switch n {
	case 0:
		return "none is"
	case 1:
		return "only 1 is"
	}
	return fmt.Sprintf("only %d are", n)
}

// mostListed is how many names a finding lists.
const mostListed = 5

func firstOf(names []string) string {
	text := strings.Join(names[:min(len(names), mostListed)], ", ")
	if more := len(names) - mostListed; more > 0 {
		text += fmt.Sprintf(" and %d more", more)
	}
	return text
}
