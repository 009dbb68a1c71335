package authority_test

import (
	"math/big"
	"math/rand/v2"
	"slices"

	"remit/generator/authority"
	"remit/generator/playbook"
)

// A changer turns one random playbook into another that is a little different.
type changer struct {
	*maker
}

// randomPair makes the two editions of a seed.
func randomPair(seed uint64) (was, is authority.Edition) {
	site, p := randomPlaybook(seed)
	m := &maker{Rand: rand.New(rand.NewPCG(seed, 77)), file: p.File, line: 300, site: site, p: p}
	m.facts = slices.Concat(p.Facts, site.Facts)
	m.limit(p)
	was = authority.Edition{Site: site, Playbook: p}
	c := changer{m}
	m.site, m.p = cloneSite(site), clone(p)
	m.p.Facts = slices.Clone(p.Facts)
	for range 1 + m.IntN(3) {
		c.change()
	}
	return was, authority.Edition{Site: m.site, Playbook: m.p}
}

// limit gives some of the grants limits, which random playbooks lack.
func (m *maker) limit(p *playbook.Playbook) {
	for _, a := range p.Actions {
		for _, g := range a.Grants {
			if m.chance(60) {
				g.Limits = m.limits()
			}
		}
	}
}

func (m *maker) limits() *playbook.Limits {
	l := &playbook.Limits{Times: given(m, 1+m.IntN(2)), Span: m.file.Span(1, 2)}
	if m.chance(50) {
		l.Per = given(m, playbook.Duration{Count: 1 + m.IntN(2), Unit: playbook.Hour})
	} else {
		l.Per = given(m, playbook.Duration{Unit: playbook.Incident})
	}
	return l
}

func cloneSite(s *playbook.Site) *playbook.Site {
	c := *s
	c.Roles = clones(s.Roles, func(*playbook.Role) {})
	c.Facts = slices.Clone(s.Facts)
	c.Workloads = clones(s.Workloads, func(*playbook.Workload) {})
	return &c
}

// change makes one change; some come to nothing.
func (c changer) change() {
	switch c.IntN(14) {
	case 0, 1, 2:
		c.changeGrant()
	case 3:
		c.changeTests()
	case 4:
		c.p.Impossible = nil
	case 5:
		c.p.Impossible = append(c.p.Impossible, &playbook.Impossible{When: c.condition(1), Because: c.text("it cannot be"), Span: c.span()})
	case 6:
		if len(c.p.Triggers) > 1 {
			c.p.Triggers[0].Condition = c.condition(1)
		}
	case 7, 8:
		c.changeDuty()
	case 9:
		r := one(c, c.site.Roles...)
		r.Kind = one(c, playbook.TeamMember, playbook.EscalationManager)
	case 10:
		c.site.Roles[len(c.site.Roles)-1].Contact = c.text(one(c, c.site.Contacts...).Name.Value)
	case 11:
		c.changeFact()
	case 12:
		if len(c.p.Roles) > 1 {
			c.p.Roles = c.p.Roles[1:]
		}
	case 13:
		c.changeAction()
	}
}

func (c changer) changeAction() {
	if len(c.p.Actions) == 0 {
		return
	}
	a := one(c, c.p.Actions...)
	switch c.IntN(4) {
	case 0:
		a.Unless, a.Except = c.condition(1), nil
	case 1:
		a.Unless, a.Except = playbook.Condition{}, nil
	case 2:
		a.Stopgap.Value = !a.Stopgap.Value
	case 3:
		a.Grants, a.Reserved = nil, c.span()
	}
}

func (c changer) changeGrant() {
	if len(c.p.Actions) == 0 {
		return
	}
	a := one(c, c.p.Actions...)
	if len(a.Grants) == 0 {
		return
	}
	g := one(c, a.Grants...)
	switch c.IntN(6) {
	case 0, 1:
		g.Roles, g.All = c.addressees()
	case 2:
		g.When = c.condition(1)
	case 3:
		g.Unless, g.Except = c.condition(1), nil
	case 4:
		g.Limits = c.limits()
	case 5:
		a.Grants = slices.Clone(a.Grants)[1:]
	}
}

// changeTests moves a bound of some test.
func (c changer) changeTests() {
	var all []*playbook.Expr
	everyExpr(c.p, func(e *playbook.Expr) {
		if e.Op == playbook.Within && e.Low != nil {
			all = append(all, e)
		}
	})
	if len(all) > 0 {
		e := one(c, all...)
		i := slices.IndexFunc(c.facts, func(f *playbook.Fact) bool { return f.Name.Value == e.Name })
		e.Low = c.bound(c.facts[i])
	}
}

func (c changer) changeDuty() {
	if len(c.p.Duties) == 0 || c.chance(20) {
		c.makeDuty()
		return
	}
	d := one(c, c.p.Duties...)
	switch c.IntN(4) {
	case 0:
		d.To = slices.Clone(d.To)
		slices.Reverse(d.To)
	case 1:
		d.Within = given(c.maker, minutes(7))
	case 2:
		d.When = playbook.Condition{}
	case 3:
		d.Otherwise = !d.Otherwise
	}
}

// changeFact widens a range, or adds an option; what conditions say stays possible.
func (c changer) changeFact() {
	for _, list := range [][]*playbook.Fact{c.p.Facts, c.site.Facts} {
		for i, f := range list {
			if !c.chance(50) {
				continue
			}
			wider := *f
			switch f.Kind {
			case playbook.Numeric:
				more := big.NewRat(3, 2)
				if f.Step.Present() {
					more = f.Step.Value.Rat
				}
				wider.Max = number(playbook.Decimal(new(big.Rat).Add(f.Max.Rat, more)))
			case playbook.Choice:
				wider.Options = append(slices.Clone(f.Options), playbook.Option{Name: c.text("z"), Title: c.text("Z")})
			}
			list[i] = &wider
		}
	}
}
