package words

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// IsName reports whether a word has the form of a name: [a-z][a-z0-9_]*.
func IsName(word string) bool {
	for i := range len(word) {
		c := word[i]
		if (c < 'a' || c > 'z') && (i == 0 || (c < '0' || c > '9') && c != '_') {
			return false
		}
	}
	return word != ""
}

// NameFrom makes a proper name of any words: "Roll back!" becomes "roll_back", or "roll-back" when joined by '-'.
func NameFrom(words string, join rune) string {
	var b strings.Builder
	gap := false
	for _, c := range norm.NFKD.String(strings.ToLower(words)) {
		switch {
		case c >= 'a' && c <= 'z' || c >= '0' && c <= '9':
			if gap && b.Len() > 0 {
				b.WriteRune(join)
			}
			gap = false
			b.WriteRune(c)
		case !unicode.Is(unicode.Mn, c):
			gap = true
		}
	}
	return b.String()
}
