package decision

import "slices"

// inTurn is the stage of a rest whose columns are asked in their order, goodTurn that of one asked in a good order.
const (
	inTurn   = -1
	goodTurn = -2
)

// turns is how many questions the worst case needs when the columns are asked in their order.
func (p *planner) turns(n Node) int {
	r := p.rest(n)
	if r.settled() || r.turns > 0 {
		return r.turns
	}
	open := 0
	for _, a := range p.f.Arcs(n) {
		if p.rest(a.To).counts() {
			r.turns = max(r.turns, p.turns(a.To))
			open++
		}
	}
	if open > 1 {
		r.turns++
	}
	return r.turns
}

// inOrder returns the questions in the order of the columns.
func (p *planner) inOrder(n Node) *Question {
	if p.rest(n).settled() {
		return nil
	}
	at := stage{n, inTurn}
	if p.questions[at] != nil {
		return p.questions[at]
	}
	counting := slices.DeleteFunc(slices.Clone(p.f.Arcs(n)), func(a Arc) bool { return !p.rest(a.To).counts() })
	if len(counting) == 1 { // the answer is known before it is asked
		p.questions[at] = p.inOrder(counting[0].To)
	} else {
		p.questions[at] = p.question(n, p.f.Column(n), p.inOrder)
	}
	return p.questions[at]
}

// inGoodOrder returns questions that need no more in the worst case than the columns in their order: each is the one
// after which the columns in their order would need the fewest (a rollout of that order, as in Bertsekas 1997). A rest
// small enough to be solved within a part of the share is solved. Where the share of the budget ends, the order of the
// columns goes on.
func (p *planner) inGoodOrder(n Node, share int) *Question {
	at := stage{n, goodTurn}
	if p.rest(n).settled() || p.questions[at] != nil {
		return p.questions[at]
	}
	spent := p.budget
	left := func() int { return share - (spent - p.budget) }
	q := p.solved(n, share/solvingPart)
	if q == nil && left() > 0 {
		column, ways := p.promising(n, left), 0
		for _, a := range p.split(n, column) {
			if !p.rest(a.To).settled() {
				ways++
			}
		}
		q = p.question(n, column, func(to Node) *Question {
			if p.rest(to).settled() {
				return nil
			}
			ways--
			return p.inGoodOrder(to, left()/(ways+1))
		})
	}
	if q == nil || q.Worst > p.turns(n) {
		q = p.inOrder(n)
	}
	p.questions[at] = q
	return q
}

// solvingPart is which part of a share goes into looking for the best plan of a rest.
const solvingPart = 16

// solved returns the best plan of a rest, nil when it is not found with that much of the budget.
func (p *planner) solved(n Node, share int) *Question {
	outside := p.budget - share
	p.budget = share
	defer func() { p.budget += outside }()
	for limit := p.rest(n).least; limit <= p.turns(n) && p.budget > 0; limit++ {
		if p.best(n, limit) != nil {
			return p.chosen(n, limit)
		}
	}
	return nil
}

// promising returns the column after which the columns in their order need the fewest questions, in the worst case, then
// summed over the cells of the column. It looks at the columns in their order, for as long as something of the share is left.
func (p *planner) promising(n Node, left func() int) int {
	best, least, fewest := -1, 0, 0
	for _, column := range p.rest(n).columns {
		if best >= 0 && left() <= 0 {
			break
		}
		most, sum, open, start := 0, 0, 0, 0
		for _, a := range p.split(n, column) {
			if p.rest(a.To).counts() {
				open++
			}
			turns := p.turns(a.To)
			most, sum = max(most, turns), sum+turns*(a.End-start)
			start = a.End
		}
		// Compare sum/cells without a division.
		if open > 1 && (best < 0 || most < least || most == least && sum*p.f.cells[best] < fewest*start) {
			best, least, fewest = column, most, sum
		}
	}
	return best
}
