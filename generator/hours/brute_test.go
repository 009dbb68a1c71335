package hours_test

import (
	"math/rand/v2"
	"testing"
	"time"

	"remit/generator/hours"
	"remit/generator/playbook"
)

// The zones change their clocks on different days, by an hour, at different hours of the day; one has an offset of half
// an hour, and one lies beyond the date line from another.
var zones = []string{"Europe/London", "America/St_Johns", "Pacific/Auckland"}

// The intervals agree, minute by minute over two years, with looking at the clock on the wall. The windows are those
// that clock changes hurt most, and random ones.
func TestEveryMinuteOfTwoYears(t *testing.T) {
	for seed, home := range zones {
		t.Run(home, func(t *testing.T) {
			t.Parallel()
			random := rand.New(rand.NewPCG(uint64(seed), 7))
			site := &playbook.Site{TimeZone: playbook.Given[*time.Location]{Value: zone(t, home)}}
			for _, d := range []playbook.Date{{Year: 2026, Month: 12, Day: 25}, {Year: 2027, Month: 3, Day: 28}, {Year: 2027, Month: 9, Day: 26}, {Year: 2028, Month: 2, Day: 29}} {
				site.Holidays = append(site.Holidays, playbook.Given[playbook.Date]{Value: d})
			}
			for _, name := range []string{"a", "b", "c"} {
				site.Contacts = append(site.Contacts, named(name, randomHours(t, random)))
			}
			minutes := compareMinutes(t, site)
			if minutes < 2*365*24*60 {
				t.Errorf("only %d minutes were compared", minutes)
			}
		})
	}
}

// randomHours returns some windows that clock changes hurt, and random ones.
func randomHours(t *testing.T, random *rand.Rand) (h playbook.Hours) {
	t.Helper()
	edges := [][2]int{{60, 120}, {90, 150}, {0, 60}, {30, 90}, {120, 180}, {150, 210}, {22 * 60, 150}, {23*60 + 30, 60}, {1, 24 * 60}, {0, 24 * 60}}
	for range 2 {
		w := playbook.Window{Zone: zone(t, zones[random.IntN(len(zones))])}
		edge := edges[random.IntN(len(edges))]
		if random.IntN(2) == 0 {
			edge = [2]int{random.IntN(24 * 60), 1 + random.IntN(24*60)}
		}
		if edge[0] == edge[1] {
			edge[1]++
		}
		w.From, w.To = edge[0], edge[1]
		for d := range w.Days {
			w.Days[d] = random.IntN(3) > 0
		}
		h.Windows = append(h.Windows, w)
	}
	return h
}

// compareMinutes looks at every minute of 25 months that hold two years of clock changes.
func compareMinutes(t *testing.T, site *playbook.Site) int {
	t.Helper()
	c := hours.NewCalendar(site, playbook.Date{Year: 2026, Month: 10, Day: 1}, 25)
	reach := c.Reach([]string{"a", "b", "c"})
	minutes, stretch, wrong := 0, 0, 0
	for at := c.From; at < c.Until && wrong < 5; at += 60 {
		minutes++
		for reach[stretch].Until <= at {
			stretch++
		}
		want := -1
		for i, contact := range site.Contacts {
			answers := answersAt(site, contact, at)
			if answers != c.Open(contact.Name.Value).Covers(at) {
				wrong++
				t.Errorf("%s: contact %s answers: %v", time.Unix(at, 0).UTC(), contact.Name.Value, answers)
			}
			if answers && want < 0 {
				want = i
			}
		}
		if reach[stretch].Rung != want || reach[stretch].From > at {
			wrong++
			t.Errorf("%s: reached is %d, expected %d", time.Unix(at, 0).UTC(), reach[stretch].Rung, want)
		}
	}
	return minutes
}

// answersAt looks at the clock on the wall of each window, and at the date in the site's zone.
func answersAt(site *playbook.Site, c *playbook.Contact, at int64) bool {
	now := time.Unix(at, 0)
	for _, d := range site.Holidays {
		if playbook.DateOf(now.In(site.TimeZone.Value)) == d.Value {
			return false
		}
	}
	for _, w := range c.Hours.Windows {
		local := now.In(w.Zone)
		minute, today := local.Hour()*60+local.Minute(), local.Weekday()
		yesterday := (today + 6) % 7
		switch {
		case w.From < w.To && w.Days[today] && minute >= w.From && minute < w.To,
			w.From > w.To && w.Days[today] && minute >= w.From,
			w.From > w.To && w.Days[yesterday] && minute < w.To:
			return true
		}
	}
	return false
}

func zone(t *testing.T, name string) *time.Location {
	t.Helper()
	z, err := time.LoadLocation(name)
	if err != nil {
		t.Fatal(err)
	}
	return z
}
