package print

import (
	"fmt"
	"io"
	"strings"

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
	t := &reporter{r: r, verbose: verbose}
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

func covered(c scenario.Coverage) string {
	part := func(what string, n scenario.Count) string { return fmt.Sprintf("%s %d of %d", what, n.Covered, n.All) }
	return part("grants", c.Grants) + ", " + part("duties", c.Duties) + ", " + part("boundaries", c.Boundaries)
}

type reporter struct {
	r       *TestResult
	verbose bool
	b       strings.Builder
}

func (t *reporter) line(format string, args ...any) { fmt.Fprintf(&t.b, format+"\n", args...) }

func (t *reporter) trial(trial scenario.Trial) {
	for _, p := range trial.Played {
		switch {
		case !p.Passed():
			t.failure(p)
		case t.verbose:
			t.line("%s: passed: %s%s", at(diagnostic.Related{Span: p.Scenario.Name.Span}), diagnostic.Visible(p.Scenario.Name.Value), heldOn(p))
		}
	}
	if trial.Uncounted {
		t.line("%s: its boundaries are not counted: too many facts bear on each other", diagnostic.Visible(trial.Playbook.File.Path))
	}
	if !t.verbose {
		return
	}
	for _, g := range trial.Gaps {
		t.line("%s: not covered: %s %s", at(g.Related), g.Kind, diagnostic.Visible(g.Message))
	}
	t.line("%s: %s", trial.Playbook.ID, covered(trial.Coverage))
}

func at(r diagnostic.Related) string {
	from := r.Span.From()
	return fmt.Sprintf("%s:%d:%d", diagnostic.Visible(r.Span.Path()), from.Line, from.Column)
}

// heldOn says on which day a scenario holds, when that is another one.
func heldOn(p scenario.Played) string {
	if p.Day == (playbook.Date{}) {
		return ""
	}
	return ", not today, but on " + p.Day.String()
}

// failure prints a scenario that failed, each part of its expectation as lines of a diff.
func (t *reporter) failure(p scenario.Played) {
	t.line("%s: failed: %s", at(p.Misses[0].Related), diagnostic.Visible(p.Scenario.Name.Value))
	for _, m := range p.Misses {
		if m.Key == "" || len(m.Why) > 0 {
			t.line("  %s", diagnostic.Visible(m.Message))
		}
		if m.Key != "" {
			t.diff(m)
		}
		for _, why := range m.Why {
			t.line("  see: %s: %s", at(why), diagnostic.Visible(why.Message))
		}
	}
	t.line("  replay: %s", t.r.replay(p).Command())
}

func (t *reporter) diff(m scenario.Miss) {
	line := m.Span.From().Line
	if m.Key == "answer" {
		if len(m.Want) > 0 {
			t.line("  - answer: %s (line %d)", m.Want[0], line)
		}
		t.line("  + answer: %s", m.Got[0])
		return
	}
	t.line("  - %s: [%s] (line %d)", m.Key, strings.Join(m.Want, ", "), line)
	perhaps := ""
	if len(m.Perhaps) > 0 {
		perhaps = ", and perhaps " + strings.Join(m.Perhaps, ", ")
	}
	t.line("  + %s: [%s]%s", m.Key, strings.Join(m.Got, ", "), perhaps)
}

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
