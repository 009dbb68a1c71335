package reach

import (
	"slices"

	"remit/generator/authority"
	"remit/generator/hours"
)

// Forsaken reports whether the calls of a role, of which some might be made when a limit is used up, may not always reach
// somebody with authority. False is certain, and quick to see: each ladder has a contact that is always open and decides.
func (p *Prover) Forsaken(m *authority.Model, role string) bool {
	for _, d := range m.Duties() {
		ladder := m.Remaining(role, d.Index)
		sure := slices.ContainsFunc(ladder, func(c string) bool {
			return p.always(c) && slices.ContainsFunc(p.behind[c], m.Decides)
		})
		if ladder != nil && !sure {
			return true
		}
	}
	return false
}

// Spent returns what a situation leaves a role without once the limit of a grant is used up, for everybody; nil when whom
// it then calls reaches somebody with authority at every minute, and where it has nobody to call, which is found wanting
// elsewhere. The alias is that of [authority.Model.UsedUp].
func (p *Prover) Spent(m *authority.Model, period hours.Span, role, alias string, grant int, view authority.View) *Gap {
	o := view(alias)
	if o.Verdict != authority.Escalate {
		return nil
	}
	s := p.situations(m)
	s.used = grant
	g := &Gap{p: p, Duty: -1}
	g.graph, g.names = s.graph(role, sight{calls: s.sight(alias, o).calls}, func(name string) sight { return s.sight(name, view(name)) })
	alone := p.find(g.graph).alone.Within(period).Without(s.unstaffed(o))
	if len(alone) == 0 {
		return nil
	}
	g.Duty = s.staffed(o, alone[0].From)
	g.Cause = s.cause(g, role, view)
	there := p.there(role)
	g.Reading, g.Away = alone.And(there), alone.Without(there)
	return g
}
