package condition

import (
	"sort"

	"github.com/expr-lang/expr/ast"

	"remit/generator/playbook"
	"remit/generator/source"
	"remit/generator/words"
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

func (t *translator) refuse(first, last int, message, help string) *playbook.Expr {
	t.complain("bad_condition", t.lexemes[first].start, t.lexemes[last].end, message, help)
	return nil
}

// parts lists what an operator joins, however deep.
func parts(n ast.Node, operator string, list []ast.Node) []ast.Node {
	if b, ok := n.(*ast.BinaryNode); ok && b.Operator == operator {
		return parts(b.Right, operator, parts(b.Left, operator, list))
	}
	return append(list, n)
}

// exampleTest is a test of the fact that somebody may have meant.
func exampleTest(f *playbook.Fact) string {
	switch {
	case f.Kind == playbook.Choice && len(f.Options) > 0:
		return words.Code("%s == %s", f.Name.Value, f.Options[len(f.Options)-1].Name.Value)
	case f.Kind == playbook.Numeric && f.Min.Rat != nil:
		return words.Code("%s > %s", f.Name.Value, f.Min)
	}
	return words.Code("%s", f.Name.Value)
}

// repeated is the help for the second half of `provider == degraded or outage`, if that is what it looks like.
func (t *translator) repeated(x lexeme, otherwise string) string {
	f := t.near
	fits := f != nil && (x.kind == lexNumber && f.Kind == playbook.Numeric || x.kind == lexWord && f.Option(x.text) >= 0)
	if !fits {
		return otherwise
	}
	return "write the fact again: " + words.Code("%s == %s", f.Name.Value, x.text)
}

// expr completes an expression with its place.
func (t *translator) expr(n ast.Node, e playbook.Expr) *playbook.Expr {
	first, last := t.extent(n)
	e.Span = t.place(first, last)
	return &e
}

// words returns the text from the first lexeme to the last.
func (t *translator) words(first, last int) string {
	return t.Text[t.lexemes[first].start:t.lexemes[last].end]
}

// place returns the span from the first lexeme to the last.
func (t *translator) place(first, last int) source.Span {
	return t.span(t.lexemes[first].start, t.lexemes[last].end)
}

// A side is what stands on one side of a comparison.
type side struct {
	role        sideRole
	lexeme      // of a number or a word
	fact        *playbook.Fact
	first, last int // lexemes
}

type sideRole int

const (
	sideNumber   sideRole = iota
	sideFact              // a choice or a number
	sideTruth             // a yes/no fact, a condition or a trigger
	sideWord              // any other word
	sideNegated           // `not x`, which is how Expr reads the left of `not x == y`
	sideTest              // whatever else
	sideDoubtful          // at fault already: nothing can be said of it
)

func (t *translator) side(n ast.Node) side {
	s := side{role: sideTest}
	s.first, s.last = t.extent(n)
	switch n := n.(type) {
	case *ast.UnaryNode:
		if !t.isNotIn(n) && t.lexemes[s.first].op == "not" {
			s.role = sideNegated
		}
	case *ast.IntegerNode, *ast.IdentifierNode:
		s.lexeme = t.lexemes[t.index(n)]
		s.role, s.fact = t.role(s.lexeme)
	}
	return s
}

// isNotIn tells `x not in y` from `not (x in y)`: Expr places the first at its in.
func (t *translator) isNotIn(n *ast.UnaryNode) bool { return t.lexemes[t.index(n)].op == "in" }

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

// index returns the lexeme at which Expr places a node.
func (t *translator) index(n ast.Node) int {
	return sort.SearchInts(t.places, n.Location().From+1) - 1
}

func (t *translator) role(x lexeme) (sideRole, *playbook.Fact) {
	fact, known := t.Facts[x.text]
	switch {
	case x.flawed, known && fact == nil:
		return sideDoubtful, nil
	case x.kind == lexNumber:
		return sideNumber, nil
	case t.Named[x.text]:
		return sideTruth, nil
	case !known:
		return sideWord, nil
	case fact.Kind == playbook.YesNo:
		return sideTruth, fact
	}
	return sideFact, fact
}
