// Package meaning holds the contract: what the words, keys, answers and findings of remit mean, as one document for people
// (MEANING.md) whose tables the tests of other packages read.
//
//	rows, err := meaning.Table("Kinds of channels") // [["phone", "a number …"], …]
//
// Package meaning knows the document, and nothing of the program.
package meaning

import (
	_ "embed"
	"fmt"
	"strings"
)

// Text is the document, in Markdown.
//
//go:embed MEANING.md
var Text string

// Table returns the rows of the first table below a heading, without its head, cells trimmed. It fails where the document
// has no such heading, or no table below it.
func Table(heading string) ([][]string, error) {
	_, below, found := strings.Cut(Text, "# "+heading+"\n")
	if !found {
		return nil, fmt.Errorf("MEANING.md has no heading %q", heading)
	}
	below, _, _ = strings.Cut(below, "\n#")
	var rows [][]string
	for line := range strings.Lines(below) {
		if row, ok := strings.CutPrefix(strings.TrimSpace(line), "|"); ok {
			rows = append(rows, cells(row))
		}
	}
	if len(rows) < 3 { // a head, a line of dashes, and a row
		return nil, fmt.Errorf("MEANING.md has no table below %q", heading)
	}
	return rows[2:], nil
}

func cells(row string) []string {
	list := strings.Split(strings.TrimSuffix(row, "|"), "|")
	for i := range list {
		list[i] = strings.TrimSpace(list[i])
	}
	return list
}
