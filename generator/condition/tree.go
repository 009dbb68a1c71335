package condition

import (
	"sort"

	"github.com/expr-lang/expr/ast"

	"remit/generator/playbook"
)

// translator turns Expr's tree into ours. Each of its methods that returns an Expr returns nil after a mistake, which
// was then complained about (but for a name whose definition is at fault).
type translator struct {
	*complaints
	Scope
	lexemes []lexeme
	places  []int          // where the stand-in of each lexeme is in the text Expr saw
	near    *playbook.Fact // compared last: what `provider == degraded or outage` means by outage
	names   []string       // of the scope, sorted; made when first needed
}

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
			return t.refuse(first, last, inQuotes(t.words(first, last))+" is an interval, not a test", "an interval stands after `in`: "+Code("error_rate in 2..10"))
		}
		return t.comparison(n)
	}
	return t.bare(t.index(n))
}

func (t *translator) refuse(first, last int, message, help string) *playbook.Expr {
	t.complain("bad_condition", t.lexemes[first].start, t.lexemes[last].end, message, help)
	return nil
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

// isNotIn tells `x not in y` from `not (x in y)`: Expr places the first at its in.
func (t *translator) isNotIn(n *ast.UnaryNode) bool { return t.lexemes[t.index(n)].op == "in" }

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

// parts lists what an operator joins, however deep.
func parts(n ast.Node, operator string, list []ast.Node) []ast.Node {
	if b, ok := n.(*ast.BinaryNode); ok && b.Operator == operator {
		return parts(b.Right, operator, parts(b.Left, operator, list))
	}
	return append(list, n)
}

// bare translates a name that stands alone, as a yes/no fact, a condition or a trigger may.
func (t *translator) bare(i int) *playbook.Expr {
	x := t.lexemes[i]
	fact, known := t.Facts[x.text]
	switch {
	case x.kind == lexNumber:
		if !x.flawed {
			t.refuse(i, i, inQuotes(x.text)+" is a number, not a test", t.repeated(x, "write what it is compared with: "+Code("error_rate > %s", x.text)))
		}
	case t.Named[x.text] || known && fact != nil && fact.Kind == playbook.YesNo:
		return &playbook.Expr{Op: playbook.Truth, Name: x.text, Span: t.place(i, i)}
	case known && fact != nil:
		t.refuse(i, i, inQuotes(x.text)+" is a "+fact.Kind.String()+", not a test", "compare it: "+exampleTest(fact))
	case !known:
		t.unknownName(i)
	}
	return nil
}

// exampleTest is a test of the fact that somebody may have meant.
func exampleTest(f *playbook.Fact) string {
	switch {
	case f.Kind == playbook.Choice && len(f.Options) > 0:
		return Code("%s == %s", f.Name.Value, f.Options[len(f.Options)-1].Name.Value)
	case f.Kind == playbook.Numeric && f.Min.Rat != nil:
		return Code("%s > %s", f.Name.Value, f.Min)
	}
	return Code("%s", f.Name.Value)
}

// repeated is the help for the second half of `provider == degraded or outage`, if that is what it looks like.
func (t *translator) repeated(x lexeme, otherwise string) string {
	f := t.near
	fits := f != nil && (x.kind == lexNumber && f.Kind == playbook.Numeric || x.kind == lexWord && f.Option(x.text) >= 0)
	if !fits {
		return otherwise
	}
	return "write the fact again: " + Code("%s == %s", f.Name.Value, x.text)
}

// expr completes an expression with its place.
func (t *translator) expr(n ast.Node, e playbook.Expr) *playbook.Expr {
	first, last := t.extent(n)
	e.Span = t.place(first, last)
	return &e
}

// index returns the lexeme at which Expr places a node.
func (t *translator) index(n ast.Node) int {
	return sort.SearchInts(t.places, n.Location().From+1) - 1
}

// extent returns the first and the last lexeme of a node, with the round brackets about it.
func (t *translator) extent(n ast.Node) (first, last int) {
	first = t.index(n)
	last = first
	switch n := n.(type) {
	case *ast.UnaryNode:
		from, to := t.extent(n.Node)
		first, last = min(first, from), to
	case *ast.BinaryNode:
		first, _ = t.extent(n.Left)
		_, last = t.extent(n.Right)
	case *ast.ArrayNode:
		last = t.lexemes[first].mate
	}
	for first > 0 && last+1 < len(t.lexemes) && t.lexemes[last+1].op == ")" && t.lexemes[last+1].mate == first-1 {
		first, last = first-1, last+1
	}
	return first, last
}

// words returns the text from the first lexeme to the last.
func (t *translator) words(first, last int) string {
	return t.Text[t.lexemes[first].start:t.lexemes[last].end]
}
