package authority

import (
	"math/big"
	"slices"

	"remit/generator/playbook"
)

// A PeriodProof is what was proved for the days from one on, until the next period begins.
type PeriodProof struct {
	From playbook.Date
	Proof
}

// ProofsOf returns the proofs of the models of one playbook, which are those of its periods, in order.
func ProofsOf(periods []*Model) []PeriodProof {
	list := make([]PeriodProof, len(periods))
	for i, m := range periods {
		list[i] = PeriodProof{m.Day, m.Proof()}
	}
	return list
}

// Least returns the least of each count over the periods. The first period is the present: a count that is least in a
// later one carries its date.
func Least(periods []PeriodProof) Proof {
	least := NoProof()
	for i, p := range periods {
		if i == 0 {
			least.Add(p.Proof)
			continue
		}
		if p.Answered.Cmp(least.Answered) < 0 {
			least.Answered, least.AnsweredFrom = p.Answered, p.From
		}
		if p.Explicit.Cmp(least.Explicit) < 0 {
			least.Explicit, least.ExplicitFrom = p.Explicit, p.From
		}
	}
	return least
}

// Together adds the proofs of several playbooks, period by period: a new one begins wherever one of theirs does.
func Together(playbooks [][]PeriodProof) []PeriodProof {
	type change struct {
		from        playbook.Date
		before, now Proof
	}
	sum := NoProof()
	var first playbook.Date
	var changes []change
	for _, periods := range playbooks {
		for i, p := range periods {
			if i == 0 {
				sum.Add(p.Proof)
				first = p.From
				continue
			}
			changes = append(changes, change{p.From, periods[i-1].Proof, p.Proof})
		}
	}
	slices.SortStableFunc(changes, func(a, b change) int { return byDate(a.from, b.from) })
	list := []PeriodProof{{first, sum}}
	for _, c := range changes {
		last := &list[len(list)-1]
		if last.From != c.from {
			list = append(list, PeriodProof{c.from, NoProof()})
			list[len(list)-1].Add(last.Proof)
			last = &list[len(list)-1]
		}
		last.Answered.Add(last.Answered, difference(c.now.Answered, c.before.Answered))
		last.Explicit.Add(last.Explicit, difference(c.now.Explicit, c.before.Explicit))
	}
	return list
}

func difference(a, b *big.Int) *big.Int { return new(big.Int).Sub(a, b) }
