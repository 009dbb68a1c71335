package search

// Search returns at most limit documents that answer a query, best first. A query without words, or of words that no
// document has, finds nothing.
func (ix *Index) Search(query string, limit int) []Result {
	r := newRanking(ix)
	for _, t := range ix.terms(query) {
		r.term(t)
	}
	var results []Result
	for _, b := range r.best(limit) {
		d := ix.documents[b.document]
		result := Result{Document: b.document, ID: d.id, Title: d.title, Address: d.address, Score: b.score}
		if b.section >= 0 {
			result.Section, result.Anchor = ix.sections[b.section].heading, ix.sections[b.section].anchor
		}
		results = append(results, result)
	}
	return results
}

// A ranking adds up scores, a term at a time.
type ranking struct {
	ix       *Index
	total    tally // by document: its best field for each term, and what prose adds
	sections tally // by section: what it adds to its document
	// The same for the current term.
	field, prose, section tally
}

func newRanking(ix *Index) *ranking {
	d, s := len(ix.documents), len(ix.sections)
	return &ranking{ix: ix, total: newTally(d), sections: newTally(s), field: newTally(d), prose: newTally(d), section: newTally(s)}
}

// A tally holds a number for each of many things, few of which have one.
type tally struct {
	of   []int
	seen []int // those with a number, in the order met
}

func newTally(n int) tally { return tally{of: make([]int, n)} }

func (t *tally) add(i, n int) {
	if t.of[i] == 0 {
		t.seen = append(t.seen, i)
	}
	t.of[i] += n
}

func (t *tally) addAll(other *tally) {
	for _, i := range other.seen {
		t.add(i, other.of[i])
	}
}

func (t *tally) raise(i, n int) {
	if n > t.of[i] {
		t.add(i, n-t.of[i])
	}
}

func (t *tally) clear() {
	for _, i := range t.seen {
		t.of[i] = 0
	}
	t.seen = t.seen[:0]
}

// term adds what one term is worth everywhere: to each document its best match, and to each section what a match there
// adds to that.
func (r *ranking) term(t term) {
	found := r.ix.expand(t)
	rare := r.ix.rarities(found, t)
	for _, matches := range found {
		for _, m := range matches {
			r.match(m, rare)
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
}

// match raises the current term's score wherever a word stands.
func (r *ranking) match(m match, rare rarity) {
	for _, p := range r.ix.strong.of(m.word) {
		r.field.raise(int(p)/int(fields), m.quality*rare.strong*field(int(p)%int(fields)).weight())
	}
	for _, s := range r.ix.heads.of(m.word) {
		r.section.raise(int(s), m.quality*rare.heads*headingWeight)
	}
	if rare.prose == 0 {
		return
	}
	tally := &r.section
	if r.ix.spread[m.word] {
		tally = &r.prose
	}
	worth := m.quality * rare.prose * weightInProse(r.ix.words[m.word])
	for _, p := range r.ix.prose.of(m.word) {
		tally.raise(int(p), worth)
	}
}

func weightInProse(word string) int {
	switch {
	case !isCode(word):
		return proseWeight
	case hasOnlyDigits(word):
		return numberWeight
	}
	return codeWeight
}

// A rarity says how much a term tells, by the kind of place: the rarer the more, in sixteenths of a bit, times eight for
// words that are no stop words.
type rarity struct{ strong, heads, prose int }

// rarities counts, for each kind of place, the matches of the best class that has any: what a term misses must not make
// it look rare, nor the rare words that it happens to begin.
func (ix *Index) rarities(found [classes][]match, t term) rarity {
	n := len(ix.documents)
	var r rarity
	if strong := ix.count(ix.strong, found); strong > 0 {
		r.strong = bits(n, strong)
	}
	if heads := ix.count(ix.heads, found); heads > 0 {
		r.heads = bits(n, heads)
		if r.strong > 0 {
			r.heads = min(r.heads, r.strong) // or a heading would outrank a title
		}
	}
	if prose := ix.count(ix.prose, found); prose > 0 && (length(t.text) >= 3 || len(found[same]) > 0) {
		r.prose = bits(n, prose)
	}
	if !t.stop {
		r.strong, r.heads, r.prose = 8*r.strong, 8*r.heads, 8*r.prose
	}
	return r
}

func (ix *Index) count(places postings, found [classes][]match) int {
	n := 0
	for c := same; c < classes && n == 0; c++ {
		for _, m := range found[c] {
			n += len(places.of(m.word))
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

type candidate struct{ document, section, score int }

// best returns the limit best documents. Below the score proper, shorter titles come first.
func (r *ranking) best(limit int) []candidate {
	section := make([]int, len(r.ix.documents)) // from 1; 0 is none
	for _, s := range r.sections.seen {
		d := r.ix.sections[s].document
		if section[d] == 0 || r.sections.of[s] > r.sections.of[section[d]-1] ||
			r.sections.of[s] == r.sections.of[section[d]-1] && s < section[d]-1 {
			section[d] = s + 1
		}
	}
	var best []candidate
	for d, score := range r.total.of {
		if section[d] > 0 {
			score += r.sections.of[section[d]-1]
		}
		if score == 0 {
			continue
		}
		best = insert(best, candidate{d, section[d] - 1, 16*score + 15 - min(15, r.ix.documents[d].length)}, limit)
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
