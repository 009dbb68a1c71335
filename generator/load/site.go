package load

import (
	"fmt"
	"io/fs"
	"path"
	"strings"
	"time"
	_ "time/tzdata" // so that every machine knows the zones, also one without a database of its own

	"remit/generator/frontmatter"
	"remit/generator/language"
	"remit/generator/playbook"
	"remit/generator/source"
	"remit/generator/words"
)

// A frame is what the playbooks of a site refer to.
type frame struct {
	site      *playbook.Site
	roles     *register
	contacts  *register
	workloads *register
	role      map[string]*playbook.Role // those that could be read without a mistake
	facts     map[string]*playbook.Fact // the shared ones; nil for one that has mistakes
	places    map[string]source.Span    // where the shared facts are defined
	sure      bool                      // every shared fact is known by name
}

// site reads site.yaml.
func (r *reader) site() *frame {
	r.ReportConflicts(len(r.File.Text))
	n := r.Document(r.BOM(), len(r.File.Text))
	t := r.table(n, "site.yaml", r.File.Span(n.Start, n.Start), language.Site)
	f := &frame{
		site:      &playbook.Site{File: r.File},
		roles:     newRegister("role", t.whole("roles")),
		contacts:  newRegister("contact", t.whole("contacts")),
		workloads: newRegister("workload", t.whole("workloads")),
		role:      map[string]*playbook.Role{},
		facts:     map[string]*playbook.Fact{},
		places:    map[string]source.Span{},
		sure:      t.whole("facts"),
	}
	t.siteHead(f.site)
	t.siteNouns(f)
	t.siteLists(f.site)
	r.siteReferences(f)
	return f
}

// siteHead reads the keys that hold a single value.
func (t *table) siteHead(s *playbook.Site) {
	s.Title = t.text("title")
	s.URL = t.address("url")
	s.Repository = t.address("repository")
	s.Branch = t.text("branch")
	s.GoodFaith = t.text("good_faith")
	s.Index = t.yesNo("index")
	s.Pocket = t.yesNo("pocket")
	s.MaxAge = t.duration("max_age")
	if !s.MaxAge.Present() {
		s.MaxAge.Value = playbook.Duration{Count: 7, Unit: playbook.Day}
	}
	s.ReachWithin = t.duration("reach_within")
	s.TimeZone = t.zone("time_zone")
	if s.TimeZone.Value == nil {
		s.TimeZone.Value = time.UTC
	}
}

// siteNouns reads roles, contacts, workloads and shared facts.
func (t *table) siteNouns(f *frame) {
	r, s := t.r, f.site
	r.named(t, "roles", "a role", func(name playbook.Text, n *frontmatter.Node, place source.Span) {
		before := len(r.Found)
		role := r.role(name, n, place)
		f.roles.add(name.Value)
		s.Roles = append(s.Roles, role)
		if len(r.Found) == before {
			f.role[name.Value] = role
		}
	})
	var all []titled
	for _, role := range s.Roles {
		all = append(all, titled{role.Name.Value, &role.Title})
	}
	tellApart(all)
	r.named(t, "contacts", "a contact", func(name playbook.Text, n *frontmatter.Node, place source.Span) {
		f.contacts.add(name.Value)
		s.Contacts = append(s.Contacts, r.contact(name, n, place, s.TimeZone.Value))
	})
	if most, n := r.Caps.Most("contacts"), len(s.Contacts); n > most {
		r.Report("too_large", s.Contacts[most].Name.Span, r.Caps.Help("contacts", n), "this site has %d contacts; at most %d are analysed", n, most)
	}
	r.named(t, "workloads", "a workload", func(name playbook.Text, n *frontmatter.Node, place source.Span) {
		f.workloads.add(name.Value)
		s.Workloads = append(s.Workloads, r.workload(name, n, place))
	})
	r.named(t, "facts", "a fact", func(name playbook.Text, n *frontmatter.Node, place source.Span) {
		fact := r.fact(name, n, place)
		f.facts[name.Value], f.places[name.Value] = fact, place
		if fact != nil {
			s.Facts = append(s.Facts, fact)
		}
	})
}

func (r *reader) role(name playbook.Text, n *frontmatter.Node, place source.Span) *playbook.Role {
	t := r.table(n, "role "+words.Quote(name.Value), place, language.Role)
	role := &playbook.Role{
		Name: name, Title: t.title(name), Contact: t.word("contact"), Responsibilities: t.texts("responsibilities"),
		Includes: t.names("includes", true), Span: span(place, t),
	}
	if n := t.node("kind"); n != nil && n.Kind == frontmatter.ScalarNode && n.Text == "software" {
		r.Report("wrong_type", r.Span(n), "give what it may do to the role that operates it", "roles of kind software are not supported by this version of remit")
		return role
	}
	switch t.choice("kind").Value {
	case "workload_owner":
		role.Kind = playbook.WorkloadOwner
	case "escalation_manager":
		role.Kind = playbook.EscalationManager
	}
	return role
}

