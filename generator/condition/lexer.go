package condition

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"remit/generator/limit"
	"remit/generator/playbook"
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

func (x lexeme) isOperand() bool {
	return x.kind != lexSign || x.op == ")" || x.op == "]"
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

// mostSlips is how many mistakes of spelling are reported before a text counts as no condition at all.
const mostSlips = 20

func (l *lexer) run() {
	for l.pos < len(l.Text) && len(l.list) < mostSlips {
		switch c := l.Text[l.pos]; {
		case c == ' ' || c == '\t' || c == '\n' || c == '\r':
			l.pos++
		case isPlainLetter(c):
			l.readWord()
		case l.atNumber():
			l.readNumber()
		case c >= utf8.RuneSelf && l.wordEnd() > l.pos, c == '$':
			l.readWord()
		case c >= utf8.RuneSelf && closersOf(l.Text[l.pos:]) != "", c == '"', c == '\'', c == '`':
			l.readQuoted()
		default:
			l.readSign()
		}
	}
	l.fatal = l.fatal || len(l.list) >= mostSlips
	if l.fatal {
		return
	}
	for _, b := range l.open {
		x := l.lexemes[b.index]
		l.refuse(x.start, x.end, inQuotes(x.text)+" is never closed", "add the "+Code("%s", closing(x.op))+" that closes it")
	}
}

// slip complains about a spelling whose meaning is clear.
func (l *lexer) slip(from, to int, message, help string) {
	l.complain("bad_condition", from, to, message, help)
}

// refuse complains about what is not part of the language.
func (l *lexer) refuse(from, to int, message, help string) {
	l.complain("bad_condition", from, to, message, help)
	l.fatal = true
}

// afterOperand reports whether what was read last can be followed by an operator.
func (l *lexer) afterOperand() bool {
	return len(l.lexemes) > 0 && l.lexemes[len(l.lexemes)-1].isOperand()
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
		l.refuse(x.start, x.end, inQuotes(x.text)+" closes nothing", "remove it, or open what it closes")
		return false
	}
	last := l.open[len(l.open)-1]
	l.open, l.around = l.open[:len(l.open)-1], last.around
	opener := &l.lexemes[last.index]
	if closing(opener.op) != x.op {
		l.refuse(x.start, x.end, inQuotes(x.text)+" closes a "+inQuotes(opener.text), "close it with "+Code("%s", closing(opener.op)))
	}
	opener.mate, x.mate = len(l.lexemes), last.index
	return true
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

func (l *lexer) readWord() {
	x := lexeme{kind: lexWord, start: l.pos, end: l.wordEnd()}
	x.text = l.Text[x.start:x.end]
	switch lower := strings.ToLower(x.text); {
	case isOperatorWord(lower):
		x.kind, x.op = lexSign, lower
		if x.text != lower {
			l.slip(x.start, x.end, inQuotes(x.text)+" is in capitals", "write "+Code("%s", lower))
		}
	case x.text == "else" && l.fatal: // of an if that was refused
	case foreignWord(x.text) != "":
		l.refuse(x.start, x.end, inQuotes(x.text)+" is not part of the condition language", foreignWord(x.text))
	case strings.Contains(x.text, "$"):
		l.refuse(x.start, x.end, inQuotes(x.text)+" is not part of the condition language",
			"name a fact, condition or trigger of the playbook, without \"$\"")
	case strings.HasPrefix(l.Text[x.end:], "("):
		l.refuse(x.start, x.end, inQuotes(x.text)+" is called like a function",
			"a condition has no functions: compare facts, and join tests with `and` or `or`")
	}
	l.add(x)
}

func isOperatorWord(s string) bool { return s == "and" || s == "or" || s == "not" || s == "in" }

// foreignWord returns what to write instead of a word of Expr that is outside the subset.
func foreignWord(s string) string {
	switch s {
	case "let":
		return "name a test under `conditions`"
	case "if", "else":
		return "write `a and b or not a and c` for `if a { b } else { c }`"
	case "matches", "contains", "startsWith", "endsWith":
		return "compare a choice with its options: `provider == outage` or `provider in [degraded, outage]`"
	case "nil":
		return "every fact has a value in the end: leave the comparison out"
	}
	return ""
}

// closersOf returns the characters that end the quoted text which begins s; "" when none begins there.
func closersOf(s string) string {
	for _, pair := range [...]string{`""`, "''", "``", "“”“", "„“”", "‘’‘", "‚‘’", "«»", "»«"} {
		r, size := utf8.DecodeRuneInString(pair)
		if strings.HasPrefix(s, string(r)) {
			return pair[size:]
		}
	}
	return ""
}

// readQuoted reads a quoted word as the word, with a complaint.
func (l *lexer) readQuoted() {
	start := l.pos
	_, size := utf8.DecodeRuneInString(l.Text[start:])
	length := strings.IndexAny(l.Text[start+size:], closersOf(l.Text[start:]))
	if length < 0 {
		l.refuse(start, start+size, "the quote is never closed", "options and numbers stand without quotes: `provider == outage`")
		l.pos = len(l.Text)
		return
	}
	inside := start + size
	_, closer := utf8.DecodeRuneInString(l.Text[inside+length:])
	x := lexeme{kind: lexWord, text: strings.TrimSpace(l.Text[inside : inside+length]), start: start, end: inside + length + closer}
	message, help := inQuotes(x.text)+" is text in quotes", "write "+Code("%s", x.text)+" without quotes"
	number, err := playbook.ParseNumber(x.text)
	switch {
	case err == nil:
		x.kind, x.number = lexNumber, number
		l.slip(x.start, x.end, message, help)
	case isPlainWord(x.text):
		l.slip(x.start, x.end, message, help)
	default:
		l.refuse(x.start, x.end, message, "compare a choice with one of its options: `provider == outage`")
	}
	l.add(x)
}

func isPlainWord(s string) bool {
	for i := range len(s) {
		if c := s[i]; c != '_' && (c < 'a' || c > 'z') && (i == 0 || c < '0' || c > '9') {
			return false
		}
	}
	return s != "" && !isOperatorWord(s) && foreignWord(s) == ""
}
