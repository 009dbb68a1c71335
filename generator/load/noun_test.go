package load

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"remit/generator/playbook"
)

// archived returns the files of an archive of testdata, without what is expected.
func archived(t *testing.T, name string) map[string]string {
	t.Helper()
	text, err := testdata(name)
	if err != nil {
		t.Fatal(err)
	}
	files := unpack(text)
	delete(files, expected)
	return files
}

// TestPlaybookIsLoaded compares the nouns of the full playbook with what its file says.
func TestPlaybookIsLoaded(t *testing.T) {
	lib, _ := loadFiles(t, archived(t, "design.txtar"))
	p := lib.Playbook("payments/checkout-errors")
	var b strings.Builder
	say := func(format string, args ...any) { fmt.Fprintf(&b, format+"\n", args...) }
	say("%s|%s|%s|%v|%v", p.Title.Value, p.Workload.Value, p.Summary.Value, playbook.Values(p.Roles), p.Failed)
	say("%s %s %s %s %s", p.LastReviewedOn.Value, p.ReviewIn.Value, p.From.Value, p.Until.Value, p.LastDrilledOn.Value)
	say("%v %v %v", playbook.Values(p.Tags), playbook.Values(p.Aliases), playbook.Values(p.Alerts))
	for _, f := range p.Facts {
		say("fact %s %s %q unit %q %s..%s step %v worse %d options %v look %q", f.Name.Value, f.Kind, f.Ask.Value, f.Unit.Value, f.Min.Text, f.Max.Text, f.Step.Value.Text, f.Worse, len(f.Options), f.Look.Value)
	}
	for _, n := range append(p.Conditions, p.Triggers...) {
		say("%s: %s", n.Name.Value, n.Span.Text())
	}
	for _, a := range p.Actions {
		say("action %s %q steps %s undo %s reversible %v stopgap %v", a.Name.Value, a.Title.Value, a.Steps.Value, a.Undo.Value, a.Reversible.Value, a.Stopgap.Value)
		say("  when %q unless %q except %v because %q excludes %v reserved %v", a.When.Span.Text(), a.Unless.Span.Text(), playbook.Values(a.Except), a.Because.Value, playbook.Values(a.Excludes), !a.Reserved.IsZero())
		for _, g := range a.Grants {
			say("  %s %v when %q with %q until %v limits %s tell %d line %d", a.ID(g), playbook.Values(g.Roles), g.When.Span.Text(), g.TogetherWith.Value, g.Until.Value, limits(g.Limits), len(g.Tell), g.Span.From().Line)
		}
	}
	for _, d := range p.Duties {
		say("duty when %q otherwise %v all %v to %v within %s steps %s", d.When.Span.Text(), d.Otherwise, d.All, playbook.Values(d.To), d.Within.Value, d.Steps.Value)
	}
	for _, s := range p.Scenarios {
		say("scenario %s as %s: %d facts, %s %v %v", s.Name.Value, s.Role.Value, len(s.Given), s.Expect.Answer.Value, playbook.Values(s.Expect.May.Value), s.Expect.Escalate.Present())
	}
	for _, w := range p.Waivers {
		say("waive %s until %s: %s", w.Rule.Value, w.Until.Value, w.Because.Value)
	}
	want := `Checkout errors are rising|checkout|Customers cannot pay. Roll back first, talk second.|[on_call incident_manager head_of_commerce]|false
2026-09-30 6 months 2026-09-30 2027-03-31 2026-09-12
[payments] [/runbooks/checkout-5xx/] [CheckoutErrorRateHigh]
fact error_rate number "What share of checkouts fails right now?" unit "%" 0..100 step 0.1 worse 1 options 0 look "https://grafana.example/d/checkout"
fact recent_deploy yes/no "Was checkout deployed in the last hour?" unit "" .. step  worse 0 options 0 look ""
fact migration_running yes/no "Is a schema migration running?" unit "" .. step  worse 0 options 0 look ""
fact provider choice "What does the payment provider's status page say?" unit "" .. step  worse 1 options 3 look ""
swamped: error_rate > 90
elevated: error_rate >= 2
severe: error_rate >= 10 or provider == outage
action roll_back "Roll back the last deploy" steps #roll-back-the-last-deploy undo #deploy-again reversible true stopgap false
  when "recent_deploy" unless "migration_running" except [head_of_commerce] because "The old version cannot read the new schema." excludes [read_only] reserved false
  roll_back#1 [on_call] when "" with "" until 0000-00-00 limits times 1 per 24 h tell 1 line 47
  roll_back#2 [incident_manager head_of_commerce] when "severe" with "on_call" until 2026-12-31 limits none tell 0 line 50
action read_only "Put the shop in read-only mode" steps  undo  reversible false stopgap true
  when "" unless "" except [] because "" excludes [] reserved false
  read_only#1 [on_call] when "" with "" until 0000-00-00 limits apart 1 h lasts 30 min up to 4 nodes tell 0 line 54
action failover "Move to the other region" steps  undo  reversible false stopgap false
  when "" unless "" except [] because "The provider alone can do it." excludes [] reserved true
duty when "severe" otherwise false all false to [incident_desk head_of_commerce] within 5 min steps #raise-an-incident
duty when "" otherwise true all true to [incident_desk head_of_commerce] within now steps 
scenario Deploy 20 minutes ago, 3 % failing as on_call: 4 facts, act [roll_back read_only] true
waive late_answer until 2027-01-01: The second shift starts in January.
`
	if diff := cmp.Diff(want, b.String()); diff != "" {
		t.Errorf("mismatch (-want +got)\n%s", diff)
	}
}

