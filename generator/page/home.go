package page

import (
	"cmp"
	"slices"
	"strings"

	"remit/generator/playbook"
	"remit/generator/words"
)

// How much the first page lists before it leads on: what is happening must fit a phone and a slow network.
const (
	mostAlerts = 60
	mostBooks  = 60 // of all; when there are more, workloads are listed in their place
)

// homeView is the first page: what is happening, and what leads to a playbook from there. All of it is in the page, folded;
// the script asks it one question at a time.
type homeView struct {
	SearchHref string
	Core       string // the first file of the search index, for the script
	Alerts     *folded
	Workloads  []group
	Many       *folded // the workloads, where their playbooks are too many to be listed
	Actions    link    // the table of all actions
	ActionsOf  string  // all actions, for the script; "" where they are too many
	Roles      []roleCard
	Pages      []link
}

// A folded is a list that opens when it is chosen.
type folded struct {
	Links []link
	Cards []listed
	All   *link // where there is more than that, or all of it
}

// A group is a workload with its playbooks.
type group struct {
	Name, Title, Href string
	Owner             string
	Books             []listed
	Only              *listed // its playbook, where the first page leads to that at once
}

// A listed is a playbook in a list, or something else that has a title and says what it is.
type listed struct {
	Title, Href, Summary string
	Lapsed               bool
	Roles                string // the names of those whom it answers, for the script; "" where none asks
}

// A roleCard is a role in a list.
type roleCard struct{ Name, Title, Href, Kind string }

func (w *writer) home() sheet {
	return sheet{address: homeAddress, layout: "home.html", title: w.site.Title.Value, scripts: []string{"home"}, view: func(at place) any {
		core, _ := w.shipped()
		v := homeView{
			SearchHref: at.to(searchAddress), Core: at.to(core), Alerts: w.foldedAlerts(at),
			Actions: at.link("All actions in one table", matrixAddress), Roles: w.roleCards(at), Pages: w.entrances(at),
		}
		if w.fewActions() {
			v.ActionsOf = at.to(actionsAddress)
		}
		if len(w.books) <= mostBooks {
			v.Workloads = w.choices(at)
		} else {
			v.Many = w.foldedWorkloads(at)
		}
		return v
	}}
}

// entrances are the ordinary pages to begin with.
func (w *writer) entrances(at place) []link {
	var list []link
	entrances := w.Library.Entrances()
	for _, p := range entrances {
		list = append(list, at.link(p.Title, p.Address))
	}
	if len(entrances) < len(w.Library.Pages) {
		list = append(list, link{"All " + itoa(len(w.Library.Pages)) + " pages", at.to(listAddress) + "#titles"})
	}
	return list
}

// choices are the workloads that have playbooks, each playbook with the roles that may be asked for before it opens. Where
// there is one only, nobody is asked to choose it.
func (w *writer) choices(at place) []group {
	var list []group
	for _, g := range w.groups(at, w.asked) {
		if len(g.Books) == 1 {
			g.Only = &g.Books[0]
		}
		if len(g.Books) > 0 {
			list = append(list, g)
		}
	}
	return list
}

// foldedAlerts are the alerts; nil when no playbook answers any. Of many none is listed, since the first of them help
// nobody: the search finds each by its name.
func (w *writer) foldedAlerts(at place) *folded {
	list := w.alertLinks(at)
	switch {
	case len(list) == 0:
		return nil
	case len(list) > mostAlerts:
		return &folded{All: &link{"All " + words.Count(len(list), "alert"), at.to(listAddress) + "#alerts"}}
	}
	return &folded{Links: list}
}

// foldedWorkloads stand for the playbooks of a large site. They, too, may be too many to be listed.
func (w *writer) foldedWorkloads(at place) *folded {
	var cards []listed
	for _, l := range w.site.Workloads {
		if n := len(w.byWorkload[l.Name.Value]); n > 0 {
			cards = append(cards, w.counted(at, l, workloadAddress(l.Name.Value), n))
		}
	}
	if len(cards) > mostBooks {
		all := at.link("All "+words.Count(len(cards), "workload"), "workloads/index.html")
		return &folded{All: &all}
	}
	all := at.link("All "+itoa(len(w.books))+" playbooks", "playbooks/index.html")
	return &folded{Cards: cards, All: &all}
}

// counted is a workload in a list, with how many playbooks it has.
func (w *writer) counted(at place, l *playbook.Workload, address string, n int) listed {
	return listed{Title: w.workloadLink(at, l.Name.Value).Text, Href: at.to(address), Summary: words.Count(n, "playbook")}
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
	return listed{Title: b.Title.Value, Href: at.to(b.Address()), Summary: b.Summary.Value, Lapsed: w.lapsed(b) != ""}
}

// asked is a playbook in a list where the reader is asked for his role before it opens.
func (w *writer) asked(at place, b *book) listed {
	one := w.listed(at, b)
	one.Roles = strings.Join(b.model.Readers(), " ") // which reads nothing that asking changes
	return one
}

// groups lists the playbooks by workload, each as a function says.
func (w *writer) groups(at place, list func(place, *book) listed) []group {
	var all []group
	for _, l := range w.site.Workloads {
		books := w.byWorkload[l.Name.Value]
		g := group{
			Name: l.Name.Value, Title: w.workloadLink(at, l.Name.Value).Text, Href: at.to(workloadAddress(l.Name.Value)),
			Owner: w.roleTitle(l.Owner.Value),
		}
		for _, b := range books {
			g.Books = append(g.Books, list(at, b))
		}
		slices.SortStableFunc(g.Books, func(a, b listed) int { return cmp.Compare(strings.ToLower(a.Title), strings.ToLower(b.Title)) })
		all = append(all, g)
	}
	return all
}

func (w *writer) roleCards(at place) []roleCard {
	var list []roleCard
	for _, r := range w.site.Roles {
		list = append(list, roleCard{r.Name.Value, w.roleTitle(r.Name.Value), at.to(roleAddress(r.Name.Value)), kindWords(r.Kind)})
	}
	return list
}

// indexes are the plain lists: playbooks, roles and workloads.
func (w *writer) indexes() []sheet {
	groups := func(at place) any { return w.groups(at, w.listed) }
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
			Day: d.Day.Words(), Machine: d.Day.String(), Late: d.Day.Before(w.today), What: words.Capital(d.What),
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
