package page

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"remit/generator/authority"
	"remit/generator/playbook"
)

// A step is a question with its choices, or an answer. Steps that read alike, with all that follows from them, are one.
type step struct {
	ID      int // among the steps of a tree
	Fact    fact
	Choices []choice
	Safe    string // what holds when the reader cannot tell
	End     *ending
}

// An ending is where the questions end: the answer in a line, and the way to the whole of it. Many ends come to the
// same answer, so that each stands on the page once.
type ending struct {
	Icon, Title, Brief string
	Href               string
}

// A choice is one answer to a question and what follows from it.
type choice struct {
	Label string
	Then  *step
}

// A tree unrolls the questions of every role for readers without a script, and for paper.
type tree struct {
	w    *writer
	b    *book
	at   place
	end  string
	left int // how many questions may still be laid out

	answers []*answer        // each once
	known   map[string]int   // what authority says, as a key, to the answer
	steps   map[string]*step // by what they read
	numbers int              // how many steps have a number
}

func (w *writer) tree(b *book, at place, end string) *tree {
	return &tree{w: w, b: b, at: at, end: end, left: mostNodes, known: map[string]int{}, steps: map[string]*step{}}
}

func (t *tree) step(q *authority.Walk) *step {
	if q.Fact == nil {
		e := t.ending(q.So)
		return t.once(&step{End: e}, e.Href)
	}
	s := &step{Fact: factView(q.Fact), Safe: t.safe(q.So)}
	key := []string{s.Fact.Name, s.Safe}
	for _, c := range q.Choices {
		then := t.step(c.Then)
		s.Choices = append(s.Choices, choice{c.Label, then})
		key = append(key, c.Label, itoa(then.ID))
	}
	return t.once(s, fmt.Sprintf("%q", key)) // quoted, so that no title can look like the key of another question
}

// once returns the step that reads the same, if there is one already.
func (t *tree) once(s *step, key string) *step {
	if same := t.steps[key]; same != nil {
		return same
	}
	s.ID = len(t.steps)
	t.steps[key] = s
	return s
}

// ending points to the answer, which is added to the page when it is new.
func (t *tree) ending(a authority.Answer) *ending {
	key := keyOf(a)
	at, known := t.known[key]
	if !known {
		at = len(t.answers)
		t.known[key] = at
		t.answers = append(t.answers, t.answer(a))
		t.answers[at].ID = "answer." + itoa(at+1)
	}
	v := t.answers[at]
	return &ending{v.Icon, v.Title, v.brief(), v.ID}
}

// keyOf is the part of an answer that its reader sees.
func keyOf(a authority.Answer) string {
	seen := authority.Answer{Answer: a.Answer, Decides: a.Decides, May: a.May, Duties: a.Duties, Forbidden: a.Forbidden}
	if a.Answer == authority.AskHolder {
		seen.Holders = a.Holders
	}
	switch a.Answer {
	case authority.AskHolder, authority.Unanswered, authority.Impossible:
		seen.Calls, seen.RuledOutBy = a.Calls, a.RuledOutBy
	}
	key, err := json.Marshal(seen)
	if err != nil {
		panic(err) // an Answer is plain data
	}
	return string(key)
}

// brief names what may be done and who is called first.
func (a *answer) brief() string {
	var parts []string
	for _, m := range a.May {
		parts = append(parts, m.Title)
	}
	for _, c := range a.Calls {
		if len(c.Ladder.Rungs) > 0 {
			parts = append(parts, "call "+c.Ladder.Rungs[0].Title)
		}
	}
	for _, h := range a.Holders {
		parts = append(parts, h.Who)
	}
	return strings.Join(parts, "; ")
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
