package site

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"remit/generator/load"
	"remit/generator/playbook"
)

// An agenda is what falls due up to a day, by owner.
type agenda struct {
	until  playbook.Date
	owners []string // titles, in the order of site.yaml
	lines  map[string][]item
}

// item is one thing that falls due about one playbook.
type item struct {
	playbook.Deadline
	id string
}

// agenda collects what has fallen due and what will within a length of time: "30 days", "6 months".
func (st *study) agenda(within string) (*agenda, error) {
	length, err := load.Duration(within)
	if err != nil || length.Unit != playbook.Day && length.Unit != playbook.Month {
		return nil, &UsageError{fmt.Sprintf("%q is not a number of days or months", within), `write it like "30 days" or "6 months"`}
	}
	a := &agenda{until: st.day.Add(length), lines: map[string][]item{}}
	for _, p := range st.library.Playbooks {
		owner := st.ownerOf(p)
		for _, d := range p.Deadlines() {
			if !a.until.Before(d.Day) {
				a.lines[owner] = append(a.lines[owner], item{d, p.ID})
			}
		}
	}
	for owner, items := range a.lines {
		a.owners = append(a.owners, owner)
		slices.SortStableFunc(items, func(x, y item) int { return strings.Compare(x.Day.String(), y.Day.String()) })
	}
	slices.Sort(a.owners)
	return a, nil
}

// ownerOf is who answers for a playbook: the title of the owner of its workload.
func (st *study) ownerOf(p *playbook.Playbook) string {
	if st.library.Site != nil {
		if w := st.library.Site.Workload(p.Workload.Value); w != nil {
			if r := st.library.Site.Role(w.Owner.Value); r != nil {
				return r.Title.Value
			}
		}
	}
	return "nobody: " + p.Workload.Value + " has no owner"
}

// print writes the agenda, one block for each owner.
func (a *agenda) print(w io.Writer, today playbook.Date) error {
	var b strings.Builder
	if len(a.owners) == 0 {
		fmt.Fprintf(&b, "nothing falls due by %s\n", a.until.Words())
	}
	for _, owner := range a.owners {
		fmt.Fprintf(&b, "%s, by %s:\n", owner, a.until.Words())
		for _, i := range a.lines[owner] {
			late := ""
			if i.Day.Before(today) {
				late = " (overdue)"
			}
			fmt.Fprintf(&b, "  %s  %s: %s%s  %s:%d\n", i.Day, i.id, i.What, late, i.Span.Path(), i.Span.From().Line)
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}
