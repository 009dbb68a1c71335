package check_test

import (
	"strings"
	"testing"
	"testing/fstest"
)

// reachSite is a site whose contacts sleep and wake: the owner answers in office hours, the manager by day, the pizza shop
// always.
const reachSite = `title: Examples
url: https://example.github.io/examples/
time_zone: Europe/London
roles:
  on_call: {title: On-call engineer, kind: team_member, contact: pager}
  clerk: {title: Clerk, kind: team_member, contact: counter}
  dba: {title: Database engineer, kind: team_member, contact: rota}
  owner: {title: Head of shop, kind: workload_owner, contact: head_of_shop}
contacts:
  pager: {title: Pager, channels: [{phone: "+442079460101"}], hours: always, answers_in: 5 min}
  counter: {title: Counter, channels: [{phone: "+442079460105"}], hours: [{days: mon-sun, from: "22:00", to: "23:00"}], answers_in: 5 min}
  rota: {title: Rota, channels: [{phone: "+442079460106"}], hours: [{days: mon-sun, from: "09:00", to: "17:00"}], answers_in: 5 min}
  head_of_shop: {title: Head of shop, channels: [{phone: "+442079460102"}], hours: [{days: mon-sun, from: "09:00", to: "17:00"}], answers_in: 15 min}
  pizza_shop: {title: Pizza round the corner, channels: [{phone: "+442079460103"}], hours: always, answers_in: 2 min}
workloads:
  shop: {title: Shop, owner: owner}
`

const reachBook = `---
title: Orders are late
workload: shop
last_drilled_on: 2026-09-12
roles: [ROLES]
triggers: always
REST
---
`

// Each way to be sent to a sleeper is found, with the severity and the time that it has, and nothing is said twice.
func TestSleepersAreFound(t *testing.T) {
	for _, c := range []struct {
		name, roles, rest string
		want              []string // of what is found about reach, in order
	}{
		{"who may instead is asleep", "on_call, dba", "actions:\n  restore: {title: Restore, roles: [dba]}\nescalation:\n  - {roles: [dba], to: [pager], within: 5 min}",
			[]string{"error: on Monday 23 November 2026 from 00:00 to 09:00 (London time) on_call reaches nobody who may act or decide: those who may act are called at rota (closed)"}},
		{"the other of two people is asleep", "on_call, dba", "actions:\n  restore: {title: Restore, allow: [{roles: [on_call], together_with: dba}, {roles: [dba]}]}",
			[]string{"error: on Monday 23 November 2026 from 00:00 to 09:00 (London time) on_call reaches nobody who may act or decide: it has nobody to call"}},
		{"while nobody reads", "clerk", "actions:\n  slow: {title: Slow down, roles: [clerk], stopgap: yes}\nescalation:\n  - {to: [head_of_shop, pizza_shop], within: 5 min}",
			[]string{"error: on Monday 23 November 2026 from 22:00 to 23:00 (London time) clerk reaches nobody who may act or decide: it calls head_of_shop (closed), then pizza_shop (third party), and at 394 other times in the next 13 months; and at 791 times while its own contact is closed"}},
		{"only while nobody reads", "dba", "actions:\n  slow: {title: Slow down, roles: [dba], stopgap: yes}\nescalation:\n  - {to: [head_of_shop, pizza_shop], within: 5 min}",
			[]string{"warning: on Monday 23 November 2026 from 00:00 to 09:00 (London time) dba reaches nobody who may act or decide: it calls head_of_shop (closed), then pizza_shop (third party), and at 395 other times in the next 13 months, while its own contact is closed"}},
		{"a ladder on which nobody answers", "on_call", "actions:\n  slow: {title: Slow down, roles: [on_call], stopgap: yes}\nescalation:\n  - {to: [head_of_shop, rota], within: 5 min}",
			[]string{"error: nobody on this ladder answers"}},
		{"a ladder that never leads anywhere", "on_call", "actions:\n  slow: {title: Slow down, roles: [on_call], stopgap: yes}\nescalation:\n  - {to: [pizza_shop, counter], within: 5 min}",
			[]string{"error: on_call has no action that resolves this, and calling pizza_shop and counter reaches nobody who may act or decide"}},
		{"a limit is used up", "on_call", "actions:\n  restart: {title: Restart, roles: [on_call], limits: {times: 1, per: 24 h}}\nescalation:\n  - {otherwise: yes, to: [head_of_shop, pizza_shop], within: 5 min}",
			[]string{"warning: once the limit of restart#1 is used up, on Monday 23 November 2026 from 00:00 to 09:00 (London time) on_call reaches nobody who may act or decide: it calls head_of_shop (closed), then pizza_shop (third party)"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			book := strings.Replace(strings.Replace(reachBook, "ROLES", c.roles, 1), "REST", c.rest, 1)
			files := fstest.MapFS{"site.yaml": {Data: []byte(reachSite)}, "content/playbooks/late-orders.md": {Data: []byte(book)}}
			var got []string
			for line := range strings.Lines(findings(t, files)) {
				for _, rule := range []string{"no_authority", "unstaffed", "dead_end", "no_way_on"} {
					if strings.HasSuffix(line, "["+rule+"]\n") {
						got = append(got, line)
					}
				}
			}
			if len(got) != len(c.want) {
				t.Fatalf("found:\n%s", strings.Join(got, ""))
			}
			for i, want := range c.want {
				if !strings.Contains(got[i], want) {
					t.Errorf("mismatch\n got %s\nwant %s", got[i], want)
				}
			}
		})
	}
}
