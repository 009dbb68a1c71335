package search

import (
	"cmp"
	"slices"
	"strings"
)

// Search returns at most limit documents that answer a query, best first. A query without words, or of words that no
// document has, finds nothing.
func (ix *Index) Search(query string, limit int) []Result {
	return ix.Ask(Query{Text: query, Limit: limit}).Results
}

// Ask answers a query.
func (ix *Index) Ask(q Query) Answer {
	r := newRanking(ix)
	terms, hints, plain := ix.terms(q.Text)
	meant := map[string]string{}
	for _, t := range terms {
		found := ix.expand(t)
		if word := ix.guess(found); word != "" {
			meant[t.text] = word
		}
		r.term(t, found)
	}
	for _, t := range hints {
		r.hint(t)
	}
	best, count := r.best(q.Limit, ix.allowed(q.Only))
	answer := Answer{Found: count, Meant: corrected(plain, meant)}
	met := map[int]bool{}
	for i, b := range best {
		costs := q.Chunks > 0 && !ix.inCore && !met[b.document/chunk]
		if q.Near > 0 && 100*b.score < q.Near*best[0].score || costs && (len(met) == q.Chunks || i >= few) {
			break
		}
		met[b.document/chunk] = true
		answer.Results = append(answer.Results, r.result(b))
	}
	return answer
}

// few is how many results there must be before a bound on chunks keeps out all that would cost another.
const few = 2

// guess returns the word that a term most likely stands for when it answers by slips alone: the fewest slips, then the
// most documents.
func (ix *Index) guess(found [classes][]match) string {
	if len(found[same])+len(found[begins]) > 0 {
		return ""
	}
	for _, matches := range [][]match{found[slip], found[slips]} {
		best := match{word: -1}
		for _, m := range matches {
			if more := len(m.strong) - len(best.strong); best.word < 0 || more > 0 || more == 0 && m.word < best.word {
				best = m
			}
		}
		if best.word >= 0 {
			return ix.words[best.word]
		}
	}
	return ""
}

// corrected returns a query with its misspelt words put right; "" when there are none.
func corrected(plain []string, meant map[string]string) string {
	var words []string
	changed := false
	for _, word := range plain {
		if right, ok := meant[word]; ok {
			word, changed = right, true
		}
		words = append(words, word)
	}
	if !changed {
		return ""
	}
	return strings.Join(words, " ")
}

// Choice returns the choice of a value by the name of its facet, and reports whether a document has it.
func (ix *Index) Choice(name, value string) (Choice, bool) {
	for i, f := range ix.facets {
		if _, found := slices.BinarySearch(f.values, value); found && f.name == name {
			return Choice{Facet: i, Value: value}, true
		}
	}
	return Choice{}, false
}

// allowed returns which documents have all that was chosen; nil when nothing was.
func (ix *Index) allowed(only []Choice) []bool {
	if len(only) == 0 {
		return nil
	}
	having := make([]int, len(ix.documents))
	for _, c := range only {
		if c.Facet < 0 || c.Facet >= len(ix.facets) {
			continue
		}
		f := ix.facets[c.Facet]
		if at, found := slices.BinarySearch(f.values, c.Value); found {
			for _, d := range f.documents[at] {
				having[d]++
			}
		}
	}
	all := make([]bool, len(having))
	for d, n := range having {
		all[d] = n == len(only)
	}
	return all
}

// A ranking adds up scores, a term at a time.
type ranking struct {
	ix       *Index
	total    tally // by document: its best field for each term, and what prose adds
	sections tally // by section: what it adds to its document
	headings tally // by section: what of the query its heading has, wherever else its document has it
	titled   tally // by document: how many of the words asked for its title has
	asked    int   // how many words are asked for, compounds being one
	// The same for the current term.
	field, prose, section tally
}

func newRanking(ix *Index) *ranking {
	d, s := len(ix.documents), len(ix.sections)
	return &ranking{ix: ix, total: newTally(d), sections: newTally(s), headings: newTally(s), titled: newTally(d),
		field: newTally(d), prose: newTally(d), section: newTally(s)}
}

