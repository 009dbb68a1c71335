package page

import (
	"slices"
	"strings"

	"remit/generator/authority"
	"remit/generator/playbook"
	"remit/generator/words"
)

// mostTogether is for how many playbooks the tables of all workloads stand on one page. When there are more, each workload
// has a page of its own, and the first leads to them: a table of a thousand playbooks opens on no phone.
const mostTogether = 50

// matrixView is who may do what: for each workload a table of actions and roles, or where its table is.
type matrixView struct {
	Title     string
	All       link // to the list of the others; zero on the first page
	Workloads []listed
	Tables    []matrixTable
}

type matrixTable struct {
	Title, Href string
	Roles       []link
	Books       []matrixBook
}

type matrixBook struct {
	Title, Href string
	Span        int    // of the heading row
	Lapsed      string // why nothing is granted on the day of the build; "" when the playbook is in force
	End         string // how long each yes holds, in words
	Rows        []matrixRow
}

// A matrixRow is an action with a cell for each role of the table.
type matrixRow struct {
	Title   string
	Href    string // asks the playbook about this action alone
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
	More string // its limits and its end
}

const matrixTitle = "Who may do what"

// matrix is one page with all tables, or a list and a page for each workload.
func (w *writer) matrix() []sheet {
	together := len(w.books) <= mostTogether
	list := []sheet{{address: matrixAddress, layout: "authority.html", title: matrixTitle, view: func(at place) any {
		v := matrixView{Title: matrixTitle}
		for _, l := range w.site.Workloads {
			books := w.byWorkload[l.Name.Value]
			switch {
			case len(books) == 0:
			case together:
				v.Tables = append(v.Tables, w.matrixTable(at, l, books))
			default:
				v.Workloads = append(v.Workloads, w.counted(at, l, authorityAddress(l.Name.Value), len(books)))
			}
		}
		return v
	}}}
	if together {
		return list
	}
	for _, l := range w.site.Workloads {
		if books := w.byWorkload[l.Name.Value]; len(books) > 0 {
			list = append(list, w.matrixOf(l, books))
		}
	}
	return list
}

// matrixOf is the page with the table of one workload.
func (w *writer) matrixOf(l *playbook.Workload, books []*book) sheet {
	title := matrixTitle + ": " + w.workloadLink(place{}, l.Name.Value).Text
	return sheet{address: authorityAddress(l.Name.Value), layout: "authority.html", title: title, view: func(at place) any {
		return matrixView{Title: title, All: at.link("All workloads", matrixAddress), Tables: []matrixTable{w.matrixTable(at, l, books)}}
	}}
}

func (w *writer) matrixTable(at place, l *playbook.Workload, books []*book) matrixTable {
	t := matrixTable{Title: w.workloadLink(at, l.Name.Value).Text, Href: at.to(workloadAddress(l.Name.Value))}
	var names []string
	for _, b := range books {
		names = append(names, playbook.Values(b.Roles)...)
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
	if m.Lapsed = w.lapsed(b); m.Lapsed == "" {
		m.End = w.endWords(b)
	}
	for _, a := range b.Actions {
		row := matrixRow{Title: titled(a), Href: m.Href + "#may-i=" + a.Name.Value, Nobody: !a.Reserved.IsZero(), Because: words.Sentence(a.Because.Value), Span: len(names)}
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

// cell says whether a role may take an action in every situation at risk, in some, or in none, and on which terms.
func (w *writer) cell(b *book, a *playbook.Action, role string) cell {
	c := cell{Role: w.roleTitle(role), Mark: "no", Say: "No"}
	grants, out := w.held(b, a, role)
	if len(grants) == 0 {
		c.More = out
		return c
	}
	c.Mark, c.Say = "with", "Sometimes"
	if slices.ContainsFunc(grants, func(g *playbook.Grant) bool { return always(a, g, role) }) {
		c.Mark, c.Say = "yes", "Yes"
	}
	var terms []string
	for _, g := range grants {
		if t := strings.Join(w.termWords(g), ", "); !slices.Contains(terms, t) {
			terms = append(terms, t)
		}
	}
	if i := slices.Index(terms, ""); i >= 0 && len(terms) > 1 {
		terms[i] = "without a limit"
	}
	c.More = strings.Join(terms, "; or ")
	return c
}

// held are the grants of an action that are in force for a role in some situation on the day of the build, but for their
// tests: those that name it, and those that it holds through roles it includes, unless one that names it always replaces
// them. Where there are none, out says why the last of them is not in force.
func (w *writer) held(b *book, a *playbook.Action, role string) (grants []*playbook.Grant, out string) {
	own := w.site.Holds(role)
	var through []*playbook.Grant
	replaced := false
	for _, g := range a.Grants {
		names := playbook.Values(g.Roles)
		if g.All {
			names = playbook.Values(b.Roles)
		}
		if !overlap(names, own) {
			continue
		}
		if why := w.outOfForce(b, g); why != "" {
			out = why
			continue
		}
		if !slices.Contains(names, role) {
			through = append(through, g)
			continue
		}
		grants = append(grants, g)
		replaced = replaced || always(a, g, role)
	}
	if replaced {
		return grants, out
	}
	return append(grants, through...), out
}

// always reports whether no test stands between a role and a grant: nothing narrows it, and nothing that forbids it binds
// the role.
func always(a *playbook.Action, g *playbook.Grant, role string) bool {
	free := func(unless playbook.Condition, except []playbook.Text) bool {
		return !unless.Present() || playbook.Has(except, role)
	}
	return !a.When.Present() && !g.When.Present() && free(a.Unless, a.Except) && free(g.Unless, g.Except)
}

// termWords are the terms of a grant as phrases.
func (w *writer) termWords(g *playbook.Grant) []string {
	terms := authority.LimitWords(g.Limits)
	for _, t := range g.Tell {
		one := w.tell(t)
		say := "tell " + one.Who
		if one.Within != "" {
			say += " " + one.Within
		}
		if one.First {
			say += " before acting"
		}
		terms = append(terms, say)
	}
	if g.TogetherWith.Present() {
		terms = append(terms, "together with the "+words.Lower(w.roleTitle(g.TogetherWith.Value)))
	}
	if end, ends := lastDay(g.Validity); ends {
		terms = append(terms, "until "+end.Words())
	}
	return terms
}
