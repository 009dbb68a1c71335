package authority

import (
	"slices"
	"strings"
	"unicode"
)

// kin reports whether two descriptions may be of one thing: they share a word that says something. Two facts that the rules
// treat alike are still two facts when nothing in their names and questions is the same: "was it deployed?" is not "is the
// building on fire?" under a new name, whatever follows from either.
func kin(a, b string) bool {
	words := telling(b)
	return slices.ContainsFunc(telling(a), func(w string) bool { return slices.Contains(words, w) })
}

// telling returns the words of a description that say something, in lower case and without a plural's s.
func telling(s string) []string {
	list := strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	list = slices.DeleteFunc(list, func(w string) bool { return len(w) < 3 || slices.Contains(asking, w) })
	for i, w := range list {
		list[i] = strings.TrimSuffix(w, "s")
	}
	return list
}

// asking are words of questions that say nothing about what is asked.
var asking = strings.Fields("the are was were has have had how what which who when where does did done any now last right many much " +
	"there been you your can for and with still it's its this that they them from into than then not yes running current currently " +
	"one two more less most least some all hour hours minute minutes min day days")
