package authority

import (
	"slices"

	"remit/generator/decision"
	"remit/generator/playbook"
)

// Options choose what a playbook is compiled for.
type Options struct {
	Day playbook.Date // grants that are not valid on this day are not in force
	// Proof leaves the validity of the playbook as a whole aside: whether its authority is complete does not depend
	// on whether it has lapsed (MEANING, Time).
	Proof bool
}

// A Model is a playbook compiled for one day.
type Model struct {
	Site     *playbook.Site
	Playbook *playbook.Playbook
	Day      playbook.Date

	*table
	impossible []decision.Node // per line
	cannot     decision.Node   // some impossible line holds
	risk       decision.Node   // some trigger holds
	grants     []grant
	duties     []duty
	roles      map[string]*role
}

// grant is one grant of one action, in the order of the file.
type grant struct {
	action    *playbook.Action
	grant     *playbook.Grant
	names     []string // the roles it names
	when      decision.Node
	forbidden decision.Node // the action's unless
	unless    decision.Node // the grant's own
	valid     bool          // on the day
}

// duty is one duty, in the order of the file.
type duty struct {
	duty  *playbook.Duty
	names []string
	when  decision.Node
}

// Compile compiles a playbook that loaded without a mistake.
func Compile(site *playbook.Site, p *playbook.Playbook, o Options) *Model {
	v := vocabulary{site, p}
	return compileOn(newTable(v, v.columnsOf(expressions(p))), o)
}

// compileOn compiles the playbook of a table.
func compileOn(t *table, o Options) *Model {
	p := t.book
	m := &Model{Site: t.site, Playbook: p, Day: o.Day, table: t, roles: map[string]*role{}}
	m.cannot, m.risk = decision.False, decision.False
	for _, line := range p.Impossible {
		n := m.condition(line.When)
		m.impossible = append(m.impossible, n)
		m.cannot = m.forest.Or(m.cannot, n)
	}
	for _, t := range p.Triggers {
		m.risk = m.forest.Or(m.risk, m.name(t))
	}
	if !p.Always.IsZero() {
		m.risk = decision.True
	}
	m.compileGrants(o)
	for _, d := range p.Duties {
		m.duties = append(m.duties, duty{d, names(p, d.Roles, d.All || len(d.Roles) == 0), m.condition(d.When)})
	}
	return m
}

func (m *Model) compileGrants(o Options) {
	covered := o.Proof || m.Playbook.Validity.Covers(o.Day)
	for _, a := range m.Playbook.Actions {
		when, forbidden := m.condition(a.When), m.unless(a.Unless)
		for _, g := range a.Grants {
			m.grants = append(m.grants, grant{
				action: a, grant: g, names: names(m.Playbook, g.Roles, g.All),
				when: m.forest.And(when, m.condition(g.When)), forbidden: forbidden, unless: m.unless(g.Unless),
				valid: covered && g.Validity.Covers(o.Day),
			})
		}
	}
}

// unless compiles a prohibition; one that was not written never holds.
func (m *Model) unless(c playbook.Condition) decision.Node {
	if !c.Present() {
		return decision.False
	}
	return m.test(c.Expr)
}

// names returns the roles that a rule names.
func names(p *playbook.Playbook, written []playbook.Text, all bool) []string {
	if all {
		return playbook.Values(p.Roles)
	}
	return playbook.Values(written)
}

// expressions returns every test that has a say in who may do what: of triggers, impossible lines, grants and duties.
func expressions(p *playbook.Playbook) []*playbook.Expr {
	var all []*playbook.Expr
	add := func(c playbook.Condition) { all = append(all, c.Expr) }
	for _, t := range p.Triggers {
		add(t.Condition)
	}
	for _, line := range p.Impossible {
		add(line.When)
	}
	for _, a := range p.Actions {
		add(a.When)
		add(a.Unless)
		for _, g := range a.Grants {
			add(g.When)
			add(g.Unless)
		}
	}
	for _, d := range p.Duties {
		add(d.When)
	}
	return all
}

// inForce returns where a grant is in force for a role that it names or that includes one it names, given that the
// situation is at risk and can be (MEANING, Grants). Validity is left aside.
func (m *Model) inForce(g grant, r string) decision.Node {
	n := g.when
	if !playbook.Has(g.action.Except, r) {
		n = m.forest.And(n, m.forest.Not(g.forbidden))
	}
	if !playbook.Has(g.grant.Except, r) {
		n = m.forest.And(n, m.forest.Not(g.unless))
	}
	return n
}

// Decides reports whether a role may decide what no grant covers: it is an escalation manager, or owns the workload of
// the playbook.
func (m *Model) Decides(name string) bool {
	if r := m.Site.Role(name); r != nil && r.Kind == playbook.EscalationManager {
		return true
	}
	w := m.Site.Workload(m.Playbook.Workload.Value)
	return w != nil && w.Owner.Value == name
}

// Periods returns the days on which authority may change because a single grant begins or ends: first from itself,
// then every later one, in order.
func Periods(p *playbook.Playbook, from playbook.Date) []playbook.Date {
	days := []playbook.Date{from}
	add := func(d playbook.Date) {
		if from.Before(d) {
			days = append(days, d)
		}
	}
	for _, a := range p.Actions {
		for _, g := range a.Grants {
			if g.From.Present() {
				add(g.From.Value)
			}
			if g.Until.Present() {
				add(g.Until.Value.Next())
			}
		}
	}
	slices.SortFunc(days, byDate)
	return slices.Compact(days)
}

func byDate(a, b playbook.Date) int {
	switch {
	case a.Before(b):
		return -1
	case b.Before(a):
		return 1
	}
	return 0
}
