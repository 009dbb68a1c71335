package authority

import (
	"fmt"
	"slices"
	"strings"

	"remit/generator/decision"
)

// A facet is one way in which a situation is answered differently, but for whom.
type facet struct {
	kind     Kind
	action   string
	detail   string
	from, to string // of a move: the roles, joined
}

// shifts are the facets of one situation with the roles that they hold for, by index.
type shifts map[facet][]int

// ledger numbers shifts. 0 is no change at all, 1 a situation that neither side can have.
type ledger struct {
	list  []shifts
	index map[string]int
}

const (
	sameLeaf = 0
	freeLeaf = 1
)

func newLedger() *ledger { return &ledger{list: make([]shifts, 2), index: map[string]int{}} }

func (l *ledger) of(s shifts) int {
	if len(s) == 0 {
		return sameLeaf
	}
	var keys []string
	for f, roles := range s {
		keys = append(keys, fmt.Sprintf("%q %v", f, roles))
	}
	slices.Sort(keys)
	key := strings.Join(keys, "\n")
	i, known := l.index[key]
	if !known {
		i = len(l.list)
		l.index[key] = i
		l.list = append(l.list, s)
	}
	return i
}

// change returns the diagram of what is answered differently: leaves are numbers of the ledger. Where the two sides are
// one node nothing is looked at, so that a small edit costs little however large the playbook is.
func (d *diff) change() decision.Node {
	var tuple []decision.Node
	var who []int
	for _, i := range d.everyRole() {
		if a, b := d.part(then, i).root, d.part(now, i).root; a != b {
			tuple, who = append(tuple, a, b), append(who, i)
		}
	}
	if who == nil {
		return decision.Leaf(sameLeaf)
	}
	return d.forest.Product(tuple, func(tuple []decision.Node) (int, bool) {
		same, known := true, true
		for k := 0; k < len(tuple); k += 2 {
			if tuple[k] == tuple[k+1] {
				tuple[k], tuple[k+1] = decision.False, decision.False
				continue
			}
			same = false
			known = known && tuple[k].IsLeaf() && tuple[k+1].IsLeaf()
		}
		if same {
			return sameLeaf, true
		}
		if !known {
			return 0, false
		}
		return d.ledger.of(d.shifts(tuple, who)), true
	})
}

// shifts compares the meanings of one situation for the roles that it changed for.
func (d *diff) shifts(tuple []decision.Node, who []int) shifts {
	s := shifts{}
	gained, lost := map[string][]int{}, map[string][]int{}
	var changed [][2]meaning
	var roles []int
	for k, i := range who {
		if tuple[2*k] == tuple[2*k+1] {
			continue
		}
		pair := [2]meaning{d.meanings.list[tuple[2*k].Value()], d.meanings.list[tuple[2*k+1].Value()]}
		changed, roles = append(changed, pair), append(roles, i)
		s.compareGrants(pair, i, gained, lost)
	}
	d.addMoves(s, gained, lost)
	if a, b := coverage(changed[0][then].verdict), coverage(changed[0][now].verdict); a != b {
		s[coverFacet(a, b)] = []int{0} // whoever it is
		return s
	}
	for k, i := range roles {
		d.compareCalls(s, changed[k], i, len(gained)+len(lost) > 0)
	}
	return s
}

// compareGrants notes what a role may do on other terms, and which actions it gained and lost.
func (s shifts) compareGrants(pair [2]meaning, role int, gained, lost map[string][]int) {
	for _, new := range pair[now].may {
		at := slices.IndexFunc(pair[then].may, func(old holding) bool { return old.action == new.action })
		if at < 0 {
			gained[new.action] = append(gained[new.action], role)
			continue
		}
		if old := pair[then].may[at]; old.form() != new.form() {
			f := facet{kind: Relimited, action: new.action, detail: relimit(old, new)}
			s[f] = append(s[f], role)
		}
	}
	for _, old := range pair[then].may {
		if !slices.ContainsFunc(pair[now].may, func(new holding) bool { return old.action == new.action }) {
			lost[old.action] = append(lost[old.action], role)
		}
	}
}

// addMoves notes who gained and who lost an action; where both happened, the action moved.
func (d *diff) addMoves(s shifts, gained, lost map[string][]int) {
	for action, roles := range gained {
		if from := lost[action]; from != nil {
			s[facet{kind: Moved, action: action, from: d.list(from), to: d.list(roles)}] = append(slices.Clone(from), roles...)
			continue
		}
		s[facet{kind: Widened, action: action}] = roles
	}
	for action, roles := range lost {
		if gained[action] == nil {
			s[facet{kind: Narrowed, action: action}] = roles
		}
	}
}

