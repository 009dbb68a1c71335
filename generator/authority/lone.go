package authority

import (
	"slices"

	"remit/generator/decision"
	"remit/generator/playbook"
)

// An Edge is where a test of a number, as written, cuts its line.
type Edge struct {
	Test  *playbook.Expr
	Bound *playbook.Bound // of the test
}

// A Lone is one exact value of a number, cut apart on both sides, with a largest region in which some roles, taken
// together, are answered unlike just below and just above it.
type Lone struct {
	Region
	Fact         *playbook.Fact
	Number       playbook.Number
	Below, Above []Edge // which cut just below the number, and just above it, in the order of the file
	Together     bool   // no single role is: what is below is unlike for one, and what is above for another
}

// Lones returns the constants that the listed roles, taken together, are answered unlike both neighbours, all else equal
// and all three admissible: one region of each. Where single roles are, it names those; else all that together make the
// difference. Outcomes for which answer returns the same word are the same answer. A value that is tested for itself
// (x == 5, 5..5) stands alone on purpose, and the ends of a range have no two neighbours.
func (m *Model) Lones(answer func(role string, o Outcome) string) []Lone {
	edges := slices.DeleteFunc(m.edges(), func(e *edge) bool { return !m.apart(e) })
	if len(edges) == 0 {
		return nil
	}
	for _, name := range m.Playbook.Roles {
		m.role(name.Value) // not aside: others need it, too
	}
	var list []Lone
	enough := m.forest.Aside(asideWork, func() {
		f := m.newLoner(answer)
		for _, e := range edges {
			if f.find(e) {
				list = append(list, e.Lone)
			}
		}
	})
	if !enough {
		return nil
	}
	return list
}

// apart reports whether a constant is a cell of its own, between two others, for no test of its own.
func (m *Model) apart(e *edge) bool {
	line := m.columns[m.index[e.Fact.Name.Value]].line
	cell := line.Cell(e.Number.Rat)
	return !e.exact && e.Below != nil && e.Above != nil && cell > 0 && cell < line.Cells()-1
}

// edge is a constant with all tests that cut at it.
type edge struct {
	Lone
	exact bool // some test is for this value alone
}

// edges returns the constants of numbers, in the order in which rules come to them.
func (m *Model) edges() []*edge {
	var list []*edge
	known := map[string]*edge{}
	at := func(f string, b *playbook.Bound) *edge {
		key := f + " " + b.Number.String()
		if known[key] == nil {
			known[key] = &edge{Lone: Lone{Fact: m.fact(f), Number: b.Number}}
			list = append(list, known[key])
		}
		return known[key]
	}
	m.visit(expressions(m.Playbook), func(e *playbook.Expr) {
		for _, b := range exactly(e) {
			at(b.fact, b.bound).exact = true
		}
		if e.Low != nil {
			at(e.Name, e.Low).add(Edge{e, e.Low}, e.Low.Inclusive)
		}
		if e.High != nil {
			at(e.Name, e.High).add(Edge{e, e.High}, !e.High.Inclusive)
		}
	})
	return list
}

func (e *edge) add(by Edge, below bool) {
	side := &e.Above
	if below {
		side = &e.Below
	}
	at, _ := slices.BinarySearchFunc(*side, by, func(a, b Edge) int {
		if a.Bound.Span.Before(b.Bound.Span) {
			return -1
		}
		return 1
	})
	*side = slices.Insert(*side, at, by)
}

type exact struct {
	fact  string
	bound *playbook.Bound
}

// exactly returns the values that an expression tests for themselves: x == 5, x in 5..5, and what comes to the same or to
// its opposite, x >= 5 and x <= 5, x < 5 or x > 5.
func exactly(e *playbook.Expr) []exact {
	if e.Low != nil && e.High != nil && same(e.Low, e.High) {
		return []exact{{e.Name, e.Low}}
	}
	if e.Op != playbook.And && e.Op != playbook.Or {
		return nil
	}
	var list []exact
	inclusive := e.Op == playbook.And
	for _, low := range e.Args {
		for _, high := range e.Args {
			if low.Low == nil || low.High != nil || high.High == nil || high.Low != nil || low.Name != high.Name {
				continue
			}
			if same(low.Low, high.High) && low.Low.Inclusive == inclusive && high.High.Inclusive == inclusive {
				list = append(list, exact{low.Name, low.Low})
			}
		}
	}
	return list
}

func same(a, b *playbook.Bound) bool { return a.Number.Rat.Cmp(b.Number.Rat) == 0 }

// loner looks for lone values.
type loner struct {
	m       *Model
	roles   []string
	answers []decision.Node // per role: the diagram of its answers
	left    int             // nodes that may still be restricted to a cell
	size    int             // nodes that one constant takes
}

// maxRestricted bounds the nodes that are looked at: what has one column less is not charged to the forest.
const maxRestricted = 1_000_000

