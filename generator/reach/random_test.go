package reach_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"time"
)

// A world is a site with one playbook, as plain as it can be said: what is written down for remit, and what the brute force
// reads, are both made from it.
type world struct {
	zone     string
	contacts []place
	roles    []person
	listed   []int
	facts    int
	trigger  test
	actions  []deed
	duties   []call
	holidays []string
}

type place struct {
	always  bool
	windows []window
	takes   int // minutes
	private bool
}

type window struct {
	days     [7]bool // Sunday is 0
	from, to int
	zone     string
}

// kinds of roles
const (
	member = iota
	owner
	manager
)

type person struct {
	kind, contact int // contact -1 for none
	includes      []int
}

// A test is a fact that must be yes, or no; fact -1 always holds.
type test struct {
	fact int
	not  bool
}

type deed struct {
	stopgap bool
	unless  test // fact -1 never forbids
	grants  []grant
}

type grant struct {
	roles       []int
	when        test
	with        int // a role; -1 for none
	from, until string
}

type call struct {
	roles     []int // none for all
	when      test
	to        []int
	otherwise bool
}

var zones = []string{"Europe/London", "America/St_Johns", "Pacific/Auckland"}

func randomWorld(r *rand.Rand) *world {
	w := &world{zone: zones[r.IntN(len(zones))], facts: 1 + r.IntN(2), holidays: []string{"2026-12-25", "2027-03-28"}}
	for range 2 + r.IntN(4) {
		w.contacts = append(w.contacts, randomPlace(r))
	}
	n := 3 + r.IntN(3)
	for i := range n {
		p := person{kind: member, contact: r.IntN(len(w.contacts)+1) - 1}
		switch {
		case i == 0:
			p.kind = owner
		case r.IntN(4) == 0:
			p.kind = manager
		}
		if i > 1 && r.IntN(4) == 0 {
			p.includes = []int{1 + r.IntN(i-1)}
		}
		w.roles = append(w.roles, p)
		if i > 0 && (i == 1 || r.IntN(3) > 0) {
			w.listed = append(w.listed, i)
		}
	}
	w.trigger = test{fact: -1}
	if r.IntN(3) == 0 {
		w.trigger = w.test(r)
	}
	for range r.IntN(3) {
		w.actions = append(w.actions, w.randomDeed(r))
	}
	for range 1 + r.IntN(3) {
		c := call{roles: w.some(r, w.listed, 0), when: w.maybe(r), to: w.ladder(r), otherwise: r.IntN(3) == 0}
		w.duties = append(w.duties, c)
	}
	return w
}

func (w *world) test(r *rand.Rand) test { return test{r.IntN(w.facts), r.IntN(2) == 0} }

func (w *world) maybe(r *rand.Rand) test {
	if r.IntN(2) == 0 {
		return test{fact: -1}
	}
	return w.test(r)
}

func (w *world) some(r *rand.Rand, from []int, least int) []int {
	var list []int
	for _, i := range from {
		if r.IntN(2) == 0 {
			list = append(list, i)
		}
	}
	if len(list) < least {
		list = from[:least]
	}
	return list
}

func (w *world) ladder(r *rand.Rand) []int {
	return r.Perm(len(w.contacts))[:1+r.IntN(min(3, len(w.contacts)))]
}

func (w *world) randomDeed(r *rand.Rand) deed {
	d := deed{stopgap: r.IntN(4) == 0, unless: test{fact: -1}}
	if r.IntN(3) == 0 {
		d.unless = w.test(r)
	}
	for range 1 + r.IntN(2) {
		g := grant{roles: w.some(r, w.listed, 1), when: w.maybe(r), with: -1}
		if r.IntN(3) == 0 {
			g.with = w.listed[r.IntN(len(w.listed))]
		}
		if r.IntN(3) == 0 {
			g.until = []string{"2027-01-31", "2027-10-30"}[r.IntN(2)]
		} else if r.IntN(4) == 0 {
			g.from = "2027-03-28"
		}
		d.grants = append(d.grants, g)
	}
	return d
}

func randomPlace(r *rand.Rand) place {
	p := place{takes: []int{1, 5, 15, 60}[r.IntN(4)], private: r.IntN(8) == 0}
	if r.IntN(4) == 0 {
		p.always = true
		return p
	}
	edges := [][2]int{{60, 120}, {90, 150}, {540, 1020}, {540, 1020}, {420, 1380}, {1320, 390}, {0, 1440}, {150, 30}}
	for range 1 + r.IntN(2) {
		e := edges[r.IntN(len(edges))]
		win := window{from: e[0], to: e[1], zone: zones[r.IntN(len(zones))]}
		for d := range win.days {
			win.days[d] = r.IntN(4) > 0
		}
		win.days[r.IntN(7)] = true
		p.windows = append(p.windows, win)
	}
	return p
}

