package decision_test

import (
	"flag"
	"fmt"
	"maps"
	"os"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"remit/generator/decision"
)

var figures = flag.Bool("figures", false, "measure all recipes and write the table of README.md")

const (
	figuresBegin = "<!-- figures: written by go test ./generator/decision -run TestFigures -figures -->\n"
	figuresEnd   = "<!-- end of figures -->\n"
)

// recipe is a row of the table of figures: what is made from a seed, and then measured.
type recipe struct {
	name, task string
	target     string
	seeds      int
	prepare    func(seed uint64) func() result
}

// result is what one run has to show: who decided, "" when nobody did; and for questions whether the order is proved
// optimal.
type result struct {
	engine string
	proved *bool
}

func recipes() []recipe {
	many := 11
	books := func(columns, rules int) func(uint64) playbook {
		return func(seed uint64) playbook { return newPlaybook(columns, rules, seed) }
	}
	columns := func(columns, rules int) func(uint64) playbook {
		return func(seed uint64) playbook { return newColumns(columns, rules, seed) }
	}
	boxes := func(kind int) func(uint64) playbook {
		return func(seed uint64) playbook { return newBoxes(kind, 8, 100, seed) }
	}
	first := decision.Search{Any: true}
	list := []recipe{
		{"columns 5 × 1,500", "gaps", "60 ms", many, gaps(columns(5, 1500), decision.Search{})},
		{"columns 7 × 1,500", "gaps", "600 ms", many, gaps(columns(7, 1500), decision.Search{})},
		{"playbook-like 12 × 1,000", "gaps", "15 ms", many, gaps(books(12, 1000), decision.Search{})},
		{"playbook-like 12 × 1,000", "every rule: hidden by others?", "", many, hidden(books(12, 1000))},
		{"playbook-like 12 × 1,000", "diagram of 4 outcomes", "", many, diagrams(books(12, 1000))},
		{"playbook-like 30 × 1,000", "gaps", "25 ms", many, gaps(books(30, 1000), decision.Search{})},
		{"playbook-like 30 × 1,000", "diagram of 4 outcomes", "", many, diagrams(books(30, 1000))},
		{"playbook-like 30 × 5,000", "gaps", "200 ms", many, gaps(books(30, 5000), decision.Search{})},
		{"playbook-like 30 × 5,000", "diagram of 4 outcomes", "", many, diagrams(books(30, 5000))},
		{"boxes 8 × 100, scattered", "a gap, or a proof", "1 s", many, gaps(boxes(scattered), first)},
		{"boxes 8 × 100, scattered", "gaps, counted", "1 s", many, gaps(boxes(scattered), decision.Search{})},
		{"boxes 8 × 100, without a gap", "a gap, or a proof", "1 s", many, gaps(boxes(whole), first)},
		{"boxes 8 × 100, without a gap", "gaps, counted", "1 s", many, gaps(boxes(whole), decision.Search{})},
		{"boxes 8 × 100, one situation open", "a gap, or a proof", "1 s", many, gaps(boxes(chipped), first)},
		{"boxes 8 × 100, one situation open", "gaps, counted", "1 s", many, gaps(boxes(chipped), decision.Search{})},
		{"one rule of 30 × 1,000 edited", "what changes, once both are diagrams", "1 ms", many, difference(books(30, 1000))},
	}
	return slices.Concat(list, hardRecipes(first), questionRecipes(books))
}

// hardRecipes are those that no engine but one likes, or none at all.
func hardRecipes(first decision.Search) []recipe {
	chain := func(seed uint64) playbook { return newChain(40, seed) }
	clauses := func(columns int) func(uint64) playbook {
		return func(seed uint64) playbook { return newClauses(columns, seed) }
	}
	pigeons := func(n int) func(uint64) playbook { return func(uint64) playbook { return newPigeons(n) } }
	return []recipe{
		{"chain 40 × 312", "gaps", "", 11, gaps(chain, decision.Search{})},
		{"three of 80 × 344", "a gap, or a proof", "", 11, gaps(clauses(80), first)},
		{"three of 200 × 860", "a gap, or a proof", "", 5, gaps(clauses(200), first)},
		{"pigeons 7 × 126", "a gap, or a proof", "", 1, gaps(pigeons(6), first)},
		{"pigeons 11 × 550", "a gap, or a proof", "", 1, gaps(pigeons(10), first)},
	}
}

func questionRecipes(books func(columns, rules int) func(uint64) playbook) []recipe {
	var list []recipe
	for _, size := range [][2]int{{6, 12}, {8, 20}, {10, 25}, {12, 30}, {16, 40}, {12, 300}} {
		target, seeds := "proved", 21
		if size[0] > 12 || size[1] > 30 {
			target, seeds = "bound", 7
		}
		name := fmt.Sprintf("playbook-like %d × %d", size[0], size[1])
		list = append(list, recipe{name, "fewest questions", target, seeds, plans(books(size[0], size[1]))})
	}
	return list
}

func gaps(make func(uint64) playbook, s decision.Search) func(uint64) func() result {
	return func(seed uint64) func() result {
		p := make(seed)
		return func() result {
			gap := decision.NewTable(p.cells, p.rules).Gap(s)
			if gap.Verdict == decision.Undecided || !s.Any && gap.Open == nil {
				return result{}
			}
			return result{engine: gap.Engine.String()}
		}
	}
}

func hidden(make func(uint64) playbook) func(uint64) func() result {
	return func(seed uint64) func() result {
		p := make(seed)
		return func() result {
			table, by := decision.NewTable(p.cells, p.rules), map[string]int{}
			for r := range p.rules {
				gap := table.Hidden(r, decision.Search{Any: true})
				if gap.Verdict == decision.Undecided {
					return result{}
				}
				by[gap.Engine.String()]++
			}
			return result{engine: slices.MaxFunc(slices.Sorted(maps.Keys(by)), func(a, b string) int { return by[a] - by[b] })}
		}
	}
}

