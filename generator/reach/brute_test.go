package reach_test

import (
	"fmt"
	"slices"
	"sync"
	"time"
)

// A brute reads a world minute by minute, from the definition alone: the meaning of grants and duties (Situations to Answers of MEANING),
// who is open, who is covered, how long it takes (4.11). It shares nothing with what it is compared with but the world.
type brute struct {
	*world
	from  int64    // the first minute, in Unix seconds
	open  [][]bool // by contact and minute
	days  []string // by minute: the date on the clock of the site
	memos map[memo]bool
	sees  map[look]outcome
}

type look struct {
	role, situation int
	day             string
}

// A memo is a question about who is covered, which depends on the contacts that are open and on nothing else of a minute.
type memo struct {
	role, situation int
	day             string
	open            uint64
}

// An outcome is what a role sees: the grants in force, whether it owes calls, whether it is told that others may.
type outcome struct {
	grants []grantAt
	owed   [][]int // remaining ladders
	asks   bool
	no     bool // no answer at all
}

type grantAt struct{ action, grant int }

func newBrute(w *world, from int64, minutes int) *brute {
	b := &brute{world: w, from: from, memos: map[memo]bool{}, sees: map[look]outcome{}}
	closed := make([]bool, minutes)
	for i, c := range clockOf(w.zone, from, minutes) {
		b.days = append(b.days, c.day)
		closed[i] = slices.Contains(w.holidays, c.day)
	}
	for _, c := range w.contacts {
		b.open = append(b.open, c.minutes(from, closed))
	}
	return b
}

// A clock is what the clock on a wall shows at a minute.
type clock struct {
	day           string
	weekday, time int
}

// clocks keeps what walls show, by zone and first minute.
var clocks sync.Map

func clockOf(zone string, from int64, minutes int) []clock {
	key := fmt.Sprint(zone, from, minutes)
	if known, ok := clocks.Load(key); ok {
		return known.([]clock)
	}
	list, home := make([]clock, minutes), zoneOf(zone)
	for i := range list {
		t := time.Unix(from+int64(i)*60, 0).In(home)
		list[i] = clock{weekday: int(t.Weekday()), time: t.Hour()*60 + t.Minute()}
		if i > 0 && list[i-1].weekday == list[i].weekday {
			list[i].day = list[i-1].day
		} else {
			list[i].day = t.Format("2006-01-02")
		}
	}
	clocks.Store(key, list)
	return list
}

func (c place) minutes(from int64, closed []bool) []bool {
	open := make([]bool, len(closed))
	for i := range open {
		open[i] = c.always && !c.private
	}
	if c.private {
		return open
	}
	for _, win := range c.windows {
		for i, c := range clockOf(win.zone, from, len(open)) {
			minute, today := c.time, c.weekday
			in := win.days[today] && minute >= win.from && minute < win.to
			if win.to < win.from {
				in = win.days[today] && minute >= win.from || win.days[(today+6)%7] && minute < win.to
			}
			open[i] = open[i] || in && !closed[i]
		}
	}
	return open
}

func (t test) holds(situation int) bool { return t.fact < 0 || (situation>>t.fact&1 == 1) != t.not }

func (t test) forbids(situation int) bool { return t.fact >= 0 && t.holds(situation) }

func (b *brute) atRisk(situation int) bool { return b.trigger.holds(situation) }

// holds returns the roles whose authority and duties a role has.
func (b *brute) has(role int) []int {
	all := []int{role}
	for _, inner := range b.roles[role].includes {
		all = append(all, b.has(inner)...)
	}
	return all
}

func (b *brute) decides(role int) bool {
	return b.roles[role].kind == manager || role == 0 // the owner of the workload
}

func meet(a, b []int) bool {
	return slices.ContainsFunc(a, func(i int) bool { return slices.Contains(b, i) })
}

// grants returns those in force for a role in a situation on a day.
func (b *brute) grants(role, situation int, day string) []grantAt {
	var all []grantAt
	for i, d := range b.actions {
		var own, inherited []grantAt
		for j, g := range d.grants {
			inForce := meet(g.roles, b.has(role)) && g.when.holds(situation) && !d.unless.forbids(situation) &&
				(g.from == "" || day >= g.from) && (g.until == "" || day <= g.until)
			switch {
			case inForce && slices.Contains(g.roles, role):
				own = append(own, grantAt{i, j})
			case inForce:
				inherited = append(inherited, grantAt{i, j})
			}
		}
		if own == nil {
			own = inherited
		}
		all = append(all, own...)
	}
	return all
}

func (b *brute) see(role, situation int, day string) outcome {
	key := look{role, situation, day}
	o, known := b.sees[key]
	if !known {
		o = b.look(role, situation, day)
		b.sees[key] = o
	}
	return o
}

