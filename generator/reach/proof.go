package reach

import (
	"fmt"
	"math"
	"slices"
	"time"

	"remit/generator/hours"
)

// A Wait is how long it takes to reach authority, in minutes, for who begins at an instant. Minutes are [Never] where
// nobody can be reached.
type Wait struct {
	Minutes int32
	At      int64 // the first time at which it takes that long, in Unix seconds
}

// Never is longer than any wait.
const Never = math.MaxInt32

// HoursOfWeek is how many hours a week has; the first is Monday's from midnight to one.
const HoursOfWeek = 7 * 24

// A Proof is how long the listed roles that do not decide wait for authority.
type Proof struct {
	Asked bool // there is such a role, in a situation at risk
	Alone bool // at some minutes somebody is not covered; they are no part of the longest wait
	First int64
	Wait  Wait               // the longest
	Hours [HoursOfWeek]int32 // the longest of each hour of the week, on the clock of the site; Never where somebody is not covered
}

// Nothing is a proof without any wait.
func Nothing() Proof { return Proof{First: math.MaxInt64, Wait: Wait{At: math.MaxInt64}} }

// Add joins the proof of other situations, roles or playbooks.
func (p *Proof) add(q Proof) {
	p.Asked, p.Alone, p.First = p.Asked || q.Asked, p.Alone || q.Alone, min(p.First, q.First)
	if q.Asked {
		p.longer(q.Wait)
	}
	for i, wait := range q.Hours {
		p.Hours[i] = max(p.Hours[i], wait)
	}
}

func (p *Proof) longer(w Wait) {
	if w.Minutes > p.Wait.Minutes || w.Minutes == p.Wait.Minutes && w.At < p.Wait.At {
		p.Wait = w
	}
}

// Sum joins the proofs of several playbooks.
func Sum(books []Book) Proof {
	sum := Nothing()
	for _, b := range books {
		sum.add(b.Proof)
	}
	return sum
}

// within returns the proof of a graph in the time of a period.
func (p *Prover) within(f *finding, span hours.Span) Proof {
	if span == p.calendar.Span {
		return f.proof
	}
	proof := Nothing()
	p.count(&proof, f, span)
	return proof
}

// count adds what was found about a graph for some time.
func (p *Prover) count(proof *Proof, f *finding, span hours.Span) {
	proof.Asked = true
	for _, alone := range f.alone.Within(span) {
		proof.Alone, proof.First = true, min(proof.First, alone.From)
		p.hours(alone, func(hour int, _ int64) { proof.Hours[hour] = Never })
	}
	for _, part := range f.parts {
		in := hours.Span{From: max(part.From, span.From), Until: min(part.Until, span.Until)}
		if in.From >= in.Until {
			continue
		}
		proof.longer(Wait{part.wait(in.From), in.From})
		p.hours(in, func(hour int, at int64) { proof.Hours[hour] = max(proof.Hours[hour], part.wait(at)) })
	}
}

// wait is how long it takes from an instant of a part, in minutes.
func (p part) wait(from int64) int32 {
	switch {
	case !p.found:
		return Never
	case p.end.fixed:
		return int32((p.end.at - from + 59) / 60)
	}
	return int32((p.end.at + 59) / 60)
}

// A week is a time in which the clock of the site keeps its distance from UTC.
type week struct {
	hours.Span
	offset int64
}

func weeksOf(c *hours.Calendar) []week {
	var list []week
	for at := c.From; at < c.Until; {
		t := time.Unix(at, 0).In(c.Zone)
		_, offset := t.Zone()
		until := c.Until
		if _, end := t.ZoneBounds(); !end.IsZero() {
			until = min(until, end.Unix())
		}
		list = append(list, week{hours.Span{From: at, Until: until}, int64(offset)})
		at = until
	}
	return list
}

const hourSeconds = 3600

// hours calls do for the hours of the week that some time touches, each with the first instant in it.
func (p *Prover) hours(span hours.Span, do func(hour int, at int64)) {
	for _, w := range p.weeks {
		until := min(span.Until, w.Until)
		for at := max(span.From, w.From); at < until; {
			local := at + w.offset
			hour := local / hourSeconds
			do(int((hour+3*24)%HoursOfWeek), at) // 1 January 1970 was a Thursday
			at = (hour+1)*hourSeconds - w.offset
		}
	}
}

// String says how long a wait is: "35 min", "2 h 5 min".
func (w Wait) String() string {
	switch {
	case w.Minutes == Never:
		return "never"
	case w.Minutes < 120:
		return fmt.Sprintf("%d min", w.Minutes)
	case w.Minutes%60 == 0:
		return fmt.Sprintf("%d h", w.Minutes/60)
	}
	return fmt.Sprintf("%d h %d min", w.Minutes/60, w.Minutes%60)
}

// Words say how long it takes to reach authority, on the clock of the site; nothing where nobody has to.
func (p Proof) Words(zone *time.Location) string {
	when := func(at int64) string { return time.Unix(at, 0).In(zone).Format("Monday 2 January 2006 at 15:04") }
	switch {
	case !p.Asked:
		return ""
	case p.Alone:
		return "nobody with authority within reach at times, first on " + when(p.First)
	case p.Wait.Minutes == Never:
		return "nobody with authority answers whoever begins on " + when(p.Wait.At)
	case p.Wait.Minutes == 0:
		return "authority at once"
	case slices.Min(p.Hours[:]) == p.Wait.Minutes: // it is as long at every hour
		return "authority within " + p.Wait.String()
	}
	return "authority within " + p.Wait.String() + " at worst (" + when(p.Wait.At) + ")"
}
