package check_test

import (
	"regexp"
	"strings"
	"testing"
	"testing/fstest"
)

var ruleNamed = regexp.MustCompile(`(?m) \[([a-z_]+)\]$`)

// Whether an `otherwise` is needed, and a duty owed, is judged with the grants that hold in a period, and for the roles
// that the playbook lists.
func TestWhoNeedsADuty(t *testing.T) {
	const otherwise = "  - {otherwise: yes, to: [incident_desk, head_of_shop], within: 30 min}\n"
	const counted = "limits: {times: 1, per: 24 h}"
	for name, row := range map[string]struct{ grants, duties, want string }{
		"a counted grant that holds":          {"{roles: [on_call], " + counted + "}", otherwise, ""},
		"a counted grant that has lapsed":     {"{roles: [on_call]}, {roles: [on_call], valid_until: 2026-10-31, " + counted + "}", otherwise, "expired idle_otherwise"},
		"a counted grant that is yet to come": {"{roles: [on_call], valid_until: 2027-01-01}, {roles: [on_call], valid_from: 2027-01-02, " + counted + "}", otherwise, ""},
		"a grant that ends":                   {"{roles: [on_call], valid_until: 2027-01-01}", otherwise, ""},
		"a grant that does not":               {"{roles: [on_call]}", otherwise, "idle_otherwise"},
		"a counted grant beside a call": {"{roles: [on_call], " + counted + "}",
			"  - {to: [incident_desk, head_of_shop], within: 5 min}\n" + otherwise, "idle_otherwise"},
		"a duty that leaves the roles listed nobody": {"{roles: [on_call]}", "  - {to: [incident_desk, on_call_rota], within: 5 min}\n", "unreachable_duty"},
		"a duty that names whom it leaves nobody":    {"{roles: [on_call]}", "  - {roles: [on_call], to: [incident_desk, on_call_rota], within: 5 min}\n", "escalates_to_self"},
	} {
		book := "---\ntitle: Orders are late\nworkload: shop\nlast_drilled_on: 2026-11-01\nroles: [on_call]\ntriggers: always\nactions:\n" +
			"  restart: {title: Restart the picker, allow: [" + row.grants + "]}\nescalation:\n" + row.duties + "---\n"
		got := findings(t, fstest.MapFS{"content/playbooks/late-orders.md": {Data: []byte(book)}})
		var rules []string
		for _, rule := range ruleNamed.FindAllStringSubmatch(got, -1) {
			rules = append(rules, rule[1])
		}
		if said := strings.Join(rules, " "); said != row.want {
			t.Errorf("%s: want %q, got %q:\n%s", name, row.want, said, got)
		}
	}
}
