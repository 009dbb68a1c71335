package site

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"net/url"
	"slices"
	"strings"

	"remit/generator/load"
	"remit/generator/page"
	"remit/generator/playbook"
	"remit/generator/print"
	"remit/generator/search"
)

// FindOptions bound what a search returns. A workload and a role may be called by name or title.
type FindOptions struct {
	Limit               int
	Workload, Role, Tag string
}

// A Finder searches one loaded site. It finds what the site's search page finds, in the same order.
type Finder struct {
	library *playbook.Library
	index   *search.Index
	limit   int
	only    []search.Choice
}

// Finder loads the site for searching. A playbook with mistakes in it is found by what could be read of it.
func (s *Site) Finder(o FindOptions) (*Finder, error) {
	library, _, err := load.Dir(s.fsys, load.Options{Limits: s.limits})
	if err != nil {
		return nil, err
	}
	f := &Finder{library: library, index: page.Index(library), limit: o.Limit}
	for _, c := range []struct{ name, value, title string }{
		{"Workload", o.Workload, titleOfWorkload(library.Site, o.Workload)}, {"Role", o.Role, titleOfRole(library.Site, o.Role)}, {"Tag", o.Tag, o.Tag},
	} {
		if c.value == "" {
			continue
		}
		choice, known := f.index.Choice(c.name, c.title)
		if !known {
			return nil, &UsageError{fmt.Sprintf("no playbook has the %s %q", strings.ToLower(c.name), c.value), "the search page of the site lists them under Filter"}
		}
		f.only = append(f.only, choice)
	}
	return f, nil
}

func titleOfWorkload(site *playbook.Site, name string) string {
	if site != nil {
		if l := site.Workload(name); l != nil && l.Title.Value != "" {
			return l.Title.Value
		}
	}
	return name
}

func titleOfRole(site *playbook.Site, name string) string {
	if site != nil {
		if r := site.Role(name); r != nil && r.Title.Value != "" {
			return r.Title.Value
		}
	}
	return name
}

// Batch answers a query a line, each with one line of JSON, in order. The error is one of reading or writing.
func (f *Finder) Batch(in io.Reader, out io.Writer) error {
	lines := bufio.NewReaderSize(in, 64<<10)
	w := bufio.NewWriter(out)
	for {
		line, err := readLine(lines)
		if len(line) > 0 { // an empty line is a query too, so that lines and answers go together
			query := strings.TrimSuffix(strings.TrimSuffix(string(line), "\n"), "\r")
			if err := print.JSON(w, f.Find(strings.ToValidUTF8(query, "\uFFFD"))); err != nil {
				return err
			}
		}
		if errors.Is(err, io.EOF) {
			return w.Flush()
		}
		if err != nil {
			return err
		}
	}
}

// Find answers a query.
func (f *Finder) Find(query string) print.Found {
	answer := f.index.Ask(search.Query{Text: query, Limit: f.limit, Only: f.only})
	found := print.Found{Query: query, Results: []print.FoundPlace{}, Meant: answer.Meant, Count: answer.Found}
	for _, r := range answer.Results {
		place := print.FoundPlace{Title: r.Title, Section: r.Section, URL: f.address(r), Score: r.Score}
		if strings.HasPrefix(r.Address, "playbooks/") {
			place.Playbook = r.ID
		}
		found.Results = append(found.Results, place)
	}
	if len(found.Results) == 0 {
		found.Call = f.managers()
	}
	return found
}

// address is where a result is published.
func (f *Finder) address(r search.Result) string {
	base := ""
	if f.library.Site != nil && f.library.Site.URL.Value != "" {
		base = strings.TrimSuffix(f.library.Site.URL.Value, "/") + "/"
	}
	return base + (&url.URL{Path: "/" + r.Address, Fragment: r.Anchor}).String()[1:]
}

// managers are the contacts of the escalation managers, each once, with how to reach them. A site without them has its owners.
func (f *Finder) managers() []string {
	if f.library.Site == nil {
		return nil
	}
	for _, kind := range []playbook.RoleKind{playbook.EscalationManager, playbook.WorkloadOwner} {
		var list []string
		for _, r := range f.library.Site.Roles {
			c := f.library.Site.Contact(r.Contact.Value)
			if r.Kind != kind || c == nil {
				continue
			}
			if line := reached(c); !slices.Contains(list, line) {
				list = append(list, line)
			}
		}
		if len(list) > 0 {
			return list
		}
	}
	return nil
}

// reached is a contact with its channels, as one line.
func reached(c *playbook.Contact) string {
	line := c.Title.Value
	for _, ch := range c.Channels {
		if !ch.Private {
			line += ", " + ch.Kind + " " + ch.Value.Value
		}
	}
	return line
}
