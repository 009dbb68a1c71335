package authority

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"remit/generator/playbook"
)

// bookChanges are the changes of a playbook that are not about situations.
func (d *diff) bookChanges() []Change {
	was, is := d.editions[then].Playbook, d.editions[now].Playbook
	var list []Change
	if lines := validityLines(was.Validity, is.Validity); lines != nil {
		c := Change{Kind: Validity, Details: lines}
		before, after := was.Validity.Covers(d.days[0]), is.Validity.Covers(d.days[0])
		switch {
		case after && !before:
			c.Also, c.Details = []Kind{Widened}, append(c.Details, "it grants nothing then on the day compared, and does now")
		case before && !after:
			c.Also, c.Details = []Kind{Narrowed}, append(c.Details, "it grants on the day compared then, and nothing now")
		}
		list = append(list, c)
	}
	list = append(list, d.ownerChange()...)
	for _, f := range d.joints {
		list = append(list, f.domainChange()...)
	}
	for _, a := range is.Actions {
		list = append(list, d.actionChange(a)...)
	}
	return list
}

func validityLines(was, is playbook.Validity) []string {
	return slices.Concat(dateLine("valid_from", was.From, is.From), dateLine("valid_until", was.Until, is.Until))
}

func dateLine(key string, was, is playbook.Given[playbook.Date]) []string {
	if dateWords(was) == dateWords(is) {
		return nil
	}
	return []string{key + " " + dateWords(was) + " -> " + dateWords(is)}
}

func dateWords(d playbook.Given[playbook.Date]) string {
	if !d.Present() {
		return "none"
	}
	return d.Value.String()
}

// ownerChange says who answers for the workload now, if somebody else does.
func (d *diff) ownerChange() []Change {
	was, is := d.names.role(d.editions[then].owner()), d.editions[now].owner()
	if was == is {
		return nil
	}
	return []Change{{Kind: OwnerChange, Details: []string{was + " -> " + is}}}
}

func (e Edition) owner() string {
	if w := e.Site.Workload(e.Playbook.Workload.Value); w != nil {
		return w.Owner.Value
	}
	return "nobody"
}

// domainChange says what became of the unit and the grid of a fact that both sides test. What a range takes in shows in
// the regions.
func (j joint) domainChange() []Change {
	was, is := j.facts[then], j.facts[now]
	if was == nil || is == nil || is.Kind != playbook.Numeric {
		return nil
	}
	var lines []string
	if was.Unit.Value != is.Unit.Value {
		lines = append(lines, fmt.Sprintf("unit %s -> %s, so that one number means two things", orNo(was.Unit.Value), orNo(is.Unit.Value)))
	}
	if !sameGrid(was, is) {
		lines = append(lines, "step "+stepWords(was)+" -> "+stepWords(is))
	}
	if lines == nil {
		return nil
	}
	return []Change{{Kind: FactChange, Subject: is.Name.Value, Details: lines}}
}

func orNo(word string) string {
	if word == "" {
		return "none"
	}
	return word
}

func stepWords(f *playbook.Fact) string {
	if !f.Step.Present() {
		return "none"
	}
	return f.Step.Value.String() + " from " + f.Min.String()
}

// actionChange says what became of an action apart from who may take it.
func (d *diff) actionChange(is *playbook.Action) []Change {
	was := d.actionThen(is)
	if was == nil {
		return nil
	}
	var lines []string
	if was.Stopgap.Value != is.Stopgap.Value {
		lines = append(lines, map[bool]string{true: "it is now a stopgap", false: "it is no longer a stopgap"}[is.Stopgap.Value])
	}
	if a, b := undoWords(was), undoWords(is); a != b {
		lines = append(lines, a+" -> "+b)
	}
	if a, b := d.excluded(was), slices.Sorted(slices.Values(playbook.Values(is.Excludes))); !slices.Equal(a, b) {
		lines = append(lines, "excludes "+orNo(strings.Join(a, ", "))+" -> "+orNo(strings.Join(b, ", ")))
	}
	if lines == nil {
		return nil
	}
	return []Change{{Kind: ActionChange, Action: is.Name.Value, Subject: is.Name.Value, Details: lines}}
}

// undoWords say whether the reader is told that the action can be undone.
func undoWords(a *playbook.Action) string {
	switch {
	case !a.Reversible.Present():
		return "nothing said about undoing it"
	case a.Reversible.Value:
		return "can be undone"
	}
	return "cannot be undone"
}

func (d *diff) actionThen(is *playbook.Action) *playbook.Action {
	for _, a := range d.editions[then].Playbook.Actions {
		if d.names.action(a.Name.Value) == is.Name.Value {
			return a
		}
	}
	return nil
}

func (d *diff) excluded(a *playbook.Action) []string {
	var names []string
	for _, name := range playbook.Values(a.Excludes) {
		names = append(names, d.names.action(name))
	}
	slices.Sort(names)
	return names
}

// wordings says what readers are told in other words. Nothing can be proved of words, so a person should read them.
func (d *diff) wordings() []string {
	var list []string
	say := func(what string, was, is string) {
		if was != is {
			list = append(list, fmt.Sprintf("%s: %s -> %s", what, quoted([]string{was}), quoted([]string{is})))
		}
	}
	for _, j := range d.joints {
		was, is := j.facts[then], j.facts[now]
		if was == nil || is == nil {
			continue
		}
		say("question of "+is.Name.Value, was.Ask.Value, is.Ask.Value)
		for _, o := range was.Options {
			if i := is.Option(d.renamed.option(is.Name.Value, o.Name.Value)); i >= 0 {
				say("option "+is.Options[i].Name.Value+" of "+is.Name.Value, o.Title.Value, is.Options[i].Title.Value)
			}
		}
	}
	for _, a := range d.editions[now].Playbook.Actions {
		if was := d.actionThen(a); was != nil {
			say("title of "+a.Name.Value, was.Title.Value, a.Title.Value)
		}
	}
	return slices.Concat(list, d.stepChanges(), d.reviews())
}

// stepChanges says which calls are made by other steps of the page.
func (d *diff) stepChanges() []string {
	was, is := d.sides[then].stepsOf(), d.sides[now].stepsOf()
	var list []string
	for _, ladder := range slices.Sorted(maps.Keys(is)) {
		if old, known := was[ladder]; known && !slices.Equal(old, is[ladder]) {
			list = append(list, fmt.Sprintf("steps of the call to %s: %s -> %s", ladder, quoted(old), quoted(is[ladder])))
		}
	}
	return list
}

// stepsOf returns the steps of the duties by their ladders.
func (s *side) stepsOf() map[string][]string {
	all := map[string][]string{}
	for _, d := range s.m.duties {
		ladder := strings.Join(s.names.ladder(playbook.Values(d.duty.To)), ", then ")
		all[ladder] = appendNew(all[ladder], d.duty.Steps)
		slices.Sort(all[ladder])
	}
	return all
}

// reviews says what became of the dates of review, which are no authority.
func (d *diff) reviews() []string {
	was, is := d.editions[then].Playbook, d.editions[now].Playbook
	list := dateLine("last_reviewed_on", was.LastReviewedOn, is.LastReviewedOn)
	if a, b := written(was.ReviewIn), written(is.ReviewIn); a != b {
		list = append(list, "review_in "+orNo(a)+" -> "+orNo(b))
	}
	return list
}
