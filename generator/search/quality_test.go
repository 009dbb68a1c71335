package search_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"remit/generator/search"
)

// A score is how well the queries of one kind find what they mean.
type score struct {
	asked, first, five int
	reciprocal         float64
}

func (s *score) add(rank int) { // from 1; 0 is not among the first ten
	s.asked++
	if rank > 0 {
		s.reciprocal += 1 / float64(rank)
		if rank == 1 {
			s.first++
		}
		if rank <= 5 {
			s.five++
		}
	}
}

// The floors stand a little below what is measured, in hundredths: success at 1, success at 5, mean reciprocal rank.
var floors = map[string][3]int{
	"exact": {98, 100, 98}, "words": {98, 100, 98}, "prefix": {97, 99, 97}, "typo": {95, 98, 96}, "alert": {100, 100, 100}, "code": {99, 100, 99},
	"inflection": {95, 98, 96}, "synonym": {93, 98, 95}, "section": {92, 97, 94}, "question": {97, 99, 97},
	"together": {97, 99, 97}, "begun": {96, 99, 97},
}

func TestQualityKeepsItsFloor(t *testing.T) {
	c := newCorpus(400, 200)
	ix := search.Build(c.documents, search.Options{Synonyms: meanings})
	scores := map[string]*score{}
	for _, q := range append(c.queries(100), c.looseQueries(100)...) {
		rank := 0
		for i, r := range ix.Search(q.text, 10) {
			if rank == 0 && c.answers(r, q) {
				rank = i + 1
			}
		}
		if scores[q.kind] == nil {
			scores[q.kind] = &score{}
		}
		scores[q.kind].add(rank)
	}
	for kind, floor := range floors {
		s := scores[kind]
		got := [3]int{100 * s.first / s.asked, 100 * s.five / s.asked, int(100 * s.reciprocal / float64(s.asked))}
		t.Logf("%-10s first %3d %%, among five %3d %%, mean reciprocal rank .%02d (%d queries)", kind, got[0], got[1], got[2], s.asked)
		for i := range got {
			if got[i] < floor[i] {
				t.Errorf("%s: %v, want at least %v", kind, got, floor)
				break
			}
		}
	}
}

// answers reports whether a result is what a query means: the document, and the section if one is meant.
func (c *corpus) answers(r search.Result, q query) bool {
	return r.Document == q.document && (q.section == "" || r.Section == q.section)
}

// Other words for words of the titles, and other forms of them.
var (
	meanings = [][]string{{"certificate", "cert"}, {"disk", "storage volume"}, {"login", "sign in"}, {"queue", "backlog"}, {"backups", "dumps"}, {"packets", "datagrams"}}
	forms    = map[string]string{"nearly": "nearly", "connections": "connection", "exhausted": "exhaust", "growing": "grows", "leaking": "leaks", "failures": "failure",
		"spiking": "spikes", "rolled": "rolling", "missing": "misses", "reported": "reports", "drifting": "drifts", "dropped": "drops", "delayed": "delays", "keeps": "keep"}
	phrasings = []string{"what do I do when %s?", "who may act on %s", "how can we fix the %s problem", "steps for %s please"}
)

// looseQueries ask for titles in other words, with words written together or half typed, and for sections.
func (c *corpus) looseQueries(each int) []query {
	var all []query
	for len(all) < 6*each {
		n := c.random.IntN(len(c.documents))
		title := strings.ToLower(c.documents[n].Title)
		if text, changed := replaced(title, func(w string) string { return forms[w] }); changed {
			all = append(all, query{kind: "inflection", text: text, document: n})
		}
		if text, changed := replaced(title, c.synonymOf); changed {
			all = append(all, query{kind: "synonym", text: text, document: n})
		}
		all = append(all, query{kind: "question", text: fmt.Sprintf(phrasings[c.random.IntN(len(phrasings))], title), document: n})
		if text, changed := c.together(title); changed {
			all = append(all, query{kind: "together", text: text, document: n})
		}
		if text, changed := c.begun(title); changed {
			all = append(all, query{kind: "begun", text: text, document: n})
		}
		if q, ok := c.sectionQuery(n); ok {
			all = append(all, q)
		}
	}
	return all
}

func (c *corpus) synonymOf(word string) string {
	for _, group := range meanings {
		if group[0] == word {
			return group[1]
		}
	}
	return ""
}

func replaced(text string, by func(string) string) (string, bool) {
	words := strings.Fields(text)
	changed := false
	for i, w := range words {
		if other := by(w); other != "" && other != w {
			words[i], changed = other, true
		}
	}
	return strings.Join(words, " "), changed
}

// together writes two neighbours of a title as one word.
func (c *corpus) together(title string) (string, bool) {
	words := strings.Fields(title)
	i := c.random.IntN(len(words) - 1)
	if len(words[i]) < 4 || len(words[i+1]) < 4 || !isSmall(words[i]+words[i+1]) {
		return "", false
	}
	words[i] += words[i+1]
	return strings.Join(append(words[:i+1], words[i+2:]...), " "), true
}

// begun puts a long word last, with two letters swapped and the end not typed yet.
func (c *corpus) begun(title string) (string, bool) {
	words := strings.Fields(title)
	i := slices.IndexFunc(words, func(w string) bool { return len(w) >= 9 && isSmall(w) })
	if i < 0 {
		return "", false
	}
	w := words[i]
	words = append(words[:i], words[i+1:]...)
	return strings.Join(words, " ") + " " + w[:2] + w[3:4] + w[2:3] + w[4:len(w)-2], true
}

// isSmall reports whether a word has letters a-z only.
func isSmall(word string) bool {
	return !strings.ContainsFunc(word, func(r rune) bool { return r < 'a' || r > 'z' })
}

// sectionQuery asks for a section by the title of its document and its heading, if it is the only one of that name.
func (c *corpus) sectionQuery(n int) (query, bool) {
	d := c.documents[n]
	s := d.Sections[1+c.random.IntN(len(d.Sections)-1)]
	same := 0
	for _, other := range d.Sections {
		if other.Heading == s.Heading {
			same++
		}
	}
	return query{kind: "section", text: strings.ToLower(d.Title + " " + s.Heading), document: n, section: s.Heading}, same == 1
}

// What an index says must not depend on how much of it is in the core: a large site finds as well as a small one.
func TestSlipsAreFoundInLargeIndexes(t *testing.T) {
	c := newCorpus(2000, 80)
	ix := search.Build(c.documents, search.Options{})
	random := rand.New(rand.NewPCG(1, 2))
	found := 0
	for range 100 {
		n := random.IntN(len(c.documents))
		if results := ix.Search(c.slipped(c.documents[n].Title), 1); len(results) > 0 && results[0].Document == n {
			found++
		}
	}
	if found < 93 {
		t.Errorf("%d of 100 slips are forgiven, want 93", found)
	}
}
