package authority

import (
	"encoding/binary"

	"remit/generator/decision"
)

// Joint visits what several roles see at the same time, in any situation at risk that can be: each combination once, in no
// order that means anything. See reduces an outcome of a role to what matters to the caller, a number from 0 on; the fewer
// there are, the less work it is.
func (m *Model) Joint(roles []string, see func(role string, o Outcome) int, visit func(seen []int)) {
	tuple := make([]decision.Node, len(roles))
	for i, name := range roles {
		r := m.role(name)
		tuple[i] = m.forest.Map(r.root, func(leaf int) int { return seenLeaf(r.outcomes[leaf], name, see) })
	}
	known := map[string]bool{}
	m.forest.Product(tuple, func(tuple []decision.Node) (int, bool) {
		var key []byte
		for _, n := range tuple {
			if n == decision.Leaf(outsideLeaf) { // for one role it is as for every other
				return outsideLeaf, true
			}
			if !n.IsLeaf() {
				return 0, false
			}
			key = binary.AppendUvarint(key, uint64(n.Value()))
		}
		if !known[string(key)] {
			known[string(key)] = true
			m.forest.Charge(len(tuple))
			seen := make([]int, len(tuple))
			for i, n := range tuple {
				seen[i] = n.Value() - 1
			}
			visit(seen)
		}
		return outsideLeaf, true
	})
}

// outsideLeaf stands for situations that are not at risk or cannot be.
const outsideLeaf = 0

func seenLeaf(o Outcome, role string, see func(string, Outcome) int) int {
	if o.Verdict == Impossible || o.Verdict == NotAtRisk {
		return outsideLeaf
	}
	return 1 + see(role, o)
}

// ViewAt shows what a situation that gives every fact yields for any role of the site.
func (m *Model) ViewAt(readings []Reading) View {
	situation := m.cellsOf(readings)
	return func(name string) Outcome {
		r := m.role(name)
		return r.outcomes[m.forest.At(r.root, situation)]
	}
}
