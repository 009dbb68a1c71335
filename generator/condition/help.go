package condition

import (
	"fmt"
	"maps"
	"slices"

	"github.com/expr-lang/expr/ast"

	"remit/generator/playbook"
	"remit/generator/words"
)

func (t *translator) unknownOption(f *playbook.Fact, i int) *playbook.Expr {
	x := t.lexemes[i]
	if x.text == "unknown" {
		return t.unknownName(i)
	}
	t.complain("unknown_name", x.start, x.end, words.Quote(x.text)+" is not an option of "+words.Quote(f.Name.Value), words.DidYouMean(x.text, options(f)))
	return nil
}

// unknownName complains about a word that names nothing in the scope.
func (t *translator) unknownName(i int) *playbook.Expr {
	x := t.lexemes[i]
	if isTruthValue(x.text) {
		return t.refuse(i, i, words.Quote(x.text)+" is a value, not a fact", "name a yes/no fact: "+words.Code("recent_deploy")+" or "+words.Code("not recent_deploy"))
	}
	switch x.text {
	case "role":
		return t.refuse(i, i, `"role" is not a fact`, "say who may act under `roles`")
	case "unknown":
		return t.refuse(i, i, `"unknown" is not a value`, "a fact that cannot be learnt is left unanswered: no condition tests for it")
	case "always":
		return t.refuse(i, i, `"always" is not a test`, "leave the condition out; for triggers write `triggers: always`")
	case "never":
		return t.refuse(i, i, `"never" is not a test`, "leave out what the condition belongs to")
	}
	t.complain("unknown_name", x.start, x.end, words.Quote(x.text)+" is not a fact, condition or trigger of this playbook", t.unknownNameHelp(x))
	return nil
}

func (t *translator) unknownNameHelp(x lexeme) string {
	if help := t.repeated(x, ""); help != "" {
		return help
	}
	if t.names == nil {
		t.names = slices.AppendSeq(slices.Collect(maps.Keys(t.Facts)), maps.Keys(t.Named))
		slices.Sort(t.names)
	}
	for _, name := range t.names {
		if f := t.Facts[name]; f != nil && f.Option(x.text) >= 0 {
			return fmt.Sprintf("it is an option of %s: write %s", words.Quote(name), words.Code("%s == %s", name, x.text))
		}
	}
	return words.DidYouMean(x.text, t.names)
}

func isTruthValue(s string) bool { return s == "yes" || s == "no" || s == "true" || s == "false" }

func listedOptions(f *playbook.Fact) string { return words.Listed(options(f)) }

func options(f *playbook.Fact) []string {
	names := []string{}
	for _, o := range f.Options {
		names = append(names, o.Name.Value)
	}
	return names
}

// refuseTruth complains about a yes/no fact that is compared.
func (t *translator) refuseTruth(subject side, op string, object side) *playbook.Expr {
	help := "write " + words.Code("%s", subject.text) + " or " + words.Code("not %s", subject.text)
	if test := plainTruth(subject.text, op, object.text); test != "" {
		help = "write " + words.Code("%s", test)
	}
	message := words.Quote(subject.text) + " is yes or no, and is not compared"
	if object.role == sideTruth {
		help = "write " + words.Code("(%s and %s) or (not %[1]s and not %[2]s)", subject.text, object.text)
		if op == "!=" {
			help = "write " + words.Code("(%s and not %s) or (not %[1]s and %[2]s)", subject.text, object.text)
		}
	}
	return t.refuse(min(subject.first, object.first), max(subject.last, object.last), message, help)
}

func (t *translator) refuseTwoFacts(subject, object side) *playbook.Expr {
	return t.refuse(object.first, object.last, fmt.Sprintf("%s is compared with %s, which is not a constant", words.Quote(subject.text), words.Quote(object.text)),
		"compare each with a constant: "+exampleTest(subject.fact))
}

// refuseCompound complains about a test that is compared as if it were a value.
func (t *translator) refuseCompound(s side, op string) *playbook.Expr {
	text := t.words(s.first, s.last)
	if t.lexemes[s.first].kind == lexNumber && s.last == s.first+2 && t.lexemes[s.first+1].op == ".." {
		return t.refuse(s.first, s.last, words.Quote(text)+" is an interval, not a value", "write it after `in`: "+words.Code("error_rate in %s", text))
	}
	return t.refuse(s.first, s.last, fmt.Sprintf("%s is a test, and %s compares values", words.Quote(text), words.Quote(op)),
		"join tests with `and` or `or`; a fact is compared with a number or an option")
}

// refuseNegated complains about `not x == y`, which Expr reads as `(not x) == y`.
func (t *translator) refuseNegated(left side, n *ast.BinaryNode, right side) *playbook.Expr {
	return t.refuseTight(left, inverse(n.Operator), n.Operator, t.words(right.first, right.last))
}

// refuseTight complains about a not that binds to the name after it, and not to the comparison its author meant.
func (t *translator) refuseTight(left side, inverse, op, right string) *playbook.Expr {
	inner := t.words(left.first+1, left.last)
	help := "write " + words.Code("not (%s %s %s)", inner, op, right)
	if x := t.lexemes[left.last]; left.last == left.first+1 && x.kind == lexWord {
		help = "write " + words.Code("%s %s %s", inner, inverse, right)
		role, _ := t.role(x)
		if test := plainTruth(inner, inverse, right); role == sideTruth && test != "" {
			help = "write " + words.Code("%s", test)
		}
	}
	return t.refuse(left.first, left.last, fmt.Sprintf("%s binds to %s alone, before %s", words.Quote(t.lexemes[left.first].text), words.Quote(inner), words.Quote(op)), help)
}

// plainTruth returns what a comparison with yes or no means.
func plainTruth(name, op, value string) string {
	if op != "==" && op != "!=" {
		return ""
	}
	switch value {
	case "yes", "true", "1":
		if op == "==" {
			return name
		}
		return "not " + name
	case "no", "false", "0":
		if op == "==" {
			return "not " + name
		}
		return name
	}
	return ""
}

// inverse returns the sign that denies a sign.
func inverse(op string) string {
	switch op {
	case "==":
		return "!="
	case "!=":
		return "=="
	case "<":
		return ">="
	case "<=":
		return ">"
	case ">":
		return "<="
	case ">=":
		return "<"
	case "in":
		return "not in"
	}
	return "in"
}
