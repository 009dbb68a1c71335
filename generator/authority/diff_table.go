package authority

import (
	"math/big"
	"slices"

	"remit/generator/decision"
	"remit/generator/playbook"
)

// The two sides of a comparison.
const (
	then = 0
	now  = 1
)

// A joint is one column of two playbooks. A fact that only one side tests does not bound the other.
type joint struct {
	facts [2]*playbook.Fact // nil for a side that does not test it, and for the days
	sides [2]column         // cut alike; each with the names of its side
	taken [2]decision.Cells // where the side takes some reading; nil for everywhere
	shown column            // with the names that a reader of the comparison sees
}

// renaming says which names of then are now others: facts, and options by the fact's name now.
type renaming struct {
	facts   map[string]string
	options map[string]map[string]string
}

func (r renaming) fact(name string) string {
	if to, ok := r.facts[name]; ok {
		return to
	}
	return name
}

func (r renaming) option(fact, name string) string {
	if to, ok := r.options[fact][name]; ok {
		return to
	}
	return name
}

// align joins the facts that two playbooks test: those of now in their order, each fact of then that has none beside it
// after the one that it follows.
func align(uses [2]used, r renaming) []joint {
	var list []joint
	for _, f := range uses[now].tested() {
		list = append(list, joint{facts: [2]*playbook.Fact{now: f}})
	}
	at := 0
	for _, f := range uses[then].tested() {
		name := r.fact(f.Name.Value)
		i := slices.IndexFunc(list, func(j joint) bool {
			return j.facts[now] != nil && j.facts[then] == nil && j.facts[now].Name.Value == name && j.facts[now].Kind == f.Kind
		})
		if i >= 0 {
			list[i].facts[then] = f
			at = max(at, i+1)
			continue
		}
		list = slices.Insert(list, at, joint{facts: [2]*playbook.Fact{then: f}})
		at++
	}
	for i := range list {
		list[i].shape(uses, r)
	}
	distinguish(list)
	return list
}

// shape cuts the column for both sides.
func (j *joint) shape(uses [2]used, r renaming) {
	one := j.facts[now]
	if one == nil {
		one = j.facts[then]
	}
	j.shown = column{fact: one}
	switch {
	case one.Kind == playbook.Numeric:
		j.shapeLine(uses, one)
	case one.Kind == playbook.Choice && j.facts[then] != nil && j.facts[now] != nil:
		j.shapeOptions(r)
		return
	}
	for side, f := range j.facts {
		j.sides[side] = j.shown
		if f != nil {
			j.sides[side].fact = f
		}
	}
}

// shapeLine covers the ranges of both sides and cuts at the ends of each, so that no cell lies half outside of one. A
// grid is kept when both have the same.
func (j *joint) shapeLine(uses [2]used, one *playbook.Fact) {
	low, high, step := one.Min.Rat, one.Max.Rat, stepOf(one)
	var cuts []decision.Cut
	for side, f := range j.facts {
		if f == nil {
			continue
		}
		cuts = append(cuts, uses[side].cuts[f]...)
		cuts = append(cuts, decision.Cut{At: f.Min.Rat}, decision.Cut{At: f.Max.Rat, Above: true})
		if !sameGrid(one, f) {
			step = nil
		}
		if f.Min.Rat.Cmp(low) < 0 {
			low = f.Min.Rat
		}
		if f.Max.Rat.Cmp(high) > 0 {
			high = f.Max.Rat
		}
	}
	j.shown.line = decision.NewLine(low, high, step, cuts)
	for side, f := range j.facts {
		if f != nil {
			j.taken[side] = takenCells(f, j.shown.line)
		}
	}
}

func stepOf(f *playbook.Fact) *big.Rat {
	if !f.Step.Present() {
		return nil
	}
	return f.Step.Value.Rat
}

