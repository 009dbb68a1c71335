package search

import (
	"cmp"
	"slices"
	"strings"
)

// A class says how a word of the index answers a term, best first.
type class int

const (
	same   class = iota // the word itself, an inflection of it, or another word for it
	begins              // a word that begins with the term
	slip                // one slip away
	slips               // two slips away
	classes
)

// How well a word of each kind answers, in hundredths. What a term begins gets 40 to 80, the more of the word it is.
const (
	itself    = 100
	inflected = 90
	synonym   = 75
	oneSlip   = 60
	twoSlips  = 36
)

// What is left, in hundredths, of how well a word answers that is not quite what was asked: one of a phrase that means the
// same, or a part of a name that is found whole.
const (
	lessAside  = 60
	lessInCode = 20
)

// How many words of the core are tried whose postings are elsewhere, since each may cost a file: inflections of a term,
// words that it begins, words that it may be a slip of.
const (
	coldInflections = 2
	coldBeginnings  = 2
	coldSlips       = 2
)

// A match is a word of the index that answers a term, with how well it does, in hundredths, and where it stands.
type match struct {
	word    int
	quality int
	places
}

// places are where a word stands, as in [Index].
type places struct {
	strong, heads, prose []uint32
	spread               bool
}

func (ix *Index) match(word, quality int) match {
	return match{word, quality, places{ix.strong.of(word), ix.heads.of(word), ix.prose.of(word), ix.spread[word]}}
}

// expand finds the words of the index that answer a term. A class may repeat a word of a better one.
func (ix *Index) expand(t term) [classes][]match {
	var found [classes][]match
	homes := ix.homes(t)
	found[same] = ix.inflections(t, homes, itself, inflected)
	if t.typed || !t.stop && !t.whole && length(t.text) >= 3 {
		found[begins] = ix.beginnings(t.text, homes, len(found[same]) == 0 && !ix.isOfKnownCode(t))
	}
	if mayHaveSlips(t, len(found[same])+len(found[begins])) && !ix.isProminent(found[same]) {
		found[slip], found[slips] = ix.slipped(t.text, false)
	}
	found[same] = append(found[same], ix.together(t, len(found[same])+len(found[begins]) > 0)...)
	if mayBegin(t) && len(found[same])+len(found[begins])+len(found[slip])+len(found[slips]) == 0 {
		found[slip], found[slips] = ix.slipped(t.text, true)
	}
	for _, word := range t.also {
		other := term{text: word}
		found[same] = append(found[same], ix.inflections(other, ix.homes(other), synonym, synonym)...)
	}
	if t.aside {
		lessen(found, lessAside)
	}
	if ix.isOfKnownCode(t) {
		lessen(found, lessInCode)
	}
	return found
}

func lessen(found [classes][]match, hundredths int) {
	for c := range found {
		for i := range found[c] {
			found[c][i].quality = found[c][i].quality * hundredths / 100
		}
	}
}

// homes returns the shards that are looked through for a term: where its root and it itself would stand, and the one
// after that if it begins with the term. A word of the core needs none, nor do a few letters that are still being typed
// and begin one, nor does a part of a code that is known.
func (ix *Index) homes(t term) []int {
	if at, known := ix.find(t.text); known && ix.core[at] || len(ix.shards) == 0 {
		return nil
	}
	if t.typed && (length(t.text) < 3 || length(t.text) < 5 && ix.beginsCore(t.text)) {
		return nil
	}
	if ix.isOfKnownCode(t) {
		return nil
	}
	here := ix.home(t.text)
	homes := []int{here}
	if root := ix.home(rootOf(t)); root != here {
		homes = append(homes, root)
	}
	if next := here + 1; next < len(ix.shards) && strings.HasPrefix(ix.words[ix.shards[next]], t.text) {
		homes = append(homes, next)
	}
	return homes
}

// isOfKnownCode reports whether a term is a part of a code that is found whole. Such a part is looked for only where that
// costs nothing.
func (ix *Index) isOfKnownCode(t term) bool {
	return slices.ContainsFunc(t.codes, func(code string) bool { return ix.isKnown(term{text: code, whole: true, typed: t.typed}) })
}

// isKnown reports whether the very word of a term is found.
func (ix *Index) isKnown(t term) bool {
	at, known := ix.find(t.text)
	return known && (ix.core[at] || slices.Contains(ix.homes(t), ix.shardOf(at)))
}

// beginsCore reports whether a word of the core begins with a text.
func (ix *Index) beginsCore(text string) bool {
	at, _ := slices.BinarySearchFunc(ix.coreWords, text, func(w int, text string) int { return cmp.Compare(ix.words[w], text) })
	return at < len(ix.coreWords) && strings.HasPrefix(ix.words[ix.coreWords[at]], text)
}