// term adds what one term is worth everywhere: to each document its best match, and to each section what a match there
// adds to that.
func (r *ranking) term(t term, found [classes][]match) {
	rare := r.ix.rarities(found, t)
	for _, matches := range found {
		for _, m := range matches {
			r.match(t, m, rare)
		}
	}
	for _, m := range found[same] {
		for _, s := range m.heads {
			r.headings.add(int(s), m.quality*rare.heads)
		}
	}
	r.total.addAll(&r.field)
	r.total.addAll(&r.prose)
	for _, s := range r.section.seen {
		if more := r.section.of[s] - r.field.of[r.ix.sections[s].document]; more > 0 {
			r.sections.add(s, more)
		}
	}
	r.field.clear()
	r.prose.clear()
	r.section.clear()
	if t.one && !t.stop {
		r.asked++
		r.title(t, found[same])
	}
}

// title counts a word that the titles of documents have as it was typed.
func (r *ranking) title(t term, found []match) {
	at := slices.IndexFunc(found, func(m match) bool { return r.ix.words[m.word] == t.text })
	if at < 0 {
		return
	}
	for _, p := range found[at].strong {
		if field(int(p)%int(fields)) == inTitle {
			r.titled.add(int(p)/int(fields), 1)
		}
	}
}

// hintQuality is how well a word that says little answers.
const hintQuality = 10

// hint lets a word that says little decide between documents that are found without it, where that costs nothing: US and
// EU, before and after.
func (r *ranking) hint(t term) {
	at, known := r.ix.find(t.text)
	if !known || !r.ix.hot[at] {
		return
	}
	list := r.ix.strong.of(at)
	for _, p := range list {
		if d := int(p) / int(fields); r.total.of[d] > 0 {
			r.total.add(d, hintQuality*8*bits(len(r.ix.documents), len(list))*field(int(p)%int(fields)).weight())
		}
	}
}

// match raises the current term's score wherever a word stands.
func (r *ranking) match(t term, m match, rare rarity) {
	worth := m.quality * rare.strong
	if t.name && t.text == r.ix.words[m.word] {
		worth *= namedTwice
	}
	for _, p := range m.strong {
		r.field.raise(int(p)/int(fields), worth*field(int(p)%int(fields)).weight())
	}
	for _, s := range m.heads {
		r.section.raise(int(s), m.quality*rare.heads*headingWeight)
	}
	if rare.prose == 0 {
		return
	}
	tally := &r.section
	if m.spread {
		tally = &r.prose
	}
	worth = m.quality * rare.prose * weightInProse(t, r.ix.words[m.word])
	for _, p := range m.prose {
		tally.raise(int(p), worth)
	}
}

func weightInProse(t term, word string) int {
	switch {
	case isCode(word) && hasOnlyDigits(word):
		return numberWeight
	case t.name && t.text == word:
		return nameWeight
	case isCode(word):
		return codeWeight
	}
	return proseWeight
}

// A rarity says how much a term tells, by the kind of place: the rarer the more, in sixteenths of a bit, times eight.
type rarity struct{ strong, heads, prose int }

// rarities counts, for each kind of place, the matches of the best class that has any: what a term misses must not make
// it look rare, nor the rare words that it happens to begin.
func (ix *Index) rarities(found [classes][]match, t term) rarity {
	n := len(ix.documents)
	var r rarity
	if strong := count(found, func(m match) []uint32 { return m.strong }); strong > 0 {
		r.strong = bits(n, strong)
	}
	if heads := count(found, func(m match) []uint32 { return m.heads }); heads > 0 {
		r.heads = bits(n, heads)
		if r.strong > 0 {
			r.heads = min(r.heads, r.strong) // or a heading would outrank a title
		}
	}
	if prose := count(found, func(m match) []uint32 { return m.prose }); prose > 0 && (length(t.text) >= 3 || len(found[same]) > 0) {
		r.prose = bits(n, prose)
	}
	r.strong, r.heads, r.prose = 8*r.strong, 8*r.heads, 8*r.prose
	return r
}

