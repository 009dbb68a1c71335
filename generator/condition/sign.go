package condition

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"remit/generator/words"
)

// A spelling of a sign: what it does and, when it is not the language's own spelling, nothing but a slip.
type spelling struct {
	text, op string
	slip     bool
}

// spellings are tried in order: none is hidden by a shorter one before it.
var spellings = [...]spelling{
	{"===", "==", true}, {"!==", "!=", true},
	{"==", "==", false}, {"!=", "!=", false}, {"<=", "<=", false}, {">=", ">=", false},
	{"&&", "and", false}, {"||", "or", false},
	{"=>", ">=", true}, {"=<", "<=", true}, {"<>", "!=", true}, {"=!", "!=", true},
	{"<", "<", false}, {">", ">", false}, {"!", "not", false}, {"(", "(", false}, {")", ")", false}, {"]", "]", false},
	{"=", "==", true}, {"&", "and", true}, {"|", "or", true},
	{"≥", ">=", true}, {"⩾", ">=", true}, {"≤", "<=", true}, {"⩽", "<=", true}, {"≠", "!=", true},
	{"∧", "and", true}, {"∨", "or", true}, {"¬", "not", true}, {"∈", "in", true}, {"…", "..", true},
}

// A refusal is a sign outside the subset, and what to write instead.
type refusal struct{ text, help string }

const (
	noArithmetic = "a condition does not compute: write the number itself"
	noDefault    = "every fact has a value in the end: leave the default out"
	noMap        = "a list stands in square brackets: `provider in [degraded, outage]`"
	noTernary    = "write `a and b or not a and c` for `a ? b : c`"
)

// refusals are tried in order, after the spellings.
var refusals = [...]refusal{
	{"?.", "name a fact, condition or trigger of the playbook, without a point"},
	{"??", noDefault}, {"?", noTernary}, {"::", noTernary}, {":", noTernary},
	{";", "join tests with `and` or `or`"}, {"{", noMap}, {"}", noMap},
	{"+", noArithmetic}, {"-", noArithmetic}, {"−", noArithmetic}, {"**", noArithmetic}, {"*", noArithmetic}, {"×", noArithmetic},
	{"/", noArithmetic}, {"÷", noArithmetic}, {"%", noArithmetic}, {"^", noArithmetic},
	{"–", "an interval is written `2..10`"}, {"—", "an interval is written `2..10`"},
	{"∉", "write `provider not in [degraded, outage]`"},
}

func (l *lexer) readSign() {
	rest := l.Text[l.pos:]
	switch {
	case strings.HasPrefix(rest, "//"), strings.HasPrefix(rest, "/*"), strings.HasPrefix(rest, "#"):
		l.readComment()
		return
	case strings.HasPrefix(rest, "."):
		l.readDots()
		return
	case strings.HasPrefix(rest, ","):
		l.readComma()
		return
	case strings.HasPrefix(rest, "["):
		l.readList()
		return
	}
	for _, s := range spellings {
		if strings.HasPrefix(rest, s.text) {
			l.readSpelling(s)
			return
		}
	}
	l.readForeign()
}

func (l *lexer) readSpelling(s spelling) {
	x := lexeme{kind: lexSign, text: s.text, op: s.op, start: l.pos, end: l.pos + len(s.text)}
	if s.slip && !(l.fatal && s.text == "=") { // after let it is no slip
		l.slip(x.start, x.end, words.Quote(s.text)+" is not part of the condition language", "write "+words.Code("%s", s.op))
	}
	l.add(x)
}

// readForeign refuses a sign that is not ours.
func (l *lexer) readForeign() {
	rest := l.Text[l.pos:]
	for _, r := range refusals {
		if strings.HasPrefix(rest, r.text) {
			if !l.fatal || !l.isEcho(r.text) {
				l.refuse(l.pos, l.pos+len(r.text), words.Quote(r.text)+" is not part of the condition language", r.help)
			}
			l.pos += len(r.text)
			return
		}
	}
	l.readCharacter()
}

// isEcho reports whether the sign is most likely part of what was refused before, such as the : of a ternary.
func (l *lexer) isEcho(sign string) bool {
	return sign == ":" || sign == "}" || sign == "{" && !l.afterIn(len(l.lexemes))
}

