package words

import (
	"fmt"
	"strings"
)

// The longest piece that a message repeats of what somebody wrote, and the longest that it tells to write, in characters.
const (
	longestQuote = 60
	longestCode  = 200
)

// Quote puts what somebody wrote in quotes for a message, on one line and shortened.
func Quote(s string) string {
	s = Excerpt(s)
	if strings.Contains(s, `"`) && !strings.Contains(s, "`") {
		return "`" + s + "`"
	}
	return `"` + s + `"`
}

// Code marks what to write instead.
func Code(format string, args ...any) string {
	return "`" + shortened(fmt.Sprintf(format, args...), longestCode) + "`"
}

// Excerpt puts what somebody wrote on one line that a message can hold.
func Excerpt(s string) string { return shortened(s, longestQuote) }

func shortened(s string, most int) string {
	runes := []rune(strings.Join(strings.Fields(s), " "))
	if len(runes) > most {
		return string(runes[:most-1]) + "…"
	}
	return string(runes)
}
