package page

import (
	"slices"
	"strings"
)

// The catalogues of everything there is, from A to Z: for readers without a script, and for those who would rather look
// than search. A small site has them on one page; a large one on many, so that none of them is slow to load.

// mostLines is how many links a page of a catalogue has at most.
const mostLines = 400

// A catalogue lists all titles, all alerts or all tags: in groups, or when they are too many on pages of its own.
type catalogue struct {
	Name   string // of its pages
	Title  string
	Groups []headed
	Parts  []cataloguePart
}

// A headed is a letter, or a tag, with what it heads.
type headed struct {
	Head  string
	Links []link
}

// A cataloguePart is one page of a catalogue, called by its first and its last line.
type cataloguePart struct {
	First, Last   string
	Href          string // from the page of all catalogues, or another part
	Groups        []headed
	Title         string
	Up            link
	Before, After *link
}

// catalogueView is the page that has all catalogues or leads to their parts.
type catalogueView struct {
	Search               link
	Titles, Alerts, Tags *catalogue // nil for what there is none of
}

// catalogues are the pages from A to Z. All of them stand in one folder, so that one set of links serves them all.
func (w *writer) catalogues() []sheet {
	at := placeAt(listAddress)
	all := []catalogue{
		{Name: "titles", Title: "Titles", Groups: byLetter(w.allTitles(at))},
		{Name: "alerts", Title: "Alerts", Groups: byLetter(w.alertLinks(at))},
		{Name: "tags", Title: "Tags", Groups: w.tagged(at)},
	}
	lines := 0
	for _, c := range all {
		lines += linesOf(c.Groups)
	}
	var parts []sheet
	present := make([]*catalogue, len(all))
	for i := range all {
		n := linesOf(all[i].Groups)
		if n > 0 {
			present[i] = &all[i]
		}
		if lines > mostLines && n > mostLines/8 {
			parts = append(parts, all[i].divide(at)...)
		}
	}
	front := sheet{address: listAddress, layout: "catalogue.html", title: "Everything from A to Z", view: func(at place) any {
		return catalogueView{at.link("Search", searchAddress), present[0], present[1], present[2]}
	}}
	return append([]sheet{front}, parts...)
}

// divide puts the groups of a catalogue on pages of their own.
func (c *catalogue) divide(at place) []sheet {
	for i, groups := range cutGroups(c.Groups) {
		last := groups[len(groups)-1]
		c.Parts = append(c.Parts, cataloguePart{
			First: c.called(groups[0], 0), Last: c.called(last, len(last.Links)-1), Groups: groups, Title: c.Title,
			Href: c.Name + "-" + itoa(i+1) + ".html", Up: at.link("Everything from A to Z", listAddress),
		})
	}
	c.Groups = nil
	var sheets []sheet
	for i := range c.Parts {
		p := &c.Parts[i]
		if i > 0 {
			p.Before = &link{c.Parts[i-1].First, c.Parts[i-1].Href}
		}
		if i+1 < len(c.Parts) {
			p.After = &link{c.Parts[i+1].First, c.Parts[i+1].Href}
		}
		title := c.Title + ", page " + itoa(i+1) + " of " + itoa(len(c.Parts))
		sheets = append(sheets, sheet{address: "search/" + p.Href, layout: "catalogue_part.html", title: title, view: func(place) any { return *p }})
	}
	return sheets
}

// called is what a line is looked up by: a tag by its name, all else by the line itself.
func (c *catalogue) called(g headed, line int) string {
	if c.Name == "tags" {
		return g.Head
	}
	return g.Links[line].Text
}

// cutGroups deals groups to pages. One that does not fit what is left of a page begins the next; one that fits no page
// is cut.
func cutGroups(groups []headed) [][]headed {
	var pages [][]headed
	var page []headed
	room := mostLines
	turn := func() {
		if len(page) > 0 {
			pages, page = append(pages, page), nil
		}
		room = mostLines
	}
	for _, g := range groups {
		if len(g.Links) > room {
			turn()
		}
		for len(g.Links) > mostLines {
			pages = append(pages, []headed{{g.Head, g.Links[:mostLines]}})
			g.Links = g.Links[mostLines:]
		}
		page, room = append(page, g), room-len(g.Links)
	}
	turn()
	return pages
}

func linesOf(groups []headed) int {
	n := 0
	for _, g := range groups {
		n += len(g.Links)
	}
	return n
}

// allTitles lists every playbook, role, workload and page.
func (w *writer) allTitles(at place) []link {
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
	return all
}

// byLetter puts sorted links under their first letters.
func byLetter(links []link) []headed {
	var list []headed
	for _, l := range links {
		head := "#"
		if first := strings.ToUpper(l.Text); first != "" {
			head = string([]rune(first)[0])
		}
		if len(list) == 0 || list[len(list)-1].Head != head {
			list = append(list, headed{Head: head})
		}
		last := &list[len(list)-1]
		last.Links = append(last.Links, l)
	}
	return list
}

func (w *writer) tagged(at place) []headed {
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
	var list []headed
	for _, n := range names {
		slices.SortStableFunc(byTag[n], byText)
		list = append(list, headed{n, byTag[n]})
	}
	return list
}
