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
	"remit/generator/authority"
	"remit/generator/diagnostic"
	"remit/generator/hours"
	"remit/generator/parallel"
	"remit/generator/playbook"
	"remit/generator/reach"
)

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
			findings[i], proofs[i], books[i] = besideUndecided(s), nil, reach.Book{}
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

// Since compares the library with what was there before. With shrink the author has said that the playbooks which are gone
// are meant to go.
func Since(l *playbook.Library, past Past, shrink bool) []diagnostic.Diagnostic {
	found := fewPlaybooks(l, past, shrink)
	if errors, _ := diagnostic.Count(found); errors > 0 {
		return found // every address of theirs is lost, too; once they are back none is
	}
	return append(found, lostAddresses(l, past)...)
}

// Unanalysed reports each playbook that nothing was proved about although no error in its file, or in site.yaml, says
// why. Books are those without a model; found is what remains once waivers and a baseline have been applied, so that
// neither can make a playbook pass that nobody has looked at.
func Unanalysed(site *playbook.Site, books []*playbook.Playbook, found []diagnostic.Diagnostic) []diagnostic.Diagnostic {
	bad := map[string]bool{}
	for _, d := range found {
		if d.Severity == diagnostic.Error {
			bad[d.Span.Path()] = true
		}
	}
	var list []diagnostic.Diagnostic
	if bad[site.File.Path] {
		return nil
	}
	for _, p := range books {
		if bad[p.File.Path] {
			continue
		}
		at := p.Title.Span
		if at.IsZero() {
			at = p.File.Span(0, 0)
		}
		list = append(list, diagnostic.Diagnostic{
			Span:    at,
			Message: "nothing is proved about this playbook: it could not be analysed, and no error that is shown says why",
			Help:    "when its errors are in a baseline, correct them; when it has none, remit itself is at fault: please report it, with this file",
		})
	}
	return mark(unanalysed(), list)
}

// calendarOf returns what is known of the time from the day of the models on; nil when there are none.
func calendarOf(models []*authority.Model) (*hours.Calendar, *reach.Prover) {
	if len(models) == 0 {
		return nil, nil
	}
	return hours.NewCalendar(models[0].Site, models[0].Day, hours.Horizon), reach.New(models[0].Site, models[0].Day)
}

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
