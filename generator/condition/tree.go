package condition

import (
	"github.com/expr-lang/expr/ast"

	"remit/generator/playbook"
	"remit/generator/words"
)

// test translates a node that holds or does not.
func (t *translator) test(n ast.Node) *playbook.Expr {
	switch n := n.(type) {
	case *ast.UnaryNode:
		return t.negation(n)
	case *ast.BinaryNode:
		switch n.Operator {
		case "and", "or":
			return t.join(n)
		case "&&": // we write "and": this one is Expr's own, for a chain such as 2 <= x < 10
			return t.chain(n)
		case "in":
			return t.membership(n, "in")
		case "..":
			first, last := t.extent(n)
			return t.refuse(first, last, words.Quote(t.words(first, last))+" is an interval, not a test", "an interval stands after `in`: "+words.Code("error_rate in 2..10"))
		}
		return t.comparison(n)
	}
	return t.bare(t.index(n))
}

func (t *translator) negation(n *ast.UnaryNode) *playbook.Expr {
	arg := (*playbook.Expr)(nil)
	if in, ok := n.Node.(*ast.BinaryNode); ok && t.isNotIn(n) {
		arg = t.membership(in, "not in")
	} else {
		arg = t.test(n.Node)
	}
	if arg == nil {
		return nil
	}
	return t.expr(n, playbook.Expr{Op: playbook.Not, Args: []*playbook.Expr{arg}})
}

// join translates and and or, flat: no order or grouping of equal signs changes a meaning.
func (t *translator) join(n *ast.BinaryNode) *playbook.Expr {
	e := playbook.Expr{Op: playbook.And}
	if n.Operator == "or" {
		e.Op = playbook.Or
	}
	whole := true
	for _, part := range parts(n, n.Operator, nil) {
		arg := t.test(part)
		e.Args = append(e.Args, arg)
		whole = whole && arg != nil
	}
	if !whole {
		return nil
	}
	return t.expr(n, e)
}

// bare translates a name that stands alone, as a yes/no fact, a condition or a trigger may.
func (t *translator) bare(i int) *playbook.Expr {
	x := t.lexemes[i]
	fact, known := t.Facts[x.text]
	switch {
	case x.kind == lexNumber:
		if !x.flawed {
			t.refuse(i, i, words.Quote(x.text)+" is a number, not a test", t.repeated(x, "write what it is compared with: "+words.Code("error_rate > %s", x.text)))
		}
	case t.Named[x.text] || known && fact != nil && fact.Kind == playbook.YesNo:
		return &playbook.Expr{Op: playbook.Truth, Name: x.text, Span: t.place(i, i)}
	case known && fact != nil:
		t.refuse(i, i, words.Quote(x.text)+" is a "+fact.Kind.String()+", not a test", "compare it: "+exampleTest(fact))
	case !known:
		t.unknownName(i)
	}
	return nil
}