func count(found [classes][]match, list func(match) []uint32) int {
	n := 0
	for c := same; c < classes && n == 0; c++ {
		for _, m := range found[c] {
			n += len(list(m))
		}
	}
	return n
}

// bits returns how much one of n among count things tells, in sixteenths of a bit: the logarithm, straight between
// powers of two so that whole numbers suffice, and never nothing.
func bits(n, count int) int {
	x := max(16, 16*n/count)
	power := 0
	for x>>power > 1 {
		power++
	}
	return 16*power + (16*x)>>power - 16 - 64 + 8
}

// leastPlace says how much a section must add to be named: one in so many of the score. Less is chance.
const leastPlace = 25

type candidate struct{ document, section, score int }

// best returns the limit best documents of those allowed, and how many there are in all. Below the score proper, shorter
// titles come first.
func (r *ranking) best(limit int, allowed []bool) (best []candidate, count int) {
	section := r.bestSections()
	for d, score := range r.total.of {
		if section[d] >= 0 {
			score += r.sections.of[section[d]]
		}
		if score == 0 || allowed != nil && !allowed[d] {
			continue
		}
		count++
		c := candidate{d, section[d], score}
		if c.section >= 0 && r.sections.of[c.section]*leastPlace < score {
			c.section = -1
		}
		if r.isTitle(d) {
			c.score += score / wholeTitle
		}
		c.score = 16*c.score + 15 - min(15, r.ix.documents[d].length)
		best = insert(best, c, limit)
	}
	return best, count
}

// wholeTitle says how much more a document is worth whose title was typed, all of it and nothing else: one in so many of
// the score.
const wholeTitle = 4

func (r *ranking) isTitle(document int) bool {
	return r.asked > 0 && r.titled.of[document] == r.asked && r.ix.documents[document].length == r.asked
}

// bestSections returns the section of each document that adds most, of those that add as much the one whose heading says
// most, and of those the first; -1 where none adds anything.
func (r *ranking) bestSections() []int {
	best := make([]int, len(r.ix.documents))
	for d := range best {
		best[d] = -1
	}
	for _, s := range r.sections.seen {
		d := r.ix.sections[s].document
		b := best[d]
		if b < 0 || cmp.Or(r.sections.of[s]-r.sections.of[b], r.headings.of[s]-r.headings.of[b], b-s) > 0 {
			best[d] = s
		}
	}
	return best
}

// insert puts a candidate after those that score as much, if it is among the limit best.
func insert(best []candidate, c candidate, limit int) []candidate {
	if len(best) < limit {
		best = append(best, c)
	} else if limit <= 0 || c.score <= best[limit-1].score {
		return best
	} else {
		best[limit-1] = c
	}
	for i := len(best) - 1; i > 0 && best[i].score > best[i-1].score; i-- {
		best[i], best[i-1] = best[i-1], best[i]
	}
	return best
}

func (r *ranking) result(c candidate) Result {
	d := r.ix.documents[c.document]
	result := Result{Document: c.document, ID: d.id, Title: d.title, Address: d.address, Score: c.score}
	if c.section >= 0 {
		place := r.ix.sections[c.section]
		result.Section, result.Anchor, result.More = place.heading, place.anchor, r.more(c)
	}
	return result
}

// mostPlaces is how many sections of a document a result leads to, besides the best one.
const mostPlaces = 2

// more returns the next best sections with a heading, as far as they score at least half of the best one.
func (r *ranking) more(c candidate) []Place {
	var others []candidate
	for s := r.ix.documents[c.document].first; s < r.ix.after(c.document); s++ {
		if n := r.sections.of[s]; s != c.section && 2*n >= r.sections.of[c.section] && r.ix.sections[s].heading != "" {
			others = insert(others, candidate{c.document, s, n}, mostPlaces)
		}
	}
	var places []Place
	for _, o := range others {
		places = append(places, Place{r.ix.sections[o.section].heading, r.ix.sections[o.section].anchor})
	}
	return places
}
