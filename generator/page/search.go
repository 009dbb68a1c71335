package page

import (
	"slices"
	"strings"

	"remit/generator/playbook"
	"remit/generator/search"
)

// searchView is the search page, which is also the complete list of all there is for readers without a script.
type searchView struct {
	Index, Root string
	Titles      []letter
	Alerts      []link
	Tags        []tagged
}

// A letter heads the titles that begin with it.
type letter struct {
	Letter string
	Links  []link
}

// A tagged is a tag with what carries it.
type tagged struct {
	Tag   string
	Links []link
}

func (w *writer) search() sheet {
	return sheet{address: searchAddress, layout: "search.html", title: "Search", scripts: []string{"search"}, view: func(at place) any {
		return searchView{Index: at.to(search.Path), Root: at.root, Titles: w.titles(at), Alerts: w.alertLinks(at), Tags: w.tags(at)}
	}}
}

// titles lists every playbook, role, workload and page under its first letter.
func (w *writer) titles(at place) []letter {
	var all []link
	for _, b := range w.books {
		all = append(all, at.link(b.Title.Value, b.Address()))
	}
	for _, r := range w.roleCards(at) {
		all = append(all, link{r.Title, r.Href})
	}
	for _, l := range w.site.Workloads {
		all = append(all, w.workloadLink(at, l.Name.Value))
	}
	for _, p := range w.Library.Pages {
		all = append(all, at.link(p.Title, p.Address))
	}
	slices.SortStableFunc(all, byText)
	var list []letter
	for _, l := range all {
		head := "#"
		if first := strings.ToUpper(l.Text); first != "" {
			head = string([]rune(first)[0])
		}
		if len(list) == 0 || list[len(list)-1].Letter != head {
			list = append(list, letter{Letter: head})
		}
		last := &list[len(list)-1]
		last.Links = append(last.Links, l)
	}
	return list
}

func (w *writer) tags(at place) []tagged {
	byTag := map[string][]link{}
	var names []string
	for _, b := range w.books {
		for _, t := range b.Tags {
			if byTag[t.Value] == nil {
				names = append(names, t.Value)
			}
			byTag[t.Value] = append(byTag[t.Value], at.link(b.Title.Value, b.Address()))
		}
	}
	slices.Sort(names)
	var list []tagged
	for _, n := range names {
		list = append(list, tagged{n, byTag[n]})
	}
	return list
}

// searchFiles indexes playbooks and pages.
func (w *writer) searchFiles() []File {
	var docs []search.Document
	for _, b := range w.books {
		d := search.Document{
			ID: b.ID, Title: b.Title.Value, Address: b.Address(), Alerts: playbook.Values(b.Alerts), Aliases: playbook.Values(b.Aliases),
			Tags: playbook.Values(b.Tags), Names: []string{w.workloadLink(place{}, b.Workload.Value).Text}, Sections: sections(&b.Body),
		}
		for _, r := range b.Roles {
			d.Names = append(d.Names, w.roleTitle(r.Value))
		}
		for _, a := range b.Actions {
			d.Names = append(d.Names, titled(a))
		}
		d.Sections = append([]search.Section{{Text: b.Summary.Value}}, d.Sections...)
		docs = append(docs, d)
	}
	for _, p := range w.Library.Pages {
		docs = append(docs, search.Document{ID: strings.TrimSuffix(p.Address, ".html"), Title: p.Title, Address: p.Address, Sections: sections(&p.Body)})
	}
	var files []File
	for _, f := range search.Build(docs).Files() {
		files = append(files, File(f))
	}
	return files
}

func sections(b *playbook.Body) []search.Section {
	var list []search.Section
	for _, s := range b.Sections {
		list = append(list, search.Section{Heading: s.Heading, Anchor: proseName(s.Anchor), Text: s.Text, Code: s.Code})
	}
	return list
}
