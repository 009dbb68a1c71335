package page

import (
	"cmp"
	"slices"
	"strings"

	"remit/generator/playbook"
	"remit/generator/search"
)

// Index makes what a site can be searched with: the same on the command line as on its pages. Playbooks that results show
// together stand together, since the browser loads stretches of documents: those of one workload, and of these the ones
// whose titles end alike, which is where titles name what is affected.
func Index(library *playbook.Library) *search.Index {
	books, ends := slices.Clone(library.Playbooks), map[*playbook.Playbook]string{}
	for _, b := range books {
		words := strings.Fields(b.Title.Value)
		slices.Reverse(words)
		ends[b] = strings.Join(words, " ")
	}
	slices.SortStableFunc(books, func(a, b *playbook.Playbook) int {
		return cmp.Or(cmp.Compare(a.Workload.Value, b.Workload.Value), cmp.Compare(ends[a], ends[b]))
	})
	var docs []search.Document
	all := allHeld(library.Site)
	for _, b := range books {
		docs = append(docs, playbookDocument(library.Site, all, b))
	}
	for _, p := range library.Pages {
		docs = append(docs, search.Document{ID: strings.TrimSuffix(p.Address, ".html"), Title: p.Title, Address: p.Address, Aliases: playbook.Values(p.Aliases), Sections: sections(&p.Body)})
	}
	options := search.Options{Facets: []string{"Workload", "Role", "Tag"}}
	if library.Site != nil {
		for _, group := range library.Site.Synonyms {
			options.Synonyms = append(options.Synonyms, playbook.Values(group))
		}
	}
	return search.Build(docs, options)
}

func playbookDocument(site *playbook.Site, all []held, b *playbook.Playbook) search.Document {
	workload, roles := workloadTitle(site, b.Workload.Value), roleTitles(site, b)
	d := search.Document{
		ID: b.ID, Title: cmp.Or(b.Title.Value, b.ID), Address: b.Address(),
		Alerts: playbook.Values(b.Alerts), Aliases: playbook.Values(b.Aliases), Tags: playbook.Values(b.Tags),
		Names:  append([]string{workload, b.Workload.Value}, roles...),
		Facets: [][]string{{workload}, heldTitles(roles, all, b), playbook.Values(b.Tags)},
		Notes:  []string{workload, strings.Join(roles, ", "), reviewDue(b), lastDate(b)},
	}
	for _, a := range b.Actions {
		d.Names = append(d.Names, titled(a))
	}
	first := search.Section{Text: b.Summary.Value}
	for _, f := range b.Facts {
		first.Text += "\n" + f.Ask.Value
	}
	d.Sections = append([]search.Section{first}, sections(&b.Body)...)
	return d
}

// reviewDue is the day by which a playbook must be read again, for the page to compare with today; "" when none is.
func reviewDue(b *playbook.Playbook) string {
	if !b.LastReviewedOn.Present() || !b.ReviewIn.Present() {
		return ""
	}
	return b.LastReviewedOn.Value.Add(b.ReviewIn.Value).String()
}

// lastDate is the last day of a playbook's authority, likewise.
func lastDate(b *playbook.Playbook) string {
	if !b.Until.Present() {
		return ""
	}
	return b.Until.Value.String()
}

func workloadTitle(site *playbook.Site, name string) string {
	if site != nil {
		if l := site.Workload(name); l != nil && l.Title.Value != "" {
			return l.Title.Value
		}
	}
	return name
}

func roleTitles(site *playbook.Site, b *playbook.Playbook) []string {
	var titles []string
	for _, r := range b.Roles {
		title := r.Value
		if site != nil {
			if role := site.Role(r.Value); role != nil && role.Title.Value != "" {
				title = role.Title.Value
			}
		}
		titles = append(titles, title)
	}
	return titles
}

// A held is a role with all that it holds, itself first.
type held struct {
	title string
	holds []string
}

func allHeld(site *playbook.Site) []held {
	var list []held
	if site != nil {
		for _, r := range site.Roles {
			list = append(list, held{cmp.Or(r.Title.Value, r.Name.Value), site.Holds(r.Name.Value)})
		}
	}
	return list
}

// heldTitles are the roles by which a playbook is filtered: those that it lists, then everybody who holds what one of those
// does, since he may act on it too.
func heldTitles(titles []string, all []held, b *playbook.Playbook) []string {
	list := slices.Clone(titles)
	for _, h := range all {
		if !slices.Contains(list, h.title) && slices.ContainsFunc(h.holds, b.Lists) {
			list = append(list, h.title)
		}
	}
	return list
}

func sections(b *playbook.Body) []search.Section {
	var list []search.Section
	for _, s := range b.Sections {
		list = append(list, search.Section{Heading: s.Heading, Anchor: proseName(s.Anchor), Text: s.Text, Code: s.Code})
	}
	return list
}
