package check

import (
	"fmt"
	"slices"
	"strings"

	"remit/generator/authority"
	"remit/generator/diagnostic"
	"remit/generator/playbook"
)

// failingScenario: a scenario whose expectation does not hold in every completion of what it gives.
func failingScenario() Rule {
	return Rule{Name: "failing_scenario", Severity: diagnostic.Error, run: func(s *subject) []diagnostic.Diagnostic {
		var found []diagnostic.Diagnostic
		for _, sc := range s.book.Scenarios {
			found = append(found, s.play(sc)...)
		}
		return found
	}}
}

// play compares a scenario with the answer. What it gives has been checked by load.
func (s *subject) play(sc *playbook.Scenario) []diagnostic.Diagnostic {
	var readings []authority.Reading
	w := &diagnostic.Witness{Playbook: s.book.ID, Role: sc.Role.Value}
	for _, o := range sc.Given {
		readings = append(readings, authority.Reading{Fact: o.Fact.Value, Value: o.Value.Value})
		w.Facts = append(w.Facts, diagnostic.Fact{Name: o.Fact.Value, Value: o.Value.Value})
	}
	situation, err := s.today().Read(readings)
	if err != nil {
		return []diagnostic.Diagnostic{{Span: sc.Name.Span, Message: err.Error(), Help: "correct what the scenario gives"}}
	}
	a, err := s.today().Judge(sc.Role.Value, situation)
	if err != nil {
		return []diagnostic.Diagnostic{{Span: sc.Role.Span, Message: err.Error(), Help: "name a role of the site"}}
	}
	var found []diagnostic.Diagnostic
	for _, part := range compare(sc.Expect, a) {
		found = append(found, diagnostic.Diagnostic{
			Span:    part.Span,
			Message: fmt.Sprintf("scenario %q: %s", sc.Name.Value, part.Message),
			Help:    "correct the expectation, or the rule that gives this answer",
			Witness: w,
		})
	}
	return found
}

// compare returns the parts of an expectation that the answer does not meet. Parts that were not written are not
// compared; an action or a call that is only possible meets none.
func compare(want playbook.Expectation, got authority.Answer) []diagnostic.Related {
	var parts []diagnostic.Related
	if want.Answer.Present() && want.Answer.Value != string(got.Answer) {
		parts = append(parts, diagnostic.Related{Span: want.Answer.Span, Message: fmt.Sprintf("expected the answer %s, it is %s", want.Answer.Value, got.Answer)})
	}
	if want.May.Present() {
		if d := differ("the actions", playbook.Values(want.May.Value), actionsOf(got.May), actionsOf(got.Might)); d != "" {
			parts = append(parts, diagnostic.Related{Span: want.May.Span, Message: d})
		}
	}
	if want.Escalate.Present() {
		if d := differ("calls to", playbook.Values(want.Escalate.Value), firstCalls(got.Duties), firstCalls(got.PossibleDuties)); d != "" {
			parts = append(parts, diagnostic.Related{Span: want.Escalate.Span, Message: d})
		}
	}
	return parts
}

func actionsOf(list []authority.May) []string {
	var names []string
	for _, m := range list {
		names = append(names, m.Action)
	}
	return names
}

// firstCalls names the first contact of each duty.
func firstCalls(list []authority.Owed) []string {
	var names []string
	for _, d := range list {
		names = append(names, d.To[0])
	}
	return names
}

// differ says how two sets differ; "" when they do not.
func differ(what string, want, certain, possible []string) string {
	if slices.Equal(sorted(want), sorted(certain)) && len(possible) == 0 {
		return ""
	}
	message := fmt.Sprintf("expected %s %s, got %s", what, names(want), names(certain))
	if len(possible) > 0 {
		message += ", and perhaps " + names(possible)
	}
	return message
}

func sorted(list []string) []string {
	list = slices.Clone(list)
	slices.Sort(list)
	return slices.Compact(list)
}

func names(list []string) string {
	if len(list) == 0 {
		return "(none)"
	}
	return strings.Join(list, ", ")
}
