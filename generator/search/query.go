package search

import (
	"slices"
	"strings"
)

// mostTerms bounds the words of a query, and with them its cost; what comes after them is not read.
const mostTerms = 24

// A term is one word of a query.
type term struct {
	text  string
	whole bool // a compound: it has no inflections, and no slips but those of its parts
	typed bool // the last word, which may be half typed
	stop  bool
}

// terms cuts a query into its words, compounds after their parts, and adds what neighbours make when they are written
// together, if the index knows it: "checkout api" is checkout-api, "err 4312" is ERR-4312.
func (ix *Index) terms(query string) []term {
	var terms []term
	var plain []string // the words, in order and with repetitions
	s := scanner{text: query}
	for len(terms) < mostTerms && s.next() {
		for part := 0; part < len(s.ends) && len(terms) < mostTerms; part++ {
			word := string(s.word(part))
			terms = addTerm(terms, term{text: word, typed: s.open && part == len(s.ends)-1, stop: isStop(word)})
			plain = append(plain, word)
		}
		if whole, ok := s.compound(); ok && len(terms) < mostTerms {
			terms = addTerm(terms, term{text: string(whole), whole: true, typed: s.open})
		}
	}
	return ix.addNeighbours(terms, plain[:min(len(plain), mostTerms)])
}

func addTerm(terms []term, t term) []term {
	for i := range terms {
		if terms[i].text == t.text {
			terms[i].typed = terms[i].typed || t.typed
			return terms
		}
	}
	return append(terms, t)
}

func (ix *Index) addNeighbours(terms []term, plain []string) []term {
	for i := range plain {
		for n := 2; n <= 3 && i+n <= len(plain); n++ {
			joined := strings.Join(plain[i:i+n], "")
			if _, known := ix.find(joined); known {
				terms = addTerm(terms, term{text: joined, whole: true})
			}
		}
	}
	return terms
}

// find returns where a word stands, or would stand, among the words of the index.
func (ix *Index) find(word string) (int, bool) { return slices.BinarySearch(ix.words, word) }
