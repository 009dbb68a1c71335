package search

import "strings"

// A class says how a word of the index answers a term, best first.
type class int

const (
	same   class = iota // the word itself or an inflection of it
	begins              // a word that begins with the term
	slip                // one slip away
	slips               // two slips away
	classes
)

// A match is a word of the index that answers a term, with how well it does, in hundredths.
type match struct {
	word    int
	quality int
}

// expand finds the words of the index that answer a term. A class may repeat a word of a better one.
func (ix *Index) expand(t term) [classes][]match {
	var found [classes][]match
	found[same] = ix.inflections(t)
	if t.typed || !t.stop && !t.whole && length(t.text) >= 3 {
		found[begins] = ix.beginnings(t.text)
	}
	if mayHaveSlips(t) && !ix.isProminent(found[same]) {
		ix.walk(t.text, func(word, slipped int) {
			c, quality := slip, 60
			if slipped == 2 {
				c, quality = slips, 36
			}
			found[c] = append(found[c], match{word, quality})
		})
	}
	return found
}

// mayHaveSlips reports whether a term may stand for words it differs from. Two codes that differ are two codes, and
// short words that differ are seldom the same.
func mayHaveSlips(t term) bool { return !t.stop && !hasDigit(t.text) && length(t.text) >= 4 }

// inflections returns the word itself and those of the same stem. No stem is shorter than three letters.
func (ix *Index) inflections(t term) []match {
	if t.whole || length(t.text) < 3 {
		if at, ok := ix.find(t.text); ok {
			return []match{{at, 100}}
		}
		return nil
	}
	root := stem(t.text)
	var found []match
	for at, _ := ix.find(strings.TrimSuffix(root, "y")); at < len(ix.words); at++ {
		w := ix.words[at]
		if !strings.HasPrefix(w, strings.TrimSuffix(root, "y")) {
			break
		}
		if w == t.text {
			found = append(found, match{at, 100})
		} else if len(w) <= len(root)+len("ations") && stem(w) == root {
			found = append(found, match{at, 90})
		}
	}
	return found
}

// beginnings returns the words that begin with a text, the better the more of the word is there.
func (ix *Index) beginnings(text string) []match {
	var found []match
	for at, _ := ix.find(text); at < len(ix.words) && strings.HasPrefix(ix.words[at], text); at++ {
		found = append(found, match{at, 40 + 40*length(text)/length(ix.words[at])})
	}
	return found
}

// isProminent reports whether one of the words stands anywhere but in prose.
func (ix *Index) isProminent(found []match) bool {
	for _, m := range found {
		if len(ix.strong.of(m.word)) > 0 || len(ix.heads.of(m.word)) > 0 {
			return true
		}
	}
	return false
}
