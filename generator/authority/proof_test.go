package authority_test

import (
	"math/big"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"remit/generator/authority"
	"remit/generator/playbook"
)

func TestProofCountsCells(t *testing.T) {
	ofPlaybooks(t, func(o *oracle, _ *rand.Rand) string {
		p := compiled(o.site, o.p).Proof()
		got := map[string]string{"situations": p.Situations.String(), "answered": p.Answered.String(), "explicit": p.Explicit.String(), "otherwise": p.Otherwise().String(), "impossible": p.Impossible.String()}
		return cmp.Diff(o.proof(), got)
	})
}

// proof counts the cells at risk, one situation of each, once for every listed role.
func (o *oracle) proof() map[string]string {
	situations, answered, explicit, otherwise, impossible := new(big.Int), new(big.Int), new(big.Int), new(big.Int), new(big.Int)
	more := big.NewInt(1)
	for _, i := range o.cells() {
		for _, role := range names(o.p.Roles) {
			r := o.results[role][i]
			if r.risky {
				impossible.Add(impossible, more)
			}
			if r.impossible || r.verdict == "not_at_risk" {
				continue
			}
			situations.Add(situations, more)
			if r.verdict == "unanswered" {
				continue
			}
			answered.Add(answered, more)
			if !slices.ContainsFunc(r.duties, func(d int) bool { return o.p.Duties[d].Otherwise }) {
				explicit.Add(explicit, more)
			} else {
				otherwise.Add(otherwise, more)
			}
		}
	}
	return map[string]string{"situations": situations.String(), "answered": answered.String(), "explicit": explicit.String(), "otherwise": otherwise.String(), "impossible": impossible.String()}
}

// cells lists one point of each cell. Facts that no rule tests, directly or by a name, are not counted.
func (o *oracle) cells() []int {
	tests := o.tests()
	kept := make([]map[int]bool, len(o.axes))
	for k, a := range o.axes {
		kept[k] = map[int]bool{0: true}
		for v := range a.values[1:] {
			kept[k][v+1] = slices.ContainsFunc(tests, func(e *playbook.Expr) bool { return e.Name == a.fact.Name.Value && cutBetween(a, e, v) })
		}
	}
	var list []int
	for i, point := range o.points {
		first := true
		for k, v := range point {
			first = first && kept[k][v]
		}
		if first {
			list = append(list, i)
		}
	}
	return list
}

// cutBetween reports whether a test cuts its axis between a value and the next. Options are always told apart.
func cutBetween(a axis, e *playbook.Expr, v int) bool {
	if e.Op != playbook.Within {
		return true
	}
	x, y := a.values[v].rat, a.values[v+1].rat
	return above(x, e.Low) != above(y, e.Low) || below(x, e.High) != below(y, e.High)
}

// tests lists the tests of facts in the rules and triggers, and in the conditions that they name.
func (o *oracle) tests() []*playbook.Expr {
	var list []*playbook.Expr
	var walk func(*playbook.Expr)
	walk = func(e *playbook.Expr) {
		if e == nil {
			return
		}
		if e.Op == playbook.Truth && strings.HasPrefix(e.Name, "fact_") || e.Op == playbook.In || e.Op == playbook.Within {
			list = append(list, e)
		}
		for _, a := range e.Args {
			walk(a)
		}
		for _, c := range o.p.Conditions {
			if e.Op == playbook.Truth && c.Name.Value == e.Name {
				walk(c.Expr)
			}
		}
	}
	for _, trigger := range o.p.Triggers {
		walk(trigger.Expr)
	}
	for _, c := range ruleConditions(o.p) {
		walk(c.Expr)
	}
	return list
}

func TestRegionsAreWhatIsBad(t *testing.T) {
	regions := 0
	verdicts := []authority.Verdict{authority.Unanswered, authority.Escalate, authority.AskHolder, authority.Act}
	ofPlaybooks(t, func(o *oracle, dice *rand.Rand) string {
		bad := verdicts[dice.IntN(len(verdicts))]
		m := compiled(o.site, o.p)
		found := m.Regions(nil, names(o.p.Roles), nil, func(role string, v authority.View) bool { return v(role).Verdict == bad })
		regions += len(found)
		for _, r := range found {
			if wrong := o.replay(m, r, bad); wrong != "" {
				return wrong
			}
		}
		return o.covered(found, string(bad))
	})
	t.Logf("%d regions", regions)
}

// replay asks about the witness of a region: each of its roles is told what was looked for.
func (o *oracle) replay(m *authority.Model, r authority.Region, bad authority.Verdict) string {
	s, err := m.Read(r.Witness)
	if err != nil {
		return err.Error()
	}
	for _, role := range r.Roles {
		if a, err := m.Ask(role, s); err != nil || a.Answer != bad {
			return role + ": " + r.Words + ": the witness does not show " + string(bad) + " but " + string(a.Answer)
		}
	}
	return ""
}

// covered compares the words of regions with the situations that are bad: in a region all that can be are bad for its
// roles, and each bad one lies in a region. Not when regions were left out for being many.
func (o *oracle) covered(found []authority.Region, verdict string) string {
	for i, point := range o.points {
		for _, role := range names(o.p.Roles) {
			r := o.results[role][i]
			inside := slices.ContainsFunc(found, func(region authority.Region) bool {
				return slices.Contains(region.Roles, role) && o.within(region.Words, point)
			})
			if bad := r.verdict == verdict; bad && !inside && len(found) < 25 || inside && !bad && !r.impossible {
				return role + " with " + o.describe(point) + ": " + r.verdict + ", but the regions say otherwise"
			}
		}
	}
	return ""
}

// within reads the words of a region and says whether a situation lies in it.
func (o *oracle) within(words string, point []int) bool {
	if words == "every situation at risk" {
		return true
	}
	for _, part := range strings.Split(words, " and ") {
		not := strings.HasPrefix(part, "not ")
		name, rest, _ := strings.Cut(strings.TrimPrefix(part, "not "), " ")
		at := o.axis(name)
		v := o.axes[at].values[point[at]]
		var holds bool
		switch o.axes[at].fact.Kind {
		case playbook.YesNo:
			holds = (v.text == "yes") != not
		case playbook.Choice:
			option, other := strings.CutPrefix(rest, "not ")
			holds = slices.Contains(strings.Split(option, " or "), v.text) != other
		default:
			holds = inRange(rest, v.rat)
		}
		if !holds {
			return false
		}
	}
	return true
}

// inRange reads the words of an interval: "from 2 to below 5", "above 2", "5 or less", "exactly 0".
func inRange(words string, x *big.Rat) bool {
	f := strings.Fields(words)
	rat := func(i int) *big.Rat { return number(f[i]).Rat }
	switch {
	case f[0] == "exactly":
		return x.Cmp(rat(1)) == 0
	case len(f) == 3 && f[2] == "less":
		return x.Cmp(rat(0)) <= 0
	case len(f) == 3 && f[2] == "more":
		return x.Cmp(rat(0)) >= 0
	case f[0] == "below":
		return x.Cmp(rat(1)) < 0
	}
	low := x.Cmp(rat(1))
	if f[0] == "above" && low <= 0 || f[0] == "from" && low < 0 || len(f) == 2 {
		return low > 0
	}
	high := x.Cmp(rat(len(f) - 1))
	return high < 0 || high == 0 && !slices.Contains(f, "below")
}
