package search

import (
	"slices"
	"strings"
)

// mostTerms bounds the words that a query is answered by, and with them its cost. Of a longer one, such as a pasted line of a
// log, those are taken that tell most; what comes after mostRead words is not read.
const (
	mostTerms = 24
	mostRead  = 400
)

// A term is one word of a query.
type term struct {
	text  string
	whole bool     // a compound: it has no inflections, and no slips but those of its parts
	typed bool     // the last word, which may be half typed
	stop  bool     // it says little
	also  []string // single words that mean the same
	aside bool     // a word of a phrase that means the same as one of the query
	name  bool     // a compound that nobody joins by chance: a code, camel case, or three words and more
	one   bool     // it stands by itself, not in a compound alone
	codes []string // the names that it is a part of, such as err4312
}

// terms cuts a query into its words, compounds after their parts, and returns with them the plain words in order. Words
// that say little are hints, unless the query has no others. What neighbours make when they are written together is
// added, if it may be a word: "checkout api" is checkout-api, "err 4312" is ERR-4312.
func (ix *Index) terms(query string) (terms, hints []term, plain []string) {
	s := scanner{text: query}
	for len(plain) < mostRead && s.next() {
		compounds, codes := s.compounds()
		_, joined := s.compound()
		for part := 0; part < len(s.ends) && len(plain) < mostRead; part++ {
			word := string(s.word(part))
			terms = addTerm(terms, term{text: word, typed: s.open && part == len(s.ends)-1, stop: isStop(word), one: !joined, codes: codes})
			plain = append(plain, word)
		}
		for _, c := range compounds {
			terms = addTerm(terms, c)
		}
	}
	plain = plain[:min(len(plain), mostTerms)]
	terms = ix.addNeighbours(ix.pick(terms), plain)
	if telling := slices.DeleteFunc(slices.Clone(terms), func(t term) bool { return t.stop }); len(telling) > 0 {
		hints = slices.DeleteFunc(terms, func(t term) bool { return !t.stop })
		terms = telling
	}
	return ix.addSynonyms(terms, plain), hints, plain
}

// compounds returns the terms of a chunk besides its words, and which of them are names.
func (s *scanner) compounds() (list []term, names []string) {
	if whole, ok := s.compound(); ok {
		t := term{text: string(whole), whole: true, typed: s.open, one: true}
		t.name = len(s.joints) == 0 || len(s.ends) > 2 || hasDigit(t.text)
		list = append(list, t)
	}
	for _, inner := range s.inner() {
		list = append(list, term{text: string(inner), whole: true, name: true})
	}
	for _, t := range list {
		if t.name {
			names = append(names, t.text)
		}
	}
	return list, names
}

// pick keeps of too many terms those that tell most, in their order: compounds of the core, such as the names of alerts, then
// other words of the core, then the rest, and last what says little.
func (ix *Index) pick(terms []term) []term {
	if len(terms) <= mostTerms {
		return terms
	}
	ranks := make([]int, len(terms))
	for i, t := range terms {
		ranks[i] = ix.tells(t)
	}
	kept := make([]bool, len(terms))
	for rank, left := 0, mostTerms; rank <= 3; rank++ {
		for i := range terms {
			if ranks[i] == rank && left > 0 {
				kept[i] = true
				left--
			}
		}
	}
	var list []term
	for i, t := range terms {
		if kept[i] {
			list = append(list, t)
		}
	}
	return list
}

func (ix *Index) tells(t term) int {
	at, known := ix.find(t.text)
	switch {
	case t.stop:
		return 3
	case !known || !ix.core[at]:
		return 2
	case !t.whole:
		return 1
	}
	return 0
}

func addTerm(terms []term, t term) []term {
	for i := range terms {
		if terms[i].text == t.text {
			terms[i].typed = terms[i].typed || t.typed
			terms[i].one = terms[i].one || t.one
			if len(t.codes) == 0 {
				terms[i].codes = nil
			}
			return terms
		}
	}
	return append(terms, t)
}

func (ix *Index) addNeighbours(terms []term, plain []string) []term {
	for i := range plain {
		for n := 2; n <= 3 && i+n <= len(plain); n++ {
			joined := strings.Join(plain[i:i+n], "")
			pair := n == 2 && isCodePair(plain[i], plain[i+1])
			if at, known := ix.find(joined); known && ix.core[at] || pair {
				terms = addTerm(terms, term{text: joined, whole: true, name: pair})
			}
			if pair {
				addCode(terms, plain[i], joined)
				addCode(terms, plain[i+1], joined)
			}
		}
	}
	return terms
}

// addCode notes the code that a word is a part of.
func addCode(terms []term, word, code string) {
	for i := range terms {
		if terms[i].text == word && !slices.Contains(terms[i].codes, code) {
			terms[i].codes = append(slices.Clone(terms[i].codes), code)
		}
	}
}

// isCodePair reports whether two words may be a code that was written apart: ERR 4312, not checkout 500 or disk 90.
func isCodePair(a, b string) bool {
	return len(a) >= 2 && len(a) <= 6 && isPlain(a) && length(b) >= 3 && hasOnlyDigits(b)
}

// find returns where a word stands, or would stand, among the words of the index.
func (ix *Index) find(word string) (int, bool) { return slices.BinarySearch(ix.words, word) }
