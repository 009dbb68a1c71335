package authority_test

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"remit/generator/authority"
	"remit/generator/playbook"
)

// A fault planted in the evaluator must be seen by the comparison of editions.
func TestPlantedFaultIsSeenInEditions(t *testing.T) {
	all := faults()
	for _, name := range slices.Sorted(maps.Keys(all)) {
		if name == "validity of the playbook" {
			continue // compared as dates
		}
		t.Run(name, func(t *testing.T) {
			for seed := range playbooks() {
				if compareEditions(seed, faulty(all[name]), differences{}) != "" {
					return
				}
			}
			t.Error("no difference was reported")
		})
	}
}

// A playbook whose facts, options, conditions and triggers have other names, whose rules stand in another order and say
// the same in other words, is proved to be unchanged.
func TestOtherWordsAreNoChange(t *testing.T) {
	unproved := 0
	for seed := range playbooks() / 4 {
		was, is := reworded(seed)
		c := authority.Compare(was, is, today)
		if c.Undecided || len(c.Changes) == 0 {
			continue
		}
		unproved++
		if len(was.Playbook.Facts)+len(was.Site.Facts) < 3 {
			t.Fatalf("playbook %d: %+v", seed, c.Changes)
		}
	}
	if rest := playbooks() / 4; uint64(unproved*200) > rest {
		t.Errorf("%d of %d renamings were not proved", unproved, rest)
	}
}

// reworded makes the edition of a seed, and one that means the same.
func reworded(seed uint64) (was, is authority.Edition) {
	site, p := randomPlaybook(seed)
	m := &maker{Rand: rand.New(rand.NewPCG(seed, 78)), file: p.File, line: 300, site: cloneSite(site), p: clone(p)}
	renameFacts(m)
	everyExpr(m.p, func(e *playbook.Expr) {
		if e.Op == playbook.Truth && m.chance(30) {
			inner := *e
			*e = playbook.Expr{Op: playbook.Not, Args: []*playbook.Expr{{Op: playbook.Not, Args: []*playbook.Expr{&inner}}}}
		}
	})
	m.Shuffle(len(m.p.Actions), func(i, j int) { m.p.Actions[i], m.p.Actions[j] = m.p.Actions[j], m.p.Actions[i] })
	m.Shuffle(len(m.p.Duties), func(i, j int) { m.p.Duties[i], m.p.Duties[j] = m.p.Duties[j], m.p.Duties[i] })
	m.Shuffle(len(m.p.Impossible), func(i, j int) {
		m.p.Impossible[i], m.p.Impossible[j] = m.p.Impossible[j], m.p.Impossible[i]
	})
	m.Shuffle(len(m.p.Facts), func(i, j int) { m.p.Facts[i], m.p.Facts[j] = m.p.Facts[j], m.p.Facts[i] })
	return authority.Edition{Site: site, Playbook: p}, authority.Edition{Site: m.site, Playbook: m.p}
}

// renameFacts gives other names to some of the facts and options, and to all conditions and triggers.
func renameFacts(m *maker) {
	names, options := map[string]string{}, map[string]map[string]string{}
	for _, list := range []*[]*playbook.Fact{&m.p.Facts, &m.site.Facts} {
		*list = slices.Clone(*list)
		for i, f := range *list {
			c := *f
			options[f.Name.Value] = map[string]string{}
			if m.chance(60) {
				c.Name.Value = fmt.Sprintf("other_%d", 9-len(names))
			}
			names[f.Name.Value] = c.Name.Value
			c.Options = slices.Clone(c.Options)
			for k, o := range c.Options {
				if m.chance(40) {
					c.Options[k].Name.Value = "not_" + o.Name.Value
				}
				options[f.Name.Value][o.Name.Value] = c.Options[k].Name.Value
			}
			m.Shuffle(len(c.Options), func(i, j int) { c.Options[i], c.Options[j] = c.Options[j], c.Options[i] })
			(*list)[i] = &c
		}
	}
	for _, n := range slices.Concat(m.p.Conditions, m.p.Triggers) {
		names[n.Name.Value] = "also_" + n.Name.Value
		n.Name.Value = names[n.Name.Value]
	}
	everyExpr(m.p, func(e *playbook.Expr) {
		e.Options = slices.Clone(e.Options)
		for i, o := range e.Options {
			e.Options[i] = options[e.Name][o]
		}
		if e.Name != "" {
			e.Name = names[e.Name]
		}
	})
}

