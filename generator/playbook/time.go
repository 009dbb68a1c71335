package playbook

import (
	"fmt"
	"time"
)

// A Date is a calendar day, valid to its end in the site's time zone.
type Date struct {
	Year  int
	Month time.Month
	Day   int
}

// String returns the date as it is written: 2026-10-01.
func (d Date) String() string { return fmt.Sprintf("%04d-%02d-%02d", d.Year, d.Month, d.Day) }

// Words returns the date for a reader: 1 October 2026.
func (d Date) Words() string { return fmt.Sprintf("%d %s %d", d.Day, d.Month, d.Year) }

// Start returns the first instant of the day in a location: midnight, or what follows it where the clock skips midnight.
func (d Date) Start(zone *time.Location) time.Time {
	start := time.Date(d.Year, d.Month, d.Day, 0, 0, 0, 0, zone)
	if DateOf(start).Before(d) {
		_, start = start.ZoneBounds()
	}
	if from, _ := start.ZoneBounds(); !from.IsZero() { // midnight that the clock shows twice begins with the first
		if earlier := start.Add(-time.Hour); earlier.Before(from) && DateOf(earlier) == d {
			return earlier
		}
	}
	return start
}

// Before reports whether d is an earlier day than e.
func (d Date) Before(e Date) bool {
	if d.Year != e.Year {
		return d.Year < e.Year
	}
	if d.Month != e.Month {
		return d.Month < e.Month
	}
	return d.Day < e.Day
}

// Next returns the day after.
func (d Date) Next() Date { return DateOf(time.Date(d.Year, d.Month, d.Day+1, 12, 0, 0, 0, time.UTC)) }

// Add returns the day a duration later. Months are calendar months; a day that the month lacks becomes its last.
func (d Date) Add(by Duration) Date {
	switch by.Unit {
	case Month:
		last := time.Date(d.Year, d.Month+time.Month(by.Count)+1, 0, 12, 0, 0, 0, time.UTC)
		return Date{last.Year(), last.Month(), min(d.Day, last.Day())}
	case Day:
		return DateOf(time.Date(d.Year, d.Month, d.Day+by.Count, 12, 0, 0, 0, time.UTC))
	}
	return DateOf(time.Date(d.Year, d.Month, d.Day, 12, 0, 0, 0, time.UTC).Add(by.Approximate()))
}

// DateOf returns the day of an instant in its own location.
func DateOf(t time.Time) Date {
	y, m, d := t.Date()
	return Date{y, m, d}
}

// A Unit is the unit of a duration.
type Unit int

// The units. Now and Incident stand alone: "now" is no time at all, "incident" is as long as the incident lasts.
const (
	Minute Unit = iota
	Hour
	Day
	Month
	Now
	Incident
)

// A Duration is a length of time as people write it: 5 min, 2 h, 30 days, 6 months, now, incident.
type Duration struct {
	Count int
	Unit  Unit
}

// String returns the duration as it is written.
func (d Duration) String() string {
	switch d.Unit {
	case Now:
		return "now"
	case Incident:
		return "incident"
	}
	unit := [...]string{"min", "h", "days", "months"}[d.Unit]
	if d.Count == 1 && d.Unit >= Day {
		unit = unit[:len(unit)-1]
	}
	return fmt.Sprintf("%d %s", d.Count, unit)
}

// Approximate returns the length for comparing; a month counts as 30 days, now as nothing, and an incident as the
// longest of all.
func (d Duration) Approximate() time.Duration {
	switch d.Unit {
	case Now:
		return 0
	case Incident:
		return 1<<63 - 1
	}
	return time.Duration(d.Count) * [...]time.Duration{time.Minute, time.Hour, 24 * time.Hour, 30 * 24 * time.Hour}[d.Unit]
}
