package authority_test

import (
	"fmt"
	"math/big"
	"math/rand/v2"
	"slices"
	"time"

	"remit/generator/playbook"
	"remit/generator/source"
)

// A maker makes random playbooks straight as nouns, with every construct that bears on authority. Equal seeds make
// equal playbooks. Every noun stands on a line of its own, so that a place names one.
type maker struct {
	*rand.Rand
	file  *source.File
	line  int
	site  *playbook.Site
	p     *playbook.Playbook
	facts []*playbook.Fact
	names []string // of conditions and triggers that later ones may refer to
}

// today is the day on which random playbooks are compiled.
var today = playbook.Date{Year: 2026, Month: 10, Day: 1}

// maxPoints bounds the situations of a random playbook, so that all of them can be looked at.
const maxPoints = 600

// randomPlaybook makes the playbook of a seed.
func randomPlaybook(seed uint64) (*playbook.Site, *playbook.Playbook) {
	for try := uint64(0); ; try++ {
		m := &maker{Rand: rand.New(rand.NewPCG(seed, try)), file: source.NewFile("content/playbooks/random.md", slices.Repeat([]byte("\n"), 400))}
		m.makeSite()
		m.makePlaybook()
		if points := count(spread(m.site, m.p)); points <= maxPoints {
			return m.site, m.p
		}
	}
}

func (m *maker) span() source.Span {
	m.line++
	return m.file.Span(m.line-1, m.line)
}

func (m *maker) text(value string) playbook.Text { return given(m, value) }

func given[T any](m *maker, value T) playbook.Given[T] {
	return playbook.Given[T]{Value: value, Span: m.span()}
}

func (m *maker) chance(percent int) bool { return m.IntN(100) < percent }

func one[T any](m interface{ IntN(int) int }, list ...T) T { return list[m.IntN(len(list))] }

// some picks between least and most of a list, in any order.
func some[T any](m *maker, list []T, least, most int) []T {
	n := min(least+m.IntN(most-least+1), len(list))
	var picked []T
	for _, i := range m.Perm(len(list))[:n] {
		picked = append(picked, list[i])
	}
	return picked
}

func (m *maker) texts(values []string) []playbook.Text {
	var texts []playbook.Text
	for _, v := range values {
		texts = append(texts, m.text(v))
	}
	return texts
}

func (m *maker) makeSite() {
	m.site = &playbook.Site{File: m.file, Title: m.text("Random"), TimeZone: playbook.Given[*time.Location]{Value: time.UTC}}
	for i := range 3 + m.IntN(3) {
		name := fmt.Sprintf("contact_%d", i)
		m.site.Contacts = append(m.site.Contacts, &playbook.Contact{Name: m.text(name), Title: m.text(name), Hours: playbook.Hours{Always: true}, Span: m.span()})
	}
	for i := range 2 + m.IntN(4) {
		m.makeRole(i)
	}
	m.Shuffle(len(m.site.Roles), func(i, j int) { m.site.Roles[i], m.site.Roles[j] = m.site.Roles[j], m.site.Roles[i] })
	w := &playbook.Workload{Name: m.text("shop"), Title: m.text("Shop"), Span: m.span()}
	for _, r := range m.site.Roles {
		if r.Kind == playbook.WorkloadOwner {
			w.Owner = m.text(r.Name.Value)
		}
	}
	m.site.Workloads = []*playbook.Workload{w}
}

// makeRole makes a role that includes only earlier ones. The first is an owner, and there may be a second.
func (m *maker) makeRole(i int) {
	r := &playbook.Role{Name: m.text(fmt.Sprintf("role_%d", i)), Title: m.text(fmt.Sprintf("Role %d", i)), Span: m.span()}
	r.Kind = one(m, playbook.TeamMember, playbook.TeamMember, playbook.EscalationManager, playbook.WorkloadOwner)
	if i == 0 {
		r.Kind = playbook.WorkloadOwner
	}
	if m.chance(75) {
		r.Contact = m.text(one(m, m.site.Contacts...).Name.Value)
	}
	if m.chance(45) {
		for _, other := range some(m, m.site.Roles, 1, 2) {
			r.Includes = append(r.Includes, m.text(other.Name.Value))
		}
	}
	m.site.Roles = append(m.site.Roles, r)
}

func (m *maker) makePlaybook() {
	m.p = &playbook.Playbook{ID: "random", File: m.file, Span: m.span(), Title: m.text("Random"), Workload: m.text("shop")}
	m.p.Roles = m.texts(some(m, m.roleNames(), 1, len(m.site.Roles)))
	if m.chance(10) {
		m.p.Validity = m.validity()
	}
	for i := range 1 + m.IntN(5) {
		m.makeFact(i)
	}
	m.makeNames()
	for range m.IntN(3) * m.IntN(2) {
		m.p.Impossible = append(m.p.Impossible, &playbook.Impossible{When: m.condition(2), Because: m.text("it cannot be"), Span: m.span()})
	}
	for i := range m.IntN(5) {
		m.makeAction(i)
	}
	for range m.IntN(5) {
		m.makeDuty()
	}
	m.shuffle(m.p)
}

