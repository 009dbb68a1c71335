package load

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"
)

// What the help of a limit recommends is accepted, and then the file is read.
func TestALimitIsRaisedAsItsHelpSays(t *testing.T) {
	const (
		book = "---\ntitle: A\nworkload: shop\nroles: [on_call, owner]\nfacts:\n  n: {ask: How many, range: 0..9}\n  m: {ask: Is it so}\ntriggers:\n  t: n > 5 or n < 3 or m\n" +
			"actions:\n  act: {title: Act, roles: [on_call]}\n  more:\n    title: More\n    allow:\n      - {roles: [on_call]}\n      - {roles: [owner]}\n" +
			"escalation:\n  - {when: m, to: [desk, home], within: 5 min}\n  - {otherwise: yes, to: [desk], within: 5 min}\n---\n"
	)
	files := fstest.MapFS{"site.yaml": {Data: []byte(boundsSite)}, "content/playbooks/a.md": {Data: []byte(book)}, "content/a.pdf": {Data: []byte("%PDF-1.4 and so on")}}
	for _, row := range []struct {
		limit       string
		least, line int
	}{
		{"facts", 2, 7}, {"actions", 2, 12}, {"grants", 3, 16}, {"numbers", 2, 9}, {"roles", 2, 4}, {"duties", 2, 19}, {"ladder", 2, 18}, {"contacts", 2, 0},
		{"page", len(book), 1}, {"site", len(boundsSite), 1}, {"asset", 18, 1}, {"values", 0, 0},
	} {
		_, found, err := Dir(files, Options{Limits: map[string]int{row.limit: max(row.least-1, 1)}})
		if err != nil {
			t.Fatal(err)
		}
		flag := fmt.Sprintf("`--raise %s=%d`", row.limit, row.least)
		if row.limit == "values" {
			flag = "`--raise values="
		}
		if len(found) == 0 || found[0].Rule != "too_large" || !strings.Contains(found[0].Help, flag) || row.line > 0 && found[0].Span.From().Line != row.line {
			t.Errorf("%s: want too_large in line %d with %s, got %v", row.limit, row.line, flag, found)
		}
		raised := map[string]int{row.limit: row.least}
		if row.limit == "values" {
			raised[row.limit] = 200
		}
		if _, found, _ = Dir(files, Options{Limits: raised}); len(found) > 0 {
			t.Errorf("%s raised to %d: %v", row.limit, row.least, found)
		}
	}
}
