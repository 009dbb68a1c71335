package adopt

import (
	"bytes"
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"strings"
)

// A frontMatter is the front matter being written. Lines is how many it will have, known when it is written a second time.
type frontMatter struct {
	*runbook
	lines int
	strings.Builder
}

// draft writes the file.
func (r *runbook) draft() *Draft {
	m := &frontMatter{runbook: r}
	m.write()
	m = &frontMatter{runbook: r, lines: strings.Count(m.String(), "\n")}
	m.write()
	head := m.String()
	if crlf := bytes.IndexByte(r.source.Text, '\n'); crlf > 0 && r.source.Text[crlf-1] == '\r' {
		head = strings.ReplaceAll(head, "\n", "\r\n")
	}
	d := &Draft{ID: r.source.ID, Text: append([]byte(head), r.text...), Recognised: r.recognised(), Unsaid: r.unsaid()}
	for _, l := range r.doc.Links {
		u, err := url.Parse(l.Destination)
		if err == nil && u.Scheme == "" && u.Host == "" && u.Path != "" {
			d.Links = append(d.Links, Link{l.Destination, u.Path, r.line(l.Offset, m.lines)})
		}
	}
	return d
}

func (m *frontMatter) write() {
	m.say("---")
	m.explain("Adopted from %s. A line with ## explains. A line with one # proposes: take its \"# \" away when it is right, delete it when not.", shorten(tidy(m.source.Name), 80))
	if m.placed() {
		m.explain("Nobody is granted anything yet. Until the decisions below are made, remit check reports what is missing and nothing is published.")
	} else {
		m.explain("Nobody is granted anything: this is an ordinary page. When the decisions below are made, move it to content/playbooks/%s.md,", m.source.ID)
		m.explain("and remit check says what is still missing.")
	}
	m.head()
	m.decisions()
	m.factsAndTriggers()
	m.actionsProposed()
	m.escalation()
	m.old()
	m.say("---")
}

// head writes what the runbook truly says.
func (m *frontMatter) head() {
	m.say("title: %s%s", yamlValue(m.title.words), m.where(m.title, m.lines))
	if s, ok := m.summary(); ok {
		m.propose("summary: %s%s", yamlValue(s.words), m.where(said{"", "", s.at}, m.lines))
	}
	if len(m.tags) > 0 {
		m.say("tags: %s", inBrackets(m.tags))
	}
	if len(m.alerts) == 0 {
		m.explain("alerts: [NameOfTheAlert], so that the alert leads here.")
		return
	}
	var list, from []string
	for _, a := range m.alerts {
		list = append(list, a.words)
		at := a.from
		if a.at >= 0 {
			at = "line " + strconv.Itoa(m.runbook.line(a.at, m.lines))
		}
		if len(from) < most && !slices.Contains(from, at) {
			from = append(from, at)
		}
	}
	m.say("alerts: %s   # %s", inBrackets(list), strings.Join(from, ", "))
}

// decisions writes what no runbook can say: whose it is, for whom, until when.
func (m *frontMatter) decisions() {
	m.say("")
	if w, at := m.workload(); w != "" {
		m.propose("workload: %s%s", w, at)
	} else {
		m.explain("workload: one of site.yaml: %s.", choices(m.site.Workloads))
	}
	if len(m.site.Roles) > 0 {
		m.explain("Whom it addresses. site.yaml has: %s.", choices(m.site.Roles))
		m.propose("roles: %s", inBrackets(namesOf(m.site.Roles)))
	} else {
		m.explain("roles: [those whom it addresses]; site.yaml has none yet.")
	}
	m.explain("valid_until: the day on which the authority lapses. review_in: such as 6 months.")
	if m.source.Folder != "" && !m.placed() {
		m.propose("aliases: [%s]   # where it stood as an ordinary page", yamlValue("/"+m.source.Folder+"/"+m.source.ID+".html"))
	}
}

