package print

import (
	"fmt"
	"strings"

	"remit/generator/diagnostic"
	"remit/generator/scenario"
)

type scenarioText struct {
	r       *TestResult
	verbose bool
	b       strings.Builder
}

func (t *scenarioText) trial(trial scenario.Trial) {
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

// failure prints a scenario that failed, each part of its expectation as lines of a diff.
func (t *scenarioText) failure(p scenario.Played) {
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

func (t *scenarioText) diff(m scenario.Miss) {
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

func (t *scenarioText) line(format string, args ...any) { fmt.Fprintf(&t.b, format+"\n", args...) }

func covered(c scenario.Coverage) string {
	part := func(what string, n scenario.Count) string { return fmt.Sprintf("%s %d of %d", what, n.Covered, n.All) }
	return part("grants", c.Grants) + ", " + part("duties", c.Duties) + ", " + part("boundaries", c.Boundaries)
}

func at(r diagnostic.Related) string {
	from := r.Span.From()
	return fmt.Sprintf("%s:%d:%d", diagnostic.Visible(r.Span.Path()), from.Line, from.Column)
}
