package authority

import (
	"math/big"
	"slices"

	"remit/generator/decision"
	"remit/generator/playbook"
)

// column is one fact of the table: its cells in order.
type column struct {
	fact *playbook.Fact
	line *decision.Line // of a number; nil otherwise
}

func (c column) cells() int {
	switch c.fact.Kind {
	case playbook.YesNo:
		return 2
	case playbook.Choice:
		return len(c.fact.Options)
	}
	return c.line.Cells()
}

// ordered reports whether only neighbouring cells belong together in a reader's eyes.
func (c column) ordered() bool { return c.fact.Kind == playbook.Numeric }

// sample returns a value of a cell as it is written on the command line.
func (c column) sample(cell int) string {
	switch c.fact.Kind {
	case playbook.YesNo:
		return [...]string{"no", "yes"}[cell]
	case playbook.Choice:
		return c.fact.Options[cell].Name.Value
	}
	return playbook.Decimal(c.line.Sample(cell))
}

// vocabulary finds what a name in a condition stands for.
type vocabulary struct {
	site *playbook.Site
	book *playbook.Playbook
}

func (v vocabulary) fact(name string) *playbook.Fact {
	if f := v.book.Fact(name); f != nil {
		return f
	}
	return v.site.Fact(name)
}

// columnsOf returns the facts that the expressions test, directly or by name, the playbook's own in the order of its
// file, then shared ones in theirs, each cut at the constants that occur.
func (v vocabulary) columnsOf(expressions []*playbook.Expr) []column {
	u := v.use(expressions)
	var columns []column
	for _, f := range u.tested() {
		columns = append(columns, columnOf(f, u.cuts[f]))
	}
	return columns
}

// use finds the facts that the expressions test, directly or by name, and the constants they are compared with.
func (v vocabulary) use(expressions []*playbook.Expr) used {
	u := used{v: v, facts: map[*playbook.Fact]bool{}, cuts: map[*playbook.Fact][]decision.Cut{}, named: map[string]bool{}}
	for _, e := range expressions {
		u.walk(e)
	}
	return u
}

func columnOf(f *playbook.Fact, cuts []decision.Cut) column {
	if f.Kind != playbook.Numeric {
		return column{fact: f}
	}
	var step *big.Rat
	if f.Step.Present() {
		step = f.Step.Value.Rat
	}
	return column{f, decision.NewLine(f.Min.Rat, f.Max.Rat, step, cuts)}
}

type used struct {
	v     vocabulary
	facts map[*playbook.Fact]bool
	cuts  map[*playbook.Fact][]decision.Cut
	named map[string]bool
}

// tested lists the facts, the playbook's own in the order of its file, then shared ones in theirs.
func (u *used) tested() []*playbook.Fact {
	return slices.DeleteFunc(slices.Concat(u.v.book.Facts, u.v.site.Facts), func(f *playbook.Fact) bool { return !u.facts[f] })
}

func (u *used) walk(e *playbook.Expr) {
	if e == nil {
		return
	}
	for _, a := range e.Args {
		u.walk(a)
	}
	if e.Name == "" {
		return
	}
	if n := u.v.book.Named(e.Name); n != nil {
		if !u.named[e.Name] {
			u.named[e.Name] = true
			u.walk(n.Expr)
		}
		return
	}
	f := u.v.fact(e.Name)
	u.facts[f] = true
	if e.Low != nil {
		u.cuts[f] = append(u.cuts[f], lowCut(e.Low))
	}
	if e.High != nil {
		u.cuts[f] = append(u.cuts[f], highCut(e.High))
	}
}

// lowCut is where an interval begins, highCut where it ends.
func lowCut(b *playbook.Bound) decision.Cut {
	return decision.Cut{At: b.Number.Rat, Above: !b.Inclusive}
}

func highCut(b *playbook.Bound) decision.Cut {
	return decision.Cut{At: b.Number.Rat, Above: b.Inclusive}
}

// table is the columns with a forest over them, and the conditions compiled so far.
type table struct {
	vocabulary
	columns []column
	index   map[string]int
	forest  *decision.Forest
	named   map[string]decision.Node
}

// maxWork bounds the analysis of one playbook: a second or two, and about three hundred megabytes.
const maxWork = 2_000_000

// Undecided reports whether the analysis of the playbook took more than its budget. Then nothing that the model says
// holds; no answer may be given.
func (t *table) Undecided() bool { return t.forest.Spent() }

func newTable(v vocabulary, columns []column) *table {
	t := &table{vocabulary: v, columns: columns, index: map[string]int{}, named: map[string]decision.Node{}}
	for i, c := range columns {
		t.index[c.fact.Name.Value] = i
	}
	t.forest = newForest(columns, maxWork)
	return t
}

func newForest(columns []column, limit int) *decision.Forest {
	cells := make([]int, len(columns))
	for i, c := range columns {
		cells[i] = c.cells()
	}
	f := decision.NewForest(cells)
	f.Limit(limit)
	return f
}

// condition compiles a test; one that was not written always holds.
func (t *table) condition(c playbook.Condition) decision.Node {
	if !c.Present() {
		return decision.True
	}
	return t.test(c.Expr)
}

func (t *table) test(e *playbook.Expr) decision.Node {
	switch e.Op {
	case playbook.And:
		all := decision.True
		for _, a := range e.Args {
			all = t.forest.And(all, t.test(a))
		}
		return all
	case playbook.Or:
		some := decision.False
		for _, a := range e.Args {
			some = t.forest.Or(some, t.test(a))
		}
		return some
	case playbook.Not:
		return t.forest.Not(t.test(e.Args[0]))
	}
	return t.atom(e)
}

func (t *table) atom(e *playbook.Expr) decision.Node {
	if e.Op == playbook.Truth {
		if n := t.book.Named(e.Name); n != nil {
			return t.name(n)
		}
		return t.forest.Test(t.index[e.Name], 1, 2)
	}
	at := t.index[e.Name]
	if e.Op == playbook.In {
		var cells []int
		for _, o := range e.Options {
			cells = append(cells, t.columns[at].fact.Option(o))
		}
		return t.forest.TestAny(at, decision.CellsOf(t.forest.Cells(at), cells...))
	}
	return t.within(at, e)
}

func (t *table) within(at int, e *playbook.Expr) decision.Node {
	line := t.columns[at].line
	from, to := 0, line.Cells()
	if e.Low != nil {
		from = line.Start(lowCut(e.Low))
	}
	if e.High != nil {
		to = line.Start(highCut(e.High))
	}
	if from >= to {
		return decision.False
	}
	return t.forest.Test(at, from, to)
}

func (t *table) name(n *playbook.Named) decision.Node {
	if known, ok := t.named[n.Name.Value]; ok {
		return known
	}
	t.named[n.Name.Value] = t.condition(n.Condition)
	return t.named[n.Name.Value]
}
