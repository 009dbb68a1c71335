package authority

import (
	"math/big"

	"remit/generator/playbook"
)

// Covers reports whether the situation of some readings, on a day that is not before that of the comparison, lies in the
// region of a change.
func (c *Comparison) Covers(i int, readings map[string]string, day playbook.Date) bool {
	situation := c.situation(readings, day)
	if c.Changes[i].region == nil {
		return c.diff.forest.At(c.Changes[i].whole, situation) == 1
	}
	return c.diff.forest.At(c.diff.forest.Inside(c.Changes[i].region), situation) == 1
}

// Possible reports whether one of the sides can have a situation.
func (c *Comparison) Possible(readings map[string]string, day playbook.Date) bool {
	situation := c.situation(readings, day)
	return c.diff.forest.At(c.diff.sides[then].m.cannot, situation) == 0 || c.diff.forest.At(c.diff.sides[now].m.cannot, situation) == 0
}

func (c *Comparison) situation(readings map[string]string, day playbook.Date) []int {
	d := c.diff
	situation := make([]int, len(d.joints))
	last := len(d.joints) - 1
	for at, j := range d.joints[:last] {
		situation[at] = j.cellOf(readings[j.shown.fact.Name.Value])
	}
	for cell, from := range d.days {
		if !day.Before(from) {
			situation[last] = cell
		}
	}
	return situation
}

func (j joint) cellOf(value string) int {
	switch j.shown.fact.Kind {
	case playbook.YesNo:
		return map[string]int{"no": 0, "yes": 1}[value]
	case playbook.Choice:
		return j.shown.fact.Option(value)
	}
	n, _ := new(big.Rat).SetString(value) // which may have more digits than anybody can write
	return j.shown.line.Cell(n)
}
