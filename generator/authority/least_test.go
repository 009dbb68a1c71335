package authority_test

import (
	"fmt"
	"math/big"
	"slices"
	"testing"

	"remit/generator/authority"
	"remit/generator/playbook"
)

// The least counts of several playbooks, with the days from which they are so low, are those that counting anew on every
// day finds on which some grant begins or ends.
func TestTheLeastProofIsTheLeastOfEveryDay(t *testing.T) {
	later := 0
	for seed := uint64(0); seed < few(); seed += 2 {
		two := []*calendar{newCalendar(seed, func(*playbook.Playbook) {}), newCalendar(seed+1, func(*playbook.Playbook) {})}
		for _, list := range [][]*calendar{two[:1], two} {
			got := authority.Least(authority.Together(proofsOf(list)))
			if got.ExplicitFrom != (playbook.Date{}) {
				later++
			}
			if want, told := leastByDays(list), tell(got); want != told {
				t.Fatalf("playbooks from %d on: the days say %s, and the proof %s", seed, want, told)
			}
		}
	}
	enough(t)
	if later < 5 {
		t.Errorf("only %d proofs are least later", later)
	}
}

func proofsOf(list []*calendar) (proofs [][]authority.PeriodProof) {
	for _, c := range list {
		proofs = append(proofs, authority.ProofsOf(c.models))
	}
	return proofs
}

func tell(p authority.Proof) string {
	return fmt.Sprint(p.Situations, " ", p.Answered, " ", p.AnsweredFrom, " ", p.Explicit, " ", p.ExplicitFrom)
}

// leastByDays counts on every day between the first and the last on which anything changes.
func leastByDays(list []*calendar) string {
	var least authority.Proof
	for day, first := today, true; day.Before(today.Add(playbook.Duration{Count: 40, Unit: playbook.Day})); day, first = day.Next(), false {
		sum := map[string]*big.Int{"situations": new(big.Int), "answered": new(big.Int), "explicit": new(big.Int)}
		for _, c := range list {
			for name, n := range c.on(day).proof() {
				if sum[name] != nil {
					more, _ := new(big.Int).SetString(n, 10)
					sum[name].Add(sum[name], more)
				}
			}
		}
		if first {
			least = authority.Proof{Situations: sum["situations"], Answered: sum["answered"], Explicit: sum["explicit"]}
			continue
		}
		if sum["answered"].Cmp(least.Answered) < 0 {
			least.Answered, least.AnsweredFrom = sum["answered"], day
		}
		if sum["explicit"].Cmp(least.Explicit) < 0 {
			least.Explicit, least.ExplicitFrom = sum["explicit"], day
		}
	}
	return tell(least)
}

// on is what a playbook means on a day: that of the last period that has begun.
func (c *calendar) on(day playbook.Date) *oracle {
	last := 0
	for i, m := range c.models {
		if !day.Before(m.Day) {
			last = i
		}
	}
	return c.days[last]
}

// A count that is as low later as it is today is as low today.
func TestALowThatIsOnlyRepeatedHasNoDate(t *testing.T) {
	at := func(day int, explicit int64) authority.PeriodProof {
		return authority.PeriodProof{
			From:  playbook.Date{Year: 2026, Month: 12, Day: day},
			Proof: authority.Proof{Situations: big.NewInt(10), Answered: big.NewInt(10), Explicit: big.NewInt(explicit), Impossible: new(big.Int)},
		}
	}
	for want, periods := range map[string][]authority.PeriodProof{
		"10 situations, all answered, 40 % by an explicit rule":                       {at(1, 4), at(2, 4), at(3, 9)},
		"10 situations, all answered, 30 % by an explicit rule as of 2 December 2026": {at(1, 4), at(2, 3), at(3, 3)},
		"10 situations, all answered, 100 % by an explicit rule":                      {at(1, 10)},
	} {
		if got := authority.Least(slices.Clone(periods)).String(); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}
