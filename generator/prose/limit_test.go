package prose

import (
	"maps"
	"strings"
	"testing"
)

// crowded are texts that cost a naive reader the square of their length, or the memory of the machine. Each is made n
// bytes long, more or less.
func crowded(n int) map[string]string {
	all := crowdedBlocks(n)
	maps.Copy(all, crowdedLines(n))
	return all
}

func crowdedBlocks(n int) map[string]string {
	times := func(s string) string { return strings.Repeat(s, n/len(s)+1) }
	var ladder strings.Builder
	for i := 0; ladder.Len() < n; i++ {
		ladder.WriteString(strings.Repeat("  ", i) + "- a\n")
	}
	nest := strings.Repeat("- ", 40) + "a\n"
	return map[string]string{
		"quotes on a line":            times(">") + " a",
		"quotes with spaces":          times("> ") + "a",
		"quotes on every line":        times(strings.Repeat("> ", 200) + "a\n"),
		"lists on a line":             times("- ") + "a",
		"numbered lists on a line":    times("1. ") + "a",
		"a ladder of lists":           ladder.String(),
		"lists in quotes":             times("> - ") + "a",
		"footnotes on a line":         times("[^a]: ") + "a",
		"blank lines in a deep list":  nest + times("\n"),
		"blank quotes in a deep list": strings.Repeat("> - ", 30) + "a\n" + times(">\n"),
		"definitions":                 times("[a]: b\n"),
		"definitions with titles":     times("[a]: b '\n"),
		"comments on lines":           times("<!-- a\n\n"),
		"blocks of HTML":              times("<div>\n"),
		"a table of empty cells":      times("|a") + "\n" + times("|-") + "\n" + times("a\n"),
		"a wide table":                "a|b\n-|-\n" + times("|"),
		"a long table":                "a|b\n-|-\n" + times("a|b\n"),
		"guarded bars":                "a|b\n-|-\n" + times("`\\|`|\n"),
		"many tables":                 times("a|a|a|a|a|a\n-|-|-|-|-|-\na\n\n"),
		"footnotes":                   times("[^a]: b\n\n") + times("[^a]"),
		"footnotes nobody mentions":   times("[^a]:\n"),
		"headings":                    times("# a\n"),
		"underlined headings":         times("a\n-\n"),
		"code":                        times("    a\n\n"),
		"fences":                      times("```\n"),
		"zeros":                       times("\x00"),
		"tabs":                        times("\t"),
		"lists with tabs":             times("-\t"),
		"carriage returns":            times("\r"),
		"rulers":                      times("-|"),
		"tasks":                       times("- [x] a\n"),
		"alerts":                      times("> [!NOTE]\n"),
		"alerts in alerts":            times("> [!NOTE]\n> ") + "a",
	}
}

