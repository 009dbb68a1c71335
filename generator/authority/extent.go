package authority

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"

	"remit/generator/decision"
	"remit/generator/playbook"
)

// maxExtent is in how many parts the extent of a region is written down.
const maxExtent = 500

// Extent is a sum of what the words of a region leave unsaid: which of its situations are at risk and can be, and which
// values its facts can have. Regions of the same words and the same extent are the same situations.
func (m *Model) Extent(r Region) string {
	sum := sha256.New()
	for _, c := range m.columns {
		if c.fact.Kind != playbook.YesNo {
			fmt.Fprintln(sum, c.fact.Name.Value, playbook.OptionNames(c.fact), c.fact.Min.Text, c.fact.Max.Text)
		}
	}
	var parts []decision.Box
	all := false
	enough := m.aside(func() {
		parts, all = m.forest.Boxes(m.forest.And(m.live(), m.forest.Inside(r.box)), maxExtent)
	})
	if !enough || !all { // then what is written stands for what it means
		for _, e := range expressions(m.Playbook) {
			if e != nil {
				fmt.Fprintln(sum, e.Span.Text())
			}
		}
		parts = nil
	}
	for _, box := range parts {
		fmt.Fprintln(sum, m.boxWords(box))
	}
	return hex.EncodeToString(sum.Sum(nil)[:8])
}
