package check_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
)

// duty is one that calls the incident desk.
func duty(when string) string {
	return "escalation: [{when: '" + when + "', to: [incident_desk], within: 5 min}, {otherwise: yes, to: [head_of_shop], within: 5 min}]\n"
}

func TestLoneValue(t *testing.T) {
	const late = facts + "triggers: {late: x >= 10}\n"
	for _, row := range []struct {
		name, text string
		want       []string
	}{
		{"neither", late + grant("x < 50") + duty("x > 50"), []string{"8:22"}},
		{"both", late + grant("x <= 50") + duty("x >= 50"), []string{"8:22"}},
		{"one after the other", late + grant("x >= 50") + duty("x > 50"), []string{"8:22"}},
		{"they meet", late + grant("x < 50") + duty("x >= 50"), nil},
		{"two constants", late + grant("x < 50") + duty("x > 50.1"), nil},
		{"never in one situation", late + grant("p and x < 50") + duty("not p and x > 50"), nil},
		{"in some situation", late + grant("p and x < 50") + duty("x > 50"), []string{"8:22"}},
		{"tested for itself", late + grant("x < 50 or x == 50 and p") + duty("x > 50"), nil},
		{"all but the value", late + grant("x != 50") + duty("x > 50"), nil},
		{"both sides of one value", late + grant("x < 50 or x > 50") + rest, nil},
		{"an interval of one value", late + grant("x in 50..50") + duty("x > 50"), nil},
		{"intervals that share an end", late + grant("x in 20..50") + duty("x in 50..80"), []string{"8:22"}},
		{"intervals that miss an end", late + grant("20 <= x < 50") + duty("50 < x < 80"), []string{"8:22"}},
		{"intervals that meet", late + grant("20 <= x < 50") + duty("50 <= x < 80"), nil},
		{"a trigger and a grant", facts + "triggers: {low: x < 50, high: x > 50}\n" + grant("p") + rest, []string{"6:31"}},
		{"the end of the range", facts + "triggers: {late: x > 0}\n" + grant("x < 100") + duty("x >= 100"), nil},
		{"the start of the range", facts + "triggers: {p_now: p}\n" + grant("x > 0") + duty("x >= 0"), nil},
		{"a grid", facts + "triggers: {p_now: p}\n" + grant("k < 5") + duty("k > 5"), []string{"8:22"}},
		{"the end of a grid", facts + "triggers: {p_now: p}\n" + grant("k < 10") + duty("k >= 10"), nil},
		{"other constants of a grid", facts + "triggers: {p_now: p}\n" + grant("k <= 4") + duty("k >= 6"), nil},
		{"what lies beside it cannot be", late + "impossible: [{when: x > 50, because: B}]\n" + grant("x >= 50") + rest, nil},
		{"the same answer on one side", late + "actions: {r: {title: R, roles: [on_call]}}\n" + duty("x >= 50 or x > 50"), nil},
		{"in an unless", late + "actions: {r: {title: R, unless: x >= 50, because: B, roles: [on_call]}}\n" + duty("x > 50"), []string{"8:22"}},
		{"through a name", facts + "conditions: {high: x > 50}\ntriggers: {late: x >= 10}\nactions: {r: {title: R, when: x < 50, roles: [on_call]}}\n" + duty("high"), []string{"8:31"}},
		{"a name that nothing uses", facts + "conditions: {high: x > 50}\ntriggers: {late: x >= 10}\nactions: {r: {title: R, when: x < 50, roles: [on_call]}}\n" + rest, nil},
		{"two grants with equal terms", late + "actions: {r: {title: R, allow: [{roles: [on_call], when: x <= 50}, {roles: [on_call], when: x >= 50}]}}\n" + rest, nil},
		{"two grants with other terms", late + "actions: {r: {title: R, allow: [{roles: [on_call], when: x <= 50, limits: {times: 1}}, {roles: [on_call], when: x >= 50, limits: {times: 2}}]}}\n" + rest, []string{"7:113"}},
		{"two roles", late + "actions: {r: {title: R, allow: [{roles: [on_call], when: x <= 50}, {roles: [manager], when: x >= 50}]}}\n" + rest, []string{"7:93"}},
		{"duties of one ladder, other deadlines", late + "escalation: [{when: x < 50, to: [incident_desk], within: 5 min}, {when: x > 50, to: [incident_desk], within: 5 min}, {when: x > 1, to: [incident_desk], within: 30 min}]\n", []string{"7:73"}},
		{"duties of one ladder, the earlier stays", late + "escalation: [{when: x < 50, to: [incident_desk], within: 30 min}, {when: x > 50, to: [incident_desk], within: 30 min}, {when: x > 1, to: [incident_desk], within: 5 min}]\n", nil},
	} {
		t.Run(row.name, func(t *testing.T) {
			if diff := cmp.Diff(row.want, places(t, row.text, "lone_value")); diff != "" {
				t.Errorf("mismatch (-want +got):\n%s", diff)
			}
		})
	}
}

