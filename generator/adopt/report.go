package adopt

import (
	"fmt"
	"strings"

	"remit/generator/words"
)

// recognised says what was read.
func (r *runbook) recognised() []string {
	list := []string{fmt.Sprintf("title %q", r.title.words)}
	if len(r.alerts) > 0 {
		var all []string
		for _, a := range r.alerts {
			all = append(all, a.words)
		}
		list = append(list, words.Count(len(all), "alert")+" ("+strings.Join(all, ", ")+")")
	}
	for _, n := range []struct {
		n          int
		what, more string
	}{{len(r.facts), "fact", ""}, {len(r.triggers), "trigger", ""}, {len(r.actions), "action", ""}, {len(r.forbids), "prohibition", ""},
		{len(r.duty.to) + len(r.duty.others), "way", " to reach somebody"}} {
		if n.n > 0 {
			list = append(list, words.Count(n.n, n.what)+n.more)
		}
	}
	return list
}

// unsaid says which decisions are open. Most always are: a runbook tells how, not who may.
func (r *runbook) unsaid() []string {
	workload := "which workload: " + choices(r.site.Workloads)
	if w, _ := r.workload(); w != "" {
		workload = "which workload (" + w + " is proposed)"
	}
	list := []string{workload, "which roles it addresses: " + strings.Join(namesOf(r.site.Roles), ", ")}
	if len(r.triggers) == 0 {
		list = append(list, "what puts the workload at risk")
	}
	if len(r.actions) == 0 {
		list = append(list, "what may be done, and by whom")
	}
	for _, a := range r.actions {
		list = append(list, fmt.Sprintf("who may %q, within which limits", a.title))
	}
	for _, f := range r.forbids {
		list = append(list, fmt.Sprintf("what this binds: %q", shorten(f.words, 60)))
	}
	list = append(list, "until when the authority holds")
	switch {
	case len(r.duty.to) == 0:
		others := ""
		for _, o := range r.duty.others {
			others += "; the text names " + o.value
		}
		list = append(list, "whom to call: "+strings.Join(namesOf(r.site.Contacts), ", ")+others)
	default:
		list = append(list, "whom to call, in which order ("+strings.Join(r.duty.to, ", ")+" proposed)")
	}
	if r.duty.within == "" {
		list = append(list, "by when somebody must be called")
	}
	return list
}
