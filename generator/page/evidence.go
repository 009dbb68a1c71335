package page

import (
	"remit/generator/evidence"
	"remit/generator/words"
)

// evidenceView is what the site says about the practice: what is missing, the three questions for each workload, and who
// answers for what.
type evidenceView struct {
	Title     string
	All       link // to the list of the others; zero on the first page
	Day       string
	Gaps      []gap
	Complete  bool     // nothing is missing, on any page
	Many      []listed // the workloads, where one page cannot hold them all
	Workloads []workloadEvidence
	Kinds     []kindEvidence
	Thanks    *link
}

// A gap is something missing.
type gap struct {
	Book        *link
	Where       string // the workload; "" on its own page and for the site
	Say, Waived string
	Cite        cite
}

type workloadEvidence struct {
	Title, Href, Sum            string
	Owner                       link
	Guided, Empowered, Escalate question
	Books                       []bookEvidence
}

// A question of the practice, with a sentence that sums its answer up.
type question struct{ Ask, Say string }

type bookEvidence struct {
	*evidence.Book
	Link   link
	Has    []string // "4 scenarios"
	Cite   cite
	Grants []grantEvidence
	Duties []dutyEvidence
}

type grantEvidence struct {
	evidence.Grant
	Cite cite
}

type dutyEvidence struct {
	evidence.Duty
	Cite cite
}

// A kindEvidence is the responsibilities of all roles of a kind.
type kindEvidence struct {
	Kind  string
	Roles []roleEvidence
}

type roleEvidence struct {
	evidence.Role
	Href string
	Cite cite
}

const evidenceTitle = "Evidence"

// evidence is one page about all workloads, or a list and a page for each.
func (w *writer) evidence() []sheet {
	if w.Evidence == nil {
		return nil
	}
	together := len(w.books) <= mostTogether
	list := []sheet{{address: evidenceAddress, layout: "evidence.html", title: evidenceTitle, view: func(at place) any { return w.evidenceView(at, together) }}}
	for i := range w.Evidence.Workloads {
		if l := &w.Evidence.Workloads[i]; !together {
			list = append(list, w.evidenceOf(l))
		}
	}
	return list
}

func (w *writer) evidenceView(at place, together bool) evidenceView {
	v := evidenceView{Title: evidenceTitle, Day: w.Evidence.Day.Words(), Complete: w.Evidence.Gaps() == 0, Kinds: w.kindEvidence(at)}
	v.Gaps = w.gaps(at, "", w.Evidence.Missing)
	for i := range w.Evidence.Workloads {
		l := &w.Evidence.Workloads[i]
		if together {
			v.Gaps = append(v.Gaps, w.gaps(at, l.Title, l.Missing)...)
			v.Workloads = append(v.Workloads, w.workloadEvidence(at, l))
			continue
		}
		v.Many = append(v.Many, listed{Title: l.Title, Href: at.to(evidenceOfAddress(l.Name.Value)), Summary: summed(l)})
	}
	if w.Evidence.Thanks > 0 {
		to := at.link(words.Count(w.Evidence.Thanks, "time"), recognitionAddress)
		v.Thanks = &to
	}
	return v
}

// evidenceOf is the page about one workload.
func (w *writer) evidenceOf(l *evidence.Workload) sheet {
	title := evidenceTitle + ": " + l.Title
	return sheet{address: evidenceOfAddress(l.Name.Value), layout: "evidence.html", title: title, view: func(at place) any {
		return evidenceView{
			Title: title, All: at.link("All workloads", evidenceAddress), Day: w.Evidence.Day.Words(), Complete: len(l.Missing) == 0,
			Gaps: w.gaps(at, "", l.Missing), Workloads: []workloadEvidence{w.workloadEvidence(at, l)},
		}
	}}
}

func summed(l *evidence.Workload) string {
	if n := len(l.Missing); n > 0 {
		return words.Count(len(l.Books), "playbook") + ", " + words.Count(n, "gap")
	}
	return words.Count(len(l.Books), "playbook") + ", nothing missing"
}

func (w *writer) gaps(at place, where string, missing []evidence.Missing) []gap {
	var list []gap
	for _, m := range missing {
		g := gap{Where: where, Say: m.Say, Waived: m.Waived, Cite: w.cite(m.Span.Path(), m.Span.From().Line)}
		if m.Book != nil {
			to := at.link(m.Book.Title, m.Book.Address())
			g.Book = &to
		}
		list = append(list, g)
	}
	return list
}

func (w *writer) workloadEvidence(at place, l *evidence.Workload) workloadEvidence {
	grants, books := l.Members()
	v := workloadEvidence{
		Title: l.Title, Href: at.to(workloadAddress(l.Name.Value)), Sum: summed(l), Owner: at.link(l.Owner, roleAddress(l.Workload.Owner.Value)),
		Guided:    question{evidence.Guidance, words.Count(len(l.Books), "playbook") + "."},
		Empowered: question{evidence.Empowerment, "Team members hold " + words.Count(grants, "grant") + " in " + words.Count(books, "playbook") + ". What a grant covers waits for nobody's approval."},
		Escalate:  question{evidence.Escalation, words.Count(l.Ladders(), "escalation") + ", each with whom to call, in order, and by when."},
	}
	if len(l.Books) == 0 {
		v.Empowered.Say, v.Escalate.Say = "", ""
	}
	for _, b := range l.Books {
		v.Books = append(v.Books, w.bookEvidence(at, b))
	}
	return v
}

func (w *writer) bookEvidence(at place, b *evidence.Book) bookEvidence {
	v := bookEvidence{Book: b, Link: at.link(b.Title, b.Address()), Cite: w.cite(b.Playbook.Title.Span.Path(), b.Playbook.Title.Span.From().Line)}
	if b.Scenarios > 0 {
		v.Has = append(v.Has, words.Count(b.Scenarios, "scenario"))
	}
	if b.Steps > 0 {
		v.Has = append(v.Has, "Steps for "+words.Count(b.Steps, "action"))
	}
	for _, g := range b.Grants {
		g.Because = words.Sentence(g.Because)
		v.Grants = append(v.Grants, grantEvidence{g, w.cite(g.Span.Path(), g.Span.From().Line)})
	}
	for _, d := range b.Duties {
		d.When = words.Capital(d.When)
		v.Duties = append(v.Duties, dutyEvidence{d, w.cite(d.Span.Path(), d.Span.From().Line)})
	}
	return v
}

// kindEvidence groups the roles of the report, which come sorted by kind.
func (w *writer) kindEvidence(at place) []kindEvidence {
	var list []kindEvidence
	for _, r := range w.Evidence.Roles {
		if len(list) == 0 || list[len(list)-1].Kind != r.Kind {
			list = append(list, kindEvidence{Kind: r.Kind})
		}
		last := &list[len(list)-1]
		last.Roles = append(last.Roles, roleEvidence{r, at.to(roleAddress(r.Name.Value)), w.cite(r.Span.Path(), r.Span.From().Line)})
	}
	return list
}
