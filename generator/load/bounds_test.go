package load

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"
)

// What is too much to analyse is refused where it begins to be; what is at the limit is not.
func TestBoundsOfAPlaybook(t *testing.T) {
	many := func(n int, line string) string {
		var b strings.Builder
		for i := range n {
			b.WriteString(strings.ReplaceAll(line, "%", fmt.Sprint(i)))
		}
		return b.String()
	}
	const one = "  x: {ask: Is it so}\n"
	const act = "  act: {title: Act, roles: [on_call]}\n"
	for _, row := range []struct {
		facts, triggers, actions, want string
	}{
		{many(500, "  f%: {ask: Is it so}\n"), "  t: f1\n", act, ""},
		{many(501, "  f%: {ask: Is it so}\n"), "  t: f1\n", act, "this playbook has 501 facts; at most 500 are analysed"},
		{one, "  t: x\n", "  act:\n    title: Act\n    allow:\n" + many(500, "      - {roles: [on_call]}\n"), ""},
		{one, "  t: x\n", "  act:\n    title: Act\n    allow:\n" + many(501, "      - {roles: [on_call]}\n"), `this playbook has 501 grants`},
		{"  n: {ask: How many, range: 0..10000}\n", many(2000, "  t%: n > %\n"), act, ""},
		{"  n: {ask: How many, range: 0..10000}\n", many(2001, "  t%: n > %\n"), act, `compare "n" with 2001 numbers; at most 2000`},
	} {
		book := "---\ntitle: A\nworkload: shop\nroles: [on_call]\nfacts:\n" + row.facts + "triggers:\n" + row.triggers + "actions:\n" + row.actions + "---\n"
		_, found, err := Dir(fstest.MapFS{"site.yaml": {Data: []byte(boundsSite)}, "content/playbooks/a.md": {Data: []byte(book)}}, Options{})
		if err != nil {
			t.Fatal(err)
		}
		switch {
		case row.want == "" && len(found) > 0:
			t.Errorf("at the limit: %s", found[0].Message)
		case row.want != "" && (len(found) != 1 || found[0].Rule != "too_large" || !strings.Contains(found[0].Message, row.want) || found[0].Span.From().Line < 500):
			t.Errorf("want %q, got %d findings: %v", row.want, len(found), found)
		}
	}
}

const boundsSite = `title: Test
url: https://example.github.io/t/
roles:
  on_call: {title: On call, kind: team_member, contact: desk}
  owner: {title: Owner, kind: workload_owner, contact: desk}
contacts:
  desk: {title: Desk, channels: [{phone: "+442079460101"}], hours: always, answers_in: 5 min}
  home: {title: Home, channels: [{phone: "+442079460102"}], hours: always, answers_in: 5 min}
workloads:
  shop: {title: Shop, owner: owner}
`
