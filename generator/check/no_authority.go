package check

import (
	"fmt"
	"slices"
	"strings"

	"remit/generator/authority"
	"remit/generator/diagnostic"
	"remit/generator/hours"
	"remit/generator/reach"
	"remit/generator/words"
)

// noAuthority: a time in the months ahead at which the calls of a listed role, followed through open contacts and the
// roles behind them, reach nobody who may act or decide. It is an error while the role's own contact is open, since
// somebody may be reading then, and a warning for the other minutes.
func noAuthority() Rule {
	return Rule{Name: "no_authority", Severity: diagnostic.Error, run: func(s *subject) []diagnostic.Diagnostic {
		var found []diagnostic.Diagnostic
		told := map[string][]authority.Region{}
		for i, m := range s.periods {
			sleep := authorityGaps{subject: s, m: m, period: s.prover.Period(s.periods, i)}
			for _, u := range s.reach.Uncovered {
				if u.Model == m {
					sleep.roles = append(sleep.roles, u.Role)
				}
			}
			if len(sleep.roles) > 0 {
				found = append(found, sleep.findings(told)...)
			}
		}
		return found
	}}
}

// authorityGaps are the roles that a period leaves without authority.
type authorityGaps struct {
	*subject
	m      *authority.Model
	period hours.Span
	roles  []string
}

// findings returns one for each cause, errors and warnings apart. What an earlier period had is not told again.
func (s *authorityGaps) findings(told map[string][]authority.Region) []diagnostic.Diagnostic {
	context := s.prover.Context(s.m, s.roles)
	var causes []string
	s.m.Regions(nil, s.roles, context, func(role string, v authority.View) bool {
		if g := s.prover.Gap(s.m, s.period, role, v); g != nil && !slices.Contains(causes, g.Kind()) {
			causes = append(causes, g.Kind())
		}
		return false
	})
	slices.Sort(causes)
	var found []diagnostic.Diagnostic
	for _, cause := range causes {
		regions := s.m.Regions(told[cause], s.roles, context, func(role string, v authority.View) bool {
			g := s.prover.Gap(s.m, s.period, role, v)
			return g != nil && g.Kind() == cause
		})
		if told[cause] = append(told[cause], regions...); len(regions) > 0 {
			found = append(found, s.finding(regions, context))
		}
	}
	return found
}

// finding tells the regions of one cause, with the earliest time among the witnesses.
func (s *authorityGaps) finding(regions []authority.Region, context []string) diagnostic.Diagnostic {
	var gap *reach.Gap
	var first authority.Region
	var roles []string
	for _, r := range regions {
		for _, role := range r.Roles {
			if !slices.Contains(roles, role) {
				roles = append(roles, role)
			}
			if g := s.gapAt(r, role); gap == nil || g.When()[0].From < gap.When()[0].From {
				first = r
				first.Roles, gap = []string{role}, g
			}
		}
	}
	d := diagnostic.Diagnostic{
		Span:    s.place(gap, first).Span,
		Message: s.since(s.m) + s.tells(gap, first.Roles[0]) + s.others(roles, first.Roles[0]),
		Help:    s.remedy(gap),
		Region:  first.Words,
		Witness: s.witness(s.m, first),
		Related: s.hoursOf(closed(gap.Tried(gap.When()[0].From))),
	}
	if len(gap.Reading) == 0 {
		d.Severity = diagnostic.Warning
	}
	d.Cause = s.since(s.m) + gap.Kind()
	for _, r := range regions {
		told := s.since(s.m) + s.tells(s.gapAt(r, r.Roles[0]), r.Roles[0])
		region := diagnostic.Region{Words: r.Words, Roles: r.Roles, Witness: s.witness(s.m, r), Told: told, Extent: s.m.Extent(r), Minutes: s.minutes(r)}
		if r.Words == first.Words && slices.Contains(r.Roles, first.Roles[0]) {
			d.Regions = slices.Insert(d.Regions, 0, region)
		} else {
			d.Regions = append(d.Regions, region)
		}
	}
	return d
}

// minutes are those of the week at which some role of a region is left alone.
func (s *authorityGaps) minutes(r authority.Region) string {
	var all hours.Spans
	for _, role := range r.Roles {
		g := s.gapAt(r, role)
		all = append(append(all, g.Reading...), g.Away...)
	}
	return s.prover.Minutes(all)
}

