package condition

import (
	"fmt"
	"unicode"
	"unicode/utf8"

	"remit/generator/limit"
	"remit/generator/playbook"
	"remit/generator/words"
)

// A lexeme is one word, number or sign of a condition.
type lexeme struct {
	kind       lexemeKind
	text       string // as written, without quotes
	op         string // what a sign does, in one spelling: && is "and"
	start, end int    // in bytes of the text
	mate       int    // of a bracket: the lexeme of the other one
	number     playbook.Number
	flawed     bool // a number that was complained about: nothing more is said of it
}

type lexemeKind int

const (
	lexWord lexemeKind = iota // a name, an option, or a value such as yes
	lexNumber
	lexSign // an operator, a bracket or a comma; and, or, not, in too
)

// standIn is what Expr's parser sees of the lexeme.
func (x lexeme) standIn() string {
	switch x.kind {
	case lexWord:
		return "n"
	case lexNumber:
		return "0"
	}
	return x.op
}

// lexer reads the lexemes of a condition. A slip with one clear meaning (= for ==, AND for and) is complained about
// and read as meant, so that the rest can be checked too; anything else makes the condition fatal: it ends here.
type lexer struct {
	*complaints
	pos     int
	lexemes []lexeme
	open    []bracket // the brackets that are open here
	around  int       // brackets and nots around the place
	nots    int       // nots just before the place
	fatal   bool
}

// A bracket is open: its lexeme, and what stood around it.
type bracket struct{ index, around int }

// slip complains about a spelling whose meaning is clear.
func (l *lexer) slip(from, to int, message, help string) {
	l.complain("bad_condition", from, to, message, help)
}

// afterOperand reports whether what was read last can be followed by an operator.
func (l *lexer) afterOperand() bool {
	return len(l.lexemes) > 0 && l.lexemes[len(l.lexemes)-1].isOperand()
}

func (x lexeme) isOperand() bool {
	return x.kind != lexSign || x.op == ")" || x.op == "]"
}

// add appends a lexeme and keeps count of brackets and depth.
func (l *lexer) add(x lexeme) {
	l.pos = x.end
	switch {
	case x.op == "(" || x.op == "[":
		l.open = append(l.open, bracket{len(l.lexemes), l.around})
		l.around, l.nots = l.around+l.nots+1, 0
	case x.op == ")" || x.op == "]":
		l.nots = 0
		if !l.closes(&x) {
			return
		}
	case x.op == "not":
		l.nots++
	default:
		l.nots = 0
	}
	l.lexemes = append(l.lexemes, x)
	if l.around+l.nots > limit.MaxNesting {
		l.complain("too_large", x.start, x.end, fmt.Sprintf("the condition is nested more than %d deep", limit.MaxNesting),
			"give the inner part a name under `conditions`")
		l.fatal, l.open, l.pos = true, nil, len(l.Text)
	}
}

func (l *lexer) closes(x *lexeme) bool {
	if len(l.open) == 0 {
		l.refuse(x.start, x.end, words.Quote(x.text)+" closes nothing", "remove it, or open what it closes")
		return false
	}
	last := l.open[len(l.open)-1]
	l.open, l.around = l.open[:len(l.open)-1], last.around
	opener := &l.lexemes[last.index]
	if closing(opener.op) != x.op {
		l.refuse(x.start, x.end, words.Quote(x.text)+" closes a "+words.Quote(opener.text), "close it with "+words.Code("%s", closing(opener.op)))
	}
	opener.mate, x.mate = len(l.lexemes), last.index
	return true
}

// refuse complains about what is not part of the language.
func (l *lexer) refuse(from, to int, message, help string) {
	l.complain("bad_condition", from, to, message, help)
	l.fatal = true
}

func closing(opener string) string {
	if opener == "(" {
		return ")"
	}
	return "]"
}

// wordEnd returns the end of the word at the place, which is the place when there is none. A hyphen between letters
// belongs to the word, so that recent-deploy is one unknown name and not a subtraction.
func (l *lexer) wordEnd() int {
	i := l.pos
	for i < len(l.Text) {
		if isPlainLetter(l.Text[i]) {
			i++
			continue
		}
		r, size := utf8.DecodeRuneInString(l.Text[i:])
		letter := r == '$' || unicode.IsLetter(r)
		switch {
		case letter, i > l.pos && (unicode.IsDigit(r) || unicode.IsMark(r)):
		case r == '-' && i > l.pos && startsWithLetter(l.Text[i+1:]):
		default:
			return i
		}
		i += size
	}
	return i
}

func isPlainLetter(c byte) bool { return c >= 'a' && c <= 'z' || c == '_' || c >= 'A' && c <= 'Z' }

func startsWithLetter(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsLetter(r)
}