func (b *brute) look(role, situation int, day string) outcome {
	o := outcome{grants: b.grants(role, situation, day)}
	resolved := slices.ContainsFunc(o.grants, func(g grantAt) bool { return !b.actions[g.action].stopgap })
	var plain, other [][]int
	for _, d := range b.duties {
		who := d.roles
		if who == nil {
			who = b.listed
		}
		ladder := d.to
		if i := slices.Index(ladder, b.roles[role].contact); i >= 0 {
			ladder = ladder[i+1:]
		}
		if !meet(who, b.has(role)) || !d.when.holds(situation) || len(ladder) == 0 {
			continue
		}
		if d.otherwise {
			other = append(other, ladder)
		} else {
			plain = append(plain, ladder)
		}
	}
	if o.owed = plain; len(plain) == 0 && !resolved {
		o.owed = other
	}
	if len(o.grants) == 0 && len(o.owed) == 0 && !b.decides(role) {
		o.asks = slices.ContainsFunc(b.listed, func(r int) bool { return r != role && len(b.grants(r, situation, day)) > 0 })
		o.no = !o.asks
	}
	return o
}

// calls returns the ladders of a role.
func (b *brute) calls(role, situation int, day string) [][]int {
	o := b.see(role, situation, day)
	if !o.asks {
		return o.owed
	}
	var single [][]int
	for _, r := range b.listed {
		if c := b.roles[r].contact; r != role && c >= 0 && len(b.see(r, situation, day).grants) > 0 {
			single = append(single, []int{c})
		}
	}
	return single
}

func (b *brute) authority(role, situation int, day string, minute int) bool {
	if b.decides(role) {
		return true
	}
	for _, g := range b.see(role, situation, day).grants {
		with := b.actions[g.action].grants[g.grant].with
		switch {
		case b.actions[g.action].stopgap:
		case with < 0:
			return true
		case b.roles[with].contact >= 0 && b.isOpen(b.roles[with].contact, minute):
			return true
		}
	}
	return false
}

func (b *brute) isOpen(contact, minute int) bool {
	return minute < len(b.open[contact]) && b.open[contact][minute]
}

func (b *brute) behind(contact int) []int {
	var roles []int
	for i, r := range b.roles {
		if r.contact == contact {
			roles = append(roles, i)
		}
	}
	return roles
}

// covered judges a minute by who is open then; day says which grants are in force.
func (b *brute) covered(role, situation int, day string, minute int) bool {
	key := memo{role: role, situation: situation, day: day}
	for c := range b.open {
		if b.isOpen(c, minute) {
			key.open |= 1 << c
		}
	}
	known, asked := b.memos[key]
	if !asked {
		known = b.follow(role, situation, day, minute, nil)
		b.memos[key] = known
	}
	return known
}

func (b *brute) follow(role, situation int, day string, minute int, met []int) bool {
	if b.authority(role, situation, day, minute) {
		return true
	}
	met = append(slices.Clone(met), role)
	for _, ladder := range b.calls(role, situation, day) {
		for _, c := range ladder {
			for _, r := range b.behind(c) {
				if b.isOpen(c, minute) && !slices.Contains(met, r) && b.follow(r, situation, day, minute, met) {
					return true
				}
			}
		}
	}
	return false
}

// A try is how calling ends.
type try struct {
	found bool
	at    int
}

// wait returns how many minutes it takes from a covered minute on; -1 for never.
func (b *brute) wait(role, situation, minute int) int {
	day, at := b.days[minute], minute
	for range 100 {
		t := b.call(role, situation, day, at, nil)
		if t.found {
			return t.at - minute
		}
		for at = t.at; at < len(b.days) && !b.covered(role, situation, day, at); {
			at++
		}
	}
	return -1
}

func (b *brute) call(role, situation int, day string, at int, calling []int) try {
	if b.authority(role, situation, day, at) {
		return try{true, at}
	}
	worst := try{true, -1}
	ladders := b.calls(role, situation, day)
	if slices.Contains(calling, role) || len(ladders) == 0 {
		return try{false, at}
	}
	calling = append(slices.Clone(calling), role)
	for first := range ladders {
		t := b.climb(ladders[first], situation, day, at, calling)
		for i, l := range ladders {
			if i != first && !t.found {
				t = b.climb(l, situation, day, t.at, calling)
			}
		}
		if !t.found && (worst.found || t.at > worst.at) || t.found && worst.found && t.at > worst.at {
			worst = t
		}
	}
	return worst
}

func (b *brute) climb(ladder []int, situation int, day string, at int, calling []int) try {
	for i, c := range ladder {
		if !b.isOpen(c, at) {
			continue
		}
		answers := true
		for m := at; m <= at+b.contacts[c].takes; m++ {
			answers = answers && b.isOpen(c, m)
		}
		if at += b.contacts[c].takes; !answers {
			continue
		}
		best := b.climb(ladder[i+1:], situation, day, at, calling)
		for _, r := range b.behind(c) {
			if t := b.call(r, situation, day, at, calling); t.found && (!best.found || t.at < best.at) {
				best = t
			}
		}
		return best
	}
	return try{false, at}
}
