package check_test

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"remit/generator/authority"
	"remit/generator/check"
	"remit/generator/load"
	"remit/generator/playbook"
)

// covering is a playbook whose scenarios the tests write. One grant has lapsed, one is never in force, one constant and
// one fact change nothing.
const covering = `---
title: Orders are late
workload: shop
roles: [on_call, manager]
facts:
  delay: {ask: "How late are orders?", unit: min, range: 0..240}
  audit: {ask: "Is the stock being counted?"}
  moon: {ask: "Is the moon full?"}
triggers:
  late: delay >= 10 or (moon and delay >= 15)
actions:
  restart:
    title: Restart the picker
    allow:
      - {roles: [on_call], when: delay < 60}
      - {roles: [on_call], valid_until: 2026-10-31}
      - {roles: [manager], when: delay < 10}
escalation:
  - {when: delay >= 60, roles: [on_call], to: [incident_desk, head_of_shop], within: 15 min}
  - {when: delay >= 60 and audit, roles: [on_call], to: [night_desk, incident_desk], within: 15 min}
`

// trial plays scenarios of that playbook.
func trial(t *testing.T, matter, scenarios string) check.Trial {
	t.Helper()
	if scenarios != "" {
		matter += "scenarios:\n  - " + strings.ReplaceAll(scenarios, "\n", "\n  - ") + "\n"
	}
	return trials(t, fstest.MapFS{"content/playbooks/late-orders.md": {Data: []byte(matter + "---\n")}})[0]
}

func trials(t *testing.T, files fstest.MapFS) []check.Trial {
	t.Helper()
	files["site.yaml"] = &fstest.MapFile{Data: []byte(read(t, "testdata/site.yaml"))}
	library, found, err := load.Dir(files, load.Options{})
	if err != nil || len(found) > 0 {
		t.Fatal(err, found)
	}
	var models []*authority.Model
	for _, p := range library.Playbooks {
		models = append(models, authority.Compile(library.Site, p, authority.Options{Day: playbook.Date{Year: 2026, Month: 11, Day: 23}, Proof: true}))
	}
	return check.Test(models)
}

func told(tr check.Trial) string {
	passed := 0
	for _, p := range tr.Played {
		if p.Passed() {
			passed++
		}
	}
	c := tr.Coverage
	return fmt.Sprintf("%d/%d passed, grants %d/%d, duties %d/%d, boundaries %d/%d", passed, len(tr.Played),
		c.Grants.Covered, c.Grants.All, c.Duties.Covered, c.Duties.All, c.Boundaries.Covered, c.Boundaries.All)
}

func TestWhatIsCovered(t *testing.T) {
	for name, row := range map[string]struct{ scenarios, want string }{
		"nothing is": {
			"", "0/0 passed, grants 0/1, duties 0/2, boundaries 0/3"},
		"a grant": {
			"{name: a, role: on_call, given: {delay: 20}, expect: {may: [restart]}}",
			"1/1 passed, grants 1/1, duties 0/2, boundaries 0/3"},
		"no grant by the answer alone": {
			"{name: a, role: on_call, given: {delay: 20}, expect: {answer: act}}",
			"1/1 passed, grants 0/1, duties 0/2, boundaries 0/3"},
		"nothing by a scenario that fails": {
			"{name: a, role: on_call, given: {delay: 20}, expect: {answer: escalate, may: [restart]}}",
			"0/1 passed, grants 0/1, duties 0/2, boundaries 0/3"},
		"no grant that is in force only perhaps": {
			"{name: a, role: on_call, given: {}, expect: {answer: unsettled, may: [], escalate: []}}",
			"1/1 passed, grants 0/1, duties 0/2, boundaries 0/3"},
		"a duty by the list of calls": {
			"{name: a, role: on_call, given: {delay: 60, audit: no}, expect: {escalate: [incident_desk]}}",
			"1/1 passed, grants 0/1, duties 1/2, boundaries 0/3"},
		"a duty by an answer that it alone explains": {
			"{name: a, role: on_call, given: {delay: 60, audit: no}, expect: {answer: escalate}}",
			"1/1 passed, grants 0/1, duties 1/2, boundaries 0/3"},
		"no duty by an answer that two explain": {
			"{name: a, role: on_call, given: {delay: 60, audit: yes}, expect: {answer: escalate}}",
			"1/1 passed, grants 0/1, duties 0/2, boundaries 0/3"},
		"a boundary on both of its sides": {
			"{name: a, role: on_call, given: {delay: 59, audit: no}, expect: {answer: act}}\n" +
				"{name: b, role: on_call, given: {delay: 200, audit: no}, expect: {answer: escalate}}",
			"2/2 passed, grants 0/1, duties 1/2, boundaries 1/3"},
		"no boundary by what is alike on both sides": {
			"{name: a, role: on_call, given: {delay: 59, audit: no}, expect: {answer: act}}\n" +
				"{name: b, role: manager, given: {delay: 60, audit: no}, expect: {may: []}}",
			"2/2 passed, grants 0/1, duties 0/2, boundaries 0/3"},
		"no boundary of a fact that is not given": {
			"{name: a, role: on_call, given: {delay: 60, audit: yes}, expect: {escalate: [incident_desk, night_desk]}}\n" +
				"{name: b, role: on_call, given: {delay: 20}, expect: {may: [restart], escalate: []}}",
			"2/2 passed, grants 1/1, duties 2/2, boundaries 1/3"},
	} {
		if got := told(trial(t, covering, row.scenarios)); got != row.want {
			t.Errorf("%s: got %s, want %s", name, got, row.want)
		}
	}
}

