package condition

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"remit/generator/diagnostic"
	"remit/generator/playbook"
	"remit/generator/source"
)

// harbour is the scope of most tests: a fact of each kind, and two names.
func harbour() Scope {
	return Scope{
		Facts: map[string]*playbook.Fact{
			"error_rate":        numericFact("error_rate", "0", "100", "0.1", "%"),
			"latency":           numericFact("latency", "-50.5", "999999999999999999999999999999", "", "ms"),
			"nodes":             numericFact("nodes", "0", "10", "3", ""),
			"provider":          choiceFact("provider", "operational", "degraded", "outage"),
			"region":            choiceFact("region", "north", "south"),
			"recent_deploy":     {Name: text("recent_deploy")},
			"migration_running": {Name: text("migration_running")},
			"broken":            nil,
		},
		Named: map[string]bool{"swamped": true, "severe": true},
	}
}

func text(s string) playbook.Text { return playbook.Text{Value: s} }

func exact(s string) playbook.Number {
	n, err := playbook.ParseNumber(s)
	if err != nil {
		panic(err)
	}
	return n
}

func numericFact(name, low, high, step, unit string) *playbook.Fact {
	f := &playbook.Fact{Name: text(name), Kind: playbook.Numeric, Min: exact(low), Max: exact(high), Unit: text(unit)}
	if step != "" {
		f.Step = playbook.Given[playbook.Number]{Value: exact(step), Span: source.NewFile("f", nil).Span(0, 0)}
	}
	return f
}

func choiceFact(name string, options ...string) *playbook.Fact {
	f := &playbook.Fact{Name: text(name), Kind: playbook.Choice}
	for _, o := range options {
		f.Options = append(f.Options, playbook.Option{Name: text(o)})
	}
	return f
}

// onOneLine is a condition that is the whole of a file.
func onOneLine(s string) Scalar {
	return Scalar{Text: s, File: source.NewFile("x.md", []byte(s)), End: len(s)}
}

// show writes an expression with every meaning visible; numbers as they were written.
func show(e *playbook.Expr) string {
	if e == nil {
		return "nil"
	}
	args := []string{}
	for _, a := range e.Args {
		args = append(args, show(a))
	}
	switch e.Op {
	case playbook.And:
		return "(and " + strings.Join(args, " ") + ")"
	case playbook.Or:
		return "(or " + strings.Join(args, " ") + ")"
	case playbook.Not:
		return "(not " + strings.Join(args, " ") + ")"
	case playbook.Truth:
		return e.Name
	case playbook.In:
		return "(" + strings.Join(append([]string{"in", e.Name}, e.Options...), " ") + ")"
	}
	low, high := "(-", "+)"
	if e.Low != nil {
		low = map[bool]string{true: "[", false: "("}[e.Low.Inclusive] + e.Low.Number.Text
	}
	if e.High != nil {
		high = e.High.Number.Text + map[bool]string{true: "]", false: ")"}[e.High.Inclusive]
	}
	return e.Name + low + ".." + high
}

