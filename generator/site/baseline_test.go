package site

import (
	"cmp"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// A growing is a site with one playbook that leaves some situations unanswered.
type growing struct {
	*testing.T
	dir string
}

const growingSite = `title: Test
url: https://example.github.io/t/
roles:
  on_call: {title: On call, kind: team_member, contact: desk}
  clerk: {title: Clerk, kind: team_member, contact: desk}
  owner: {title: Owner, kind: workload_owner, contact: desk}
contacts:
  desk: {title: Desk, channels: [{phone: "+442079460101"}], hours: always, answers_in: 5 min}
workloads:
  shop: {title: Shop, owner: owner}
`

func newGrowing(t *testing.T) growing {
	t.Helper()
	g := growing{t, t.TempDir()}
	g.write("site.yaml", growingSite)
	return g
}

func (g growing) write(path, text string) {
	g.Helper()
	path = filepath.Join(g.dir, filepath.FromSlash(path))
	if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
		g.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
		g.Fatal(err)
	}
}

// leaves writes the playbook of given roles, trigger and rules.
func (g growing) leaves(roles, trigger, rules string) {
	g.Helper()
	g.write("content/playbooks/a.md", "---\ntitle: A\nworkload: shop\nroles: ["+roles+"]\nlast_drilled_on: 2026-11-20\nfacts:\n"+
		"  load: {ask: \"How high?\", range: 0..10}\n  night: {ask: \"Is it night?\"}\ntriggers:\n  high: "+trigger+"\nactions:\n  drop: {title: Drop load, "+rules+"}\n---\n")
}

func (g growing) check(o CheckOptions) string {
	g.Helper()
	o.On = cmp.Or(o.On, "2026-11-23")
	s, err := Open(g.dir)
	if err != nil {
		g.Fatal(err)
	}
	r, err := s.Check(o)
	if err != nil {
		g.Fatal(err)
	}
	var b strings.Builder
	if err := r.Print(&b, "text", false); err != nil {
		g.Fatal(err)
	}
	return b.String()
}

// Whatever is unanswered now and was not when the baseline was written is told; what is unanswered as it was is not.
func TestABaselineHidesNoNewRegion(t *testing.T) {
	g := newGrowing(t)
	known := filepath.Join(g.dir, "known.json")
	ends := []int{2, 5, 8}
	unanswered := func(from, until, x int) bool { return from <= x && x < until }
	for _, was := range [][2]int{{2, 5}, {2, 8}, {5, 8}, {8, 2}} {
		g.leaves("on_call", fmt.Sprintf("load >= %d", was[0]), fmt.Sprintf("roles: [on_call], when: load >= %d", was[1]))
		g.check(CheckOptions{WriteBaseline: known})
		for _, from := range ends {
			for _, until := range ends {
				g.leaves("on_call", fmt.Sprintf("load >= %d", from), fmt.Sprintf("roles: [on_call], when: load >= %d", until))
				more, same := false, true
				for x := range 11 {
					is, before := unanswered(from, until, x), unanswered(was[0], was[1], x)
					more, same = more || is && !before, same && is == before
				}
				told := strings.Contains(g.check(CheckOptions{Baseline: known}), "[unanswered]")
				if more && !told || told && from == was[0] && until == was[1] {
					t.Errorf("from %v to %d..%d: told %v", was, from, until, told)
				}
			}
		}
	}
}

// A role or a region that comes to a known cause is told alone; a baseline of version 1 knows the same.
func TestAFindingThatGrowsIsNew(t *testing.T) {
	g := newGrowing(t)
	known, first := filepath.Join(g.dir, "known.json"), filepath.Join(g.dir, "first.json")
	const one = "roles: [on_call], when: load >= 7 or load >= 6 and night"
	g.leaves("on_call", "load >= 5", one)
	g.check(CheckOptions{WriteBaseline: known})
	whole := g.check(CheckOptions{})
	if strings.Count(whole, "[unanswered]") != 1 || !strings.Contains(whole, "     or: ") {
		t.Fatalf("two regions of one cause are not one finding:\n%s", whole)
	}
	g.write("first.json", `{"version":1,"findings":[`+
		`{"rule":"unanswered","file":"content/playbooks/a.md","message":"on_call has no answer here: no grant is in force, no duty is owed, and no other role of the playbook may act","region":"load from 5 to below 6 and night"},`+
		`{"rule":"unanswered","file":"content/playbooks/a.md","message":"on_call has no answer here: no grant is in force, no duty is owed, and no other role of the playbook may act","region":"load from 5 to below 7 and not night"}]}`)
	for _, baseline := range []string{known, first} {
		g.leaves("on_call", "load >= 5", one)
		if got := g.check(CheckOptions{Baseline: baseline}); strings.Contains(got, "[unanswered]") || !strings.Contains(got, " in the baseline") ||
			strings.Contains(got, "of version 1") != (baseline == first) {
			t.Errorf("%s: what is known is told:\n%s", baseline, got)
		}
		g.leaves("on_call, clerk", "load >= 5", one)
		if got := g.check(CheckOptions{Baseline: baseline}); !strings.Contains(got, "[unanswered]") || strings.Contains(got, "--role clerk") != (baseline == known) {
			t.Errorf("%s: a new role is not told, by version 2 alone:\n%s", baseline, got)
		}
	}
}

