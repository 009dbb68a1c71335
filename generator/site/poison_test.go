package site

import (
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"
	"unicode"

	"remit/generator/campaign"
)

// Payloads are the hostile texts of the campaigns: our own, or the lines of the file that REMIT_PAYLOADS names.
func Payloads(t *testing.T) []string {
	t.Helper()
	return slices.DeleteFunc(payloadLines(t), turns)
}

// turns reports whether a text holds a character that makes others read in another direction: nothing with one is published.
func turns(text string) bool {
	return strings.ContainsFunc(text, func(r rune) bool { return r >= 0x202A && r <= 0x202E || r >= 0x2066 && r <= 0x2069 })
}

func payloadLines(t *testing.T) []string {
	t.Helper()
	names := []string{"testdata/payloads.txt", "../prose/testdata/hostile.txt"}
	if name := os.Getenv("REMIT_PAYLOADS"); name != "" {
		names = []string{name}
	}
	var all []string
	for _, name := range names {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(string(data)) {
			if line = strings.TrimSpace(strings.ToValidUTF8(line, "\uFFFD")); line != "" {
				all = append(all, line)
			}
		}
	}
	var some []string
	for i := 0; i < len(all); i += campaign.Sample(1) {
		some = append(some, all[i])
	}
	return some
}

// PoisonedSite is a site in which each payload stands in every place that takes words. What takes any words is in
// plain/<n>.md and in site.yaml; what a check may refuse, since it is Markdown or leads somewhere, is in prose/<n>.md,
// marks/<n>.md, links/<n>.md and pages/<n>.md. Words end with the name of their place, so that each can be looked for.
func PoisonedSite(payloads []string) fstest.MapFS {
	files := fstest.MapFS{}
	write := func(name, form string, n int, payload string) {
		files[name] = &fstest.MapFile{Data: []byte(filled(form, n, len(payloads), payload))}
	}
	all := strings.Join(payloads, " ")
	parts := []string{filled(poisonedSite, 0, len(payloads), all)}
	for _, kind := range []struct{ key, form string }{{"roles", poisonedRole}, {"contacts", poisonedContact}, {"workloads", poisonedWorkload}, {"synonyms", poisonedSynonym}} {
		parts = append(parts, kind.key+":\n"+poisonedFirst[kind.key])
		for n, p := range payloads {
			parts = append(parts, filled(kind.form, n, len(payloads), p))
		}
	}
	files["site.yaml"] = &fstest.MapFile{Data: []byte(strings.Join(parts, ""))}
	for n, p := range payloads {
		write(fmt.Sprintf("content/playbooks/plain/%d.md", n), poisonedPlain, n, p)
		write(fmt.Sprintf("content/playbooks/prose/%d.md", n), poisonedProse, n, p)
		write(fmt.Sprintf("content/playbooks/links/%d.md", n), poisonedLinks, n, p)
		write(fmt.Sprintf("content/playbooks/marks/%d.md", n), poisonedMarks, n, p)
		write(fmt.Sprintf("content/recognition/2026-01-01-%d.md", n), poisonedThanks, n, p)
		write(fmt.Sprintf("content/pages/%d.md", n), poisonedPage, n, p)
	}
	return files
}

// filled puts a payload into a form: <place> is the quoted words of a place, <=before> the quoted payload after what is
// before it, % the payload as it is, @ the number, @@ the next one.
func filled(form string, n, of int, payload string) string {
	var b strings.Builder
	for i, piece := range strings.Split(form, "<") {
		if place, rest, found := strings.Cut(piece, ">"); found && i > 0 {
			b.WriteString(strconv.QuoteToASCII(wordsOf(payload, place)))
			piece = rest
		}
		piece = strings.ReplaceAll(piece, "@@", strconv.Itoa((n+1)%of))
		piece = strings.ReplaceAll(piece, "@", strconv.Itoa(n))
		b.WriteString(strings.ReplaceAll(piece, "%", payload))
	}
	return b.String()
}

// wordsOf is what stands in a place. Front matter refuses control characters, which only Markdown keeps.
func wordsOf(payload, place string) string {
	payload = strings.Map(func(c rune) rune {
		if unicode.IsControl(c) || c == 0xFEFF {
			return -1
		}
		return c
	}, payload)
	if before, only := strings.CutPrefix(place, "="); only {
		return before + payload
	}
	return payload + " " + Mark(place)
}

// Mark ends the words of a place.
func Mark(place string) string { return "in·" + place }

const poisonedSite = `title: <site>
url: https://example.github.io/playbooks/
repository: https://code.example/team/books
good_faith: <faith>
`

var poisonedFirst = map[string]string{
	"roles": `  manager: {title: Manager, kind: escalation_manager, contact: desk}
  owner: {title: Owner, kind: workload_owner, contact: owner}
`,
	"contacts": `  desk: {title: Desk, channels: [{phone: "+442079460101"}], hours: always, answers_in: 5 min}
  owner: {title: Owner, channels: [{phone: "+442079460102"}], hours: always, answers_in: 5 min}
`,
}

