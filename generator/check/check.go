// Package check judges playbooks that load has read: is every situation at risk answered, can every rule be relied on,
// does every call reach somebody who may act or decide?
//
// [Run] looks at all of them, and at the site as a whole, and returns findings. Each rule has two files, unanswered.go and
// unanswered.md: the first finds it; the second explains it, is printed by `remit explain` ([Explain]), and is the rule's
// test, since its example is run and its output compared. [Rules] is the table of all rules, that of MEANING.md, including
// those that package load reports while it reads.
//
// Package check reads the library, the compiled models of package authority, the calendar of package hours and the proofs of
// package reach, never a file. It decides nothing about what a reader may do.
package check

import (
	"slices"

	"remit/generator/authority"
	"remit/generator/diagnostic"
	"remit/generator/hours"
	"remit/generator/parallel"
	"remit/generator/playbook"
	"remit/generator/reach"
	"remit/generator/scenario"
)

// A Rule is one thing that can be wrong. Its name says what is wrong.
type Rule struct {
	Name     string
	Severity diagnostic.Severity
	run      func(*subject) []diagnostic.Diagnostic          // looks at one playbook
	whole    func(*playbook.Library) []diagnostic.Diagnostic // looks at the whole site; both are nil for what load reports
	lone     bool                                            // what it finds holds whatever else is wrong with site.yaml
}

// Rules returns the table of all rules, in the order of MEANING.md. A rule that is not in it does not exist.
func Rules() []Rule {
	return []Rule{
		loaded("syntax"), loaded("misplaced_playbook"), noPlaybooks(), unanalysed(), forgedAnswer(), loaded("unknown_key"), loaded("duplicate_key"), loaded("wrong_type"), loaded("missing_key"),
		loaded("bad_name"), loaded("unknown_name"), loaded("cyclic_names"), loaded("name_conflict"),
		loaded("unsafe_file"), loaded("too_large"), {Name: "raw_html", Severity: diagnostic.Warning},
		{Name: "ignored_file", Severity: diagnostic.Warning}, {Name: "stranger_syntax", Severity: diagnostic.Warning}, {Name: "far_picture", Severity: diagnostic.Warning},
		loaded("bad_condition"), loaded("out_of_range"), loaded("off_grid"), neverTrue(),
		alwaysTrue(), idleFact(), idleTrigger(), idleCondition(), idleTest(), loneValue(),
		unanswered(), deadEnd(), conflictingGrants(), unreachableGrant(), unreachableDuty(), escalatesToSelf(),
		exclusiveActions(), lonePair(), undecided(), redundantGrant(), shrinkingAuthority(), powerlessRole(), noWayOn(), idleOtherwise(),
		noAuthority(), slowAuthority(), unstaffed(), badChannel(), unreachableContact(), privateValue(), singleContact(), lateAnswer(), exposedContact(),
		expired(), expiresBeforeReview(), reviewOverdue(), neverDrilled(),
		failingScenario(), untestedGrant(),
		loaded("broken_link"), loaded("missing_anchor"), loaded("address_taken"), orphanPage(), sharedAlert(), lostAddress(), wrongURL(),
	}
}

// loaded is a rule whose findings package load reports while it reads.
func loaded(name string) Rule { return Rule{Name: name, Severity: diagnostic.Error} }

// subject is one playbook with its models: one for each period between the dates of single grants, the first for the
// day of the check.
type subject struct {
	site     *playbook.Site
	book     *playbook.Playbook
	periods  []*authority.Model
	prover   *reach.Prover
	reach    reach.Book
	calendar *hours.Calendar                     // when the contacts of the site answer, from that day on
	nevers   map[*playbook.Expr][]*playbook.Expr // by condition: its parts that are never true
	played   []scenario.Played                   // its scenarios; made when first wanted
}

// today is the model for the day of the check.
func (s *subject) today() *authority.Model { return s.periods[0] }

// A Result is what a run found. Proofs are by playbook id. A proof, and Sum over all playbooks, has the least counts of
// all periods between the dates of single grants: a situation that some period leaves unanswered is not answered.
type Result struct {
	Findings []diagnostic.Diagnostic
	Proofs   map[string]authority.Proof
	Sum      authority.Proof // over all playbooks
	Reach    map[string]reach.Book
	Wait     reach.Proof // over all playbooks
}

// Run checks the library, whose site.yaml could be read, and every model; they must have been compiled with the Proof
// option, for the day of the check. Several playbooks are looked at at once, each model by one goroutine.
func Run(library *playbook.Library, models []*authority.Model) Result {
	findings := make([][]diagnostic.Diagnostic, len(models))
	proofs := make([][]authority.PeriodProof, len(models)) // none where nothing is proved
	rules := Rules()
	books := make([]reach.Book, len(models))
	calendar, prover := calendarOf(models)
	parallel.Each(len(models), func(i int) {
		s := newSubject(models[i], calendar, prover)
		books[i] = s.reach
		for _, r := range rules {
			if r.run != nil {
				findings[i] = append(findings[i], mark(r, r.run(s))...)
			}
		}
		proofs[i] = authority.ProofsOf(s.periods)
		if s.undecided() {
			findings[i], proofs[i], books[i] = beside(s), nil, reach.Book{}
		}
	})
	result := Result{Proofs: map[string]authority.Proof{}, Reach: map[string]reach.Book{}, Wait: reach.Sum(books), Sum: authority.Least(authority.Together(proofs))}
	for i, m := range models {
		result.Findings = append(result.Findings, findings[i]...)
		result.Proofs[m.Playbook.ID] = authority.Least(proofs[i])
		result.Reach[m.Playbook.ID] = books[i]
	}
	for _, r := range rules {
		if r.whole != nil {
			result.Findings = append(result.Findings, mark(r, r.whole(library))...)
		}
	}
	result.Findings = diagnostic.Sort(result.Findings)
	return result
}

func (s *subject) undecided() bool {
	return slices.ContainsFunc(s.periods, func(m *authority.Model) bool { return m.Undecided() })
}

// calendarOf returns what is known of the time from the day of the models on; nil when there are none.
func calendarOf(models []*authority.Model) (*hours.Calendar, *reach.Prover) {
	if len(models) == 0 {
		return nil, nil
	}
	return hours.NewCalendar(models[0].Site, models[0].Day, hours.Horizon), reach.New(models[0].Site, models[0].Day)
}

func newSubject(today *authority.Model, calendar *hours.Calendar, prover *reach.Prover) *subject {
	s := &subject{
		site: today.Site, book: today.Playbook, periods: []*authority.Model{today}, calendar: calendar, prover: prover,
		nevers: map[*playbook.Expr][]*playbook.Expr{},
	}
	for _, day := range authority.Periods(s.book, today.Day)[1:] {
		s.periods = append(s.periods, authority.Compile(s.site, s.book, authority.Options{Day: day, Proof: true}))
	}
	s.reach = prover.Book(s.periods)
	return s
}

// mark writes rule and severity on findings. A rule of errors may lower one to a warning itself.
func mark(r Rule, list []diagnostic.Diagnostic) []diagnostic.Diagnostic {
	for i := range list {
		list[i].Rule, list[i].Severity = r.Name, max(r.Severity, list[i].Severity)
	}
	return list
}

// Early returns what can be said of a site whose site.yaml has mistakes: that hides nothing which stands by itself.
func Early(library *playbook.Library) []diagnostic.Diagnostic {
	var found []diagnostic.Diagnostic
	for _, r := range Rules() {
		if r.lone {
			found = append(found, mark(r, r.whole(library))...)
		}
	}
	return found
}