func crowdedLines(n int) map[string]string {
	times := func(s string) string { return strings.Repeat(s, n/len(s)+1) }
	var runs strings.Builder
	for i := 1; runs.Len() < n; i++ {
		runs.WriteString(strings.Repeat("`", i) + "a")
	}
	half := strings.Repeat("*", n/2)
	return map[string]string{
		"open brackets":            times("["),
		"open images":              times("!["),
		"closed brackets":          times("[") + times("]"),
		"pairs of brackets":        times("[a]"),
		"pairs of brackets, lines": times("[a]\n"),
		"nested brackets":          times("[a ") + times("]"),
		"links that do not end":    times("[a](<b"),
		"links without a space":    times("[a](b"),
		"links with parentheses":   times("[a](("),
		"links with titles":        times(`[a](b "`),
		"links in links":           times("[") + times("](b)"),
		"images in images":         times("![") + times("](b)"),
		"references":               "[a]: b\n\n" + times("[a] "),
		"stars":                    times("*"),
		"stars around":             half + "a" + half,
		"stars apart":              times("*a "),
		"stars and bars":           times("*a_ "),
		"stars in stars":           times("*a **a "),
		"emphasis in emphasis":     times("*a _") + "b" + times("_ a*"),
		"waves":                    times("~a "),
		"bars in words":            times("_a"),
		"backticks":                runs.String(),
		"ticks apart":              times("` `` "),
		"tags":                     times("<a "),
		"tags with attributes":     times("<a b='"),
		"tags with quotes":         times(`<a b="' c='" d='`),
		"tags on lines":            times("<a b\n"),
		"comments":                 times("<!-- a"),
		"instructions":             times("<?"),
		"declarations":             times("<!A "),
		"sections of data":         times("<![CDATA["),
		"templates":                times("{{ "),
		"addresses":                times("(http://a"),
		"addresses with tails":     times("http://a.b/&a;)"),
		"mail":                     times("_a@"),
		"mail without end":         times("a.") + "@" + times("a-"),
		"entities":                 times("&a"),
		"backslashes":              times(`\`),
		"no UTF-8":                 times("\xff\xfe*"),
		"a line":                   times("a"),
	}
}

// TestCrowdedTextEnds reads texts of 100 kB that would take hours or all memory without the guards: the timeout of the
// test is its assertion. The page may grow only in proportion.
func TestCrowdedTextEnds(t *testing.T) {
	const size = 100_000
	for name, text := range crowded(size) {
		t.Run(name, func(t *testing.T) {
			d := Parse([]byte(text), 0)
			if d.fault != nil {
				t.Fatalf("the parser panicked: %v", d.fault)
			}
			html := d.HTML(as)
			if len(html) > 40*len(text) {
				t.Errorf("%d bytes of text made %d bytes of HTML", len(text), len(html))
			}
			words := 0
			for _, s := range d.Sections() {
				words += len(s.Heading) + len(s.Text)
			}
			if words > 4*len(text) {
				t.Errorf("%d bytes of text made %d bytes of words", len(text), words)
			}
		})
	}
}

// TestTooDeep tells what is shown as written from what is only long.
func TestTooDeep(t *testing.T) {
	tests := map[string]bool{
		string(page()):                                                false,
		strings.Repeat("word *a* [b](c) ", 2000):                      false,
		strings.Repeat("> ", 40) + "a":                                false,
		strings.Repeat("> ", 101) + "a":                               true,
		strings.Repeat("- ", 60) + "a":                                true,
		strings.Repeat("*a **b ", 30) + strings.Repeat("b** a* ", 30): true,
		strings.Repeat("[a](b", 100_000):                              true,
		strings.Repeat("|a", 500) + "\n" + strings.Repeat("|-", 500) + "\n" + strings.Repeat("a\n", 500): true,
		strings.Repeat("a", Largest+1): true,
	}
	for text, want := range tests {
		d := Parse([]byte(text), 0)
		if (len(d.Excesses) > 0) != want || d.fault != nil {
			t.Errorf("%.40q (%d bytes): want Excesses %v, got %v, fault %v", text, len(text), want, d.Excesses, d.fault)
		}
		if page := d.HTML(as); want && !strings.Contains(page, "a") {
			t.Errorf("%.40q: its words are not on the page", text)
		}
	}
}

// TestAnExcessHasItsPlace finds the line of what is too deep or too crowded, and names it.
func TestAnExcessHasItsPlace(t *testing.T) {
	const before = "# Title\n\nSome text.\n\n"
	tests := map[string]struct{ text, what, at string }{
		"containers": {strings.Repeat("> ", 60) + "a\n\n" + strings.Repeat("> ", 101) + "b", "deep inside each other", "> b"},
		"emphasis":   {strings.Repeat("*a **b ", 30) + strings.Repeat("b** a* ", 30), "emphasis stands more than 20 deep", "*a **b"},
		"brackets":   {strings.Repeat("[a](b", 100_000), "so many brackets", "[a](b"},
		"cells":      {strings.Repeat("|a", 500) + "\n" + strings.Repeat("|-", 500) + "\n" + strings.Repeat("a\n", 500), "columns for rows that are mostly empty", "|-|-"},
	}
	for name, tt := range tests {
		d := Parse([]byte(before+tt.text), 0)
		if len(d.Excesses) != 1 || !strings.Contains(d.Excesses[0].What, tt.what) || d.Excesses[0].Help == "" || d.Excesses[0].Offset < len(before) {
			t.Errorf("%s: want one excess with %q behind the first lines, got %+v", name, tt.what, d.Excesses)
			continue
		}
		if rest := (before + tt.text)[d.Excesses[0].Offset:]; name != "brackets" && name != "emphasis" && !strings.HasPrefix(rest, tt.at) {
			t.Errorf("%s: want the place of %q, got %.20q", name, tt.at, rest)
		}
	}
}