const (
	poisonedRole     = "  r@: {title: <role>, kind: team_member, contact: c@, responsibilities: [<responsibility>]}\n"
	poisonedContact  = "  c@: {title: <contact>, channels: [{phone: \"+442079460103\"}, {room: <room>}], hours: always, answers_in: 5 min}\n"
	poisonedWorkload = "  w@: {title: <workload>, owner: owner, good_faith: <promise>}\n"
	poisonedSynonym  = "  - [<synonym>, other]\n"
)

const poisonedPlain = `---
title: <title>
summary: <summary>
workload: w@
roles: [r@, manager, owner]
tags: [<tag>]
alerts: [<alert>]
facts:
  seen: {ask: <question>}
  kind: {ask: <choice>, options: {one: <option>, two: Two, three: <other>}}
triggers: {bad: seen}
impossible:
  - {when: kind == two and not seen, because: <impossible>}
actions:
  act: {title: <action>, roles: [r@], when: kind == one, limits: {times: 1, up_to: <limit>}, tell: [{contact: desk, within: 15 min}]}
  stop: {title: <refused>, roles: [r@], unless: kind == three, because: <because>}
  never: {title: <reserved>, allow: none, because: <why>}
escalation:
  - {when: kind == two, to: [c@@, desk], within: 5 min, bring: <bring>, if_silent: <silent>}
  - {otherwise: yes, to: [desk, owner], within: 15 min, bring: <carry>}
scenarios:
  - {name: <scenario>, role: r@, given: {seen: yes, kind: one}, expect: {may: [act, stop]}}
---
~~~~~~text
%
~~~~~~
`

const poisonedHead = `workload: w0
roles: [r0, manager, owner]
triggers: always
actions: {look: {title: Look, roles: all}}
`

const poisonedProse = "---\ntitle: Prose @\n" + poisonedHead + `---
%

## %

- %

| a | b |
|---|---|
| % | ` + "`%`" + ` |

> [!WARNING]
> %

[%](https://other.example/) and *%*

` + "``` %\n%\n```\n"

const poisonedLinks = "---\ntitle: Links @\nworkload: w0\nroles: [r0, manager, owner]\ntriggers: {bad: seen}\n" + `aliases: [<=/old/>]
facts: {seen: {ask: Seen, look: <=>}}
actions: {look: {title: Look, roles: all}}
---
Look.
`

const poisonedMarks = "---\ntitle: Marks @\n" + poisonedHead + `---
[a](<%>) [b](%) ![c](%)

[d]: %

[d]
`

const poisonedThanks = `---
date: 2026-01-01
playbook: plain/@
action: act
role: r@
title: <thanks>
at_risk: <risk>
saved: <saved>
---
Thank you.
`

const poisonedPage = "---\ntitle: <page>\n---\n# Page\n\n%\n"

// packed is how many payloads share a playbook of a packed site.
const packed = 24

// PackedSite holds payloads in few pages, for a browser that must open each: playbooks of many, in questions, options,
// actions and prose, and ordinary pages that have one for a title.
func PackedSite(payloads []string) fstest.MapFS {
	files := fstest.MapFS{"site.yaml": {Data: []byte(filled(poisonedSite, 0, 1, "Packed") + "roles:\n" + poisonedFirst["roles"] + filled(poisonedRole, 0, 1, "Role") +
		"contacts:\n" + poisonedFirst["contacts"] + filled(poisonedContact, 0, 1, "Contact") + "workloads:\n" + filled(poisonedWorkload, 0, 1, "Workload"))}}
	for n, p := range payloads {
		files[fmt.Sprintf("content/pages/%d.md", n)] = &fstest.MapFile{Data: []byte(filled("---\ntitle: <title>\n---\nLook.\n", n, 1, p))}
	}
	for at := 0; at < len(payloads); at += packed {
		some := payloads[at:min(at+packed, len(payloads))]
		files[fmt.Sprintf("content/playbooks/packed/%d.md", at/packed)] = &fstest.MapFile{Data: []byte(packedPlaybook(some))}
	}
	return files
}

func packedPlaybook(payloads []string) string {
	var options, actions, prose strings.Builder
	for n, p := range payloads {
		options.WriteString(filled("      o@: <option>\n", n, 1, p))
		actions.WriteString(filled("  a@: {title: <action>, roles: [r0], limits: {up_to: <limit>}}\n", n, 1, p))
		prose.WriteString(filled("\n## %\n\n%\n", n, 1, p))
	}
	// An address would be refused for what payloads hold; words that say where to look are not.
	return filled(packedHead, 0, 1, "Words "+strings.Join(payloads, " ")) + options.String() + packedRules + actions.String() +
		filled(packedTail, 0, 1, strings.Join(payloads, " ")) + prose.String()
}

const packedHead = `---
title: <title>
summary: <summary>
workload: w0
roles: [r0, manager, owner]
facts:
  kind:
    ask: <question>
    look: <look>
    options:
      none: None
`

const packedRules = `triggers: {bad: kind != none}
actions:
`

const packedTail = `escalation:
  - {otherwise: yes, to: [desk, owner], within: 15 min, bring: <bring>, if_silent: <silent>}
---
`
