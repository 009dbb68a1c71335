package site

import (
	"flag"
	"fmt"
	"os"
	"testing"

	"remit/generator/authority"
	"remit/generator/check"
	"remit/generator/diagnostic"
	"remit/generator/load"
	"remit/generator/playbook"
)

var slips = flag.Int("slips", 1, "of how many slips in the example one is tried; 1 for all")

// leastFound is the share of slips, in per cent, that must be found.
const leastFound = 95

// A mistake in a playbook of the example is found: check has a new finding, or a scenario fails.
//
// What is not found changes no answer, no action and no first call, so that no scenario can tell; it changes on which terms
// somebody acts or calls, which is for a comparison of two editions to say:
//
//	without run_backup#2, add_consumers#2,   the role still holds the action through a role that it includes,
//	disable_key#2                            with the limits of that one
//	without duty 2 of stock-figures-late,    an otherwise calls the same contacts, later and with less to bring
//	vans-without-routes, order-queue-backlog
//	and address-lookup-outage
func TestSlipsInTheExampleAreFound(t *testing.T) {
	library, _, err := load.Dir(os.DirFS("../.."), load.Options{})
	if err != nil {
		t.Fatal(err)
	}
	var all yield
	for _, p := range library.Playbooks {
		j := newJudge(library.Site, p)
		var own yield
		for i, s := range slipsOf(p) {
			if i%*slips != 0 {
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
	if all.made == 0 || all.either*100 < all.made*leastFound {
		t.Errorf("%v, which is less than %d %%", all, leastFound)
	}
}

// found says which verbs report a slip.
type found struct{ check, test bool }

// yield counts the slips that were made, and who found them.
type yield struct{ made, check, test, either int }

func (y yield) String() string {
	return fmt.Sprintf("%d of %d slips found, %d by check, %d by test", y.either, y.made, y.check, y.test)
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
}

func (y *yield) join(o yield) {
	y.made, y.check, y.test, y.either = y.made+o.made, y.check+o.check, y.test+o.test, y.either+o.either
}

// judge knows what is found in a playbook as it is.
type judge struct {
	site  *playbook.Site
	book  *playbook.Playbook
	known map[known]bool
}

func newJudge(site *playbook.Site, p *playbook.Playbook) *judge {
	j := &judge{site, p, map[known]bool{}}
	for _, d := range j.findings() {
		j.known[knownAs(d)] = true
	}
	return j
}

func (j *judge) findings() []diagnostic.Diagnostic {
	m := authority.Compile(j.site, j.book, authority.Options{Day: playbook.Date{Year: 2026, Month: 11, Day: 23}, Proof: true})
	return check.Run(&playbook.Library{Site: j.site, Playbooks: []*playbook.Playbook{j.book}}, []*authority.Model{m}).Findings
}

// finds says what is reported of the playbook as it has become. Another verb that compares editions is asked here.
func (j *judge) finds() (by found) {
	for _, d := range j.findings() {
		if j.known[knownAs(d)] {
			continue
		}
		if d.Rule == "failing_scenario" {
			by.test = true
		} else {
			by.check = true
		}
	}
	return by
}