func (m *frontMatter) factsAndTriggers() {
	m.say("")
	if len(m.facts) > 0 {
		m.propose("facts:")
	} else {
		m.explain("facts: what a responder can observe that decides what is allowed. The text names none that could be read.")
	}
	for _, f := range m.facts {
		if slices.Contains(m.site.Facts, f.base) {
			m.explain("  %s is a fact of site.yaml; use that instead of %s if it means the same.", f.base, f.name)
		}
		keys := "ask: " + yamlValue(f.ask)
		if f.percent {
			keys += `, unit: "%", range: 0..100`
		}
		if f.look != "" {
			keys += ", look: " + yamlValue(f.look)
		}
		m.propose("  %s: {%s}%s", f.name, keys, m.where(f.said, m.lines))
	}
	if len(m.triggers) == 0 {
		m.explain("What puts the workload at risk. The text has no limit that could be read.")
		m.propose("triggers: always   # opening the page is the trigger")
		return
	}
	m.explain("What puts the workload at risk; or triggers: always, when opening the page is the trigger.")
	m.propose("triggers:")
	for _, t := range m.triggers {
		m.propose("  %s: %s%s", t.name, t.test.words, m.where(t.test, m.lines))
	}
}

func (m *frontMatter) actionsProposed() {
	m.say("")
	for _, f := range m.forbids {
		m.explain("Line %d forbids: %q. Say it as \"unless\" of an action, or as \"allow: none\".", m.runbook.line(f.at, m.lines), shorten(f.words, 100))
	}
	if len(m.actions) == 0 {
		m.explain("actions: what may be done, and by whom. The text has no instruction that could be read.")
		return
	}
	m.explain("Who may? Add to each: roles: [%s], and its limits: {times: 1, per: 24 h}; or allow: none, with the reason.", strings.Join(namesOf(m.site.Roles), ", "))
	m.propose("actions:")
	for _, a := range m.actions {
		keys := "title: " + yamlValue(a.title)
		if a.steps != "" {
			keys += ", steps: " + yamlValue("#"+a.steps)
		}
		if a.when != "" {
			keys += ", when: " + yamlValue(a.when)
		}
		m.propose("  %s: {%s}%s", a.name, keys, m.where(a.said, m.lines))
	}
}

func (m *frontMatter) escalation() {
	m.say("")
	for _, o := range m.duty.others {
		m.explain("Line %d names %s. To call it, give site.yaml a contact with channels: [{%s: %s}].", m.runbook.line(o.at, m.lines), o.value, o.channel, yamlValue(o.value))
	}
	m.explain("Whom to call when nothing else answers. Contacts of site.yaml: %s.", choices(m.site.Contacts))
	where := ""
	if m.duty.at >= 0 {
		where = m.where(said{"", "", m.duty.at}, m.lines)
	}
	m.propose("escalation:")
	m.propose("  - otherwise: yes%s", where)
	if len(m.duty.to) > 0 {
		m.propose("    to: %s   # in this order?", inBrackets(m.duty.to))
	} else {
		m.explain("    to: [contact, the next one]")
	}
	if m.duty.within != "" {
		m.propose("    within: %s%s", m.duty.within, m.where(m.duty.withinAt, m.lines))
	} else {
		m.explain("    within: 15 min")
	}
	if m.duty.steps != "" {
		m.propose("    steps: %s", yamlValue("#"+m.duty.steps))
	}
}

// old keeps the runbook's own front matter, which other programs read.
func (m *frontMatter) old() {
	if len(m.runbook.old) == 0 {
		return
	}
	m.say("")
	m.explain("The front matter that it had:")
	text := strings.ReplaceAll(string(m.runbook.old), "\r\n", "\n")
	for l := range strings.SplitSeq(strings.TrimRight(text, "\n"), "\n") {
		m.say("##| %s", l)
	}
}

func (m *frontMatter) explain(format string, args ...any) { m.say("## "+format, args...) }

func (m *frontMatter) propose(format string, args ...any) { m.say("# "+format, args...) }

func (m *frontMatter) say(format string, args ...any) { fmt.Fprintf(&m.Builder, format+"\n", args...) }
