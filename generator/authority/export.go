package authority

import (
	"slices"
	"time"

	"remit/generator/decision"
	"remit/generator/playbook"
)

// An Export is a model as data: what the browser walks. The diagrams of all roles share Nodes.
type Export struct {
	Version  int           `json:"version"`
	Playbook string        `json:"playbook"`
	Facts    []ExportFact  `json:"facts"`  // the columns, in the order in which nodes ask them
	Nodes    [][]int       `json:"nodes"`  // [column, end, to, end, to, …]: cells before end lead to node to; ^to is a leaf
	Grants   []ExportGrant `json:"grants"` // by the index that outcomes use
	Duties   []ExportDuty  `json:"duties"` // likewise
	Roles    []ExportRole  `json:"roles"`
	// Impossible are the lines that rule situations out.
	Impossible []ExportRuling `json:"impossible,omitempty"`
}

// An ExportFact is a column. A number has cells between its cuts: "2" cuts just below 2, "2+" just above.
type ExportFact struct {
	Name    string   `json:"name"`
	Kind    string   `json:"kind"` // yes/no, choice, number
	Cells   int      `json:"cells"`
	Labels  []string `json:"labels"` // how each cell reads on a button
	Options []string `json:"options,omitempty"`
	Min     string   `json:"min,omitempty"`
	Max     string   `json:"max,omitempty"`
	Step    string   `json:"step,omitempty"`
	Unit    string   `json:"unit,omitempty"`
	Cuts    []string `json:"cuts,omitempty"`
}

// An ExportGrant is a grant, with the instants between which it is valid, in Unix seconds; 0 is no bound.
type ExportGrant struct {
	Grant  string `json:"grant"`
	Action string `json:"action"`
	From   int64  `json:"from,omitempty"`
	Until  int64  `json:"until,omitempty"`
}

// An ExportDuty is a duty's deadline: as text, and in minutes for finding the earliest.
type ExportDuty struct {
	Within  string `json:"within"`
	Minutes int    `json:"minutes"`
}

// An ExportRuling is a line of `impossible`: leaf 1 where it rules the situation out, else leaf 0.
type ExportRuling struct {
	Because string `json:"because"`
	Root    int    `json:"root"`
}

// An ExportRole is what the playbook means for one role.
type ExportRole struct {
	Role      string           `json:"role"`
	Unlisted  bool             `json:"unlisted,omitempty"` // by the playbook, so that nobody is sent to it
	Decides   bool             `json:"decides,omitempty"`
	Root      int              `json:"root"`      // a node, or ^leaf
	Outcomes  []ExportOutcome  `json:"outcomes"`  // by leaf; leaf 0 cannot be
	Ladders   [][]string       `json:"ladders"`   // per duty: what remains of its ladder; null when never owed
	Questions []ExportQuestion `json:"questions"` // the first is the one to begin with
	Refusals  []ExportRefusal  `json:"refusals,omitempty"`
	Fallbacks []ExportFallback `json:"fallbacks,omitempty"`
	Optimal   bool             `json:"optimal"`
	Least     int              `json:"least,omitempty"` // when that is not proved: no order needs fewer questions
}

// An ExportOutcome is an outcome. Resolves says whether one of its grants answers the situation.
type ExportOutcome struct {
	Verdict  Verdict `json:"verdict"`
	Grants   []int   `json:"grants,omitempty"`
	Duties   []int   `json:"duties,omitempty"`
	Resolves bool    `json:"resolves,omitempty"`
}

// An ExportRefusal is an action that may be forbidden to a role: it is where every leaf that counts is 2. Leaf 0 cannot
// be, leaf 1 does not forbid.
type ExportRefusal struct {
	Action string `json:"action"`
	Root   int    `json:"root"`
}

// An ExportFallback is an `otherwise` whose ladder a role calls when a limit is used up and nothing is owed: where some
// leaf is 2. Leaf 0 cannot be, leaf 1 does not call for it.
type ExportFallback struct {
	Duty int `json:"duty"`
	Root int `json:"root"`
}

// An ExportQuestion asks a column. Each answer has its cells from First to Last and leads to another question, or to
// none (-1) where all is settled.
type ExportQuestion struct {
	Column  int            `json:"column"`
	Worst   int            `json:"worst"`
	Answers []ExportAnswer `json:"answers"`
}

// An ExportAnswer is one answer to a question.
type ExportAnswer struct {
	First int    `json:"first"`
	Last  int    `json:"last"`
	Label string `json:"label"`
	Next  int    `json:"next"`
}

