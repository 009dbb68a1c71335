package page

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"remit/generator/hours"
	"remit/generator/playbook"
)

// A week is a picture of who answers on a ladder in an ordinary week: one row a day, and the same in words.
type week struct {
	Zone  string // "London time"
	Words string
	Days  []weekDay
	Bars  []weekBars
	Key   []weekKey
}

// A weekBars is all that one contact answers, as the path of a picture.
type weekBars struct {
	Rung int
	Path string
}

// A weekDay is a row of the picture. Bars are in minutes of the day.
type weekDay struct {
	Name string
	Top  int
	Bars []bar
}

type bar struct{ From, Length, Rung int }

// A weekKey names the contact that a bar stands for; rung -1 is nobody.
type weekKey struct {
	Rung  int
	Title string
}

// Bars of the picture have a place for that many contacts; later ones look alike, and are told apart in words.
const mostRungs = 4

const dayMinutes = 24 * 60

var weekDays = [...]string{"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"}

// week returns the picture of a ladder; nil when the same contact answers all week, which needs no picture.
func (w *writer) week(to []string) *week {
	if len(to) == 0 || w.calendar.Always(to[0]) {
		return nil
	}
	monday := w.ordinaryWeek()
	v := &week{Zone: w.zoneWords(w.zone)}
	reach := w.calendar.Reach(to)
	for i, name := range weekDays {
		day := weekDay{Name: name, Top: i * weekRow}
		from := monday.Unix() + int64(i)*dayMinutes*60 // an ordinary week has no day of another length
		for _, s := range reach {
			in := hours.Spans{s.Span}.Within(hours.Span{From: from, Until: from + dayMinutes*60})
			for _, span := range in {
				day.Bars = append(day.Bars, bar{int(span.From-from) / 60, int(span.Until-span.From) / 60, min(s.Rung, mostRungs-1)})
				v.key(s.Rung, w, to)
			}
		}
		v.Days = append(v.Days, day)
	}
	if len(v.Key) == 1 {
		return nil
	}
	slices.SortFunc(v.Key, func(a, b weekKey) int { return (a.Rung+mostRungs+1)%(mostRungs+1) - (b.Rung+mostRungs+1)%(mostRungs+1) })
	v.Words, v.Bars = v.words(), v.bars()
	return v
}

// bars draws a box for every stretch, in the units of the picture: a minute wide, a row high.
func (v *week) bars() []weekBars {
	var list []weekBars
	for _, k := range v.Key {
		var path strings.Builder
		for _, d := range v.Days {
			for _, b := range d.Bars {
				if b.Rung == k.Rung {
					fmt.Fprintf(&path, "M%d %dh%dv%dh-%dz", b.From, d.Top, b.Length, weekBar, b.Length)
				}
			}
		}
		list = append(list, weekBars{k.Rung, path.String()})
	}
	return list
}

// weekRow is the height of a row of the picture, in its own units, and weekBar of a bar in it.
const (
	weekRow = 150
	weekBar = 120
)

func (v *week) key(rung int, w *writer, to []string) {
	at := min(rung, mostRungs-1)
	if slices.ContainsFunc(v.Key, func(k weekKey) bool { return k.Rung == at }) {
		return
	}
	title := "nobody"
	switch {
	case rung >= 0 && at < mostRungs-1:
		title = w.contact(to[rung]).Title
	case rung >= 0:
		title = "further down the ladder"
	}
	v.Key = append(v.Key, weekKey{at, title})
}

// words says what the picture shows; days that are alike are said once.
func (v *week) words() string {
	title := map[int]string{}
	for _, k := range v.Key {
		title[k.Rung] = k.Title
	}
	var order []string
	days := map[string][]string{}
	for _, d := range v.Days {
		var parts []string
		for _, b := range d.Bars {
			parts = append(parts, fmt.Sprintf("%s to %s %s", clock(b.From), clock(b.From+b.Length), title[b.Rung]))
		}
		said := strings.Join(parts, ", ")
		if days[said] == nil {
			order = append(order, said)
		}
		days[said] = append(days[said], d.Name)
	}
	var list []string
	for _, said := range order {
		list = append(list, strings.Join(days[said], ", ")+": "+said)
	}
	return strings.Join(list, ". ") + "."
}

// ordinaryWeek returns the first Monday from the build on whose week has no holiday, and no change of the clock of the site
// or of a contact; where there is none in half a year, the first Monday.
func (w *writer) ordinaryWeek() time.Time {
	start := w.today
	for time.Date(start.Year, start.Month, start.Day, 12, 0, 0, 0, time.UTC).Weekday() != time.Monday {
		start = start.Next()
	}
	first := start.Start(w.zone)
	for range 26 {
		monday := start.Start(w.zone)
		if w.ordinary7(start, monday) {
			return monday
		}
		start = start.Add(playbook.Duration{Count: 7, Unit: playbook.Day})
	}
	return first
}

func (w *writer) ordinary7(from playbook.Date, monday time.Time) bool {
	next := from.Add(playbook.Duration{Count: 7, Unit: playbook.Day})
	for _, h := range w.site.Holidays {
		if !h.Value.Before(from) && h.Value.Before(next) {
			return false
		}
	}
	end := monday.Add(7 * 24 * time.Hour)
	for _, c := range w.site.Contacts {
		if _, change := monday.In(w.zoneOf(c)).ZoneBounds(); !change.IsZero() && change.Before(end) {
			return false
		}
	}
	_, change := monday.In(w.zone).ZoneBounds()
	return change.IsZero() || !change.Before(end)
}
