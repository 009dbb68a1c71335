package decision

import "slices"

// learn turns a conflict into a clause, goes back to where that clause has a conclusion, and draws it. It returns false
// when the conflict needs no decision: then the rules cover everything.
func (e *clauses) learn(clause int32) bool {
	copy(e.row, e.rows[int(clause)*len(e.domain):])
	e.meets(clause)
	e.conflicts++
	for {
		e.resolve()
		if len(e.levels) == 0 {
			return false
		}
		if e.outside(e.base()) > 0 {
			break
		}
		e.back(len(e.levels) - 1)
	}
	to := len(e.levels) - 1
	for to > 0 && e.outside(e.levels[to-1].domain) == 1 {
		to--
	}
	e.back(to)
	own := e.add(e.row, e.tested(e.row))
	column := e.conclusion(own)
	second := column
	for i := len(e.trail) - 1; i >= 0; i-- { // of the others, the one that is free again first
		if v := e.trail[i]; int(v.column) != column && !inside(e.old(v), e.box(own, int(v.column))) {
			second = int(v.column)
			break
		}
	}
	e.observe(own, column, second)
	e.leave(column, own)
	return true
}

// tested returns the columns in which a box does not hold all classes.
func (e *clauses) tested(row []uint64) []int32 {
	var list []int32
	for c := range e.v.columns {
		if !inside(e.part(e.full, c), e.part(row, c)) {
			list = append(list, int32(c))
		}
	}
	return list
}

// conclusion returns the one column by which a clause may still hold.
func (e *clauses) conclusion(clause int32) int {
	for _, c := range e.tests[clause] {
		if !e.failed(clause, int(c)) {
			return int(c)
		}
	}
	panic("decision: a learnt clause has no conclusion")
}

// base is the domain before the current level, or before everything.
func (e *clauses) base() []uint64 { return e.levels[len(e.levels)-1].domain }

// outside counts the columns of a domain that do not lie in the box being learnt; it stops at two.
func (e *clauses) outside(domain []uint64) int {
	n := 0
	for c := range e.v.columns {
		if !inside(e.part(domain, c), e.part(e.row, c)) {
			if n++; n == 2 {
				break
			}
		}
	}
	return n
}

// resolve widens the box being learnt, along the events of the current level from the last one back, until at most one
// column decides whether the state before the level lies in it; without a level, until everything does.
//
// INVARIANT: the domain just before the event that is looked at next lies in the box, but for that event's column.
func (e *clauses) resolve() {
	first, enough := 0, 0
	if len(e.levels) > 0 {
		first, enough = e.levels[len(e.levels)-1].trail, 1
	}
	for i := len(e.trail) - 1; i >= first; i-- {
		v := e.trail[i]
		e.work++
		if inside(e.old(v), e.part(e.row, int(v.column))) {
			continue
		}
		if enough == 1 && e.outside(e.base()) <= 1 {
			return
		}
		e.resolvent(v)
	}
}

// resolvent joins the box being learnt with that of the clause which led to an event: in the event's column a cell may
// lie in either, in all others in both.
func (e *clauses) resolvent(v event) {
	e.meets(v.reason)
	e.work += len(e.row) / 2
	for c := range e.v.columns {
		own, other := e.part(e.row, c), e.box(v.reason, c)
		for i, word := range other {
			if c == int(v.column) {
				own[i] |= word
			} else {
				own[i] &= word
			}
		}
	}
	e.weight[v.column] += e.bump
}

// meets notes that a clause had a part in a conflict.
func (e *clauses) meets(clause int32) {
	e.parts[clause]++
	if int(clause) < e.rules {
		e.used[clause] = true
	}
}

// back undoes all decisions after the first ones.
func (e *clauses) back(levels int) {
	l := e.levels[levels]
	copy(e.domain, l.domain)
	if l.trail < len(e.trail) {
		e.olds = e.olds[:e.trail[l.trail].old]
	}
	e.trail, e.levels, e.head = e.trail[:l.trail], e.levels[:levels], l.trail
}

// restartAfter is how many conflicts there are between restarts, times a number of the sequence of Luby et al. 1993.
const restartAfter = 64

// again begins anew with what was learnt.
func (e *clauses) again() {
	e.conflicts = 0
	e.restarts++
	e.restart = restartAfter * luby(e.restarts)
	for c := range e.weight {
		e.weight[c] /= 2
	}
	if len(e.levels) > 0 {
		e.back(0)
	}
	if e.count-e.rules > e.room {
		e.forget()
	}
}

// roomToLearn is how many learnt clauses are kept at first. Then those are forgotten that had the smallest part in
// conflicts, and there is room for some more, so that the search ends even without a budget.
const roomToLearn = 1000

// forget drops half of the learnt clauses, but none that the trail stands on. There must be no level.
func (e *clauses) forget() {
	order := make([]int, 0, e.count-e.rules)
	stays := make([]bool, e.count)
	for k := range e.count {
		if stays[k] = k < e.rules; !stays[k] {
			order = append(order, k)
		}
	}
	slices.SortStableFunc(order, func(a, b int) int { return e.parts[b] - e.parts[a] })
	for _, k := range order[:len(order)/2] {
		stays[k] = true
	}
	for _, v := range e.trail {
		stays[v.reason] = true
	}
	e.keep(stays)
	e.room += e.room / 8
}

// keep renumbers the clauses that stay.
func (e *clauses) keep(stays []bool) {
	pairs, kept := e.pair, make([]int32, e.count)
	e.pair, e.count = e.pair[:0], 0
	for c := range e.watch {
		e.watch[c] = e.watch[c][:0]
	}
	w := len(e.domain)
	for k, stay := range stays {
		if !stay {
			continue
		}
		own := int32(e.count)
		kept[k] = own
		copy(e.rows[e.count*w:], e.rows[k*w:(k+1)*w])
		e.parts[own], e.tests[own] = 0, e.tests[k]
		e.count++
		e.pair = e.pair[:e.count]
		e.observe(own, int(pairs[k][0]), int(pairs[k][1]))
	}
	e.rows, e.parts, e.tests = e.rows[:e.count*w], e.parts[:e.count], e.tests[:e.count]
	for i := range e.trail {
		e.trail[i].reason = kept[e.trail[i].reason]
	}
}

// luby returns 1 1 2 1 1 2 4 1 1 2 1 1 2 4 8 …
func luby(i int) int {
	for power := 1; ; power *= 2 {
		if i == 2*power-1 {
			return power
		}
		if i < 2*power-1 {
			return luby(i - power + 1)
		}
	}
}

// pick returns a clause that nothing makes hold yet and the column to decide; -1 when all hold.
func (e *clauses) pick() (clause int32, column int) {
	recent := max(e.rules, e.count-64)
	for k := e.count - 1; k >= recent; k-- {
		if c := e.undecided(int32(k)); c >= 0 {
			return int32(k), c
		}
	}
	for k := range e.rules {
		if c := e.undecided(int32(k)); c >= 0 {
			return int32(k), c
		}
	}
	return -1, -1
}

// undecided returns the column of a clause that had most to do with conflicts lately, of those that it may still hold
// by; -1 when it holds.
func (e *clauses) undecided(clause int32) int {
	best := -1
	for _, test := range e.tests[clause] {
		c := int(test)
		e.work++
		if e.holds(clause, c) {
			return -1
		}
		if !e.failed(clause, c) && (best < 0 || e.weight[c] > e.weight[best]) {
			best = c
		}
	}
	if best < 0 {
		panic("decision: a clause failed and nobody noticed") // else its box would pass for a gap
	}
	return best
}
