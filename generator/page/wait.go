package page

import (
	"fmt"
	"slices"

	"remit/generator/reach"
)

// waits is the picture of how long it takes to reach somebody with authority, for each hour of the week; nil when it is as
// long at every hour, which needs no picture.
func (w *writer) waits(p reach.Proof) *week {
	levels := levelsOf(p.Hours[:])
	if !p.Asked || len(levels) < 2 {
		return nil
	}
	v := &week{Zone: w.zoneWords(w.zone)}
	for i, l := range levels {
		k := weekKey{i, "up to " + reach.Wait{Minutes: l}.String()}
		if l == 0 {
			k.Title = "at once"
		}
		if l == reach.Never {
			k = weekKey{-1, "at times nobody"}
		}
		v.Key = append(v.Key, k)
	}
	for i, name := range weekDays {
		day := weekDay{Name: name, Top: i * weekRow}
		for h, wait := range p.Hours[i*24 : i*24+24] {
			level, _ := slices.BinarySearch(levels, wait)
			rung := v.Key[level].Rung
			if last := len(day.Bars) - 1; last >= 0 && day.Bars[last].Rung == rung {
				day.Bars[last].Length += 60
			} else {
				day.Bars = append(day.Bars, bar{h * 60, 60, rung})
			}
		}
		v.Days = append(v.Days, day)
	}
	v.Words, v.Bars = fmt.Sprintf("The longest wait for somebody who may act or decide (%s). %s", v.Zone, v.words()), v.bars()
	return v
}

// levelsOf returns the waits that a picture tells apart, the longest of each: as many as it has colours, and those that
// never end.
func levelsOf(waits []int32) []int32 {
	levels := slices.Clone(waits)
	slices.Sort(levels)
	levels = slices.Compact(levels)
	never := levels[len(levels)-1] == reach.Never
	if never {
		levels = levels[:len(levels)-1]
	}
	for len(levels) > mostRungs { // the two that differ least become one
		least := 0
		for i := range len(levels) - 1 {
			if levels[i+1]-levels[i] < levels[least+1]-levels[least] {
				least = i
			}
		}
		levels = slices.Delete(levels, least, least+1)
	}
	if never {
		levels = append(levels, reach.Never)
	}
	return levels
}