// What cannot be meets no expectation, however little is expected; what is open meets only what holds in every case.
func TestWhatPasses(t *testing.T) {
	matter := covering + "impossible:\n  - {when: delay > 200 and audit, because: Nobody counts then.}\n"
	for scenario, want := range map[string]bool{
		"{name: a, role: on_call, given: {delay: 210, audit: yes}, expect: {may: []}}":                                        false,
		"{name: a, role: on_call, given: {delay: 210, audit: yes}, expect: {answer: unanswered}}":                             false,
		"{name: a, role: on_call, given: {delay: 210, audit: yes}, expect: {answer: impossible}}":                             true,
		"{name: a, role: on_call, given: {delay: 210, audit: yes}, expect: {answer: impossible, may: [restart]}}":             false,
		"{name: a, role: on_call, given: {delay: 210}, expect: {answer: escalate, escalate: [incident_desk]}}":                true,
		"{name: a, role: on_call, given: {delay: 70}, expect: {answer: escalate}}":                                            false,
		"{name: a, role: on_call, given: {delay: 70}, expect: {escalate: [incident_desk]}}":                                   false,
		"{name: a, role: on_call, given: {delay: 70}, expect: {answer: unsettled, escalate: [incident_desk]}}":                true,
		"{name: a, role: on_call, given: {delay: 70}, expect: {answer: unsettled, escalate: [incident_desk, night_desk]}}":    false,
		"{name: a, role: on_call, given: {delay: 20}, expect: {answer: unsettled}}":                                           false,
		"{name: a, role: on_call, given: {delay: 20, moon: yes}, expect: {answer: act, may: [restart], escalate: []}}":        true,
		"{name: a, role: on_call, given: {delay: 20}, expect: {may: [restart, restart]}}":                                     true,
		"{name: a, role: on_call, given: {audit: yes}, expect: {answer: unsettled, may: [], escalate: []}}":                   true,
		"{name: a, role: operator, given: {delay: 20}, expect: {answer: ask_holder, may: [], escalate: []}}":                  true,
		"{name: a, role: on_call, given: {delay: 60, audit: yes}, expect: {escalate: [night_desk, incident_desk], may: []}}":  true,
		"{name: a, role: manager, given: {delay: 20, audit: yes}, expect: {answer: decide, escalate: [night_desk], may: []}}": false,
	} {
		if got := trial(t, matter, scenario).Played[0].Passed(); got != want {
			t.Errorf("%s: passed is %v", scenario, got)
		}
	}
}

// A scenario about a grant with dates holds today, or did once, or will when a grant begins; it covers what holds today.
func TestScenariosOfGrantsWithDates(t *testing.T) {
	const both, one = "answer: act_and_escalate, may: [restart], escalate: [incident_desk]", "answer: escalate, may: [], escalate: [incident_desk]"
	for name, row := range map[string]struct{ dates, expect, day string }{
		"one that has ended":             {"valid_until: 2026-10-31", both, "2026-10-31"},
		"one that has ended, and today":  {"valid_until: 2026-10-31", one, "0000-00-00"},
		"one that has begun, and before": {"valid_from: 2026-11-01", one, "2026-10-31"},
		"one that will begin":            {"valid_from: 2026-12-20", both, "2026-12-20"},
		"one that will end":              {"valid_until: 2026-12-20", one, "fails"},
		"no day":                         {"valid_until: 2026-10-31", "answer: decide", "fails"},
	} {
		matter := strings.Replace(covering, "valid_until: 2026-10-31", row.dates, 1)
		tr := trial(t, matter, "{name: a, role: on_call, given: {delay: 70, audit: no}, expect: {"+row.expect+"}}")
		got := "fails"
		if p := tr.Played[0]; p.Passed() {
			got = p.Day.String()
		}
		if got != row.day {
			t.Errorf("%s: %s, want %s", name, got, row.day)
		}
		if tr.Coverage.Duties.Covered > 0 != (row.day == "0000-00-00") {
			t.Errorf("%s: %s", name, told(tr))
		}
	}
}

func TestUntestedGrants(t *testing.T) {
	for name, row := range map[string]struct{ scenarios, want string }{
		"there is none":                  {"", "no scenario expects restart#1"},
		"one expects it":                 {"{name: a, role: on_call, given: {delay: 20}, expect: {may: [restart]}}", ""},
		"one does not say so":            {"{name: a, role: on_call, given: {delay: 20}, expect: {answer: act}}", "no scenario expects restart#1"},
		"one that has to be mended does": {"{name: a, role: on_call, given: {delay: 70}, expect: {may: [restart, restart]}}", ""},
	} {
		matter := strings.Replace(covering, "      - {roles: [on_call], valid_until: 2026-10-31}\n", "", 1)
		if row.scenarios != "" {
			row.scenarios = "scenarios:\n  - " + row.scenarios + "\n"
		}
		files := fstest.MapFS{"content/playbooks/late-orders.md": {Data: []byte(matter + row.scenarios + "---\n")}}
		got := findings(t, files, "untested_grant")
		if (row.want == "") == strings.Contains(got, "[untested_grant]") || !strings.Contains(got, row.want) {
			t.Errorf("%s:\n%s", name, got)
		}
	}
}

// A playbook that is too large to be decided is not said to pass or to fail.
func TestUndecidedIsNotTested(t *testing.T) {
	example, _, _ := partsOf(t, read(t, "undecided.md"))
	for _, tr := range trials(t, example) {
		if tr.Undecided && tr.Played == nil && tr.Coverage == (check.Coverage{}) {
			return
		}
	}
	t.Error("no playbook is undecided")
}