// readCharacter complains about a character that means nothing. One that cannot be seen is then passed over.
func (l *lexer) readCharacter() {
	r, size := utf8.DecodeRuneInString(l.Text[l.pos:])
	from := l.pos
	l.pos += size
	switch {
	case unicode.IsSpace(r) || unicode.Is(unicode.Cf, r):
		l.slip(from, l.pos, fmt.Sprintf("the invisible character %U stands here", r), "delete it, or put a plain space in its place")
	case r == utf8.RuneError || !unicode.IsPrint(r):
		l.refuse(from, l.pos, fmt.Sprintf("the character %U has no place in a condition", r), "delete it")
	default:
		l.refuse(from, l.pos, words.Quote(string(r))+" is not part of the condition language",
			"write names, numbers, `and or not in`, `== != < <= > >=`, `( ) [ ]` and `..`")
	}
}

// readDots reads the sign of an interval; a single point reads a field in Expr.
func (l *lexer) readDots() {
	start := l.pos
	for l.pos < len(l.Text) && l.Text[l.pos] == '.' {
		l.pos++
	}
	text := l.Text[start:l.pos]
	if len(text) == 1 {
		l.pos = l.wordEnd()
		l.refuse(start, l.pos, words.Quote(l.Text[start:l.pos])+" reads a field, and facts have none",
			"name a fact, condition or trigger of the playbook, without a point")
		return
	}
	if len(text) > 2 {
		l.slip(start, l.pos, words.Quote(text)+" is not part of the condition language", "write `..`")
	}
	l.add(lexeme{kind: lexSign, text: text, op: "..", start: start, end: l.pos})
}

// readComma reads the comma of a list, the only place for one.
func (l *lexer) readComma() {
	x := lexeme{kind: lexSign, text: ",", op: ",", start: l.pos, end: l.pos + 1}
	opener := len(l.lexemes)
	if len(l.open) > 0 {
		opener = l.open[len(l.open)-1].index
		if l.lexemes[opener].op == "[" {
			l.add(x)
			return
		}
	}
	l.pos++
	switch {
	case l.fatal:
	case l.afterIn(opener) && opener < len(l.lexemes):
		l.refuse(l.lexemes[opener].start, l.lexemes[opener].end, "a list does not stand in round brackets", noMap)
	case l.afterNumber() && startsWithDigit(l.Text[x.end:]):
		l.refuseDecimalComma(x)
	default:
		l.refuse(x.start, x.end, `"," stands outside a list`, "join tests with `and` or `or`")
	}
}

func (l *lexer) afterNumber() bool {
	return len(l.lexemes) > 0 && l.lexemes[len(l.lexemes)-1].kind == lexNumber
}

// refuseDecimalComma refuses 0,5 and 1,000.
func (l *lexer) refuseDecimalComma(comma lexeme) {
	whole := l.lexemes[len(l.lexemes)-1]
	for l.pos < len(l.Text) && startsWithDigit(l.Text[l.pos:]) {
		l.pos++
	}
	decimals := l.Text[comma.end:l.pos]
	help := "write " + words.Code("%s.%s", whole.text, decimals)
	if len(decimals) == 3 {
		help = "write " + words.Code("%s%s", whole.text, decimals) + " or " + words.Code("%s.%s", whole.text, decimals)
	}
	l.refuse(whole.start, l.pos, words.Quote(l.Text[whole.start:l.pos])+" is a number with a comma", help)
}

// readList reads the opening bracket of a list, which stands after in and nowhere else.
func (l *lexer) readList() {
	x := lexeme{kind: lexSign, text: "[", op: "[", start: l.pos, end: l.pos + 1}
	switch {
	case l.afterIn(len(l.lexemes)) || l.fatal:
	case l.afterOperand():
		l.refuse(x.start, x.end, `"[" picks a part, and facts have none`, "a list stands after `in`: `provider in [degraded, outage]`")
	default:
		l.refuse(x.start, x.end, "a list stands only after `in`", "write `provider in [degraded, outage]`")
	}
	l.add(x)
}

// afterIn reports whether the lexeme follows an in.
func (l *lexer) afterIn(index int) bool { return index > 0 && l.lexemes[index-1].op == "in" }

// readComment passes over a comment, with a complaint.
func (l *lexer) readComment() {
	start, rest := l.pos, l.Text[l.pos:]
	end := strings.IndexByte(rest, '\n')
	if strings.HasPrefix(rest, "/*") {
		if end = strings.Index(rest, "*/"); end >= 0 {
			end += len("*/")
		}
	}
	if end < 0 {
		end = len(rest)
	}
	l.pos += end
	l.slip(start, l.pos, words.Quote(rest[:end])+" is a comment inside the condition", "say it in `because`, or in a YAML comment outside the condition")
}
