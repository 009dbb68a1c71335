// Package evidence gathers what a site says about the practice of empowering people: for each workload, what guidance is
// given for acting when outcomes are at risk, how team members are empowered to act at once, and which escalation
// mechanisms exist outside the scope; before all that, what is missing; after it, who answers for what.
//
//	report := evidence.Gather(evidence.Input{Library: library, Day: day, Findings: findings, Words: words, Proved: proved})
//
// It shows what the data says, each statement with the place where it is written, and gives no score: whether a gap
// matters is for people to judge.
//
// Package evidence checks nothing and prints nothing. It is given what check found and how conditions read, and knows no
// model, no page and no format.
package evidence

import (
	"slices"
	"strings"

	"remit/generator/diagnostic"
	"remit/generator/playbook"
	"remit/generator/source"
	"remit/generator/words"
)

// The three questions of the practice, in the order in which a workload answers them.
const (
	Guidance    = "What guidance is given for acting when outcomes are at risk?"
	Empowerment = "How are team members empowered to act at once?"
	Escalation  = "Which escalation mechanisms exist outside the scope?"
)

// Input is all that evidence is gathered from.
type Input struct {
	Library  *playbook.Library
	Day      playbook.Date
	Findings []diagnostic.Diagnostic                             // of check, those that a playbook waives included
	Words    func(*playbook.Playbook, playbook.Condition) string // a condition as readers are told it
	Limits   func(*playbook.Limits) []string                     // limits as readers are told them
	Proved   func(*playbook.Playbook) string                     // the proof line of a playbook; "" when nothing was proved
}

// A Report is what a site says, on a day.
type Report struct {
	Day       playbook.Date
	Missing   []Missing // what no workload answers for: in site.yaml
	Workloads []Workload
	Roles     []Role // those that decide first
	Thanks    int    // how often somebody was thanked
}

// A Missing is one thing that is not there.
type Missing struct {
	Say    string // a sentence
	Book   *Book  // nil when it is about the workload or the site
	Waived string // why it was let pass, and until when; "" when it was not
	Span   source.Span
}

// A Workload is the answer of one workload to the three questions.
type Workload struct {
	*playbook.Workload
	Title, Owner string
	Missing      []Missing // of the workload and its playbooks
	Books        []*Book
	Thanks       int
}

// A Book is what one playbook contributes.
type Book struct {
	*playbook.Playbook
	Title                         string
	Applies                       string // "when …"; "" when it could not be read
	Reviewed, Due, Drilled, Until string // days in words; "" when not written
	Overdue                       bool
	Proof                         string // "48,210 situations, all answered, …"
	Scenarios                     int
	Steps                         int // actions whose steps are written down
	Grants                        []Grant
	Duties                        []Duty
	Missing                       []Missing
}

// A Grant is one permission, or the statement that nobody has one.
type Grant struct {
	ID, Action string
	Who        []string // titles of the roles named
	Members    bool     // a team member holds it
	Nobody     bool     // the action is reserved
	Because    string   // why it is; "" for other grants
	When       string   // "when …", or that it holds whenever the playbook applies
	Never      []Never
	Limits     []string          // as phrases
	Tell       []string          // whom to tell, by when, as phrases
	Together   string            // the title of the role that must act with them; "" for none
	Valid      playbook.Validity // of its own
	Out        string            // why it is not in force on the day; "" when it is
	Span       source.Span
}

// A Never is a prohibition: its test in words, whom it does not bind, and why it stands there.
type Never struct {
	When    string
	Except  []string // titles
	Because string   // "" when nothing is written
}

// Terms says all of a grant but who has it: when it holds, whom what forbids it does not bind, how often it may be used,
// whom to tell, and until when. Every format says it in these words.
func (g Grant) Terms() string {
	say := g.When
	for _, n := range g.Never {
		say += ", and never when " + n.When
		if len(n.Except) > 0 {
			say += " (which does not bind " + strings.Join(n.Except, ", ") + ")"
		}
	}
	say += "."
	for _, more := range slices.Concat(g.Limits, g.Tell) {
		say += " " + words.Capital(more) + "."
	}
	if g.Together != "" {
		say += " Together with the " + g.Together + "."
	}
	if from := day(g.Valid.From); from != "" {
		say += " From " + from + "."
	}
	if until := day(g.Valid.Until); until != "" {
		say += " Until " + until + "."
	}
	return say
}

// A Duty is one escalation.
type Duty struct {
	When, By string
	Who, To  []string // titles; nobody under Who is everybody whom the playbook addresses
	Span     source.Span
}

// A Role is what somebody answers for.
type Role struct {
	*playbook.Role
	Title, Kind      string
	Contact          string // the title of its contact; "" for none
	Owns             []string
	Responsibilities []string
}

// Gaps counts what is missing, on the site and in every workload.
func (r *Report) Gaps() int {
	n := len(r.Missing)
	for _, w := range r.Workloads {
		n += len(w.Missing)
	}
	return n
}

// Members counts the grants that team members hold on the day, and the playbooks they are in.
func (w *Workload) Members() (grants, books int) {
	for _, b := range w.Books {
		n := 0
		for _, g := range b.Grants {
			if g.Members && g.Out == "" {
				n++
			}
		}
		grants += n
		books += min(n, 1)
	}
	return grants, books
}

// Ladders counts the escalations.
func (w *Workload) Ladders() int {
	n := 0
	for _, b := range w.Books {
		n += len(b.Duties)
	}
	return n
}
