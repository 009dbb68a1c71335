package load

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"

	"remit/generator/frontmatter"
	"remit/generator/playbook"
	"remit/generator/words"
)

// duration reads a length of time, or one of the words that may stand for one here ("now", "incident").
func (t *table) duration(key string) playbook.Given[playbook.Duration] {
	choices := t.declared(key).Words
	n := t.node(key)
	if n == nil {
		return playbook.Given[playbook.Duration]{}
	}
	due := "a time such as 5 min, 2 h, 30 days or 6 months"
	if len(choices) > 0 {
		due += ", or " + frontmatter.OrList(choices)
	}
	text := t.r.word(n, t.named(key), due)
	if !text.Present() {
		return playbook.Given[playbook.Duration]{}
	}
	for _, w := range choices {
		if w == text.Value {
			unit := map[string]playbook.Unit{"now": playbook.Now, "incident": playbook.Incident}[w]
			return playbook.Given[playbook.Duration]{Value: playbook.Duration{Unit: unit}, Span: text.Span}
		}
	}
	value, why := parseDuration(text.Value)
	if why != "" {
		t.r.Report("wrong_type", text.Span, strings.ReplaceAll(why, "DUE", due), "%s is not a length of time: %s", t.named(key), words.Quote(text.Value))
		return playbook.Given[playbook.Duration]{}
	}
	return playbook.Given[playbook.Duration]{Value: value, Span: text.Span}
}

// Duration reads a length of time as the files of a site write it: 5 min, 2 h, 30 days, 6 months.
func Duration(text string) (playbook.Duration, error) {
	d, why := parseDuration(text)
	if why != "" {
		return d, fmt.Errorf("%q is not a length of time", text)
	}
	return d, nil
}

var lengthOfTime = regexp.MustCompile(`^([0-9]{1,12}) ?([A-Za-z]*)$`)

// The longest time, a hundred years, in each unit.
var longest = map[playbook.Unit]int{playbook.Minute: 52_560_000, playbook.Hour: 876_000, playbook.Day: 36_500, playbook.Month: 1_200}

// parseDuration reads 5 min, 2 h, 30 days or 6 months. Of anything else it says what to write instead, with DUE for the
// list of all that may stand there.
func parseDuration(s string) (d playbook.Duration, help string) {
	m := lengthOfTime.FindStringSubmatch(s)
	if m == nil {
		return d, "write DUE"
	}
	count, _ := strconv.Atoi(m[1])
	unit, factor := unitOf(m[2])
	if factor == 0 {
		return d, "write DUE"
	}
	d = playbook.Duration{Count: count * factor, Unit: unit}
	switch {
	case count == 0:
		return d, "write a time longer than nothing"
	case count > longest[unit] || d.Count > longest[unit]:
		return d, "write at most a hundred years"
	case !isWritten(s, d):
		return d, "write " + d.String()
	}
	return d, ""
}

// isWritten reports whether s is how a duration is written; 1 days and 1 day are both taken.
func isWritten(s string, d playbook.Duration) bool {
	count := strconv.Itoa(d.Count)
	units := map[playbook.Unit][]string{playbook.Minute: {"min"}, playbook.Hour: {"h"}, playbook.Day: {"day", "days"}, playbook.Month: {"month", "months"}}
	for _, u := range units[d.Unit] {
		if s == count+" "+u {
			return true
		}
	}
	return false
}

// unitOf understands what people write for a unit, so that the message can say how it is written here.
func unitOf(word string) (unit playbook.Unit, factor int) {
	switch strings.ToLower(word) {
	case "m", "min", "mins", "minute", "minutes":
		return playbook.Minute, 1
	case "h", "hr", "hrs", "hour", "hours":
		return playbook.Hour, 1
	case "d", "day", "days":
		return playbook.Day, 1
	case "w", "week", "weeks":
		return playbook.Day, 7
	case "month", "months", "mo":
		return playbook.Month, 1
	case "y", "year", "years":
		return playbook.Month, 12
	}
	return playbook.Minute, 0
}

// validity reads the days on which authority holds.
func (t *table) validity() playbook.Validity {
	v := playbook.Validity{From: t.date("valid_from"), Until: t.date("valid_until")}
	if v.From.Present() && v.Until.Present() && v.Until.Value.Before(v.From.Value) {
		t.r.Report("wrong_type", v.Until.Span, "write a day that is not before valid_from", "%s ends before it begins: %s", t.what, v.Until.Value)
		t.r.Relate(v.From.Span, "it begins here")
	}
	return v
}

// date reads a calendar day.
func (t *table) date(key string) playbook.Given[playbook.Date] {
	n := t.node(key)
	if n == nil {
		return playbook.Given[playbook.Date]{}
	}
	return t.r.date(n, t.named(key))
}

func (r *reader) date(n *frontmatter.Node, what string) playbook.Given[playbook.Date] {
	text := r.word(n, what, "a date such as 2026-10-01")
	if !text.Present() {
		return playbook.Given[playbook.Date]{}
	}
	day, err := time.Parse(time.DateOnly, text.Value)
	if err != nil {
		help := "write year, month and day, such as 2026-10-01"
		if loose, err := time.Parse("2006-1-2", text.Value); err == nil {
			help = "write " + loose.Format(time.DateOnly)
		}
		r.Report("wrong_type", text.Span, help, "%s is not a day of the calendar: %s", what, words.Quote(text.Value))
		return playbook.Given[playbook.Date]{}
	}
	return playbook.Given[playbook.Date]{Value: playbook.DateOf(day), Span: text.Span}
}