// sameGrid reports whether two numbers are both continuous, or on grids whose points coincide.
func sameGrid(a, b *playbook.Fact) bool {
	one, other := stepOf(a), stepOf(b)
	if one == nil || other == nil {
		return one == nil && other == nil
	}
	apart := new(big.Rat).Sub(a.Min.Rat, b.Min.Rat)
	return one.Cmp(other) == 0 && apart.Quo(apart, one).IsInt()
}

// takenCells returns the cells in which a fact takes some reading; nil for all.
func takenCells(f *playbook.Fact, line *decision.Line) decision.Cells {
	var cells []int
	for cell := range line.Cells() {
		if sampleIn(f, line.Interval(cell, cell)) != nil {
			cells = append(cells, cell)
		}
	}
	if len(cells) == line.Cells() {
		return nil
	}
	return decision.CellsOf(line.Cells(), cells...)
}

// sampleIn returns a number of an interval that a fact takes, or nil.
func sampleIn(f *playbook.Fact, iv decision.Interval) *big.Rat {
	from, to := decision.Cut{At: iv.Low, Above: iv.LowOpen}, decision.Cut{At: iv.High, Above: !iv.HighOpen}
	own := decision.NewLine(f.Min.Rat, f.Max.Rat, stepOf(f), []decision.Cut{from, to})
	if first := own.Start(from); first < own.Start(to) {
		return own.Sample(first)
	}
	return nil
}

// shapeOptions puts the options of now first, then those that only then had. An option that a side lacks has a name there
// that no condition can write.
func (j *joint) shapeOptions(r renaming) {
	var lists [3][]playbook.Option // by side, then what is shown
	var own [2][]int
	add := func(side int, o playbook.Option, has bool) {
		if has {
			own[side] = append(own[side], len(lists[side]))
		} else {
			o.Name.Value = "\x00" + o.Name.Value
		}
		lists[side] = append(lists[side], o)
	}
	rest := slices.Clone(j.facts[then].Options)
	for _, o := range j.facts[now].Options {
		i := slices.IndexFunc(rest, func(old playbook.Option) bool {
			return r.option(j.facts[now].Name.Value, old.Name.Value) == o.Name.Value
		})
		old := o
		if i >= 0 {
			old = rest[i]
			rest = slices.Delete(rest, i, i+1)
		}
		add(then, old, i >= 0)
		add(now, o, true)
		lists[2] = append(lists[2], o)
	}
	for _, o := range rest {
		add(then, o, true)
		add(now, o, false)
		lists[2] = append(lists[2], o)
	}
	for side, f := range j.facts {
		j.sides[side] = column{fact: withOptions(f, lists[side])}
		if n := len(lists[side]); len(own[side]) < n {
			j.taken[side] = decision.CellsOf(n, own[side]...)
		}
	}
	j.shown = column{fact: withOptions(j.facts[now], lists[2])}
}

func withOptions(f *playbook.Fact, options []playbook.Option) *playbook.Fact {
	c := *f
	c.Options = options
	return &c
}

// distinguish marks facts that bear one name and are two, because they are of different kinds.
func distinguish(list []joint) {
	for i := range list {
		for k := range list[:i] {
			if list[i].shown.fact.Name.Value != list[k].shown.fact.Name.Value {
				continue
			}
			old := &list[i]
			if old.facts[now] != nil {
				old = &list[k]
			}
			c := *old.shown.fact
			c.Name.Value += " (before)"
			old.shown.fact = &c
		}
	}
}

// dayColumn is the periods between dates of grants as a column: its facts are none of the playbook's.
func dayColumn(periods []playbook.Date) joint {
	zero, last := big.NewRat(0, 1), big.NewRat(int64(len(periods)-1), 1)
	var cuts []decision.Cut
	for i := range periods {
		cuts = append(cuts, decision.Cut{At: big.NewRat(int64(i), 1)})
	}
	c := column{
		fact: &playbook.Fact{Kind: playbook.Numeric},
		line: decision.NewLine(zero, last, big.NewRat(1, 1), cuts),
	}
	return joint{sides: [2]column{c, c}, shown: c}
}
