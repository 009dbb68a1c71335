package load

import (
	"slices"
	"strings"

	"remit/generator/channel"
	"remit/generator/frontmatter"
	"remit/generator/language"
	"remit/generator/playbook"
	"remit/generator/source"
	"remit/generator/words"
)

// fact reads the definition of a fact. A fact with a mistake in it comes back as nil: what may be said of it is in doubt.
func (r *reader) fact(name playbook.Text, n *frontmatter.Node, place source.Span) *playbook.Fact {
	before := len(r.Found)
	t := r.table(n, "fact "+words.Quote(name.Value), place, language.Fact)
	f := &playbook.Fact{Name: name, Ask: t.text("ask"), Look: t.look(), Span: place}
	f.Span.End = max(f.Span.End, n.End)
	if f.Ask.Value == "" {
		f.Ask.Value = asWords(name.Value) + "?"
	}
	switch {
	case t.has("range"):
		f.Kind = playbook.Numeric
		t.number(f)
	case t.has("options"):
		f.Kind = playbook.Choice
		t.options(f)
	}
	t.misplaced(f)
	t.worse(f)
	if len(r.Found) > before || !t.sure || n.Flawed() {
		return nil
	}
	return f
}

// look reads where a fact can be seen: in words, or an address, which must then be one that a button can open.
func (t *table) look() playbook.Text {
	text := t.text("look")
	if !strings.Contains(strings.SplitN(text.Value, " ", 2)[0], "://") {
		return text
	}
	if i := channel.Unfit(text.Value); i >= 0 {
		t.r.unfit(t.named("look"), text, i)
	} else if channel.WebAddress(text.Value) == nil {
		t.r.Report("wrong_type", text.Span, "write a whole address such as https://grafana.example/d/checkout, without a user in it, or say in words where to look",
			"%s is not a web address: %s", t.named("look"), words.Quote(text.Value))
	}
	return text
}

// misplaced reports keys that do not go with the kind of the fact.
func (t *table) misplaced(f *playbook.Fact) {
	if t.has("range") && t.has("options") {
		t.r.Report("wrong_type", t.key("options"), `a number has a "range", a choice has "options": keep one of the two`, "%s cannot have both a range and options", t.what)
		return
	}
	for _, key := range []string{"unit", "step"} {
		switch {
		case !t.has(key) || f.Kind == playbook.Numeric || !t.sure || t.maybe["range"]:
		case f.Kind == playbook.Choice:
			t.r.Report("wrong_type", t.key(key), "delete it", "%s is for numbers, and %s is a choice", words.Quote(key), t.what)
		default:
			t.r.Report("missing_key", t.key(key), `add "range: 0..100", with its least and greatest value`, "%s has a %s but no %s", t.what, words.Quote(key), words.Quote("range"))
			return
		}
	}
}

// number reads unit, range and step.
func (t *table) number(f *playbook.Fact) {
	f.Unit = t.text("unit")
	text := t.word("range")
	if text.Present() {
		least, greatest, _ := strings.Cut(text.Value, "..")
		var err, err2 error
		f.Min, err = playbook.ParseNumber(strings.TrimSpace(least))
		f.Max, err2 = playbook.ParseNumber(strings.TrimSpace(greatest))
		switch {
		case err != nil || err2 != nil:
			t.r.Report("wrong_type", text.Span, "write the least value, two points and the greatest value, such as 0..100 or -0.5..0.5", "%s is not a range: %s", t.named("range"), words.Quote(text.Value))
			return
		case f.Min.Rat.Cmp(f.Max.Rat) >= 0:
			t.r.Report("wrong_type", text.Span, "write the lesser value first", "%s is empty: %s is not less than %s", t.named("range"), f.Min, f.Max)
			return
		}
	}
	if step := t.word("step"); step.Present() {
		number, err := playbook.ParseNumber(step.Value)
		switch {
		case err != nil || number.Rat.Sign() <= 0:
			t.r.Report("wrong_type", step.Span, "write a number greater than 0, such as 1 or 0.1", "%s is not a distance: %s", t.named("step"), words.Quote(step.Value))
		default:
			f.Step = playbook.Given[playbook.Number]{Value: number, Span: step.Span}
		}
	}
}

// options reads the values of a choice.
func (t *table) options(f *playbook.Fact) {
	n := t.node("options")
	if n.Kind == frontmatter.MappingNode && len(n.Pairs) == 0 && !n.Broken {
		t.r.Report("wrong_type", t.r.Span(n), "write {operational: Operational, outage: Outage}", "%s is empty", t.named("options"))
	}
	t.r.named(t, "options", "an option", func(name playbook.Text, value *frontmatter.Node, _ source.Span) {
		title := t.r.text(value, "the title of option "+words.Quote(name.Value))
		f.Options = append(f.Options, playbook.Option{Name: name, Title: title})
	})
	var all []titled
	for i := range f.Options {
		all = append(all, titled{f.Options[i].Name.Value, &f.Options[i].Title})
	}
	tellApart(all)
}

func (t *table) worse(f *playbook.Fact) {
	said := map[playbook.Kind][]string{playbook.Numeric: {"higher", "lower"}, playbook.Choice: {"later", "earlier"}}[f.Kind]
	text := t.word("worse")
	switch {
	case !text.Present():
	case said != nil && slices.Contains(said, text.Value):
		f.Worse = direction(text.Value)
	case said != nil:
		t.r.Report("wrong_type", text.Span, "write "+frontmatter.OrList(said), "%s cannot be %s: the fact is a %s", t.named("worse"), words.Quote(text.Value), f.Kind)
	case t.sure && !t.maybe["range"] && !t.maybe["options"]:
		t.r.Report("wrong_type", t.key("worse"), "delete it, or give the fact a range or options", "%s is for numbers and choices, and %s is yes or no", words.Quote("worse"), t.what)
	}
}

func direction(word string) playbook.Worse {
	switch word {
	case "higher", "later":
		return playbook.WorseHigher
	case "lower", "earlier":
		return playbook.WorseLower
	}
	return playbook.WorseUnsaid
}
