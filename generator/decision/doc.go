// Package decision analyses decision tables exactly.
//
// A table has columns, each cut into a finite number of cells: two for yes/no, one per option of a choice, and for
// numbers the intervals between the constants that occur ([Line]). A [Forest] holds interval decision diagrams over
// the columns: directed graphs that ask one column after the other, in a fixed order, and end in a leaf, a small
// number whose meaning belongs to the caller. Equal diagrams are one [Node], so comparing two is comparing numbers.
//
//	f := decision.NewForest([]int{2, 3})
//	rule := f.And(f.Test(0, 1, 2), f.Test(1, 0, 2)) // column 0 in its cell 1, column 1 in its cells 0 and 1
//	f.Reach(rule, nil, func(leaf int) { … })        // the leaves that can be reached
//
// [Forest.Product] joins many diagrams into one, [Forest.Reach] says what is possible when some columns are known,
// [Forest.Grow] finds the largest box around a situation, [Forest.Counts] counts cells, and [Forest.Plan] finds the
// order in which to ask so that the worst case needs the fewest questions.
//
// The diagrams follow Strehl and Thiele's interval decision diagrams, an ordered, reduced form (Bryant 1986) whose
// arcs are intervals of a finite domain.
//
// Package decision knows neither facts nor roles nor grants. No floating point decides anything in it.
package decision
