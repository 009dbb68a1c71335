package site

import (
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"remit/generator/campaign"
	"remit/generator/load"
	"remit/generator/print"
	"remit/generator/scenario"
)

const proposedOn = "2026-11-23"

// What is suggested for a playbook passes when it is pasted, and then everything is covered.
func TestSuggestionsCompleteTheCoverageOfTheExample(t *testing.T) {
	library, _, err := load.Dir(os.DirFS("../.."), load.Options{})
	if err != nil {
		t.Fatal(err)
	}
	sources := os.DirFS("../..")
	yaml := readAll(t, sources, "site.yaml")
	for _, p := range library.Playbooks {
		head, body, _ := strings.Cut(readAll(t, sources, p.File.Path), "\n---\n")
		alone, _, _ := strings.Cut(head, "\nscenarios:\n")
		files := map[string]string{"with those that it has": head + "\n", "from nothing": alone + "\nscenarios:\n"}
		for name, matter := range files {
			completes(t, p.ID+", "+name, yaml, p.ID, matter, "---\n"+body)
		}
	}
}

func TestSuggestionsCompleteTheCoverageOfRandomPlaybooks(t *testing.T) {
	for seed := range campaign.Cases[uint64](100) {
		r := rand.New(rand.NewPCG(seed, 4))
		completes(t, fmt.Sprintf("playbook %d", seed), randomSite, "random", randomMatter(r), "---\n")
	}
}

// completes pastes what is suggested at the end of a front matter, and tests it.
func completes(t *testing.T, what, yaml, id, matter, rest string) {
	t.Helper()
	files := fstest.MapFS{"site.yaml": {Data: []byte(yaml)}}
	s := &Site{fsys: files}
	put := func(matter string) {
		files["content/playbooks/"+id+".md"] = &fstest.MapFile{Data: []byte(matter + rest)}
	}
	put(strings.TrimSuffix(matter, "scenarios:\n"))
	text := suggested(t, s, id)
	if again := suggested(t, s, id); again != text {
		t.Fatalf("%s: two suggestions differ:\n%s\n%s", what, text, again)
	}
	before := tested(t, s, id)
	if strings.HasPrefix(text, "#") { // nothing is suggested
		if !complete(before.Coverage) {
			t.Errorf("%s: nothing is suggested, with %+v", what, before.Coverage)
		}
		return
	}
	put(matter + text)
	after := tested(t, s, id)
	if after.Failed > before.Failed || !complete(after.Coverage) || after.Passed-before.Passed != strings.Count(text, "- name:") {
		t.Fatalf("%s: %d passed, %d failed, %+v:\n%s", what, after.Passed, after.Failed, after.Coverage, matter+text)
	}
	if again := suggested(t, s, id); !strings.HasPrefix(again, "#") {
		t.Errorf("%s: when all is covered, more is suggested:\n%s", what, again)
	}
}

func complete(c scenario.Coverage) bool {
	return c.Grants.Covered == c.Grants.All && c.Duties.Covered == c.Duties.All && c.Boundaries.Covered == c.Boundaries.All
}

func suggested(t *testing.T, s *Site, id string) string {
	t.Helper()
	text, err := s.Suggest(id, proposedOn)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

func tested(t *testing.T, s *Site, id string) *print.TestResult {
	t.Helper()
	r, err := s.Test(TestOptions{Playbooks: []string{id}, On: proposedOn})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

const randomSite = `title: Random
url: https://example.github.io/t/
roles:
  on_call: {title: "On: call \"the\" \\ first", kind: team_member, contact: pager}
  engineer: {title: Engineer, kind: team_member, contact: rota, includes: [on_call]}
  manager: {title: Manager, kind: escalation_manager, contact: desk}
  owner: {title: Owner, kind: workload_owner, contact: phone}
contacts:
  pager: {title: Pager, channels: [{phone: "+442079460101"}], hours: always, answers_in: 5 min}
  rota: {title: Rota, channels: [{phone: "+442079460102"}], hours: always, answers_in: 5 min}
  desk: {title: Desk, channels: [{phone: "+442079460103"}], hours: always, answers_in: 5 min}
  phone: {title: Phone, channels: [{phone: "+442079460104"}], hours: always, answers_in: 5 min}
workloads:
  shop: {title: Shop, owner: owner}
`

// randomMatter writes the front matter of a random playbook, up to its scenarios.
func randomMatter(r *rand.Rand) string {
	var b strings.Builder
	line := func(format string, args ...any) { fmt.Fprintf(&b, format+"\n", args...) }
	some := func(words ...string) string {
		r.Shuffle(len(words), func(i, j int) { words[i], words[j] = words[j], words[i] })
		return "[" + strings.Join(words[:1+r.IntN(len(words))], ", ") + "]"
	}
	roles := func() string { return some("on_call", "engineer", "manager") }
	line("---\ntitle: Random\nworkload: shop\nroles: [on_call, engineer, manager, owner]\nfacts:")
	line("  load: {ask: How high, range: %s}", []string{"0..10", "-3..10, step: 1", "0..10, step: 0.5"}[r.IntN(3)])
	line("  lag: {ask: How late, range: 0..1000000}")
	line("  mode: {ask: Which, options: {red: Red, on: Is on, off: Is off, blue: Blue}}")
	line("  calm: {ask: Is it calm}\n  night: {ask: Is it night}")
	line("triggers:\n  one: %s\n  two: %s", randomTest(r, 2), randomTest(r, 1))
	if r.IntN(2) == 0 {
		line("impossible:\n  - {when: \"%s\", because: It cannot be.}", "("+randomTest(r, 0)+") and ("+randomTest(r, 1)+")")
	}
	line("actions:")
	for i := range 1 + r.IntN(3) {
		line("  act_%d:\n    title: Act %d\n    unless: \"%s\"\n    because: It harms.\n    stopgap: %s\n    allow:", i, i, randomTest(r, 1), []string{"yes", "no"}[r.IntN(2)])
		for range 1 + r.IntN(2) {
			line("      - {roles: %s, when: \"%s\"%s}", roles(), randomTest(r, 1), []string{"", "", ", valid_until: 2026-11-01"}[r.IntN(3)])
		}
	}
	line("escalation:")
	for range 1 + r.IntN(3) {
		line("  - {roles: %s, when: \"%s\", to: %s, within: 5 min%s}", roles(), randomTest(r, 1), some("rota", "desk", "phone"),
			[]string{"", ", otherwise: yes"}[r.IntN(2)])
	}
	line("scenarios:")
	return b.String()
}

func randomTest(r *rand.Rand, depth int) string {
	if depth > 0 {
		return "(" + randomTest(r, depth-1) + ")" + []string{" and ", " or ", " and not "}[r.IntN(3)] + "(" + randomTest(r, depth-1) + ")"
	}
	sign := []string{"<", "<=", ">", ">=", "==", "!="}[r.IntN(6)]
	switch r.IntN(5) {
	case 0, 1:
		return fmt.Sprintf("load %s %d", sign, r.IntN(11))
	case 2:
		return fmt.Sprintf("lag %s %s", sign, []string{"0.000001", "30", "86400.5", "999999"}[r.IntN(4)])
	case 3:
		return fmt.Sprintf("mode in [%s]", []string{"red", "on, off", "blue, red", "off"}[r.IntN(4)])
	}
	return []string{"calm", "not night"}[r.IntN(2)]
}

func readAll(t *testing.T, files fs.FS, name string) string {
	t.Helper()
	text, err := fs.ReadFile(files, name)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}
