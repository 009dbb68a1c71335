package decision

import (
	"math/big"
)

// A Plan says in which order to ask: a graph of questions that ends where nothing more can change.
type Plan struct {
	Root    *Question // nil when nothing has to be asked
	Worst   int       // how many questions the worst case needs
	Least   int       // no order needs fewer in the worst case; Worst, unless the budget was used up before that was known
	Optimal bool      // no order needs fewer in the worst case, nor, among those, fewer on average
}

// A Question asks one column. Each answer leads on; equal rests are one Question.
type Question struct {
	Column int
	Arcs   []Answer // they cover all cells in order
	Worst  int      // questions in the worst case from here on, this one included
}

// An Answer is what follows when the column lies in the cells before End.
type Answer struct {
	End  int
	Next *Question // nil: the answer is settled
	Free bool      // no situation that counts lies here
}

// Plan finds the order that minimises the number of questions in the worst case, then the expected number, every cell
// that counts weighed equally, then the order of the columns. A leaf for which free holds does not count: what is
// asked or found there does not matter. Columns are asked until all leaves that count are the same.
//
// The search is a dynamic programme over the distinct rests of the diagram (Garey 1972, Optimal binary identification
// procedures), once for each number of questions that may be enough. Budget bounds its work: how many rests it may
// judge, where much work to find what is left after an answer counts as judging. When it is used up, the plan is a good
// one that needs no more than the columns in their order, and says how far it is proved. It may still be that Least is
// Worst; only that no plan needs fewer on average is not known then.
func (f *Forest) Plan(root Node, free func(value int) bool, budget int) Plan {
	p := planner{f: NewForest(f.cells), free: free, budget: budget, rests: map[Node]*rest{}, questions: map[stage]*Question{}}
	root = p.merged(f, root)
	for limit := 0; ; limit++ {
		if best := p.best(root, limit); best != nil {
			return Plan{Root: p.chosen(root, limit), Worst: limit, Least: limit, Optimal: true}
		}
		if p.budget < 0 {
			return p.unproved(root, limit, budget)
		}
	}
}

// unproved returns a good plan when the budget is used up, with what is known of the best one.
func (p *planner) unproved(root Node, least, budget int) Plan {
	p.budget = budget
	q := p.inGoodOrder(root, budget)
	return Plan{Root: q, Worst: q.Worst, Least: p.bound(root, q, least, budget*certifying)}
}

// certifying is how many nodes a certificate may look at in the time that one rest takes to judge, roughly.
const certifying = 10

// A planner looks for plans within limits. The best plan for a rest depends on how many questions it may ask: a branch
// beside one that needs many may spend a question more in its own worst case to need fewer on average.
type planner struct {
	f         *Forest // its own, since its rests are many and of no use afterwards
	free      func(int) bool
	budget    int
	rests     map[Node]*rest
	questions map[stage]*Question
}

// stage is a rest with the limit of its plan; or one of those without a limit, inTurn and goodTurn.
type stage struct {
	n     Node
	limit int
}

// merged makes all leaves that do not count the same one, so that fewer rests are distinct.
func (p *planner) merged(source *Forest, root Node) Node {
	one := -1
	return p.f.mapped(source, root, func(v int) int {
		switch {
		case !p.free(v):
			return v
		case one < 0:
			one = v
		}
		return one
	}, map[Node]Node{})
}

// prospect is the best that can be done from a rest on within a limit. The same holds for every limit that is not
// below its worst case.
type prospect struct {
	limit    int
	worst    int
	expected *big.Int // questions summed over the cells that count, over all columns
	column   int
}

// best returns nil when nothing ends within the limit, or when the budget is used up.
func (p *planner) best(n Node, limit int) *prospect {
	r := p.rest(n)
	if r.settled() {
		return &prospect{expected: new(big.Int)}
	}
	limit = min(limit, len(r.columns)) // no plan asks a column twice
	for _, known := range r.best {
		if known.worst <= limit && limit <= known.limit {
			return known
		}
	}
	if limit < r.least {
		return nil
	}
	if p.budget--; p.budget < 0 {
		return nil
	}
	var best *prospect
	for _, column := range r.columns {
		next := p.ask(n, column, limit, best)
		if p.budget < 0 || limit < r.least {
			return nil
		}
		if next != nil {
			best = next
		}
	}
	if best == nil {
		r.least = limit + 1
		return nil
	}
	r.best = append(r.best, best)
	return best
}

// ask returns what asking the column first leads to; nil when it exceeds the limit, is no better than best, or is
// known to be neither before all is computed.
func (p *planner) ask(n Node, column, limit int, best *prospect) *prospect {
	r := p.rest(n)
	ways, possible := p.ways(n, column, limit-1)
	if !possible {
		return nil
	}
	next := &prospect{limit: limit, worst: 1, column: column, expected: new(big.Int).Set(r.cells)}
	for _, w := range ways { // each way that is not settled costs at least one more question
		next.expected.Add(next.expected, w.share)
	}
	var dearer big.Int
	for i := 0; best == nil || next.expected.Cmp(best.expected) < 0; i++ {
		if i == len(ways) {
			return next
		}
		w := ways[i]
		below := p.best(w.to, limit-1)
		if below == nil {
			return nil
		}
		next.worst = max(next.worst, below.worst+1)
		dearer.Sub(below.expected, p.rest(w.to).cells)
		next.expected.Add(next.expected, p.f.part(&dearer, w.cells, column))
	}
	return nil
}

// way is an answer after which something is left to ask.
type way struct {
	to    Node
	cells int
	share *big.Int // of the cells that count
}

// ways returns the ways that a question leaves open, unless one of them is known to exceed the limit.
func (p *planner) ways(n Node, column, limit int) (open []way, possible bool) {
	r, start := p.rest(n), 0
	for _, a := range p.split(n, column) {
		below := p.rest(a.To)
		if !below.settled() {
			r.least = max(r.least, below.least) // to know more does not make it harder
			if limit < below.least {
				return nil, false
			}
			open = append(open, way{a.To, a.End - start, p.f.part(below.cells, a.End-start, column)})
		}
		start = a.End
	}
	return open, true
}

// part returns how much of a sum over the whole table, to which the column does not matter, lies in some cells of it.
func (f *Forest) part(sum *big.Int, cells, column int) *big.Int {
	part := new(big.Int).Mul(sum, big.NewInt(int64(cells)))
	return part.Quo(part, big.NewInt(int64(f.cells[column]))) // without remainder
}

// chosen returns the questions of the best plan within the limit.
func (p *planner) chosen(n Node, limit int) *Question {
	if p.rest(n).settled() {
		return nil
	}
	best := p.best(n, limit)
	at := stage{n, best.worst}
	if p.questions[at] == nil {
		p.questions[at] = p.question(n, best.column, func(to Node) *Question { return p.chosen(to, best.worst-1) })
	}
	return p.questions[at]
}

func (p *planner) question(n Node, column int, next func(Node) *Question) *Question {
	q := &Question{Column: column, Worst: 1}
	for _, a := range p.split(n, column) {
		answer := Answer{End: a.End, Next: next(a.To), Free: !p.rest(a.To).counts()}
		if answer.Next != nil {
			q.Worst = max(q.Worst, answer.Next.Worst+1)
		}
		q.Arcs = append(q.Arcs, answer)
	}
	return q
}
