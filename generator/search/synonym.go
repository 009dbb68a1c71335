package search

import "slices"

// phrases folds groups of synonyms and cuts them into words. A group of fewer than two phrases means nothing.
func phrases(groups [][]string) [][][]string {
	var all [][][]string
	for _, group := range groups {
		var folded [][]string
		for _, phrase := range group {
			if words := plainWords(phrase); len(words) > 0 && !slices.ContainsFunc(folded, func(w []string) bool { return slices.Equal(w, words) }) {
				folded = append(folded, words)
			}
		}
		if len(folded) > 1 {
			all = append(all, folded)
		}
	}
	return all
}

func plainWords(text string) []string {
	var words []string
	for s := (scanner{text: text}); s.next(); {
		for part := range s.ends {
			words = append(words, string(s.word(part)))
		}
	}
	return words
}

// addSynonyms looks for phrases of the groups in a query. One word for another goes with the term it stands for; the
// words of a phrase, or those that stand for a phrase, become terms of their own that count for less.
func (ix *Index) addSynonyms(terms []term, plain []string) []term {
	for _, group := range ix.synonyms {
		for _, said := range group {
			if !contains(plain, said) {
				continue
			}
			for _, meant := range group {
				if !slices.Equal(meant, said) {
					terms = addMeaning(terms, said, meant)
				}
			}
		}
	}
	return terms
}

func addMeaning(terms []term, said, meant []string) []term {
	for i := range terms {
		if len(said) == 1 && len(meant) == 1 && terms[i].text == said[0] {
			if !slices.Contains(terms[i].also, meant[0]) {
				terms[i].also = append(terms[i].also, meant[0])
			}
			return terms
		}
	}
	for _, word := range meant {
		if !isStop(word) && len(terms) < 2*mostTerms {
			terms = addTerm(terms, term{text: word, aside: true})
		}
	}
	return terms
}

// contains reports whether the words of a phrase stand next to each other among others. The last word of a phrase may
// be said in the plural or another inflection.
func contains(words, phrase []string) bool {
	for i := 0; i+len(phrase) <= len(words); i++ {
		last := i + len(phrase) - 1
		if slices.Equal(words[i:last], phrase[:len(phrase)-1]) && stem(words[last]) == stem(phrase[len(phrase)-1]) {
			return true
		}
	}
	return false
}
