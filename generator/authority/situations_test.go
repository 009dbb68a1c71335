package authority_test

import (
	"fmt"
	"math/big"
	"slices"
	"strings"

	"remit/generator/playbook"
)

// An axis is a fact with values that stand for all it can have: each constant that some condition names, one value
// between neighbours, and the ends of the range. Of a grid, the points at and next to the constants.
type axis struct {
	fact   *playbook.Fact
	values []value
}

// spread lists the axes of a playbook, its own facts first.
func spread(site *playbook.Site, p *playbook.Playbook) []axis {
	constants := map[string][]*big.Rat{}
	everyExpr(p, func(e *playbook.Expr) {
		for _, b := range []*playbook.Bound{e.Low, e.High} {
			if b != nil {
				constants[e.Name] = append(constants[e.Name], b.Number.Rat)
			}
		}
	})
	var axes []axis
	for _, f := range slices.Concat(p.Facts, site.Facts) {
		axes = append(axes, axis{f, representatives(f, constants[f.Name.Value])})
	}
	return axes
}

func representatives(f *playbook.Fact, constants []*big.Rat) []value {
	switch f.Kind {
	case playbook.YesNo:
		return []value{{text: "no"}, {text: "yes"}}
	case playbook.Choice:
		var values []value
		for _, o := range f.Options {
			values = append(values, value{text: o.Name.Value})
		}
		return values
	}
	if f.Step.Present() {
		return numbers(near(f, constants))
	}
	ends := sorted(append(slices.Clone(constants), f.Min.Rat, f.Max.Rat))
	all := slices.Clone(ends)
	for i := range ends[1:] {
		middle := new(big.Rat).Add(ends[i], ends[i+1])
		all = append(all, middle.Mul(middle, big.NewRat(1, 2)))
	}
	return numbers(sorted(all))
}

// near returns the first and the last point of a grid, and the constants with the points beside them.
func near(f *playbook.Fact, constants []*big.Rat) []*big.Rat {
	all := grid(f)
	return slices.DeleteFunc(slices.Clone(all), func(x *big.Rat) bool {
		if x.Cmp(all[0]) == 0 || x.Cmp(all[len(all)-1]) == 0 {
			return false
		}
		return !slices.ContainsFunc(constants, func(c *big.Rat) bool {
			apart := new(big.Rat).Sub(x, c)
			return apart.Abs(apart).Cmp(f.Step.Value.Rat) <= 0
		})
	})
}

// grid returns the points of a grid.
func grid(f *playbook.Fact) []*big.Rat {
	var points []*big.Rat
	for x := f.Min.Rat; x.Cmp(f.Max.Rat) <= 0; x = new(big.Rat).Add(x, f.Step.Value.Rat) {
		points = append(points, x)
	}
	return points
}

func sorted(numbers []*big.Rat) []*big.Rat {
	slices.SortFunc(numbers, (*big.Rat).Cmp)
	return slices.CompactFunc(numbers, func(a, b *big.Rat) bool { return a.Cmp(b) == 0 })
}

func numbers(of []*big.Rat) []value {
	var values []value
	for _, x := range of {
		values = append(values, value{playbook.Decimal(x), x})
	}
	return values
}

func count(axes []axis) int {
	n := 1
	for _, a := range axes {
		n *= len(a.values)
	}
	return n
}

// everyExpr visits each node of each condition of a playbook.
func everyExpr(p *playbook.Playbook, visit func(*playbook.Expr)) {
	var walk func(*playbook.Expr)
	walk = func(e *playbook.Expr) {
		if e == nil {
			return
		}
		visit(e)
		for _, a := range e.Args {
			walk(a)
		}
	}
	for _, c := range slices.Concat(p.Conditions, p.Triggers) {
		walk(c.Expr)
	}
	for _, c := range ruleConditions(p) {
		walk(c.Expr)
	}
}

