package authority_test

import (
	"testing"

	"remit/generator/authority"
	"remit/generator/playbook"
	"remit/generator/source"
)

func TestWords(t *testing.T) {
	at := source.NewFile("x.md", []byte("x")).Span(0, 1)
	text := func(s string) playbook.Text { return playbook.Text{Value: s, Span: at} }
	number := func(s string) playbook.Number {
		n, err := playbook.ParseNumber(s)
		if err != nil {
			t.Fatal(err)
		}
		return n
	}
	bound := func(s string, inclusive bool) *playbook.Bound {
		return &playbook.Bound{Number: number(s), Inclusive: inclusive}
	}
	within := func(low, high *playbook.Bound) *playbook.Expr {
		return &playbook.Expr{Op: playbook.Within, Name: "error_rate", Low: low, High: high}
	}
	in := func(options ...string) *playbook.Expr {
		return &playbook.Expr{Op: playbook.In, Name: "provider", Options: options}
	}
	join := func(op playbook.Op, args ...*playbook.Expr) *playbook.Expr { return &playbook.Expr{Op: op, Args: args} }
	named := func(name string) *playbook.Expr { return &playbook.Expr{Op: playbook.Truth, Name: name} }
	book := &playbook.Playbook{Facts: []*playbook.Fact{
		{Name: text("error_rate"), Kind: playbook.Numeric, Unit: text("%"), Min: number("0"), Max: number("100")},
		{Name: text("recent_deploy"), Kind: playbook.YesNo},
		{Name: text("provider"), Kind: playbook.Choice, Options: []playbook.Option{
			{Name: text("ok"), Title: text("It works")}, {Name: text("slow"), Title: text("Slow")}, {Name: text("out"), Title: text("Outage")},
		}},
	}}
	for want, e := range map[string]*playbook.Expr{
		"error rate 2 % or more":                           within(bound("2", true), nil),
		"error rate above 2.5 %":                           within(bound("2.50", false), nil),
		"error rate below 2 %":                             within(nil, bound("2", false)),
		"error rate 2 % or less":                           within(nil, bound("2", true)),
		"error rate exactly 2 %":                           within(bound("2", true), bound("2", true)),
		"error rate other than 2 %":                        join(playbook.Not, within(bound("2", true), bound("2", true))),
		"error rate from 2 % to below 10 %":                within(bound("2", true), bound("10", false)),
		"error rate not above 2 % to 10 %":                 join(playbook.Not, within(bound("2", false), bound("10", true))),
		"recent deploy":                                    named("recent_deploy"),
		"not recent deploy":                                join(playbook.Not, named("recent_deploy")),
		"provider is “Outage”":                             in("out"),
		"provider is not “It works” or “Slow”":             join(playbook.Not, in("ok", "slow")),
		"provider is none of its options":                  in(),
		"severe and (recent deploy or provider is “Slow”)": join(playbook.And, named("severe"), join(playbook.Or, named("recent_deploy"), in("slow"))),
		"not (recent deploy and severe)":                   join(playbook.Not, join(playbook.And, named("recent_deploy"), named("severe"))),
		"always":                                           nil,
	} {
		if got := authority.Words(&playbook.Site{}, book, playbook.Condition{Expr: e, Span: at}); got != want {
			t.Errorf("Words gives %q, want %q", got, want)
		}
	}
}
