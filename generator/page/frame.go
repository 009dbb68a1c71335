package page

import (
	"html/template"
	"slices"
	"time"
)

// A document is the sealed frame of every page.
type document struct {
	Title, Site  string
	Description  string
	Hidden       bool // from search engines
	Private      bool // it holds what is not for everybody
	Home         link
	Search, Call link
	Styles       []string // the sealed style comes first
	Paper        string   // the style of paper
	Later        bool     // a script loads that style
	Favicon      string
	Scripts      []string
	Moved        string // where the page leads at once; "" for all but those at old addresses
	Main         template.HTML
	Icons        template.HTML // the signs that the page shows
	BarByDay     string        // colours of what surrounds the page
	BarByNight   string
	Foot         foot
}

// A foot says how old the copy is, and leads on.
type foot struct {
	Built   stamp
	Build   string // the identity of the build
	Version string // short, or ""
	MaxAge  int64  // in seconds
	Links   []link
}

// A stamp is an instant for readers and for scripts.
type stamp struct {
	Words, Machine string
	Unix           int64
}

func (w *writer) stamp() stamp {
	local := w.Built.In(w.zone)
	return stamp{local.Format("2 Jan 2006, 15:04 MST"), w.Built.UTC().Format(time.RFC3339), w.Built.Unix()}
}

func (w *writer) document(s sheet, at place, main template.HTML) document {
	d := document{
		Title: s.title, Site: w.site.Title.Value, Private: w.site.Private,
		Hidden:  !w.site.Index.Value || w.site.Private || s.aside || s.moved != "",
		Home:    at.link(w.site.Title.Value, homeAddress),
		Search:  at.link("Search", searchAddress),
		Call:    at.link("Call", contactsAddress),
		Favicon: at.to("favicon.svg"), Paper: at.to("assets/print.css"), Later: later(s),
		Main: main, Icons: w.icons(string(main)), BarByDay: barByDay, BarByNight: barByNight,
		Foot: foot{Built: w.stamp(), Build: w.Identity, Version: short(w.Version), MaxAge: w.maxSeconds(), Links: w.footLinks(at)},
	}
	if d.Title != d.Site {
		d.Title += " · " + d.Site
	}
	if s.moved != "" {
		d.Moved = at.to(s.moved)
	}
	for _, name := range stylesOf(s) {
		d.Styles = append(d.Styles, at.to("assets/"+name+".css"))
	}
	for _, name := range w.scriptsOf(s) {
		d.Scripts = append(d.Scripts, at.to("assets/"+name+".js"))
	}
	return d
}

// stylesOf are the styles of a page, but for that of paper. What only other pages than a playbook's need is a file of its own,
// so that nobody waits for it there.
func stylesOf(s sheet) []string {
	styles := []string{"answer", "site"}
	if s.layout != "playbook.html" && s.layout != "page.html" && s.moved == "" {
		styles = append(styles, "pages")
	}
	return styles
}

// later reports whether the script of a page loads all that a question does not wait for: the style of paper, and what
// keeps the site on the device.
func later(s sheet) bool {
	return slices.Contains(s.scripts, "walk") || slices.Contains(s.scripts, "home")
}

// scriptsOf adds to the scripts of a page the one that keeps the site for when there is no network. The first page and the
// walk load it themselves, after all that a question waits for; a page that leads on at once has no use for it.
func (w *writer) scriptsOf(s sheet) []string {
	if s.aside || s.moved != "" || later(s) {
		return withKeys(s.scripts)
	}
	return append(withKeys(s.scripts), "offline")
}

func (w *writer) footLinks(at place) []link {
	list := []link{
		at.link("Playbooks", "playbooks/index.html"), at.link("Roles", "roles/index.html"),
		at.link("Workloads", "workloads/index.html"), at.link("Who may do what", matrixAddress), at.link("Pocket copy", pocketAddress),
	}
	if w.Evidence != nil {
		list = append(list, at.link("Evidence", evidenceAddress))
	}
	if len(w.Library.Thanks) > 0 {
		list = append(list, at.link("Recognition", recognitionAddress))
	}
	return list
}

// short is a commit as people quote it.
func short(hash string) string { return hash[:min(len(hash), 7)] }

// withKeys adds the script of the keys that open the search, unless a script of the page has or loads them, or the page is
// left at once.
func withKeys(scripts []string) []string {
	for _, name := range scripts {
		if name == "walk" || name == "home" || name == "search" || name == "alias" {
			return slices.Clip(scripts)
		}
	}
	return append([]string{"keys"}, scripts...)
}
