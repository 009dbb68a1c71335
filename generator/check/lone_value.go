package check

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"remit/generator/authority"
	"remit/generator/diagnostic"
	"remit/generator/playbook"
	"remit/generator/words"
)

// loneValue: a number that one test cuts off from what is below it and another from what is above it, so that this exact
// value is answered unlike both. A constant that was found for an earlier period is not repeated.
func loneValue() Rule {
	return Rule{Name: "lone_value", Severity: diagnostic.Warning, run: func(s *subject) []diagnostic.Diagnostic {
		var found []diagnostic.Diagnostic
		seen := map[string]bool{}
		for i, m := range s.periods {
			for _, l := range m.Lones(answerOf(m)) {
				key := l.Fact.Name.Value + " " + l.Number.String()
				if seen[key] {
					continue
				}
				seen[key] = true
				d := loneIn(s, m, l)
				if i > 0 {
					d.Message = fmt.Sprintf("from %s on, when a grant begins or ends, %s", m.Day, d.Message)
				}
				found = append(found, d)
			}
		}
		return found
	}}
}

// answerOf returns what a reader can tell of an outcome, as a word: the verdict, the actions with their terms, and whom
// to call by when. Which of two grants with equal terms is in force is no difference.
func answerOf(m *authority.Model) func(role string, o authority.Outcome) string {
	grants, duties := m.Grants(), m.Duties()
	return func(role string, o authority.Outcome) string {
		var parts []string
		for _, i := range o.Grants {
			parts = append(parts, fmt.Sprintf("%s %q", grants[i].Action.Name.Value, authority.TermsOf(grants[i].Grant)))
		}
		earliest := map[string]time.Duration{}
		for _, i := range o.Duties {
			ladder := strings.Join(m.Remaining(role, i), ">")
			within := duties[i].Duty.Within.Value.Approximate()
			if known, ok := earliest[ladder]; !ok || within < known {
				earliest[ladder] = within
			}
		}
		for ladder, within := range earliest {
			parts = append(parts, ladder+within.String())
		}
		slices.Sort(parts)
		return string(o.Verdict) + " " + strings.Join(slices.Compact(parts), " ")
	}
}

// loneIn points at the side that fewer tests cut, which is the likelier slip; of equals at the one that was written later.
func loneIn(s *subject, m *authority.Model, l authority.Lone) diagnostic.Diagnostic {
	odd, others := l.Above, l.Below
	oddWord, otherWord := "above", "below"
	if more := len(odd) - len(others); more > 0 || more == 0 && odd[0].Test.Span.Before(others[0].Test.Span) {
		odd, others = others, odd
		oddWord, otherWord = otherWord, oddWord
	}
	number := authority.Measure(l.Fact, l.Number.String())
	together := ""
	if l.Together {
		together = ", taken together,"
	}
	d := diagnostic.Diagnostic{
		Span: odd[0].Test.Span,
		Message: fmt.Sprintf("at exactly %s, %s%s %s answered unlike just below it and just above it: %q is cut %s it here, and %s it elsewhere",
			number, words.List(l.Roles, "and"), together, isOrAre(len(l.Roles)), l.Fact.Name.Value, oddWord, otherWord),
		Help: fmt.Sprintf("write %s, or %s; if %s is meant to stand alone, test it with \"==\"",
			flips(l, odd), flips(l, others), number),
		Region:  l.Words,
		Witness: s.witness(m, l.Region),
	}
	for _, e := range odd[1:] {
		d.Related = append(d.Related, diagnostic.Related{Span: e.Test.Span, Message: "cut " + oddWord + " it here, too"})
	}
	for _, e := range others {
		d.Related = append(d.Related, diagnostic.Related{Span: e.Test.Span, Message: "cut " + otherWord + " it here"})
	}
	return d
}

// flips says what to write so that a side is cut there no more: `"x < 5" for "x <= 5"`.
func flips(l authority.Lone, edges []authority.Edge) string {
	var list []string
	for _, e := range edges {
		flip := fmt.Sprintf("%q for %q", flipped(l.Fact.Name.Value, e), oneLine(e.Test.Span.Text()))
		if !slices.Contains(list, flip) {
			list = append(list, flip)
		}
	}
	return words.List(list, "and")
}

// flipped writes a test with one of its bounds moved to the other side of the same number.
func flipped(fact string, e authority.Edge) string {
	inclusive := func(b *playbook.Bound) bool { return b.Inclusive != (b == e.Bound) }
	sign := map[bool]string{true: "=", false: ""}
	low, high := e.Test.Low, e.Test.High
	switch {
	case high == nil:
		return fmt.Sprintf("%s >%s %s", fact, sign[inclusive(low)], low.Number)
	case low == nil:
		return fmt.Sprintf("%s <%s %s", fact, sign[inclusive(high)], high.Number)
	}
	return fmt.Sprintf("%s <%s %s <%s %s", low.Number, sign[inclusive(low)], fact, sign[inclusive(high)], high.Number)
}
