package authority

import (
	"math/big"

	"remit/generator/playbook"
)

// Covers reports whether the situation of some readings, on the day of the comparison, lies in the region of a change.
func (c *Comparison) Covers(i int, readings map[string]string) bool {
	d := c.diff
	situation := make([]int, len(d.joints))
	for at, j := range d.joints[:len(d.joints)-1] {
		situation[at] = j.cellOf(readings[j.shown.fact.Name.Value])
	}
	if c.Changes[i].region == nil {
		return d.forest.At(c.Changes[i].whole, situation) == 1
	}
	return d.forest.At(d.forest.Inside(c.Changes[i].region), situation) == 1
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