// rootOf returns what all inflections of a term begin with. No root is shorter than three letters.
func rootOf(t term) string {
	if t.whole || length(t.text) < 3 {
		return t.text
	}
	return strings.TrimSuffix(stem(t.text), "y")
}

// mayHaveSlips reports whether a term may stand for words it differs from. Two codes that differ are two codes, and three
// letters are a slip only when they are, and begin, nothing else.
func mayHaveSlips(t term, others int) bool {
	n := length(t.text)
	return !t.stop && !hasDigit(t.text) && (n >= 4 || n == 3 && others == 0)
}

// mayBegin reports whether a term that answers nothing may be the beginning of words with slips in it.
func mayBegin(t term) bool { return t.typed && !t.whole && mayHaveSlips(t, 1) && length(t.text) >= 5 }

// inflections returns the word itself and those of the same stem, as far as they stand in the core or in homes.
func (ix *Index) inflections(t term, homes []int, exact, close int) []match {
	inflects, ofKnownCode := !t.whole && length(t.text) >= 3, ix.isOfKnownCode(t)
	root, beginning := stem(t.text), rootOf(t)
	var found, cold []match
	for at, _ := ix.find(beginning); at < len(ix.words) && strings.HasPrefix(ix.words[at], beginning); at++ {
		w := ix.words[at]
		switch {
		case !inflects && w != t.text:
			return found
		case !ix.core[at] && !slices.Contains(homes, ix.shardOf(at)):
		case ix.isCold(at) && ofKnownCode:
		case w == t.text:
			found = append(found, ix.match(at, exact))
		case len(w) > len(root)+len("ations") || stem(w) != root:
		case ix.isCold(at):
			cold = append(cold, ix.match(at, close))
		default:
			found = append(found, ix.match(at, close))
		}
	}
	return append(found, ix.shortest(cold, coldInflections)...)
}

// isCold reports whether a word is in the core and its postings are not.
func (ix *Index) isCold(word int) bool { return ix.core[word] && !ix.hot[word] }

// shortest returns the n shortest words, which need the least typing.
func (ix *Index) shortest(cold []match, n int) []match {
	slices.SortStableFunc(cold, func(a, b match) int { return cmp.Compare(length(ix.words[a.word]), length(ix.words[b.word])) })
	return cold[:min(len(cold), n)]
}

// beginnings returns the words that begin with a text, the better the more of the word is there: those of the core that
// are elsewhere only when the text is no word itself.
func (ix *Index) beginnings(text string, homes []int, unknown bool) []match {
	var found, cold []match
	for at, _ := ix.find(text); at < len(ix.words) && strings.HasPrefix(ix.words[at], text); at++ {
		m := ix.match(at, 40+40*length(text)/length(ix.words[at]))
		switch {
		case ix.hot[at], !ix.core[at] && slices.Contains(homes, ix.shardOf(at)):
			found = append(found, m)
		case ix.core[at] && unknown && length(text) >= 3:
			cold = append(cold, m)
		}
	}
	return append(found, ix.shortest(cold, coldBeginnings)...)
}

// slipped returns the words of the core that are one slip away from a text, or that begin with what is, and those that are
// two. Of those whose postings are not in the core only the nearest are taken: fewer slips first, then the same first
// letter.
func (ix *Index) slipped(text string, begun bool) (one, two []match) {
	type near struct{ word, slips, other int }
	var cold []near
	add := func(word, n int) {
		if n == 1 {
			one = append(one, ix.match(word, quality(oneSlip, begun)))
		} else {
			two = append(two, ix.match(word, quality(twoSlips, begun)))
		}
	}
	ix.walk(text, begun, func(word, n int) {
		switch {
		case isStop(ix.words[word]): // cant is no slip of can
		case !ix.hot[word]:
			other := 0
			if lettersShared(text, ix.words[word]) == 0 {
				other = 1
			}
			cold = append(cold, near{word, n, other})
		default:
			add(word, n)
		}
	})
	slices.SortFunc(cold, func(a, b near) int {
		return cmp.Or(cmp.Compare(a.slips, b.slips), cmp.Compare(a.other, b.other), cmp.Compare(a.word, b.word))
	})
	for _, c := range cold[:min(len(cold), coldSlips)] {
		add(c.word, c.slips)
	}
	return one, two
}

// quality is how well a word answers that one only begins, as against one that is there.
func quality(whole int, begun bool) int {
	if begun {
		return whole * 3 / 4
	}
	return whole
}

// isProminent reports whether one of the words is in the core and stands anywhere but in prose.
func (ix *Index) isProminent(found []match) bool {
	for _, m := range found {
		if ix.core[m.word] && (len(m.strong) > 0 || len(m.heads) > 0) {
			return true
		}
	}
	return false
}
