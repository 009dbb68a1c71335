package decision_test

import (
	"slices"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"remit/generator/decision"
)

func TestTestLeavesOutCellsBeyondTheColumn(t *testing.T) {
	f := decision.NewForest([]int{3, 1})
	for _, row := range []struct {
		column, from, to int
		want             decision.Node
	}{
		{0, 0, 3, decision.True}, {0, -2, 9, decision.True}, {0, 3, 9, decision.False}, {0, 5, 7, decision.False},
		{0, 2, 1, decision.False}, {0, 1, 1, decision.False}, {1, 0, 1, decision.True}, {1, 1, 1, decision.False},
		{0, 1, 9, f.TestAny(0, decision.CellsOf(3, 1, 2))}, {0, 0, 1, f.Not(f.Test(0, 1, 3))},
	} {
		if got := f.Test(row.column, row.from, row.to); got != row.want {
			t.Errorf("Test(%d, %d, %d) = %d, want %d", row.column, row.from, row.to, got, row.want)
		}
	}
}

func TestNothingIsFoundInAnEmptyBox(t *testing.T) {
	f := decision.NewForest([]int{2, 64})
	box := decision.Box{nil, decision.CellsOf(64)}
	for _, root := range []decision.Node{decision.True, f.Test(0, 1, 2), f.Test(1, 63, 64)} {
		f.Reach(root, box, func(v int) { t.Errorf("Reach visits %d", v) })
		if got := f.Find(root, box, func(int) bool { return true }); got != nil {
			t.Errorf("Find = %v, want nil", got)
		}
	}
	if got := f.Inside(box); got != decision.False {
		t.Errorf("Inside = %d, want False", got)
	}
}

func TestWideColumnsAndLargeValues(t *testing.T) {
	f := decision.NewForest([]int{200, 2})
	root := f.Map(f.And(f.Test(0, 64, 130), f.Test(1, 1, 2)), func(v int) int { return v*1_000_000_000 + 4095 })
	var reached []int
	f.Reach(root, decision.Box{decision.CellsOf(200, 63, 64, 199), nil}, func(v int) { reached = append(reached, v) })
	if diff := cmp.Diff([]int{4095, 1_000_004_095}, sorted(reached)); diff != "" {
		t.Errorf("Reach mismatch (-want +got):\n%s", diff)
	}
	good := func(v int) bool { return v > 4095 }
	box := f.Grow(root, f.Find(root, nil, good), []bool{true, false}, good)
	if got, want := f.Inside(box), f.And(f.Test(0, 64, 130), f.Test(1, 1, 2)); got != want {
		t.Errorf("Grow = %v, which is node %d, want %d", box, got, want)
	}
}

func sorted(list []int) []int {
	slices.Sort(list)
	return list
}

func TestTablesWithoutColumns(t *testing.T) {
	f := decision.NewForest(nil)
	if got := f.At(decision.Leaf(7), nil); got != 7 {
		t.Errorf("At = %d, want 7", got)
	}
	if got := f.Find(decision.Leaf(7), nil, func(v int) bool { return v == 7 }); got == nil || len(got) != 0 {
		t.Errorf("Find = %v, want the empty situation", got)
	}
	if got := f.Counts(decision.Leaf(7))[7].String(); got != "1" {
		t.Errorf("Counts = %s, want 1", got)
	}
	plan := f.Plan(decision.Leaf(7), func(int) bool { return false }, 0)
	if diff := cmp.Diff(decision.Plan{Optimal: true}, plan); diff != "" {
		t.Errorf("Plan mismatch (-want +got):\n%s", diff)
	}
}

// The race detector watches that walks which only read a forest keep nothing in it that they share.
func TestReadersShareAForest(t *testing.T) {
	p := newPlaybook(8, 60, 5)
	f := decision.NewForest(p.cells)
	root := p.outcomes(f, 3)
	gap := func(v int) bool { return v == 3 }
	situation := make([]int, len(p.cells))
	value := f.At(root, situation)
	want := f.Counts(root)
	var all sync.WaitGroup
	for range 4 {
		all.Go(func() {
			for range 20 {
				f.Reach(root, nil, func(v int) { f.Reach(root, nil, func(int) {}) })
				f.Find(root, nil, gap)
				f.Grow(root, situation, make([]bool, len(p.cells)), func(v int) bool { return v == value })
				f.Asks(root)
				f.Plan(root, gap, 50)
				f.Nodes(root)
				f.Differ(root, f.Arcs(root)[0].To, gap)
				if got := f.Counts(root)[3]; got.Cmp(want[3]) != 0 {
					t.Errorf("Counts = %v, want %v", got, want[3])
				}
			}
		})
	}
	all.Wait()
}