// An edition compared with itself is the same, and so is what is gone when it comes back.
func TestCompareIsSymmetric(t *testing.T) {
	for seed := range playbooks() / 10 {
		was, is := randomPair(seed)
		if c := authority.Compare(is, is, today); len(c.Changes) > 0 || len(c.Notices) > 0 {
			t.Fatalf("playbook %d differs from itself: %+v", seed, c.Changes)
		}
		there, back := authority.Compare(was, is, today), authority.Compare(is, was, today)
		if (len(there.Changes) == 0) != (len(back.Changes) == 0) {
			t.Fatalf("playbook %d: %d changes there, %d back", seed, len(there.Changes), len(back.Changes))
		}
	}
}

// What is said of a later period is what is said on its first day.
func TestPeriodsAreCompared(t *testing.T) {
	seen := 0
	for seed := range playbooks() / 10 {
		was, is := randomPair(seed)
		was.Playbook.Validity, is.Playbook.Validity = playbook.Validity{}, playbook.Validity{}
		axes := bothSpread(was, is)
		if count(axes) > maxPoints {
			continue
		}
		for _, day := range slices.Concat(authority.Periods(was.Playbook, today), authority.Periods(is.Playbook, today))[1:] {
			early, late := authority.Compare(was, is, today), authority.Compare(was, is, day)
			if early.More || late.More {
				continue
			}
			o := &oracle{axes: axes}
			o.enumerate(nil)
			for i := range o.points {
				s := o.situation(i)
				if !early.Possible(s.texts(), day) {
					continue
				}
				a, b := found(early, s, day), found(late, s, day)
				if !slices.Equal(a, b) {
					t.Fatalf("playbook %d on %s with %s: %v from today, %v on the day", seed, day, o.describe(o.points[i]), a, b)
				}
				seen += len(a)
			}
		}
	}
	if seen == 0 {
		t.Error("no pair changes on a later day")
	}
}

// What a comparison says that both sides answer in the witness of a change is what they answer when they are asked.
func TestWitnessesReplay(t *testing.T) {
	for seed := range playbooks() / 4 {
		was, is := randomPair(seed)
		for _, change := range authority.Compare(was, is, today).Changes {
			if change.Then == nil {
				continue
			}
			for i, seen := range []*authority.Seen{change.Then, change.Now} {
				if problem := replays([]authority.Edition{was, is}[i], seen); problem != "" {
					t.Fatalf("playbook %d: %s of %s, where %s: %s", seed, change.Kind, change.Action, change.Where, problem)
				}
			}
		}
	}
}

// replays asks an edition what was seen.
func replays(e authority.Edition, seen *authority.Seen) string {
	day := today
	if on, err := time.Parse(time.DateOnly, seen.On); err == nil {
		day = playbook.DateOf(on)
	}
	m := authority.Compile(e.Site, e.Playbook, authority.Options{Day: day, Proof: true})
	situation, err := m.Read(seen.Facts)
	if seen.Refused != (err != nil) {
		return fmt.Sprintf("refused %v, but reading says %v", seen.Refused, err)
	}
	if err != nil {
		return ""
	}
	answer, err := m.Ask(seen.Role, situation)
	if err != nil {
		return err.Error()
	}
	if answer.Answer != seen.Answer || len(answer.May) != len(seen.May) || len(answer.Duties) != len(seen.Call) || !answer.Settled {
		return fmt.Sprintf("seen %+v, asked %+v", seen, answer)
	}
	return ""
}
