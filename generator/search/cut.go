package search

import "slices"

// A word may be words written together: rollback is also where roll and back stand. Nothing of that is in the index.

// A text that is cut has so many letters, its pieces so many, and there are at most so many of these.
const (
	leastCut   = 5
	mostCut    = 32
	leastPiece = 2
	mostPieces = 4
)

// together returns the match of a term with the places that have all the words of the core which it is made of. Words that
// say little count at its ends: log in, not out of memory. For a term that is known itself this may cost nothing.
func (ix *Index) together(t term, known bool) []match {
	if t.stop || t.whole || len(t.text) < leastCut || len(t.text) > mostCut || !isPlain(t.text) || ix.isOfKnownCode(t) {
		return nil
	}
	pieces := ix.pieces(t.text)
	if len(pieces) < 2 {
		return nil
	}
	all := ix.match(pieces[0], synonym)
	for i, w := range pieces {
		if known && !ix.hot[w] {
			return nil
		}
		if i > 0 && (i+1 == len(pieces) || !isStop(ix.words[w])) {
			all.places = shared(all.places, ix.match(w, synonym).places)
		}
	}
	if len(all.strong)+len(all.heads)+len(all.prose) == 0 {
		return nil
	}
	return []match{all}
}

// pieces cuts a text into the fewest words of the core, of as many the later longer; none if there is no way. The text
// itself is none.
func (ix *Index) pieces(text string) []int {
	type way struct{ pieces, from, word int }
	ways := make([]way, len(text)+1) // by end
	for end := leastPiece; end <= len(text); end++ {
		for from := 0; from+leastPiece <= end; from++ {
			n := ways[from].pieces + 1
			if from > 0 && n == 1 || end-from == len(text) || ways[end].pieces > 0 && n >= ways[end].pieces {
				continue
			}
			if w, known := ix.find(text[from:end]); known && ix.core[w] {
				ways[end] = way{n, from, w}
			}
		}
	}
	if n := ways[len(text)].pieces; n == 0 || n > mostPieces {
		return nil
	}
	var pieces []int
	for end := len(text); end > 0; end = ways[end].from {
		pieces = append(pieces, ways[end].word)
	}
	slices.Reverse(pieces)
	return pieces
}

// shared returns the places that two words share: documents, by the lesser of both fields, and sections.
func shared(a, b places) places {
	both := places{heads: common(a.heads, b.heads)}
	if !a.spread && !b.spread {
		both.prose = common(a.prose, b.prose)
	}
	for i, j := 0, 0; i < len(a.strong) && j < len(b.strong); {
		x, y := a.strong[i], b.strong[j]
		if x/uint32(fields) == y/uint32(fields) {
			both.strong = append(both.strong, max(x, y))
		}
		if x <= y {
			i++
		} else {
			j++
		}
	}
	return both
}

// common returns the numbers that two ascending lists have in common.
func common(a, b []uint32) []uint32 {
	var both []uint32
	for _, n := range a {
		if _, found := slices.BinarySearch(b, n); found {
			both = append(both, n)
		}
	}
	return both
}
