package authority

import (
	"slices"
	"strings"

	"remit/generator/decision"
	"remit/generator/playbook"
)

// naming says which names of then stand for which of now: of things that kept their title and changed their name. For
// now it is empty.
type naming struct{ actions, roles, contacts map[string]string }

func (n naming) action(name string) string  { return called(n.actions, name) }
func (n naming) role(name string) string    { return called(n.roles, name) }
func (n naming) contact(name string) string { return called(n.contacts, name) }

func called(names map[string]string, name string) string {
	if to, ok := names[name]; ok {
		return to
	}
	return name
}

func (n naming) ladder(list []string) []string {
	named := make([]string, len(list))
	for i, name := range list {
		named[i] = n.contact(name)
	}
	return named
}

// side is one of the two playbooks, compiled on the columns of both.
type side struct {
	m       *Model
	names   naming
	refused decision.Node // a reading lies outside what the side takes
	roles   map[string]*part
}

// part is what a side means for one role. Its leaves are meanings, which both sides share.
type part struct {
	builder builder
	root    decision.Node
	shared  []int // by the builder's leaf: the meaning, or -1
}

// compileSide compiles one playbook on the joint columns. Of its dates only those of single grants count, as tests of
// the column of days; whether the playbook as a whole is valid is compared as dates.
func compileSide(e Edition, joints []joint, which int, forest *decision.Forest, days []playbook.Date, names naming) *side {
	t := &table{vocabulary: vocabulary{e.Site, e.Playbook}, index: map[string]int{}, forest: forest, named: map[string]decision.Node{}}
	for i, j := range joints {
		t.columns = append(t.columns, j.sides[which])
		if f := j.facts[which]; f != nil {
			t.index[f.Name.Value] = i
		}
	}
	s := &side{m: compileOn(t, Options{Day: days[0], Proof: true}), names: names, refused: decision.False, roles: map[string]*part{}}
	for i, j := range joints {
		if taken := j.taken[which]; taken != nil {
			s.refused = forest.Or(s.refused, forest.Not(forest.TestAny(i, taken)))
		}
	}
	s.m.cannot = forest.Or(s.m.cannot, s.refused)
	s.dateGrants(len(joints)-1, days)
	return s
}

// dateGrants makes the validity of each grant a part of when it holds.
func (s *side) dateGrants(column int, days []playbook.Date) {
	for i := range s.m.grants {
		g := &s.m.grants[i]
		var cells []int
		for cell, day := range days {
			if g.grant.Validity.Covers(day) {
				cells = append(cells, cell)
			}
		}
		g.valid = len(cells) > 0
		if len(cells) > 0 && len(cells) < len(days) {
			g.when = s.m.forest.And(g.when, s.m.forest.TestAny(column, decision.CellsOf(len(days), cells...)))
		}
	}
}

// datesOf returns the day and every later one on which authority may change because a grant of either side begins or ends.
func datesOf(editions [2]Edition, day playbook.Date) []playbook.Date {
	days := slices.Concat(Periods(editions[then].Playbook, day), Periods(editions[now].Playbook, day))
	slices.SortFunc(days, byDate)
	return slices.Compact(days)
}

// meaning is what a situation yields for one role, in terms that do not depend on which rule says so.
type meaning struct {
	verdict Verdict
	may     []holding // by action
	owes    []owing   // by ladder
}

func (m meaning) form() string {
	form := string(m.verdict)
	for _, h := range m.may {
		form += "\x1c" + h.form()
	}
	form += "\x1c"
	for _, o := range m.owes {
		form += "\x1c" + o.form()
	}
	return form
}

// meanings numbers the meanings of both sides; 0 is that of a situation that cannot be.
type meanings struct {
	list  []meaning
	index map[string]int
}

func newMeanings() *meanings {
	ms := &meanings{index: map[string]int{}}
	ms.of(meaning{verdict: Impossible})
	return ms
}

func (ms *meanings) of(m meaning) int {
	form := m.form()
	i, known := ms.index[form]
	if !known {
		i = len(ms.list)
		ms.index[form] = i
		ms.list = append(ms.list, m)
	}
	return i
}

