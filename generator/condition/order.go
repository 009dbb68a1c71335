package condition

import (
	"fmt"
	"strings"

	"remit/generator/words"
)

// ordered reports whether every sign stands between what it needs, and complains about the first that does not; what
// follows it would only be the echo of the same mistake.
func (l *lexer) ordered() bool {
	after := false // an operand stands before the place
	for i, x := range l.lexemes {
		ok := true
		switch {
		case x.kind != lexSign || x.op == "(" || x.op == "[":
			ok = !after || l.refuseNeighbour(i)
			after = x.kind != lexSign
		case x.op == "not":
			ok = !after || l.startsNotIn(i)
			after = false
		case x.op == ")" || x.op == "]":
			ok = after || l.refuseClosing(i)
			after = true
		default:
			ok = after || l.isNotIn(i) || l.refuseLeftOf(i)
			after = false
		}
		if !ok {
			return false
		}
	}
	return after || l.refuseEnd()
}

// startsNotIn reports whether the not after an operand is the first half of `not in`.
func (l *lexer) startsNotIn(i int) bool {
	not := l.lexemes[i]
	followed := i+1 < len(l.lexemes) && l.lexemes[i+1].op == "in"
	switch {
	case followed && not.text != "!":
		return true
	case followed:
		l.refuse(not.start, l.lexemes[i+1].end, words.Quote(l.Text[not.start:l.lexemes[i+1].end])+" is not part of the condition language", "write `not in`")
	default:
		l.refuse(not.start, not.end, fmt.Sprintf("%s stands between two tests", words.Quote(not.text)),
			"write `and not` between tests, or `!=` before an option")
	}
	return false
}

// isNotIn reports whether the lexeme is the second half of `not in`.
func (l *lexer) isNotIn(i int) bool {
	return l.lexemes[i].op == "in" && i > 1 && l.lexemes[i-1].op == "not" && l.lexemes[i-2].isOperand()
}

// refuseNeighbour complains about an operand that follows another.
func (l *lexer) refuseNeighbour(i int) bool {
	before, x := l.lexemes[i-1], l.lexemes[i]
	message := fmt.Sprintf("%s stands after %s with nothing between them", words.Quote(x.text), words.Quote(before.text))
	help := "join tests with `and` or `or`"
	switch {
	case x.text == "between" && before.kind == lexWord:
		help = "write an interval, ends included: " + words.Code("%s in 2..10", before.text)
	case signFor(x.text) != "" && x.kind == lexWord:
		help = "write " + words.Code("%s", signFor(x.text)) + " in its place"
	case before.kind == lexNumber && x.kind == lexWord:
		help = "write " + words.Code("%s", before.text) + " without a unit: it stands at the fact"
	case before.kind == lexWord && x.kind == lexNumber:
		help = "compare them: " + words.Code("%s == %s", before.text, x.text)
	}
	l.refuse(x.start, x.end, message, help)
	return false
}

// signFor returns the sign for a word that people write in its place.
func signFor(word string) string {
	switch strings.ToLower(word) {
	case "is", "eq", "equals", "equal":
		return "=="
	case "isnt", "ne", "neq", "xor", "differs":
		return "!="
	case "above", "over", "gt", "exceeds", "greater", "more":
		return ">"
	case "below", "under", "lt", "less":
		return "<"
	case "gte", "ge", "least":
		return ">="
	case "lte", "le", "most":
		return "<="
	case "then", "plus":
		return "and"
	case "unless", "without":
		return "and not"
	case "when", "while", "where":
		return "and"
	}
	return ""
}

func (l *lexer) refuseClosing(i int) bool {
	x, before := l.lexemes[i], l.lexemes[i-1]
	switch {
	case before.op == "[":
		return true
	case before.op == "(":
		l.refuse(before.start, x.end, "the brackets are empty", "write a test between them, or remove them")
	case before.op == ",":
		l.refuse(before.start, before.end, `an option is missing after ","`, "write the option, or remove the comma")
	default:
		l.refuseRightOf(i - 1)
	}
	return false
}

// refuseLeftOf complains about a sign with nothing on its left.
func (l *lexer) refuseLeftOf(i int) bool {
	x := l.lexemes[i]
	switch {
	case x.op == ",":
		l.refuse(x.start, x.end, `an option is missing before ","`, "write the option, or remove the comma")
	case i > 0 && l.lexemes[i-1].op == "not" && x.op == "in":
		l.refuse(x.start, x.end, `"not in" has nothing on its left`, "write a fact before it: `provider not in [degraded, outage]`")
	case x.op == "and" || x.op == "or":
		l.refuse(x.start, x.end, words.Quote(x.text)+" has no test on its left", "write a test before it, or remove it")
	default:
		l.refuse(x.start, x.end, words.Quote(x.text)+" has nothing on its left", l.missingFact(i))
	}
	return false
}

// missingFact is the help for `x > 2 and < 10`: the name has to be written again.
func (l *lexer) missingFact(i int) string {
	for j := i - 1; j >= 0; j-- {
		if l.lexemes[j].kind == lexWord {
			return "write the fact in every test: " + words.Code("%s %s …", l.lexemes[j].text, l.lexemes[i].text)
		}
	}
	return "write a fact before it: " + words.Code("error_rate %s …", l.lexemes[i].text)
}

func (l *lexer) refuseEnd() bool {
	l.refuseRightOf(len(l.lexemes) - 1)
	return false
}

// refuseRightOf complains about a sign with nothing on its right.
func (l *lexer) refuseRightOf(i int) {
	x, help := l.lexemes[i], "write a number or an option after it"
	switch x.op {
	case "and", "or", "not":
		help = "write a test after it, or remove it"
	case "in":
		help = "write a list or an interval after it: `[degraded, outage]`, `2..10`"
	case "..":
		help = "write the number where the interval ends: `2..10`"
	}
	l.refuse(x.start, x.end, words.Quote(x.text)+" has nothing on its right", help)
}
