package evidence

import (
	"cmp"
	"slices"
	"strings"

	"remit/generator/diagnostic"
	"remit/generator/playbook"
	"remit/generator/words"
)

// Gather reads the evidence out of a site. Its site.yaml must have been read.
func Gather(in Input) *Report {
	g := &gatherer{Input: in, site: in.Library.Site, report: &Report{Day: in.Day, Thanks: len(in.Library.Thanks)}}
	g.sortFindings()
	byWorkload, workloadOf, thanks := map[string][]*Book{}, map[string]string{}, map[string]int{}
	for _, p := range in.Library.Playbooks {
		name := p.Workload.Value
		byWorkload[name], workloadOf[p.ID] = append(byWorkload[name], g.book(p)), name
	}
	for _, t := range in.Library.Thanks {
		thanks[workloadOf[t.Playbook.Value]]++
	}
	for _, l := range g.site.Workloads {
		w := Workload{Workload: l, Title: titleOr(l.Title, l.Name), Owner: g.role(l.Owner.Value), Books: byWorkload[l.Name.Value], Thanks: thanks[l.Name.Value]}
		w.Missing = g.missingInWorkload(&w)
		g.report.Workloads = append(g.report.Workloads, w)
	}
	g.roles()
	g.report.Missing = g.missingInSite()
	return g.report
}

type gatherer struct {
	Input
	site     *playbook.Site
	findings map[string][]diagnostic.Diagnostic // by path
	report   *Report
}

func (g *gatherer) book(p *playbook.Playbook) *Book {
	b := &Book{Playbook: p, Title: cmp.Or(p.Title.Value, p.ID), Scenarios: len(p.Scenarios)}
	if p.Failed {
		b.Missing = []Missing{{Say: "It has mistakes that leave its meaning in doubt; remit check shows them.", Book: b, Span: p.File.Span(0, 0)}}
		return b
	}
	b.Applies, b.Proof = g.applies(p), g.Proved(p)
	b.dates(g.Day)
	for _, a := range p.Actions {
		if a.Steps.Present() {
			b.Steps++
		}
		b.Grants = append(b.Grants, g.grants(p, a)...)
	}
	for _, d := range p.Duties {
		b.Duties = append(b.Duties, g.duty(p, d))
	}
	b.Missing = g.missingInBook(b)
	return b
}

func (b *Book) dates(today playbook.Date) {
	b.Reviewed, b.Drilled, b.Until = day(b.LastReviewedOn), day(b.LastDrilledOn), day(b.Playbook.Until)
	if b.LastReviewedOn.Present() && b.ReviewIn.Present() {
		due := b.LastReviewedOn.Value.Add(b.ReviewIn.Value)
		b.Due, b.Overdue = due.Words(), due.Before(today)
	}
}

// day is a date in words; "" when none was written.
func day(d playbook.Given[playbook.Date]) string {
	if !d.Present() {
		return ""
	}
	return d.Value.Words()
}

// applies says when the playbook is about something.
func (g *gatherer) applies(p *playbook.Playbook) string {
	say := ""
	for i, t := range p.Triggers {
		if i > 0 {
			say += ", or when "
		}
		say += g.Words(p, t.Condition)
	}
	if say == "" {
		return "always"
	}
	return "when " + say
}

// grants are the permissions for an action; a reserved one has a single line that says so.
func (g *gatherer) grants(p *playbook.Playbook, a *playbook.Action) []Grant {
	title := titleOr(a.Title, playbook.Text{Value: playbook.Words(a.Name.Value)})
	if !a.Reserved.IsZero() {
		return []Grant{{Action: title, Nobody: true, Because: a.Because.Value, Span: a.Reserved}}
	}
	var list []Grant
	for _, grant := range a.Grants {
		names := grant.Roles
		if grant.All {
			names = p.Roles
		}
		v := Grant{ID: a.ID(grant), Action: title, Who: g.titles(names, g.role), When: g.when(p, a, grant), Never: g.never(p, a, grant), Span: grant.Span}
		v.Limits, v.Tell = g.Limits(grant.Limits), g.tell(grant.Tell)
		v.Members = slices.ContainsFunc(p.Roles, func(r playbook.Text) bool { return g.isMember(r.Value) && g.holdsOne(r.Value, names) })
		if grant.TogetherWith.Present() {
			v.Together = g.role(grant.TogetherWith.Value)
		}
		v.Valid = grant.Validity
		v.Out = outOfForce(g.Day, p.Validity, grant.Validity)
		list = append(list, v)
	}
	return list
}

