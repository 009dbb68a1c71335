package page

import (
	"html/template"
	"net/url"
	"strings"

	"remit/generator/channel"
	"remit/generator/playbook"
)

// A place is where a page stands; it knows how to lead from there to other pages.
type place struct {
	address string
	root    string // leads from the page to the root of the site: "", "../", or the base path
}

// placeOf returns the place of a page. One that is served for addresses of any depth, such as 404.html, needs the base path.
func (w *writer) placeOf(s sheet) place {
	if s.aside {
		return place{s.address, w.base()}
	}
	return placeAt(s.address)
}

// placeAt is the place of a page that links from where it stands.
func placeAt(address string) place {
	return place{address, strings.Repeat("../", strings.Count(address, "/"))}
}

// base is the path below which the site is published: "/playbooks/".
func (w *writer) base() string {
	u, err := url.Parse(w.site.URL.Value)
	if err != nil || !strings.HasPrefix(u.Path, "/") {
		return "/"
	}
	return strings.TrimSuffix(u.EscapedPath(), "/") + "/"
}

// to returns the link from a page to an address of the site.
func (p place) to(address string) string {
	if p.root != "" {
		return p.root + (&url.URL{Path: "/" + address}).EscapedPath()[1:]
	}
	return (&url.URL{Path: address}).String() // puts ./ before a name that looks like a scheme
}

// A link is a word that leads somewhere.
type link struct{ Text, Href string }

func (p place) link(text, address string) link { return link{text, p.to(address)} }

func roleAddress(name string) string     { return "roles/" + name + ".html" }
func apiAddress(id string) string        { return "api/playbooks/" + id + ".json" }
func workloadAddress(name string) string { return "workloads/" + name + ".html" }

// roleOfAddress is the card of a role for one workload, where a role stands in too many playbooks for one card.
func roleOfAddress(name, workload string) string { return "roles/" + name + "/" + workload + ".html" }

// roleSheetAddress is for paper alone: no device keeps what lies below sheets/, since the card says it all.
func roleSheetAddress(name, workload string) string {
	return "sheets/" + name + "/" + workload + ".html"
}

// authorityAddress is where the table of a workload is, in a site too large for one page of tables.
func authorityAddress(name string) string { return "authority/" + name + ".html" }

// evidenceOfAddress is where the evidence about a workload is, likewise.
func evidenceOfAddress(name string) string { return "evidence/" + name + ".html" }

const (
	homeAddress        = "index.html"
	searchAddress      = "search.html"
	listAddress        = "search/a-z.html"
	contactsAddress    = "contacts.html"
	matrixAddress      = "authority.html"
	evidenceAddress    = "evidence.html"
	recognitionAddress = "recognition.html"
	notFoundAddress    = "404.html"
	pocketAddress      = "pocket.html"
)

// A button is one way to reach somebody. Without an address it is only shown.
type button struct {
	Word  string       // Call, Text, Page, …
	Value string       // the number or name, for paper; "" for addresses that say nothing to a reader
	Href  template.URL // "" when the value is no address of its kind
	Call  bool         // it reaches somebody at once
	Rings bool         // it is a phone
	Label string       // for those who hear the page: "Call Duty desk"
}

// buttonOf turns a channel into a button. What its kind cannot carry is shown as text and leads nowhere.
func buttonOf(c *playbook.Channel, who string) button {
	kind, _ := channel.Of(c.Kind)
	out := button{Word: kind.Word, Value: c.Value.Value, Rings: kind.Rings, Label: kind.Word + " " + who}
	if href := c.Href(); href != "" {
		out.Href = template.URL(href) // of the scheme of its kind, or the web, with nothing in it that another part could begin with
		out.Call = kind.AtOnce
		if strings.HasPrefix(href, "http") {
			out.Value = ""
		}
	}
	return out
}

// A cite names the lines of a rule, and leads to them when the repository is known.
type cite struct{ Text, Href string }

// cite cites the place where something was written, in the commit that the pages were made from: what is cited is read long
// afterwards, when the branch says something else. Without a commit the place is named, and leads nowhere.
func (w *writer) cite(path string, at int) cite {
	line, name := itoa(at), path
	if i := strings.LastIndexByte(name, '/'); i >= 0 {
		name = name[i+1:]
	}
	return cite{name + ", line " + line, w.lasting(path, "#L"+line)}
}

// lasting leads to a file as the pages were made from it; "" without a commit, or without a repository.
func (w *writer) lasting(path, line string) string {
	if w.Version == "" {
		return ""
	}
	return w.sourceAt(w.Version, path, line)
}

// sourceLink leads to a file as it is now, where it can be mended; "" when there is no repository.
func (w *writer) sourceLink(path string) string {
	branch := w.site.Branch.Value
	if branch == "" {
		branch = "main"
	}
	return w.sourceAt(branch, path, "")
}

// sourceAt leads to a file in a state of the repository; "" without a repository.
func (w *writer) sourceAt(state, path, line string) string {
	if w.blob == "" || path == "" {
		return ""
	}
	return w.blob + (&url.URL{Path: "/" + state + "/" + strings.TrimPrefix(w.Folder+"/"+path, "/")}).EscapedPath() + line
}

// sourceFolder is how the addresses of the files of the repository begin, up to the name of a branch or a commit.
func (w *writer) sourceFolder() string {
	u := channel.WebAddress(w.site.Repository.Value)
	if u == nil {
		return ""
	}
	blob := "/blob"
	if strings.Contains(u.Host, "gitlab") {
		blob = "/-/blob"
	}
	return strings.TrimSuffix(strings.TrimSuffix(u.String(), "/"), ".git") + blob
}
