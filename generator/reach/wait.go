package reach

import (
	"sort"

	"remit/generator/hours"
)

// A moment is a time that depends on when the reader began: so many seconds later, or fixed.
type moment struct {
	at    int64
	fixed bool
}

func (m moment) after(seconds int64) moment { return moment{m.at + seconds, m.fixed} }

// A part is a stretch of times to begin at which come to the same: authority is found at its end, or is not.
type part struct {
	hours.Span
	found bool
	end   moment
}

// A walk lets time pass on a graph.
type walk struct {
	*Prover
	graph graph
	path  []bool // the roles that are calling
}

// mostPasses is how often a reader makes all calls. Only hours shorter than what their contacts take to answer need many.
const mostPasses = 100

// waits returns, for all times to begin at that are covered, when authority is found.
func (p *Prover) waits(g graph, alone hours.Spans) []part {
	w := walk{p, g, make([]bool, len(g))}
	var parts []part
	for _, s := range (hours.Spans{p.calendar.Span}).Without(alone) {
		parts = append(parts, w.begin(moment{}, s, alone, mostPasses-1)...)
	}
	return parts
}

// begin makes the calls of the reader from a moment on, and again while they fail.
func (w *walk) begin(m moment, span hours.Span, alone hours.Spans, passes int) []part {
	return onward(w.role(0, m, span), func(failed part) []part {
		if passes == 0 {
			return []part{failed}
		}
		return onward(within(alone, failed), func(again part) []part {
			return w.begin(again.end, again.Span, alone, passes-1)
		})
	})
}

// within moves what failed in a time in which nobody could be reached to the end of that time: there it goes on.
func within(alone hours.Spans, failed part) []part {
	var list []part
	for _, p := range split(alone, failed.Span, failed.end) {
		if p.found {
			p.end = moment{p.end.at, true}
		} else {
			p.end = failed.end
		}
		list = append(list, part{Span: p.Span, end: p.end})
	}
	return list
}

// split tells when a moment lies in some time: found, with the end of the span it lies in.
func split(in hours.Spans, span hours.Span, m moment) []part {
	if m.fixed {
		i := sort.Search(len(in), func(i int) bool { return in[i].Until > m.at })
		inside := i < len(in) && in[i].From <= m.at
		if inside {
			return []part{{span, true, moment{in[i].Until, true}}}
		}
		return []part{{Span: span, end: m}}
	}
	var list []part
	at := span.From
	for i := sort.Search(len(in), func(i int) bool { return in[i].Until > span.From+m.at }); i < len(in) && in[i].From < span.Until+m.at; i++ {
		from, until := max(at, in[i].From-m.at), min(span.Until, in[i].Until-m.at)
		if from > at {
			list = append(list, part{Span: hours.Span{From: at, Until: from}, end: m})
		}
		list = append(list, part{hours.Span{From: from, Until: until}, true, moment{in[i].Until, true}})
		at = until
	}
	if at < span.Until {
		list = append(list, part{Span: hours.Span{From: at, Until: span.Until}, end: m})
	}
	return list
}

// onward replaces what has not been found.
func onward(parts []part, next func(part) []part) []part {
	var list []part
	for _, p := range parts {
		if p.found {
			list = append(list, p)
		} else {
			list = append(list, next(p)...)
		}
	}
	return list
}

// role asks a role for its authority; one without makes its calls, but for one that is calling already.
func (w *walk) role(n int, m moment, span hours.Span) []part {
	parts := w.authority(n, m, span)
	if w.path[n] {
		return parts
	}
	w.path[n] = true
	parts = onward(parts, func(p part) []part { return w.calls(n, m, p.Span) })
	w.path[n] = false
	return parts
}

func (w *walk) authority(n int, m moment, span hours.Span) []part {
	parts := []part{{span, w.graph[n].may, m}}
	for _, partner := range w.graph[n].with {
		parts = onward(parts, func(p part) []part {
			there := split(w.open[partner], p.Span, m)
			for i := range there {
				there[i].end = m
			}
			return there
		})
	}
	return parts
}

// calls tries each ladder first and takes the worst.
func (w *walk) calls(n int, m moment, span hours.Span) []part {
	var worst []part
	ladders := w.graph[n].ladders
	for first := range ladders {
		parts := w.ladder(ladders[first], m, span)
		for i, other := range ladders {
			if i != first {
				parts = onward(parts, func(p part) []part { return w.ladder(other, p.end, p.Span) })
			}
		}
		if worst == nil {
			worst = parts
		} else {
			worst = overlay(worst, parts, later)
		}
	}
	if worst == nil {
		return []part{{Span: span, end: m}}
	}
	return worst
}

// ladder calls the contacts of a ladder in turn.
func (w *walk) ladder(rungs []rung, m moment, span hours.Span) []part {
	if len(rungs) == 0 {
		return []part{{Span: span, end: m}}
	}
	first, rest := rungs[0], rungs[1:]
	takes := w.answers[first.contact]
	var list []part
	for _, there := range split(w.open[first.contact], span, m) {
		if !there.found {
			list = append(list, w.ladder(rest, m, there.Span)...)
			continue
		}
		stays := there.Span // the times at which the contact is open until it has answered
		switch closes := there.end.at; {
		case !m.fixed:
			stays.Until = max(stays.From, min(stays.Until, closes-takes-m.at))
		case m.at+takes >= closes:
			stays.Until = stays.From
		}
		if stays.From < stays.Until {
			list = append(list, w.answered(first, rest, m.after(takes), stays)...)
		}
		if stays.Until < there.Until {
			list = append(list, w.ladder(rest, m.after(takes), hours.Span{From: stays.Until, Until: there.Until})...)
		}
	}
	return list
}

// answered goes on when a contact has answered: where none of the roles behind it has authority, they call while the next
// contact is called.
func (w *walk) answered(r rung, rest []rung, m moment, span hours.Span) []part {
	for _, n := range r.leads {
		if w.graph[n].may {
			return []part{{span, true, m}}
		}
	}
	parts := w.ladder(rest, m, span)
	for _, n := range r.leads {
		parts = overlay(parts, w.role(n, m, span), sooner)
	}
	return parts
}

// overlay picks from two lists that cover the same times.
func overlay(a, b []part, pick func(a, b part) part) []part {
	var list []part
	for i, j := 0, 0; i < len(a) && j < len(b); {
		p := pick(a[i], b[j])
		p.From, p.Until = max(a[i].From, b[j].From), min(a[i].Until, b[j].Until)
		list = append(list, p)
		if p.Until == a[i].Until {
			i++
		}
		if p.Until == b[j].Until {
			j++
		}
	}
	return list
}

// later picks the worse of two ways. Both end at moments of one kind, since they began at the same.
func later(a, b part) part {
	if a.found != b.found {
		if a.found {
			return b
		}
		return a
	}
	if b.end.at > a.end.at {
		return b
	}
	return a
}

// sooner picks the better of two ways, the first where neither finds anybody.
func sooner(a, b part) part {
	if b.found && (!a.found || b.end.at < a.end.at) {
		return b
	}
	return a
}
