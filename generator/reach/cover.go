package reach

import (
	"slices"

	"remit/generator/hours"
)

// covered reports whether the reader reaches authority while some contacts are open.
func (g graph) covered(open func(contact string) bool) bool {
	met := make([]bool, len(g))
	return g.leads(0, met, open)
}

func (g graph) leads(n int, met []bool, open func(string) bool) bool {
	if met[n] {
		return false
	}
	met[n] = true
	if g[n].may || slices.ContainsFunc(g[n].with, open) {
		return true
	}
	for _, ladder := range g[n].ladders {
		for _, r := range ladder {
			if len(r.leads) > 0 && open(r.contact) && slices.ContainsFunc(r.leads, func(i int) bool { return g.leads(i, met, open) }) {
				return true
			}
		}
	}
	return false
}

// contacts returns those of a graph that are open at some times and closed at others.
func (p *Prover) contacts(g graph) []string {
	var list []string
	add := func(c string) {
		if !p.always(c) && len(p.open[c]) > 0 && !slices.Contains(list, c) {
			list = append(list, c)
		}
	}
	for _, n := range g {
		for _, c := range n.with {
			add(c)
		}
		for _, ladder := range n.ladders {
			for _, r := range ladder {
				add(r.contact)
			}
		}
	}
	return list
}

// uncovered returns when the reader of a graph reaches nobody with authority. The graph is asked once for each set of
// contacts that are open at once.
func (p *Prover) uncovered(g graph) hours.Spans {
	changing := p.contacts(g)
	known := map[string]bool{}
	set := make([]byte, len(changing))
	var alone hours.Spans
	for s := range p.stretches(changing, set) {
		covered, asked := known[string(set)]
		if !asked {
			covered = g.covered(func(c string) bool {
				if i := slices.Index(changing, c); i >= 0 {
					return set[i] == 1
				}
				return p.always(c)
			})
			known[string(set)] = covered
		}
		if last := len(alone) - 1; !covered && last >= 0 && alone[last].Until == s.From {
			alone[last].Until = s.Until
		} else if !covered {
			alone = append(alone, s)
		}
	}
	return alone
}

// stretches yields the stretches of the calendar in which none of some contacts opens or closes, and writes beforehand into
// set which of them are open.
func (p *Prover) stretches(contacts []string, set []byte) func(yield func(hours.Span) bool) {
	return func(yield func(hours.Span) bool) {
		next := make([]int, len(contacts)) // the first span that is not over
		for at := p.whole.From; at < p.whole.Until; {
			until := p.whole.Until
			for i, c := range contacts {
				open := p.open[c]
				if next[i] < len(open) && open[next[i]].Until <= at {
					next[i]++
				}
				set[i] = 0
				switch {
				case next[i] == len(open):
				case open[next[i]].From <= at:
					set[i], until = 1, min(until, open[next[i]].Until)
				default:
					until = min(until, open[next[i]].From)
				}
			}
			if !yield(hours.Span{From: at, Until: until}) {
				return
			}
			at = until
		}
	}
}