// compareCalls notes what a role must do otherwise, at risk before and after. A different answer that nothing else
// explains is noted too; where somebody gained or lost an action, that explains it.
func (d *diff) compareCalls(s shifts, pair [2]meaning, role int, explained bool) {
	if lines := reowe(pair[then].owes, pair[now].owes); lines != nil {
		f := facet{kind: Duties, detail: strings.Join(lines, "\n")}
		s[f] = append(s[f], role)
		return
	}
	if pair[then].verdict != pair[now].verdict && !explained {
		f := facet{kind: Answered, detail: pair[then].verdict.Title() + " -> " + pair[now].verdict.Title()}
		s[f] = append(s[f], role)
	}
}

// coverage is how far a playbook speaks of a situation: not at all, that nothing is at risk, or with an answer.
func coverage(v Verdict) int {
	switch v {
	case Impossible:
		return 0
	case NotAtRisk:
		return 1
	}
	return 2
}

func coverFacet(was, is int) facet {
	f := facet{kind: Opened, detail: "newly at risk"}
	switch {
	case was == 0 && is == 1:
		f.detail = "newly possible; nothing is at risk"
	case was == 0:
		f.detail = "newly possible, and at risk"
	case is == 0 && was == 1:
		f = facet{kind: Closed, detail: "no longer possible; nothing was at risk"}
	case is == 0:
		f = facet{kind: Closed, detail: "no longer possible, and so no longer answered"}
	case is < was:
		f = facet{kind: Closed, detail: "no longer at risk"}
	}
	return f
}

// live returns where a side says that something is at risk, in situations that can be.
func (s *side) live() decision.Node {
	return s.m.forest.And(s.m.risk, s.m.forest.Not(s.m.cannot))
}

// prohibited returns the actions, by their names now, whose prohibitions differ for some role.
func (d *diff) prohibited() []string {
	var names []string
	for side, e := range d.editions {
		for _, a := range e.Playbook.Actions {
			name := a.Name.Value
			if side == then {
				name = d.names.action(name)
			}
			if !slices.Contains(names, name) && d.prohibitedOtherwise(name) {
				names = append(names, name)
			}
		}
	}
	slices.Sort(names)
	return names
}

func (d *diff) prohibitedOtherwise(action string) bool {
	return slices.ContainsFunc(d.everyRole(), func(i int) bool {
		return d.prohibition(then, action, i) != d.prohibition(now, action, i)
	})
}

func (d *diff) prohibition(side int, action string, role int) decision.Node {
	if side == then {
		for old, new := range d.names.actions {
			if new == action {
				action = old
			}
		}
	}
	return d.sides[side].prohibition(action, d.roles[role][side])
}

// prohibitions returns the diagram of where an action is newly, or no longer, forbidden at risk, without anybody having
// lost or gained it: else that is said already.
func (d *diff) prohibitions(action string, change decision.Node) decision.Node {
	live := d.forest.And(d.sides[then].live(), d.sides[now].live())
	tuple := []decision.Node{live, change}
	for _, i := range d.everyRole() {
		tuple = append(tuple, d.prohibition(then, action, i), d.prohibition(now, action, i))
	}
	return d.forest.Product(tuple, func(tuple []decision.Node) (int, bool) {
		if tuple[0] == decision.False {
			return sameLeaf, true
		}
		same, known := true, tuple[0].IsLeaf() && tuple[1].IsLeaf()
		for k := 2; k < len(tuple); k += 2 {
			same = same && tuple[k] == tuple[k+1]
			known = known && tuple[k].IsLeaf() && tuple[k+1].IsLeaf()
		}
		if same || !known {
			return sameLeaf, same
		}
		return d.ledger.of(d.forbids(action, tuple)), true
	})
}

func (d *diff) forbids(action string, tuple []decision.Node) shifts {
	s := shifts{}
	explained := d.ledger.list[tuple[1].Value()]
	for i := range d.roles {
		was, is := tuple[2+2*i] == decision.True, tuple[3+2*i] == decision.True
		if was == is || explained.explain(action, i) {
			continue
		}
		f := facet{kind: Forbidden, action: action}
		if was {
			f.kind = Unforbidden
		}
		s[f] = append(s[f], i)
	}
	return s
}

// explain reports whether a role gained or lost an action.
func (s shifts) explain(action string, role int) bool {
	for f, roles := range s {
		if f.action == action && f.kind != Relimited && slices.Contains(roles, role) {
			return true
		}
	}
	return false
}

func (d *diff) list(roles []int) string {
	var names []string
	for _, i := range roles {
		names = append(names, d.roles[i][now])
	}
	return strings.Join(names, ", ")
}
