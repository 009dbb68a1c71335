package page

import (
	"strings"
	"testing"
)

// The page says what is missing before anything else, answers the three questions, and cites what it says.
func TestEvidence(t *testing.T) {
	lib := library(t)
	lib.Playbooks[0].LastReviewedOn.Span.File = nil
	page := render(t, input(lib, built))["evidence.html"]
	say := textOf(find(t, page, "main", "id", "main")[0])
	at := 0
	for _, part := range []string{
		"as of 12 November 2026", "What is missing", "Nobody has written what Manager answers for.",
		"Shop Payments fail: Nobody has written when it was last reviewed.", "No scenario says what its author expects.",
		"What guidance is given for acting when outcomes are at risk?", "Payments fail Roll back first. Applies when share 2 % or more.",
		"Never reviewed, as far as this page knows. Practised 12 September 2026. Authority until 31 March 2027. Steps for 1 action.", "situations, all answered",
		"How are team members empowered to act at once?", "Team members hold 1 grant in 1 playbook.",
		"Roll back: On-call engineer, when recent, and never when migrating. Once in 24 h. For at most 30 min. Up to 4 nodes. Tell Desk within 15 min before acting. Together with the Manager.", "Refund: reserved, nobody here may. Finance does.",
		"Which escalation mechanisms exist outside the scope?", "When severe, now: Desk, then Owner's phone.",
		"Who answers for what Workload owners Head of shop, owner of Shop", "Team members On-call engineer", "Act first", "Escalation managers Manager",
	} {
		i := strings.Index(say[at:], part)
		if i < 0 {
			t.Fatalf("the page does not say %q after:\n%s\nbut:\n%s", part, say[:at], say[at:])
		}
		at += i
	}
	for _, line := range []string{"#L2", "#L3"} {
		if len(find(t, page, "a", "href", "https://code.example/harbour/play/blob/0123456789abcdef/content/playbooks/shop/pay.md"+line)) == 0 {
			t.Errorf("nothing is cited with %s", line)
		}
	}
}

func TestEvidenceOfALargeSite(t *testing.T) {
	files := render(t, input(large(t), built))
	for _, row := range []struct{ page, has, lacks string }{
		{"evidence.html", `<a href="evidence/till.html"><b>Till</b><span class="muted">60 playbooks, `, "Book 59"},
		{"evidence.html", `<a href="evidence/idle.html"><b>Idle</b><span class="muted">0 playbooks, 1 gap`, "Payments fail"},
		{"evidence/till.html", "Book 59", "Payments fail"},
		{"evidence/idle.html", "It has no playbook.", "Payments fail"},
	} {
		if page := files[row.page]; !strings.Contains(page, row.has) || strings.Contains(page, row.lacks) {
			t.Errorf("%s lacks %q or has %q:\n%s", row.page, row.has, row.lacks, page)
		}
	}
}

// Thanks say who did what when, what was at risk and what it saved.
func TestRecognition(t *testing.T) {
	page := render(t, input(library(t), built))["recognition.html"]
	say := textOf(find(t, page, "article", "class", "prose thanks")[0])
	want := "Ada rolled back When 2 October 2026 Who On-call engineer Acted Roll back Escalated to Desk Relying on Payments fail At risk Every order. Saved Most of them."
	if say != want {
		t.Errorf("the thanks are %q, want %q", say, want)
	}
}
