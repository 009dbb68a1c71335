package decision_test

import (
	"slices"
	"testing"

	"remit/generator/decision"
)

// hard makes a diagram that grows with every pair: columns i and i+n/2 agree.
func hard(f *decision.Forest) decision.Node {
	all := decision.True
	half := f.Columns() / 2
	for i := range half {
		a, b := f.Test(i, 1, 2), f.Test(i+half, 1, 2)
		all = f.And(all, f.Or(f.And(a, b), f.And(f.Not(a), f.Not(b))))
	}
	return all
}

func pairs() *decision.Forest { return decision.NewForest(slices.Repeat([]int{2}, 20)) }

// What is asked aside costs the forest nothing, whether it was enough or not; and what was cut short is forgotten.
func TestAsideLeavesTheForestSound(t *testing.T) {
	f := pairs()
	f.Limit(100_000)
	for budget := range 200 {
		if f.Aside(budget, func() { hard(f) }) {
			t.Fatalf("%d steps were enough", budget)
		}
	}
	if f.Spent() {
		t.Fatal("the forest is spent")
	}
	got := f.Counts(hard(f))[1].String()
	if want := pairs(); got != want.Counts(hard(want))[1].String() || got != "1024" {
		t.Errorf("%s situations, want 1024", got)
	}
}

func TestAsideIsEnough(t *testing.T) {
	f := pairs()
	f.Limit(10)
	var got decision.Node
	if !f.Aside(100_000, func() { got = hard(f) }) || f.Spent() {
		t.Fatal("it was not enough, or was charged")
	}
	if n := f.Counts(got)[1].String(); n != "1024" {
		t.Errorf("%s situations, want 1024", n)
	}
	f.Aside(1, func() { hard(f) }) // known: costs nothing
	if hard(f) != got {
		t.Error("made again, it is another diagram")
	}
}

func TestNothingRunsAsideOfASpentForest(t *testing.T) {
	f := pairs()
	f.Limit(1)
	hard(f)
	if !f.Spent() || f.Aside(1_000_000, func() { t.Error("it ran") }) {
		t.Error("a spent forest answers")
	}
}
