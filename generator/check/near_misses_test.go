package check_test

import (
	"strings"
	"testing"
	"testing/fstest"
)

// head opens the playbooks of these tables; each row says the rest.
const head = `---
title: Orders are late
workload: shop
roles: [on_call, operator]
last_drilled_on: 2026-11-02
facts:
  delay: {ask: "How late are orders?", unit: min, range: 0..240, worse: higher}
  jammed: {ask: "Is the picker jammed?"}
  feed: {ask: "How is the feed?", options: {fine: Fine, slow: Slow, gone: Gone}, worse: later}
  stock: {ask: "How much stock is left?", range: 0..100, step: 1, worse: lower}
triggers:
  late: delay >= 10
`

// otherwise ends a playbook so that nobody is left without a call.
const otherwise = `escalation:
  - {otherwise: yes, to: [incident_desk, head_of_shop], within: 15 min}
`

// includes is the site of the examples, in which the operator holds what on-call engineers hold.
func includes(t *testing.T) string {
	return strings.Replace(read(t, "testdata/site.yaml"), "contact: night_desk}", "contact: night_desk, includes: [on_call]}", 1)
}

// A row is a playbook with how often a rule finds something in it, and words that it must say.
type row struct {
	name, text string
	times      int
	words      string
}

func verify(t *testing.T, rule, site string, rows []row) {
	t.Helper()
	for _, r := range rows {
		t.Run(r.name, func(t *testing.T) {
			got := findings(t, fstest.MapFS{
				"site.yaml":                        {Data: []byte(site)},
				"content/playbooks/late-orders.md": {Data: []byte(head + r.text + "---\n")},
			})
			if n := strings.Count(got, "["+rule+"]"); n != r.times || !strings.Contains(got, r.words) {
				t.Errorf("%s is found %d times, want %d with %q; got:\n%s", rule, n, r.times, r.words, got)
			}
		})
	}
}

// What a later period adds is found, and said to begin then; what it shares with an earlier one is not repeated.
func TestLaterPeriods(t *testing.T) {
	verify(t, "dead_end", read(t, "testdata/site.yaml"), []row{
		{"another role, once its grant begins", `actions:
  slow: {title: Slow down, stopgap: yes, allow: [{roles: [operator], valid_from: 2026-12-04}]}
escalation:
  - {roles: [on_call], to: [vendor, night_desk], within: 15 min}
  - {roles: [operator], when: delay > 100 and not jammed and jammed, to: [incident_desk, head_of_shop], within: 15 min}
`, 2, "from 2026-12-04 on, when a grant begins or ends, operator has no action that resolves this"},
		{"the same role, longer", `actions:
  slow: {title: Slow down, stopgap: yes, allow: [{roles: all, valid_from: 2026-12-04}]}
escalation:
  - {to: [vendor], within: 15 min}
`, 1, "on_call and operator have no action that resolves this"},
	})
	verify(t, "conflicting_grants", read(t, "testdata/site.yaml"), []row{
		{"once what replaces them ends", `actions:
  restart:
    title: Restart
    allow:
      - {roles: [on_call], limits: {times: 1, per: 24 h}}
      - {roles: [on_call], when: jammed, limits: {times: 2, per: 24 h}, valid_from: 2026-12-04}
` + otherwise, 1, "from 2026-12-04 on, when a grant begins or ends, restart#1 and restart#2"},
	})
	verify(t, "unanswered", read(t, "testdata/site.yaml"), []row{
		{"only what is new", `actions:
  restart: {title: Restart, allow: [{roles: all, when: delay < 60}, {roles: all, when: delay in 60..100, valid_until: 2026-12-03}]}
`, 2, "delay from 60 to 100"},
	})
}

func TestEscalatesToSelf(t *testing.T) {
	duty := func(roles, to string) string {
		return "actions:\n  restart: {title: Restart, roles: all}\nescalation:\n  - {" + roles + "to: [" + to + "], within: 15 min}\n"
	}
	verify(t, "escalates_to_self", includes(t), []row{
		{"two of two", duty("roles: [operator, on_call], ", "incident_desk, on_call_rota"), 1, "leaves on_call nobody"},
		{"the only contact", duty("roles: [on_call], ", "on_call_rota"), 1, "on_call"},
		{"twice on the ladder", duty("roles: [on_call], ", "on_call_rota, vendor, on_call_rota"), 1, "on_call"},
		{"something follows", duty("roles: [on_call], ", "on_call_rota, vendor"), 0, ""},
		{"no roles", duty("", "incident_desk, on_call_rota"), 0, ""},
		{"all roles", duty("roles: all, ", "incident_desk, on_call_rota"), 0, ""},
		{"through includes", duty("roles: [on_call], ", "incident_desk, night_desk"), 0, ""},
	})
}