func diagrams(make func(uint64) playbook) func(uint64) func() result {
	return func(seed uint64) func() result {
		p := make(seed)
		return func() result {
			p.outcomes(decision.NewForest(p.cells), 4)
			return result{engine: "diagram"}
		}
	}
}

// difference compiles a table before and after a rule was shifted into one forest, and measures what is left to do: the
// diagram of the situations whose outcome changed, and the largest box around the first.
func difference(make func(uint64) playbook) func(uint64) func() result {
	return func(seed uint64) func() result {
		p, d := make(seed), seeded(seed)
		edited := playbook{p.cells, slices.Clone(p.rules)}
		r := d(len(p.rules))
		edited.rules[r] = slices.Clone(p.rules[r])
		for c, set := range edited.rules[r] {
			if set != nil {
				edited.rules[r][c] = decision.CellsOf(p.cells[c], d(p.cells[c]))
				break
			}
		}
		f := decision.NewForest(p.cells)
		before, after := p.outcomes(f, 4), edited.outcomes(f, 4)
		return func() result {
			changed := f.Product([]decision.Node{before, after}, func(tuple []decision.Node) (int, bool) {
				if tuple[0] == tuple[1] {
					return 0, true
				}
				return 1, tuple[0].IsLeaf() && tuple[1].IsLeaf()
			})
			one := func(v int) bool { return v == 1 }
			if at := f.Find(changed, nil, one); at != nil {
				f.Grow(changed, at, slices.Repeat([]bool{true}, len(p.cells)), one)
			}
			return result{engine: "diagram"}
		}
	}
}

func plans(make func(uint64) playbook) func(uint64) func() result {
	return func(seed uint64) func() result {
		p := make(seed)
		f := decision.NewForest(p.cells)
		root := p.outcomes(f, 3)
		return func() result {
			plan := f.Plan(root, func(v int) bool { return v == 3 }, 200_000)
			return result{"plan", &plan.Optimal}
		}
	}
}

// row measures a recipe: the median over its seeds, and the slowest of them.
func (r recipe) row() string {
	var times []time.Duration
	decided, proved, asks := map[string]int{}, 0, 0
	for seed := range uint64(r.seeds) {
		run := r.prepare(seed)
		shown := run()
		if shown.engine != "" {
			decided[shown.engine]++
		}
		if shown.proved != nil {
			asks++
			if *shown.proved {
				proved++
			}
		}
		times = append(times, timed(run))
	}
	slices.Sort(times)
	return fmt.Sprintf("| %s | %s | %s | %s | %s | %s | %s |\n", r.name, r.task, shares(decided, r.seeds), share(proved, asks),
		short(times[len(times)/2]), short(times[len(times)-1]), r.target)
}

// timed returns the mean time of a run, in the fastest of three tries: what else the machine does only makes it slower.
func timed(run func() result) time.Duration {
	best := int64(0)
	for range 3 {
		ns := testing.Benchmark(func(b *testing.B) {
			for b.Loop() {
				run()
			}
		}).NsPerOp()
		if best == 0 || ns < best {
			best = ns
		}
	}
	return time.Duration(best)
}

// shares says how many of the seeds were decided, by whom.
func shares(decided map[string]int, seeds int) string {
	total, by := 0, []string{}
	for _, engine := range slices.Sorted(maps.Keys(decided)) {
		total += decided[engine]
		by = append(by, engine)
		if len(decided) > 1 {
			by[len(by)-1] += fmt.Sprintf(" %d", decided[engine])
		}
	}
	if total == 0 {
		return share(0, seeds)
	}
	return share(total, seeds) + ": " + strings.Join(by, ", ")
}

func share(part, all int) string {
	if all == 0 {
		return ""
	}
	return fmt.Sprintf("%d of %d", part, all)
}

// short writes a time with two digits.
func short(d time.Duration) string {
	unit, name := time.Microsecond, "µs"
	switch {
	case d >= time.Second:
		unit, name = time.Second, "s"
	case d >= time.Millisecond:
		unit, name = time.Millisecond, "ms"
	}
	if d < 10*unit {
		return fmt.Sprintf("%d.%d %s", d/unit, d%unit*10/unit, name)
	}
	return fmt.Sprintf("%d %s", d/unit, name)
}

// The table of README.md names every recipe. With -figures it is measured and written anew, which takes minutes.
func TestFigures(t *testing.T) {
	page, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	before, rest, found := strings.Cut(string(page), figuresBegin)
	block, after, ended := strings.Cut(rest, figuresEnd)
	if !found || !ended {
		t.Fatal("README.md has no block of figures")
	}
	if *figures {
		block = measured(t)
		if err := os.WriteFile("README.md", []byte(before+figuresBegin+block+figuresEnd+after), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for _, r := range recipes() {
		if !strings.Contains(block, "| "+r.name+" | "+r.task+" | ") || !strings.Contains(block, " | "+r.target+" |\n") {
			t.Errorf("the figures of README.md lack %q, %q, %q", r.name, r.task, r.target)
		}
	}
}

func measured(t *testing.T) string {
	if err := flag.Set("test.benchtime", "20ms"); err != nil {
		t.Fatal(err)
	}
	block := fmt.Sprintf("\n%s, %s/%s, %d processors.\n\n", runtime.Version(), runtime.GOOS, runtime.GOARCH, runtime.NumCPU()) +
		"| table | task | decided | proved optimal | median | slowest | target |\n|---|---|---|---|---|---|---|\n"
	for _, r := range recipes() {
		row := r.row()
		t.Log(strings.TrimSpace(row))
		block += row
	}
	return block + "\n"
}
