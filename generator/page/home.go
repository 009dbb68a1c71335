package page

import (
	"cmp"
	"slices"
	"strings"

	"remit/generator/playbook"
)

// How much the first page lists before it leads on: what is happening must fit a phone and a slow network.
const (
	mostAlerts = 40
	mostListed = 12 // of a workload
	mostBooks  = 60 // of all; when there are more, workloads are listed in their place
)

// homeView is the first page: what is happening, then who are you.
type homeView struct {
	SearchHref  string
	ActionsHref string // the table from which one action can be asked about
	Alerts      []link
	MoreAlerts  *link
	Workloads   []group
	Many        []listed // the workloads, where their playbooks are too many to be listed
	All         *link
	Roles       []roleCard
	Pages       []link
}

// A group is a workload with its playbooks.
type group struct {
	Title, Href string
	Owner       string
	Books       []listed
	More        *link
}

// A listed is a playbook in a list.
type listed struct {
	Title, Href, Summary string
	Lapsed               bool
}

// A roleCard is a role in a list.
type roleCard struct{ Title, Href, Kind string }

func (w *writer) home() sheet {
	return sheet{address: homeAddress, layout: "home.html", title: w.site.Title.Value, view: func(at place) any {
		v := homeView{SearchHref: at.to(searchAddress), ActionsHref: at.to(matrixAddress), Alerts: w.alertLinks(at), Roles: w.roleCards(at)}
		if len(v.Alerts) > mostAlerts {
			more := link{"All " + itoa(len(v.Alerts)) + " alerts", at.to(listAddress) + "#alerts"}
			v.Alerts, v.MoreAlerts = v.Alerts[:mostAlerts], &more
		}
		w.whatIsWrong(&v, at)
		entrances := w.Library.Entrances()
		for _, p := range entrances {
			v.Pages = append(v.Pages, at.link(p.Title, p.Address))
		}
		if len(entrances) < len(w.Library.Pages) {
			v.Pages = append(v.Pages, link{"All " + itoa(len(w.Library.Pages)) + " pages", at.to(listAddress) + "#titles"})
		}
		return v
	}}
}

// whatIsWrong lists the playbooks, or the workloads when they are too many.
func (w *writer) whatIsWrong(v *homeView, at place) {
	if len(w.books) <= mostBooks {
		v.Workloads = w.groups(at, mostListed)
		return
	}
	for _, l := range w.site.Workloads {
		if n := len(w.byWorkload[l.Name.Value]); n > 0 {
			v.Many = append(v.Many, w.counted(at, l, workloadAddress(l.Name.Value), n))
		}
	}
	all := at.link("All "+itoa(len(w.books))+" playbooks", "playbooks/index.html")
	if len(v.Many) > mostBooks {
		all = at.link("All "+itoa(len(v.Many))+" workloads", "workloads/index.html")
		v.Many = v.Many[:mostBooks]
	}
	v.All = &all
}

// counted is a workload in a list, with how many playbooks it has.
func (w *writer) counted(at place, l *playbook.Workload, address string, n int) listed {
	return listed{Title: w.workloadLink(at, l.Name.Value).Text, Href: at.to(address), Summary: counted(n, "playbook")}
}

// alertLinks leads from each alert to the first playbook that answers it.
func (w *writer) alertLinks(at place) []link {
	var list []link
	for _, b := range w.books {
		for _, a := range b.Alerts {
			list = append(list, at.link(a.Value, b.Address()))
		}
	}
	slices.SortStableFunc(list, byText)
	return list
}

func byText(a, b link) int {
	return cmp.Or(cmp.Compare(strings.ToLower(a.Text), strings.ToLower(b.Text)), cmp.Compare(a.Text, b.Text), cmp.Compare(a.Href, b.Href))
}

func (w *writer) listed(at place, b *book) listed {
	return listed{b.Title.Value, at.to(b.Address()), b.Summary.Value, w.lapsed(b) != ""}
}

// groups lists the playbooks by workload, at most so many of each.
func (w *writer) groups(at place, most int) []group {
	var list []group
	for _, l := range w.site.Workloads {
		g := group{Title: w.workloadLink(at, l.Name.Value).Text, Href: at.to(workloadAddress(l.Name.Value)), Owner: w.roleTitle(l.Owner.Value)}
		for _, b := range w.byWorkload[l.Name.Value] {
			g.Books = append(g.Books, w.listed(at, b))
		}
		slices.SortStableFunc(g.Books, func(a, b listed) int { return cmp.Compare(strings.ToLower(a.Title), strings.ToLower(b.Title)) })
		if len(g.Books) > most {
			more := link{"All " + itoa(len(g.Books)) + " playbooks", g.Href}
			g.Books, g.More = g.Books[:most], &more
		}
		list = append(list, g)
	}
	return list
}

func (w *writer) roleCards(at place) []roleCard {
	var list []roleCard
	for _, r := range w.site.Roles {
		list = append(list, roleCard{w.roleTitle(r.Name.Value), at.to(roleAddress(r.Name.Value)), kindWords(r.Kind)})
	}
	return list
}

// everything is more than any list has.
const everything = int(^uint(0) >> 1)

// indexes are the plain lists: playbooks, roles and workloads.
func (w *writer) indexes() []sheet {
	groups := func(at place) any { return w.groups(at, everything) }
	return []sheet{
		{address: "playbooks/index.html", layout: "playbooks.html", title: "Playbooks", view: groups},
		{address: "roles/index.html", layout: "roles.html", title: "Roles", view: func(at place) any { return w.roleCards(at) }},
		{address: "workloads/index.html", layout: "workloads.html", title: "Workloads", view: groups},
	}
}

// workloadView is the page of one workload.
type workloadView struct {
	Title     string
	Owner     link
	Contact   contact
	GoodFaith string
	Alerts    []link
	Books     []listed
	Due       []due
}

// A due is something that falls due on a day.
type due struct {
	Day, Machine string
	Late         bool
	What         string
	Book         link
}

// dues lists what falls due about a playbook.
func (w *writer) dues(b *book, at place) []due {
	var list []due
	for _, d := range b.Deadlines() {
		list = append(list, due{
			Day: d.Day.Words(), Machine: d.Day.String(), Late: d.Day.Before(w.today), What: upper(d.What),
			Book: at.link(b.Title.Value, b.Address()),
		})
	}
	return list
}

func (w *writer) workload(l *playbook.Workload) sheet {
	name := l.Name.Value
	return sheet{address: workloadAddress(name), layout: "workload.html", title: w.workloadLink(place{}, name).Text, scripts: []string{"reach"}, view: func(at place) any {
		v := workloadView{
			Title: w.workloadLink(at, name).Text, Owner: at.link(w.roleTitle(l.Owner.Value), roleAddress(l.Owner.Value)),
			Contact: w.roleContact(l.Owner.Value), GoodFaith: l.GoodFaith.Value,
		}
		if v.GoodFaith == "" {
			v.GoodFaith = w.site.GoodFaith.Value
		}
		for _, b := range w.byWorkload[name] {
			v.Books = append(v.Books, w.listed(at, b))
			for _, a := range b.Alerts {
				v.Alerts = append(v.Alerts, at.link(a.Value, b.Address()))
			}
			v.Due = append(v.Due, w.dues(b, at)...)
		}
		slices.SortStableFunc(v.Due, func(a, b due) int { return strings.Compare(a.Machine, b.Machine) })
		slices.SortStableFunc(v.Alerts, byText)
		return v
	}}
}
