package condition

import (
	"fmt"
	"math/big"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"remit/generator/diagnostic"
	"remit/generator/limit"
	"remit/generator/playbook"
	"remit/generator/source"
)

// A world gives every name of the harbour a value.
type world struct {
	truths  map[string]bool
	options map[string]string
	numbers map[string]*big.Rat
}

// A sentence is a condition as text, with what it means computed while it was made, by no code of the package.
type sentence struct {
	text  string
	level int // of its loosest sign: 0 or, 1 and, 2 none that needs brackets below a not
	holds func(world) bool
}

// author makes up conditions.
type author struct{ *rand.Rand }

func (a author) pick(list ...string) string { return list[a.IntN(len(list))] }

func (a author) gap() string { return a.pick("", "", " ", "  ", "\n ") }

func (a author) sentence(depth int) sentence {
	if depth == 0 {
		return a.atom()
	}
	switch a.IntN(4) {
	case 0:
		return a.joined(0, a.pick(" or ", "||", " || "), depth)
	case 1:
		return a.joined(1, a.pick(" and ", "&&", "\nand "), depth)
	case 2:
		inner := a.sentence(depth - 1)
		return sentence{a.pick("not ", "!", "! ") + "(" + inner.text + ")", 2, func(w world) bool { return !inner.holds(w) }}
	}
	return a.atom()
}

func (a author) joined(level int, sign string, depth int) sentence {
	parts := []sentence{}
	texts := []string{}
	for range 2 + a.IntN(2) {
		p := a.sentence(depth - 1)
		if p.level < level || a.IntN(4) == 0 {
			p.text = "(" + a.gap() + p.text + a.gap() + ")"
		}
		parts, texts = append(parts, p), append(texts, p.text)
	}
	return sentence{strings.Join(texts, sign), level, func(w world) bool {
		holds := func(p sentence) bool { return p.holds(w) }
		if level == 0 {
			return slices.ContainsFunc(parts, holds)
		}
		return !slices.ContainsFunc(parts, func(p sentence) bool { return !holds(p) })
	}}
}

func (a author) atom() sentence {
	switch a.IntN(6) {
	case 0:
		name := a.pick("recent_deploy", "migration_running", "swamped", "severe")
		return sentence{name, 2, func(w world) bool { return w.truths[name] }}
	case 1:
		name := a.pick("recent_deploy", "swamped")
		return sentence{a.pick("not ", "!") + name, 2, func(w world) bool { return !w.truths[name] }}
	case 2:
		return a.choice()
	case 3:
		return a.interval()
	case 4:
		return a.chain()
	}
	fact, n := a.number()
	op := a.pick("<", "<=", ">", ">=", "==", "!=")
	test := sentence{fact + a.gap() + op + a.gap() + n, 2, func(w world) bool { return compares(w.numbers[fact], op, n) }}
	if a.IntN(4) == 0 {
		test.text = n + a.gap() + mirroredInTest[op] + a.gap() + fact
	}
	return test
}

var mirroredInTest = map[string]string{"<": ">", "<=": ">=", ">": "<", ">=": "<=", "==": "==", "!=": "!="}

func (a author) choice() sentence {
	options := []string{}
	for range a.IntN(4) {
		options = append(options, a.pick("operational", "degraded", "outage"))
	}
	in := func(w world) bool { return slices.Contains(options, w.options["provider"]) }
	out := func(w world) bool { return !in(w) }
	switch list := "[" + a.gap() + strings.Join(options, a.gap()+","+a.gap()) + "]"; {
	case len(options) == 1 && a.IntN(2) == 0:
		return sentence{"provider" + a.gap() + "==" + a.gap() + options[0], 2, in}
	case len(options) == 1:
		return sentence{"provider" + a.gap() + "!=" + a.gap() + options[0], 2, out}
	case a.IntN(2) == 0:
		return sentence{"provider in" + a.gap() + list, 2, in}
	default:
		return sentence{"provider not in" + list, 2, out}
	}
}

func (a author) interval() sentence {
	fact, low := a.number()
	_, high := a.numberOf(fact)
	within := func(w world) bool {
		return compares(w.numbers[fact], ">=", low) && compares(w.numbers[fact], "<=", high)
	}
	if a.IntN(2) == 0 {
		return sentence{fact + " in " + low + a.gap() + ".." + a.gap() + high, 2, within}
	}
	return sentence{fact + " not in " + low + ".." + high, 2, func(w world) bool { return !within(w) }}
}

func (a author) chain() sentence {
	fact, low := a.number()
	_, high := a.numberOf(fact)
	first, second := a.pick("<", "<="), a.pick("<", "<=")
	if a.IntN(2) == 0 {
		first, second = mirroredInTest[first], mirroredInTest[second]
	}
	return sentence{low + a.gap() + first + a.gap() + fact + a.gap() + second + a.gap() + high, 2, func(w world) bool {
		return compares(w.numbers[fact], mirroredInTest[first], low) && compares(w.numbers[fact], second, high)
	}}
}

func (a author) number() (fact, literal string) {
	return a.numberOf(a.pick("error_rate", "nodes", "latency"))
}

func (a author) numberOf(fact string) (string, string) {
	switch fact {
	case "nodes":
		return fact, a.pick("0", "3", "6", "9")
	case "latency":
		return fact, a.pick("-50.5", "-1", "9007199254740992", "9007199254740993", "0.30000000000000004", "0.3", "123456789012345678901234567890")
	}
	return fact, a.pick("0", "0.1", "0.3", "0.30", "2", "99.9", "100")
}

