// Package diagnostic holds what remit reports about somebody's playbooks, and prints it for people.
//
// A [Diagnostic] is one finding: the rule that is broken, how severe that is, where, what is wrong and what to write
// instead. When it is about decisions it also carries a region in words and a [Witness], a situation that can be
// pasted into `remit ask`. [Sort] puts findings in the order of their places and drops repetitions. [Text] prints
// them; the forms for other programs are in package print.
//
// Package diagnostic knows no playbook and judges nothing. A failure of the machine is an error, never a Diagnostic.
package diagnostic

import (
	"slices"
	"strconv"
	"strings"

	"remit/generator/source"
)

// A Severity tells whether a finding stops a build.
type Severity int

// The severities.
const (
	Error Severity = iota
	Warning
)

// String returns "error" or "warning".
func (s Severity) String() string { return [...]string{"error", "warning"}[s] }

// A Diagnostic is one finding. Message begins in lower case and has no full stop; Help says what to write instead.
type Diagnostic struct {
	Rule     string
	Severity Severity
	Span     source.Span
	Message  string
	Help     string
	Region   string   // where it holds, in words; for findings about decisions: of the first of Regions
	Witness  *Witness // a situation to replay; likewise
	Regions  []Region // all of them
	Related  []Related

	Minutes string // of the week at which it holds, as package reach writes them, where it says when; likewise of regions
	Cause   string // the message without the roles concerned, by which a finding with regions is known again
}

// A Region is a set of situations in which a finding holds, for some roles.
type Region struct {
	Words   string
	Roles   []string
	Witness *Witness
	Told    string // the message as it would be of this region alone
	Extent  string // a sum of what the words do not say: equal words and extents are the same situations
	Minutes string
}

// MoreRegions counts the regions beyond the first ones: "; and 2 more regions", or nothing.
func (d Diagnostic) MoreRegions(shown int) string {
	switch n := len(d.Regions) - shown; {
	case n < 1:
		return ""
	case n == 1:
		return "; and 1 more region"
	default:
		return "; and " + strconv.Itoa(n) + " more regions"
	}
}

// A Related is another place that has to do with a finding, such as the second of two rules that overlap.
type Related struct {
	Span    source.Span
	Message string
}

// A Witness is a situation in which a finding can be seen.
type Witness struct {
	Playbook string
	Role     string
	Facts    []Fact // in the order of the playbook's file
	On       string // the day on which it can be seen, when that is not the day of the check
}

// A Fact is the value a fact has in a witness, as it is written on the command line.
type Fact struct{ Name, Value string }

// Sort orders findings by place, then by rule and message, and drops repetitions. It works in place.
func Sort(list []Diagnostic) []Diagnostic {
	slices.SortStableFunc(list, compare)
	return slices.CompactFunc(list, func(a, b Diagnostic) bool {
		return compare(a, b) == 0 && a.Region == b.Region
	})
}

func compare(a, b Diagnostic) int {
	switch {
	case a.Span.Before(b.Span):
		return -1
	case b.Span.Before(a.Span):
		return 1
	}
	if c := strings.Compare(a.Rule, b.Rule); c != 0 {
		return c
	}
	return strings.Compare(a.Message, b.Message)
}

// Count returns how many findings are errors and how many are warnings.
func Count(list []Diagnostic) (errors, warnings int) {
	for _, d := range list {
		if d.Severity == Error {
			errors++
		} else {
			warnings++
		}
	}
	return errors, warnings
}
