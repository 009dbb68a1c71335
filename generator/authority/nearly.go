package authority

import (
	"math/big"
	"slices"
	"strings"

	"remit/generator/decision"
	"remit/generator/playbook"
)

// A Would is an action that is not the role's in any completion of a situation, with what would have to be true instead
// and who holds it. It is no permission, and its form is none of those that permissions have.
type Would struct {
	Action  string   `json:"action"`
	If      Facts    `json:"if,omitempty"`      // the nearest change, in words by fact; none: no situation grants it to the role
	Facts   Facts    `json:"facts,omitempty"`   // a value for each fact of If
	Holders []string `json:"holders,omitempty"` // other roles of the playbook that hold it in every completion
}

// addWould says of every action that no completion grants, and that is not reserved, what the nearest situation that
// grants it would be, and who holds it as things are.
func (m *Model) addWould(a *Answer, r *role, s *Situation) {
	if a.Answer == Impossible {
		return
	}
	sure := sureHolders(*a)
	for _, action := range m.Playbook.Actions {
		named := func(may May) bool { return may.Action == action.Name.Value }
		if slices.ContainsFunc(a.May, named) || slices.ContainsFunc(a.Might, named) {
			continue
		}
		if w := m.would(r, action, s, sure); w != nil {
			a.Would = append(a.Would, *w)
		}
	}
}

// sureHolders returns what others hold in every completion.
func sureHolders(a Answer) []Holder {
	return slices.DeleteFunc(slices.Clone(a.Holders), func(h Holder) bool { return !h.Certain })
}

// would returns nil when there is nothing to say: nobody may, here or for this role elsewhere.
func (m *Model) would(r *role, action *playbook.Action, s *Situation, sure []Holder) *Would {
	if !action.Reserved.IsZero() {
		return nil
	}
	w := Would{Action: action.Name.Value}
	for _, h := range sure {
		if h.Action == w.Action {
			w.Holders = h.Roles
		}
	}
	if granted := m.grantedLeaves(r, action); slices.Contains(granted, true) {
		seek := newSeeker(m, s, granted)
		seek.from(r.root)
		w.If, w.Facts = seek.words(r.root)
	}
	if w.If == nil && w.Holders == nil {
		return nil
	}
	return &w
}

// grantedLeaves says which leaves of a role have a grant of an action in force.
func (m *Model) grantedLeaves(r *role, action *playbook.Action) []bool {
	granted := make([]bool, len(r.outcomes))
	for leaf, o := range r.outcomes {
		granted[leaf] = m.allows(o, action)
	}
	return granted
}

// A seeker finds the situation nearest to one that is known in part in which an action is granted: the fewest known facts
// changed, then the shortest way. The way of a number is the part of its range that lies between its value and the cell,
// that of any other fact is 1. Of equally near ones it is the one that changes the earlier fact, less, to the earlier
// value.
type seeker struct {
	m       *Model
	s       *Situation
	granted []bool // by leaf
	known   map[decision.Node]*stride
	nowhere *big.Rat // no way at all
	arrived *stride  // at a leaf that grants the action
	astray  *stride  // where none can be reached
}

// stride is the best that can be done from a node on.
type stride struct {
	found   bool
	cell    int      // of the node's column
	changed bool     // which is not the one that is known
	own     *big.Rat // the way that this is
	facts   int      // changed from here on
	way     *big.Rat // from here on
	to      decision.Node
}

func newSeeker(m *Model, s *Situation, granted []bool) *seeker {
	nowhere := new(big.Rat)
	return &seeker{
		m: m, s: s, granted: granted, known: map[decision.Node]*stride{},
		nowhere: nowhere, arrived: &stride{found: true, way: nowhere}, astray: &stride{},
	}
}

func (k *seeker) from(n decision.Node) *stride {
	if n.IsLeaf() {
		if k.granted[n.Value()] {
			return k.arrived
		}
		return k.astray
	}
	best := k.known[n]
	if best != nil {
		return best
	}
	best = &stride{}
	column, start := k.m.forest.Column(n), 0
	for _, a := range k.m.forest.Arcs(n) {
		if next := k.along(column, start, a); next.found && (!best.found || next.before(best)) {
			best = next
		}
		start = a.End
	}
	k.known[n] = best
	return best
}

// along returns the best that can be done through one arc.
func (k *seeker) along(column, start int, a decision.Arc) *stride {
	below := k.from(a.To)
	if !below.found {
		return k.astray
	}
	next := &stride{found: true, cell: start, own: k.nowhere, facts: below.facts, way: below.way, to: a.To}
	cell, known := k.s.known[column]
	switch {
	case !known:
		return next
	case start <= cell && cell < a.End:
		next.cell = cell
		return next
	}
	next.changed, next.facts, next.own = true, next.facts+1, nil
	for c := start; c < a.End; c++ {
		if way := k.m.way(column, k.s, c); next.own == nil || way.Cmp(next.own) < 0 {
			next.cell, next.own = c, way
		}
	}
	next.way = next.own
	if below.facts > 0 {
		next.way = new(big.Rat).Add(below.way, next.own)
	}
	return next
}

