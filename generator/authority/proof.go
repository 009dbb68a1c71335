package authority

import (
	"math/big"
	"slices"

	"remit/generator/decision"
	"remit/generator/playbook"
)

// A Proof counts situations: cells at risk that can be, once per listed role, exactly.
type Proof struct {
	Situations *big.Int
	Answered   *big.Int // not unanswered
	Explicit   *big.Int // answered without an `otherwise`
	Impossible *big.Int // at risk, but taken out by `impossible`: they are no Situations

	// Where the counts are the least of several periods, the day from which they are as low; zero when that is the first.
	AnsweredFrom, ExplicitFrom playbook.Date
}

// NoProof is the proof of nothing.
func NoProof() Proof {
	return Proof{Situations: new(big.Int), Answered: new(big.Int), Explicit: new(big.Int), Impossible: new(big.Int)}
}

// Add adds the counts of another proof, and leaves dates aside.
func (p Proof) Add(q Proof) {
	p.Situations.Add(p.Situations, q.Situations)
	p.Answered.Add(p.Answered, q.Answered)
	p.Explicit.Add(p.Explicit, q.Explicit)
	p.Impossible.Add(p.Impossible, q.Impossible)
}

// Otherwise counts the situations that an `otherwise` answers.
func (p Proof) Otherwise() *big.Int { return new(big.Int).Sub(p.Answered, p.Explicit) }

// Proof counts what the playbook answers for the roles it lists. A stopgap beside an `otherwise` does not make an answer
// explicit: what resolves the situation is then the call.
func (m *Model) Proof() Proof {
	p := NoProof()
	excluded := m.forest.Counts(m.forest.And(m.risk, m.cannot))[decision.True.Value()]
	for _, name := range m.Playbook.Roles {
		if excluded != nil {
			p.Impossible.Add(p.Impossible, excluded)
		}
		r := m.role(name.Value)
		for leaf, n := range m.forest.Counts(r.root) {
			o := r.outcomes[leaf]
			if o.Verdict == Impossible || o.Verdict == NotAtRisk {
				continue
			}
			p.Situations.Add(p.Situations, n)
			if o.Verdict == Unanswered {
				continue
			}
			p.Answered.Add(p.Answered, n)
			if !m.byOtherwise(o) {
				p.Explicit.Add(p.Explicit, n)
			}
		}
	}
	return p
}

func (m *Model) byOtherwise(o Outcome) bool {
	return slices.ContainsFunc(o.Duties, func(d int) bool { return m.duties[d].duty.Otherwise })
}

// ByOtherwise returns the largest region, of those that are told apart, that only an `otherwise` answers for some listed
// roles: there a gap could hide. It is nil when there is none, or when finding it takes too long.
func (m *Model) ByOtherwise() *Region {
	var largest *Region
	var most *big.Int
	enough := m.aside(func() {
		for _, r := range m.Regions(nil, playbook.Values(m.Playbook.Roles), nil, func(role string, v View) bool { return m.byOtherwise(v(role)) }) {
			n := m.forest.Counts(m.forest.And(m.live(), m.forest.Inside(r.box)))[decision.True.Value()]
			if n == nil {
				continue
			}
			if n.Mul(n, big.NewInt(int64(len(r.Roles)))); most == nil || n.Cmp(most) > 0 {
				largest, most = &r, n
			}
		}
	})
	if !enough {
		return nil
	}
	return largest
}
