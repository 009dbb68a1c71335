package decision

import "slices"

// A certifier finds how much one must know of a single situation to be sure of its value: the columns that tell it from
// every situation of another value. No order of questions can end sooner there, so the largest such number of any
// situation bounds the worst case from below.
type certifier struct {
	p         *planner
	situation []int
	value     int
	budget    *int         // nodes that may still be looked at
	near      map[Node]int // per node, how many columns of the situation change until another value is met
	needs     map[Node]int // per node, more columns than this many are needed
}

// far is further away than any situation.
const far = 1 << 30

// bound raises a lower bound for the worst case by the certificates of hard situations: of one that lies behind many
// columns, of the one that a plan leads to last, and of their neighbours as long as that raises it.
func (p *planner) bound(root Node, q *Question, least int, budget int) int {
	for _, at := range [][]int{p.hardest(root), p.last(root, q)} {
		for climbing := true; climbing; {
			least = p.raise(root, at, least, q.Worst, &budget)
			at, least, climbing = p.climb(root, at, least, q.Worst, &budget)
		}
	}
	return least
}

// raise raises the bound as far as the certificate of a situation does.
func (p *planner) raise(root Node, situation []int, least, most int, budget *int) int {
	c := &certifier{p, situation, p.f.At(root, situation), budget, map[Node]int{}, map[Node]int{}}
	for least < most && c.needsMore(root, least) {
		least++
	}
	return least
}

// climb looks for a situation that differs in one column and raises the bound.
func (p *planner) climb(root Node, from []int, least, most int, budget *int) ([]int, int, bool) {
	for _, column := range p.rest(root).columns {
		for _, end := range p.f.ends(root, column) {
			at := slices.Clone(from)
			at[column] = end - 1
			if *budget < 0 || least == most || !p.rest(Leaf(p.f.At(root, at))).counts() {
				continue
			}
			if more := p.raise(root, at, least, most, budget); more > least {
				return at, more, true
			}
		}
	}
	return from, least, false
}

// hardest returns a situation that counts, led to by the arcs behind which most columns are asked.
func (p *planner) hardest(n Node) []int {
	situation := make([]int, p.f.Columns())
	for !n.IsLeaf() {
		own, start, best := p.f.inner[n], 0, -1
		for i, a := range own.arcs {
			if p.rest(a.To).counts() && (best < 0 || len(p.rest(a.To).columns) > len(p.rest(own.arcs[best].To).columns)) {
				situation[own.column], best = start, i
			}
			start = a.End
		}
		n = own.arcs[best].To
	}
	return situation
}

// last returns a situation that counts, for which as many questions are asked as for any.
func (p *planner) last(n Node, q *Question) []int {
	known := map[int]int{}
	for q != nil {
		var next Answer
		for _, a := range q.Arcs {
			if !a.Free && (next.End == 0 || a.deeper(next)) {
				next = a
			}
		}
		known[q.Column] = next.End - 1
		n, q = p.f.Restrict(n, q.Column, next.End-1), next.Next
	}
	situation := p.hardest(n)
	for column, cell := range known {
		situation[column] = cell
	}
	return situation
}

func (a Answer) deeper(b Answer) bool {
	return a.Next != nil && (b.Next == nil || a.Next.Worst > b.Next.Worst)
}

// needsMore reports whether it is known that no set of so many columns makes the value of the situation sure.
func (c *certifier) needsMore(n Node, columns int) bool {
	if known, ok := c.needs[n]; ok && known >= columns {
		return true
	}
	apart := c.nearest(n)
	if apart == nil || *c.budget < 0 {
		return false
	}
	if c.blocks(n, columns) <= columns {
		for _, column := range apart { // one of them must be known
			if columns > 0 && !c.needsMore(c.p.f.Restrict(n, column, c.situation[column]), columns-1) {
				return false
			}
		}
	}
	c.needs[n] = columns
	return true
}

// blocks counts disjoint sets of columns, each of which can change the value alone, so that each must hold a column that
// is known. It stops once there are more than enough.
func (c *certifier) blocks(n Node, enough int) int {
	for count := 0; ; count++ {
		apart := c.nearest(n)
		if apart == nil || count > enough || *c.budget < 0 {
			return count
		}
		for _, column := range apart {
			n = c.p.f.Restrict(n, column, c.situation[column])
		}
	}
}

// nearest returns the fewest columns whose change leads to another value that counts, nil when none does.
func (c *certifier) nearest(n Node) []int {
	if c.distance(n) >= far {
		return nil
	}
	var apart []int
	for !n.IsLeaf() { // a rest with one value may still lead to what does not count
		own := c.p.f.inner[n]
		start, left := 0, c.distance(n)
		for _, a := range own.arcs {
			here := start <= c.situation[own.column] && c.situation[own.column] < a.End
			if here && c.distance(a.To) == left {
				n = a.To
				break
			}
			if !here && c.distance(a.To) == left-1 {
				n, apart = a.To, append(apart, own.column)
				break
			}
			start = a.End
		}
	}
	return apart
}

func (c *certifier) distance(n Node) int {
	switch r := c.p.rest(n); {
	case !r.counts() || r.value == c.value:
		return far
	case n.IsLeaf():
		return 0
	}
	if known, ok := c.near[n]; ok {
		return known
	}
	*c.budget--
	own := c.p.f.inner[n]
	best, start := far, 0
	for _, a := range own.arcs {
		away := 1
		if start <= c.situation[own.column] && c.situation[own.column] < a.End {
			away = 0
		}
		best = min(best, c.distance(a.To)+away)
		start = a.End
	}
	c.near[n] = best
	return best
}
