package condition

import (
	"math/big"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"remit/generator/playbook"
	"remit/generator/words"
)

// atNumber reports whether a number begins at the place, with its sign when what stands before cannot be the left side
// of a subtraction.
func (l *lexer) atNumber() bool {
	rest := l.Text[l.pos:]
	if strings.HasPrefix(rest, ".") {
		return !l.touchesOperand() && startsWithDigit(rest[1:])
	}
	if !l.afterOperand() {
		rest = strings.TrimPrefix(strings.TrimLeft(withoutSign(rest), " "), ".")
	}
	return startsWithDigit(rest)
}

// touchesOperand reports whether the last lexeme is an operand that ends at the place, as in provider.5.
func (l *lexer) touchesOperand() bool {
	return l.afterOperand() && l.lexemes[len(l.lexemes)-1].end == l.pos
}

// readNumber reads all that hangs together with a digit, so that 0x10 or 5min is one mistake and not a number and a
// word.
func (l *lexer) readNumber() {
	start := l.pos
	unsigned := strings.TrimLeft(withoutSign(l.Text[start:]), " ")
	end := l.numberEnd(len(l.Text) - len(unsigned))
	x := lexeme{kind: lexNumber, text: l.Text[start:end], start: start, end: end}
	number, err := playbook.ParseNumber(x.text)
	x.number = number
	if err != nil {
		x.flawed = true
		l.slip(x.start, x.end, numberMistake(x.text, err), numberHelp(x.text))
	}
	l.add(x)
	l.skipUnit(x)
}

func (l *lexer) numberEnd(i int) int {
	from := i
	for i < len(l.Text) {
		r, size := utf8.DecodeRuneInString(l.Text[i:])
		switch {
		case r == '_' || unicode.IsLetter(r) || unicode.IsDigit(r):
		case r == '.' && !strings.HasPrefix(l.Text[i+1:], "."):
		case (r == '+' || r == '-') && isExponent(l.Text[from:i]) && startsWithDigit(l.Text[i+1:]):
		default:
			return i
		}
		i += size
	}
	return i
}

// isExponent reports whether s is a number up to its e, as in 1.5e+3.
func isExponent(s string) bool {
	digits := strings.TrimRight(s, "eE")
	return len(s) == len(digits)+1 && strings.Trim(digits, "0123456789.") == ""
}

func numberMistake(text string, err error) string {
	if err == playbook.ErrTooManyDigits {
		return words.Quote(text) + " has more than 30 digits"
	}
	if plain, unit := cutUnit(text); unit != "" && plain != "" {
		return words.Quote(text) + " is a number with a unit"
	}
	return words.Quote(text) + " is not a plain decimal number"
}

// skipUnit passes over the per cent sign of `5 %`, with a complaint, unless it computes a remainder.
func (l *lexer) skipUnit(x lexeme) {
	rest := l.Text[l.pos:]
	sign := strings.TrimLeft(rest, " ")
	if !strings.HasPrefix(sign, "%") {
		return
	}
	next := strings.TrimLeft(sign[1:], " \t\r\n")
	if startsWithDigit(next) || strings.HasPrefix(next, "(") {
		return
	}
	at := l.pos + len(rest) - len(sign)
	l.slip(at, at+1, `the unit "%" stands at the fact, not in a condition`, numberHelp(x.text))
	l.pos = at + 1
}

func numberHelp(text string) string {
	if plain := plainNumber(text); plain != "" {
		return "write " + words.Code("%s", plain)
	}
	return "write at most 30 digits, with a point before decimals, such as `12` or `-0.5`"
}

// plainNumber returns the number that somebody most likely meant, or "".
func plainNumber(text string) string {
	s := strings.ReplaceAll(strings.ReplaceAll(text, "_", ""), " ", "")
	sign := ""
	if bare := withoutSign(s); bare != s {
		if !strings.HasPrefix(s, "+") {
			sign = "-"
		}
		s = bare
	}
	if len(s) > 40 {
		return ""
	}
	for _, reading := range [...]func(string) string{tidied, otherBase, spelledOut, withoutUnit} {
		if n, err := playbook.ParseNumber(sign + reading(s)); err == nil {
			return n.Text
		}
	}
	return ""
}

// otherBase reads 0x10, 0o17 and 0b11.
func otherBase(s string) string {
	n, ok := new(big.Int).SetString(s, 0)
	if !ok || !strings.ContainsAny(s, "xXoObB") {
		return ""
	}
	return n.String()
}

// spelledOut reads 1.5e3. The exponent is bounded, since 1e999999999 is short to write and long to spell out.
func spelledOut(s string) string {
	mantissa, exponent, found := strings.Cut(strings.ToLower(s), "e")
	power, err := strconv.Atoi(exponent)
	if !found || err != nil || power > 30 || power < -30 {
		return ""
	}
	n, err := playbook.ParseNumber(tidied(mantissa))
	if err != nil {
		return ""
	}
	factor := new(big.Rat).SetInt(new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(max(power, -power))), nil))
	if power < 0 {
		factor.Inv(factor)
	}
	return playbook.Decimal(factor.Mul(factor, n.Rat))
}

func withoutUnit(s string) string {
	if plain, _ := cutUnit(s); plain != "" {
		return tidied(plain)
	}
	return ""
}

// tidied mends 007, .5 and 5. .
func tidied(s string) string {
	whole, decimals, _ := strings.Cut(s, ".")
	whole = strings.TrimLeft(whole, "0")
	if whole == "" {
		whole = "0"
	}
	if decimals == "" {
		return whole
	}
	return whole + "." + decimals
}

// cutUnit parts 5min into 5 and min. What only looks like a unit, as in 0x10 and 1e3, is none.
func cutUnit(s string) (number, unit string) {
	number = strings.TrimRightFunc(s, unicode.IsLetter)
	unit = s[len(number):]
	if strings.ContainsFunc(number, unicode.IsLetter) || strings.Trim(unit, "eE") == "" || !startsWithDigit(withoutSign(number)) {
		return "", ""
	}
	return number, unit
}

func startsWithDigit(s string) bool { return s != "" && s[0] >= '0' && s[0] <= '9' }

// withoutSign drops a leading sign; U+2212, which word processors write, is one.
func withoutSign(s string) string {
	for _, sign := range [...]string{"-", "+", "−"} {
		if after, found := strings.CutPrefix(s, sign); found {
			return after
		}
	}
	return s
}
