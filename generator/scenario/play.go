// Package scenario plays the scenarios of playbooks, measures what they cover, and suggests those that are missing.
//
//	for _, t := range scenario.Test(models) {
//		fmt.Println(t.Playbook.ID, t.Coverage.Grants.Covered, "of", t.Coverage.Grants.All)
//	}
//
// A scenario says what its author expects in a situation ([Play]). What passing scenarios cover of the grants, the duties
// and the boundaries of a playbook is its [Coverage]; [Suggest] proposes few scenarios that would complete it.
//
// Package scenario reads the compiled models of package authority. It reports no finding and prints nothing.
package scenario

import (
	"fmt"
	"slices"
	"strings"

	"remit/generator/authority"
	"remit/generator/diagnostic"
	"remit/generator/playbook"
)

// A Played is a scenario that was played: what it comes to, and each part of its expectation that this does not meet.
type Played struct {
	Scenario *playbook.Scenario
	Misses   []Miss              // none: it passed
	Witness  *diagnostic.Witness // what it gives, to replay
	Day      playbook.Date       // on which it holds, when that is not the day of the model

	situation *authority.Situation
	gist      authority.Gist
}

// Expects reports whether a scenario shows that a grant is in force; of a failing one, whether it may be meant to.
func (p Played) Expects(g authority.GrantRef) bool {
	if !p.Passed() {
		return playbook.Has(p.Scenario.Expect.May.Value, g.Action.Name.Value)
	}
	return p.Day == (playbook.Date{}) && p.Scenario.Expect.May.Present() && slices.Contains(p.gist.Grants, g.Index)
}

// A Miss is one part of an expectation that is not met: what is expected and what holds, as lists of words. Perhaps holds
// in some completions of the situation, but not in all.
type Miss struct {
	diagnostic.Related        // where the expectation stands, and what is wrong in words
	Key                string // "answer", "may" or "escalate"
	Want, Got, Perhaps []string
	Why                []diagnostic.Related // the lines that rule an impossible situation out
}

// Play plays all scenarios of a playbook. One that does not hold on the day of the model, but did before a single grant
// began or ended, or will once one begins, is passed.
func Play(m *authority.Model) []Played {
	var all []Played
	var others []*authority.Model
	for _, sc := range m.Playbook.Scenarios {
		p := playOne(m, sc)
		if !p.Passed() && others == nil {
			others = otherDays(m)
		}
		for _, o := range others {
			if p.Passed() {
				break
			}
			if q := playOne(o, sc); q.Passed() {
				p, p.Day = q, o.Day
			}
		}
		all = append(all, p)
	}
	return all
}

// otherDays compiles the playbook for the periods between the dates of single grants that a scenario may be about: those
// that have passed, since a day that passes must not make it fail, and those to come that a grant begins. What will end
// still holds today, and a scenario has to reckon with it.
func otherDays(m *authority.Model) []*authority.Model {
	var models []*authority.Model
	days := authority.Periods(m.Playbook, playbook.Date{})
	for i, day := range days {
		if i == 0 && len(days) > 1 {
			day = days[1].Add(playbook.Duration{Count: -1, Unit: playbook.Day})
		}
		if len(days) > 1 && (day.Before(m.Day) || grantsBegin(m.Playbook, day)) {
			models = append(models, authority.Compile(m.Site, m.Playbook, authority.Options{Day: day, Proof: true}))
		}
	}
	return models
}

// grantsBegin reports whether a grant begins on a day.
func grantsBegin(p *playbook.Playbook, day playbook.Date) bool {
	return slices.ContainsFunc(p.Actions, func(a *playbook.Action) bool {
		return slices.ContainsFunc(a.Grants, func(g *playbook.Grant) bool { return g.From.Present() && g.From.Value == day })
	})
}

