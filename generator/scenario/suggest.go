package scenario

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"remit/generator/authority"
	"remit/generator/playbook"
)

// A Suggestion is a scenario that an author may take over after judging it: it expects what the playbook says today.
type Suggestion struct {
	Name, Role string
	Given      []authority.Reading // a value for every fact that is tested
	Expect     authority.Gist
}

// Suggest returns scenarios that complete what those of the playbook cover, few of them: the one that covers most comes
// first, then the one that covers most of the rest (a greedy set cover). Nothing is left to suggest when all is covered.
// The model must have been compiled with the Proof option, for the day of the test.
func Suggest(m *authority.Model) []Suggestion {
	if m.Undecided() {
		return nil
	}
	t := newTarget(m)
	met := t.metBy(Play(m))
	pool := t.candidates(met)
	names := map[string]int{}
	for _, sc := range m.Playbook.Scenarios {
		names[sc.Name.Value]++
	}
	var list []Suggestion
	for {
		best := mostOf(pool, met)
		if best == nil {
			return list
		}
		c := t.climb(*best, met)
		fresh := map[goal]bool{}
		for _, g := range c.reaches {
			if !met[g] {
				fresh[g] = true
			}
		}
		maps.Copy(met, fresh)
		s := t.suggestion(c, fresh)
		if names[s.Name]++; names[s.Name] > 1 {
			s.Name = fmt.Sprintf("%s (%d)", s.Name, names[s.Name])
		}
		list = append(list, s)
	}
}

// candidate is a full situation that a scenario could give, and the goals that one with a complete expectation reaches.
type candidate struct {
	role      string
	situation *authority.Situation
	reaches   []goal
}

// candidates returns situations that reach every goal that is not met.
func (t *target) candidates(met map[goal]bool) []candidate {
	var pool []candidate
	add := func(g goal, role string, s *authority.Situation) {
		if s == nil || met[g] {
			return
		}
		if c := t.candidate(role, s); slices.Contains(c.reaches, g) {
			pool = append(pool, c)
		}
	}
	for _, g := range t.grants {
		for _, r := range g.Roles {
			s := t.m.Where(r, func(o authority.Outcome) bool { return slices.Contains(o.Grants, g.Index) })
			add(goal{"grant", g.Index, 0}, r, s)
		}
	}
	for _, d := range t.duties {
		for _, r := range t.roles {
			add(goal{"duty", d.Index, 0}, r, t.m.Where(r, owed(d)))
		}
	}
	for i, b := range t.boundaries {
		for _, r := range playbook.Values(t.m.Playbook.Roles) {
			below, above := t.m.Beside(r, b)
			add(goal{"boundary", i, 0}, r, below)
			add(goal{"boundary", i, 1}, r, above)
		}
	}
	return pool
}

// mostOf returns the first candidate that reaches most of what is not met; nil when none reaches anything.
func mostOf(pool []candidate, met map[goal]bool) *candidate {
	var best *candidate
	most := 0
	for i := range pool {
		if n := gain(pool[i], met); n > most {
			best, most = &pool[i], n
		}
	}
	return best
}

// maxLooks is how many situations are looked at to make suggestions fewer; beyond it they are merely enough.
const maxLooks = 500_000

// climb changes one fact after the other as long as that reaches more of what is not met.
func (t *target) climb(c candidate, met map[goal]bool) candidate {
	for t.looks < maxLooks {
		best := c
		for s := range t.m.Moves(c.situation) {
			if next := t.candidate(c.role, s); gain(next, met) > gain(best, met) {
				best = next
			}
		}
		if best.situation == c.situation {
			break
		}
		c = best
	}
	return c
}

// suggestion writes a candidate down. A number stands at the end of its cell that it is there for: just below a boundary
// when it covers that side of it, else just above one, so that it also notices when a constant moves.
func (t *target) suggestion(c candidate, fresh map[goal]bool) Suggestion {
	below, above := map[*playbook.Fact]bool{}, map[*playbook.Fact]bool{}
	for i, b := range t.boundaries {
		below[b.Fact] = below[b.Fact] || fresh[goal{"boundary", i, 0}]
		above[b.Fact] = above[b.Fact] || fresh[goal{"boundary", i, 1}]
	}
	region := t.m.Around(c.role, c.situation)
	if region == "" {
		region = "any situation"
	}
	region = strings.ReplaceAll(strings.ReplaceAll(region, " and ", ", "), "_", " ")
	name := t.m.RoleTitle(c.role) + ": " + region
	given := t.m.Write(c.situation, func(f *playbook.Fact) bool { return below[f] && !above[f] })
	return Suggestion{Name: name, Role: c.role, Given: given, Expect: t.m.Gist(c.role, c.situation)}
}

func (t *target) candidate(role string, s *authority.Situation) candidate {
	t.looks += 1 + len(t.boundaries)
	gist := t.m.Gist(role, s)
	return candidate{role, s, t.reached(role, s, t.complete(gist), gist)}
}

func gain(c candidate, met map[goal]bool) int {
	n := 0
	for _, g := range c.reaches {
		if !met[g] {
			n++
		}
	}
	return n
}

// complete expects everything that a scenario can expect. It was written nowhere, so it stands where the playbook does.
func (t *target) complete(g authority.Gist) playbook.Expectation {
	at := t.m.Playbook.Span
	words := func(list []string) playbook.Given[[]playbook.Text] {
		var texts []playbook.Text
		for _, w := range list {
			texts = append(texts, playbook.Text{Value: w, Span: at})
		}
		return playbook.Given[[]playbook.Text]{Value: texts, Span: at}
	}
	return playbook.Expectation{Answer: playbook.Text{Value: string(g.Answer), Span: at}, May: words(g.May), Escalate: words(g.Calls)}
}
