package prose

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestPassages(t *testing.T) {
	text := strings.ReplaceAll(`# Title

Some *words*
on two lines.

- first item

  with more
  - [x] nested
1. Run `+"`a b`"+`.

| head | of it |
|---|---|
| one | **two** |

> quoted

~~~sh
code | here
~~~

    indented
`, "\n", "\r\n")
	type row struct {
		Kind  PassageKind
		Text  string
		Begin string
	}
	var got []row
	for _, p := range Passages([]byte(text), 0) {
		begin, _, _ := strings.Cut(text[p.Offset:p.End], "\r\n")
		got = append(got, row{p.Kind, p.Text, begin})
	}
	want := []row{
		{Paragraph, "Some words on two lines.", "Some *words*"},
		{Item, "first item", "first item"},
		{Paragraph, "with more", "with more"},
		{Item, "nested", "[x] nested"},
		{Item, "Run a b.", "Run `a b`."},
		{Row, "head | of it", "head | of it"},
		{Row, "one | two", "one | **two**"},
		{Paragraph, "quoted", "quoted"},
		{Code, "code | here", "code | here"},
		{Code, "indented", "indented"},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("mismatch (-want +got):\n%s", diff)
	}
}
