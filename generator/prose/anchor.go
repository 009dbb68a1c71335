package prose

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// anchors gives out the names of headings as GitHub does: lower case, only letters, marks, digits, connectors, hyphens
// and spaces, each space a hyphen. A name that is taken gets the next free number. Where GitHub would give one name to
// two headings ("a", "a", "a 1") the later heading is counted again.
type anchors struct {
	taken map[string]int // the last number tried after the name
}

// take returns the name, or the nearest that is free.
func (a *anchors) take(name string) string {
	if a.taken == nil {
		a.taken = map[string]int{}
	}
	unique := name
	for {
		if _, ok := a.taken[unique]; !ok {
			break
		}
		a.taken[name]++
		unique = name + "-" + strconv.Itoa(a.taken[name])
	}
	a.taken[unique] = 0
	return unique
}

// anchorOf returns the anchor that words have, "" when none of their characters can be in a name.
func anchorOf(words string) string {
	var b strings.Builder
	b.Grow(len(words))
	for _, r := range words {
		switch {
		case r == ' ':
			b.WriteByte('-')
		case r == 'İ':
			b.WriteString("i\u0307") // the one capital whose small letter is two characters
		case inName(r):
			b.WriteRune(unicode.ToLower(r))
		}
	}
	return b.String()
}

func inName(r rune) bool {
	if r < utf8.RuneSelf {
		return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9' || r == '-' || r == '_'
	}
	return unicode.In(r, unicode.L, unicode.M, unicode.Nd, unicode.Nl, unicode.Pc, unicode.Other_Alphabetic)
}
