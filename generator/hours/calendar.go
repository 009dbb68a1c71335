package hours

import (
	"strings"
	"time"

	"remit/generator/playbook"
)

// Horizon is how many months ahead are looked at and sent to readers: a year, and a month in which to publish again.
const Horizon = 13

// A Calendar is a stretch of time with the holidays of a site in it, and when each of its contacts answers.
type Calendar struct {
	Span
	Zone     *time.Location // of the site
	holidays Spans
	open     map[string]Spans // by contact
}

// NewCalendar returns the calendar of a site from the beginning of a day on, for so many months.
func NewCalendar(site *playbook.Site, from playbook.Date, months int) *Calendar {
	c := &Calendar{Zone: site.TimeZone.Value}
	if c.Zone == nil {
		c.Zone = time.UTC
	}
	end := from.Add(playbook.Duration{Count: months, Unit: playbook.Month})
	c.Span = Span{from.Start(c.Zone).Unix(), end.Start(c.Zone).Unix()}
	var closed []Span
	for _, d := range site.Holidays {
		midnight := days(d.Value) * daySeconds
		closed = append(closed, c.instants(c.Zone, func(first, last int64) []Span {
			return []Span{{midnight, midnight + daySeconds}}
		})...)
	}
	c.holidays, c.open = join(closed), map[string]Spans{}
	for _, contact := range site.Contacts {
		if contact.Usable() {
			c.open[contact.Name.Value] = c.windows(contact.Hours)
		}
	}
	return c
}

// Open returns when a contact answers, within the calendar. One without a channel that can be used never does, nor does
// one that the site does not have.
func (c *Calendar) Open(contact string) Spans { return c.open[contact] }

// Always reports whether a contact answers at every instant of the calendar.
func (c *Calendar) Always(contact string) bool {
	open := c.open[contact]
	return len(open) == 1 && open[0] == c.Span
}

// Staffed returns when somebody with these hours is there, whether or not a channel leads there.
func (c *Calendar) Staffed(h playbook.Hours) Spans { return c.windows(h) }

// windows returns when somebody with these hours answers.
func (c *Calendar) windows(h playbook.Hours) Spans {
	if h.Always {
		return Spans{c.Span}
	}
	var open []Span
	for _, w := range h.Windows {
		zone := w.Zone
		if zone == nil {
			zone = c.Zone
		}
		open = append(open, c.instants(zone, func(first, last int64) []Span { return wall(w, first, last) })...)
	}
	return join(open).Without(c.holidays)
}

const (
	minuteSeconds = 60
	daySeconds    = 24 * 60 * minuteSeconds
)

// wall returns when a window is open by the clock on the wall, from one day up to another, both counted from 1 January
// 1970; the result is in seconds since then, as if there were no time zones.
func wall(w playbook.Window, first, last int64) []Span {
	length := int64(w.To-w.From) * minuteSeconds
	if length < 0 {
		length += daySeconds // it runs overnight
	}
	var open []Span
	for day := first; day <= last; day++ {
		if w.Days[weekday(day)] {
			from := day*daySeconds + int64(w.From)*minuteSeconds
			open = append(open, Span{from, from + length})
		}
	}
	return open
}

// weekday returns the day of the week of a day counted from 1 January 1970, a Thursday.
func weekday(day int64) int { return int(((day+int64(time.Thursday))%7 + 7) % 7) }

// days counts the days from 1 January 1970 to a date.
func days(d playbook.Date) int64 {
	return time.Date(d.Year, d.Month, d.Day, 0, 0, 0, 0, time.UTC).Unix() / daySeconds
}

// instants returns the instants of the calendar at which the wall clock of a zone shows a time of the spans that local
// returns for a range of days, with the day before it for what runs overnight. While the offset of a zone stays the
// same, its wall clock differs from the instants by that offset alone: so each such period is taken by itself.
func (c *Calendar) instants(zone *time.Location, local func(first, last int64) []Span) []Span {
	var found []Span
	for at := c.From; at < c.Until; {
		t := time.Unix(at, 0).In(zone)
		_, offset := t.Zone()
		until := c.Until
		if _, end := t.ZoneBounds(); !end.IsZero() {
			until = min(until, end.Unix())
		}
		shift := int64(offset)
		first, last := floorDay(at+shift)-1, floorDay(until+shift)
		for _, s := range local(first, last) {
			if from, to := max(s.From-shift, at), min(s.Until-shift, until); from < to {
				found = append(found, Span{from, to})
			}
		}
		at = until
	}
	return found
}

func floorDay(seconds int64) int64 {
	day := seconds / daySeconds
	if seconds%daySeconds < 0 {
		day--
	}
	return day
}

// ZoneWords names a time zone by its city: "London time".
func ZoneWords(zone *time.Location) string {
	name := zone.String()
	if name == "UTC" {
		return name
	}
	return strings.ReplaceAll(name[strings.LastIndexByte(name, '/')+1:], "_", " ") + " time"
}
