// Package print puts what the verbs of remit return in words, and into the formats of other programs.
//
// Each verb has a value with all that is printed of it, and that value a method Print that writes it to an [io.Writer]: as
// text for a terminal, as one line of JSON, as Markdown for a comment, as annotations or SARIF. Numbers, lists and
// sentences come from package words, as on the pages. Findings as text are printed by package diagnostic, whose form the
// tests of lower rooms compare.
//
// Package print decides nothing, opens no file and asks no question: a value says everything before it is printed.
package print

import (
	"encoding/json"
	"io"
)

// JSON writes a value as one line, with <, > and & as they are.
func JSON(w io.Writer, value any) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	return e.Encode(value)
}

// orEmpty returns a list that is never null in JSON.
func orEmpty[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}