func compares(v *big.Rat, op, literal string) bool {
	n, _ := new(big.Rat).SetString(literal)
	switch c := v.Cmp(n); op {
	case "<":
		return c < 0
	case "<=":
		return c <= 0
	case ">":
		return c > 0
	case ">=":
		return c >= 0
	case "==":
		return c == 0
	}
	return v.Cmp(n) != 0
}

func (a author) world() world {
	w := world{truths: map[string]bool{}, options: map[string]string{"provider": a.pick("operational", "degraded", "outage")}, numbers: map[string]*big.Rat{}}
	for _, name := range []string{"recent_deploy", "migration_running", "swamped", "severe"} {
		w.truths[name] = a.IntN(2) == 0
	}
	for _, name := range []string{"error_rate", "nodes", "latency"} {
		_, literal := a.numberOf(name)
		w.numbers[name], _ = new(big.Rat).SetString(literal)
	}
	return w
}

// evaluated is the meaning of an Expr.
func evaluated(e *playbook.Expr, w world) bool {
	holds := func(arg *playbook.Expr) bool { return evaluated(arg, w) }
	switch e.Op {
	case playbook.And:
		return !slices.ContainsFunc(e.Args, func(arg *playbook.Expr) bool { return !holds(arg) })
	case playbook.Or:
		return slices.ContainsFunc(e.Args, holds)
	case playbook.Not:
		return !holds(e.Args[0])
	case playbook.Truth:
		return w.truths[e.Name]
	case playbook.In:
		return slices.Contains(e.Options, w.options[e.Name])
	}
	v := w.numbers[e.Name]
	above := e.Low == nil || v.Cmp(e.Low.Number.Rat) > 0 || e.Low.Inclusive && v.Cmp(e.Low.Number.Rat) == 0
	below := e.High == nil || v.Cmp(e.High.Number.Rat) < 0 || e.High.Inclusive && v.Cmp(e.High.Number.Rat) == 0
	return above && below
}

func TestConditionMeansWhatItsAuthorMeant(t *testing.T) {
	a := author{rand.New(rand.NewPCG(3, 14))}
	for range 600 {
		s := a.sentence(4)
		if len(s.text) > limit.MaxCondition {
			continue
		}
		c, found := Parse(onOneLine(s.text), harbour())
		if len(found) > 0 {
			t.Fatalf("%q: %s", s.text, printed(found))
		}
		for range 5 {
			if w := a.world(); evaluated(c.Expr, w) != s.holds(w) {
				t.Fatalf("%q means %s, which is %t in %v", s.text, show(c.Expr), evaluated(c.Expr, w), w)
			}
		}
		if why := misplaced(c.Expr, c.Span); why != "" {
			t.Fatalf("%q: %s", s.text, why)
		}
	}
}

// misplaced checks that every expression stands inside the one around it and reads as one condition by itself.
func misplaced(e *playbook.Expr, around source.Span) string {
	text := e.Span.Text()
	if e.Span.Start < around.Start || e.Span.End > around.End || text == "" {
		return fmt.Sprintf("%s stands at %q, outside %q", show(e), text, around.Text())
	}
	if c, found := Parse(onOneLine(text), harbour()); len(found) > 0 || show(c.Expr) != show(e) && e.Op != playbook.In && e.Op != playbook.Within {
		return fmt.Sprintf("%s stands at %q, which reads as %s", show(e), text, show(c.Expr))
	}
	for _, arg := range e.Args {
		if why := misplaced(arg, e.Span); why != "" {
			return why
		}
	}
	return ""
}

func FuzzCondition(f *testing.F) {
	a := author{rand.New(rand.NewPCG(1, 2))}
	for range 50 {
		f.Add(a.sentence(3).text)
	}
	for _, text := range []string{"not provider == outage", "error_rate > 0x10", `"outage`, "a ?? b", "x in [1, 2]", "2 < error_rate >= 5", "\xff\u00a0", "error_rate > 5 % /*", "provider in (", "…–−5"} {
		f.Add(text)
	}
	sc := harbour()
	f.Fuzz(func(t *testing.T, text string) {
		c, found := Parse(onOneLine(text), sc)
		if c.Expr == nil && len(found) == 0 && !strings.Contains(text, "broken") {
			t.Error("neither understood nor refused")
		}
		if c.Expr != nil {
			if why := misplaced(c.Expr, c.Span); why != "" {
				t.Error(why)
			}
		}
		for _, d := range found {
			if why := unhelpful(d, text); why != "" {
				t.Errorf("%s: %+v", why, d)
			}
		}
	})
}

func unhelpful(d diagnostic.Diagnostic, text string) string {
	switch {
	case d.Message == "" || d.Help == "" || d.Rule == "":
		return "says too little"
	case d.Message == "the condition cannot be read":
		return "Expr refuses what the lexer lets pass"
	case d.Span.Start < 0 || d.Span.End > len(text) || d.Span.Start > d.Span.End:
		return "stands outside the text"
	case d.Span.Start == d.Span.End && text != "":
		return "points at nothing"
	case utf8.ValidString(text) && !utf8.ValidString(d.Span.Text()):
		return "cuts a character"
	case len(d.Message) > 500 || len(d.Help) > 1000:
		return "says too much"
	}
	return ""
}

func BenchmarkCondition(b *testing.B) {
	s, sc := onOneLine("error_rate >= 10 or provider == outage and not recent_deploy"), harbour()
	for b.Loop() {
		if c, _ := Parse(s, sc); c.Expr == nil {
			b.Fatal("refused")
		}
	}
}
