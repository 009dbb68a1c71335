package check_test

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
)

// places are line and rule of the findings of some rules in a playbook that ends with the given lines. The first four
// lines are the same for all: its title, workload and roles.
func places(t *testing.T, text string, rules ...string) []string {
	t.Helper()
	front := "---\ntitle: T\nworkload: shop\nroles: [on_call, manager]\n" + strings.TrimPrefix(text, "\n") + "---\n"
	files := fstest.MapFS{"content/playbooks/late-orders.md": &fstest.MapFile{Data: []byte(front)}}
	var list []string
	out := findings(t, files)
	for _, m := range regexp.MustCompile(`(?m)^\S+?:(\d+):(\d+): (?:error|warning): .*\[(\w+)\]$`).FindAllStringSubmatch(out, -1) {
		switch {
		case slices.Contains(rules, m[3]):
			list = append(list, m[1]+":"+m[2])
		case strings.Contains("syntax unknown_key missing_key bad_condition unknown_name out_of_range off_grid wrong_type cyclic_names", m[3]):
			t.Fatalf("the playbook does not load:\n%s", out)
		}
	}
	return list
}

const (
	facts = "facts: {x: {ask: X, range: 0..100}, p: {ask: P}, q: {ask: Q}, k: {ask: K, range: 0..10, step: 1}, c: {ask: Choice, options: {a: A, b: B, d: D}}}\n"
	rest  = "escalation: [{otherwise: yes, to: [incident_desk, head_of_shop], within: 5 min}]\n"
)

// grant is an action of on_call with a when, on line 7 from column 38.
func grant(when string) string {
	return fmt.Sprintf("actions: {restart: {title: R, when: %q, roles: [on_call]}}\n", when)
}

func TestAlwaysTrue(t *testing.T) {
	for _, row := range []struct {
		name, text string
		want       []string
	}{
		{"nearly always", facts + "triggers: {late: x >= 10}\n" + grant("x > 10 or p") + rest, nil},
		{"at risk", facts + "triggers: {late: x >= 10}\n" + grant("x > 5 or p") + rest, []string{"7:38"}},
		{"the only trigger", facts + "triggers: {late: x >= 10}\n" + grant("late") + rest, []string{"7:38"}},
		{"one of two triggers", facts + "triggers: {late: x >= 10, y_now: p}\n" + grant("late") + rest, nil},
		{"all parts together", facts + "triggers: {late: x >= 10}\n" + grant("x < 50 or p or x >= 50 and not p") + rest, []string{"7:38"}},
		{"but for a point", facts + "triggers: {late: x >= 10}\n" + grant("x < 50 or x > 50") + rest, nil},
		{"but for a point off the grid", facts + "triggers: {late: x >= 10}\n" + grant("k < 5 or k > 4") + rest, []string{"7:38"}},
		{"what cannot be", facts + "triggers: {late: x >= 10}\nimpossible: [{when: x > 20 and not p, because: B}]\nactions: {r: {title: R, when: p or x <= 20, roles: all}}\n" + rest, []string{"8:31"}},
		{"a trigger", facts + "triggers: {late: x >= 0, now: p}\n" + grant("q") + rest, []string{"6:18"}},
		{"triggers that cover all between them", facts + "triggers: {low: x < 10, high: x >= 10}\n" + grant("q") + rest, nil},
		{"a trigger through a name is said once", facts + "conditions: {some: x >= 0}\ntriggers: {late: some}\nactions: {r: {title: R, when: some, roles: all}}\n" + rest, []string{"6:20"}},
		{"what makes the playbook at risk", facts + "conditions: {some: x >= 50}\ntriggers: {late: some}\nactions: {r: {title: R, when: p, roles: all}}\n" + rest, nil},
		{"a name at risk", facts + "conditions: {some: x >= 5}\ntriggers: {late: x > 20}\nactions: {r: {title: R, when: some and p, roles: all}}\n" + rest, []string{"6:20"}},
		{"an unless that blocks a grant is said there", facts + "triggers: {late: x >= 10}\nactions: {r: {title: R, unless: x > 5, because: B, roles: all}}\n" + rest, nil},
		{"an unless with an exception", facts + "triggers: {late: x >= 10}\nactions: {r: {title: R, unless: x > 5, except: [manager], because: B, roles: [manager]}}\n" + rest, []string{"7:33"}},
		{"the denial of what never is", facts + "triggers: {late: x >= 10}\n" + grant("not (x < 30 and x > 60)") + rest, nil},
		{"impossible", facts + "triggers: {late: x >= 10}\nimpossible: [{when: p or not p, because: B}]\n" + rest, []string{"7:21"}},
		{"nothing at risk", facts + "triggers: {late: x > 100}\n" + grant("p or not p") + rest, nil},
		{"a duty", facts + "triggers: {late: x >= 10}\nescalation: [{when: x > 5, to: [incident_desk], within: 5 min}]\n", []string{"7:21"}},
		{"always at risk", facts + "triggers: always\n" + grant("p or x > 1") + rest, nil},
		{"all options", facts + "triggers: always\n" + grant("c in [a, b] or c == d") + rest, []string{"7:38"}},
		{"all options but one", facts + "triggers: always\n" + grant("c in [a, b]") + rest, nil},
	} {
		t.Run(row.name, func(t *testing.T) {
			if diff := cmp.Diff(row.want, places(t, row.text, "always_true")); diff != "" {
				t.Errorf("mismatch (-want +got):\n%s", diff)
			}
		})
	}
}

