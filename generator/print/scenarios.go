package print

import (
	"io"

	"remit/generator/diagnostic"
	"remit/generator/playbook"
	"remit/generator/scenario"
)

// A TestResult is what the scenarios of playbooks showed.
type TestResult struct {
	Passed, Failed int
	Coverage       scenario.Coverage
	Trials         []scenario.Trial
	Untested       []Untested
	On             string
	Day            playbook.Date
}

// Untested is a playbook that could not be tested, and why.
type Untested struct {
	Playbook *playbook.Playbook
	Reason   string
}

// Bad reports whether a scenario failed, or a playbook could not be tested.
func (r *TestResult) Bad() bool { return r.Failed > 0 || len(r.Untested) > 0 }

// Print writes what failed, how many passed, and what they cover. Verbose adds the scenarios that passed, and what no
// scenario covers. The format is text or json, which holds all of it.
func (r *TestResult) Print(w io.Writer, format string, verbose bool) error {
	if format == "json" {
		return JSON(w, r.data())
	}
	t := &scenarioText{r: r, verbose: verbose}
	for _, u := range r.Untested {
		t.line("%s: not tested: %s", diagnostic.Visible(u.Playbook.File.Path), u.Reason)
	}
	for _, trial := range r.Trials {
		t.trial(trial)
	}
	t.line("%d passed, %d failed", r.Passed, r.Failed)
	t.line("%s", covered(r.Coverage))
	_, err := io.WriteString(w, t.b.String())
	return err
}
