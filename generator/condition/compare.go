package condition

import (
	"fmt"
	"math/big"
	"strings"

	"github.com/expr-lang/expr/ast"

	"remit/generator/playbook"
	"remit/generator/words"
)

// comparison translates a fact compared with a constant.
func (t *translator) comparison(n *ast.BinaryNode) *playbook.Expr {
	left, right := t.side(n.Left), t.side(n.Right)
	switch {
	case left.role == sideFact:
		t.near = left.fact
	case right.role == sideFact:
		t.near = right.fact
	}
	switch {
	case left.role == sideDoubtful || right.role == sideDoubtful:
		return nil
	case left.role == sideNegated:
		return t.refuseNegated(left, n, right)
	case left.role == sideTest:
		return t.refuseCompound(left, n.Operator)
	case right.role == sideTest || right.role == sideNegated:
		return t.refuseCompound(right, n.Operator)
	case left.role == sideFact || left.role == sideTruth:
		return t.compare(n, left, n.Operator, right, false)
	case right.role == sideFact || right.role == sideTruth:
		return t.compare(n, right, mirrored(n.Operator), left, true)
	case left.role == sideWord:
		return t.unknownName(left.first)
	case right.role == sideWord:
		return t.unknownName(right.first)
	}
	return t.refuse(left.first, right.last, words.Quote(t.words(left.first, right.last))+" compares two numbers", "compare a fact with a number, such as `error_rate > 5`")
}

// mirrored turns the sign of 2 < x into that of x > 2.
func mirrored(operator string) string {
	switch operator[0] {
	case '<':
		return ">" + operator[1:]
	case '>':
		return "<" + operator[1:]
	}
	return operator
}

// compare translates a comparison of a subject that is known. Reversed says that the object stands on the left.
func (t *translator) compare(n ast.Node, subject side, op string, object side, reversed bool) *playbook.Expr {
	switch {
	case subject.role == sideTruth:
		return t.refuseTruth(subject, op, object)
	case subject.fact.Kind == playbook.Choice:
		return t.compareChoice(n, subject, op, object, reversed)
	case object.role == sideNumber:
		return t.compareNumber(n, subject.fact, op, object)
	case object.role == sideWord && reversed:
		return t.unknownName(object.first)
	case object.role == sideWord:
		return t.refuse(object.first, object.last, fmt.Sprintf("%s is a number and %s is not", words.Quote(subject.text), words.Quote(object.text)),
			"compare it with a number: "+exampleTest(subject.fact))
	}
	return t.refuseTwoFacts(subject, object)
}

func (t *translator) compareNumber(n ast.Node, f *playbook.Fact, op string, number side) *playbook.Expr {
	if !t.fits(f, number.lexeme) {
		return nil
	}
	at := &playbook.Bound{Number: number.number, Inclusive: op != "<" && op != ">", Span: t.place(number.first, number.last)}
	e := playbook.Expr{Op: playbook.Within, Name: f.Name.Value}
	if op != "<" && op != "<=" {
		e.Low = at
	}
	if op != ">" && op != ">=" {
		e.High = at
	}
	return t.perhapsNot(n, op, e)
}

// fits reports whether a number can be a value of the fact, and complains when it cannot.
func (t *translator) fits(f *playbook.Fact, x lexeme) bool {
	v := x.number.Rat
	switch {
	case f.Min.Rat == nil || f.Max.Rat == nil:
		return true
	case !f.InRange(v):
		t.complain("out_of_range", x.start, x.end, fmt.Sprintf("%s is outside the range of %s", words.Quote(x.text), words.Quote(f.Name.Value)),
			fmt.Sprintf("%s runs from %s to %s", words.Quote(f.Name.Value), f.Min, withUnit(f, f.Max.String())))
		return false
	case f.Step.Value.Rat != nil && f.Step.Value.Rat.Sign() > 0 && !f.OnGrid(v):
		t.complain("off_grid", x.start, x.end, fmt.Sprintf("%s is not on the grid of %s", words.Quote(x.text), words.Quote(f.Name.Value)),
			fmt.Sprintf("it goes in steps of %s from %s: write %s", withUnit(f, f.Step.Value.String()), f.Min, neighbours(f, v)))
		return false
	}
	return true
}

func withUnit(f *playbook.Fact, number string) string {
	return strings.TrimSpace(number + " " + f.Unit.Value)
}

// neighbours names the values of the grid on both sides of v, as far as the range has them.
func neighbours(f *playbook.Fact, v *big.Rat) string {
	steps := new(big.Rat).Sub(v, f.Min.Rat)
	steps.Quo(steps, f.Step.Value.Rat)
	below := new(big.Rat).SetInt(new(big.Int).Quo(steps.Num(), steps.Denom()))
	below.Mul(below, f.Step.Value.Rat).Add(below, f.Min.Rat)
	above := new(big.Rat).Add(below, f.Step.Value.Rat)
	if !f.InRange(above) {
		return words.Code("%s", playbook.Decimal(below))
	}
	return words.Code("%s", playbook.Decimal(below)) + " or " + words.Code("%s", playbook.Decimal(above))
}

func (t *translator) compareChoice(n ast.Node, subject side, op string, object side, reversed bool) *playbook.Expr {
	f := subject.fact
	option := f.Option(object.text)
	switch {
	case object.kind == lexWord && option >= 0 && op != "==" && op != "!=":
		first, last := t.extent(n)
		return t.refuse(first, last, words.Quote(subject.text)+" is a choice, and its options have no order", "list the options you mean: "+inOptions(f, op, option))
	case object.kind == lexWord && option >= 0 && reversed:
		first, last := t.extent(n)
		return t.refuse(first, last, "the option stands before its fact", "write "+words.Code("%s %s %s", subject.text, op, object.text))
	case object.kind == lexWord && option >= 0:
		return t.perhapsNot(n, op, playbook.Expr{Op: playbook.In, Name: f.Name.Value, Options: []string{object.text}})
	case object.role == sideNumber:
		return t.refuse(object.first, object.last, fmt.Sprintf("%s is a choice and %s is a number", words.Quote(subject.text), words.Quote(object.text)),
			"its options: "+listedOptions(f))
	case object.role == sideWord && reversed:
		return t.unknownName(object.first)
	case object.role == sideWord:
		return t.unknownOption(f, object.first)
	}
	return t.refuseTwoFacts(subject, object)
}

// perhapsNot completes an expression, denied when the sign is !=.
func (t *translator) perhapsNot(n ast.Node, op string, e playbook.Expr) *playbook.Expr {
	test := t.expr(n, e)
	if op != "!=" {
		return test
	}
	return &playbook.Expr{Op: playbook.Not, Args: []*playbook.Expr{test}, Span: test.Span}
}

// inOptions writes the list that an order of options would mean.
func inOptions(f *playbook.Fact, op string, option int) string {
	from, to := 0, len(f.Options)
	switch op {
	case "<":
		to = option
	case "<=":
		to = option + 1
	case ">":
		from = option + 1
	case ">=":
		from = option
	}
	names := []string{}
	for _, o := range f.Options[from:to] {
		names = append(names, o.Name.Value)
	}
	return words.Code("%s in [%s]", f.Name.Value, strings.Join(names, ", "))
}
