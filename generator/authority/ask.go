package authority

import (
	"errors"
	"fmt"
	"slices"

	"remit/generator/playbook"
	"remit/generator/words"
)

// planBudget is how many distinct rests of a diagram the search for the fewest questions looks at.
const planBudget = 20_000

// Ask answers for a role of the site in a situation of which some facts may be unknown (MEANING, Answers and Unknown facts).
func (m *Model) Ask(name string, s *Situation) (Answer, error) {
	if m.Site.Role(name) == nil {
		return Answer{}, m.noSuchRole(name)
	}
	return m.answer(s, func(m *Model) Answer {
		a := m.verdict(name, s)
		if !a.Settled {
			a.Asking = m.ask(m.role(name).coarse, s)
		}
		m.addWould(&a, m.role(name), s)
		return a
	})
}

// Judge answers like [Model.Ask], but leaves out what else matters, what to ask next, and what would have to be
// different, which take longer to find.
func (m *Model) Judge(name string, s *Situation) (Answer, error) {
	if m.Site.Role(name) == nil {
		return Answer{}, m.noSuchRole(name)
	}
	return m.answer(s, func(m *Model) Answer { return m.verdict(name, s) })
}

// answer asks the model, or, when the whole is too large, what the situation leaves open of it, which may not be. That part
// knows of no other situation that would grant something.
func (m *Model) answer(s *Situation, ask func(*Model) Answer) (Answer, error) {
	a := ask(m)
	if m.Undecided() {
		m = m.within(s)
		a = ask(m)
	}
	return a, m.decided()
}

// ErrUndecided says that a playbook is too large to be decided.
var ErrUndecided = errors.New("the playbook has too many facts that bear on each other to be decided")

func (m *Model) decided() error {
	if m.Undecided() {
		return ErrUndecided
	}
	return nil
}

func (m *Model) verdict(name string, s *Situation) Answer {
	r := m.role(name)
	c := m.completions(r, s)
	a := Answer{
		Version: 1, Playbook: m.Playbook.ID, Role: name, Facts: s.readings,
		May: []May{}, Might: []May{}, Duties: []Owed{}, PossibleDuties: []Owed{}, Holders: []Holder{},
		Asking: settledAsking(),
	}
	a.Forbidden = m.forbidden(r, s)
	if len(c) == 0 {
		a.Settled, a.Answer, a.Safe, a.RuledOutBy = true, Impossible, CallOwner, m.ruledOutBy(s)
		a.Calls = m.turnTo(a)
		return a
	}
	m.addGrants(&a, c)
	m.addDuties(&a, r, c)
	m.addFallback(&a, r, s)
	a.Settled = m.settled(r, c)
	a.Answer = Unsettled
	if a.Settled {
		a.Answer = c[0].Verdict
	}
	a.Safe = safe(len(a.May) > 0, len(a.Duties)+len(a.PossibleDuties) > 0)
	a.Decides = r.decides && m.nothingResolves(c)
	a.Holders, a.Calls = m.holders(r, s, a), m.turnTo(a)
	return a
}

func settledAsking() Asking { return Asking{Matters: []string{}, Questions: Questions{Optimal: true}} }

func (m *Model) noSuchRole(name string) error {
	var names []string
	for _, r := range m.Site.Roles {
		names = append(names, r.Name.Value)
	}
	hint := fmt.Sprintf("the roles are %s", list(names))
	if near := words.Nearest(name, names); near != "" {
		hint = fmt.Sprintf("did you mean %q? %s", near, hint)
	}
	return &ReadingError{"", fmt.Sprintf("the site has no role %q", name), hint}
}

// completions returns the distinct outcomes over all admissible completions of a situation, in the order of the leaves.
func (m *Model) completions(r *role, s *Situation) []Outcome {
	var leaves []int
	m.forest.Reach(r.root, s.box, func(leaf int) {
		if leaf != impossibleLeaf {
			leaves = append(leaves, leaf)
		}
	})
	slices.Sort(leaves)
	outcomes := make([]Outcome, len(leaves))
	for i, leaf := range leaves {
		outcomes[i] = r.outcomes[leaf]
	}
	return outcomes
}

// settled reports whether the reader need not tell the outcomes apart.
func (m *Model) settled(r *role, c []Outcome) bool {
	for _, o := range c[1:] {
		if o.Verdict != c[0].Verdict || !slices.Equal(o.Grants, c[0].Grants) || !slices.Equal(ladders(r, o), ladders(r, c[0])) {
			return false
		}
	}
	return true
}

// ladders returns the distinct remaining ladders of an outcome, as keys, sorted.
func ladders(r *role, o Outcome) []string {
	keys := make([]string, 0, len(o.Duties))
	for _, d := range o.Duties {
		keys = append(keys, ladderKey(r.ladders[d]))
	}
	slices.Sort(keys)
	return slices.Compact(keys)
}

