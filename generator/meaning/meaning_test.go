package meaning_test

import (
	"strings"
	"testing"

	"remit/generator/meaning"
)

func TestTableReadsRows(t *testing.T) {
	rows, err := meaning.Table("Words")
	if err != nil {
		t.Fatal(err)
	}
	if rows[0][0] != "workload" || !strings.HasPrefix(rows[0][1], "the thing at risk") {
		t.Errorf("the first row is %q", rows[0])
	}
	for _, row := range rows {
		if len(row) != 2 {
			t.Errorf("%d cells: %q", len(row), row)
		}
	}
}

func TestTableNamesWhatIsMissing(t *testing.T) {
	for _, heading := range []string{"No such heading", "Situations"} {
		if rows, err := meaning.Table(heading); err == nil {
			t.Errorf("%q has the table %q", heading, rows)
		}
	}
}