func (r *reader) workload(name playbook.Text, n *frontmatter.Node, place source.Span) *playbook.Workload {
	t := r.table(n, "workload "+words.Quote(name.Value), place, language.Workload)
	return &playbook.Workload{
		Name: name, Title: t.title(name), Owner: t.word("owner"), GoodFaith: t.text("good_faith"), Span: span(place, t),
	}
}

// siteLists reads the keys that hold lists.
func (t *table) siteLists(s *playbook.Site) {
	for _, item := range t.list("holidays") {
		if day := t.r.date(item, "an entry of "+t.named("holidays")); day.Present() {
			s.Holidays = append(s.Holidays, day)
		}
	}
	for _, item := range t.list("gone") {
		if old := t.r.text(item, "an entry of "+t.named("gone")); old.Present() && t.r.belowSite(old) {
			s.Gone = append(s.Gone, old)
		}
	}
	for _, item := range t.list("synonyms") {
		if group := t.synonyms(item); len(group) > 0 {
			s.Synonyms = append(s.Synonyms, group)
		}
	}
	for _, pattern := range t.texts("ignore") {
		if t.ignorable(pattern) {
			s.Ignore = append(s.Ignore, pattern)
		}
	}
}

// ignorable reports a pattern that can match no path below content/.
func (t *table) ignorable(pattern playbook.Text) bool {
	_, err := path.Match(strings.Trim(pattern.Value, "/"), "x")
	if takesEveryPage(pattern.Value) {
		t.r.Report("wrong_type", pattern.Span, "name the kind of files, such as \"*.sh\", or their folder, such as drafts/", "%s would take out every page", words.Quote(pattern.Value))
		return false
	}
	if err == nil && fs.ValidPath(strings.TrimSuffix(pattern.Value, "/")) && pattern.Value != "." {
		return true
	}
	t.r.Report("wrong_type", pattern.Span, "write the name of a file or a folder, such as \"*.sh\" or scripts/, or a path from content/", "%s is not a pattern of files below content/", words.Quote(pattern.Value))
	return false
}

// takesEveryPage reports whether a pattern matches pages whatever they are called, so that nobody would hear of one that is
// lost. It is tried on names that have nothing in common but their ending.
func takesEveryPage(pattern string) bool {
	for _, name := range []string{"a.md", "7-zz.md"} {
		if ok, _ := path.Match(strings.TrimSuffix(pattern, "/"), name); !ok {
			return false
		}
	}
	return true
}

func (t *table) synonyms(item *frontmatter.Node) (group []playbook.Text) {
	what := "an entry of " + t.named("synonyms")
	if item.Kind != frontmatter.ListNode {
		t.r.notA(item, what, "a list of words that mean the same, such as [failover, switchover]")
		return nil
	}
	for _, word := range item.Items {
		if text := t.r.text(word, what); text.Present() {
			group = append(group, text)
		}
	}
	return group
}

// siteReferences checks the names that roles and workloads refer to.
func (r *reader) siteReferences(f *frame) {
	for _, role := range f.site.Roles {
		r.known(role.Contact, f.contacts)
		r.knownAll(role.Includes, f.roles)
	}
	r.includeCycles(f)
	for _, w := range f.site.Workloads {
		if !r.known(w.Owner, f.roles) {
			continue
		}
		if owner := f.role[w.Owner.Value]; owner != nil && owner.Kind != playbook.WorkloadOwner {
			r.Report("wrong_type", w.Owner.Span, fmt.Sprintf("name a role of kind workload_owner, or make %s one", words.Quote(w.Owner.Value)),
				"the owner of workload %s has the kind %s", words.Quote(w.Name.Value), owner.Kind)
			r.Relate(owner.Span, "the role is defined here")
		}
	}
}

// includeCycles reports roles that include each other, once for each circle.
func (r *reader) includeCycles(f *frame) {
	state := map[string]int{} // 1: on the way, 2: done
	var way []string
	var visit func(role *playbook.Role)
	visit = func(role *playbook.Role) {
		state[role.Name.Value] = 1
		way = append(way, role.Name.Value)
		for _, name := range role.Includes {
			next := f.role[name.Value]
			switch {
			case next == nil || state[name.Value] == 2:
			case state[name.Value] == 1:
				circle := append(way[indexOf(way, name.Value):len(way):len(way)], name.Value)
				r.Report("cyclic_names", name.Span, "take one of them out: a role cannot hold itself", "roles include each other in a circle: %s", strings.Join(circle, " includes "))
			default:
				visit(next)
			}
		}
		way = way[:len(way)-1]
		state[role.Name.Value] = 2
	}
	for _, role := range f.site.Roles {
		if state[role.Name.Value] == 0 {
			visit(role)
		}
	}
}

func indexOf(list []string, s string) int {
	for i, x := range list {
		if x == s {
			return i
		}
	}
	return 0
}
