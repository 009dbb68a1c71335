package evidence

import (
	"slices"
	"strings"

	"remit/generator/diagnostic"
	"remit/generator/playbook"
	"remit/generator/source"
	"remit/generator/words"
)

// bearing are the rules whose findings bear on one of the three questions. What is merely untidy is not evidence.
var bearing = [...]string{
	"unanswered", "dead_end", "conflicting_grants", "unreachable_grant", "unreachable_duty", "escalates_to_self", "exclusive_actions", "lone_pair", "undecided",
	"shrinking_authority", "powerless_role", "no_way_on", "unstaffed", "bad_channel", "unreachable_contact", "single_contact", "late_answer",
	"expired", "expires_before_review", "review_overdue", "never_drilled", "failing_scenario", "untested_grant",
}

// sortFindings keeps the findings that bear on a question, by file.
func (g *gatherer) sortFindings() {
	g.findings = map[string][]diagnostic.Diagnostic{}
	for _, d := range g.Findings {
		if slices.Contains(bearing[:], d.Rule) {
			g.findings[d.Span.Path()] = append(g.findings[d.Span.Path()], d)
		}
	}
}

// missingInBook lists what a playbook lacks: what nothing but the reading of it shows, then what check found.
func (g *gatherer) missingInBook(b *Book) []Missing {
	var list []Missing
	found := g.findings[b.File.Path]
	has := func(rule string) bool {
		return slices.ContainsFunc(found, func(f diagnostic.Diagnostic) bool { return f.Rule == rule })
	}
	add := func(missing bool, say string) {
		if missing {
			list = append(list, Missing{Say: say, Book: b, Span: b.Playbook.Title.Span})
		}
	}
	add(b.Reviewed == "" && !has("review_overdue"), "Nobody has written when it was last reviewed.")
	add(b.Reviewed != "" && b.Due == "", "No day is set for the next review.")
	add(b.Scenarios == 0, "No scenario says what its author expects.")
	add(len(b.Actions) == 0, "It grants no action to anybody.")
	add(!slices.ContainsFunc(b.Roles, func(r playbook.Text) bool { return g.isMember(r.Value) }), "It addresses no team member.")
	add(len(b.Duties) == 0, "It names nobody to call for what its grants leave open.")
	add(b.Proof == "" && !has("undecided"), "Nothing is proved about it.")
	for _, f := range found {
		if f.Rule == "untested_grant" && b.Scenarios == 0 {
			continue // said already
		}
		list = append(list, Missing{Say: statement(f.Message), Book: b, Waived: g.waived(b.Playbook, f.Rule), Span: f.Span})
	}
	return list
}

// waived says why a playbook lets a rule pass, and until when.
func (g *gatherer) waived(p *playbook.Playbook, rule string) string {
	var longest *playbook.Waiver
	for _, w := range p.Waivers {
		if w.Rule.Value == rule && !w.Until.Value.Before(g.Day) && (longest == nil || longest.Until.Value.Before(w.Until.Value)) {
			longest = w
		}
	}
	if longest == nil {
		return ""
	}
	return "waived until " + longest.Until.Value.Words() + ": " + longest.Because.Value
}

func (g *gatherer) missingInWorkload(w *Workload) []Missing {
	var list []Missing
	if len(w.Books) == 0 {
		list = append(list, Missing{Say: "It has no playbook.", Span: w.Name.Span})
	}
	for _, b := range w.Books {
		list = append(list, b.Missing...)
	}
	return list
}

// missingInSite lists what no workload answers for.
func (g *gatherer) missingInSite() []Missing {
	var list []Missing
	managers := false
	for _, r := range g.report.Roles {
		if r.Contact == "" {
			list = append(list, Missing{Say: r.Title + " has no contact: nobody is led to this role.", Span: r.Name.Span})
		}
		if len(r.Responsibilities) == 0 {
			list = append(list, Missing{Say: "Nobody has written what " + r.Title + " answers for.", Span: r.Name.Span})
		}
		managers = managers || r.Kind == kinds[2].words
	}
	whole := g.site.File.Span(0, 0)
	if !managers {
		list = append(list, Missing{Say: "No role is an escalation manager: beyond the grants, only the owners decide.", Span: whole})
	}
	if g.report.Thanks == 0 {
		list = append(list, Missing{Say: "Nobody has been thanked yet for acting, or for escalating.", Span: whole})
	}
	return append(list, g.foundInSite(whole)...)
}

// foundInSite lists what check found outside the playbooks.
func (g *gatherer) foundInSite(whole source.Span) []Missing {
	var list []Missing
	for _, f := range g.findings[whole.Path()] {
		list = append(list, Missing{Say: statement(f.Message), Span: f.Span})
	}
	return list
}

// statement makes a sentence of a finding's message. The name of a grant at its beginning stays as it is.
func statement(message string) string {
	message = words.Sentence(message)
	if word, _, _ := strings.Cut(message, " "); strings.ContainsAny(word, "_#") {
		return message
	}
	return words.Capital(message)
}

func (g *gatherer) isMember(role string) bool {
	r := g.site.Role(role)
	return r != nil && r.Kind == playbook.TeamMember
}