func safe(may, owes bool) Verdict {
	switch {
	case may && owes:
		return ActAndEscalate
	case may:
		return Act
	case owes:
		return Escalate
	}
	return CallOwner
}

// nothingResolves reports whether the situation is at risk in every outcome and a resolving grant is in force in none.
func (m *Model) nothingResolves(c []Outcome) bool {
	return !slices.ContainsFunc(c, func(o Outcome) bool {
		return o.Verdict == NotAtRisk || slices.ContainsFunc(o.Grants, func(g int) bool { return m.grants[g].action.Resolving() })
	})
}

// addGrants sorts the actions that some outcome grants into certain and possible ones.
func (m *Model) addGrants(a *Answer, c []Outcome) {
	for _, action := range m.Playbook.Actions {
		entry, holds := May{Action: action.Name.Value}, 0
		used := map[int]bool{}
		for _, o := range c {
			some := false
			for _, g := range o.Grants {
				if m.grants[g].action == action {
					some, used[g] = true, true
				}
			}
			if some {
				holds++
			}
		}
		for i, g := range m.grants {
			if used[i] {
				entry.Grants = append(entry.Grants, m.usedGrant(g))
			}
		}
		switch holds {
		case 0:
		case len(c):
			a.May = append(a.May, entry)
		default:
			a.Might = append(a.Might, entry)
		}
	}
}

func (m *Model) usedGrant(g grant) UsedGrant {
	u := UsedGrant{
		Grant: g.action.ID(g.grant), File: g.grant.Span.Path(), Line: g.grant.Span.From().Line,
		TogetherWith: g.grant.TogetherWith.Value,
	}
	u.Limits = limitsOf(g.grant.Limits)
	for _, t := range g.grant.Tell {
		u.Tell = append(u.Tell, Tell{t.Contact.Value, written(t.Within), t.First.Value})
	}
	if until := m.until(g); until.Present() {
		u.Until = until.Value.String()
	}
	return u
}

func limitsOf(l *playbook.Limits) *Limits {
	if l == nil {
		return nil
	}
	return &Limits{Times: l.Times.Value, UpTo: l.UpTo.Value, Per: written(l.Per), Apart: written(l.Apart), Lasts: written(l.Lasts)}
}

// until is the last day of a grant: its own or that of the playbook, whichever comes first.
func (m *Model) until(g grant) playbook.Given[playbook.Date] {
	own, all := g.grant.Until, m.Playbook.Until
	if !own.Present() || all.Present() && all.Value.Before(own.Value) {
		return all
	}
	return own
}

func written(d playbook.Given[playbook.Duration]) string {
	if !d.Present() {
		return ""
	}
	return d.Value.String()
}

// addDuties joins duties with the same remaining ladder and sorts them into certain and possible ones (MEANING, Duties).
func (m *Model) addDuties(a *Answer, r *role, c []Outcome) {
	done := map[string]bool{}
	for i := range m.duties {
		key := ladderKey(r.ladders[i])
		if r.ladders[i] == nil || done[key] || !slices.ContainsFunc(c, func(o Outcome) bool { return slices.Contains(o.Duties, i) }) {
			continue
		}
		done[key] = true
		owed, owes := m.owed(r, key, c)
		if owes == len(c) {
			a.Duties = append(a.Duties, owed)
		} else {
			a.PossibleDuties = append(a.PossibleDuties, owed)
		}
	}
}

// owed joins all rules that owe a ladder in some outcome, and counts the outcomes that owe it.
func (m *Model) owed(r *role, key string, c []Outcome) (owed Owed, owes int) {
	used := map[int]bool{}
	for _, o := range c {
		some := false
		for _, d := range o.Duties {
			if ladderKey(r.ladders[d]) == key {
				some, used[d] = true, true
			}
		}
		if some {
			owes++
		}
	}
	var earliest playbook.Duration
	for i, d := range m.duties {
		if !used[i] {
			continue
		}
		within := d.duty.Within.Value
		if owed.To == nil {
			owed.To, owed.File, owed.Line, earliest = r.ladders[i], d.duty.Span.Path(), d.duty.Span.From().Line, within
		}
		if within.Approximate() < earliest.Approximate() {
			earliest = within
		}
		owed.Bring = appendNew(owed.Bring, d.duty.Bring)
		owed.Steps = appendNew(owed.Steps, d.duty.Steps)
		owed.IfSilent = appendNew(owed.IfSilent, d.duty.IfSilent)
	}
	owed.Within = earliest.String()
	return owed, owes
}

func appendNew(words []string, t playbook.Text) []string {
	if !t.Present() || slices.Contains(words, t.Value) {
		return words
	}
	return append(words, t.Value)
}
