// Package decision analyses decision tables exactly.
//
// A table has columns, each cut into a finite number of cells: two for yes/no, one per option of a choice, and for
// numbers the intervals between the constants that occur ([Line]). There are two ways to look at it.
//
// A [Forest] holds interval decision diagrams over the columns: directed graphs that ask one column after the other, in
// a fixed order, and end in a leaf, a small number whose meaning belongs to the caller. Equal diagrams are one [Node], so
// comparing two is comparing numbers. That is the way to say what every situation yields.
//
//	f := decision.NewForest([]int{2, 3})
//	rule := f.And(f.Test(0, 1, 2), f.Test(1, 0, 2)) // column 0 in its cell 1, column 1 in its cells 0 and 1
//	f.Reach(rule, nil, func(leaf int) { … })        // the leaves that can be reached
//
// [Forest.Product] joins many diagrams into one, [Forest.Reach] says what is possible when some columns are known,
// [Forest.Grow] finds the largest box around a situation, [Forest.Counts] counts cells, and [Forest.Plan] finds the
// order in which to ask so that the worst case needs the fewest questions.
//
// A [Table] holds rules as boxes, and builds nothing. That is the way to ask one question of very many rules, or of
// rules whose diagram would be too large: which situations lie in no rule ([Table.Gap]), which rule do others hide, one
// alone or several together ([Table.Hidden]).
//
//	t := decision.NewTable([]int{2, 3}, []decision.Box{{decision.CellsOf(2, 1), nil}, {nil, decision.CellsOf(3, 0, 1)}})
//	gap := t.Gap(decision.Search{}) // one situation in neither: gap.Witness is [0 2]
//
// Three engines take turns on a gap, each with a budget of steps; over budget in all of them the verdict is [Undecided],
// which is never to be read as [Covered]. No clock decides anything: the same question has the same answer.
//
// The diagrams follow Strehl and Thiele's interval decision diagrams, an ordered, reduced form (Bryant 1986) whose
// arcs are intervals of a finite domain. The gap engines split boxes with a memo on the active rules, and learn clauses
// over finite domains, in which a clause is a box that the rules cover together and resolving two is joining boxes (Abo
// Khamis, Ngo, Ré and Rudra 2015).
//
// Package decision knows neither facts nor roles nor grants. No floating point decides anything in it. README.md has its
// figures.
package decision