func TestConditionMeans(t *testing.T) {
	for _, row := range [...]struct{ text, want string }{
		{"recent_deploy", "recent_deploy"},
		{"  (recent_deploy)\n", "recent_deploy"},
		{"swamped and severe", "(and swamped severe)"},
		{"not recent_deploy", "(not recent_deploy)"},
		{"!recent_deploy && !!severe", "(and (not recent_deploy) (not (not severe)))"},
		{"recent_deploy||severe", "(or recent_deploy severe)"},
		{"severe or swamped and recent_deploy or migration_running", "(or severe (and swamped recent_deploy) migration_running)"},
		{"severe or (swamped or recent_deploy)", "(or severe swamped recent_deploy)"},
		{"(severe or swamped) and recent_deploy", "(and (or severe swamped) recent_deploy)"},
		{"not recent_deploy and error_rate > 2", "(and (not recent_deploy) error_rate(2..+))"},
		{"not (severe or swamped)", "(not (or severe swamped))"},
		{"provider == outage", "(in provider outage)"},
		{"provider!=outage", "(not (in provider outage))"},
		{"(provider) == (outage)", "(in provider outage)"},
		{"provider in [degraded,outage]", "(in provider degraded outage)"},
		{"provider not in [ degraded , degraded ]", "(not (in provider degraded degraded))"},
		{"provider not\n in [degraded]", "(not (in provider degraded))"},
		{"not (provider in [degraded])", "(not (in provider degraded))"},
		{"provider in []", "(in provider)"},
		{"error_rate < 5", "error_rate(-..5)"},
		{"error_rate<=5", "error_rate(-..5]"},
		{"error_rate > 0.1", "error_rate(0.1..+)"},
		{"error_rate >= 5.0", "error_rate[5.0..+)"},
		{"error_rate == 5", "error_rate[5..5]"},
		{"error_rate != 5", "(not error_rate[5..5])"},
		{"2 < error_rate", "error_rate(2..+)"},
		{"2 >= error_rate", "error_rate(-..2]"},
		{"5 == error_rate", "error_rate[5..5]"},
		{"2 <= error_rate < 10", "error_rate[2..10)"},
		{"10 >= error_rate > 2", "error_rate(2..10]"},
		{"2 <= (error_rate) < 10 and severe", "(and error_rate[2..10) severe)"},
		{"severe and 2 <= error_rate < 10", "(and severe error_rate[2..10))"},
		{"not (2 <= error_rate < 10)", "(not error_rate[2..10))"},
		{"error_rate in 2..10", "error_rate[2..10]"},
		{"error_rate in (2 .. 10)", "error_rate[2..10]"},
		{"error_rate in 0.5..0.7", "error_rate[0.5..0.7]"},
		{"error_rate not in 2..10", "(not error_rate[2..10])"},
		{"error_rate in 10..2", "error_rate[10..2]"},
		{"latency in -10..-5.25", "latency[-10..-5.25]"},
		{"latency > -0.5", "latency(-0.5..+)"},
		{"latency >-5", "latency(-5..+)"},
		{"-5 < latency", "latency(-5..+)"},
		{"latency == -0", "latency[-0..-0]"},
		{"latency == 9007199254740992", "latency[9007199254740992..9007199254740992]"},
		{"latency == 9007199254740993", "latency[9007199254740993..9007199254740993]"},
		{"latency < 9223372036854775808", "latency(-..9223372036854775808)"},
		{"latency < 123456789012345678901234567890", "latency(-..123456789012345678901234567890)"},
		{"latency < 12345678901234567890.1234567891", "latency(-..12345678901234567890.1234567891)"},
		{"nodes in 3..9", "nodes[3..9]"},
		{"error_rate >= 10 or provider == outage", "(or error_rate[10..+) (in provider outage))"},
	} {
		c, found := Parse(onOneLine(row.text), harbour())
		if len(found) > 0 {
			t.Errorf("%q: %s", row.text, printed(found))
			continue
		}
		if got := show(c.Expr); got != row.want {
			t.Errorf("%q means %s, want %s", row.text, got, row.want)
		}
	}
}

// printed writes findings as `column-end rule: message | help`, a line each.
func printed(list []diagnostic.Diagnostic) string {
	lines := []string{}
	for _, d := range list {
		lines = append(lines, fmt.Sprintf("%d-%d %s: %s | %s", d.Span.From().Column, d.Span.To().Column, d.Rule, d.Message, d.Help))
	}
	return strings.Join(lines, "\n")
}

func TestConditionOfBrokenFactIsNotJudged(t *testing.T) {
	for _, text := range []string{"broken", "not broken and severe", "broken > 3", "broken == outage", "outage == broken", "broken in [a]", "broken in 2..3"} {
		c, found := Parse(onOneLine(text), harbour())
		if c.Expr != nil || len(found) > 0 {
			t.Errorf("%q: %s, %s", text, show(c.Expr), printed(found))
		}
	}
}

func TestConditionKeepsPlaces(t *testing.T) {
	file := "é: \"severe\\u0020or not (2 <=\n    error_rate < 10)\"\n"
	s := Scalar{File: source.NewFile("x.md", []byte(file)), Start: 5, End: strings.LastIndex(file, `"`)}
	for i := s.Start; i < s.End; i++ {
		s.At = append(s.At, i)
		switch rest := file[i:]; {
		case strings.HasPrefix(rest, `\u0020`):
			s.Text += " "
			i += 5
		case strings.HasPrefix(rest, "\n    "):
			s.Text += " "
			i += 4
		default:
			s.Text += rest[:1]
		}
	}
	s.At = append(s.At, s.End)
	c, found := Parse(s, harbour())
	if len(found) > 0 {
		t.Fatal(printed(found))
	}
	within := c.Expr.Args[1].Args[0]
	got := []string{c.Span.Text(), c.Expr.Span.Text(), c.Expr.Args[0].Span.Text(), c.Expr.Args[1].Span.Text(), within.Span.Text(), within.Low.Span.Text(), within.High.Span.Text()}
	whole := file[s.Start:s.End]
	want := []string{whole, whole, "severe", "not (2 <=\n    error_rate < 10)", "(2 <=\n    error_rate < 10)", "2", "10"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("mismatch (-want +got)\n%s", diff)
	}
	s.Text = strings.Replace(s.Text, "error", "errer", 1)
	_, found = Parse(s, harbour())
	if at := found[0].Span.From(); at.Line != 2 || at.Column != 5 {
		t.Errorf("the misspelt name is reported at %+v, want line 2, column 5", at)
	}
}
