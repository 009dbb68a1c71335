package reach

import (
	"fmt"
	"strconv"
	"strings"

	"remit/generator/hours"
)

const minutesOfWeek = HoursOfWeek * 60

// Minutes writes which minutes of the week some time touches, on the clock of the site: "0-540 1020-1980", counted from
// Monday's midnight. It stays the same from day to day while hours stay the same.
func (p *Prover) Minutes(spans hours.Spans) string {
	var change [minutesOfWeek + 1]int // by how much more is touched from this minute on
	for _, s := range spans {
		for _, w := range p.weeks {
			if in := (hours.Span{From: max(s.From, w.From), Until: min(s.Until, w.Until)}); in.From < in.Until {
				touch(&change, (in.From+w.offset)/60, (in.Until+w.offset+59)/60)
			}
		}
	}
	var runs []string
	for i, depth, from := 0, 0, 0; i <= minutesOfWeek; i++ {
		was := depth
		if depth += change[i]; i == minutesOfWeek {
			depth = 0
		}
		switch {
		case was == 0 && depth > 0:
			from = i
		case was > 0 && depth == 0:
			runs = append(runs, fmt.Sprintf("%d-%d", from, i))
		}
	}
	return strings.Join(runs, " ")
}

// touch counts the minutes of the week between two minutes since 1970 on the wall, which began on a Thursday.
func touch(change *[minutesOfWeek + 1]int, from, until int64) {
	if until-from >= minutesOfWeek {
		change[0]++
		return
	}
	first, last := (from+3*24*60)%minutesOfWeek, (until+3*24*60)%minutesOfWeek
	change[first]++
	if last <= first { // over Sunday's midnight
		change[0]++
	}
	change[last]--
}

// Within reports whether some minutes of the week, as [Prover.Minutes] writes them, all lie in others. What cannot be read
// holds none.
func Within(minutes, others string) bool {
	var in [minutesOfWeek]bool
	each := func(list string, do func(minute int)) {
		for _, run := range strings.Fields(list) {
			first, last, _ := strings.Cut(run, "-")
			from, err := strconv.Atoi(first)
			until, bad := strconv.Atoi(last)
			for i := from; err == nil && bad == nil && i >= 0 && i < min(until, minutesOfWeek); i++ {
				do(i)
			}
		}
	}
	each(others, func(i int) { in[i] = true })
	within := true
	each(minutes, func(i int) { within = within && in[i] })
	return within
}
