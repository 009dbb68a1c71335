package authority

import (
	"encoding/binary"
	"slices"

	"remit/generator/decision"
	"remit/generator/playbook"
)

// A Verdict is the answer to "am I allowed to act?", in one word (MEANING, Answers and Unknown facts).
type Verdict string

// The verdicts. Unsettled is the answer while facts that matter are unknown; CallOwner is only ever a safe reading.
const (
	NotAtRisk      Verdict = "not_at_risk"
	Act            Verdict = "act"
	ActAndEscalate Verdict = "act_and_escalate"
	Escalate       Verdict = "escalate"
	Decide         Verdict = "decide"
	AskHolder      Verdict = "ask_holder"
	Unanswered     Verdict = "unanswered"
	Impossible     Verdict = "impossible"
	Unsettled      Verdict = "unsettled"
	CallOwner      Verdict = "call_owner"
)

// An Outcome is what a situation yields for one role: the grants in force and the duties owed, by their index among all
// grants and all duties of the playbook, in the order of the file.
type Outcome struct {
	Verdict Verdict
	Grants  []int
	Duties  []int
}

// impossibleLeaf is the leaf of situations that cannot be, in the diagram of every role.
const impossibleLeaf = 0

// role is what the playbook means for one role.
type role struct {
	name     string
	decides  bool
	ladders  [][]string // per duty: what remains of the ladder for this role; nil when it never owes the duty
	root     decision.Node
	outcomes []Outcome // by leaf value
	class    []int     // by leaf value: outcomes that a reader need not tell apart have the same (MEANING, Unknown facts)
	coarse   decision.Node
	plan     *decision.Plan                     // with nothing known; made when it is first wanted
	refused  []refusal                          // likewise
	backed   []backing                          // likewise
	gists    *decision.Node                     // likewise: what scenarios can tell apart
	terms    map[*playbook.Action]decision.Node // per action; likewise
}

// role compiles the diagram of a role of the site, once.
func (m *Model) role(name string) *role {
	if known := m.roles[name]; known != nil {
		return known
	}
	r := &role{name: name, decides: m.Decides(name), outcomes: []Outcome{{Verdict: Impossible}}, terms: map[*playbook.Action]decision.Node{}}
	m.roles[name] = r
	own := m.Site.Holds(name)
	for _, d := range m.duties {
		r.ladders = append(r.ladders, m.remaining(d, name, own))
	}
	b := builder{m: m, r: r, known: map[string]int{}, inherited: map[*playbook.Action][]int{}}
	b.collect(own)
	r.root = m.forest.Product(b.roots, b.settle)
	if m.Undecided() { // what was made says nothing: nobody reads on in it, finds a yes, or keeps it
		r.root, r.outcomes = decision.Leaf(impossibleLeaf), r.outcomes[:1]
		delete(m.roles, name)
	}
	r.classify(m)
	r.coarse = m.forest.Map(r.root, func(leaf int) int { return r.class[leaf] })
	return r
}

// remaining returns the ladder of a duty for a role: nobody calls himself, so it begins after the role's own contact
// (MEANING, Duties). It is nil when the duty is not the role's, or nothing remains.
func (m *Model) remaining(d duty, name string, own []string) []string {
	if !overlap(d.names, own) {
		return nil
	}
	ladder := playbook.Values(d.duty.To)
	if r := m.Site.Role(name); r != nil && r.Contact.Present() {
		for i := len(ladder) - 1; i >= 0; i-- {
			if ladder[i] == r.Contact.Value {
				ladder = ladder[i+1:]
				break
			}
		}
	}
	if len(ladder) == 0 {
		return nil
	}
	return ladder
}

func overlap(a, b []string) bool {
	return slices.ContainsFunc(a, func(s string) bool { return slices.Contains(b, s) })
}

// builder joins the tests of a role's rules into its diagram. The tuple of roots is: cannot, risk, held by others, then
// one test per rule.
type builder struct {
	m     *Model
	r     *role
	roots []decision.Node
	rules []rule
	known map[string]int // outcome to leaf

	inherited map[*playbook.Action][]int // the rules of grants that the role holds through includes
}

// rule says what the test at roots[3+i] stands for.
type rule struct {
	grant, duty int  // index; the other is -1
	own         bool // of a grant: it names the role itself
}

const rulesFrom = 3

func (b *builder) collect(own []string) {
	m := b.m
	b.roots = []decision.Node{m.cannot, m.risk, m.heldByOthers(b.r.name)}
	for i, g := range m.grants {
		if g.valid && overlap(g.names, own) {
			own := slices.Contains(g.names, b.r.name)
			if !own {
				b.inherited[g.action] = append(b.inherited[g.action], len(b.rules))
			}
			b.rules = append(b.rules, rule{i, -1, own})
			b.roots = append(b.roots, m.inForce(g, b.r.name))
		}
	}
	for i, d := range m.duties {
		if b.r.ladders[i] != nil {
			b.rules = append(b.rules, rule{-1, i, false})
			b.roots = append(b.roots, d.when)
		}
	}
}

