package decision_test

import (
	"fmt"
	"maps"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"remit/generator/campaign"
	"remit/generator/decision"
)

// tables is how many random tables are compared with the oracle.
func tables() int { return campaign.Cases(500) }

func TestOracle(t *testing.T) {
	for seed := range tables() {
		if !t.Run(fmt.Sprint(seed), func(t *testing.T) { verify(t, seeded(uint64(seed))) }) {
			return
		}
	}
}

func FuzzOracle(f *testing.F) {
	for seed := range uint64(20) {
		d, data := seeded(seed), make([]byte, 200)
		for i := range data {
			data[i] = byte(d(256))
		}
		f.Add(data)
	}
	f.Fuzz(func(t *testing.T, data []byte) { verify(t, inBytes(data)) })
}

func (tb *table) verifyTests(rules []decision.Node, lists []dense) {
	for i, a := range rules {
		for j, b := range rules {
			x, y := lists[i], lists[j]
			tb.record("and", tb.f.And(a, b), tb.dense(func(s int) int { return x[s] * y[s] }))
			tb.record("or", tb.f.Or(a, b), tb.dense(func(s int) int { return max(x[s], y[s]) }))
			if a != b && x.text() == y.text() {
				tb.t.Fatalf("rules %d and %d say the same and are two nodes", i, j)
			}
		}
		tb.record("not", tb.f.Not(a), tb.dense(func(s int) int { return 1 - lists[i][s] }))
		tb.record("not not", tb.f.Not(tb.f.Not(a)), lists[i])
		tb.record("map", tb.f.Map(a, func(v int) int { return 5 + 3*v }), tb.dense(func(s int) int { return 5 + 3*lists[i][s] }))
		tb.record("map to one", tb.f.Map(a, func(int) int { return 4 }), tb.dense(func(int) int { return 4 }))
	}
}

func (tb *table) verifyBoxes(root decision.Node, values dense) {
	box, in := tb.box(true)
	want := map[int]bool{}
	for i, s := range tb.situations {
		if in(s) {
			want[values[i]] = true
		}
	}
	var reached []int
	tb.f.Reach(root, box, func(v int) { reached = append(reached, v) })
	slices.Sort(reached)
	if diff := cmp.Diff(slices.Sorted(maps.Keys(want)), reached); diff != "" {
		tb.t.Fatalf("Reach of %v, cells %v, mismatch (-want +got):\n%s", box, tb.cells, diff)
	}
	target := tb.d(5)
	var first []int
	for i, s := range tb.situations {
		if first == nil && in(s) && values[i] == target {
			first = s
		}
	}
	found := tb.f.Find(root, box, func(v int) bool { return v == target })
	if diff := cmp.Diff(first, found); diff != "" {
		tb.t.Fatalf("Find in %v, cells %v, mismatch (-want +got):\n%s", box, tb.cells, diff)
	}
	tb.record("inside", tb.f.Inside(box), tb.dense(func(i int) int {
		if in(tb.situations[i]) {
			return 1
		}
		return 0
	}))
}

func (tb *table) verifyGrow(root decision.Node, values dense) {
	ordered := make([]bool, len(tb.cells))
	for c := range ordered {
		ordered[c] = tb.d.chance(50)
	}
	at := tb.d(len(tb.situations))
	also := tb.d(5)
	good := func(v int) bool { return v == values[at] || v == also }
	box := tb.f.Grow(root, tb.situations[at], ordered, good)
	sets := make([][]bool, len(tb.cells))
	for c, n := range tb.cells {
		sets[c] = make([]bool, n)
		for cell := range n {
			sets[c][cell] = box[c].Has(cell)
		}
		if box[c] != nil && !slices.Contains(sets[c], false) {
			tb.t.Fatalf("Grow: column %d holds every cell and is not nil", c)
		}
	}
	fits := func() bool {
		for i, s := range tb.situations {
			if inSets(sets, s) && !good(values[i]) {
				return false
			}
		}
		return true
	}
	if !inSets(sets, tb.situations[at]) || !fits() {
		tb.t.Fatalf("Grow: %v leaves the point %v, or what is good", sets, tb.situations[at])
	}
	for c, n := range tb.cells {
		for cell := range n {
			if sets[c][cell] || ordered[c] && !beside(sets[c], cell) {
				continue
			}
			sets[c][cell] = true
			if fits() {
				tb.t.Fatalf("Grow: %v also fits with cell %d of column %d", sets, cell, c)
			}
			sets[c][cell] = false
		}
		if ordered[c] && holes(sets[c]) {
			tb.t.Fatalf("Grow: ordered column %d has a hole: %v", c, sets[c])
		}
	}
}

