// Package words writes words the way a sentence needs them, for every room that speaks to people.
//
//	words.Count(2, "page")                      // 2 pages
//	words.List([]string{"a", "b", "c"}, "and")  // a, b and c
//	words.Sentence("call the owner")            // call the owner.
//	words.Capital("call the owner")             // Call the owner
//	words.Lower("Roll back")                    // roll back
//	words.Within("15 min")                      // within 15 min
//	words.Nearest("eror_rate", names)           // error_rate
//	words.DidYouMean("eror_rate", names)        // did you mean "error_rate"?
//
// Each helper has one meaning in the whole program. Package words knows no playbook, and chooses no words of its own.
package words

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Count writes a number of things: "1 page", "2 pages".
func Count(n int, thing string) string { return strconv.Itoa(n) + " " + Plural(n, thing) }

// Plural writes a thing as a number of them needs it: "page", "pages".
func Plural(n int, thing string) string {
	if n == 1 {
		return thing
	}
	return thing + "s"
}

// List joins words as a sentence does: "a", "a and b", "a, b and c".
func List(list []string, joint string) string {
	if len(list) < 2 {
		return strings.Join(list, "")
	}
	last := len(list) - 1
	return strings.Join(list[:last], ", ") + " " + joint + " " + list[last]
}

// Capital begins a sentence: "call the owner" becomes "Call the owner".
func Capital(s string) string {
	first, size := utf8.DecodeRuneInString(s)
	if size == 0 {
		return s
	}
	return string(unicode.ToUpper(first)) + s[size:]
}

// Lower puts a title inside a sentence: "Roll back" becomes "roll back", "DNS" stays.
func Lower(s string) string {
	first, size := utf8.DecodeRuneInString(s)
	second, _ := utf8.DecodeRuneInString(s[size:])
	if size == 0 || unicode.IsUpper(second) {
		return s
	}
	return string(unicode.ToLower(first)) + s[size:]
}

// Sentence ends what somebody wrote with a full stop if it has no end of its own.
func Sentence(s string) string {
	s = strings.TrimSpace(s)
	if last, _ := utf8.DecodeLastRuneInString(s); s == "" || strings.ContainsRune(".!?…:", last) {
		return s
	}
	return s + "."
}

// Within says by when: "now", "within 15 min"; nothing when no time is given.
func Within(time string) string {
	if time == "now" || time == "" {
		return time
	}
	return "within " + time
}