// found is what the rules say of a playbook after its first four lines.
func found(t *testing.T, text string) string {
	t.Helper()
	front := "---\ntitle: T\nworkload: shop\nroles: [on_call, manager]\n" + text + "---\n"
	return findings(t, fstest.MapFS{"content/playbooks/late-orders.md": &fstest.MapFile{Data: []byte(front)}})
}

// A value that stands alone only from a later day on is found for that day; one that stands alone today is not found
// again.
func TestLoneValueInPeriods(t *testing.T) {
	const head = "facts: {x: {ask: X, range: 0..100}}\ntriggers: {late: x >= 10}\n"
	later := found(t, head+"actions: {r: {title: R, allow: [{roles: [on_call], when: x <= 50, limits: {times: 1}}, {roles: [on_call], when: x > 50, limits: {times: 2}}, {roles: [manager], when: x >= 50, valid_from: 2027-01-01}]}}\n"+rest)
	for _, want := range []string{"from 2027-01-01 on, when a grant begins or ends, at exactly 50", "replay: remit ask late-orders --role on_call --on 2027-01-01 x=50"} {
		if !strings.Contains(later, want) {
			t.Errorf("%q is missing in:\n%s", want, later)
		}
	}
	both := found(t, head+"actions: {r: {title: R, when: x < 50, allow: [{roles: [on_call]}, {roles: [manager], valid_until: 2027-01-01}]}}\n"+
		"escalation: [{when: x > 50, to: [incident_desk, head_of_shop], within: 5 min}, {otherwise: yes, to: [head_of_shop], within: 5 min}]\n")
	if strings.Count(both, "[lone_value]") != 1 || strings.Contains(both, "--on") {
		t.Errorf("want one finding, for today:\n%s", both)
	}
}

// Fewer tests are the likelier slip; the help says how each side would give way.
func TestLoneValueSaysWhatToWrite(t *testing.T) {
	got := found(t, "facts: {x: {ask: X, range: 0..100, unit: ms}, p: {ask: P}}\ntriggers: {late: x >= 10}\nactions:\n  r: {title: R, when: x in 20..50, roles: [on_call]}\n  s: {title: S, when: 20 <= x and x <= 50 and p, roles: [manager]}\n"+
		"escalation: [{when: 50 <= x, to: [incident_desk, head_of_shop], within: 5 min}, {otherwise: yes, to: [head_of_shop], within: 5 min}]\n")
	for _, want := range []string{
		"late-orders.md:10:21: warning: at exactly 50 ms, on_call is answered unlike just below it and just above it: \"x\" is cut below it here, and above it elsewhere",
		`help: write "x > 50" for "50 <= x", or "20 <= x < 50" for "x in 20..50" and "x < 50" for "x <= 50"; if 50 ms`,
		"where: x exactly 50\n",
		"replay: remit ask late-orders --role on_call x=50 p=no\n",
		"late-orders.md:8:23: cut above it here\n",
		"late-orders.md:9:35: cut above it here\n",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is missing in:\n%s", want, got)
		}
	}
}

// Roles that each stand alone are not said to do so only together.
func TestLoneValueNamesItsRoles(t *testing.T) {
	const head = "facts: {x: {ask: X, range: 0..100}}\ntriggers: {late: x >= 10}\n"
	each := found(t, head+"actions: {r: {title: R, when: x < 50 , roles: all}, s: {title: S, when: x > 50, roles: all}}\n"+rest)
	together := found(t, head+"actions: {a: {title: A, roles: all}, r: {title: R, when: x <= 50, roles: [on_call]}, s: {title: S, when: x >= 50, roles: [manager]}}\n")
	for _, row := range []struct{ got, want string }{
		{each, "at exactly 50, on_call and manager are answered unlike"},
		{together, "at exactly 50, on_call and manager, taken together, are answered unlike"},
	} {
		if !strings.Contains(row.got, row.want) || strings.Count(row.got, "[lone_value]") != 1 {
			t.Errorf("%q is missing in:\n%s", row.want, row.got)
		}
	}
}