func beside(set []bool, cell int) bool {
	return cell > 0 && set[cell-1] || cell+1 < len(set) && set[cell+1]
}

func holes(set []bool) bool {
	runs := 0
	for i, in := range set {
		if in && (i == 0 || !set[i-1]) {
			runs++
		}
	}
	return runs > 1
}

func (tb *table) verifyCounts(root decision.Node, values dense) {
	want, got := map[int]int64{}, map[int]int64{}
	for _, v := range values {
		want[v]++
	}
	for v, n := range tb.f.Counts(root) {
		got[v] = n.Int64()
	}
	if diff := cmp.Diff(want, got); diff != "" {
		tb.t.Fatalf("Counts mismatch (-want +got):\n%s", diff)
	}
	nodes := tb.f.Nodes(root)
	if nodes[0] != root {
		tb.t.Fatalf("Nodes: %v does not begin with the root %d", nodes, root)
	}
	for i, n := range nodes {
		if n.IsLeaf() {
			continue
		}
		for _, a := range tb.f.Arcs(n) {
			if slices.Index(nodes, a.To) <= i {
				tb.t.Fatalf("Nodes: %v has %d before %d, which leads to it", nodes, a.To, n)
			}
		}
	}
}

// verifyRestrict also covers Split and Asks.
func (tb *table) verifyRestrict(root decision.Node, values dense) {
	asks := tb.f.Asks(root)
	for c, n := range tb.cells {
		stride := 1
		for _, m := range tb.cells[c+1:] {
			stride *= m
		}
		matters := false
		rest := func(cell int) dense {
			return tb.dense(func(i int) int { return values[i+(cell-tb.situations[i][c])*stride] })
		}
		arcs, start := tb.f.Split(root, c), 0
		for _, a := range arcs {
			for cell := start; cell < a.End; cell++ {
				tb.record("restrict", tb.f.Restrict(root, c, cell), rest(cell))
				tb.record("split", a.To, rest(cell))
			}
			matters = matters || start > 0
			if start > 0 && rest(start-1).text() == rest(start).text() {
				tb.t.Fatalf("Split: the arcs of column %d meet at %d, where nothing changes", c, start)
			}
			start = a.End
		}
		if start != n {
			tb.t.Fatalf("Split: the arcs of column %d end at %d of %d", c, start, n)
		}
		if asks[c] != matters {
			tb.t.Fatalf("Asks: column %d is %v, want %v", c, asks[c], matters)
		}
	}
}

func (tb *table) verifyDiffer(root decision.Node, values dense, free map[int]bool) {
	for range 6 {
		c, d := tb.d(len(tb.cells)), tb.d(len(tb.cells))
		a := tb.f.Restrict(root, c, tb.d(tb.cells[c]))
		b := tb.f.Restrict(root, d, tb.d(tb.cells[d]))
		if tb.d.chance(30) {
			a, _ = tb.rule()
		}
		want := false
		for _, s := range tb.situations {
			x, y := tb.f.At(a, s), tb.f.At(b, s)
			want = want || !free[x] && !free[y] && x != y
		}
		if got := tb.f.Differ(a, b, func(v int) bool { return free[v] }); got != want {
			tb.t.Fatalf("Differ = %v, want %v (cells %v)", got, want, tb.cells)
		}
	}
}
