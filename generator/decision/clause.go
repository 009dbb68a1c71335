package decision

import "slices"

// clauses looks for one situation that no rule holds, or for the proof that there is none: conflict-driven clause
// learning over finite domains (Marques-Silva and Sakallah 1996; Jain, O'Mahony and Sellmann 2010). Each rule is a
// clause: some column lies outside the rule's cells. What is learnt from a conflict is again such a clause, a box that
// the rules are proved to cover together: the resolvent of the boxes that met.
type clauses struct {
	v      *view
	offset []int     // per column where its words begin in a row; and where the last ends
	rows   []uint64  // per clause the box that it forbids, in classes; the rules first
	tests  [][]int32 // per clause the columns in which the box does not hold all classes
	full   []uint64  // all classes, as a row
	count  int       // clauses
	rules  int       // of them that are rules
	domain []uint64  // the classes that are left, as a row
	watch  [][]int32
	pair   [][2]int32 // per clause the two columns that are watched
	trail  []event
	olds   []uint64 // the words of the columns before each event
	levels []level
	head   int // of the trail, up to where all is propagated

	weight []int // per column, how often it had a part in conflicts lately
	bump   int
	used   []bool // per rule whether it had a part in what was learnt

	budget, work       int
	conflicts, restart int // conflicts since the last restart, and how many are due at the next
	restarts           int
	row                []uint64 // the clause being learnt
	parts              []int    // per clause, in how many conflicts it had a part since the last forgetting
	room               int      // for learnt clauses, before some are forgotten
}

// event says that a column lost classes: by a clause, whose other columns all lie in its box, or by a decision (-1).
type event struct {
	column, reason int32
	old            int // where its words before are in olds
}

// level begins with a decision.
type level struct {
	domain []uint64 // before it
	trail  int      // how long it was
}

func newClauses(v *view, budget int) *clauses {
	e := &clauses{v: v, budget: budget * stepsPerStep, bump: 1, restart: restartAfter, room: roomToLearn, used: make([]bool, len(v.rules))}
	words := 0
	for _, a := range v.columns {
		e.offset = append(e.offset, words)
		words += (a.classes() + 63) / 64
	}
	e.offset = append(e.offset, words)
	e.watch, e.weight = make([][]int32, len(v.columns)), make([]int, len(v.columns))
	e.domain, e.row = make([]uint64, words), make([]uint64, words)
	for c, a := range v.columns {
		fill(e.domain[e.offset[c]:], span{0, int32(a.classes())})
	}
	e.full = slices.Clone(e.domain)
	for r := range v.rules {
		clear(e.row)
		for c := range v.columns {
			at := r*len(v.columns) + c
			if v.holes != nil && v.holes[at] != nil {
				copy(e.part(e.row, c), v.holes[at])
			} else {
				fill(e.part(e.row, c), v.spans[at])
			}
		}
		e.add(e.row, v.tests[r])
	}
	e.rules = e.count
	return e
}

// fill sets the bits of a span.
func fill(words []uint64, s span) {
	for at := s.from; at < s.end; at++ {
		if at%64 == 0 && s.end-at >= 64 {
			words[at/64] = ^uint64(0)
			at += 63
			continue
		}
		words[at/64] |= 1 << (at % 64)
	}
}

// part returns the words of one column of a row.
func (e *clauses) part(row []uint64, c int) []uint64 { return row[e.offset[c]:e.offset[c+1]] }

// box returns the words of one column of a clause.
func (e *clauses) box(clause int32, c int) []uint64 {
	from := int(clause) * len(e.domain)
	return e.rows[from+e.offset[c] : from+e.offset[c+1]]
}

// inside reports whether the words are a subset of others.
func inside(words, others []uint64) bool {
	for i, word := range words {
		if word&^others[i] != 0 {
			return false
		}
	}
	return true
}

// apart reports whether the words share nothing with others.
func apart(words, others []uint64) bool {
	for i, word := range words {
		if word&others[i] != 0 {
			return false
		}
	}
	return true
}

// failed reports whether a column lies in the box of a clause, so that the clause must hold by another one.
func (e *clauses) failed(clause int32, c int) bool {
	return inside(e.part(e.domain, c), e.box(clause, c))
}

// holds reports whether a column lies outside the box of a clause.
func (e *clauses) holds(clause int32, c int) bool {
	return apart(e.part(e.domain, c), e.box(clause, c))
}

// add keeps a clause and returns its number; who adds it says what is watched.
func (e *clauses) add(row []uint64, tests []int32) int32 {
	e.rows = append(e.rows, row...)
	e.tests = append(e.tests, tests)
	e.pair = append(e.pair, [2]int32{-1, -1})
	e.parts = append(e.parts, 0)
	e.count++
	return int32(e.count - 1)
}

