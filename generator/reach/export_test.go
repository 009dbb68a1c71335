package reach

import (
	"remit/generator/authority"
	"remit/generator/hours"
	"remit/generator/playbook"
)

// Ahead is [New] for so many months.
var Ahead = ahead

// Calendar is the time that is looked at.
func (p *Prover) Calendar() *hours.Calendar { return p.calendar }

// Of returns when a situation leaves a role alone, and how long it waits at other times.
func (p *Prover) Of(m *authority.Model, role string, view authority.View) (alone hours.Spans, wait func(at int64) int32) {
	s := p.situations(m)
	g, _ := s.graph(role, s.sight(role, view(role)), func(name string) sight { return s.sight(name, view(name)) })
	f := p.find(g)
	return f.alone, func(at int64) int32 {
		for _, part := range f.parts {
			if part.From <= at && at < part.Until {
				return part.wait(at)
			}
		}
		return Never
	}
}

// Ends returns the contacts with somebody behind them who has authority, of all to whom the calls of a role lead in a
// situation.
func (p *Prover) Ends(m *authority.Model, role string, view authority.View) (list []string) {
	s := p.situations(m)
	g, _ := s.graph(role, s.sight(role, view(role)), func(name string) sight { return s.sight(name, view(name)) })
	for i := range g {
		list = g.ends(i, list)
	}
	return list
}

// Date is short.
type Date = playbook.Date
