package page

import (
	"slices"

	"remit/generator/playbook"
)

// matrixView is who may do what, over all playbooks: for each workload a table of actions and roles.
type matrixView struct{ Tables []matrixTable }

type matrixTable struct {
	Title, Href string
	Roles       []link
	Books       []matrixBook
}

type matrixBook struct {
	Title, Href string
	Span        int // of the heading row
	Rows        []matrixRow
}

// A matrixRow is an action with a cell for each role of the table.
type matrixRow struct {
	Title   string
	Tags    []string
	Nobody  bool // reserved: one sentence takes the place of the cells
	Because string
	Span    int
	Cells   []cell
}

// A cell says what a role may. On a phone it stands alone, so it names its role.
type cell struct {
	Role string
	Mark string // yes, with or no
	Say  string // "Yes", "Sometimes"
	More string // its limits
}

func (w *writer) matrix() sheet {
	return sheet{address: matrixAddress, layout: "authority.html", title: "Who may do what", view: func(at place) any {
		var v matrixView
		for _, l := range w.site.Workloads {
			if t := w.matrixTable(at, l); len(t.Books) > 0 {
				v.Tables = append(v.Tables, t)
			}
		}
		return v
	}}
}

func (w *writer) matrixTable(at place, l *playbook.Workload) matrixTable {
	t := matrixTable{Title: w.workloadLink(at, l.Name.Value).Text, Href: at.to(workloadAddress(l.Name.Value))}
	var books []*book
	var names []string
	for _, b := range w.books {
		if b.Workload.Value == l.Name.Value {
			books = append(books, b)
			names = append(names, playbook.Values(b.Roles)...)
		}
	}
	names = w.inOrder(names)
	for _, name := range names {
		t.Roles = append(t.Roles, at.link(w.roleTitle(name), roleAddress(name)))
	}
	for _, b := range books {
		t.Books = append(t.Books, w.matrixBook(at, b, names))
	}
	return t
}

// inOrder returns the roles of the site that are among the names, each once.
func (w *writer) inOrder(names []string) []string {
	var list []string
	for _, r := range w.site.Roles {
		if slices.Contains(names, r.Name.Value) {
			list = append(list, r.Name.Value)
		}
	}
	return list
}

func (w *writer) matrixBook(at place, b *book, names []string) matrixBook {
	m := matrixBook{Title: b.Title.Value, Href: at.to(b.Address()), Span: len(names) + 1}
	for _, a := range b.Actions {
		row := matrixRow{Title: titled(a), Nobody: !a.Reserved.IsZero(), Because: sentence(a.Because.Value), Span: len(names)}
		for _, t := range actionTags(a) {
			if t != undoable {
				row.Tags = append(row.Tags, t)
			}
		}
		for _, name := range names {
			row.Cells = append(row.Cells, w.cell(b, a, name))
		}
		m.Rows = append(m.Rows, row)
	}
	return m
}

func (w *writer) cell(b *book, a *playbook.Action, role string) cell {
	c := cell{Role: w.roleTitle(role), Mark: "no", Say: "No"}
	own := w.closure(role)
	var limits []string
	for _, g := range a.Grants {
		if !g.All && !overlap(playbook.Values(g.Roles), own) || g.All && !overlap(playbook.Values(b.Roles), own) {
			continue
		}
		if c.Mark == "no" {
			c.Mark = "yes"
		}
		if a.When.Present() || g.When.Present() || a.Unless.Present() || g.Unless.Present() {
			c.Mark = "with"
		}
		if limits == nil {
			limits = limitWords(g.Limits)
		}
	}
	switch c.Mark {
	case "no":
		return c
	case "yes":
		c.Say = "Yes"
	default:
		c.Say = "Sometimes"
	}
	c.More = joined(limits, ", ")
	return c
}