func TestIdle(t *testing.T) {
	use := "actions: {r: {title: R, when: x > 20 and p and q and k > 3 and c == a, roles: all}}\n" + rest
	for _, row := range []struct {
		name, text string
		want       []string
	}{
		{"fact in an unless of a grant", "facts: {p: {ask: P}}\ntriggers: always\nactions: {r: {title: R, allow: [{roles: all, unless: p}]}}\n" + rest, nil},
		{"fact in an impossible line", "facts: {p: {ask: P}, q: {ask: Q}}\ntriggers: {t: q}\nimpossible: [{when: p and q, because: B}]\n" + rest, nil},
		{"fact in a scenario only", "facts: {p: {ask: P}, q: {ask: Q}}\ntriggers: {t: q}\nscenarios: [{name: K, role: on_call, given: {p: yes}, expect: {answer: not_at_risk}}]\n" + rest, []string{"5:9"}},
		{"fact in an idle condition", "facts: {p: {ask: P}, q: {ask: Q}}\nconditions: {some: p}\ntriggers: {t: q}\n" + rest, []string{"6:14"}},
		{"condition named by a condition", facts + "conditions: {some: p, other: some or q}\ntriggers: {t: other}\n" + use, nil},
		{"condition named by an impossible line", facts + "conditions: {some: p}\ntriggers: {t: q}\nimpossible: [{when: some, because: B}]\n" + use, nil},
		{"trigger within another", facts + "triggers: {late: x >= 10, worse: x > 20}\n" + use, []string{"6:27"}},
		{"trigger that overlaps another", facts + "triggers: {late: x >= 10, worse: x > 20 or p}\n" + use, nil},
		{"trigger within two others", facts + "triggers: {mid: 20 < x < 40, low: x < 30, high: x >= 30}\nactions: {r: {title: R, when: p and q and k > 3 and c == a, roles: all}}\n" + rest, []string{"6:12"}},
		{"trigger that a rule names", facts + "triggers: {late: x >= 10, worse: x > 20}\nactions: {r: {title: R, when: worse and p and q and k > 3 and c == a, roles: all}}\n" + rest, nil},
		{"trigger that an idle condition names", facts + "conditions: {some: worse}\ntriggers: {late: x >= 10, worse: x > 20}\n" + use, []string{"6:14"}},
		{"equal triggers: the later one", facts + "triggers: {late: x >= 10, same: not (x < 10)}\n" + use, []string{"6:27"}},
		{"equal triggers, the later one named", facts + "triggers: {late: x >= 10, same: not (x < 10)}\nactions: {r: {title: R, when: same and p and q and k > 3 and c == a, roles: all}}\n" + rest, []string{"6:12"}},
		{"trigger within another but for what cannot be", facts + "triggers: {late: x >= 10, now: p}\nimpossible: [{when: p and x < 10, because: B}]\n" + use, []string{"6:27"}},
		{"trigger that is always true is said to be", facts + "triggers: {late: x >= 10, all_of_it: x >= 0}\n" + use, []string{"6:12"}},
		{"trigger that never is", facts + "triggers: {late: x >= 10, never: x > 50 and x < 20}\n" + use, nil},
	} {
		t.Run(row.name, func(t *testing.T) {
			if diff := cmp.Diff(row.want, places(t, row.text, "idle_fact", "idle_condition", "idle_trigger")); diff != "" {
				t.Errorf("mismatch (-want +got):\n%s", diff)
			}
		})
	}
}

