package authority_test

import (
	"testing"

	"remit/generator/authority"
	"remit/generator/meaning"
)

// The document names every answer of a situation, in the order in which they are tried.
func TestAnswersAreThoseOfTheDocument(t *testing.T) {
	rows, err := meaning.Table("Answers")
	if err != nil {
		t.Fatal(err)
	}
	answers := []authority.Verdict{authority.NotAtRisk, authority.Act, authority.ActAndEscalate, authority.Escalate,
		authority.Decide, authority.AskHolder, authority.Unanswered}
	if len(rows) != len(answers) {
		t.Fatalf("the document has %d answers, the program %d", len(rows), len(answers))
	}
	for i, row := range rows {
		if row[0] != string(answers[i]) {
			t.Errorf("answer %d is %s in the document, %s in the program", i+1, row[0], answers[i])
		}
	}
}
