package search

import (
	"cmp"
	"slices"
)

// gatherTopics deals the words of the core whose postings are elsewhere to files, so that words which stand together in
// titles (certificate expired, disk full) are loaded together, and inflections of one word always are.
func (ix *Index) gatherTopics(costs []int) {
	var cold []family
	for _, words := range ix.kin {
		if !ix.hot[words[0]] {
			f := family{words: words}
			for _, w := range words {
				f.titled, f.size = f.titled+ix.titled(w), f.size+costs[w]
			}
			cold = append(cold, f)
		}
	}
	slices.SortStableFunc(cold, func(a, b family) int { return cmp.Compare(b.titled, a.titled) })
	g := gathering{ix: ix, inTitles: make([][]int, len(ix.documents))}
	for _, f := range cold {
		g.place(f)
	}
	ix.topics = g.packed()
}

// A family is a word of the core with its inflections there.
type family struct {
	words  []int
	titled int // documents that have one of them in a title or an alert, about
	size   int // of the postings, in eighths of a byte
}

// A gathering places one family after the other, the most frequent first.
type gathering struct {
	ix       *Index
	topics   []topic
	inTitles [][]int // by document: the topics of the words of its title that have one, from 1
}

type topic struct {
	words []int
	size  int // of the postings, in eighths of a byte
}

// place puts a family to the words that half of its titles have too, or begins a topic.
func (g *gathering) place(f family) {
	together := map[int]int{}
	titles := g.titles(f)
	for _, d := range titles {
		for _, t := range g.inTitles[d] {
			together[t]++
		}
	}
	best := g.nearest(f, together)
	t := &g.topics[best-1]
	t.words, t.size = append(t.words, f.words...), t.size+f.size
	for _, d := range titles {
		if !slices.Contains(g.inTitles[d], best) {
			g.inTitles[d] = append(g.inTitles[d], best)
		}
	}
}

// titles returns the documents that have a word of a family in a title or an alert.
func (g *gathering) titles(f family) []uint32 {
	var documents []uint32
	for _, w := range f.words {
		for _, p := range g.ix.strong.of(w) {
			if in := field(p % uint32(fields)); in == inTitle || in == inAlert {
				documents = append(documents, p/uint32(fields))
			}
		}
	}
	slices.Sort(documents)
	return slices.Compact(documents)
}

// nearest returns the topic that has the most titles in common with a family, of those that half of its titles have;
// else a new one.
func (g *gathering) nearest(f family, together map[int]int) int {
	best := 0
	for t, n := range together {
		fits := g.topics[t-1].size+f.size <= 8*topicBytes
		if fits && 2*n >= f.titled && (best == 0 || n > together[best] || n == together[best] && t < best) {
			best = t
		}
	}
	if best == 0 {
		g.topics = append(g.topics, topic{})
		best = len(g.topics)
	}
	return best
}

// packed joins small topics until they are worth a file.
func (g *gathering) packed() [][]int {
	var files [][]int
	size := 0
	for _, t := range g.topics {
		if len(files) == 0 || size+t.size > 8*topicBytes {
			files, size = append(files, nil), 0
		}
		last := len(files) - 1
		files[last], size = append(files[last], t.words...), size+t.size
	}
	for _, words := range files {
		slices.Sort(words)
	}
	return files
}
