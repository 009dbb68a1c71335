package authority

import (
	"slices"

	"remit/generator/decision"
	"remit/generator/playbook"
	"remit/generator/words"
)

// A Walk is the questions of a role, unrolled: a tree for readers without a script, and for paper. Its order is the one
// that needs the fewest questions in the worst case.
type Walk struct {
	Fact    *playbook.Fact // the question; nil when nothing has to be asked
	Choices []Choice
	So      Answer // what holds before the question is answered; the safe reading when it cannot be
	Worst   int    // questions in the worst case, this one included
	Least   int    // no order needs fewer than this, for the walk as a whole
}

// A Choice is one answer to a question: what follows, in words, and either the next question or what holds.
type Choice struct {
	Label string
	Value string // a value of the fact that the choice stands for, as on the command line
	Then  *Walk
}

// Walk returns the questions of a role and how many there are in the tree; nil when there would be more than limit.
func (m *Model) Walk(name string, limit int) (*Walk, int) {
	r := m.role(name)
	plan := m.planOf(r)
	u := unroller{m: m, name: name, least: plan.Least, limit: limit}
	w := u.walk(plan.Root, make(decision.Box, len(m.columns)))
	if u.asked > limit {
		return nil, 0
	}
	return w, u.asked
}

type unroller struct {
	m            *Model
	name         string
	least        int
	asked, limit int
}

func (u *unroller) walk(q *decision.Question, box decision.Box) *Walk {
	w := &Walk{So: u.m.verdict(u.name, &Situation{box: box}), Least: u.least}
	if q == nil {
		return w
	}
	if u.asked++; u.asked > u.limit {
		return w
	}
	c := u.m.columns[q.Column]
	w.Fact, w.Worst = c.fact, q.Worst
	for _, a := range u.m.allAnswers(q) {
		then := slices.Clone(box)
		then[q.Column] = cellRange(c.cells(), a.first, a.last)
		w.Choices = append(w.Choices, Choice{c.label(a.first, a.last), c.sample(a.first), u.walk(a.next, then)})
	}
	return w
}

// allAnswers are the answers that a reader chooses from, with those that no admissible situation gives: they end at the
// line that rules them out.
func (m *Model) allAnswers(q *decision.Question) []answer {
	list, c := m.answers(q), m.columns[q.Column]
	start := 0
	for _, a := range q.Arcs {
		if a.Free {
			list = append(list, c.split(start, a.End-1, nil)...)
		}
		start = a.End
	}
	slices.SortFunc(list, func(a, b answer) int { return a.first - b.first })
	if c.fact.Kind == playbook.YesNo {
		slices.Reverse(list)
	}
	return list
}

// answer is one answer to a question: the cells from first to last.
type answer struct {
	first, last int
	next        *decision.Question
}

// answers returns the answers that a reader chooses from: for a number the intervals that still matter, for a choice
// each of its options, for yes/no yes first. Answers that no admissible situation gives are left out.
func (m *Model) answers(q *decision.Question) []answer {
	c := m.columns[q.Column]
	var list []answer
	start := 0
	for _, a := range q.Arcs {
		if !a.Free {
			list = append(list, c.split(start, a.End-1, a.Next)...)
		}
		start = a.End
	}
	if c.fact.Kind == playbook.YesNo {
		slices.Reverse(list)
	}
	return list
}

func (c column) split(first, last int, next *decision.Question) []answer {
	if c.ordered() {
		return []answer{{first, last, next}}
	}
	var list []answer
	for cell := first; cell <= last; cell++ {
		list = append(list, answer{cell, cell, next})
	}
	return list
}

func cellRange(n, first, last int) decision.Cells {
	cells := make([]int, 0, last-first+1)
	for c := first; c <= last; c++ {
		cells = append(cells, c)
	}
	return decision.CellsOf(n, cells...)
}

// label is how an answer reads on a button.
func (c column) label(first, last int) string {
	switch c.fact.Kind {
	case playbook.YesNo:
		return [...]string{"No", "Yes"}[first]
	case playbook.Choice:
		return c.fact.Options[first].Title.Value
	}
	return words.Capital(c.rangeWords(first, last, func(n string) string { return Measure(c.fact, n) }))
}
