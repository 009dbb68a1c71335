package authority

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"remit/generator/playbook"
	"remit/generator/source"
)

// One rule of a large playbook is edited: 30 facts, and grants that are the leaves of a hidden decision tree with a trunk
// of popular facts. Timed is what the comparison takes beyond compiling both editions; "first" is its first run, in a
// forest that knows nothing of it yet. The budget is lifted, since what is measured does not depend on it.
func BenchmarkCompare(b *testing.B) {
	day := playbook.Date{Year: 2026, Month: 10, Day: 1}
	for _, grants := range []int{200, 1000} {
		b.Run(fmt.Sprintf("30x%d", grants), func(b *testing.B) {
			editions := [2]Edition{largeEdition(30, grants, false), largeEdition(30, grants, true)}
			begun := time.Now()
			d := newUnboundDiff(editions, day)
			compiling := time.Since(begun)
			begun = time.Now()
			if len(compareCompiled(d)) == 0 {
				b.Fatal("the edit was not found")
			}
			first := time.Since(begun)
			for b.Loop() {
				compareCompiled(d)
			}
			b.ReportMetric(compiling.Seconds()*1000, "ms-compiling")
			b.ReportMetric(float64(first.Microseconds())/1000, "ms-first")
		})
	}
}

func newUnboundDiff(editions [2]Edition, day playbook.Date) *diff {
	d := joinDiff(editions, day, alike(editions))
	d.forest.Limit(0)
	d.compile()
	return d
}

func compareCompiled(d *diff) []Change {
	if !d.differs() {
		return nil
	}
	changes, _ := d.changes()
	d.wordings()
	return append(changes, d.bookChanges()...)
}

// largeEdition makes a playbook of many facts and grants; edited narrows one grant.
func largeEdition(facts, grants int, edited bool) Edition {
	file := source.NewFile("content/playbooks/large.md", []byte("\n"))
	text := func(s string) playbook.Text { return playbook.Text{Value: s, Span: file.Span(0, 1)} }
	dice := rand.New(rand.NewPCG(1, 2))
	site := &playbook.Site{
		File: file, Roles: []*playbook.Role{{Name: text("on_call"), Title: text("On call")}, {Name: text("owner"), Kind: playbook.WorkloadOwner}},
		Workloads: []*playbook.Workload{{Name: text("shop"), Owner: text("owner")}},
	}
	p := &playbook.Playbook{ID: "large", File: file, Workload: text("shop"), Roles: []playbook.Text{text("on_call")}, Always: file.Span(0, 1)}
	var sizes []int
	for i := range facts {
		f := &playbook.Fact{Name: text(fmt.Sprintf("fact_%d", i)), Kind: playbook.Choice}
		sizes = append(sizes, []int{2, 2, 3, 4, 5, 8}[dice.IntN(6)])
		for o := range sizes[i] {
			f.Options = append(f.Options, playbook.Option{Name: text(fmt.Sprintf("option_%d", o))})
		}
		p.Facts = append(p.Facts, f)
	}
	for i := range 20 {
		p.Actions = append(p.Actions, &playbook.Action{Name: text(fmt.Sprintf("action_%d", i))})
	}
	for i, leaf := range leavesOf(sizes, grants, dice) {
		if edited && i == grants/2 {
			at := slices.IndexFunc(leaf, func(span [2]int) bool { return span[1]-span[0] > 1 })
			leaf[at][1]--
		}
		a := p.Actions[dice.IntN(len(p.Actions))]
		a.Grants = append(a.Grants, &playbook.Grant{Number: len(a.Grants) + 1, Roles: p.Roles, When: leafTest(p.Facts, sizes, leaf), Span: file.Span(0, 1)})
	}
	return Edition{site, p}
}

// leavesOf splits the space of the columns until there are enough parts; the first columns are split most.
func leavesOf(sizes []int, enough int, dice *rand.Rand) [][][2]int {
	all := make([][2]int, len(sizes))
	for i, n := range sizes {
		all[i] = [2]int{0, n}
	}
	leaves := [][][2]int{all}
	for len(leaves) < enough {
		i, c := dice.IntN(len(leaves)), dice.IntN(1+dice.IntN(1+dice.IntN(len(sizes))))
		low, high := leaves[i][c][0], leaves[i][c][1]
		if high-low < 2 {
			continue
		}
		at := low + 1 + dice.IntN(high-low-1)
		other := slices.Clone(leaves[i])
		leaves[i][c], other[c] = [2]int{low, at}, [2]int{at, high}
		leaves = append(leaves, other)
	}
	return leaves
}

func leafTest(facts []*playbook.Fact, sizes []int, leaf [][2]int) playbook.Condition {
	all := &playbook.Expr{Op: playbook.And}
	for i, span := range leaf {
		if span == [2]int{0, sizes[i]} {
			continue
		}
		in := &playbook.Expr{Op: playbook.In, Name: facts[i].Name.Value}
		for o := span[0]; o < span[1]; o++ {
			in.Options = append(in.Options, facts[i].Options[o].Name.Value)
		}
		all.Args = append(all.Args, in)
	}
	return playbook.Condition{Expr: all}
}

// What is too large to be compared is never called equal.
func TestCompareUndecided(t *testing.T) {
	was, is := largeEdition(30, 30, false), largeEdition(30, 30, true)
	for _, e := range []Edition{was, is} { // every fact grants an action of its own: each combination is another answer
		e.Playbook.Actions = nil
		for i, f := range e.Playbook.Facts {
			when := playbook.Condition{Expr: &playbook.Expr{Op: playbook.In, Name: f.Name.Value, Options: []string{f.Options[0].Name.Value}}}
			g := &playbook.Grant{Number: 1, Roles: e.Playbook.Roles, When: when, Span: e.Playbook.Always}
			name := playbook.Text{Value: fmt.Sprintf("action_%d", i)}
			e.Playbook.Actions = append(e.Playbook.Actions, &playbook.Action{Name: name, Grants: []*playbook.Grant{g}})
		}
	}
	is.Playbook.Actions = is.Playbook.Actions[1:]
	if c := Compare(was, is, playbook.Date{Year: 2026, Month: 10, Day: 1}); !c.Undecided || c.Changes != nil {
		t.Errorf("a playbook beyond every budget is compared: %+v", c)
	}
}