// heldByOthers returns where another role of the playbook holds a grant, given that the situation is at risk.
func (m *Model) heldByOthers(name string) decision.Node {
	held := decision.False
	for _, other := range m.Playbook.Roles {
		if other.Value == name {
			continue
		}
		own := m.Site.Holds(other.Value)
		for _, g := range m.grants {
			if g.valid && overlap(g.names, own) {
				held = m.forest.Or(held, m.inForce(g, other.Value))
			}
		}
	}
	return held
}

// settle implements Situations to Answers of MEANING on one tuple. Entries that no longer matter become False, so that equal rests
// meet.
func (b *builder) settle(tuple []decision.Node) (int, bool) {
	if tuple[0] == decision.True {
		return impossibleLeaf, true
	}
	if !b.narrow(tuple) {
		return 0, false
	}
	return b.leaf(b.outcome(tuple)), true
}

// narrow drops from a tuple what no longer matters, and reports whether all that is left is known.
func (b *builder) narrow(tuple []decision.Node) bool {
	if tuple[1] == decision.False {
		clear(tuple, 2)
	} else if tuple[1] == decision.True {
		b.replace(tuple)
	}
	return !slices.ContainsFunc(tuple, func(n decision.Node) bool { return !n.IsLeaf() })
}

// clear sets the entries from an index on to False.
func clear(tuple []decision.Node, from int) {
	for i := from; i < len(tuple); i++ {
		tuple[i] = decision.False
	}
}

// replace drops what something that surely holds replaces: grants held through includes beside one that names the role
// (MEANING, Grants), `otherwise` beside a resolving grant or another duty (Duties), and what others hold beside either (Answers).
func (b *builder) replace(tuple []decision.Node) {
	resolved, rest := false, false
	for i, r := range b.rules {
		if tuple[rulesFrom+i] != decision.True {
			continue
		}
		rest = true
		if r.grant >= 0 {
			resolved = resolved || b.m.grants[r.grant].action.Resolving()
			b.dropIncluded(tuple, r)
		} else if !b.m.duties[r.duty].duty.Otherwise {
			resolved = true
		}
	}
	for i, r := range b.rules {
		if resolved && r.duty >= 0 && b.m.duties[r.duty].duty.Otherwise {
			tuple[rulesFrom+i] = decision.False
		}
	}
	if rest {
		tuple[2] = decision.False
	}
}

func (b *builder) dropIncluded(tuple []decision.Node, by rule) {
	if !by.own {
		return
	}
	for _, i := range b.inherited[b.m.grants[by.grant].action] {
		tuple[rulesFrom+i] = decision.False
	}
}

// outcome reads a tuple of leaves from which replace has removed what is replaced.
func (b *builder) outcome(tuple []decision.Node) Outcome {
	o := Outcome{Verdict: NotAtRisk}
	if tuple[1] == decision.False {
		return o
	}
	for i, r := range b.rules {
		switch {
		case tuple[rulesFrom+i] == decision.False:
		case r.grant >= 0:
			o.Grants = append(o.Grants, r.grant)
		default:
			o.Duties = append(o.Duties, r.duty)
		}
	}
	switch {
	case len(o.Grants) > 0 && len(o.Duties) > 0:
		o.Verdict = ActAndEscalate
	case len(o.Grants) > 0:
		o.Verdict = Act
	case len(o.Duties) > 0:
		o.Verdict = Escalate
	case b.r.decides:
		o.Verdict = Decide
	case tuple[2] == decision.True:
		o.Verdict = AskHolder
	default:
		o.Verdict = Unanswered
	}
	return o
}

// leaf returns the leaf value of an outcome.
func (b *builder) leaf(o Outcome) int {
	key := string(o.Verdict)
	for _, g := range o.Grants {
		key = string(binary.AppendVarint([]byte(key), int64(g)+1))
	}
	key += "/"
	for _, d := range o.Duties {
		key = string(binary.AppendVarint([]byte(key), int64(d)+1))
	}
	leaf, known := b.known[key]
	if !known {
		leaf = len(b.r.outcomes)
		b.known[key] = leaf
		b.m.forest.Charge(4 + len(o.Grants) + len(o.Duties))
		b.r.outcomes = append(b.r.outcomes, o)
	}
	return leaf
}

// classify puts outcomes of the same verdict, the same grants and the same remaining ladders into one class.
func (r *role) classify(m *Model) {
	known := map[string]int{}
	for i, o := range r.outcomes {
		var ladders []string
		for _, d := range o.Duties {
			ladders = append(ladders, ladderKey(r.ladders[d]))
		}
		slices.Sort(ladders)
		key := string(o.Verdict)
		for _, g := range o.Grants {
			key = string(binary.AppendVarint([]byte(key), int64(g)+1))
		}
		for _, l := range slices.Compact(ladders) {
			key += "/" + l
		}
		if _, ok := known[key]; !ok {
			known[key] = i
		}
		r.class = append(r.class, known[key])
	}
}

func ladderKey(ladder []string) string {
	key := ""
	for _, c := range ladder {
		key += c + ">"
	}
	return key
}