func TestIdleTest(t *testing.T) {
	for _, row := range []struct {
		when string
		want []string
	}{
		{"x > 20 and p", nil},
		{"x > 20 and x > 10", []string{"49"}},
		{"x > 10 and x > 20", []string{"38"}},
		{"x > 20 and x >= 20", []string{"49"}},
		{"p and q and p", []string{"50"}},
		{"p and late", nil}, // at risk it holds always, but not in all that can be
		{"x > 20 and late", []string{"49"}},
		{"p and x >= 0", []string{"44"}},
		{"p and (q or x >= 0)", []string{"44"}},
		{"p or q and x > 5 and x > 3", []string{"59"}},
		{"not (x > 5 and x > 3)", []string{"53"}},
		{"x > 5 and x < 3 and p", nil}, // never true
		{"p and (x > 5 or p)", []string{"44"}},
		{"c != a and c != b and c == d", []string{"60"}},
		{"c != a and c != b", nil},
		{"k > 3 and k >= 4", []string{"48"}}, // one and the same on the grid
		{"x > 3 and x >= 4", []string{"38"}},
		{"x >= 5 and x <= 5", nil},
	} {
		text := facts + "triggers: {late: x >= 10, other: q}\n" + grant(row.when) + rest
		var want []string
		for _, column := range row.want {
			want = append(want, "7:"+column)
		}
		if diff := cmp.Diff(want, places(t, text, "idle_test")); diff != "" {
			t.Errorf("%s: mismatch (-want +got):\n%s", row.when, diff)
		}
	}
}

// What is impossible decides what an idle test is, unless it depends on that test itself.
func TestIdleTestAndWhatCannotBe(t *testing.T) {
	for _, row := range []struct{ name, text string }{
		{"a line about other facts", facts + "triggers: {late: p and q}\nimpossible: [{when: p and x > 5, because: B}]\n" + rest},
		{"a line that names the condition", facts + "conditions: {both: p and q}\ntriggers: {late: p}\nimpossible: [{when: p and not both, because: B}]\n" + rest},
		{"the line itself", facts + "triggers: {late: p}\nimpossible: [{when: p and not q, because: B}, {when: p and not q and x > 5, because: B}]\n" + rest},
	} {
		if got := places(t, row.text, "idle_test"); got != nil {
			t.Errorf("%s: %v", row.name, got)
		}
	}
	text := facts + "triggers: {late: p and q}\nimpossible: [{when: p and not q, because: B}]\n" + rest
	if diff := cmp.Diff([]string{"6:24"}, places(t, text, "idle_test")); diff != "" {
		t.Errorf("mismatch (-want +got):\n%s", diff)
	}
}