func (m *Model) newLoner(answer func(role string, o Outcome) string) *loner {
	f := &loner{m: m, roles: playbook.Values(m.Playbook.Roles), left: maxRestricted}
	for _, name := range f.roles {
		r := m.role(name)
		known := map[string]int{}
		f.answers = append(f.answers, m.forest.Map(r.root, func(leaf int) int {
			if leaf == impossibleLeaf {
				return impossibleLeaf
			}
			word := answer(name, r.outcomes[leaf])
			if known[word] == 0 {
				known[word] = len(known) + 1
			}
			return known[word]
		}))
		f.size += 3 * len(m.forest.Nodes(r.root))
	}
	return f
}

// find looks for situations in which the constant stands alone, and writes the region down.
func (f *loner) find(e *edge) bool {
	if f.left -= f.size; f.left < 0 {
		return false
	}
	forest := f.m.forest
	at := f.m.index[e.Fact.Name.Value]
	cell := f.m.columns[at].line.Cell(e.Number.Rat)
	lower, upper := f.unlike(at, cell, cell-1), f.unlike(at, cell, cell+1)
	if f.any(lower) == decision.False || f.any(upper) == decision.False {
		return false
	}
	allowed := decision.True
	for c := cell - 1; c <= cell+1; c++ {
		allowed = forest.And(allowed, forest.Not(forest.Restrict(f.m.cannot, at, c)))
	}
	both := make([]decision.Node, len(f.roles)) // where a role alone is answered unlike both
	for i := range both {
		both[i] = forest.And(allowed, forest.And(lower[i], upper[i]))
	}
	if some := f.any(both); some != decision.False {
		who := f.holdAt(both, some)
		all := decision.True
		for _, i := range who {
			all = forest.And(all, both[i])
		}
		e.Region = f.region(all, at, cell, who)
		return true
	}
	together := forest.And(allowed, forest.And(f.any(lower), f.any(upper)))
	if together == decision.False {
		return false
	}
	who := f.holdAt(f.each(lower, upper, forest.Or), together)
	e.Together = true
	together = forest.And(allowed, forest.And(f.any(chosen(lower, who)), f.any(chosen(upper, who))))
	e.Region = f.region(together, at, cell, who)
	return true
}

// unlike returns, per role, where its answer in one cell of a column differs from that in another, all else equal.
func (f *loner) unlike(column, cell, other int) []decision.Node {
	forest := f.m.forest
	list := make([]decision.Node, len(f.answers))
	for i, n := range f.answers {
		tuple := []decision.Node{forest.Restrict(n, column, cell), forest.Restrict(n, column, other)}
		list[i] = forest.Product(tuple, func(tuple []decision.Node) (int, bool) {
			if tuple[0] == tuple[1] {
				return decision.False.Value(), true
			}
			return decision.True.Value(), tuple[0].IsLeaf() && tuple[1].IsLeaf()
		})
	}
	return list
}

func (f *loner) any(list []decision.Node) decision.Node {
	some := decision.False
	for _, n := range list {
		some = f.m.forest.Or(some, n)
	}
	return some
}

func (f *loner) each(a, b []decision.Node, join func(a, b decision.Node) decision.Node) []decision.Node {
	list := make([]decision.Node, len(a))
	for i := range a {
		list[i] = join(a[i], b[i])
	}
	return list
}

func chosen(list []decision.Node, which []int) []decision.Node {
	var some []decision.Node
	for _, i := range which {
		some = append(some, list[i])
	}
	return some
}

// holdAt returns which of the tests hold in the first situation of a test.
func (f *loner) holdAt(list []decision.Node, first decision.Node) []int {
	situation := f.m.forest.Find(first, nil, isTrue)
	var who []int
	for i, n := range list {
		if isTrue(f.m.forest.At(n, situation)) {
			who = append(who, i)
		}
	}
	return who
}

func isTrue(value int) bool { return value == decision.True.Value() }

// region returns a largest region of a test that does not ask the column, in one cell of it.
func (f *loner) region(test decision.Node, column, cell int, who []int) Region {
	forest := f.m.forest
	const alone = 2 // beside 0 for what cannot be, and 1 for all else
	tuple := []decision.Node{f.m.cannot, forest.And(test, forest.Test(column, cell, cell+1))}
	root := forest.Product(tuple, func(tuple []decision.Node) (int, bool) {
		if tuple[0] == decision.True {
			return impossibleLeaf, true
		}
		if tuple[0] == decision.False && tuple[1] == decision.True {
			return alone, true
		}
		return 1, tuple[1] == decision.False && tuple[0] == decision.False
	})
	situation := forest.Find(root, nil, func(leaf int) bool { return leaf == alone })
	if situation == nil { // only when the budget is used up
		return Region{}
	}
	box := forest.Grow(root, situation, f.m.ordered(), func(leaf int) bool { return leaf != 1 })
	return f.m.region(box, situation, pick(f.roles, who))
}
