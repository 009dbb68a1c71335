package load

import (
	"fmt"
	"strings"

	"remit/generator/frontmatter"
	"remit/generator/language"
	"remit/generator/playbook"
	"remit/generator/words"
)

// scenario reads a situation with the answer its author expects.
func (b *book) scenario(n *frontmatter.Node) *playbook.Scenario {
	t := b.item(n, "a scenario", language.Scenario)
	s := &playbook.Scenario{Name: t.text("name"), Role: t.word("role"), Span: t.span}
	b.known(s.Role, b.frame.roles)
	if n := t.node("given"); n != nil && n.Kind == frontmatter.MappingNode {
		for _, p := range b.unique(n.Pairs) {
			if p.Key.Broken || p.Key.Kind != frontmatter.ScalarNode {
				continue
			}
			if o, ok := b.observation(p); ok {
				s.Given = append(s.Given, o)
			}
		}
	} else if n != nil {
		b.notA(n, t.named("given"), "facts with their values: given: {error_rate: 3, recent_deploy: yes}")
	}
	if t.has("expect") {
		s.Expect = b.expectation(t)
	}
	return s
}

// observation reads the value of one fact.
func (b *book) observation(p frontmatter.Pair) (o playbook.Observation, ok bool) {
	o.Fact = playbook.Text{Value: p.Key.Text, Span: b.Span(p.Key)}
	fact, known := b.scope.Facts[p.Key.Text]
	if !known {
		b.unknownFact(o.Fact)
		return o, false
	}
	o.Value = b.word(p.Value, "the value of "+words.Quote(p.Key.Text), "a value")
	if fact == nil || !o.Value.Present() {
		return o, false
	}
	if o.Value.Value == "unknown" {
		b.Report("wrong_type", o.Value.Span, "leave the fact out of the scenario: then it is not known", "%s is not a value", words.Quote("unknown"))
		return o, false
	}
	return o, b.value(fact, &o.Value)
}

func (b *book) unknownFact(name playbook.Text) {
	if !b.sure || b.Full() {
		return
	}
	if b.scope.Named[name.Value] {
		b.Report("unknown_name", name.Span, "give the facts that it is made of", "%s is a condition or a trigger, not a fact", words.Quote(name.Value))
		return
	}
	facts := newRegister("fact", true)
	for known := range b.scope.Facts {
		facts.add(known)
	}
	b.unknown(name, facts, b.help(name.Value, facts))
}

// value checks a value against its fact, and brings true and false to yes and no.
func (b *book) value(f *playbook.Fact, v *playbook.Text) bool {
	switch f.Kind {
	case playbook.YesNo:
		is, ok := yes(v.Value)
		if !ok {
			b.Report("wrong_type", v.Span, "write yes or no", "%s is yes or no, not %s", words.Quote(f.Name.Value), words.Quote(v.Value))
			return false
		}
		v.Value = map[bool]string{true: "yes", false: "no"}[is]
		return true
	case playbook.Choice:
		options := newRegister("option", true)
		for _, o := range f.Options {
			options.add(o.Name.Value)
		}
		if !options.has[v.Value] {
			b.Report("unknown_name", v.Span, b.help(v.Value, options), "%s has no option %s", words.Quote(f.Name.Value), words.Quote(v.Value))
			return false
		}
		return true
	}
	return b.numberValue(f, v)
}

func (b *book) numberValue(f *playbook.Fact, v *playbook.Text) bool {
	unit := ""
	if f.Unit.Present() {
		unit = fmt.Sprintf("; the unit is %s and is not written", words.Quote(f.Unit.Value))
	}
	number, err := playbook.ParseNumber(v.Value)
	switch {
	case err != nil:
		b.Report("wrong_type", v.Span, strings.TrimPrefix(err.Error(), "not a number: ")+unit, "%s is a number, not %s", words.Quote(f.Name.Value), words.Quote(v.Value))
	case !f.InRange(number.Rat):
		b.Report("out_of_range", v.Span, fmt.Sprintf("write a number from %s to %s%s", f.Min, f.Max, unit), "%s is outside the range of %s", v.Value, words.Quote(f.Name.Value))
		b.Relate(f.Span, "the fact is defined here")
	case !f.OnGrid(number.Rat):
		b.Report("off_grid", v.Span, fmt.Sprintf("write a multiple of %s, counted from %s", f.Step.Value, f.Min), "%s is not on the grid of %s", v.Value, words.Quote(f.Name.Value))
		b.Relate(f.Step.Span, "its step is given here")
	default:
		return true
	}
	return false
}

func (b *book) expectation(t *table) (e playbook.Expectation) {
	n := t.node("expect")
	u := b.table(n, t.named("expect"), t.key("expect"), language.Expect)
	if n.Kind == frontmatter.MappingNode && len(n.Pairs) == 0 && !n.Broken {
		b.Report("wrong_type", b.Span(n), "write expect: {answer: act}", "%s is empty", t.named("expect"))
	}
	e.Answer = u.choice("answer")
	e.May = b.expected(u, "may", b.actions)
	e.Escalate = b.expected(u, "escalate", b.frame.contacts)
	return e
}

// expected reads a list of names that may be empty: then none is expected.
func (b *book) expected(t *table, key string, g *register) playbook.Given[[]playbook.Text] {
	n := t.node(key)
	if n == nil {
		return playbook.Given[[]playbook.Text]{}
	}
	list := t.names(key, true)
	b.knownAll(list, g)
	return playbook.Given[[]playbook.Text]{Value: list, Span: b.Span(n)}
}