func TestExclusiveActions(t *testing.T) {
	two := func(first, second string) string {
		return "actions:\n  restart: {title: Restart, excludes: [reroute], " + first + "}\n  reroute: {title: Reroute, " + second + "}\n" + otherwise
	}
	verify(t, "exclusive_actions", includes(t), []row{
		{"both", two("roles: [on_call]", "roles: [on_call]"), 1, "on_call and operator may take both restart and reroute"},
		{"both ways", two("roles: [on_call]", "excludes: [restart], roles: [on_call]"), 1, "every situation at risk"},
		{"one through includes", two("roles: [on_call]", "roles: [operator], when: jammed"), 1, "operator may take both"},
		{"two roles", two("roles: [operator]", "roles: [on_call], unless: jammed or not jammed, because: It burns"), 0, ""},
		{"touching", two("roles: [on_call], when: delay < 60", "roles: [on_call], when: delay >= 60"), 0, ""},
		{"meeting in a point", two("roles: [on_call], when: delay <= 60", "roles: [on_call], when: delay >= 60"), 1, "delay exactly 60"},
		{"where nothing is at risk", two("roles: [on_call], when: delay <= 10", "roles: [on_call], when: delay < 10 or jammed"), 1, "delay exactly 10 and jammed"},
		{"ruled out", "impossible:\n  - {when: jammed and delay > 60, because: It stops}\n" +
			two("roles: [on_call], when: jammed", "roles: [on_call], when: delay > 60"), 0, ""},
		{"lapsed", two("valid_until: 2026-11-22, roles: [on_call]", "roles: [on_call]"), 0, ""},
		{"last day", two("valid_until: 2026-11-23, roles: [on_call]", "roles: [on_call]"), 1, "error: on_call"},
		{"later", two("valid_from: 2027-01-01, roles: [on_call]", "roles: [on_call]"), 1, "from 2027-01-01 on"},
		{"never together", two("valid_from: 2027-01-01, roles: [on_call]", "valid_until: 2026-12-31, roles: [on_call]"), 0, ""},
		{"wider later", two("roles: [on_call]", "allow: [{roles: [on_call], when: delay >= 60}, {roles: [on_call], valid_from: 2027-01-01}]"), 2, "delay from 10 to below 60"},
	})
}

func TestRedundantGrant(t *testing.T) {
	allow := func(grants ...string) string {
		return "actions:\n  restart:\n    title: Restart\n    allow:\n      - {" + strings.Join(grants, "}\n      - {") + "}\n" + otherwise
	}
	verify(t, "redundant_grant", includes(t), []row{
		{"twice", allow("roles: [on_call]", "roles: [on_call]"), 1, "restart#2 adds nothing: restart#1 grants the same already"},
		{"the narrow one", allow("roles: [on_call], when: jammed", "roles: [on_call]"), 1, "restart#1 adds nothing"},
		{"a union", allow("roles: [on_call], when: jammed", "roles: [on_call], when: not jammed", "roles: [on_call]"), 1, "restart#3 adds nothing: restart#1 and restart#2 together"},
		{"a union with a hole", allow("roles: [on_call], when: delay < 60", "roles: [on_call], when: delay > 60", "roles: [on_call], when: delay in 20..80"), 0, ""},
		{"through includes", allow("roles: [on_call]", "roles: [operator], when: jammed"), 1, "restart#2 adds nothing"},
		{"replaces what is included", allow("roles: [on_call]", "roles: [operator], limits: {lasts: 5 min}"), 0, ""},
		{"keeps what it replaces away", allow("roles: [on_call], limits: {lasts: 9 min}", "roles: [operator], when: jammed", "roles: [operator], when: not jammed"), 0, ""},
		{"other terms", allow("roles: [on_call]", "roles: [on_call], when: jammed, tell: [{contact: vendor, within: 5 min}]"), 0, ""},
		{"its own reason", allow("roles: [on_call], unless: jammed, because: A", "roles: [on_call], unless: jammed, because: B"), 1, "restart#2"},
		{"excepted", allow("roles: [on_call], unless: jammed, because: A", "roles: [on_call], unless: jammed, except: [on_call], because: A"), 1, "restart#1 adds nothing"},
		{"excepted elsewhere", allow("roles: [on_call], unless: jammed, because: A", "roles: [on_call], unless: jammed, except: [operator], because: A"), 1, "restart#1 adds nothing"},
		{"longer", allow("roles: [on_call], valid_until: 2026-12-31", "roles: [on_call], valid_until: 2027-01-01"), 1, "restart#1"},
		{"longer at either end", allow("roles: [on_call], valid_until: 2026-12-31", "roles: [on_call], valid_from: 2026-12-31"), 0, ""},
		{"with a gap", allow("roles: [on_call], valid_until: 2026-12-31", "roles: [on_call], valid_from: 2027-01-02", "roles: [on_call], when: jammed"), 0, ""},
		{"without a gap", allow("roles: [on_call], valid_until: 2026-12-31", "roles: [on_call], valid_from: 2027-01-01", "roles: [on_call], when: jammed"), 1, "restart#3"},
		{"lapsed", allow("roles: [on_call]", "roles: [on_call], when: jammed, valid_until: 2026-11-22"), 0, ""},
		{"covered by a lapsed one", allow("roles: [on_call], valid_until: 2026-11-22", "roles: [on_call], when: jammed"), 0, ""},
		{"unreachable", allow("roles: [on_call]", "roles: [on_call], when: delay < 5"), 0, ""},
		{"would be forbidden", allow("roles: [on_call], when: delay >= 60", "roles: [on_call], when: delay >= 20, unless: delay >= 60, because: A"), 0, ""},
	})
}

