package words_test

import (
	"strings"
	"testing"

	"remit/generator/words"
)

func TestList(t *testing.T) {
	for letters, want := range map[string]string{"": "", "a": "a", "a b": "a and b", "a b c": "a, b and c", "a b c d": "a, b, c and d"} {
		if got := words.List(strings.Fields(letters), "and"); got != want {
			t.Errorf("list of %q is %q, want %q", letters, got, want)
		}
	}
}

func TestCount(t *testing.T) {
	for n, want := range map[int]string{0: "0 pages", 1: "1 page", 2: "2 pages", -1: "-1 pages"} {
		if got := words.Count(n, "page"); got != want {
			t.Errorf("%d: %q, want %q", n, got, want)
		}
	}
}

func TestWordsInSentences(t *testing.T) {
	for _, row := range [...]struct {
		name      string
		of        func(string) string
		say, want string
	}{
		{"Capital", words.Capital, "", ""},
		{"Capital", words.Capital, "éclair is down", "Éclair is down"},
		{"Lower", words.Lower, "", ""},
		{"Lower", words.Lower, "A", "a"},
		{"Lower", words.Lower, "Roll back", "roll back"},
		{"Lower", words.Lower, "DNS", "DNS"},
		{"Sentence", words.Sentence, " ", ""},
		{"Sentence", words.Sentence, "call the owner ", "call the owner."},
		{"Sentence", words.Sentence, "is it down?", "is it down?"},
		{"Sentence", words.Sentence, "and so on…", "and so on…"},
		{"Within", words.Within, "", ""},
		{"Within", words.Within, "now", "now"},
		{"Within", words.Within, "15 min", "within 15 min"},
	} {
		if got := row.of(row.say); got != row.want {
			t.Errorf("%s of %q is %q, want %q", row.name, row.say, got, row.want)
		}
	}
}