// A waiver under the former name of a rule holds, and says what to write.
func TestAWaiverOfAFormerNameHolds(t *testing.T) {
	g := newGrowing(t)
	g.leaves("on_call", "load >= 5", "roles: [on_call]}\nescalation:\n  - {otherwise: yes, to: [desk, desk], within: 5 min}\n"+
		"waive:\n  - {rule: unreachable_duty, because: It stays, until: 2027-01-01")
	got := g.check(CheckOptions{})
	if strings.Contains(got, "[idle_otherwise]") || !strings.Contains(got, "write idle_otherwise") {
		t.Errorf("the waiver does not hold, or does not say what to write:\n%s", got)
	}
}

// What a baseline lists stays known on every later day, although its messages name the next time at which it hurts; a
// contact that answers less than before is new.
func TestABaselineHoldsOnTheNextDay(t *testing.T) {
	g := newGrowing(t)
	known := filepath.Join(g.dir, "known.json")
	site := func(hours, within string) {
		g.write("site.yaml", strings.NewReplacer("title: Test", "title: Test\nreach_within: "+within, "workloads:", ""+
			"  office: {title: Office, channels: [{phone: \"+442079460102\"}], hours: [{days: "+hours+", from: \"09:00\", to: \"17:00\"}], answers_in: 9 min}\n"+
			"  shop: {title: Shop next door, channels: [{phone: \"+442079460103\"}], hours: always, answers_in: 9 min}\nworkloads:",
			"kind: workload_owner, contact: desk", "kind: workload_owner, contact: office").Replace(growingSite))
	}
	site("mon-fri", "5 min")
	g.leaves("on_call, clerk", "load >= 5", "roles: [on_call], when: load >= 7, stopgap: yes}\nescalation:\n"+
		"  - {when: load >= 8, to: [office], within: 5 min}\n  - {when: load < 8, to: [office, shop], within: 5 min}\nimpossible: [{when: load == 10")
	g.write("content/playbooks/a.md", strings.Replace(g.read("content/playbooks/a.md"), "load == 10}\n", "load == 10}]\n", 1))
	whole := g.check(CheckOptions{WriteBaseline: known})
	for _, rule := range []string{"[unstaffed]", "[no_authority]", "[slow_authority]"} {
		if !strings.Contains(whole, rule) {
			t.Errorf("the site does not show %s:\n%s", rule, whole)
		}
	}
	for _, day := range []string{"2026-11-23", "2026-11-24", "2026-11-28", "2026-12-25", "2027-02-09"} {
		if got := g.check(CheckOptions{Baseline: known, On: day}); !strings.HasPrefix(got, "0 errors, 0 warnings") {
			t.Errorf("on %s something known is told:\n%s", day, got)
		}
	}
	site("mon-thu", "5 min")
	if got := g.check(CheckOptions{Baseline: known}); !strings.Contains(got, "[unstaffed]") {
		t.Errorf("a contact that answers less is not told:\n%s", got)
	}
}

func (g growing) read(path string) string {
	g.Helper()
	text, err := os.ReadFile(filepath.Join(g.dir, filepath.FromSlash(path)))
	if err != nil {
		g.Fatal(err)
	}
	return string(text)
}

// Hours that leave somebody alone longer are told, although cause, role and region stay; the same hours are known on a
// later day, and so are fewer.
func TestABaselineHidesNoNewHours(t *testing.T) {
	for rule, to := range map[string]string{"no_authority": "head, pizza", "unstaffed": "head", "no_way_on": "head, pizza"} {
		g := newGrowing(t)
		open := func(from, until string) {
			site := strings.Replace(growingSite, "kind: workload_owner, contact: desk", "kind: workload_owner, contact: head", 1)
			g.write("site.yaml", strings.Replace(site, "workloads:", "  head: {title: Head, channels: [{phone: \"+442079460102\"}], hours: [{days: mon-sun, from: \""+from+
				"\", to: \""+until+"\"}], answers_in: 5 min}\n  pizza: {title: Pizza, channels: [{phone: \"+442079460103\"}], hours: always, answers_in: 5 min}\nworkloads:", 1))
		}
		terms := "stopgap: yes"
		if rule == "no_way_on" {
			terms = "limits: {times: 1}"
		}
		g.leaves("on_call", "load >= 5", "roles: [on_call], "+terms+"}\nescalation:\n  - {to: ["+to+"], within: 5 min")
		known := filepath.Join(g.dir, "known.json")
		open("09:00", "17:00")
		if got := g.check(CheckOptions{WriteBaseline: known}); !strings.Contains(got, "["+rule+"]") {
			t.Fatalf("%s is not found:\n%s", rule, got)
		}
		for _, row := range []struct {
			from, until string
			told        bool
		}{{"09:00", "17:00", false}, {"09:00", "16:45", true}, {"09:15", "17:15", true}, {"08:00", "18:00", false}} {
			open(row.from, row.until)
			for _, day := range []string{"2026-11-23", "2026-11-26"} {
				if got := g.check(CheckOptions{Baseline: known, On: day}); strings.Contains(got, "["+rule+"]") != row.told {
					t.Errorf("%s on %s, open from %s to %s: told %v\n%s", rule, day, row.from, row.until, !row.told, got)
				}
			}
		}
	}
}
