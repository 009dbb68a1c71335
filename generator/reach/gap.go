package reach

import (
	"slices"
	"strconv"

	"remit/generator/authority"
	"remit/generator/hours"
	"remit/generator/playbook"
)

// A Gap is what one situation leaves a role without: somebody with authority whom its calls reach.
type Gap struct {
	Cause   string      // gaps of one cause have the same: the duty that is owed, or who may instead
	Duty    int         // the index of a duty that is owed and leads nowhere; -1 for none
	Asks    bool        // the answer is that somebody else may
	Reading hours.Spans // when, while the own contact of the role is open
	Away    hours.Spans // when, at other times
	p       *Prover
	graph   graph
	names   []string
}

// Gap returns what a situation of a period leaves a role without; nil when it is covered. What other rules say is left out:
// that a role has no answer, that its calls reach nobody at any hour, that all of its ladders are closed.
func (p *Prover) Gap(m *authority.Model, period hours.Span, role string, view authority.View) *Gap {
	o := view(role)
	switch o.Verdict {
	case authority.NotAtRisk, authority.Impossible, authority.Unanswered:
		return nil
	}
	s := p.situations(m)
	g := &Gap{p: p, Duty: -1, Asks: o.Verdict == authority.AskHolder}
	g.graph, g.names = s.graph(role, s.sight(role, o), func(name string) sight { return s.sight(name, view(name)) })
	alone := p.find(g.graph).alone.Within(period)
	if len(alone) == 0 || s.deadEnd(role, o, g.graph) {
		return nil
	}
	if alone = alone.Without(s.unstaffed(o)); len(alone) == 0 {
		return nil
	}
	g.Duty = s.staffed(o, alone[0].From)
	g.Cause = s.cause(g, role, view)
	there := p.there(role)
	g.Reading, g.Away = alone.And(there), alone.Without(there)
	return g
}

// deadEnd reports whether the calls of a team member lead nowhere even while every contact is open.
func (s *situations) deadEnd(role string, o authority.Outcome, g graph) bool {
	if s.site.Role(role).Kind != playbook.TeamMember || o.Verdict == authority.AskHolder || s.m.Resolves(o) {
		return false
	}
	return !g.covered(func(string) bool { return true })
}

// unstaffed returns when no contact of any ladder that is owed is open, as the ladders are written.
func (s *situations) unstaffed(o authority.Outcome) hours.Spans {
	var all []string
	for _, d := range o.Duties {
		all = append(all, playbook.Values(s.m.Playbook.Duties[d].To)...)
	}
	if len(all) == 0 {
		return nil
	}
	return s.calendar.Unstaffed(all)
}

// staffed returns the first duty that is owed whose ladder has somebody on it at a time; -1 when none is owed.
func (s *situations) staffed(o authority.Outcome, at int64) int {
	for _, d := range o.Duties {
		for _, c := range s.m.Playbook.Duties[d].To {
			if s.open[c.Value].Covers(at) {
				return d
			}
		}
	}
	return -1
}

func (s *situations) cause(g *Gap, role string, view authority.View) string {
	switch {
	case g.Duty >= 0:
		return "duty " + strconv.Itoa(g.Duty)
	case g.Asks:
		cause := "ask"
		for _, r := range s.m.Playbook.Roles {
			if r.Value != role && len(view(r.Value).Grants) > 0 {
				cause += " " + r.Value
			}
		}
		return cause
	}
	return "alone"
}

// there returns when the contact of a role is open, whether or not anybody can call it: then somebody may be reading. That
// of a role without a contact is not known, so that somebody always may.
func (p *Prover) there(role string) hours.Spans {
	r := p.site.Role(role)
	if c := p.site.Contact(r.Contact.Value); c != nil {
		return p.calendar.Staffed(c.Hours)
	}
	return hours.Spans{p.calendar.Span}
}

// Context returns the roles on whose outcomes the gaps of some roles depend, those roles included.
func (p *Prover) Context(m *authority.Model, roles []string) []string {
	s := p.situations(m)
	all := playbook.Values(m.Playbook.Roles) // who holds is asked of them
	for _, name := range roles {
		for _, r := range s.context(name) {
			if !slices.Contains(all, r) {
				all = append(all, r)
			}
		}
	}
	return all
}

// A Call is a contact that was tried at a time.
type Call struct {
	Contact string
	Open    bool
	Roles   []Caller // behind it; none for a third party
}

// A Caller is a role without authority, with the calls that it makes; they are left out where the role has been met before.
type Caller struct {
	Role  string
	Calls [][]Call
}

// Tried returns whom the reader calls at a time, and whom they call: a list for each ladder.
func (g *Gap) Tried(at int64) [][]Call {
	met := make([]bool, len(g.graph))
	return g.tried(0, at, met)
}

func (g *Gap) tried(n int, at int64, met []bool) [][]Call {
	if met[n] {
		return nil
	}
	met[n] = true
	var ladders [][]Call
	for _, ladder := range g.graph[n].ladders {
		var calls []Call
		for _, r := range ladder {
			c := Call{Contact: r.contact, Open: g.p.open[r.contact].Covers(at)}
			for _, i := range r.leads {
				if c.Open && g.names[i] != anybody {
					c.Roles = append(c.Roles, Caller{g.names[i], g.tried(i, at, met)})
				}
			}
			calls = append(calls, c)
		}
		ladders = append(ladders, calls)
	}
	return ladders
}

// When returns when the role is left alone: while it may be reading, else while it is away.
func (g *Gap) When() hours.Spans {
	if len(g.Reading) > 0 {
		return g.Reading
	}
	return g.Away
}

// Kind tells gaps apart that are told apart: by their cause, and by whether somebody may be reading.
func (g *Gap) Kind() string {
	if len(g.Reading) > 0 {
		return g.Cause
	}
	return g.Cause + " away"
}

// Wait returns the longest wait of a role in a situation of a period, of the minutes at which it is covered.
func (p *Prover) Wait(m *authority.Model, period hours.Span, role string, view authority.View) Wait {
	o := view(role)
	switch o.Verdict {
	case authority.NotAtRisk, authority.Impossible, authority.Unanswered:
		return Wait{}
	}
	s := p.situations(m)
	g, _ := s.graph(role, s.sight(role, o), func(name string) sight { return s.sight(name, view(name)) })
	return p.within(p.find(g), period).Wait
}