func (g *gatherer) holdsOne(role string, names []playbook.Text) bool {
	return slices.ContainsFunc(g.site.Holds(role), func(r string) bool { return playbook.Has(names, r) })
}

// when says under which tests a grant holds, what forbids it left aside.
func (g *gatherer) when(p *playbook.Playbook, a *playbook.Action, grant *playbook.Grant) string {
	var tests []string
	for _, c := range []playbook.Condition{a.When, grant.When} {
		if c.Present() {
			tests = append(tests, "when "+g.Words(p, c))
		}
	}
	return cmp.Or(strings.Join(tests, ", and "), "whenever the playbook applies")
}

// never lists what forbids a grant: on its action, and on itself.
func (g *gatherer) never(p *playbook.Playbook, a *playbook.Action, grant *playbook.Grant) []Never {
	var list []Never
	add := func(unless playbook.Condition, except []playbook.Text, because playbook.Text) {
		if unless.Present() {
			list = append(list, Never{g.Words(p, unless), g.titles(except, g.role), because.Value})
		}
	}
	add(a.Unless, a.Except, a.Because)
	add(grant.Unless, grant.Except, grant.Because)
	return list
}

// tell says whom to tell, and by when.
func (g *gatherer) tell(list []*playbook.Tell) []string {
	var all []string
	for _, t := range list {
		say := "tell " + g.contact(t.Contact.Value)
		if t.Within.Present() {
			say += " " + words.Within(t.Within.Value.String())
		}
		if t.First.Value {
			say += " before acting"
		}
		all = append(all, say)
	}
	return all
}

func outOfForce(day playbook.Date, all ...playbook.Validity) string {
	for _, v := range all {
		switch {
		case v.Covers(day):
		case v.From.Present() && day.Before(v.From.Value):
			return "begins on " + v.From.Value.Words()
		default:
			return "ended on " + v.Until.Value.Words()
		}
	}
	return ""
}

func (g *gatherer) duty(p *playbook.Playbook, d *playbook.Duty) Duty {
	v := Duty{When: "whenever the playbook applies", To: g.titles(d.To, g.contact), Span: d.Span}
	switch {
	case d.Otherwise && d.When.Present():
		v.When = "when nothing else answers, and " + g.Words(p, d.When)
	case d.Otherwise:
		v.When = "when nothing else answers"
	case d.When.Present():
		v.When = "when " + g.Words(p, d.When)
	}
	if !d.All {
		v.Who = g.titles(d.Roles, g.role)
	}
	v.By = words.Within(d.Within.Value.String())
	return v
}

// kinds are the kinds of roles in the order of the report, as it calls them.
var kinds = [...]struct {
	kind  playbook.RoleKind
	words string
}{
	{playbook.WorkloadOwner, "Workload owner"}, {playbook.TeamMember, "Team member"}, {playbook.EscalationManager, "Escalation manager"},
}

// roles lists who answers for what: owners, members, escalation managers.
func (g *gatherer) roles() {
	for _, k := range kinds {
		for _, r := range g.site.Roles {
			if r.Kind != k.kind {
				continue
			}
			v := Role{Role: r, Title: titleOr(r.Title, r.Name), Kind: k.words, Responsibilities: playbook.Values(r.Responsibilities)}
			if r.Contact.Present() {
				v.Contact = g.contact(r.Contact.Value)
			}
			for _, w := range g.site.Workloads {
				if w.Owner.Value == r.Name.Value {
					v.Owns = append(v.Owns, titleOr(w.Title, w.Name))
				}
			}
			g.report.Roles = append(g.report.Roles, v)
		}
	}
}

// role is the title of a role.
func (g *gatherer) role(name string) string {
	if r := g.site.Role(name); r != nil {
		return titleOr(r.Title, r.Name)
	}
	return name
}

func (g *gatherer) contact(name string) string {
	if c := g.site.Contact(name); c != nil {
		return titleOr(c.Title, c.Name)
	}
	return name
}

func (g *gatherer) titles(names []playbook.Text, title func(string) string) []string {
	var list []string
	for _, n := range names {
		list = append(list, title(n.Value))
	}
	return list
}

func titleOr(title, name playbook.Text) string { return cmp.Or(title.Value, name.Value) }
