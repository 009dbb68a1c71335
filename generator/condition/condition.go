// Package condition reads the language of conditions, a subset of Expr (expr-lang.org), parsed by its parser.
//
//	c, found := condition.Parse(text, condition.Scope{Facts: facts, Named: names})
//
// [Parse] judges one condition against the facts and names that it may use, and returns its tree, or every mistake in it,
// each with its exact place and with what to write instead. [Cycles] finds names that lead back to themselves. [Reserved]
// tells which words cannot be names.
//
// Package condition knows nothing of YAML: it is given text that remembers its place ([Scalar]). What a condition means in
// a situation is for package authority.
package condition

import (
	"fmt"
	"strings"

	"github.com/expr-lang/expr/ast"
	"github.com/expr-lang/expr/parser"

	"remit/generator/diagnostic"
	"remit/generator/limit"
	"remit/generator/playbook"
)

// A condition is read in four steps.
//
//	lexer       text to words, numbers and signs; what is outside the subset is refused here, at its column
//	ordered     does every sign stand between what it needs?
//	Expr        the parser of Expr gives the words their shape: what binds to what
//	translator  shape and scope to a [playbook.Expr]: names, types, ranges, grids
//
// Expr is handed stand-ins for names and numbers, each a letter or a digit long, and the translator reads the words
// back by their place. So a number never passes through a float or a 64-bit integer, no word of Expr can be mistaken
// for a name, and precedence is Expr's own to the letter.

// Scope is what a condition may name. A fact that is nil is known by name, while its definition has mistakes of its
// own: a condition that names it is not understood, and nothing is said about that.
type Scope struct {
	Facts map[string]*playbook.Fact
	Named map[string]bool // conditions and triggers of the playbook
}

// Parse parses and checks one test. Every mistake found is returned; Expr is nil when there is one, since then the
// meaning is in doubt.
func Parse(s Scalar, sc Scope) (playbook.Condition, []diagnostic.Diagnostic) {
	c := playbook.Condition{Span: s.whole()}
	l := &lexer{complaints: &complaints{Scalar: s}, lexemes: make([]lexeme, 0, 4+len(s.Text)/5)}
	switch {
	case len(s.Text) > limit.MaxCondition:
		l.complain("too_large", 0, len(s.Text), fmt.Sprintf("the condition has %d bytes", len(s.Text)),
			fmt.Sprintf("a condition has at most %d bytes: give its parts names under `conditions`", limit.MaxCondition))
	case strings.TrimSpace(s.Text) == "":
		l.complain("bad_condition", 0, len(s.Text), "the condition is empty", "write a test such as `error_rate > 5`, or leave the key out")
	default:
		l.run()
		if !l.fatal && len(l.lexemes) > 0 && l.ordered() { // a comment alone leaves none
			c.Expr = l.translate(sc)
		}
	}
	if len(l.list) > 0 {
		c.Expr = nil
	}
	return c, diagnostic.Sort(l.list)
}

// Reserved reports whether a name is a word of the condition language, of Expr around it, a value, or what the address
// of an answer calls something else, so that no role, fact, option, condition, trigger or action may bear it.
func Reserved(name string) bool {
	switch name {
	case "and", "or", "not", "in", "yes", "no", "true", "false", "unknown", "role", "at":
		return true
	}
	return foreignWord(name) != ""
}

// translate turns lexemes in order into the tree of the condition.
func (l *lexer) translate(sc Scope) *playbook.Expr {
	var b strings.Builder
	b.Grow(4 * len(l.lexemes))
	t := &translator{complaints: l.complaints, Scope: sc, lexemes: l.lexemes, places: make([]int, len(l.lexemes))}
	for i, x := range l.lexemes {
		t.places[i] = b.Len()
		b.WriteString(x.standIn())
		b.WriteByte(' ')
	}
	node := shape(b.String())
	if node == nil {
		first, last := l.lexemes[0], l.lexemes[len(l.lexemes)-1]
		l.complain("bad_condition", first.start, last.end, "the condition cannot be read",
			"write tests such as `error_rate > 5`, joined by `and` or `or`")
		return nil
	}
	return t.test(node)
}

// shape is the door to Expr's parser, which must not bring the program down. It returns nil for what is not Expr.
func shape(text string) (node ast.Node) {
	defer func() {
		if recover() != nil {
			node = nil
		}
	}()
	tree, err := parser.Parse(text)
	if err != nil {
		return nil
	}
	return tree.Node
}
