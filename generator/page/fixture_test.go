package page

import (
	"strings"
	"testing"
	"time"

	"remit/generator/authority"
	"remit/generator/evidence"
	"remit/generator/playbook"
	"remit/generator/source"
)

var (
	siteFile = source.NewFile("site.yaml", []byte("title: x\n"))
	bookFile = source.NewFile("content/playbooks/shop/pay.md", []byte("---\ntitle: x\nfacts:\n---\n"))
)

func text(s string) playbook.Text { return playbook.Text{Value: s, Span: bookFile.Span(4, 9)} }

func texts(words ...string) []playbook.Text {
	var list []playbook.Text
	for _, s := range words {
		list = append(list, text(s))
	}
	return list
}

func given[T any](v T) playbook.Given[T] {
	return playbook.Given[T]{Value: v, Span: bookFile.Span(4, 9)}
}

func length(n int, u playbook.Unit) playbook.Given[playbook.Duration] {
	return given(playbook.Duration{Count: n, Unit: u})
}

func day(y int, m time.Month, d int) playbook.Given[playbook.Date] {
	return given(playbook.Date{Year: y, Month: m, Day: d})
}

func truth(name string) playbook.Condition {
	return playbook.Condition{Expr: &playbook.Expr{Op: playbook.Truth, Name: name}, Span: bookFile.Span(4, 9)}
}

func atLeast(t *testing.T, name, number string) playbook.Condition {
	t.Helper()
	low := &playbook.Bound{Number: decimal(t, number), Inclusive: true}
	return playbook.Condition{Expr: &playbook.Expr{Op: playbook.Within, Name: name, Low: low}, Span: bookFile.Span(4, 9)}
}

