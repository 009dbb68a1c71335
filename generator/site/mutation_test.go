package site

import (
	"fmt"
	"os"
	"slices"
	"testing"

	"remit/generator/authority"
	"remit/generator/campaign"
	"remit/generator/check"
	"remit/generator/diagnostic"
	"remit/generator/load"
	"remit/generator/playbook"
)

// leastFound is the share of slips, in per cent, that must be found.
const leastFound = 95

// A mistake in a playbook of the example is found: check has a new finding, a scenario fails, or the comparison with the
// playbook as it was says what changed. The share is asked of check and test alone, since only they know what is right.
//
// What those two do not find changes no answer, no action and no first call, so that no scenario can tell; it changes on
// which terms somebody acts or calls, and the comparison says so:
//
//	without run_backup#2, add_consumers#2,   the role still holds the action through a role that it includes,
//	disable_key#2                            with the limits of that one
//	without duty 2 of stock-figures-late,    an otherwise calls the same contacts, later and with less to bring
//	vans-without-routes, order-queue-backlog
//	and address-lookup-outage
func TestSlipsInTheExampleAreFound(t *testing.T) {
	library, before := example(t), example(t)
	var all yield
	for i, p := range library.Playbooks {
		j := newJudge(library.Site, p, authority.Edition{Site: before.Site, Playbook: before.Playbooks[i]})
		var own yield
		for i, s := range slipsOf(p) {
			if i%campaign.Sample(1) != 0 {
				continue
			}
			undo := s.make()
			by := j.finds()
			undo()
			own.add(by)
			if by == (found{}) {
				t.Logf("%s: not found: %s", p.ID, s.what)
			}
		}
		t.Logf("%s: %v", p.ID, own)
		all.join(own)
	}
	t.Logf("all: %v", all)
	if all.made == 0 || !campaign.Fewer() && all.either*100 < all.made*leastFound {
		t.Errorf("%v, which is less than %d %%", all, leastFound)
	}
	if all.missed > 0 {
		t.Errorf("%d slips are found by nobody", all.missed)
	}
}

func example(t *testing.T) *playbook.Library {
	t.Helper()
	library, _, err := load.Dir(os.DirFS("../.."), load.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return library
}

// found says which verbs report a slip.
type found struct{ check, test, diff bool }

// yield counts the slips that were made, and who found them: either of check and test, or nobody at all.
type yield struct{ made, check, test, either, diff, missed int }

func (y yield) String() string {
	return fmt.Sprintf("%d of %d slips found (%d %%), %d by check, %d by test; %d by diff, %d by nobody",
		y.either, y.made, 100*y.either/max(1, y.made), y.check, y.test, y.diff, y.missed)
}

func (y *yield) add(by found) {
	y.made++
	if by.check {
		y.check++
	}
	if by.test {
		y.test++
	}
	if by.check || by.test {
		y.either++
	}
	if by.diff {
		y.diff++
	}
	if by == (found{}) {
		y.missed++
	}
}

func (y *yield) join(o yield) {
	y.made, y.check, y.test = y.made+o.made, y.check+o.check, y.test+o.test
	y.either, y.diff, y.missed = y.either+o.either, y.diff+o.diff, y.missed+o.missed
}

// judge knows what is found in a playbook as it is.
type judge struct {
	site  *playbook.Site
	book  *playbook.Playbook
	was   authority.Edition
	known map[baselineEntry]bool
}

func newJudge(site *playbook.Site, p *playbook.Playbook, was authority.Edition) *judge {
	j := &judge{site, p, was, map[baselineEntry]bool{}}
	for _, d := range j.findings() {
		for _, k := range entriesOf(d) {
			j.known[k] = true
		}
	}
	return j
}

// today is the day for which the example is judged.
var today = playbook.Date{Year: 2026, Month: 11, Day: 23}

func (j *judge) findings() []diagnostic.Diagnostic {
	m := authority.Compile(j.site, j.book, authority.Options{Day: today, Proof: true})
	return check.Run(&playbook.Library{Site: j.site, Playbooks: []*playbook.Playbook{j.book}}, []*authority.Model{m}).Findings
}

// finds says what is reported of the playbook as it has become.
func (j *judge) finds() (by found) {
	for _, d := range j.findings() {
		if !slices.ContainsFunc(entriesOf(d), func(k baselineEntry) bool { return !j.known[k] }) {
			continue
		}
		if d.Rule == "failing_scenario" {
			by.test = true
		} else {
			by.check = true
		}
	}
	by.diff = len(authority.Compare(j.was, authority.Edition{Site: j.site, Playbook: j.book}, today).Changes) > 0
	return by
}
