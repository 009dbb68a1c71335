package authority

import (
	"slices"
	"strings"

	"remit/generator/decision"
)

// A Gist is as much of an answer as a scenario can expect, and the rules that it rests on. May and Calls hold in every
// admissible completion of the situation, Might and MightCall in some but not all.
type Gist struct {
	Answer           Verdict
	May, Might       []string // actions, in the order of the file
	Calls, MightCall []string // the contacts that duties call first, in the order of the file
	Grants, Duties   []int    // in force, or owed, in every completion; by index
}

// Gist returns the gist of the answer for a role of the site.
func (m *Model) Gist(name string, s *Situation) Gist {
	r := m.role(name)
	c := m.completions(r, s)
	if len(c) == 0 {
		return Gist{Answer: Impossible}
	}
	g := Gist{Answer: Unsettled}
	if m.settled(r, c) {
		g.Answer = c[0].Verdict
	}
	g.May, g.Might = sift(c, m.actionsOf)
	g.Calls, g.MightCall = sift(c, r.callsOf)
	g.Grants, _ = sift(c, func(o Outcome) []int { return o.Grants })
	g.Duties, _ = sift(c, func(o Outcome) []int { return o.Duties })
	return g
}

// sift tells what all outcomes yield from what only some do.
func sift[T comparable](c []Outcome, yield func(Outcome) []T) (certain, possible []T) {
	holds := map[T]int{}
	var met []T
	for _, o := range c {
		for _, x := range yield(o) {
			if holds[x]++; holds[x] == 1 {
				met = append(met, x)
			}
		}
	}
	for _, x := range met {
		if holds[x] == len(c) {
			certain = append(certain, x)
		} else {
			possible = append(possible, x)
		}
	}
	return certain, possible
}

// actionsOf returns the actions that an outcome grants, each once.
func (m *Model) actionsOf(o Outcome) []string {
	var names []string
	for _, g := range o.Grants {
		if name := m.grants[g].action.Name.Value; !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	return names
}

// callsOf returns the contacts that an outcome has the role call first, each once.
func (r *role) callsOf(o Outcome) []string {
	var names []string
	for _, d := range o.Duties {
		if name := r.ladders[d][0]; !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	return names
}

// gists returns the diagram of a role whose leaves are one where the gist is.
func (m *Model) gists(name string) decision.Node {
	r := m.role(name)
	if r.gists != nil {
		return *r.gists
	}
	known := map[string]int{string(Impossible): impossibleLeaf}
	n := m.forest.Map(r.root, func(leaf int) int {
		key := string(Impossible)
		if leaf != impossibleLeaf {
			o := r.outcomes[leaf]
			actions, calls := m.actionsOf(o), r.callsOf(o)
			slices.Sort(calls) // a scenario compares them as a set
			key = string(o.Verdict) + " " + strings.Join(actions, ",") + " " + strings.Join(calls, ",")
		}
		if _, ok := known[key]; !ok {
			known[key] = len(known)
		}
		return known[key]
	})
	r.gists = &n
	return n
}