func limits(l *playbook.Limits) string {
	if l == nil {
		return "none"
	}
	s := ""
	if l.Times.Present() {
		s += fmt.Sprintf("times %d ", l.Times.Value)
	}
	for _, d := range []struct {
		name string
		playbook.Given[playbook.Duration]
	}{{"per", l.Per}, {"apart", l.Apart}, {"lasts", l.Lasts}} {
		if d.Present() {
			s += d.name + " " + d.Value.String() + " "
		}
	}
	if l.UpTo.Present() {
		s += "up to " + l.UpTo.Value + " "
	}
	return strings.TrimSpace(s)
}

// TestLimitsOfTheActionAreDefaults: a grant without limits of its own has those of its action, and likewise for tell.
func TestLimitsOfTheActionAreDefaults(t *testing.T) {
	lib, found := loadFiles(t, map[string]string{"content/playbooks/p.md": `---
title: T
workload: checkout
roles: [on_call, incident_manager]
triggers: always
actions:
  a:
    title: A
    limits: {times: 3}
    tell: [{contact: incident_desk, within: 5 min}]
    allow:
      - roles: [on_call]
      - {roles: all, limits: {lasts: 5 min}, tell: [{contact: on_call_rota, first: yes}]}
---
`})
	if len(found) > 0 {
		t.Fatal(brief(found))
	}
	a := lib.Playbooks[0].Actions[0]
	got := fmt.Sprint(limits(a.Grants[0].Limits), a.Grants[0].Tell[0].Contact.Value, limits(a.Grants[1].Limits), a.Grants[1].Tell[0].Contact.Value, a.Grants[1].All)
	if want := "times 3incident_desklasts 5 minon_call_rotatrue"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

// TestSiteIsLoaded compares the nouns of a site with what site.yaml says.
func TestSiteIsLoaded(t *testing.T) {
	lib, found := loadFiles(t, map[string]string{siteFile: `title: T
url: https://example.org/x/
time_zone: Europe/Berlin
max_age: 3 days
reach_within: 20 min
index: yes
good_faith: Nobody is blamed for acting in good faith.
holidays: [2026-12-25]
synonyms: [[failover, switchover]]
roles:
  a: {kind: workload_owner, contact: desk, responsibilities: [Answer]}
  b: {title: The B, kind: escalation_manager, includes: [a]}
contacts:
  desk:
    channels: [{phone: , private: yes}, {room: Room 3}]
    hours:
      - {days: mon-fri, from: "09:00", to: "17:30"}
      - {days: [sat-sun, wed], from: "22:00", to: "06:00", zone: America/New_York}
      - {days: fri-mon, from: "00:00", to: "24:00"}
    answers_in: 1 h
workloads:
  shop: {owner: a, good_faith: Thank you.}
facts:
  peak: {ask: Is it a peak hour}
`})
	if len(found) > 0 {
		t.Fatal(brief(found))
	}
	s := lib.Site
	var b strings.Builder
	fmt.Fprintln(&b, s.Title.Value, s.URL.Value, s.TimeZone.Value, s.MaxAge.Value, s.ReachWithin.Value, s.Index.Value, s.GoodFaith.Value, s.Holidays[0].Value, playbook.Values(s.Synonyms[0]))
	for _, r := range s.Roles {
		fmt.Fprintln(&b, r.Name.Value, r.Title.Value, r.Kind, r.Contact.Value, playbook.Values(r.Responsibilities), playbook.Values(r.Includes))
	}
	desk := s.Contact("desk")
	for _, c := range desk.Channels {
		fmt.Fprintln(&b, c.Kind, c.Value.Value, c.Private)
	}
	for _, w := range desk.Hours.Windows {
		fmt.Fprintln(&b, w.Days, w.From, w.To, w.Zone)
	}
	fmt.Fprintln(&b, desk.AnswersIn.Value, s.Workload("shop").Title.Value, s.Workload("shop").Owner.Value, s.Fact("peak").Ask.Value)
	want := `T https://example.org/x/ Europe/Berlin 3 days 20 min true Nobody is blamed for acting in good faith. 2026-12-25 [failover switchover]
a A workload_owner desk [Answer] []
b The B escalation_manager  [] [a]
phone  true
room Room 3 false
[false true true true true true false] 540 1050 Europe/Berlin
[true false false true false false true] 1320 360 America/New_York
[true true false false false true true] 0 1440 Europe/Berlin
1 h Shop a Is it a peak hour
`
	if diff := cmp.Diff(want, b.String()); diff != "" {
		t.Errorf("mismatch (-want +got)\n%s", diff)
	}
}

func TestSiteDefaults(t *testing.T) {
	lib, _ := loadFiles(t, map[string]string{siteFile: "title: T\n"})
	if s := lib.Site; s.TimeZone.Value != time.UTC || s.TimeZone.Present() || s.MaxAge.Value.String() != "7 days" || s.MaxAge.Present() || s.ReachWithin.Present() {
		t.Errorf("time zone %v, max age %v", s.TimeZone, s.MaxAge)
	}
}

// TestHTML shows that links are written relative to the page they stand on.
func TestHTML(t *testing.T) {
	lib, found := loadFiles(t, map[string]string{
		"content/playbooks/a/one.md":    "---\ntitle: One\nworkload: checkout\nroles: [on_call]\ntriggers: always\nescalation: [{to: [incident_desk], within: now}]\n---\n# One\n\n[x](../b/two.md#part) [y](#one) ![z](../../pictures/a%20b.png) ![far](https://example.org/x.png)\n",
		"content/playbooks/b/two.md":    "---\ntitle: Two\nworkload: checkout\nroles: [on_call]\ntriggers: always\nescalation: [{to: [incident_desk], within: now}]\n---\n## Part\n",
		"content/pictures/a b.png":      "",
		"content/recognition/thanks.md": "## Why\n[x](#why) [y](../playbooks/a/one.md)\n",
		"content/about.md":              "# About\n[x](recognition/thanks.md#why) [y](/playbooks/b/two.md)\n",
	})
	if want := `content/playbooks/a/one.md:10:64 far_picture: "https://example.org/x.png" is a picture on another host, which no page loads: it is shown as a link` + "\n"; brief(found) != want {
		t.Errorf("want %s, got %s", want, brief(found))
	}
	want := []string{
		`<span id="one"></span><p><a href="../b/two.html#part">x</a> <a href="#one">y</a> <img src="../../pictures/a%20b.png" alt="z" loading="lazy"> <a href="https://example.org/x.png">far</a></p>`,
		`<h2 id="part">Part</h2>`,
		`<h2 id="recognition-thanks:why">Why</h2>` + "\n" + `<p><a href="#recognition-thanks:why">x</a> <a href="playbooks/a/one.html">y</a></p>`,
		`<span id="about"></span><p><a href="recognition.html#recognition-thanks:why">x</a> <a href="playbooks/b/two.html">y</a></p>`,
	}
	var got []string
	for _, html := range []string{lib.Playbooks[0].Body.HTML, lib.Playbooks[1].Body.HTML, lib.Thanks[0].Body.HTML, lib.Pages[0].Body.HTML} {
		got = append(got, strings.TrimSpace(html))
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("mismatch (-want +got)\n%s", diff)
	}
}