// ruleConditions lists what rules say in place, and the triggers are left to the caller.
func ruleConditions(p *playbook.Playbook) []playbook.Condition {
	var list []playbook.Condition
	for _, i := range p.Impossible {
		list = append(list, i.When)
	}
	for _, a := range p.Actions {
		list = append(list, a.When, a.Unless)
		for _, g := range a.Grants {
			list = append(list, g.When, g.Unless)
		}
	}
	for _, d := range p.Duties {
		list = append(list, d.When)
	}
	return list
}

// An oracle holds what an evaluator says of a playbook: the results of every role in every situation.
type oracle struct {
	site    *playbook.Site
	p       *playbook.Playbook
	axes    []axis
	points  [][]int // by axis the index of a value
	results map[string][]result
	classes map[string][]int // what a reader can tell apart; -1 for what cannot be
}

func newOracle(site *playbook.Site, p *playbook.Playbook, judge evaluator) *oracle {
	o := &oracle{site: site, p: p, axes: spread(site, p), results: map[string][]result{}, classes: map[string][]int{}}
	o.enumerate(nil)
	for i := range o.points {
		s := o.situation(i)
		for _, r := range site.Roles {
			name := r.Name.Value
			o.results[name] = append(o.results[name], judge(site, p, s, name))
		}
	}
	for _, r := range site.Roles {
		o.classify(r.Name.Value)
	}
	return o
}

func (o *oracle) enumerate(head []int) {
	if len(head) == len(o.axes) {
		o.points = append(o.points, slices.Clone(head))
		return
	}
	for v := range o.axes[len(head)].values {
		o.enumerate(append(head, v))
	}
}

func (o *oracle) classify(role string) {
	known := map[string]int{}
	for _, r := range o.results[role] {
		key := r.verdict + fmt.Sprint(r.grants, o.ladders(role, r))
		if _, ok := known[key]; !ok {
			known[key] = len(known)
		}
		class := known[key]
		if r.impossible {
			class = -1
		}
		o.classes[role] = append(o.classes[role], class)
	}
}

// ladders lists the distinct remaining ladders that a result owes, sorted.
func (o *oracle) ladders(role string, r result) []string {
	var all []string
	for _, d := range r.duties {
		all = append(all, o.ladder(role, d))
	}
	slices.Sort(all)
	return slices.Compact(all)
}

func (o *oracle) ladder(role string, duty int) string {
	return naive{o.site, o.p, nil}.ladder(role, duty)
}

// A state is what is known: by axis the index of a value, open or never.
type state []int

const (
	open  = -1 // not asked yet
	never = -2 // it cannot be learnt
)

// fits reports whether a point is a completion of the state.
func (s state) fits(point []int) bool {
	for i, v := range s {
		if v >= 0 && point[i] != v {
			return false
		}
	}
	return true
}

// completions lists the admissible situations that fit a state, by index.
func (o *oracle) completions(s state) []int {
	var list []int
	some := o.results[o.site.Roles[0].Name.Value]
	if at := o.index(s); at >= 0 {
		return slices.DeleteFunc([]int{at}, func(i int) bool { return some[i].impossible })
	}
	for i, point := range o.points {
		if !some[i].impossible && s.fits(point) {
			list = append(list, i)
		}
	}
	return list
}

// index is the place of a state without open facts among the points, or -1.
func (o *oracle) index(s state) int {
	at := 0
	for i, v := range s {
		if v < 0 {
			return -1
		}
		at = at*len(o.axes[i].values) + v
	}
	return at
}

// describe writes a state down for a message, in the form of the command line.
func (o *oracle) describe(s state) string {
	var words []string
	for i, a := range o.axes {
		switch {
		case s[i] == never:
			words = append(words, a.fact.Name.Value+"=?")
		case s[i] >= 0:
			words = append(words, a.fact.Name.Value+"="+a.values[s[i]].text)
		}
	}
	return strings.Join(words, " ")
}
