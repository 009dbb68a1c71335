package print

import (
	"fmt"
	"io"
	"strings"

	"remit/generator/playbook"
)

// A DueList is what falls due up to a day, by owner.
type DueList struct {
	Today, Until playbook.Date
	Owners       []string // titles, sorted
	Items        map[string][]DueItem
}

// A DueItem is one thing that falls due about one playbook.
type DueItem struct {
	playbook.Deadline
	Playbook string
}

// print writes the list, one block for each owner.
func (a *DueList) print(w io.Writer) error {
	var b strings.Builder
	if len(a.Owners) == 0 {
		fmt.Fprintf(&b, "nothing falls due by %s\n", a.Until.Words())
	}
	for _, owner := range a.Owners {
		fmt.Fprintf(&b, "%s, by %s:\n", owner, a.Until.Words())
		for _, i := range a.Items[owner] {
			late := ""
			if i.Day.Before(a.Today) {
				late = " (overdue)"
			}
			fmt.Fprintf(&b, "  %s  %s: %s%s  %s:%d\n", i.Day, i.Playbook, i.What, late, i.Span.Path(), i.Span.From().Line)
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}
