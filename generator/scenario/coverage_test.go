package scenario_test

import (
	"fmt"
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"remit/generator/authority"
	"remit/generator/load"
	"remit/generator/playbook"
	"remit/generator/scenario"
)

// covering is a playbook whose scenarios the tests write. One grant has lapsed, one is never in force, one constant and
// one fact change nothing.
func covering(t *testing.T) string { return read(t, "testdata/late-orders.md") }

func read(t *testing.T, path string) string {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// trial plays scenarios of that playbook.
func trial(t *testing.T, matter, scenarios string) scenario.Trial {
	t.Helper()
	if scenarios != "" {
		matter += "scenarios:\n  - " + strings.ReplaceAll(scenarios, "\n", "\n  - ") + "\n"
	}
	return trials(t, fstest.MapFS{"content/playbooks/late-orders.md": {Data: []byte(matter + "---\n")}})[0]
}

func trials(t *testing.T, files fstest.MapFS) []scenario.Trial {
	t.Helper()
	files["site.yaml"] = &fstest.MapFile{Data: []byte(read(t, "../check/testdata/site.yaml"))}
	library, found, err := load.Dir(files, load.Options{})
	if err != nil || len(found) > 0 {
		t.Fatal(err, found)
	}
	var models []*authority.Model
	for _, p := range library.Playbooks {
		models = append(models, authority.Compile(library.Site, p, authority.Options{Day: playbook.Date{Year: 2026, Month: 11, Day: 23}, Proof: true}))
	}
	return scenario.Test(models)
}

func told(tr scenario.Trial) string {
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
		if got := told(trial(t, covering(t), row.scenarios)); got != row.want {
			t.Errorf("%s: got %s, want %s", name, got, row.want)
		}
	}
}

// What cannot be meets no expectation, however little is expected; what is open meets only what holds in every case.
func TestWhatPasses(t *testing.T) {
	matter := covering(t) + "impossible:\n  - {when: delay > 200 and audit, because: Nobody counts then.}\n"
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
		matter := strings.Replace(covering(t), "valid_until: 2026-10-31", row.dates, 1)
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
