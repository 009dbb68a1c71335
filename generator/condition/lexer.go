package condition

import (
	"strings"
	"unicode/utf8"

	"remit/generator/playbook"
	"remit/generator/words"
)

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
		l.refuse(x.start, x.end, words.Quote(x.text)+" is never closed", "add the "+words.Code("%s", closing(x.op))+" that closes it")
	}
}

func (l *lexer) readWord() {
	x := lexeme{kind: lexWord, start: l.pos, end: l.wordEnd()}
	x.text = l.Text[x.start:x.end]
	switch lower := strings.ToLower(x.text); {
	case isOperatorWord(lower):
		x.kind, x.op = lexSign, lower
		if x.text != lower {
			l.slip(x.start, x.end, words.Quote(x.text)+" is in capitals", "write "+words.Code("%s", lower))
		}
	case x.text == "else" && l.fatal: // of an if that was refused
	case foreignWord(x.text) != "":
		l.refuse(x.start, x.end, words.Quote(x.text)+" is not part of the condition language", foreignWord(x.text))
	case strings.Contains(x.text, "$"):
		l.refuse(x.start, x.end, words.Quote(x.text)+" is not part of the condition language",
			"name a fact, condition or trigger of the playbook, without \"$\"")
	case strings.HasPrefix(l.Text[x.end:], "("):
		l.refuse(x.start, x.end, words.Quote(x.text)+" is called like a function",
			"a condition has no functions: compare facts, and join tests with `and` or `or`")
	}
	l.add(x)
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
	message, help := words.Quote(x.text)+" is text in quotes", "write "+words.Code("%s", x.text)+" without quotes"
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

func isPlainWord(s string) bool {
	for i := range len(s) {
		if c := s[i]; c != '_' && (c < 'a' || c > 'z') && (i == 0 || c < '0' || c > '9') {
			return false
		}
	}
	return s != "" && !isOperatorWord(s) && foreignWord(s) == ""
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