var dayNames = []string{"sun", "mon", "tue", "wed", "thu", "fri", "sat"}

// site writes the world as site.yaml.
func (w *world) site() string {
	var b strings.Builder
	fmt.Fprintf(&b, "title: T\nurl: https://example.org/\ntime_zone: %s\nholidays: [%s]\nroles:\n", w.zone, strings.Join(w.holidays, ", "))
	for i, p := range w.roles {
		fmt.Fprintf(&b, "  r%d: {title: R%d, kind: %s", i, i, []string{"team_member", "workload_owner", "escalation_manager"}[p.kind])
		if p.contact >= 0 {
			fmt.Fprintf(&b, ", contact: c%d", p.contact)
		}
		if p.includes != nil {
			fmt.Fprintf(&b, ", includes: [%s]", names("r", p.includes))
		}
		b.WriteString("}\n")
	}
	b.WriteString("contacts:\n")
	for i, p := range w.contacts {
		channel := fmt.Sprintf("phone: \"+4420794601%02d\"", i)
		if p.private {
			channel = "phone: , private: yes"
		}
		fmt.Fprintf(&b, "  c%d: {title: C%d, channels: [{%s}], answers_in: %d min, hours: %s}\n", i, i, channel, p.takes, p.hours())
	}
	b.WriteString("workloads:\n  shop: {title: Shop, owner: r0}\n")
	return b.String()
}

func (p place) hours() string {
	if p.always {
		return "always"
	}
	var list []string
	for _, win := range p.windows {
		var days []string
		for d, on := range win.days {
			if on {
				days = append(days, dayNames[d])
			}
		}
		list = append(list, fmt.Sprintf("{days: [%s], from: \"%02d:%02d\", to: \"%02d:%02d\", zone: %s}", strings.Join(days, ", "),
			win.from/60, win.from%60, win.to/60, win.to%60, win.zone))
	}
	return "[" + strings.Join(list, ", ") + "]"
}

func names(prefix string, list []int) string {
	var words []string
	for _, i := range list {
		words = append(words, fmt.Sprintf("%s%d", prefix, i))
	}
	return strings.Join(words, ", ")
}

func (t test) String() string {
	if t.not {
		return fmt.Sprintf("not f%d", t.fact)
	}
	return fmt.Sprintf("f%d", t.fact)
}

// book writes the world as a playbook.
func (w *world) book() string {
	var b strings.Builder
	fmt.Fprintf(&b, "---\ntitle: P\nworkload: shop\nroles: [%s]\nfacts:\n", names("r", w.listed))
	for i := range w.facts {
		fmt.Fprintf(&b, "  f%d: {ask: \"F?\"}\n", i)
	}
	if w.trigger.fact < 0 {
		b.WriteString("triggers: always\n")
	} else {
		fmt.Fprintf(&b, "triggers: {t: %s}\n", w.trigger)
	}
	if len(w.actions) > 0 {
		b.WriteString("actions:\n")
	}
	for i, d := range w.actions {
		fmt.Fprintf(&b, "  a%d:\n    title: A\n", i)
		if d.stopgap {
			b.WriteString("    stopgap: yes\n")
		}
		if d.unless.fact >= 0 {
			fmt.Fprintf(&b, "    unless: %s\n    because: B\n", d.unless)
		}
		b.WriteString("    allow:\n")
		for _, g := range d.grants {
			b.WriteString(g.line())
		}
	}
	b.WriteString("escalation:\n")
	for _, c := range w.duties {
		fmt.Fprintf(&b, "  - {to: [%s], within: 5 min", names("c", c.to))
		if c.roles != nil {
			fmt.Fprintf(&b, ", roles: [%s]", names("r", c.roles))
		}
		if c.when.fact >= 0 {
			fmt.Fprintf(&b, ", when: %s", c.when)
		}
		if c.otherwise {
			b.WriteString(", otherwise: yes")
		}
		b.WriteString("}\n")
	}
	b.WriteString("---\nText.\n")
	return b.String()
}

func (g grant) line() string {
	line := fmt.Sprintf("      - {roles: [%s]", names("r", g.roles))
	if g.when.fact >= 0 {
		line += ", when: " + g.when.String()
	}
	if g.with >= 0 {
		line += fmt.Sprintf(", together_with: r%d", g.with)
	}
	if g.from != "" {
		line += ", valid_from: " + g.from
	}
	if g.until != "" {
		line += ", valid_until: " + g.until
	}
	return line + "}\n"
}

func zoneOf(name string) *time.Location {
	z, err := time.LoadLocation(name)
	if err != nil {
		panic(err)
	}
	return z
}
