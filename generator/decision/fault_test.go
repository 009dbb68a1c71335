package decision_test

import (
	"math/big"
	"slices"
	"testing"

	"remit/generator/decision"
)

// Each fault is small, and touches only some tables. The short form of the oracle must notice every one.
func TestPlantedFaultsAreNoticed(t *testing.T) {
	faults := map[string]asked{
		"one rule is a cell too wide":           changed(widen),
		"one rule is forgotten":                 changed(forget),
		"one rule ignores a column":             changed(loosen),
		"a box is widened beyond its question":  beyond,
		"counts are cut to eight bits":          eightBits,
		"what is not decided passes for proved": optimist,
		"the smallest gaps are overlooked":      shortSighted,
	}
	for name, fault := range faults {
		t.Run(name, func(t *testing.T) {
			for seed := range uint64(500) {
				if wrong := newPlain(seeded(seed), fault).verifyAll(); wrong != "" {
					t.Logf("noticed by table %d", seed)
					return
				}
			}
			t.Error("not noticed")
		})
	}
}

// changed is a variant that judges other rules than it was given, where there are more than five.
func changed(change func(cells []int, rules []decision.Box) []decision.Box) asked {
	return func(cells []int, rules []decision.Box, s decision.Search) decision.Gap {
		if len(rules) > 5 {
			rules = change(cells, slices.Clone(rules))
		}
		return soundly(cells, rules, s)
	}
}

func widen(cells []int, rules []decision.Box) []decision.Box {
	box := slices.Clone(rules[3])
	for c, set := range box {
		if set != nil && !set.Has(cells[c]-1) {
			box[c] = slices.Clone(set)
			box[c][(cells[c]-1)/64] |= 1 << ((cells[c] - 1) % 64)
			rules[3] = box
			return rules
		}
	}
	return rules
}

func forget(_ []int, rules []decision.Box) []decision.Box {
	rules[len(rules)-1] = rules[0]
	return rules
}

func loosen(_ []int, rules []decision.Box) []decision.Box {
	rules[4] = slices.Clone(rules[4])
	rules[4][0] = nil
	return rules
}

func beyond(cells []int, rules []decision.Box, s decision.Search) decision.Gap {
	gap := soundly(cells, rules, s)
	if s.Within != nil && gap.Box != nil && len(gap.Box) > 2 {
		gap.Box[2] = nil
	}
	return gap
}

func eightBits(cells []int, rules []decision.Box, s decision.Search) decision.Gap {
	gap := soundly(cells, rules, s)
	if gap.Open != nil {
		gap.Open.And(gap.Open, big.NewInt(255))
	}
	return gap
}

func optimist(cells []int, rules []decision.Box, s decision.Search) decision.Gap {
	gap := soundly(cells, rules, s)
	if gap.Verdict == decision.Undecided {
		gap.Verdict, gap.Engine = decision.Covered, decision.Clauses
		for r := range rules {
			gap.Cover = append(gap.Cover, r)
		}
	}
	return gap
}

func shortSighted(cells []int, rules []decision.Box, s decision.Search) decision.Gap {
	gap := soundly(cells, rules, s)
	if gap.Open != nil && gap.Open.Cmp(big.NewInt(1)) == 0 {
		return decision.Gap{Verdict: decision.Covered, Engine: gap.Engine, Total: gap.Total, Open: new(big.Int)}
	}
	return gap
}
