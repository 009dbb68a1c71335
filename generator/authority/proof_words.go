package authority

import (
	"math/big"
	"strings"

	"remit/generator/playbook"
)

// String says what was proved: "48,210 situations, all answered, 66 % by an explicit rule"; nothing, when there was
// nothing to prove.
func (p Proof) String() string {
	if p.Situations == nil || p.Situations.Sign() == 0 {
		return ""
	}
	line := counted(p.Situations, "situation") + ", "
	if p.Answered.Cmp(p.Situations) == 0 {
		line += "all answered, "
	} else {
		line += grouped(p.Answered) + " answered" + asOf(p.AnsweredFrom) + ", "
	}
	share := new(big.Int).Mul(p.Explicit, big.NewInt(100))
	line += share.Quo(share, p.Situations).String() + " % by an explicit rule" + asOf(p.ExplicitFrom)
	if p.Impossible.Sign() > 0 {
		line += "; " + grouped(p.Impossible) + " more are ruled out as impossible"
	}
	return line
}

// asOf names the day from which a count is as low as it says; nothing when that is the first day.
func asOf(day playbook.Date) string {
	if day == (playbook.Date{}) {
		return ""
	}
	return " as of " + day.Words()
}

// counted writes a number of things: "1 situation", "48,210 situations".
func counted(n *big.Int, thing string) string {
	if n.IsInt64() && n.Int64() == 1 {
		return "1 " + thing
	}
	return grouped(n) + " " + thing + "s"
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
