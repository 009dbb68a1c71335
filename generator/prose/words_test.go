package prose

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// scraps are what texts are made of that hide no word: no address, no definition, no comment, no language.
var scraps = []string{
	"*", "**", "_", "__", "~~", "`", "``", "|", "|", "\n", "\n", "\n\n", "\n\n", "- ", "* ", "+ ", "> ", ">", "# ", "## ",
	"    ", "  ", " ", " ", " ", "1. ", "2) ", "<", ">", "&", "&amp", "\\", "\\\n", "[", "]", "!", "![", "{", "}", "{{ ", " }}",
	"\n---\n", "\n===\n", "\n|-|-|\n", "\n-|-\n", "\n:-:|--:\n", "\t", "\n\t", "<b>", "</b>", "<div>\n", "</div>\n", "<pre>\n",
	"</pre>", "<x y=\"", "<%", "%>", "- [ ] ", "- [x] ", "> [!NOTE]\n", "\n```\n", "\n~~~\n", "***", ".", ",", "\"", "'", "  \n",
	"<?", "?>", "[^1]", "[^2]", "\n[^1]: ", "\n\n[^2]: ", "](x)", "](x \"", "\")", "\r\n", "<!-- c -->", "\n\n    ", "<!A ", "@", "://", "http", "www.", "日本", "🚀", "\u00a0",
}

// TestNoWordIsLost makes texts of words and scraps by chance and finds every word on the page, once.
func TestNoWordIsLost(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for range 3000 {
		var text strings.Builder
		var want []string
		for n := range 1 + random.IntN(60) {
			if random.IntN(3) == 0 {
				word := fmt.Sprintf("w%dw", n)
				want = append(want, word)
				text.WriteString(word)
			} else {
				text.WriteString(scraps[random.IntN(len(scraps))])
			}
		}
		checkDocument(t, []byte(text.String()), 0)
		page := Parse([]byte(text.String()), 0).HTML(as)
		got := numbered(seen(t, page))
		for _, rest := range strings.Split(page, `class="language-`)[1:] {
			language, _, _ := strings.Cut(rest, `"`)
			got = append(got, numbered(language)...)
		}
		slices.Sort(want)
		slices.Sort(got)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("words mismatch (-source +page):\n%s", diff)
		}
		if t.Failed() {
			t.Fatalf("text:\n%s\n\n%q", text.String(), text.String())
		}
	}
}

// numbered returns the words of the form w7w, wherever they stand.
func numbered(text string) []string {
	var words []string
	for {
		_, rest, ok := strings.Cut(text, "w")
		if !ok {
			return words
		}
		digits := len(rest) - len(strings.TrimLeft(rest, "0123456789"))
		if digits > 0 && strings.HasPrefix(rest[digits:], "w") {
			words = append(words, "w"+rest[:digits]+"w")
			rest = rest[digits+1:]
		}
		text = rest
	}
}
