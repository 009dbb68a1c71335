package authority

import (
	"slices"
	"strconv"

	"remit/generator/decision"
)

// ask says which facts can still tell the leaves of a diagram apart, which of them to ask next, and how many it will
// take. The leaf of situations that cannot be does not count.
func (m *Model) ask(root decision.Node, s *Situation) Asking {
	a := settledAsking()
	rest, free := m.rest(root, s)
	plan := m.forest.Plan(rest, free, planBudget)
	if plan.Root == nil {
		return a
	}
	a.Questions = questionsOf(plan)
	next := m.columns[plan.Root.Column]
	a.Next = &next.fact.Name.Value
	for _, way := range m.answers(plan.Root) {
		a.Choices = append(a.Choices, Option{next.label(way.first, way.last), next.sample(way.first)})
	}
	matters := m.matters(rest, free)
	matters[plan.Root.Column] = true
	for i, c := range m.columns {
		if matters[i] {
			a.Matters = append(a.Matters, c.fact.Name.Value)
		}
	}
	return a
}

func questionsOf(plan decision.Plan) Questions {
	if plan.Least == plan.Worst {
		return Questions{Worst: plan.Worst, Optimal: true}
	}
	return Questions{Worst: plan.Worst, Least: plan.Least}
}

// planOf returns the order of the questions of a role when nothing is known.
func (m *Model) planOf(r *role) decision.Plan {
	if r.plan == nil {
		rest, free := m.rest(r.coarse, &Situation{})
		plan := m.forest.Plan(rest, free, planBudget)
		r.plan = &plan
	}
	return *r.plan
}

// rest returns the diagram of what is still open: the known facts are put in, and those that cannot be learnt are
// taken out by joining what each of their values leads to. Its leaves are sets of leaves of the root; free holds for
// the empty set, which no admissible completion reaches.
func (m *Model) rest(root decision.Node, s *Situation) (decision.Node, func(int) bool) {
	sets := newSets()
	n := m.forest.Map(root, func(class int) int {
		if class == impossibleLeaf {
			return sets.of(nil)
		}
		return sets.of([]int{class})
	})
	for column := range m.columns {
		if cell, known := s.known[column]; known {
			n = m.forest.Restrict(n, column, cell)
		}
	}
	for column := range m.columns {
		if s.unknown[column] {
			n = m.project(n, column, sets)
		}
	}
	return n, func(leaf int) bool { return leaf == emptySet }
}

// project joins what each value of a column leads to.
func (m *Model) project(n decision.Node, column int, sets *sets) decision.Node {
	var roots []decision.Node
	for _, a := range m.forest.Split(n, column) {
		roots = append(roots, a.To)
	}
	return m.forest.Product(roots, func(tuple []decision.Node) (int, bool) {
		var union []int
		for _, n := range tuple {
			if !n.IsLeaf() {
				return 0, false
			}
			union = append(union, sets.members[n.Value()]...)
		}
		return sets.of(union), true
	})
}

// matters returns the columns that can still change the answer: some situation has two admissible values of the column
// with different outcomes, or learning a value narrows down what the outcome may be.
func (m *Model) matters(rest decision.Node, free func(int) bool) []bool {
	matters := m.forest.Asks(rest)
	all := m.leaves(rest, free)
	for column, asked := range matters {
		if asked {
			arcs := m.forest.Split(rest, column)
			matters[column] = m.narrows(arcs, all, free) || m.tells(arcs, free)
		}
	}
	return matters
}

func (m *Model) narrows(arcs []decision.Arc, all []int, free func(int) bool) bool {
	return slices.ContainsFunc(arcs, func(a decision.Arc) bool {
		some := m.leaves(a.To, free)
		return len(some) > 0 && !slices.Equal(some, all)
	})
}

func (m *Model) tells(arcs []decision.Arc, free func(int) bool) bool {
	for i := range arcs {
		for j := range i {
			if m.forest.Differ(arcs[i].To, arcs[j].To, free) {
				return true
			}
		}
	}
	return false
}

// leaves returns the leaf values that count, sorted.
func (m *Model) leaves(n decision.Node, free func(int) bool) []int {
	var leaves []int
	m.forest.Reach(n, nil, func(leaf int) {
		if !free(leaf) {
			leaves = append(leaves, leaf)
		}
	})
	slices.Sort(leaves)
	return leaves
}

// emptySet is the leaf of the empty set of classes.
const emptySet = 0

// sets numbers sets of classes: equal sets are one leaf.
type sets struct {
	known   map[string]int
	members [][]int
}

func newSets() *sets { return &sets{map[string]int{"": emptySet}, [][]int{nil}} }

func (s *sets) of(classes []int) int {
	classes = slices.Clone(classes)
	slices.Sort(classes)
	classes = slices.Compact(classes)
	key := ""
	for _, c := range classes {
		key += strconv.Itoa(c) + ","
	}
	leaf, known := s.known[key]
	if !known {
		leaf = len(s.members)
		s.known[key] = leaf
		s.members = append(s.members, classes)
	}
	return leaf
}
