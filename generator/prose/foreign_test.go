package prose

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// What reads like another dialect and is none is not reported.
func TestWhatIsNotForeign(t *testing.T) {
	for _, text := range []string{
		"a[i][j] and x[0](y) and [a-z] and (a|[^b]) and [optional](see the manual)",
		"Run [[ -f x ]] and kill $$ and echo $$ again, 5 $ and $HOME",
		"{{ $labels.pod }} and {{ .Values.x }} and <% x %>",
		"!!! Stop here, everybody",
		"a ::: b",
		"{not: an attribute}",
		"## Braces {like this}",
		"[a][r]\n\n[r]: /x",
		"[//]: # (a comment)\n\ntext",
		"> [!WARNING]\n> text",
		"`!!! note` and `{{< x >}}` and `[a][b]`",
		"```\n!!! note\n{{< x >}}\n:::note\n[a][b]\n```",
		"text[^n]\n\n[^n]: note",
	} {
		if found := Parse([]byte(text), 0).ForeignSyntax; len(found) > 0 {
			t.Errorf("%q: %+v", text, found)
		}
	}
}

func TestForeignSyntaxHasItsPlace(t *testing.T) {
	const text = "---\r\nt: x\r\n---\r\n> !!! note\r\n>     a\r\n\r\n## H {#i}\r\n\r\n[a][b] {{< c >}}\r\n\r\n> [!info] T\r\n\r\n```{note}\r\nx\r\n```\r\n"
	var got []string
	for _, s := range Parse([]byte(text), strings.Index(text, "> ")).ForeignSyntax {
		got = append(got, text[s.Offset:s.End])
	}
	if diff := cmp.Diff([]string{"!!! note", "{#i}", "[a][b]", "{{< c >}}", "[!info] T", "{note}"}, got); diff != "" {
		t.Errorf("mismatch (-want +got):\n%s", diff)
	}
}