// part compiles the diagram of a role, once.
func (s *side) part(name string, ms *meanings) *part {
	if known := s.roles[name]; known != nil {
		return known
	}
	own := s.m.Site.Holds(name)
	r := &role{name: name, decides: s.m.Decides(name), outcomes: []Outcome{{Verdict: Impossible}}}
	for _, d := range s.m.duties {
		r.ladders = append(r.ladders, s.m.remaining(d, name, own))
	}
	p := &part{builder: builder{m: s.m, r: r, known: map[string]int{}, inherited: map[*playbook.Action][]int{}}}
	s.roles[name] = p
	p.builder.collect(own)
	p.root = s.m.forest.Product(p.builder.roots, func(tuple []decision.Node) (int, bool) {
		if tuple[0] == decision.True {
			return impossibleLeaf, true
		}
		if !p.builder.narrow(tuple) {
			return 0, false
		}
		return s.meaning(p, p.builder.leaf(p.builder.outcome(tuple)), ms), true
	})
	return p
}

// meaning returns the number of what a leaf of the builder means.
func (s *side) meaning(p *part, leaf int, ms *meanings) int {
	for len(p.shared) <= leaf {
		p.shared = append(p.shared, -1)
	}
	if p.shared[leaf] < 0 {
		o := p.builder.r.outcomes[leaf]
		s.m.forest.Charge(workOfMeaning * (1 + len(o.Grants) + len(o.Duties)))
		p.shared[leaf] = ms.of(s.read(p, o))
	}
	return p.shared[leaf]
}

// workOfMeaning is how much longer than a pair of nodes it takes to say what one grant or duty of an outcome means.
const workOfMeaning = 20

// read says what an outcome means.
func (s *side) read(p *part, o Outcome) meaning {
	return meaning{o.Verdict, s.held(o), s.owed(p, o)}
}

func (s *side) held(o Outcome) []holding {
	var list []holding
	for _, i := range o.Grants {
		g := s.m.grants[i]
		action, t := s.names.action(g.action.Name.Value), s.termsOf(g)
		at := slices.IndexFunc(list, func(h holding) bool { return h.action == action })
		if at < 0 {
			at = len(list)
			list = append(list, holding{action: action})
		}
		if !slices.ContainsFunc(list[at].terms, func(other terms) bool { return other.form() == t.form() }) {
			list[at].terms = append(list[at].terms, t)
		}
	}
	for _, h := range list {
		slices.SortFunc(h.terms, func(a, b terms) int { return strings.Compare(a.form(), b.form()) })
	}
	slices.SortFunc(list, func(a, b holding) int { return strings.Compare(a.action, b.action) })
	return list
}

// owed joins duties with the same remaining ladder (MEANING, Duties).
func (s *side) owed(p *part, o Outcome) []owing {
	var list []owing
	for _, i := range o.Duties {
		d := s.m.duties[i].duty
		to := s.names.ladder(p.builder.r.ladders[i])
		at := slices.IndexFunc(list, func(o owing) bool { return slices.Equal(o.to, to) })
		if at < 0 {
			at = len(list)
			list = append(list, owing{to: to, within: d.Within.Value})
		}
		if d.Within.Value.Approximate() < list[at].within.Approximate() {
			list[at].within = d.Within.Value
		}
		list[at].bring = appendNew(list[at].bring, d.Bring)
		list[at].silence = appendNew(list[at].silence, d.IfSilent)
	}
	for _, o := range list {
		slices.Sort(o.bring)
		slices.Sort(o.silence)
	}
	slices.SortFunc(list, func(a, b owing) int { return strings.Compare(a.ladder(), b.ladder()) })
	return list
}

// outcomeAt returns what one situation yields, with the very grants and duties of the side.
func (s *side) outcomeAt(p *part, situation []int) Outcome {
	tuple := make([]decision.Node, len(p.builder.roots))
	for i, root := range p.builder.roots {
		tuple[i] = decision.Leaf(s.m.forest.At(root, situation))
	}
	if tuple[0] == decision.True {
		return Outcome{Verdict: Impossible}
	}
	p.builder.narrow(tuple)
	return p.builder.outcome(tuple)
}

// prohibition returns where a side forbids an action to a role, whatever else holds.
func (s *side) prohibition(action, name string) decision.Node {
	a := s.m.Playbook.Action(action)
	if a == nil || !forbids(a) {
		return decision.False
	}
	test, _ := s.m.prohibition(a, name, s.m.Site.Holds(name))
	return test
}

// forbids reports whether anything about an action can forbid it.
func forbids(a *playbook.Action) bool {
	return !a.Reserved.IsZero() || a.Unless.Present() || slices.ContainsFunc(a.Grants, func(g *playbook.Grant) bool { return g.Unless.Present() })
}
