package hours_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"remit/generator/hours"
	"remit/generator/playbook"
	"remit/generator/source"
)

// siteIn returns a site with contacts a, b, … of those hours.
func siteIn(t *testing.T, name string, hours ...playbook.Hours) *playbook.Site {
	t.Helper()
	site := &playbook.Site{TimeZone: playbook.Given[*time.Location]{Value: zone(t, name)}}
	for i, h := range hours {
		site.Contacts = append(site.Contacts, named(string(rune('a'+i)), h))
	}
	return site
}

// named returns a contact that can be rung.
func named(name string, h playbook.Hours) *playbook.Contact {
	file := source.NewFile("site.yaml", []byte("112"))
	phone := &playbook.Channel{Kind: "phone", Value: playbook.Text{Value: "112", Span: file.Span(0, 3)}}
	return &playbook.Contact{Name: playbook.Text{Value: name}, Hours: h, Channels: []*playbook.Channel{phone}}
}

func daily(from, to int) playbook.Hours {
	return playbook.Hours{Windows: []playbook.Window{{Days: [7]bool{true, true, true, true, true, true, true}, From: from, To: to}}}
}

// clocks prints spans in UTC.
func clocks(list hours.Spans) []string {
	var words []string
	for _, s := range list {
		words = append(words, time.Unix(s.From, 0).UTC().Format("2 Jan 15:04")+" to "+time.Unix(s.Until, 0).UTC().Format("2 Jan 15:04"))
	}
	return words
}

// In London the clock skips 01:00 to 02:00 on 28 March 2027 and repeats it on 31 October: the first is never open, the
// second is open twice.
func TestSkippedAndRepeatedHours(t *testing.T) {
	site := siteIn(t, "Europe/London", daily(90, 150))
	for _, c := range []struct {
		name string
		day  playbook.Date
		want []string
	}{
		{"an ordinary day", playbook.Date{Year: 2027, Month: 3, Day: 27}, []string{"27 Mar 01:30 to 27 Mar 02:30"}},
		{"skipped", playbook.Date{Year: 2027, Month: 3, Day: 28}, []string{"28 Mar 01:00 to 28 Mar 01:30"}},
		{"repeated", playbook.Date{Year: 2027, Month: 10, Day: 31}, []string{"31 Oct 00:30 to 31 Oct 01:00", "31 Oct 01:30 to 31 Oct 02:30"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			day := hours.Span{From: c.day.Start(time.UTC).Unix() - 3600, Until: c.day.Next().Start(time.UTC).Unix()}
			open := hours.NewCalendar(site, c.day, 1).Open("a").Within(day)
			if diff := cmp.Diff(c.want, clocks(open)); diff != "" {
				t.Errorf("mismatch (-want +got):\n%s", diff)
			}
		})
	}
}

// A holiday closes a night shift from midnight to midnight of the site, and nothing that is always open.
func TestHolidays(t *testing.T) {
	site := siteIn(t, "Europe/London", daily(22*60, 6*60), playbook.Hours{Always: true})
	site.Holidays = []playbook.Given[playbook.Date]{{Value: playbook.Date{Year: 2026, Month: 12, Day: 25}}}
	c := hours.NewCalendar(site, playbook.Date{Year: 2026, Month: 12, Day: 24}, 1)
	days := hours.Span{From: c.From, Until: c.From + 3*24*3600}
	want := []string{"24 Dec 00:00 to 24 Dec 06:00", "24 Dec 22:00 to 25 Dec 00:00", "26 Dec 00:00 to 26 Dec 06:00", "26 Dec 22:00 to 27 Dec 00:00"}
	if diff := cmp.Diff(want, clocks(c.Open("a").Within(days))); diff != "" {
		t.Errorf("a night shift: mismatch (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(hours.Spans{c.Span}, c.Open("b")); diff != "" || !c.Always("b") || c.Always("a") {
		t.Errorf("always: mismatch (-want +got):\n%s", diff)
	}
}

// Where midnight itself is skipped, the day begins at one.
func TestNoMidnight(t *testing.T) {
	site := siteIn(t, "Africa/Cairo", daily(0, 24*60))
	day := playbook.Date{Year: 2026, Month: 4, Day: 24}
	site.Holidays = []playbook.Given[playbook.Date]{{Value: day}}
	c := hours.NewCalendar(site, playbook.Date{Year: 2026, Month: 4, Day: 23}, 1)
	closed := hours.Spans{c.Span}.Without(c.Open("a"))
	if diff := cmp.Diff([]string{"23 Apr 22:00 to 24 Apr 21:00"}, clocks(closed)); diff != "" {
		t.Errorf("mismatch (-want +got):\n%s", diff)
	}
	if got := day.Start(zone(t, "Africa/Cairo")); got.Unix() != closed[0].From {
		t.Errorf("the day begins at %s", got)
	}
}

func TestReachAndUnstaffed(t *testing.T) {
	site := siteIn(t, "Europe/London", daily(8*60, 18*60), daily(17*60, 23*60), playbook.Hours{Always: true})
	site.Contact("c").Channels[0].Value = playbook.Text{} // private, and nobody may read it here
	c := hours.NewCalendar(site, playbook.Date{Year: 2026, Month: 11, Day: 23}, 1)
	var rungs []int
	for _, s := range c.Reach([]string{"b", "c", "a"})[:4] {
		rungs = append(rungs, s.Rung)
	}
	if diff := cmp.Diff([]int{-1, 2, 0, -1}, rungs); diff != "" {
		t.Errorf("reached: mismatch (-want +got):\n%s", diff)
	}
	first := c.Unstaffed([]string{"b", "a", "c"})[:2]
	if diff := cmp.Diff([]string{"23 Nov 00:00 to 23 Nov 08:00", "23 Nov 23:00 to 24 Nov 08:00"}, clocks(first)); diff != "" {
		t.Errorf("unstaffed: mismatch (-want +got):\n%s", diff)
	}
}
