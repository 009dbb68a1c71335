package page

import (
	"slices"
	"strings"

	"remit/generator/authority"
	"remit/generator/playbook"
)

// A step is a question with its choices, or an answer.
type step struct {
	Fact    fact
	Choices []choice
	Safe    string  // what holds when the reader cannot tell
	Answer  *answer // at an end
}

// A choice is one answer to a question and what follows from it.
type choice struct {
	Label string
	Then  *step
}

// A tree unrolls the questions of a role for readers without a script, and for paper.
type tree struct {
	w   *writer
	b   *book
	at  place
	end string
}

func (t *tree) step(q *authority.Walk) *step {
	if q.Fact == nil {
		return &step{Answer: t.answer(q.So)}
	}
	s := &step{Fact: factView(q.Fact), Safe: t.safe(q.So)}
	for _, c := range q.Choices {
		s.Choices = append(s.Choices, choice{c.Label, t.step(c.Then)})
	}
	return s
}

// lastDay is the last day on which a grant holds, known by its id.
func (t *tree) lastDay(id string) (playbook.Date, bool) {
	for _, a := range t.b.Actions {
		for _, g := range a.Grants {
			if a.ID(g) == id {
				return lastDay(t.b.Validity, g.Validity)
			}
		}
	}
	return playbook.Date{}, false
}

func joined(words []string, with string) string { return strings.Join(words, with) }

// distinct joins sentences, each once.
func distinct(sentences []string) string {
	var list []string
	for _, s := range sentences {
		if s != "" && !slices.Contains(list, s) {
			list = append(list, s)
		}
	}
	return strings.Join(list, " ")
}