// gapAt is the gap of the witness of a region for one of its roles.
func (s *authorityGaps) gapAt(r authority.Region, role string) *reach.Gap {
	return s.prover.Gap(s.m, s.period, role, s.m.ViewAt(r.Witness))
}

// place is the ladder that leads nowhere, else what lets the role hold a grant that is no use alone, else what puts it at
// risk.
func (s *authorityGaps) place(g *reach.Gap, r authority.Region) diagnostic.Related {
	if g.Duty >= 0 {
		return diagnostic.Related{Span: s.book.Duties[g.Duty].Ladder()}
	}
	for _, i := range s.m.ViewAt(r.Witness)(r.Roles[0]).Grants {
		if with := s.m.Grants()[i].Grant.TogetherWith; with.Present() {
			return diagnostic.Related{Span: with.Span}
		}
	}
	return atRisk(s.subject, s.m, r)
}

// tells says when a role reaches nobody with authority, and whom it calls then.
func (s *authorityGaps) tells(g *reach.Gap, role string) string {
	when := g.When()
	first := s.localSpan(when[0])
	if when[0] == s.calendar.Span {
		first = "at every hour"
	}
	words := fmt.Sprintf("%s %s reaches nobody who may act or decide: %s", first, role, s.tried(g, when[0].From))
	words += atOtherTimes(len(when) - 1)
	switch {
	case len(g.Reading) == 0:
		words += ", while its own contact is closed"
	case len(g.Away) > 0:
		words += fmt.Sprintf("; %s while its own contact is closed", timesMore(len(g.Away)))
	}
	return words
}

func timesMore(n int) string {
	if n == 1 {
		return "once more"
	}
	return fmt.Sprintf("and at %d times", n)
}

// others names the roles that are no better off.
func (s *authorityGaps) others(roles []string, but string) string {
	others := slices.DeleteFunc(slices.Clone(roles), func(r string) bool { return r == but })
	if len(others) == 0 {
		return ""
	}
	return "; the same goes for " + words.List(others, "and")
}

func (s *authorityGaps) remedy(g *reach.Gap) string {
	switch {
	case g.Duty >= 0:
		return "put a contact on the ladder that is open then, and whose role decides or may act here; a third party may not"
	case g.Asks:
		return "give this role a duty here whose ladder reaches somebody who decides at every hour"
	}
	return "add a duty for these situations whose ladder reaches somebody who decides at every hour"
}

// tried says whom a role calls at a time.
func (s *authorityGaps) tried(g *reach.Gap, at int64) string {
	ladders := g.Tried(at)
	if len(ladders) == 0 {
		return "it has nobody to call"
	}
	if g.Asks {
		var who []string
		for _, l := range ladders {
			who = append(who, called(l))
		}
		return "those who may act are called at " + strings.Join(who, " and ")
	}
	var words []string
	for _, l := range ladders {
		words = append(words, called(l))
	}
	return "it calls " + strings.Join(words, "; and ")
}

// called says what comes of the contacts of a ladder: "owner (closed), then pizza_shop (third party)".
func called(ladder []reach.Call) string {
	var words []string
	for _, c := range ladder {
		words = append(words, c.Contact+" ("+whatComesOf(c)+")")
	}
	return strings.Join(words, ", then ")
}

func whatComesOf(c reach.Call) string {
	if !c.Open {
		return "closed"
	}
	if len(c.Roles) == 0 {
		return "third party"
	}
	var who []string
	for _, r := range c.Roles {
		words := r.Role + " may not"
		var calls []string
		for _, l := range r.Calls {
			calls = append(calls, called(l))
		}
		if len(calls) > 0 {
			words += ", and calls " + strings.Join(calls, "; and ")
		}
		who = append(who, words)
	}
	return strings.Join(who, "; ")
}

// closed returns the contacts that were closed when they were called.
func closed(ladders [][]reach.Call) []string {
	var names []string
	for _, l := range ladders {
		for _, c := range l {
			if !c.Open {
				names = append(names, c.Contact)
			}
			for _, r := range c.Roles {
				names = append(names, closed(r.Calls)...)
			}
		}
	}
	return names
}