func TestShrinkingAuthority(t *testing.T) {
	restart := func(rest string) string { return "actions:\n  restart: {title: Restart, " + rest + "}\n" }
	verify(t, "shrinking_authority", includes(t), []row{
		{"a number", restart("roles: [on_call], when: delay <= 60") + otherwise, 1, "on_call and operator may take restart with delay from 10 to 60, but not with delay above 60"},
		{"a number that falls", restart("roles: [operator], when: stock >= 20") + otherwise, 1, "operator may take restart with stock 20 or more, but not with stock 19 or less"},
		{"a choice", restart("roles: [operator], when: feed != gone") + otherwise, 1, "with feed slow, but not with feed gone"},
		{"a choice and back", restart("roles: [operator], when: feed != slow") + otherwise, 1, "with feed fine, but not with feed slow"},
		{"for the better", restart("roles: [on_call], when: delay >= 60 and stock < 20 and feed != fine") + otherwise, 0, ""},
		{"nothing is worse", restart("roles: [on_call], when: not jammed") + otherwise, 0, ""},
		{"forbidden", restart("roles: [on_call], unless: delay > 60, because: It burns") + otherwise, 0, ""},
		{"forbidden to others", restart("roles: [on_call], when: delay <= 60, unless: delay > 60, except: [on_call], because: It burns") + otherwise, 1, "warning: on_call may"},
		{"the grant forbids", restart("allow: [{roles: [on_call], when: delay <= 60, unless: delay > 60, because: It burns}]") + otherwise, 0, ""},
		{"one of two grants forbids", restart("allow: [{roles: [on_call], unless: delay > 60, because: It burns}, {roles: [on_call], when: delay <= 60 and jammed, limits: {lasts: 5 min}}]") + otherwise, 1, "jammed"},
		{"another grant takes over", restart("allow: [{roles: [on_call], when: delay <= 60}, {roles: [on_call], when: delay > 60, limits: {lasts: 5 min}}]") + otherwise, 0, ""},
		{"whom to call holds it", restart("allow: [{roles: [on_call], when: delay <= 60}, {roles: [operator]}]") +
			"escalation:\n  - {when: delay > 60, to: [vendor, night_desk], within: 5 min}\n" + otherwise[len("escalation:\n"):], 0, ""},
		{"whom to call holds it elsewhere", restart("allow: [{roles: [on_call], when: delay <= 60}, {roles: [operator], when: jammed}]") +
			"escalation:\n  - {when: delay > 60, to: [vendor, night_desk], within: 5 min}\n" + otherwise[len("escalation:\n"):], 1, "delay above 60 and not jammed"},
		{"whom to call decides", restart("roles: [on_call], when: delay <= 60") + otherwise, 1, "delay above 60"},
		{"worse cannot be", "impossible:\n  - {when: delay > 60, because: The vans have left}\n" + restart("roles: [on_call], when: delay <= 60") + otherwise, 0, ""},
		{"later", restart("allow: [{roles: [on_call], when: delay <= 60}, {roles: [on_call], when: delay > 60, valid_until: 2026-12-31}]") + otherwise, 1, "from 2027-01-01 on"},
		{"always", restart("allow: [{roles: [on_call], when: delay <= 60}, {roles: [on_call], when: jammed and delay > 60, valid_until: 2026-12-31}]") + otherwise, 2, "delay above 60 and jammed"},
	})
	decider := strings.Replace(head, "[on_call, operator]", "[on_call, manager]", 1)
	got := findings(t, fstest.MapFS{"content/playbooks/late-orders.md": {Data: []byte(decider + restart("allow: [{roles: [on_call]}, {roles: [manager], when: delay <= 60}]") + "---\n")}})
	if strings.Contains(got, "[shrinking_authority]") {
		t.Errorf("a role that decides loses nothing; got:\n%s", got)
	}
}

