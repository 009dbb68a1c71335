package words

import (
	"fmt"
	"strings"
	"unicode"
)

// mostListed is how many names a help lists before it counts the rest.
const mostListed = 8

// DidYouMean is the help for an unknown name: the nearest candidate or, when none is close, what there is, in
// the order given.
func DidYouMean(name string, candidates []string) string {
	if n := Nearest(name, candidates); n != "" {
		return fmt.Sprintf("did you mean %q?", n)
	}
	return "allowed: " + Listed(candidates)
}

// Listed names the candidates in their order: "a", "b" and 3 more.
func Listed(candidates []string) string {
	if len(candidates) == 0 {
		return "none"
	}
	var b strings.Builder
	for i, c := range candidates[:min(len(candidates), mostListed)] {
		if i > 0 {
			b.WriteString(", ")
		}
		fmt.Fprintf(&b, "%q", c)
	}
	if more := len(candidates) - mostListed; more > 0 {
		fmt.Fprintf(&b, " and %d more", more)
	}
	return b.String()
}

// Nearest returns the candidate that name is most likely a misspelling of, or "" when none is close. Of two equally
// close it takes the first in the alphabet, whatever their order.
func Nearest(name string, candidates []string) string {
	if len(name) > longestMisspelt {
		return ""
	}
	plain := plainName(name)
	best, fewest := "", min(4, 1+(len(plain)+1)/3)
	for _, c := range candidates {
		if apart := len(c) - len(plain); len(c) > longestMisspelt || apart > fewest || -apart > fewest {
			continue
		}
		d := edits(plain, plainName(c))
		if d < max(len(plain), len(c)) && (d < fewest || d == fewest && best != "" && c < best) {
			best, fewest = c, d
		}
	}
	return best
}

// longestMisspelt bounds the work of nearest: nobody misspells a longer name by a letter or two.
const longestMisspelt = 60

// plainName makes alike what only looks different: Recent-Deploy and recent_deploy.
func plainName(name string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '-' || r == ' ':
			return '_'
		case r > unicode.MaxASCII:
			return '?' // keeps one letter one byte
		}
		return unicode.ToLower(r)
	}, name)
}

// edits counts the letters to insert, drop, change or swap with their neighbour to turn a into b (Damerau and
// Levenshtein, each letter edited once). Neither is longer than longestMisspelt.
func edits(a, b string) int {
	var rows [3][longestMisspelt + 1]int
	before, last, row := &rows[0], &rows[1], &rows[2]
	for j := range len(b) + 1 {
		last[j] = j
	}
	for i := 1; i <= len(a); i++ {
		row[0] = i
		for j := 1; j <= len(b); j++ {
			changed := last[j-1]
			if a[i-1] != b[j-1] {
				changed++
			}
			row[j] = min(changed, last[j]+1, row[j-1]+1)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
		}
		before, last, row = last, row, before
	}
	return last[len(b)]
}
