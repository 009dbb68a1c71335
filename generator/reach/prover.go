package reach

import (
	"slices"
	"sync"
	"time"

	"remit/generator/authority"
	"remit/generator/hours"
	"remit/generator/playbook"
)

// A Prover knows when the contacts of a site are open. Several goroutines may use it at once.
type Prover struct {
	site     *playbook.Site
	calendar *hours.Calendar        // the months that are looked at
	whole    hours.Span             // and one more, into which waits may run
	open     map[string]hours.Spans // by contact, in the whole
	answers  map[string]int64       // by contact, in seconds
	behind   map[string][]string    // by contact: the roles that name it
	weeks    []week
	mu       sync.Mutex
	known    map[string]*finding // by graph
}

// A finding is what was found out about a graph.
type finding struct {
	alone hours.Spans // when the reader is not covered
	parts []part      // of the other times
	proof Proof       // for all of the months
}

// New returns a prover for the months from a day on.
func New(site *playbook.Site, day playbook.Date) *Prover { return ahead(site, day, hours.Horizon) }

func ahead(site *playbook.Site, day playbook.Date, months int) *Prover {
	longer := hours.NewCalendar(site, day, months+1)
	p := &Prover{
		site: site, calendar: hours.NewCalendar(site, day, months), whole: longer.Span, open: map[string]hours.Spans{},
		answers: map[string]int64{}, behind: map[string][]string{}, known: map[string]*finding{},
	}
	for _, c := range site.Contacts {
		p.open[c.Name.Value] = longer.Open(c.Name.Value)
		p.answers[c.Name.Value] = seconds(c.AnswersIn.Value)
	}
	for _, r := range site.Roles {
		if r.Contact.Present() {
			p.behind[r.Contact.Value] = append(p.behind[r.Contact.Value], r.Name.Value)
		}
	}
	p.weeks = weeksOf(p.calendar)
	return p
}

// longest is more than any calendar holds.
const longest = 400 * 24 * time.Hour

func seconds(d playbook.Duration) int64 { return int64(min(d.Approximate(), longest) / time.Second) }

// always reports whether a contact is open at every instant.
func (p *Prover) always(contact string) bool {
	open := p.open[contact]
	return len(open) == 1 && open[0] == p.whole
}

// find looks at a graph, once.
func (p *Prover) find(g graph) *finding {
	key := g.key()
	p.mu.Lock()
	f := p.known[key]
	p.mu.Unlock()
	if f != nil {
		return f
	}
	f = &finding{proof: Nothing()}
	alone := p.uncovered(g)
	f.alone = alone.Within(p.calendar.Span)
	f.parts = p.waits(g, alone)
	p.count(&f.proof, f, p.calendar.Span)
	p.mu.Lock()
	p.known[key] = f
	p.mu.Unlock()
	return f
}

// A Book is what is proved of a playbook.
type Book struct {
	Proof
	Uncovered []Uncovered // by period and role; none when every listed role is covered always
	// Onward is, by listed role that does not decide, the contacts with somebody behind them who has authority, to whom its
	// calls lead in some situation: first those that it calls itself. They are whom to call when nobody else is open.
	Onward map[string][]string
}

// An Uncovered is a listed role that somebody leaves alone in some situation of a period.
type Uncovered struct {
	Model *authority.Model
	Role  string
	Span  hours.Span // of the period
}

// Book proves a playbook, of which there is a model for each period, in order.
func (p *Prover) Book(periods []*authority.Model) Book {
	b := Book{Proof: Nothing(), Onward: map[string][]string{}}
	for i, m := range periods {
		span, s := p.Period(periods, i), p.situations(m)
		if span.From >= span.Until {
			continue
		}
		for _, r := range m.Playbook.Roles {
			if m.Decides(r.Value) {
				continue
			}
			if b.prove(s, r.Value, span) {
				b.Uncovered = append(b.Uncovered, Uncovered{m, r.Value, span})
			}
		}
	}
	return b
}

// prove adds what one role finds, and reports whether it is left alone.
func (b *Book) prove(s *situations, role string, span hours.Span) (alone bool) {
	near, far := b.Onward[role], []string(nil)
	s.each(role, func(g graph, _ []string) {
		f := s.find(g)
		b.add(s.within(f, span))
		alone = alone || len(f.alone.Within(span)) > 0
		for i := range g {
			if i == 0 {
				near = g.ends(i, near)
			} else {
				far = g.ends(i, far)
			}
		}
	})
	for _, c := range far {
		if !slices.Contains(near, c) {
			near = append(near, c)
		}
	}
	if b.Onward[role] = near; near == nil {
		delete(b.Onward, role)
	}
	return alone
}

// ends adds to a list the contacts that a role calls with authority behind them.
func (g graph) ends(n int, list []string) []string {
	for _, ladder := range g[n].ladders {
		for _, r := range ladder {
			may := slices.ContainsFunc(r.leads, func(i int) bool { return g[i].may || g[i].with != nil })
			if may && !slices.Contains(list, r.contact) {
				list = append(list, r.contact)
			}
		}
	}
	return list
}

// Period returns the time in which a model of a playbook holds.
func (p *Prover) Period(periods []*authority.Model, i int) hours.Span {
	span := p.calendar.Span
	if i > 0 {
		span.From = max(span.From, periods[i].Day.Start(p.calendar.Zone).Unix())
	}
	if i+1 < len(periods) {
		span.Until = min(span.Until, periods[i+1].Day.Start(p.calendar.Zone).Unix())
	}
	return span
}

// each calls do for the graphs of a role in the situations at risk, but for those without an answer, which are found
// wanting elsewhere.
func (s *situations) each(name string, do func(graph, []string)) {
	context := s.context(name)
	if len(context) == 1 {
		s.m.Some(name, func(o authority.Outcome) bool {
			if o.Verdict != authority.NotAtRisk && o.Verdict != authority.Unanswered {
				do(s.graph(name, s.sight(name, o), nil))
			}
			return false
		})
		return
	}
	unanswered := -1
	see := func(role string, o authority.Outcome) int {
		if role == name && o.Verdict == authority.Unanswered {
			return s.unanswered(name, &unanswered)
		}
		return s.see(role, o)
	}
	s.m.Joint(context, see, func(seen []int) {
		if seen[0] == unanswered {
			return
		}
		do(s.graph(name, s.sights[name][seen[0]], func(role string) sight {
			for i, r := range context {
				if r == role {
					return s.sights[role][seen[i]]
				}
			}
			panic("the outcome of " + role + " is not part of the context of " + name) // INVARIANT: context names every role that a call can reach
		}))
	})
}

// unanswered is a number of its own for what a reader sees who has no answer.
func (s *situations) unanswered(name string, id *int) int {
	if *id < 0 {
		*id = len(s.sights[name])
		s.sights[name] = append(s.sights[name], sight{})
	}
	return *id
}