func TestPowerlessRole(t *testing.T) {
	restart := func(rest string) string { return "actions:\n  restart: {title: Restart, " + rest + "}\n" + otherwise }
	verify(t, "powerless_role", read(t, "testdata/site.yaml"), []row{
		{"named nowhere", restart("roles: [on_call]"), 1, "operator may take no action"},
		{"lapsed yesterday", restart("allow: [{roles: [on_call]}, {roles: [operator], valid_until: 2026-11-22}]"), 1, "restart#2 has ended"},
		{"lapses today", restart("allow: [{roles: [on_call]}, {roles: [operator], when: delay > 239, valid_until: 2026-11-23}]"), 0, ""},
		{"later", restart("allow: [{roles: [on_call]}, {roles: [operator], valid_from: 2028-01-01}]"), 0, ""},
		{"the playbook has lapsed", "valid_until: 2026-11-01\n" + restart("roles: all"), 0, ""},
		{"reserved", "actions:\n  restart: {title: Restart, allow: none, because: A}\n" + otherwise, 2, ""},
	})
	verify(t, "powerless_role", includes(t), []row{{"through includes", restart("roles: [on_call]"), 0, ""}})
}

func TestNoWayOn(t *testing.T) {
	once := "actions:\n  restart: {title: Restart, roles: [on_call], limits: {times: 1}}\n"
	verify(t, "no_way_on", read(t, "testdata/site.yaml"), []row{
		{"nobody", once, 1, "once the limit of restart#1 is used up, on_call has nobody to call"},
		{"per", strings.Replace(once, "times: 1", "times: 2, per: 24 h", 1), 1, "where: delay 10 or more\n"},
		{"apart", strings.Replace(once, "times: 1", "apart: 24 h", 1), 1, ""},
		{"not counted", strings.Replace(once, "times: 1", "lasts: 24 h", 1), 0, ""},
		{"otherwise", once + otherwise, 0, ""},
		{"an otherwise for others", once + strings.Replace(otherwise, "otherwise: yes", "otherwise: yes, roles: [operator]", 1), 1, ""},
		{"an otherwise for some of it", once + strings.Replace(otherwise, "otherwise: yes", "otherwise: yes, when: jammed", 1), 1, "not jammed"},
		{"its own contact", once + "escalation:\n  - {otherwise: yes, to: [vendor, on_call_rota], within: 15 min}\n", 1, ""},
		{"owed", once + "escalation:\n  - {when: delay >= 10, to: [incident_desk], within: 15 min}\n", 0, ""},
		{"owed to nobody with authority", once + "escalation:\n  - {when: delay >= 10, to: [vendor], within: 15 min}\n", 1, "at every hour on_call reaches nobody who may act or decide: it calls vendor (third party)"},
		{"two limits at once", once + "  reroute: {title: Reroute, roles: [on_call], limits: {times: 2}}\n", 1, "once the limit of restart#1 or reroute#1 is used up"},
		{"two limits apart", once + "  reroute: {title: Reroute, roles: [on_call], when: jammed, limits: {times: 2}}\n", 2, "reroute#1"},
		{"one of several today", strings.Replace(once, "limits", "valid_until: 2026-12-31, limits", 1), 1, "warning: once"},
		{"lapsed", strings.Replace(once, "limits", "valid_until: 2026-11-22, limits", 1), 0, ""},
	})
}