// playOne plays a scenario on one day. What it gives has been checked by load.
func playOne(m *authority.Model, sc *playbook.Scenario) Played {
	p := Played{Scenario: sc, Witness: &diagnostic.Witness{Playbook: m.Playbook.ID, Role: sc.Role.Value}}
	var readings []authority.Reading
	for _, o := range sc.Given {
		readings = append(readings, authority.Reading{Fact: o.Fact.Value, Value: o.Value.Value})
		p.Witness.Facts = append(p.Witness.Facts, diagnostic.Fact{Name: o.Fact.Value, Value: o.Value.Value})
	}
	situation, err := m.Read(readings)
	if err != nil {
		p.Misses = []Miss{{Related: diagnostic.Related{Span: sc.Name.Span, Message: err.Error()}}}
		return p
	}
	p.situation, p.gist = situation, m.Gist(sc.Role.Value, situation)
	p.Misses = compare(sc.Expect, p.gist)
	for i := range p.Misses {
		if p.gist.Answer == authority.Impossible && p.Misses[i].Key == "answer" {
			p.Misses[i].Related, p.Misses[i].Why = impossible(m, p)
		}
	}
	return p
}

// compare returns the parts of an expectation that are not met. Parts that were not written are not compared, but a
// situation that cannot be meets nothing that does not say so. What holds in some completions only meets nothing; who
// expects the answer to be unsettled names what holds in all.
func compare(want playbook.Expectation, got authority.Gist) []Miss {
	var misses []Miss
	add := func(key string, span diagnostic.Related, want, got, perhaps []string) {
		misses = append(misses, Miss{Related: span, Key: key, Want: want, Got: got, Perhaps: perhaps})
	}
	open := want.Answer.Value == string(authority.Unsettled)
	if answer := want.Answer; answer.Present() && answer.Value != string(got.Answer) || !answer.Present() && got.Answer == authority.Impossible {
		at := diagnostic.Related{Span: answer.Span, Message: fmt.Sprintf("expected the answer %s, it is %s", answer.Value, got.Answer)}
		var expected []string
		if answer.Present() {
			expected = []string{answer.Value}
		}
		add("answer", at, expected, []string{string(got.Answer)}, nil)
	}
	if w := playbook.Values(want.May.Value); want.May.Present() && differ(w, got.May, got.Might, open) {
		add("may", diagnostic.Related{Span: want.May.Span, Message: difference("the actions", w, got.May, got.Might)}, w, got.May, got.Might)
	}
	if w := playbook.Values(want.Escalate.Value); want.Escalate.Present() && differ(w, got.Calls, got.MightCall, open) {
		add("escalate", diagnostic.Related{Span: want.Escalate.Span, Message: difference("calls to", w, got.Calls, got.MightCall)}, w, got.Calls, got.MightCall)
	}
	return misses
}

// differ reports whether what is expected is not what holds; unless the answer is open, nothing may be only possible.
func differ(want, certain, possible []string, open bool) bool {
	return !slices.Equal(sorted(want), sorted(certain)) || !open && len(possible) > 0
}

func difference(what string, want, certain, possible []string) string {
	message := fmt.Sprintf("expected %s %s, got %s", what, names(want), names(certain))
	if len(possible) > 0 {
		message += ", and perhaps " + names(possible)
	}
	return message
}

// impossible says why a scenario that expects something else of it plays in a situation that cannot be.
func impossible(m *authority.Model, p Played) (diagnostic.Related, []diagnostic.Related) {
	at := p.Scenario.Expect.Answer.Span
	if at.IsZero() {
		at = p.Scenario.Name.Span
	}
	said := diagnostic.Related{Span: at, Message: "what it gives cannot be, and it does not expect the answer impossible"}
	var why []diagnostic.Related
	for _, line := range m.RuledOut(p.situation) {
		why = append(why, diagnostic.Related{Span: line.Span, Message: "this rules it out: " + line.Because.Value})
	}
	return said, why
}

func sorted(list []string) []string {
	list = slices.Clone(list)
	slices.Sort(list)
	return slices.Compact(list)
}

func names(list []string) string {
	if len(list) == 0 {
		return "(none)"
	}
	return strings.Join(list, ", ")
}

// Passed reports whether everything that is expected holds.
func (p Played) Passed() bool { return len(p.Misses) == 0 }
