package search

import "slices"

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
	var plain []string // the words, in order and with repetitions; a compound parts them
	s := scanner{text: query}
	for len(terms) < mostTerms && s.next() {
		for part := range s.ends {
			word := string(s.word(part))
			terms = addTerm(terms, term{text: word, typed: s.open && part == len(s.ends)-1, stop: isStop(word)})
			plain = append(plain, word)
		}
		if whole, ok := s.compound(); ok {
			terms = addTerm(terms, term{text: string(whole), whole: true, typed: s.open})
		}
	}
	if len(terms) > mostTerms { // a chunk of many parts
		terms = terms[:mostTerms]
	}
	plain = plain[:min(len(plain), mostTerms)]
	for i := range plain {
		for _, n := range [...]int{2, 3} {
			if i+n > len(plain) {
				break
			}
			joined := join(plain[i : i+n])
			if _, known := ix.find(joined); known {
				terms = addTerm(terms, term{text: joined, whole: true})
			}
		}
	}
	return terms
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

func join(words []string) string {
	joined := ""
	for _, w := range words {
		joined += w
	}
	return joined
}

// find returns where a word stands, or would stand, among the words of the index.
func (ix *Index) find(word string) (int, bool) { return slices.BinarySearch(ix.words, word) }
