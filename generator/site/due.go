package site

import (
	"fmt"
	"slices"
	"strings"

	"remit/generator/load"
	"remit/generator/playbook"
	"remit/generator/print"
)

// due collects what has fallen due and what will within a length of time: "30 days", "6 months".
func (an *analysis) due(within string) (*print.DueList, error) {
	length, err := load.Duration(within)
	if err != nil || length.Unit != playbook.Day && length.Unit != playbook.Month {
		return nil, &UsageError{fmt.Sprintf("%q is not a number of days or months", within), `write it like "30 days" or "6 months"`}
	}
	a := &print.DueList{Today: an.day, Until: an.day.Add(length), Items: map[string][]print.DueItem{}}
	for _, p := range an.library.Playbooks {
		owner := an.ownerOf(p)
		for _, d := range p.Deadlines() {
			if !a.Until.Before(d.Day) {
				a.Items[owner] = append(a.Items[owner], print.DueItem{Deadline: d, Playbook: p.ID})
			}
		}
	}
	for owner, items := range a.Items {
		a.Owners = append(a.Owners, owner)
		slices.SortStableFunc(items, func(x, y print.DueItem) int { return strings.Compare(x.Day.String(), y.Day.String()) })
	}
	slices.Sort(a.Owners)
	return a, nil
}

// ownerOf is who answers for a playbook: the title of the owner of its workload.
func (an *analysis) ownerOf(p *playbook.Playbook) string {
	if an.library.Site != nil {
		if w := an.library.Site.Workload(p.Workload.Value); w != nil {
			if r := an.library.Site.Role(w.Owner.Value); r != nil {
				return r.Title.Value
			}
		}
	}
	return "nobody: " + p.Workload.Value + " has no owner"
}