// Export writes the model down for the given roles.
func (m *Model) Export(roles []string) Export {
	e := Export{Version: 1, Playbook: m.Playbook.ID, Facts: []ExportFact{}, Nodes: [][]int{}}
	for _, c := range m.columns {
		e.Facts = append(e.Facts, exportFact(c))
	}
	for _, g := range m.grants {
		e.Grants = append(e.Grants, m.exportGrant(g))
	}
	for _, d := range m.duties {
		w := d.duty.Within.Value
		e.Duties = append(e.Duties, ExportDuty{w.String(), int(w.Approximate() / time.Minute)})
	}
	index := map[decision.Node]int{}
	for _, name := range roles {
		m.exportNodes(&e, m.role(name).root, index)
		for _, r := range m.refusals(name) {
			m.exportNodes(&e, r.root, index)
		}
		for _, b := range m.backings(name) {
			m.exportNodes(&e, b.root, index)
		}
	}
	for i, line := range m.Playbook.Impossible {
		m.exportNodes(&e, m.impossible[i], index)
		e.Impossible = append(e.Impossible, ExportRuling{line.Because.Value, reference(m.impossible[i], index)})
	}
	for _, name := range roles {
		e.Roles = append(e.Roles, m.exportRole(name, index))
	}
	return e
}

func exportFact(c column) ExportFact {
	f := ExportFact{Name: c.fact.Name.Value, Kind: c.fact.Kind.String(), Cells: c.cells()}
	for _, o := range c.fact.Options {
		f.Options = append(f.Options, o.Name.Value)
	}
	for cell := range c.cells() {
		f.Labels = append(f.Labels, c.label(cell, cell))
	}
	if c.line == nil {
		return f
	}
	f.Min, f.Max, f.Unit = c.fact.Min.String(), c.fact.Max.String(), c.fact.Unit.Value
	if c.fact.Step.Present() {
		f.Step = c.fact.Step.Value.String()
	}
	for _, cut := range c.line.Cuts() {
		text := playbook.Decimal(cut.At)
		if cut.Above {
			text += "+"
		}
		f.Cuts = append(f.Cuts, text)
	}
	return f
}

// exportGrant narrows the validity of a grant by that of the playbook.
func (m *Model) exportGrant(g grant) ExportGrant {
	e := ExportGrant{Grant: g.action.ID(g.grant), Action: g.action.Name.Value}
	for _, v := range []playbook.Validity{m.Playbook.Validity, g.grant.Validity} {
		if v.From.Present() {
			e.From = max(e.From, v.From.Value.Start(m.Site.TimeZone.Value).Unix())
		}
		if v.Until.Present() {
			until := v.Until.Value.Next().Start(m.Site.TimeZone.Value).Unix()
			if e.Until == 0 || until < e.Until {
				e.Until = until
			}
		}
	}
	return e
}

func (m *Model) exportNodes(e *Export, root decision.Node, index map[decision.Node]int) {
	var fresh []decision.Node
	for _, n := range m.forest.Nodes(root) {
		if _, known := index[n]; !known && !n.IsLeaf() {
			index[n] = len(e.Nodes) + len(fresh)
			fresh = append(fresh, n)
		}
	}
	for _, n := range fresh {
		row := []int{m.forest.Column(n)}
		for _, a := range m.forest.Arcs(n) {
			row = append(row, a.End, reference(a.To, index))
		}
		e.Nodes = append(e.Nodes, row)
	}
}

// reference is how a node is written down: its index, or the complement of a leaf.
func reference(n decision.Node, index map[decision.Node]int) int {
	if n.IsLeaf() {
		return ^n.Value()
	}
	return index[n]
}

func (m *Model) exportRole(name string, index map[decision.Node]int) ExportRole {
	r := m.role(name)
	e := ExportRole{
		Role: name, Unlisted: !playbook.Has(m.Playbook.Roles, name), Decides: r.decides,
		Root: reference(r.root, index), Ladders: r.ladders, Questions: []ExportQuestion{},
	}
	for _, o := range r.outcomes {
		e.Outcomes = append(e.Outcomes, ExportOutcome{o.Verdict, o.Grants, o.Duties, m.Resolves(o)})
	}
	for _, f := range m.refusals(name) {
		e.Refusals = append(e.Refusals, ExportRefusal{f.action, reference(f.root, index)})
	}
	for _, b := range m.backings(name) {
		e.Fallbacks = append(e.Fallbacks, ExportFallback{b.duty, reference(b.root, index)})
	}
	plan := m.planOf(r)
	known := questionsOf(plan)
	e.Optimal, e.Least = known.Optimal, known.Least
	w := writer{m: m, e: &e, index: map[*decision.Question]int{}}
	w.question(plan.Root)
	return e
}

type writer struct {
	m     *Model
	e     *ExportRole
	index map[*decision.Question]int
}

// question writes a question down once and returns its index, -1 for none.
func (w *writer) question(q *decision.Question) int {
	if q == nil {
		return -1
	}
	if at, known := w.index[q]; known {
		return at
	}
	at := len(w.e.Questions)
	w.index[q] = at
	w.e.Questions = append(w.e.Questions, ExportQuestion{Column: q.Column, Worst: q.Worst})
	c := w.m.columns[q.Column]
	var answers []ExportAnswer
	for _, a := range w.m.answers(q) {
		answers = append(answers, ExportAnswer{a.first, a.last, c.label(a.first, a.last), w.question(a.next)})
	}
	w.e.Questions[at].Answers = slices.Clip(answers)
	return at
}
