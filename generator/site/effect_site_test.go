package site

import (
	"strings"
	"testing/fstest"
)

// effectFiles is a site that uses every key of the language.
func effectFiles() fstest.MapFS {
	files := fstest.MapFS{}
	for name, text := range map[string]string{
		"site.yaml": effectSite, "content/playbooks/shop.md": effectPlaybook, "content/recognition/quick.md": effectThanks,
		"content/tool.sh": "exit 0\n", "content/guide.md": "# Guide\n\n[Shop](playbooks/shop.md)\n",
	} {
		files[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return files
}

const effectSite = `title: Harbour
url: https://example.org/p/
repository: https://github.com/example/p
branch: main
time_zone: Europe/London
max_age: 7 days
reach_within: 5 days
index: no
good_faith: Nobody is blamed.
pocket: no
holidays: [2026-12-25]
synonyms: [[failover, switchover]]
ignore: ["*.sh"]
gone: [/old/]
roles:
  on_call:
    title: On-call engineer
    kind: team_member
    contact: rota
    responsibilities: [Act within the scope]
  manager:
    title: Incident manager
    kind: escalation_manager
    contact: desk
    includes: [on_call]
  head: {title: Head of commerce, kind: workload_owner, contact: head}
  second: {title: Second engineer, kind: team_member, contact: pair}
contacts:
  rota: {title: The rota, channels: [{pager: "https://pager.example/rota"}], hours: always, answers_in: 5 min}
  desk:
    title: Incident desk
    channels:
      - {phone: "+442079460101"}
      - {sms: "+442079460102"}
      - {chat: "https://chat.example/c/desk"}
      - {email: "desk@example.org"}
      - {room: Second floor}
      - {url: "https://desk.example/form"}
      - {phone: , private: yes}
    hours: always
    answers_in: 7 min
  head:
    title: Head
    channels: [{phone: "+442079460105"}]
    hours: [{days: mon-fri, from: "09:00", to: "17:00", zone: Europe/Berlin}]
    answers_in: 15 min
  pair: {title: The pair, channels: [{phone: "+442079460106"}], hours: always, answers_in: 5 min}
workloads:
  checkout: {title: Checkout, owner: head, good_faith: Whoever acts is thanked.}
facts:
  frozen: {ask: "Is there a freeze?"}
`

const effectPlaybook = `---
title: Checkout fails
summary: Customers cannot pay.
workload: checkout
roles: [on_call, manager, head, second]
last_reviewed_on: 2026-09-30
review_in: 6 months
valid_from: 2026-01-01
valid_until: 2027-03-31
last_drilled_on: 2026-09-12
tags: [payments]
aliases: [/runbooks/shop/]
alerts: [CheckoutFails]
facts:
  rate: {ask: "How many fail?", look: On the wall, unit: "%", range: 0..100, step: 0.5, worse: higher}
  deployed: {ask: "Was it deployed?"}
  running: {ask: "Is a migration running?"}
  provider: {ask: "What does the provider say?", options: {fine: All is well, outage: An outage}}
conditions:
  swamped: rate > 90
triggers:
  high: rate >= 2
impossible:
  - {when: provider == fine and swamped, because: It would report it.}
actions:
  roll_back:
    title: Roll back
    steps: "#roll-back"
    undo: "#deploy-again"
    reversible: yes
    when: deployed
    unless: running
    except: [head]
    because: The schema is new.
    limits: {times: 2, per: 24 h, apart: 30 min, lasts: 45 min, up_to: 4 nodes}
    tell: [{contact: desk, within: 16 min, first: yes}]
    excludes: [drain]
    allow:
      - roles: [on_call]
        when: rate < 50
        unless: frozen
        except: [manager]
        because: Nothing moves in a freeze.
        limits: {times: 1}
        tell: [{contact: head, within: 17 min}]
        valid_from: 2026-02-01
        valid_until: 2027-02-28
        together_with: second
      - {roles: [manager], when: rate >= 50}
  drain:
    title: Drain the queue
    roles: [manager]
    stopgap: no
    when: not deployed
    valid_from: 2026-03-01
    valid_until: 2027-01-31
    together_with: second
    #
  refund: {title: Refund, allow: none, because: The provider alone can.}
escalation:
  - roles: [on_call]
    when: rate > 80
    to: [desk, head]
    within: 8 min
    bring: The rate.
    steps: "#call"
    if_silent: Try again.
  - {otherwise: yes, to: [rota, desk, head], within: 18 min}
scenarios:
  - name: Ten per cent
    role: on_call
    given: {rate: 10, deployed: yes, running: no, provider: fine, frozen: no}
    expect: {answer: act, may: [roll_back], escalate: []}
waive:
  - {rule: untested_grant, because: It comes soon., until: 2026-12-31}
---
## Roll back

One.

## Deploy again

Two.

## Call

Three.
`

const effectThanks = `---
title: Rolled back in time
date: 2026-10-02
playbook: shop
action: roll_back
called: desk
role: on_call
at_risk: The evening
saved: Forty minutes
---
Well done.
`

// effects has a change for every key, by the place and the name of the key.
func effects() map[string]effect {
	all := map[string]effect{}
	for line := range strings.Lines(effectTable) {
		if name, change, ok := strings.Cut(strings.TrimSpace(line), " | "); ok {
			old, new, _ := strings.Cut(change, " => ")
			all[name] = effect{unfold(old), unfold(new)}
		}
	}
	return all
}

func unfold(s string) string { return strings.NewReplacer(`\n`, "\n", `\x20`, " ").Replace(s) }

const effectTable = `
site.yaml: title | title: Harbour\n => title: Port\n
site.yaml: url | https://example.org/p/ => https://example.org/q/
site.yaml: repository | github.com/example/p => github.com/example/q
site.yaml: branch | branch: main => branch: trunk
site.yaml: time_zone | Europe/London => Asia/Tokyo
site.yaml: max_age | max_age: 7 days => max_age: 6 days
site.yaml: reach_within | reach_within: 5 days => reach_within: 1 min
site.yaml: index | index: no => index: yes
site.yaml: good_faith | Nobody is blamed => Everybody is thanked
site.yaml: roles |   on_call:\n    title => \x20 on_duty:\n    title
site.yaml: contacts |   rota: {title => \x20 roster: {title
site.yaml: workloads |   checkout: { => \x20 checkin: {
site.yaml: facts |   frozen: { => \x20 freezing: {
site.yaml: pocket | pocket: no => pocket: yes
site.yaml: holidays | 2026-12-25 => 2026-12-26
site.yaml: synonyms | failover, switchover => failover, switching
site.yaml: ignore | *.sh => *.bash
site.yaml: gone | gone: [/old/] => gone: [/playbooks/shop.html]
site.yaml: sources | title: Harbour\n => title: Harbour\nsources: [{folder: ../payments, prefix: payments}]\n
site.yaml: lang | title: Harbour\n => title: Harbour\nlang: en\n
site.yaml: teams | title: Harbour\n => title: Harbour\nteams: {head: commerce}\n
role: title | On-call engineer => Engineer on call
role: kind | kind: escalation_manager => kind: team_member
role: contact | contact: rota => contact: desk
role: responsibilities | Act within the scope => Act
role: includes | includes: [on_call] => includes: []
role: operated_by | contact: rota\n => contact: rota\n    operated_by: manager\n
role: stop | contact: rota\n => contact: rota\n    stop: yes\n
role: decides_for | contact: rota\n => contact: rota\n    decides_for: [checkout]\n
contact: title | title: Incident desk => title: Help desk
contact: channels | [{pager: "https://pager.example/rota"}] => [{phone: "112"}]
contact: hours |     hours: always\n => \x20   hours: [{days: mon-fri, from: "09:00", to: "17:00"}]\n
contact: answers_in | answers_in: 7 min => answers_in: 6 min
channel: phone | +442079460101 => +442079460109
channel: sms | +442079460102 => +442079460108
channel: pager | https://pager.example/rota => https://pager.example/other
channel: chat | https://chat.example/c/desk => https://chat.example/c/other
channel: email | desk@example.org => help@example.org
channel: room | Second floor => Third floor
channel: url | https://desk.example/form => https://desk.example/other
channel: private | {phone: , private: yes} => {phone: "+442079460107", private: yes}
window of hours: days | days: mon-fri => days: mon-sat
window of hours: from | from: "09:00" => from: "08:00"
window of hours: to | to: "17:00" => to: "18:00"
window of hours: zone | zone: Europe/Berlin => zone: America/New_York
workload: title | checkout: {title: Checkout => checkout: {title: The shop
workload: owner | owner: head => owner: manager
workload: good_faith | Whoever acts is thanked => Nobody is to blame
playbook: title | title: Checkout fails => title: Checkout is slow
playbook: summary | Customers cannot pay => Nobody can pay
playbook: workload | workload: checkout => workload: checkin
playbook: roles | roles: [on_call, manager, head, second] => roles: [on_call, manager, second]
playbook: last_reviewed_on | 2026-09-30 => 2026-09-29
playbook: review_in | 6 months => 7 months
playbook: valid_from | valid_from: 2026-01-01 => valid_from: 2026-12-01
playbook: valid_until | valid_until: 2027-03-31 => valid_until: 2027-03-30
playbook: last_drilled_on | 2026-09-12 => 2026-09-11
playbook: tags | [payments] => [money]
playbook: aliases | /runbooks/shop/ => /runbooks/pay/
playbook: alerts | CheckoutFails => CheckoutSlow
playbook: facts |   provider: {ask =>   supplier: {ask
playbook: conditions | swamped: rate > 90 => swamped: rate > 95
playbook: triggers | high: rate >= 2 => high: rate >= 3
playbook: impossible | because: It would report it.} => because: It would say so.}
playbook: actions |   drain:\n =>   empty:\n
playbook: escalation | {otherwise: yes, to: [rota, desk, head] => {otherwise: yes, to: [rota, head, desk]
playbook: scenarios | expect: {answer: act, may: [roll_back], escalate: []} => expect: {answer: escalate}
playbook: waive | rule: untested_grant => rule: never_drilled
playbook: order | summary: Customers => order: written\nsummary: Customers
playbook: extends | summary: Customers => extends: other\nsummary: Customers
fact: ask | How many fail? => How many of them fail?
fact: look | On the wall => On the screen
fact: unit | unit: "%" => unit: percent
fact: range | 0..100 => 0..99
fact: step | step: 0.5 => step: 1
fact: worse | worse: higher => worse: lower
fact: options | outage: An outage => outage: It is down
fact: says | {ask: "Was it deployed?"} => {ask: "Was it deployed?", says: [a, b]}
impossible: when | provider == fine and swamped => provider == fine and rate > 95
impossible: because | It would report it => It would say so
action: title | title: Roll back => title: Undo the deploy
action: steps | steps: "#roll-back" => steps: "#call"
action: undo | undo: "#deploy-again" => undo: "#call"
action: reversible | reversible: yes => reversible: no
action: stopgap | stopgap: no => stopgap: yes
action: when | when: deployed => when: deployed and rate > 3
action: unless | unless: running => unless: running or rate > 60
action: except | except: [head] => except: [manager]
action: because | The schema is new => The schema changed
action: roles | roles: [manager]\n    stopgap => roles: [head]\n    stopgap
action: allow | allow: none => roles: [head]
action: limits | times: 2, => times: 3,
action: tell | within: 16 min => within: 15 min
action: excludes | excludes: [drain] => excludes: [refund]
action: valid_from | valid_from: 2026-03-01 => valid_from: 2026-12-01
action: valid_until | valid_until: 2027-01-31 => valid_until: 2027-01-30
action: together_with | together_with: second\n    # => together_with: head\n    #
grant: roles | - roles: [on_call]\n        when => - roles: all\n        when
grant: when | when: rate < 50 => when: rate < 40
grant: unless | unless: frozen => unless: frozen or rate > 30
grant: except | except: [manager] => except: [head]
grant: because | Nothing moves in a freeze => The freeze holds
grant: limits | limits: {times: 1} => limits: {times: 3}
grant: tell | within: 17 min => within: 15 min
grant: valid_from | valid_from: 2026-02-01 => valid_from: 2026-12-01
grant: valid_until | valid_until: 2027-02-28 => valid_until: 2027-02-27
grant: together_with | together_with: second\n      - => together_with: head\n      -
limits: times | times: 2, => times: 4,
limits: per | per: 24 h => per: 12 h
limits: apart | apart: 30 min => apart: 20 min
limits: lasts | lasts: 45 min => lasts: 50 min
limits: up_to | 4 nodes => 5 nodes
tell: contact | {contact: desk, => {contact: rota,
tell: within | within: 16 min => within: 14 min
tell: first | first: yes => first: no
duty: roles | - roles: [on_call]\n    when => - roles: [manager]\n    when
duty: when | when: rate > 80 => when: rate > 81
duty: otherwise | otherwise: yes => when: rate > 60
duty: to | to: [desk, head] => to: [head, desk]
duty: within | within: 8 min => within: 9 min
duty: bring | The rate. => The rate and the time.
duty: steps | steps: "#call" => steps: "#roll-back"
duty: if_silent | Try again => Try once more
scenario: name | Ten per cent => One in ten
scenario: role | role: on_call\n    given => role: head\n    given
scenario: given | rate: 10, => rate: 1,
scenario: expect | expect: {answer: act, => expect: {answer: decide,
expect: answer | answer: act => answer: escalate
expect: may | may: [roll_back] => may: []
expect: escalate | escalate: [] => escalate: [desk]
waiver: rule | rule: untested_grant => rule: never_drilled
waiver: because | It comes soon => It is for later
waiver: until | until: 2026-12-31 => until: 2026-11-01
recognition: title | Rolled back in time => Saved the day
recognition: date | 2026-10-02 => 2026-10-03
recognition: playbook | playbook: shop => playbook: other
recognition: action | action: roll_back => action: drain
recognition: called | called: desk => called: rota
recognition: role | role: on_call\nat_risk => role: head\nat_risk
recognition: at_risk | The evening => The morning
recognition: saved | Forty minutes => An hour
`
