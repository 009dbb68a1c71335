package authority

import (
	"fmt"
	"strings"

	"remit/generator/decision"
	"remit/generator/playbook"
)

// boxWords describes a box with the names of the facts: "error_rate from 2 to below 5 and not recent_deploy".
func (m *Model) boxWords(box decision.Box) string {
	var parts []string
	for i, c := range m.columns {
		if box[i] != nil {
			parts = append(parts, c.words(box[i]))
		}
	}
	if parts == nil {
		return "every situation at risk"
	}
	return strings.Join(parts, " and ")
}

// words describes a set of cells that is not all of them.
func (c column) words(set decision.Cells) string {
	name := c.fact.Name.Value
	switch c.fact.Kind {
	case playbook.YesNo:
		if set.Has(1) {
			return name
		}
		return "not " + name
	case playbook.Choice:
		return name + " " + c.optionWords(set)
	}
	first := 0
	for !set.Has(first) {
		first++
	}
	last := first
	for last+1 < c.cells() && set.Has(last+1) {
		last++
	}
	return name + " " + c.rangeWords(first, last, func(n string) string { return n })
}

func (c column) optionWords(set decision.Cells) string {
	var in, out []string
	for i, o := range c.fact.Options {
		if set.Has(i) {
			in = append(in, o.Name.Value)
		} else {
			out = append(out, o.Name.Value)
		}
	}
	if len(out) == 1 && len(in) > 1 {
		return "not " + out[0]
	}
	return strings.Join(in, " or ")
}

// rangeWords describes the cells from first to last of a number; show turns a number into words, such as with a unit.
func (c column) rangeWords(first, last int, show func(string) string) string {
	iv := c.line.Interval(first, last)
	low, high := show(playbook.Decimal(iv.Low)), show(playbook.Decimal(iv.High))
	atStart, atEnd := first == 0, last == c.cells()-1
	switch {
	case iv.Low.Cmp(iv.High) == 0:
		return "exactly " + low
	case atStart && iv.HighOpen:
		return "below " + high
	case atStart:
		return high + " or less"
	case atEnd && iv.LowOpen:
		return "above " + low
	case atEnd:
		return low + " or more"
	}
	from, to := "from "+low, "to "+high
	if iv.LowOpen {
		from = "above " + low
	}
	if iv.HighOpen {
		to = "to below " + high
	}
	return from + " " + to
}

// Words turns a condition into words for a reader: "error rate 2 % or more, and not recent deploy". Names of conditions
// and triggers stay names.
func Words(site *playbook.Site, p *playbook.Playbook, c playbook.Condition) string {
	if !c.Present() {
		return "always"
	}
	return wording{vocabulary{site, p}}.expr(c.Expr, false)
}

type wording struct{ vocabulary }

func (w wording) expr(e *playbook.Expr, inner bool) string {
	switch e.Op {
	case playbook.And:
		return w.join(e.Args, " and ", inner)
	case playbook.Or:
		return w.join(e.Args, " or ", inner)
	case playbook.Not:
		return w.not(e.Args[0])
	case playbook.In:
		return playbook.Words(e.Name) + " is " + w.options(e)
	case playbook.Within:
		return w.number(e, false)
	}
	return playbook.Words(e.Name)
}

func (w wording) join(args []*playbook.Expr, word string, inner bool) string {
	parts := make([]string, len(args))
	for i, a := range args {
		parts[i] = w.expr(a, true)
	}
	if inner {
		return "(" + strings.Join(parts, word) + ")"
	}
	return strings.Join(parts, word)
}

func (w wording) not(e *playbook.Expr) string {
	switch e.Op {
	case playbook.In:
		return playbook.Words(e.Name) + " is not " + w.options(e)
	case playbook.Within:
		return w.number(e, true)
	case playbook.And, playbook.Or:
		return "not " + w.expr(e, true)
	}
	return "not " + w.expr(e, true)
}

func (w wording) options(e *playbook.Expr) string {
	f := w.fact(e.Name)
	var titles []string
	for _, o := range e.Options {
		title := playbook.Words(o)
		if i := f.Option(o); i >= 0 && f.Options[i].Title.Value != "" {
			title = f.Options[i].Title.Value
		}
		titles = append(titles, "“"+title+"”")
	}
	if titles == nil {
		return "none of its options"
	}
	return strings.Join(titles, " or ")
}

func (w wording) number(e *playbook.Expr, not bool) string {
	f := w.fact(e.Name)
	name := playbook.Words(e.Name)
	show := func(b *playbook.Bound) string { return Measure(f, b.Number.String()) }
	switch {
	case e.Low == nil && e.High == nil:
		return name + " any"
	case e.High == nil:
		return name + " " + half(e.Low.Inclusive != not, not, show(e.Low))
	case e.Low == nil:
		return name + " " + half(e.High.Inclusive != not, !not, show(e.High))
	case e.Low.Inclusive && e.High.Inclusive && e.Low.Number.Rat.Cmp(e.High.Number.Rat) == 0:
		return fmt.Sprintf("%s %s %s", name, map[bool]string{false: "exactly", true: "other than"}[not], show(e.Low))
	}
	from, to := "from "+show(e.Low), "to "+show(e.High)
	if !e.Low.Inclusive {
		from = "above " + show(e.Low)
	}
	if !e.High.Inclusive {
		to = "to below " + show(e.High)
	}
	if not {
		name += " not"
	}
	return name + " " + from + " " + to
}

// half describes everything on one side of a number.
func half(inclusive, below bool, number string) string {
	switch {
	case below && inclusive:
		return number + " or less"
	case below:
		return "below " + number
	case inclusive:
		return number + " or more"
	}
	return "above " + number
}

// Measure writes a number with the unit of its fact.
func Measure(f *playbook.Fact, number string) string {
	if !f.Unit.Present() {
		return number
	}
	return number + " " + f.Unit.Value
}
