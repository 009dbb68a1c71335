package page

import (
	"html/template"
	"slices"

	"remit/generator/playbook"
	"remit/generator/words"
)

// ordinaryView is a page of plain Markdown.
type ordinaryView struct {
	Title    string
	Contents []link
	Body     template.HTML
	Source   cite
}

func (w *writer) ordinary(p *playbook.Page) sheet {
	return sheet{address: p.Address, layout: "page.html", title: p.Title, view: func(place) any {
		return ordinaryView{p.Title, contents(&p.Body), bodyOf(&p.Body), cite{p.File.Path, w.sourceLink(p.File.Path)}}
	}}
}

// thanksView is the page that thanks people.
type thanksView struct{ Entries []thanksEntry }

type thanksEntry struct {
	Title, Date string
	Role        *link
	Playbook    *link
	Action      string // that was taken
	Called      string // who was escalated to
	AtRisk      string
	Saved       string
	Body        template.HTML
}

func (w *writer) recognition() sheet {
	return sheet{address: recognitionAddress, layout: "recognition.html", title: "Recognition", view: func(at place) any {
		var v thanksView
		all := slices.Clone(w.Library.Thanks)
		slices.SortStableFunc(all, func(a, b *playbook.Thanks) int {
			switch {
			case b.Date.Value.Before(a.Date.Value):
				return -1
			case a.Date.Value.Before(b.Date.Value):
				return 1
			}
			return 0
		})
		for _, t := range all {
			v.Entries = append(v.Entries, w.thanks(at, t))
		}
		return v
	}}
}

func (w *writer) thanks(at place, t *playbook.Thanks) thanksEntry {
	e := thanksEntry{Title: t.Title, AtRisk: words.Sentence(t.AtRisk.Value), Saved: words.Sentence(t.Saved.Value), Body: bodyOf(&t.Body)}
	if t.Date.Present() {
		e.Date = t.Date.Value.Words()
	}
	if t.Role.Present() {
		l := at.link(w.roleTitle(t.Role.Value), roleAddress(t.Role.Value))
		e.Role = &l
	}
	if t.Called.Present() {
		e.Called = w.contact(t.Called.Value).Title
	}
	if p := w.Library.Playbook(t.Playbook.Value); p != nil {
		l := at.link(p.Title.Value, p.Address())
		e.Playbook = &l
		if a := p.Action(t.Action.Value); a != nil {
			e.Action = titled(a)
		}
	}
	return e
}

// asideView is shown in place of a page that is not there; only there links begin with the base path.
type asideView struct{ SearchHref, Home, Contacts string }

func (w *writer) notFound() sheet {
	return sheet{address: notFoundAddress, layout: "404.html", title: "Nothing here", aside: true, view: asideOf}
}

// away is what the worker shows for a page that this device has not kept, while the site is out of reach.
func (w *writer) away() sheet {
	return sheet{address: awayAddress, layout: "away.html", title: "Not on this device", aside: true, view: asideOf}
}

func asideOf(at place) any {
	return asideView{at.to(searchAddress), at.to(homeAddress), at.to(contactsAddress)}
}