func (m *maker) roleNames() []string {
	var names []string
	for _, r := range m.site.Roles {
		names = append(names, r.Name.Value)
	}
	return names
}

// validity makes dates around today; three in four of them hold.
func (m *maker) validity() playbook.Validity {
	var v playbook.Validity
	day := func(by int) playbook.Given[playbook.Date] {
		return given(m, today.Add(playbook.Duration{Count: by, Unit: playbook.Day}))
	}
	if m.chance(50) {
		v.From = day(one(m, -30, -1, 0, 1))
	}
	if m.chance(80) {
		v.Until = day(one(m, 30, 1, 0, -1))
	}
	return v
}

func (m *maker) makeFact(i int) {
	f := &playbook.Fact{Name: m.text(fmt.Sprintf("fact_%d", i)), Span: m.span()}
	f.Kind = one(m, playbook.YesNo, playbook.YesNo, playbook.Choice, playbook.Numeric, playbook.Numeric)
	switch f.Kind {
	case playbook.Choice:
		for _, o := range []string{"a", "b", "c", "d"}[:2+m.IntN(3)] {
			f.Options = append(f.Options, playbook.Option{Name: m.text(o), Title: m.text(o)})
		}
	case playbook.Numeric:
		row := one(m, ranges()...)
		f.Min, f.Max = number(row[0]), number(row[1])
		if row[2] != "" {
			f.Step = given(m, number(row[2]))
		}
	}
	m.facts = append(m.facts, f)
	if m.chance(20) {
		m.site.Facts = append(m.site.Facts, f)
		return
	}
	m.p.Facts = append(m.p.Facts, f)
}

// ranges lists least value, greatest value and step of numbers; the last of a grid need not be the end of its range.
func ranges() [][3]string {
	return [][3]string{
		{"0", "10", ""}, {"-5", "5", ""}, {"0", "1", "0.1"}, {"0", "1", "0.3"}, {"0", "4", "1"}, {"-2.5", "2.5", "2.5"},
		{"0", "90071992547409930", ""}, {"0.1", "0.3", ""}, {"1", "12", "1"}, {"-0.3", "0.4", "0.1"},
	}
}

func number(text string) playbook.Number {
	n, err := playbook.ParseNumber(text)
	if err != nil {
		panic(err)
	}
	return n
}

// makeNames makes conditions and triggers; each may refer to those before it, of both sorts.
func (m *maker) makeNames() {
	for i := range m.IntN(3) {
		name := fmt.Sprintf("named_%d", i)
		m.p.Conditions = append(m.p.Conditions, &playbook.Named{Name: m.text(name), Condition: m.condition(2)})
		m.names = append(m.names, name)
	}
	if m.chance(20) {
		m.p.Always = m.span()
		return
	}
	for i := range 1 + m.IntN(3) {
		name := fmt.Sprintf("trigger_%d", i)
		m.p.Triggers = append(m.p.Triggers, &playbook.Named{Name: m.text(name), Condition: m.condition(2)})
		m.names = append(m.names, name)
		if m.chance(20) {
			name := "late_" + name
			m.p.Conditions = append(m.p.Conditions, &playbook.Named{Name: m.text(name), Condition: m.condition(1)})
			m.names = append(m.names, name)
		}
	}
}

func (m *maker) condition(depth int) playbook.Condition {
	return playbook.Condition{Expr: m.expr(depth), Span: m.span()}
}

// sometimes makes a condition, or none.
func (m *maker) sometimes(percent int) playbook.Condition {
	if !m.chance(percent) {
		return playbook.Condition{}
	}
	return m.condition(m.IntN(3))
}

func (m *maker) expr(depth int) *playbook.Expr {
	e := &playbook.Expr{Span: m.file.Span(m.line, m.line+1)}
	if depth > 0 && m.chance(60) {
		e.Op = one(m, playbook.And, playbook.Or, playbook.Or, playbook.Not)
		e.Args = []*playbook.Expr{m.expr(depth - 1)}
		for e.Op != playbook.Not && len(e.Args) < 2+m.IntN(2) {
			e.Args = append(e.Args, m.expr(depth-1))
		}
		return e
	}
	if len(m.names) > 0 && m.chance(15) {
		e.Op, e.Name = playbook.Truth, one(m, m.names...)
		return e
	}
	f := one(m, m.facts...)
	e.Name = f.Name.Value
	switch f.Kind {
	case playbook.YesNo:
		e.Op = playbook.Truth
	case playbook.Choice:
		e.Op = playbook.In
		least := one(m, 0, 1, 1, 1, 1)
		for _, o := range some(m, f.Options, least, 2) {
			e.Options = append(e.Options, o.Name.Value)
		}
	case playbook.Numeric:
		m.within(e, f)
	}
	return e
}

