package check_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"remit/generator/authority"
	"remit/generator/load"
	"remit/generator/playbook"
	"remit/generator/scenario"
)

func TestUntestedGrants(t *testing.T) {
	for name, row := range map[string]struct{ scenarios, want string }{
		"there is none":                  {"", "no scenario expects restart#1"},
		"one expects it":                 {"{name: a, role: on_call, given: {delay: 20}, expect: {may: [restart]}}", ""},
		"one does not say so":            {"{name: a, role: on_call, given: {delay: 20}, expect: {answer: act}}", "no scenario expects restart#1"},
		"one that has to be mended does": {"{name: a, role: on_call, given: {delay: 70}, expect: {may: [restart, restart]}}", ""},
	} {
		matter := strings.Replace(read(t, "../scenario/testdata/late-orders.md"), "      - {roles: [on_call], valid_until: 2026-10-31}\n", "", 1)
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
	example["site.yaml"] = &fstest.MapFile{Data: []byte(read(t, "testdata/site.yaml"))}
	library, found, err := load.Dir(example, load.Options{})
	if err != nil || len(found) > 0 {
		t.Fatal(err, found)
	}
	var models []*authority.Model
	for _, p := range library.Playbooks {
		models = append(models, authority.Compile(library.Site, p, authority.Options{Day: playbook.Date{Year: 2026, Month: 11, Day: 23}, Proof: true}))
	}
	for _, tr := range scenario.Test(models) {
		if tr.Undecided && tr.Played == nil && tr.Coverage == (scenario.Coverage{}) {
			return
		}
	}
	t.Error("no playbook is undecided")
}
