// Package playbook holds the nouns of remit: site, role, contact, workload, playbook, fact, condition, action, grant,
// duty, scenario.
//
// They are plain data. Package load fills them, every other package only reads them, and each field that a person
// wrote carries the [source.Span] of what was written, so that a finding about it can point. What was not written has
// a zero span; [Given.Present] tells the two apart.
//
// References (a role's contact, a grant's roles) stay names, because a name has a place and a mistake in it must be
// shown there; load has checked that each names something.
//
// Package playbook knows no YAML, decides nothing and prints nothing but its own values.
package playbook

import (
	"strconv"

	"remit/generator/source"
)

// Given is a value with the place where somebody wrote it.
type Given[T any] struct {
	Value T
	Span  source.Span
}

// Present reports whether the value was written.
func (g Given[T]) Present() bool { return !g.Span.IsZero() }

// Text is a word or a sentence somebody wrote.
type Text = Given[string]

func itoa(n int) string { return strconv.Itoa(n) }
