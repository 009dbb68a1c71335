package search

import "strings"

// stem strips the plain English inflections: plural, -ed, -ing, -ion. It need not yield a word, only the same letters for
// words that belong together; what it yields begins the word, but for a y at its end. Words with digits and words with
// letters outside a-z stay as they are.
func stem(word string) string {
	if len(word) < 4 || !isPlain(word) {
		return word
	}
	word = stemPlural(word)
	for _, ending := range [...]string{"ing", "ied", "ed", "ion"} {
		if rest, ok := strings.CutSuffix(word, ending); ok {
			word = stemEnding(word, rest, ending)
			break
		}
	}
	if len(word) >= 4 && strings.HasSuffix(word, "e") {
		word = word[:len(word)-1]
	}
	if len(word) >= 6 && hasAnySuffix(word, "ll", "ick") { // cancelled and panicking are of cancel and panic
		word = word[:len(word)-1]
	}
	return word
}

func stemPlural(word string) string {
	switch {
	case len(word) >= 5 && strings.HasSuffix(word, "ies"):
		return word[:len(word)-3] + "y"
	case hasAnySuffix(word, "sses", "xes", "ches", "shes", "zzes"):
		return word[:len(word)-2]
	case hasAnySuffix(word, "ss", "us", "is", "ias"): // alias
		return word
	}
	return strings.TrimSuffix(word, "s")
}

// stemEnding returns the word without its ending, or as it was where what is left would be no word.
func stemEnding(word, rest, ending string) string {
	switch {
	case len(rest) < 3 || !strings.ContainsAny(rest, "aeiouy"):
		return word
	case ending == "ied":
		return rest + "y"
	case ending == "ed" && strings.HasSuffix(rest, "e"): // speed, proceed
		return word
	case ending == "ion":
		if len(rest) < 5 || !hasAnySuffix(rest, "s", "t") { // region, action, station
			return word
		}
		return rest
	}
	return undouble(rest)
}

// undouble takes back the consonant that -ed and -ing double: mapping, dropped; but calling, missed, buzzed keep theirs.
func undouble(word string) string {
	n := len(word)
	if n >= 4 && word[n-1] == word[n-2] && !strings.ContainsAny(word[n-1:], "aeioulsz") {
		return word[:n-1]
	}
	return word
}

func hasAnySuffix(word string, endings ...string) bool {
	for _, ending := range endings {
		if strings.HasSuffix(word, ending) {
			return true
		}
	}
	return false
}

func isPlain(word string) bool {
	for i := range len(word) {
		if word[i] < 'a' || word[i] > 'z' {
			return false
		}
	}
	return true
}
