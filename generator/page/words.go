package page

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"remit/generator/playbook"
)

func itoa(n int) string { return strconv.Itoa(n) }

// lower begins a title inside a sentence: "Roll back" becomes "roll back", "DNS" stays.
func lower(s string) string {
	first, size := utf8.DecodeRuneInString(s)
	second, _ := utf8.DecodeRuneInString(s[size:])
	if unicode.IsUpper(second) {
		return s
	}
	return string(unicode.ToLower(first)) + s[size:]
}

// upper begins a sentence.
func upper(s string) string {
	first, size := utf8.DecodeRuneInString(s)
	if size == 0 {
		return s
	}
	return string(unicode.ToUpper(first)) + s[size:]
}

// sentence ends what somebody wrote with a full stop if it has no end of its own.
func sentence(s string) string {
	s = strings.TrimSpace(s)
	if s == "" || strings.ContainsRune(".!?…:", lastRune(s)) {
		return s
	}
	return s + "."
}

func lastRune(s string) rune {
	r, _ := utf8.DecodeLastRuneInString(s)
	return r
}

// series joins words as a sentence does: "a, b and c".
func series(words []string, and string) string {
	switch len(words) {
	case 0:
		return ""
	case 1:
		return words[0]
	}
	last := len(words) - 1
	return strings.Join(words[:last], ", ") + " " + and + " " + words[last]
}

// counted writes a number of things: "1 playbook", "2 playbooks".
func counted(n int, thing string) string {
	if n == 1 {
		return "1 " + thing
	}
	return itoa(n) + " " + thing + "s"
}

// deadline says by when: "now", "within 15 min".
func deadline(d playbook.Duration) string { return deadlineWords(d.String()) }

func deadlineWords(within string) string {
	if within == "now" || within == "" {
		return within
	}
	return "within " + within
}

// minutes is a length of time for scripts.
func minutes(d playbook.Duration) int { return int(d.Approximate().Minutes()) }
