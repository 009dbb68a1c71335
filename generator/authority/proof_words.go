package authority

import (
	"math/big"
	"strings"
)

// String says what was proved: "48,210 situations, all answered, 66 % by an explicit rule"; nothing, when there was
// nothing to prove.
func (p Proof) String() string {
	if p.Situations == nil || p.Situations.Sign() == 0 {
		return ""
	}
	line := grouped(p.Situations) + " situations, "
	if p.Answered.Cmp(p.Situations) == 0 {
		line += "all answered, "
	} else {
		line += grouped(p.Answered) + " answered, "
	}
	share := new(big.Int).Mul(p.Explicit, big.NewInt(100))
	line += share.Quo(share, p.Situations).String() + " % by an explicit rule"
	if p.Impossible.Sign() > 0 {
		line += "; " + grouped(p.Impossible) + " more are ruled out as impossible"
	}
	return line
}

// grouped writes a whole number with commas: 48,210.
func grouped(n *big.Int) string {
	digits := n.String()
	var b strings.Builder
	for i, d := range digits {
		if i > 0 && (len(digits)-i)%3 == 0 && digits[i-1] != '-' {
			b.WriteByte(',')
		}
		b.WriteRune(d)
	}
	return b.String()
}
