package authority_test

import (
	"fmt"
	"slices"
)

// What is still open of a state: for every value of the open facts the classes of outcomes that the facts which cannot
// be learnt leave possible. Rows that nothing admissible completes are left out.
type opening struct {
	facts []int // the open axes
	rows  [][]int
	sets  []string
}

func (o *oracle) opening(role string, s state) *opening {
	op := &opening{}
	for i, v := range s {
		if v == open {
			op.facts = append(op.facts, i)
		}
	}
	members := map[string][]int{}
	for _, i := range o.completions(s) {
		key := fmt.Sprint(op.row(o.points[i]))
		if _, ok := members[key]; !ok {
			op.rows = append(op.rows, op.row(o.points[i]))
		}
		members[key] = append(members[key], o.classes[role][i])
	}
	for _, row := range op.rows {
		op.sets = append(op.sets, canonical(members[fmt.Sprint(row)]))
	}
	return op
}

func (op *opening) row(point []int) []int {
	var row []int
	for _, f := range op.facts {
		row = append(row, point[f])
	}
	return row
}

func canonical[T int | string](list []T) string {
	list = slices.Clone(list)
	slices.Sort(list)
	return fmt.Sprint(slices.Compact(list))
}

// matters lists the axes that can still change the answer: two admissible values of one differ while all else is
// equal, or learning some value narrows down what the answer may be.
func (op *opening) matters() []int {
	var list []int
	for k, f := range op.facts {
		if op.tells(k) || op.narrows(k) {
			list = append(list, f)
		}
	}
	return list
}

func (op *opening) tells(k int) bool {
	first := map[string]string{}
	for i, row := range op.rows {
		rest := slices.Clone(row)
		rest[k] = -1
		key := fmt.Sprint(rest)
		if set, ok := first[key]; ok && set != op.sets[i] {
			return true
		}
		first[key] = op.sets[i]
	}
	return false
}

func (op *opening) narrows(k int) bool {
	by := map[int][]string{}
	for i, row := range op.rows {
		by[row[k]] = append(by[row[k]], op.sets[i])
	}
	all := canonical(op.sets)
	for _, sets := range by {
		if canonical(sets) != all {
			return true
		}
	}
	return false
}

// worst is how many questions the best order needs at most, by trying them all.
func (op *opening) worst() int {
	rows := make([]int, len(op.rows))
	for i := range rows {
		rows[i] = i
	}
	return op.least(rows, 0)
}

// after is the worst of the questions that remain once an axis is known.
func (op *opening) after(axis int) int {
	rows := make([]int, len(op.rows))
	for i := range rows {
		rows[i] = i
	}
	k := slices.Index(op.facts, axis)
	return op.most(rows, k, 1<<k)
}

func (op *opening) least(rows []int, asked int) int {
	if !slices.ContainsFunc(rows, func(i int) bool { return op.sets[i] != op.sets[rows[0]] }) {
		return 0
	}
	best := len(op.facts)
	for k := range op.facts {
		if asked&(1<<k) == 0 && best > 1 {
			best = min(best, 1+op.most(rows, k, asked|1<<k))
		}
	}
	return best
}

func (op *opening) most(rows []int, k, asked int) int {
	by := map[int][]int{}
	for _, i := range rows {
		by[op.rows[i][k]] = append(by[op.rows[i][k]], i)
	}
	most := 0
	for _, part := range by {
		most = max(most, op.least(part, asked))
	}
	return most
}
