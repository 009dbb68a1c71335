package authority_test

import (
	"math/big"
	"slices"
	"strings"
	"time"

	"remit/generator/playbook"
)

// The naive evaluator says what a playbook means, straight from MEANING: one situation at a time, every
// condition judged where it stands. It shares no code with the model and is slow on purpose.

// A situation has a value for every fact.
type situation map[string]value

// A value of a fact as it is read, and as a number when it is one.
type value struct {
	text string
	rat  *big.Rat
}

// A result is what one role may and owes in one situation.
type result struct {
	impossible bool
	risky      bool // of an impossible situation: a trigger holds
	verdict    string
	grants     []string // in the order of the file
	duties     []int    // by index
	actions    []string // with a grant in force
	resolves   bool     // one of the actions is no stopgap
	forbidden  []string
}

// An evaluator judges one full situation for one role.
type evaluator func(site *playbook.Site, p *playbook.Playbook, s situation, role string) result

// naively is the evaluator that the model is compared with.
func naively(site *playbook.Site, p *playbook.Playbook, s situation, role string) result {
	n := naive{site, p, s}
	r := result{forbidden: n.forbidden(role)}
	if n.ruledOut() {
		return result{impossible: true, risky: n.atRisk(), verdict: "impossible"}
	}
	if !n.atRisk() {
		r.verdict = "not_at_risk"
		return r
	}
	for _, a := range p.Actions {
		for _, g := range n.inForce(role, a) {
			r.grants = append(r.grants, a.Name.Value+"#"+string(rune('0'+g.Number)))
			r.resolves = r.resolves || !a.Stopgap.Value
			if !slices.Contains(r.actions, a.Name.Value) {
				r.actions = append(r.actions, a.Name.Value)
			}
		}
	}
	r.duties = n.owed(role, r.resolves)
	r.verdict = n.verdict(role, len(r.grants) > 0, len(r.duties) > 0)
	return r
}

type naive struct {
	site *playbook.Site
	p    *playbook.Playbook
	s    situation
}

func (n naive) ruledOut() bool {
	return slices.ContainsFunc(n.p.Impossible, func(i *playbook.Impossible) bool { return n.test(i.When) })
}

func (n naive) atRisk() bool {
	if !n.p.Always.IsZero() {
		return true
	}
	return slices.ContainsFunc(n.p.Triggers, func(t *playbook.Named) bool { return n.test(t.Condition) })
}

// test judges a condition; one that was not written holds.
func (n naive) test(c playbook.Condition) bool { return c.Expr == nil || n.holds(c.Expr) }

func (n naive) holds(e *playbook.Expr) bool {
	switch e.Op {
	case playbook.And:
		return !slices.ContainsFunc(e.Args, func(a *playbook.Expr) bool { return !n.holds(a) })
	case playbook.Or:
		return slices.ContainsFunc(e.Args, n.holds)
	case playbook.Not:
		return !n.holds(e.Args[0])
	case playbook.Truth:
		return n.truth(e.Name)
	case playbook.In:
		return slices.Contains(e.Options, n.s[e.Name].text)
	}
	x := n.s[e.Name].rat
	return above(x, e.Low) && below(x, e.High)
}

func (n naive) truth(name string) bool {
	if v, fact := n.s[name]; fact {
		return v.text == "yes"
	}
	for _, c := range slices.Concat(n.p.Conditions, n.p.Triggers) {
		if c.Name.Value == name {
			return n.test(c.Condition)
		}
	}
	panic("no such name: " + name)
}

func above(x *big.Rat, b *playbook.Bound) bool {
	return b == nil || x.Cmp(b.Number.Rat) > 0 || b.Inclusive && x.Cmp(b.Number.Rat) == 0
}

func below(x *big.Rat, b *playbook.Bound) bool {
	return b == nil || x.Cmp(b.Number.Rat) < 0 || b.Inclusive && x.Cmp(b.Number.Rat) == 0
}

// includes reports whether a role includes another, directly or through others.
func (n naive) includes(role, other string) bool {
	for _, r := range n.site.Roles {
		if r.Name.Value != role {
			continue
		}
		for _, i := range r.Includes {
			if i.Value == other || n.includes(i.Value, other) {
				return true
			}
		}
	}
	return false
}