// within makes a test of a number: a bound, two, or one exact value; seldom an interval that holds nothing.
func (m *maker) within(e *playbook.Expr, f *playbook.Fact) {
	e.Op = playbook.Within
	low, high := m.bound(f), m.bound(f)
	if low.Number.Rat.Cmp(high.Number.Rat) > 0 && m.chance(90) {
		low, high = high, low
	}
	switch m.IntN(4) {
	case 0:
		e.Low = low
	case 1:
		e.High = high
	case 2:
		e.Low, e.High = low, high
	case 3:
		e.Low, e.High = low, &playbook.Bound{Number: low.Number, Inclusive: true}
		e.Low.Inclusive = true
	}
}

// bound makes a bound from few constants, so that they meet: the ends of the range, and values at and around them.
func (m *maker) bound(f *playbook.Fact) *playbook.Bound {
	return &playbook.Bound{Number: number(playbook.Decimal(m.constant(f))), Inclusive: m.chance(50)}
}

func (m *maker) constant(f *playbook.Fact) *big.Rat {
	if f.Step.Present() {
		return one(m, grid(f)...)
	}
	length := new(big.Rat).Sub(f.Max.Rat, f.Min.Rat)
	tiny := big.NewRat(1, 1_000_000_000_000)
	switch m.IntN(6) {
	case 0:
		return f.Min.Rat
	case 1:
		return f.Max.Rat
	case 2:
		return new(big.Rat).Add(f.Min.Rat, tiny)
	case 3:
		return new(big.Rat).Sub(f.Max.Rat, tiny)
	}
	part := new(big.Rat).Mul(length, big.NewRat(int64(1+m.IntN(3)), 4))
	return part.Add(part, f.Min.Rat)
}

func (m *maker) makeAction(i int) {
	a := &playbook.Action{Name: m.text(fmt.Sprintf("action_%d", i)), Title: m.text(fmt.Sprintf("Action %d", i)), Span: m.span()}
	a.When, a.Unless = m.sometimes(35), m.sometimes(30)
	a.Except = m.except(a.Unless)
	a.Because = m.text("because of " + a.Name.Value)
	if m.chance(30) {
		a.Stopgap = given(m, true)
	}
	m.p.Actions = append(m.p.Actions, a)
	if m.chance(8) {
		a.Reserved = m.span()
		return
	}
	n := one(m, 1, 1, 2, 2, 3)
	for i := range n {
		g := &playbook.Grant{Number: i + 1, Span: m.span()}
		g.Roles, g.All = m.addressees()
		if n > 1 {
			g.When, g.Unless = m.sometimes(50), m.sometimes(25)
			g.Except = m.except(g.Unless)
		}
		if m.chance(15) {
			g.Validity = m.validity()
		}
		a.Grants = append(a.Grants, g)
	}
}

func (m *maker) except(unless playbook.Condition) []playbook.Text {
	if !unless.Present() || m.chance(55) {
		return nil
	}
	return m.texts(some(m, playbook.Values(m.p.Roles), 1, 2))
}

// addressees names some of the roles of the playbook, or all.
func (m *maker) addressees() ([]playbook.Text, bool) {
	if m.chance(15) {
		return nil, true
	}
	return m.texts(some(m, playbook.Values(m.p.Roles), 1, 2)), false
}

func (m *maker) makeDuty() {
	d := &playbook.Duty{Otherwise: m.chance(35), When: m.sometimes(55), Span: m.span()}
	if m.chance(50) {
		d.Roles, d.All = m.addressees()
	}
	var contacts []string
	for _, c := range m.site.Contacts[:3] {
		contacts = append(contacts, c.Name.Value)
	}
	d.To = m.texts(some(m, contacts, 1, 3))
	d.Within = given(m, one(m, playbook.Duration{Unit: playbook.Now}, minutes(5), minutes(15), minutes(90), playbook.Duration{Count: 1, Unit: playbook.Hour},
		playbook.Duration{Count: 1, Unit: playbook.Day}))
	if m.chance(50) {
		d.Bring = m.text(one(m, "the time", "a torch"))
	}
	if m.chance(50) {
		d.Steps = m.text(one(m, "#one", "#two"))
	}
	if m.chance(50) {
		d.IfSilent = m.text(one(m, "wait", "try again"))
	}
	m.p.Duties = append(m.p.Duties, d)
}

func minutes(n int) playbook.Duration { return playbook.Duration{Count: n, Unit: playbook.Minute} }

// shuffle puts what refers to names in any order; the places stay in the order of the file.
func (m *maker) shuffle(p *playbook.Playbook) {
	m.Shuffle(len(p.Conditions), func(i, j int) { p.Conditions[i], p.Conditions[j] = p.Conditions[j], p.Conditions[i] })
	m.Shuffle(len(p.Triggers), func(i, j int) { p.Triggers[i], p.Triggers[j] = p.Triggers[j], p.Triggers[i] })
}
