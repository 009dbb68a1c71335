package page

import (
	"strings"
	"testing"
)

// The card of a role says what it may do and what comes to it, each thing once.
func TestRoleCard(t *testing.T) {
	files := render(t, input(library(t), built))
	for name, parts := range map[string][]string{
		"roles/on_call.html": {"On-call engineer: my remit", "I answer for Act first", "Payments fail Applies when share 2 % or more.", "I may Roll back can be undone only when recent.",
			"Tell 1 Desk within 15 min before you act; do not wait for a reply. Together with the Manager, a second person. line 3", "Never when migrating.",
			"Nobody here may: Refund.", "I call When severe, now: 1 Desk", "› 2 Owner's phone", "Otherwise, within 15 min: 1 Desk", "Used up: call 1 Desk.",
			"Granted until 31 March 2027. shop/pay.md", "Where this role is reached Rota", "Everybody on this card Desk +442079460101 112 desk@harbour.example Bay 4 Mon to Fri",
			"Hours are UTC where no other is named",
			"We stand behind you.", "Void in a copy built more than 7 days before you read it."},
		"roles/manager.html": {"What no playbook grants is yours to decide, for every workload.", "You also hold what these roles hold: On-call engineer.", "I call When severe, now: 2 Owner's phone",
			"Comes to me When severe, now, from On-call engineer. They bring: The share. Otherwise, within 15 min, from On-call engineer."},
		"roles/owner.html": {"You own Shop", "Comes to me When severe, now, from On-call engineer, after 1 Desk; from Manager. They bring: The share."},
	} {
		say, at := textOf(find(t, files[name], "main", "id", "main")[0]), 0
		for _, part := range parts {
			i := strings.Index(say[at:], part)
			if i < 0 {
				t.Fatalf("%s does not say %q after:\n%s\nbut:\n%s", name, part, say[:at], say[at:])
			}
			at += i
		}
		if strings.Count(files[name], "Granted until") > 1 {
			t.Errorf("%s repeats the end of every grant", name)
		}
	}
}

// A role in very many playbooks has a card for each workload.
func TestRoleCardOfALargeSite(t *testing.T) {
	files := render(t, input(large(t), built))
	for _, row := range []struct{ page, has, lacks string }{
		{"roles/on_call.html", `<a href="../roles/on_call/till.html"><b>Till</b><span class="muted">60 playbooks</span>`, "Book 59"},
		{"roles/on_call.html", "I answer for", "No playbook names this role yet."},
		{"roles/on_call/till.html", "Book 59", "Payments fail"},
		{"roles/on_call/till.html", `<a href="../../roles/on_call.html">On-call engineer</a>`, "I answer for"},
		{"roles/on_call/shop.html", "Payments fail", "Book 1"},
	} {
		if page := files[row.page]; !strings.Contains(page, row.has) || strings.Contains(page, row.lacks) {
			t.Errorf("%s lacks %q or has %q:\n%s", row.page, row.has, row.lacks, page)
		}
	}
	if _, written := files["roles/on_call/idle.html"]; written {
		t.Error("a workload without playbooks has a card")
	}
}
