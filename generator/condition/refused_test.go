package condition

import (
	"os"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestConditionRefuses reads inputs with the findings below each, and compares the findings. An input with characters
// that cannot be seen is quoted as in Go.
func TestConditionRefuses(t *testing.T) {
	file, err := os.ReadFile("testdata/refused.txt")
	if err != nil {
		t.Fatal(err)
	}
	var got strings.Builder
	for line := range strings.Lines(string(file)) {
		switch {
		case strings.HasPrefix(line, "  "): // a finding
		case strings.HasPrefix(line, "#"), line == "\n":
			got.WriteString(line)
		default:
			got.WriteString(line + findingsOf(t, strings.TrimSuffix(line, "\n")))
		}
	}
	if diff := cmp.Diff(string(file), got.String()); diff != "" {
		t.Errorf("mismatch (-want +got)\n%s", diff)
	}
}

func findingsOf(t *testing.T, input string) string {
	text := input
	if strings.HasPrefix(input, `"`) {
		unquoted, err := strconv.Unquote(input)
		if err != nil {
			t.Fatal(err)
		}
		text = unquoted
	}
	c, found := Parse(onOneLine(text), harbour())
	if c.Expr != nil || len(found) == 0 {
		t.Errorf("%s: read as %s", input, show(c.Expr))
		return ""
	}
	return "  " + strings.ReplaceAll(printed(found), "\n", "\n  ") + "\n"
}

func TestConditionHasLimits(t *testing.T) {
	nested := func(open string, n int, close string) string {
		return strings.Repeat(open, n) + "severe" + strings.Repeat(close, n)
	}
	for _, row := range [...]struct{ name, text, want string }{
		{"100 brackets", nested("(", 100, ")"), ""},
		{"101 brackets", nested("(", 101, ")"), "101-102 too_large"},
		{"100 nots", nested("not ", 100, ""), ""},
		{"101 nots", nested("not ", 101, ""), "401-404 too_large"},
		{"nots and brackets", nested("!(", 51, ")"), "101-102 too_large"},
		{"many brackets side by side", strings.Repeat("(severe) or ", 300) + "severe", ""},
		{"many nots side by side", strings.Repeat("not severe or ", 250) + "severe", ""},
		{"4,000 bytes", "severe" + strings.Repeat(" ", 3994), ""},
		{"4,001 bytes", "severe" + strings.Repeat(" ", 3995), "1-4002 too_large"},
		{"brackets that never end", strings.Repeat("(", 4000), "101-102 too_large"},
		{"a long chain", strings.Repeat("1<", 1999) + "1", "1-4000 bad_condition"},
		{"a long comparison", strings.Repeat("1==", 1300) + "1", "1-3899 bad_condition"},
		{"a long or", strings.Repeat("severe or ", 399) + "severe", ""},
	} {
		_, found := Parse(onOneLine(row.text), harbour())
		got, _, _ := strings.Cut(printed(found), ":")
		if got != row.want {
			t.Errorf("%s: %q, want %q", row.name, got, row.want)
		}
	}
}

func TestConditionEndsWhereNothingCanBeRead(t *testing.T) {
	for _, text := range []string{strings.Repeat(";", 4000), strings.Repeat("= ", 2000), strings.Repeat("\u200b", 1000)} {
		_, found := Parse(onOneLine(text), harbour())
		if len(found) == 0 || len(found) > mostSlips {
			t.Errorf("%.5q…: %d findings", text, len(found))
		}
	}
}

func TestReservedWordsAreNoNames(t *testing.T) {
	for _, word := range []string{"and", "or", "not", "in", "yes", "no", "true", "false", "unknown", "role", "at", "let", "if", "else", "nil", "matches", "contains"} {
		if !Reserved(word) {
			t.Errorf("%q is not reserved", word)
		}
	}
	for _, name := range []string{"provider", "inside", "oranges", "len", "always"} {
		if Reserved(name) {
			t.Errorf("%q is reserved", name)
		}
	}
}
