package decision

import (
	"iter"
	"math/big"
)

// finding is what an engine has to say in the end.
type finding struct {
	verdict Verdict
	open    *big.Int // nil when it did not count
	box     []span   // of classes, without a rule; when open
	used    []bool   // per rule of the view; when covered
}

// final reports whether nothing is left to find.
func (f finding) final(s Search) bool {
	return f.verdict == Covered || f.verdict == Open && (s.Any || f.open != nil)
}

// A contender is an engine at work on a question. Pause is called now and then; when it returns false, the work ends.
type contender interface {
	decide(pause func() bool) finding
	steps() int
}

// turn is how many steps an engine does before the next has its turn. The order chosen per branch has most of the time,
// since it mostly wins; the others are for when it does not.
func (e Engine) turn() int {
	if e == BranchOrder {
		return 1 << 14
	}
	return 1 << 12
}

func (e Engine) enter(v *view, s Search) contender {
	switch e {
	case Clauses:
		return newClauses(v, s.Budget)
	case FixedOrder:
		return newCover(v, s, e.turn(), v.mostTested())
	}
	return newCover(v, s, e.turn(), nil)
}

// race lets engines take turns, until one has found all there is to find or none is left. No clock and no scheduler has
// a say: the same question ends with the same engine.
func (v *view) race(gap *Gap, s Search) {
	var runners []*runner
	for _, e := range []Engine{Clauses, BranchOrder, FixedOrder} {
		if s.Engine == NoEngine || s.Engine == e {
			r := newRunner(e, v, s)
			defer r.stop()
			runners = append(runners, r)
		}
	}
	var best *runner
	for running := len(runners); running > 0 && (best == nil || !best.found.final(s)); {
		for _, r := range runners {
			if r.ended || r.turn() {
				continue
			}
			running--
			if best == nil && r.found.verdict != Undecided || r.found.final(s) {
				best = r
			}
			if r.found.final(s) {
				break
			}
		}
	}
	for _, r := range runners {
		gap.Work += r.contender.steps()
	}
	if best != nil {
		v.report(gap, s, best)
	}
}

// runner is a contender in a race.
type runner struct {
	engine    Engine
	contender contender
	ended     bool
	found     finding // when it ended
	next      func() (struct{}, bool)
	stop      func()
}

func newRunner(e Engine, v *view, s Search) *runner {
	r := &runner{engine: e, contender: e.enter(v, s)}
	r.next, r.stop = iter.Pull(func(yield func(struct{}) bool) {
		r.found = r.contender.decide(func() bool { return yield(struct{}{}) })
	})
	return r
}

// turn reports whether there is more to do.
func (r *runner) turn() bool {
	_, more := r.next()
	r.ended = !more
	return more
}

func (v *view) report(gap *Gap, s Search, r *runner) {
	gap.Verdict, gap.Engine, gap.Open = r.found.verdict, r.engine, r.found.open
	if gap.Verdict == Open {
		gap.Witness = v.situation(s, r.found.box)
		return
	}
	gap.Open = new(big.Int)
	for i, used := range r.found.used {
		if used {
			gap.Cover = append(gap.Cover, v.rules[i])
		}
	}
}