func (t *stride) before(u *stride) bool {
	if t.facts != u.facts {
		return t.facts < u.facts
	}
	if by := t.way.Cmp(u.way); by != 0 {
		return by < 0
	}
	if t.changed != u.changed {
		return t.changed
	}
	return t.own.Cmp(u.own) < 0
}

// way is how far a cell lies from the known value of a column: as a part of its range for a number.
func (m *Model) way(column int, s *Situation, cell int) *big.Rat {
	c := m.columns[column]
	if !c.ordered() {
		return big.NewRat(1, 1)
	}
	iv, value := c.line.Interval(cell, cell), s.number(c.fact)
	way := new(big.Rat).Sub(iv.Low, value)
	if way.Sign() < 0 {
		way.Sub(value, iv.High)
	}
	return way.Quo(way, new(big.Rat).Sub(c.fact.Max.Rat, c.fact.Min.Rat))
}

// number returns the value of a number that is known.
func (s *Situation) number(f *playbook.Fact) *big.Rat {
	at := slices.IndexFunc(s.readings, func(r Reading) bool { return r.Fact == f.Name.Value })
	n, _ := playbook.ParseNumber(s.readings[at].Value) // it was read before
	return n.Rat
}

// words describes the box around the nearest situation in which the action is granted wherever the facts can be: first
// the facts that are not known are left free as far as they can be, then those that change.
func (k *seeker) words(root decision.Node) (words, values Facts) {
	box := slices.Clone(k.s.box)
	var open, changed []int
	at := map[int]int{}
	for n := root; !n.IsLeaf(); n = k.known[n].to {
		column, stride := k.m.forest.Column(n), k.known[n]
		if _, known := k.s.known[column]; !known {
			open = append(open, column)
		} else if stride.changed {
			changed = append(changed, column)
		}
		at[column] = stride.cell
		box[column] = decision.CellsOf(k.m.columns[column].cells(), stride.cell)
	}
	for _, column := range slices.Concat(open, changed) {
		k.widen(root, box, column, at[column])
	}
	for column, c := range k.m.columns {
		if cell, named := at[column]; named && box[column] != nil && (slices.Contains(open, column) || slices.Contains(changed, column)) {
			name := c.fact.Name.Value
			words = append(words, Reading{name, c.setWords(box[column])})
			values = append(values, Reading{name, c.nearest(cell, k.s)})
		}
	}
	return words, values
}

// widen adds to a column of the box the cells that keep the action granted wherever the facts can be: all cells as nil,
// of a number only neighbours.
func (k *seeker) widen(root decision.Node, box decision.Box, column, cell int) {
	c := k.m.columns[column]
	_, known := k.s.known[column]
	grants, free := make([]bool, c.cells()), !known
	for i := range grants {
		box[column] = decision.CellsOf(c.cells(), i)
		good, some := true, false
		k.m.forest.Reach(root, box, func(leaf int) {
			good = good && (leaf == impossibleLeaf || k.granted[leaf])
			some = some || k.granted[leaf]
		})
		grants[i], free = good && some, free && good
	}
	if free {
		box[column] = nil
		return
	}
	low, high := 0, c.cells()
	for i, grant := range grants {
		switch {
		case grant || !c.ordered():
		case i < cell:
			low = i + 1
		default:
			high = min(high, i)
		}
	}
	var cells []int
	for i := low; i < high; i++ {
		if grants[i] {
			cells = append(cells, i)
		}
	}
	box[column] = decision.CellsOf(c.cells(), cells...)
}

// nearest returns a value of a cell: of a number the end that is nearer to its known value, if it belongs to the cell.
func (c column) nearest(cell int, s *Situation) string {
	known := slices.ContainsFunc(s.readings, func(r Reading) bool { return r.Fact == c.fact.Name.Value && r.Value != Unknown })
	if !c.ordered() || !known {
		return c.sample(cell)
	}
	iv := c.line.Interval(cell, cell)
	if !iv.HighOpen && s.number(c.fact).Cmp(iv.High) > 0 {
		return playbook.Decimal(iv.High)
	}
	return c.sample(cell)
}

// setWords describes a set of cells without the name of the fact: "30 s or less", "“Operational” or “Degraded”", "no".
func (c column) setWords(set decision.Cells) string {
	var words []string
	first := -1
	for cell := range c.cells() {
		switch {
		case !set.Has(cell):
			continue
		case c.fact.Kind == playbook.YesNo:
			words = append(words, c.sample(cell))
		case !c.ordered():
			words = append(words, "“"+c.label(cell, cell)+"”")
		case first < 0:
			first = cell
		}
		if c.ordered() && (cell == c.cells()-1 || !set.Has(cell+1)) {
			words = append(words, c.rangeWords(first, cell, func(n string) string { return Measure(c.fact, n) }))
		}
	}
	return strings.Join(words, " or ")
}
