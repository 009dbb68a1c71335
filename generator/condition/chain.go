package condition

import (
	"fmt"

	"github.com/expr-lang/expr/ast"

	"remit/generator/playbook"
	"remit/generator/words"
)

// chain translates 2 <= x < 10, which Expr reads as 2 <= x && x < 10, into one interval.
func (t *translator) chain(n *ast.BinaryNode) *playbook.Expr {
	tests := parts(n, "&&", nil)
	low, high := tests[0].(*ast.BinaryNode), tests[1].(*ast.BinaryNode)
	first, last := t.extent(n)
	if s := t.side(low.Left); s.role == sideNegated {
		return t.refuse(s.first, s.last, words.Quote(t.words(s.first, s.last))+" denies only what stands next to it",
			"write "+words.Code("not (%s)", t.words(s.first+1, last)))
	}
	if len(tests) > 2 || t.side(low.Right).role == sideNumber {
		return t.refuse(first, last, "a chain holds one fact between two numbers", "write `2 <= error_rate < 10`, or join tests with `and`")
	}
	a, b := t.comparison(low), t.comparison(high)
	switch {
	case a == nil || b == nil:
		return nil
	case low.Operator[0] != high.Operator[0]:
		return t.refuse(first, last, fmt.Sprintf("the signs %s and %s point in two directions", words.Quote(low.Operator), words.Quote(high.Operator)),
			"write "+words.Code("%s and %s %s %s", t.words(t.extent(low)), t.words(t.extent(high.Left)), high.Operator, t.words(t.extent(high.Right))))
	}
	e := playbook.Expr{Op: playbook.Within, Name: a.Name, Low: a.Low, High: b.High}
	if a.Low == nil {
		e.Low, e.High = b.Low, a.High
	}
	return t.expr(n, e)
}

// membership translates a choice in a list and a number in an interval; op is "in" or "not in". The caller denies.
func (t *translator) membership(n *ast.BinaryNode, op string) *playbook.Expr {
	left := t.side(n.Left)
	if left.role == sideFact {
		t.near = left.fact
	}
	switch {
	case left.role == sideDoubtful:
		return nil
	case left.role == sideNegated:
		first, last := t.extent(n.Right)
		return t.refuseTight(left, inverse(op), op, t.words(first, last))
	case left.role == sideTest:
		return t.refuseCompound(left, op)
	case left.role == sideTruth:
		return t.refuse(left.first, left.last, words.Quote(left.text)+" is yes or no, and stands in no list", "write "+words.Code("%s", left.text)+" or "+words.Code("not %s", left.text))
	case left.role == sideNumber:
		return t.refuse(left.first, left.last, words.Quote(left.text)+" is a number, not a fact", "write the fact before "+words.Code("%s", op))
	case left.role == sideWord:
		return t.unknownName(left.first)
	case left.fact.Kind == playbook.Choice:
		return t.choiceIn(n, left, op)
	}
	return t.numberIn(n, left, op)
}

func (t *translator) choiceIn(n *ast.BinaryNode, left side, op string) *playbook.Expr {
	list, ok := n.Right.(*ast.ArrayNode)
	if !ok {
		first, last := t.extent(n.Right)
		help := "write " + words.Code("%s %s [%s]", left.text, op, lastOption(left.fact))
		if x := t.lexemes[first]; left.fact.Option(x.text) >= 0 {
			help = "write " + words.Code("%s %s [%s]", left.text, op, x.text)
		}
		return t.refuse(first, last, words.Quote(t.words(first, last))+" is not a list of options", help)
	}
	e := playbook.Expr{Op: playbook.In, Name: left.fact.Name.Value, Options: []string{}}
	for _, item := range list.Nodes {
		s := t.side(item)
		switch {
		case s.kind == lexWord && left.fact.Option(s.text) >= 0:
			e.Options = append(e.Options, s.text)
		case s.role == sideDoubtful && s.flawed:
		case s.kind == lexWord && s.text != "":
			t.unknownOption(left.fact, s.first)
		default:
			t.refuse(s.first, s.last, words.Quote(t.words(s.first, s.last))+" is not an option of "+words.Quote(left.text), "its options: "+listedOptions(left.fact))
		}
	}
	if len(e.Options) < len(list.Nodes) {
		return nil
	}
	return t.expr(n, e)
}

func lastOption(f *playbook.Fact) string {
	if len(f.Options) == 0 {
		return "…"
	}
	return f.Options[len(f.Options)-1].Name.Value
}

func (t *translator) numberIn(n *ast.BinaryNode, left side, op string) *playbook.Expr {
	first, last := t.extent(n.Right)
	interval, ok := n.Right.(*ast.BinaryNode)
	if !ok || interval.Operator != ".." {
		return t.refuse(first, last, words.Quote(t.words(first, last))+" is not an interval", t.intervalHelp(n.Right, left, op))
	}
	low, high := t.side(interval.Left), t.side(interval.Right)
	for _, end := range [...]side{low, high} {
		if end.role != sideNumber && end.role != sideDoubtful {
			t.refuse(end.first, end.last, words.Quote(t.words(end.first, end.last))+" is not a number", "an interval has a number at each end: `2..10`")
		}
	}
	if low.role != sideNumber || high.role != sideNumber {
		return nil
	}
	// Both ends are judged, so that both mistakes are shown.
	fits := t.fits(left.fact, low.lexeme)
	if !t.fits(left.fact, high.lexeme) || !fits {
		return nil
	}
	return t.expr(n, playbook.Expr{Op: playbook.Within, Name: left.fact.Name.Value,
		Low:  &playbook.Bound{Number: low.number, Inclusive: true, Span: t.place(low.first, low.last)},
		High: &playbook.Bound{Number: high.number, Inclusive: true, Span: t.place(high.first, high.last)}})
}

// intervalHelp says what to write instead of a number in a list, or in a single number.
func (t *translator) intervalHelp(right ast.Node, left side, op string) string {
	sign, join := "==", " or "
	if op == "not in" {
		sign, join = "!=", " and "
	}
	items := []ast.Node{right}
	if list, ok := right.(*ast.ArrayNode); ok {
		items = list.Nodes
	}
	tests := ""
	for i, item := range items {
		s := t.side(item)
		if s.role != sideNumber || i > 3 {
			tests = ""
			break
		}
		if i > 0 {
			tests += join
		}
		tests += left.text + " " + sign + " " + s.text
	}
	if tests == "" {
		return "write an interval, ends included: " + words.Code("%s %s 2..10", left.text, op)
	}
	return "write " + words.Code("%s", tests)
}