// inForce lists the grants of an action that a role holds: those that name it, else those it holds through others.
func (n naive) inForce(role string, a *playbook.Action) []*playbook.Grant {
	var own, through []*playbook.Grant
	for _, g := range a.Grants {
		if !n.test(a.When) || !n.test(g.When) || n.binds(role, a.Unless, a.Except) || n.binds(role, g.Unless, g.Except) ||
			!covers(n.p.Validity) || !covers(g.Validity) {
			continue
		}
		switch {
		case slices.Contains(n.named(g.Roles, g.All), role):
			own = append(own, g)
		case n.has(role, g):
			through = append(through, g)
		}
	}
	if len(own) > 0 {
		return own
	}
	return through
}

// binds reports whether an unless was written, holds, and does not except the role.
func (n naive) binds(role string, unless playbook.Condition, except []playbook.Text) bool {
	return unless.Expr != nil && n.holds(unless.Expr) && !slices.Contains(names(except), role)
}

func covers(v playbook.Validity) bool {
	day := today.Start(time.UTC)
	return (!v.From.Present() || !day.Before(v.From.Value.Start(time.UTC))) && (!v.Until.Present() || !day.After(v.Until.Value.Start(time.UTC)))
}

func names(texts []playbook.Text) []string {
	var list []string
	for _, t := range texts {
		list = append(list, t.Value)
	}
	return list
}

// owed lists the duties of a role: the plain ones, or, when there is none and nothing resolves, the otherwise ones.
func (n naive) owed(role string, resolves bool) []int {
	var plain, otherwise []int
	for i, d := range n.p.Duties {
		if !n.test(d.When) || !n.addressed(role, d) || len(n.remaining(role, d)) == 0 {
			continue
		}
		if d.Otherwise {
			otherwise = append(otherwise, i)
		} else {
			plain = append(plain, i)
		}
	}
	if len(plain) == 0 && !resolves {
		return otherwise
	}
	return plain
}

func (n naive) addressed(role string, d *playbook.Duty) bool {
	named := n.named(d.Roles, d.All || len(d.Roles) == 0)
	return slices.ContainsFunc(named, func(other string) bool { return other == role || n.includes(role, other) })
}

// remaining is the ladder after the role's own contact.
func (n naive) remaining(role string, d *playbook.Duty) []string {
	ladder := names(d.To)
	for _, r := range n.site.Roles {
		if r.Name.Value != role || r.Contact.Value == "" {
			continue
		}
		if at := slices.Index(ladder, r.Contact.Value); at >= 0 {
			return ladder[at+1:]
		}
	}
	return ladder
}

func (n naive) ladder(role string, duty int) string {
	return strings.Join(n.remaining(role, n.p.Duties[duty]), ">")
}

func (n naive) verdict(role string, may, owes bool) string {
	switch {
	case may && owes:
		return "act_and_escalate"
	case may:
		return "act"
	case owes:
		return "escalate"
	case n.decides(role):
		return "decide"
	case n.heldByAnother(role):
		return "ask_holder"
	}
	return "unanswered"
}

func (n naive) decides(role string) bool {
	for _, r := range n.site.Roles {
		if r.Name.Value == role && r.Kind == playbook.EscalationManager {
			return true
		}
	}
	for _, w := range n.site.Workloads {
		if w.Name.Value == n.p.Workload.Value && w.Owner.Value == role {
			return true
		}
	}
	return false
}

func (n naive) heldByAnother(role string) bool {
	for _, other := range names(n.p.Roles) {
		for _, a := range n.p.Actions {
			if other != role && len(n.inForce(other, a)) > 0 {
				return true
			}
		}
	}
	return false
}

// forbidden lists the actions that are reserved, or that an unless forbids to the role, at risk or not: the action's own,
// or one on every grant that the role has for it.
func (n naive) forbidden(role string) []string {
	var list []string
	for _, a := range n.p.Actions {
		if !a.Reserved.IsZero() || n.binds(role, a.Unless, a.Except) || n.everyGrantForbidden(role, a) {
			list = append(list, a.Name.Value)
		}
	}
	return list
}

func (n naive) everyGrantForbidden(role string, a *playbook.Action) bool {
	has := false
	for _, g := range a.Grants {
		if !n.has(role, g) {
			continue
		}
		if has = true; !n.binds(role, g.Unless, g.Except) {
			return false
		}
	}
	return has
}

// has reports whether a grant names the role, or one that it includes.
func (n naive) has(role string, g *playbook.Grant) bool {
	return slices.ContainsFunc(n.named(g.Roles, g.All), func(other string) bool { return other == role || n.includes(role, other) })
}

// named is the roles that a rule names.
func (n naive) named(roles []playbook.Text, all bool) []string {
	if all {
		return names(n.p.Roles)
	}
	return names(roles)
}