// observe watches a clause in two columns, or in the same one twice when there is no second.
func (e *clauses) observe(clause int32, a, b int) {
	e.pair[clause] = [2]int32{int32(a), int32(b)}
	e.watch[a] = append(e.watch[a], clause)
	if b != a {
		e.watch[b] = append(e.watch[b], clause)
	}
}

// begin watches the rules, and reports whether none of them holds everything.
func (e *clauses) begin() bool {
	for k := range int32(e.count) {
		tests := e.tests[k]
		if len(tests) == 0 {
			e.used[k] = true
			return false
		}
		first, last := int(tests[0]), int(tests[len(tests)-1])
		e.observe(k, first, last)
		if first < last {
			continue
		}
		if e.failed(k, first) {
			return e.learn(k)
		}
		e.leave(first, k)
	}
	return true
}

// leave takes the box of a clause out of a column, because of that clause.
func (e *clauses) leave(c int, clause int32) {
	e.change(c, clause)
	for i, word := range e.box(clause, c) {
		e.domain[e.offset[c]+i] &^= word
	}
}

// change writes an event on the trail.
func (e *clauses) change(c int, reason int32) {
	e.trail = append(e.trail, event{int32(c), reason, len(e.olds)})
	e.olds = append(e.olds, e.part(e.domain, c)...)
}

// old returns the words of an event's column before it.
func (e *clauses) old(v event) []uint64 {
	return e.olds[v.old : v.old+e.offset[v.column+1]-e.offset[v.column]]
}

// stepsPerStep is how many steps of the clause search take as long as one of the other engines.
const stepsPerStep = 4

func (e *clauses) steps() int { return e.work / stepsPerStep }

func (e *clauses) decide(pause func() bool) finding {
	turn := Clauses.turn() * stepsPerStep
	if !e.begin() {
		return finding{verdict: Covered, used: e.used}
	}
	for next := turn; e.work <= e.budget; {
		if e.work >= next {
			if next = e.work + turn; !pause() {
				return finding{}
			}
		}
		if clause := e.propagate(); clause >= 0 {
			if !e.learn(clause) {
				return finding{verdict: Covered, used: e.used}
			}
			continue
		}
		if e.conflicts >= e.restart {
			e.again()
		}
		clause, c := e.pick()
		if clause < 0 {
			return finding{verdict: Open, box: e.left()}
		}
		e.try(clause, c)
	}
	return finding{}
}

// left returns a box of what is left of the domain: the first class of each column.
func (e *clauses) left() []span {
	box := make([]span, len(e.v.columns))
	for c, a := range e.v.columns {
		first := int32(Cells(e.part(e.domain, c)).first(0, a.classes()))
		box[c] = span{first, first + 1}
	}
	return box
}

// try decides that a clause holds by a column.
func (e *clauses) try(clause int32, c int) {
	e.levels = append(e.levels, level{slices.Clone(e.domain), len(e.trail)})
	e.change(c, -1)
	for i, word := range e.box(clause, c) {
		e.domain[e.offset[c]+i] &^= word
	}
}

// propagate draws all conclusions; it returns a clause that cannot hold, or -1.
func (e *clauses) propagate() int32 {
	for ; e.head < len(e.trail); e.head++ {
		c := int(e.trail[e.head].column)
		list, kept := e.watch[c], 0
		for i, clause := range list {
			stays, conflict := e.inspect(clause, c)
			if stays {
				list[kept] = clause
				kept++
			}
			if conflict {
				kept += copy(list[kept:], list[i+1:])
				e.watch[c] = list[:kept]
				return clause
			}
		}
		e.watch[c] = list[:kept]
	}
	return -1
}

// inspect looks at a clause after a column it watches has changed. It says whether the clause still watches it, and
// whether it cannot hold.
func (e *clauses) inspect(clause int32, c int) (stays, conflict bool) {
	e.work += 2
	if !e.failed(clause, c) {
		return true, false
	}
	pair := &e.pair[clause]
	if int(pair[0]) == c {
		pair[0], pair[1] = pair[1], pair[0]
	}
	other := int(pair[0])
	if e.holds(clause, other) {
		return true, false
	}
	for _, next := range e.tests[clause] {
		e.work++
		if int(next) != c && int(next) != other && !e.failed(clause, int(next)) {
			pair[1] = next
			e.watch[next] = append(e.watch[next], clause)
			return false, false
		}
	}
	if e.failed(clause, other) {
		return true, true
	}
	e.leave(other, clause)
	return true, false
}