func decimal(t *testing.T, s string) playbook.Number {
	t.Helper()
	n, err := playbook.ParseNumber(s)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// library is a small site: one playbook that uses most of what a playbook can have.
func library(t *testing.T) *playbook.Library {
	t.Helper()
	return &playbook.Library{
		Site:      site(),
		Playbooks: []*playbook.Playbook{book1(t)},
		Pages: []*playbook.Page{{Address: "guides/hand over.html", File: bookFile, Title: "Hand over", Body: playbook.Body{
			HTML: "<p>Ask.</p>\n<pre tabindex=\"0\"><code>a\n\nb\n</code></pre>\n", Sections: []playbook.Section{{Text: "Ask."}}}}},
		Thanks: []*playbook.Thanks{{Page: playbook.Page{File: bookFile, Title: "Ada rolled back"}, Date: day(2026, 10, 2), Playbook: text("shop/pay"), Action: text("roll_back"), Role: text("on_call"),
			Called: text("desk"), AtRisk: text("Every order"), Saved: text("Most of them")}},
		Assets: []*playbook.Asset{{Address: "guides/map.png", Data: []byte("png")}},
	}
}

func site() *playbook.Site {
	return &playbook.Site{
		File: siteFile, Title: text("Harbour"), URL: text("https://harbour.example/play/"), Repository: text("https://code.example/harbour/play"),
		Branch: text("main"), TimeZone: given(time.UTC), GoodFaith: text("We stand behind you."),
		Roles: []*playbook.Role{
			{Name: text("on_call"), Title: text("On-call engineer"), Contact: text("rota"), Responsibilities: texts("Act first")},
			{Name: text("manager"), Title: text("Manager"), Kind: playbook.EscalationManager, Contact: text("desk"), Includes: texts("on_call")},
			{Name: text("owner"), Title: text("Head of shop"), Kind: playbook.WorkloadOwner, Contact: text("owner")},
		},
		Contacts: []*playbook.Contact{
			{Name: text("rota"), Title: text("Rota"), Channels: []*playbook.Channel{{Kind: "pager", Value: text("https://pager.example/p")}}, Hours: playbook.Hours{Always: true}, AnswersIn: length(5, playbook.Minute)},
			{Name: text("desk"), Title: text("Desk"), Channels: []*playbook.Channel{
				{Kind: "phone", Value: text("+442079460101")}, {Kind: "phone", Value: text("112")}, {Kind: "email", Value: text("desk@harbour.example")},
				{Kind: "room", Value: text("Bay 4")}, {Kind: "phone", Value: text("+447700900000"), Private: true}},
				Hours: playbook.Hours{Windows: []playbook.Window{{Days: [7]bool{false, true, true, true, true, true, false}, From: 22 * 60, To: 6*60 + 30, Zone: time.UTC}}}},
			{Name: text("owner"), Title: text("Owner's phone"), Channels: []*playbook.Channel{{Kind: "phone", Value: text("+442079460102")}}, Hours: playbook.Hours{Always: true}},
		},
		Workloads: []*playbook.Workload{{Name: text("shop"), Title: text("Shop"), Owner: text("owner")}},
	}
}

func book1(t *testing.T) *playbook.Playbook {
	t.Helper()
	return &playbook.Playbook{
		ID: "shop/pay", File: bookFile, Title: text("Payments fail"), Summary: text("Roll back first."), Workload: text("shop"),
		Roles: texts("on_call", "manager"), LastReviewedOn: day(2026, 9, 30), ReviewIn: length(6, playbook.Month), LastDrilledOn: day(2026, 9, 12),
		Validity: playbook.Validity{Until: day(2027, 3, 31)}, Tags: texts("pay"), Aliases: texts("/runbooks/pay-5xx/", "/old pay"), Alerts: texts("PayHigh"),
		Facts: []*playbook.Fact{
			{Name: text("share"), Ask: text("What share fails?"), Kind: playbook.Numeric, Unit: text("%"), Min: decimal(t, "0"), Max: decimal(t, "100"), Look: text("https://graph.example/d")},
			{Name: text("recent"), Ask: text("Deployed lately?"), Look: text("the deploy log")},
			{Name: text("migrating"), Ask: text("Is a migration running?")},
		},
		Triggers:   []*playbook.Named{{Name: text("high"), Condition: atLeast(t, "share", "2")}},
		Conditions: []*playbook.Named{{Name: text("severe"), Condition: atLeast(t, "share", "10")}},
		Impossible: []*playbook.Impossible{{When: atLeast(t, "share", "99"), Because: text("Some always succeed")}},
		Actions: []*playbook.Action{
			{Name: text("roll_back"), Title: text("Roll back"), Steps: text("#steps"), Reversible: given(true), When: truth("recent"), Unless: truth("migrating"), Because: text("The schema has moved"),
				Grants: []*playbook.Grant{{Number: 1, Roles: texts("on_call"), Span: bookFile.Span(15, 20), Limits: &playbook.Limits{Times: given(1), Per: length(24, playbook.Hour), Lasts: length(30, playbook.Minute), UpTo: text("4 nodes")},
					Tell: []*playbook.Tell{{Contact: text("desk"), Within: length(15, playbook.Minute), First: given(true)}}, TogetherWith: text("manager")}}},
			{Name: text("refund"), Title: text("Refund"), Reserved: bookFile.Span(4, 9), Because: text("Finance does")},
		},
		Duties: []*playbook.Duty{
			{When: truth("severe"), To: texts("desk", "owner"), Within: given(playbook.Duration{Unit: playbook.Now}), Bring: text("The share"), Steps: text("#walk"), IfSilent: text("Try again")},
			{Otherwise: true, To: texts("desk", "owner"), Within: length(15, playbook.Minute)},
		},
		Body: playbook.Body{
			HTML:     "<h2 id=\"steps\">Steps</h2>\n<p>Press.</p>\n<h2 id=\"walk\">Walk</h2>\n<p><a href=\"#walk\">There</a></p>\n<h2 id=\"after\">After</h2>\n",
			Headings: []playbook.Heading{{Level: 2, Text: "Steps", Anchor: "steps"}, {Level: 2, Text: "Walk", Anchor: "walk"}, {Level: 2, Text: "After", Anchor: "after"}},
			Sections: []playbook.Section{{Heading: "Steps", Anchor: "steps", Text: "Press."}},
		},
	}
}

var built = time.Date(2026, 11, 12, 14, 2, 0, 0, time.UTC)

// input compiles a library.
func input(lib *playbook.Library, at time.Time) Input {
	in := Input{Library: lib, Models: map[string]*authority.Model{}, Proofs: map[string]authority.Proof{}, Built: at, Version: "0123456789abcdef", Identity: strings.Repeat("ab", 32),
		Assets: []File{{"assets/answer.css", []byte("a{}")}, {"assets/site.css", []byte("a{}")}, {"assets/pages.css", []byte("a{}")}, {"assets/print.css", []byte("a{}")}, {"assets/walk.js", []byte("1")}, {"assets/home.js", []byte("4")}, {"assets/alias.js", []byte("3")}, {"assets/search.js", []byte("2")},
			{"assets/offline.js", []byte("4")}, {"assets/reach.js", []byte("5")}, {"assets/sw.js", []byte("6")}, {"assets/gone.js", []byte("7")},
			{"assets/leave.js", []byte("8")}, {"assets/pocket.js", []byte("9")}, {"assets/keys.js", []byte("10")}}}
	for _, p := range lib.Playbooks {
		in.Models[p.ID] = authority.Compile(lib.Site, p, authority.Options{Day: playbook.DateOf(at)})
		in.Proofs[p.ID] = authority.Compile(lib.Site, p, authority.Options{Day: playbook.DateOf(at), Proof: true}).Proof()
	}
	in.Evidence = evidence.Gather(evidence.Input{
		Library: lib, Day: playbook.DateOf(at),
		Words:  func(p *playbook.Playbook, c playbook.Condition) string { return authority.Words(lib.Site, p, c) },
		Limits: authority.LimitWords,
		Proved: func(p *playbook.Playbook) string { return in.Proofs[p.ID].String() },
	})
	return in
}

// render returns the files of an input by path.
func render(t *testing.T, in Input) map[string]string {
	t.Helper()
	files, err := Render(in)
	if err != nil {
		t.Fatal(err)
	}
	byPath := map[string]string{}
	for _, f := range files {
		byPath[f.Path] = string(f.Data)
	}
	return byPath
}
