package decision

import (
	"math/big"
	"slices"
)

// A Plan says in which order to ask: a graph of questions that ends where nothing more can change.
type Plan struct {
	Root    *Question // nil when nothing has to be asked
	Worst   int       // how many questions the worst case needs
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
// procedures). When it meets more than budget of them, the plan follows the order of the columns instead, and says
// that it is not proved optimal.
func (f *Forest) Plan(root Node, free func(value int) bool, budget int) Plan {
	p := planner{f: f, free: free, budget: budget, memo: map[Node]*prospect{}, counts: map[Node]*big.Int{}, questions: map[Node]*Question{}}
	if best := p.best(root); best != nil {
		return Plan{Root: p.question(root, p.chosen), Worst: best.worst, Optimal: true}
	}
	q := p.question(root, p.inOrder)
	plan := Plan{Root: q}
	if q != nil {
		plan.Worst = q.Worst
	}
	plan.Optimal = plan.Worst == 0
	return plan
}

// prospect is the best that can be done from a rest on.
type prospect struct {
	worst    int
	expected *big.Int // questions summed over the cells that count, over all columns
	column   int
}

type planner struct {
	f         *Forest
	free      func(int) bool
	budget    int
	memo      map[Node]*prospect
	counts    map[Node]*big.Int
	questions map[Node]*Question
}

// best returns nil when the budget is used up.
func (p *planner) best(n Node) *prospect {
	if known, ok := p.memo[n]; ok {
		return known
	}
	if p.settled(n) {
		p.memo[n] = &prospect{expected: new(big.Int)}
		return p.memo[n]
	}
	if p.budget--; p.budget < 0 {
		return nil
	}
	var best *prospect
	for column, asked := range p.f.Asks(n) {
		if !asked {
			continue
		}
		next, complete := p.ask(n, column, best)
		if !complete {
			return nil
		}
		if next != nil {
			best = next
		}
		if best != nil && best.worst == 1 {
			break // nothing asks less, and every cell asks one
		}
	}
	p.memo[n] = best
	return best
}

// ask returns what asking the column first leads to, or nil when that is no better than best.
func (p *planner) ask(n Node, column int, best *prospect) (next *prospect, complete bool) {
	arcs := p.f.Split(n, column)
	next = &prospect{column: column, expected: new(big.Int).Set(p.count(n))}
	start := 0
	for _, a := range arcs {
		width := int64(a.End - start)
		start = a.End
		if p.count(a.To).Sign() == 0 {
			continue
		}
		rest := p.best(a.To)
		if rest == nil {
			return nil, false
		}
		next.worst = max(next.worst, rest.worst+1)
		if best != nil && next.worst > best.worst {
			return nil, true
		}
		share := new(big.Int).Mul(rest.expected, big.NewInt(width))
		next.expected.Add(next.expected, share.Quo(share, big.NewInt(int64(p.f.cells[column]))))
	}
	if best != nil && next.worst == best.worst && next.expected.Cmp(best.expected) >= 0 {
		return nil, true
	}
	return next, true
}

// settled reports whether all leaves that count are the same.
func (p *planner) settled(n Node) bool {
	first, same := -1, true
	p.f.Reach(n, nil, func(v int) {
		switch {
		case p.free(v):
		case first < 0:
			first = v
		default:
			same = same && v == first
		}
	})
	return same
}

// count returns how many cells of the whole table count.
func (p *planner) count(n Node) *big.Int {
	if known, ok := p.counts[n]; ok {
		return known
	}
	sum := new(big.Int)
	for v, c := range p.f.Counts(n) {
		if !p.free(v) {
			sum.Add(sum, c)
		}
	}
	p.counts[n] = sum
	return sum
}

func (p *planner) chosen(n Node) int  { return p.memo[n].column }
func (p *planner) inOrder(n Node) int { return p.f.Column(n) }

// question builds the graph of questions from the column that choose picks at each rest.
func (p *planner) question(n Node, choose func(Node) int) *Question {
	if q, ok := p.questions[n]; ok {
		return q
	}
	if p.settled(n) {
		p.questions[n] = nil
		return nil
	}
	column := choose(n)
	arcs := p.f.Split(n, column)
	counting := slices.DeleteFunc(slices.Clone(arcs), func(a Arc) bool { return p.count(a.To).Sign() == 0 })
	if len(counting) == 1 { // the answer is known before it is asked
		p.questions[n] = p.question(counting[0].To, choose)
		return p.questions[n]
	}
	q := &Question{Column: column, Worst: 1}
	for _, a := range arcs {
		answer := Answer{End: a.End, Free: p.count(a.To).Sign() == 0}
		if !answer.Free {
			answer.Next = p.question(a.To, choose)
		}
		if answer.Next != nil {
			q.Worst = max(q.Worst, answer.Next.Worst+1)
		}
		q.Arcs = append(q.Arcs, answer)
	}
	p.questions[n] = q
	return q
}
