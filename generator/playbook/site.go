package playbook

import (
	"path"
	"slices"
	"strings"
	"time"

	"remit/generator/source"
)

// A Library is everything a site holds, in the order of its paths.
type Library struct {
	Site      *Site
	Playbooks []*Playbook
	Pages     []*Page
	Thanks    []*Thanks
	Assets    []*Asset
	Templates []*source.File // the site's own layout
}

// Playbook returns the playbook of that id, or nil.
func (l *Library) Playbook(id string) *Playbook {
	for _, p := range l.Playbooks {
		if p.ID == id {
			return p
		}
	}
	return nil
}

// Files returns the files whose words are published, site.yaml first. Those of assets are the ones that hold plain text.
func (l *Library) Files() []*source.File {
	files := []*source.File{l.Site.File}
	for _, p := range l.Playbooks {
		files = append(files, p.File)
	}
	for _, p := range l.Pages {
		files = append(files, p.File)
	}
	for _, t := range l.Thanks {
		files = append(files, t.File)
	}
	for _, a := range l.Assets {
		if ext := path.Ext(a.Address); ext == ".txt" || ext == ".csv" {
			files = append(files, source.NewFile("content/"+a.Address, a.Data))
		}
	}
	return append(files, l.Templates...)
}

// mostEntrances is how many ordinary pages the first page of a site lists: what is happening must fit a phone.
const mostEntrances = 12

// Entrances returns the ordinary pages that the first page of the site lists. A site with few lists them all; one with
// more, those that stand in content/ itself and the indexes of the folders there.
func (l *Library) Entrances() []*Page {
	if len(l.Pages) <= mostEntrances {
		return l.Pages
	}
	var list []*Page
	for _, p := range l.Pages {
		folder, name := path.Split(p.Address)
		if (folder == "" || name == "index.html" && strings.Count(folder, "/") == 1) && len(list) < mostEntrances {
			list = append(list, p)
		}
	}
	return list
}

// A Site is what site.yaml says.
type Site struct {
	File *source.File

	Title, URL, Repository, Branch, GoodFaith Text
	TimeZone                                  Given[*time.Location] // UTC when not written
	MaxAge                                    Given[Duration]       // 7 days when not written
	ReachWithin                               Given[Duration]       // the longest wait for authority that the site accepts; may be absent
	Index                                     Given[bool]           // let search engines in
	Pocket                                    Given[bool]           // a pocket copy for each workload where one for all is too large
	Roles                                     []*Role
	Contacts                                  []*Contact
	Workloads                                 []*Workload
	Facts                                     []*Fact // shared by every playbook
	Holidays                                  []Given[Date]
	Synonyms                                  [][]Text
	Ignore                                    []Text // patterns of files below content/ that are not published, and not missed
	Gone                                      []Text // old addresses that are given up on purpose
	Private                                   bool   // it holds the values of private channels and is not for everybody
}

// Holds returns the roles whose authority and duties a role has: itself first, then those that it includes, directly or
// through others.
func (s *Site) Holds(name string) []string {
	list := []string{name}
	for i := 0; i < len(list); i++ {
		r := s.Role(list[i])
		if r == nil {
			continue
		}
		for _, inner := range r.Includes {
			if !slices.Contains(list, inner.Value) {
				list = append(list, inner.Value)
			}
		}
	}
	return list
}

// Role returns the role of that name, or nil.
func (s *Site) Role(name string) *Role { return find(s.Roles, name) }

// Contact returns the contact of that name, or nil.
func (s *Site) Contact(name string) *Contact { return find(s.Contacts, name) }

// Workload returns the workload of that name, or nil.
func (s *Site) Workload(name string) *Workload { return find(s.Workloads, name) }

// Fact returns the shared fact of that name, or nil.
func (s *Site) Fact(name string) *Fact { return find(s.Facts, name) }

// A RoleKind tells what a role is for.
type RoleKind int

// The kinds of roles. Escalation managers and the owner of the workload decide what no grant covers.
const (
	TeamMember RoleKind = iota
	WorkloadOwner
	EscalationManager
)

// String returns the kind as it is written in site.yaml.
func (k RoleKind) String() string {
	return [...]string{"team_member", "workload_owner", "escalation_manager"}[k]
}

// A Role is a function people hold.
type Role struct {
	Name, Title      Text
	Kind             RoleKind
	Contact          Text // the name of a contact; may be absent
	Responsibilities []Text
	Includes         []Text // roles whose authority and duties this role holds too
	Span             source.Span
}

// A Contact is a way to reach a role or a third party.
type Contact struct {
	Name, Title Text
	Channels    []*Channel // in the order of preference
	Hours       Hours
	AnswersIn   Given[Duration]
	Span        source.Span
}

// Hours are the times at which a contact answers.
type Hours struct {
	Always  bool
	Windows []Window
	Span    source.Span
}

// A Window is a weekly opening time. To before From runs overnight, into the next day.
type Window struct {
	Days     [7]bool // by time.Weekday: Sunday is 0
	From, To int     // minutes since midnight; To may be 1440
	Zone     *time.Location
	Span     source.Span
}

// A Workload is the thing at risk.
type Workload struct {
	Name, Title Text
	Owner       Text // a role of kind workload_owner
	GoodFaith   Text
	Span        source.Span
}

// A Page is any other Markdown file of content/.
type Page struct {
	Address string // "guides/on-call.html"
	File    *source.File
	Title   string
	Aliases []Text // old addresses below the same site
	Body    Body
}

// A Thanks is one entry of content/recognition: somebody acted, or escalated, well.
type Thanks struct {
	Page
	Date     Given[Date]
	Playbook Text // an id
	Action   Text // that was taken
	Called   Text // a contact that was escalated to
	Role     Text
	AtRisk   Text // what would have been lost
	Saved    Text // what was not
}

// An Asset is a file that is copied as it is: an image, a document.
type Asset struct {
	Address string
	Data    []byte
}

// A Body is the Markdown of a page, made ready: load parses prose once, everybody else reads this.
type Body struct {
	HTML     string // safe: no script, no style, no raw HTML; links already resolved against the page's address
	Headings []Heading
	Links    []Link
	Anchors  []string // the other names that links may lead to: <a id>, and the id of any tag
	Sections []Section
}

// Anchor reports whether the body has a heading with that anchor.
func (b *Body) Anchor(anchor string) bool {
	for _, h := range b.Headings {
		if h.Anchor == anchor {
			return true
		}
	}
	return false
}

// A Heading is a heading of a page.
type Heading struct {
	Level        int
	Text, Anchor string
	Span         source.Span
}

// A Link is a link or an image of a page, as written and as resolved.
type Link struct {
	Destination string // as written
	Target      string // site path it leads to, without anchor; "" when it leaves the site or leads nowhere
	Anchor      string
	External    bool
	Image       bool
	Span        source.Span
}

// A Section is the plain text under one heading, for search; the first has no heading.
type Section struct {
	Heading, Anchor, Text string
	Code                  []string
}

// Whole is the place of a file or a folder as a whole, such as one that is not there.
func Whole(path string) source.Span { return source.NewFile(path, nil).Span(0, 0) }
