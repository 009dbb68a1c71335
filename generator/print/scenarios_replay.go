package print

import (
	"remit/generator/diagnostic"
	"remit/generator/playbook"
	"remit/generator/scenario"
)

// replay returns the question that a scenario asks, on a day on which the playbook holds.
func (r *TestResult) replay(p scenario.Played) *diagnostic.Witness {
	w := *p.Witness
	w.On = r.On
	for _, t := range r.Trials {
		if b := t.Playbook; b.ID == w.Playbook && !b.Validity.Covers(r.Day) {
			w.On = b.Until.Value.String()
			if b.From.Present() && r.Day.Before(b.From.Value) {
				w.On = b.From.Value.String()
			}
		}
	}
	return &w
}

// heldOn says on which day a scenario holds, when that is another one.
func heldOn(p scenario.Played) string {
	if p.Day == (playbook.Date{}) {
		return ""
	}
	return ", not today, but on " + p.Day.String()
}
