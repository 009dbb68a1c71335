package page

import (
	"html/template"
	"time"
)

// A document is the sealed frame of every page.
type document struct {
	Title, Site   string
	Description   string
	Hidden        bool // from search engines
	Private       bool // it holds what is not for everybody
	Home          link
	Search, Call  link
	Sealed, Style string // the sealed style comes first
	Favicon       string
	Scripts       []string
	Moved         string // where the page leads at once; "" for all but those at old addresses
	Main          template.HTML
	Foot          foot
}

// A foot says how old the copy is, and leads on.
type foot struct {
	Built   stamp
	Version string // short, or ""
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
		Hidden: !w.site.Index.Value || w.site.Private || s.address == notFoundAddress || s.moved != "",
		Home:   at.link(w.site.Title.Value, homeAddress),
		Search: at.link("Search", searchAddress),
		Call:   at.link("Call", contactsAddress),
		Sealed: at.to("assets/answer.css"), Style: at.to("assets/site.css"), Favicon: at.to("favicon.svg"),
		Main: main,
		Foot: foot{w.stamp(), short(w.Version), w.footLinks(at)},
	}
	if d.Title != d.Site {
		d.Title += " · " + d.Site
	}
	if s.moved != "" {
		d.Moved = at.to(s.moved)
	}
	for _, name := range s.scripts {
		d.Scripts = append(d.Scripts, at.to("assets/"+name+".js"))
	}
	return d
}

func (w *writer) footLinks(at place) []link {
	list := []link{
		at.link("Playbooks", "playbooks/index.html"), at.link("Roles", "roles/index.html"),
		at.link("Workloads", "workloads/index.html"), at.link("Who may do what", matrixAddress),
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
