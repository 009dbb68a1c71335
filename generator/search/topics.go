package search

import (
	"cmp"
	"slices"
)

// gatherTopics deals the words of the core whose postings are elsewhere to files, so that words which stand together in
// titles (certificate expired, disk full) are loaded together.
func (ix *Index) gatherTopics(costs []int) {
	var cold []int
	titled := make([]int, len(ix.words))
	for _, w := range ix.coreWords {
		if !ix.hot[w] {
			cold, titled[w] = append(cold, w), ix.titled(w)
		}
	}
	slices.SortStableFunc(cold, func(a, b int) int { return cmp.Compare(titled[b], titled[a]) })
	g := gathering{ix: ix, costs: costs, stems: map[string]int{}, topicOf: make([]int, len(ix.words)), inTitles: make([][]int, len(ix.documents))}
	for _, w := range cold {
		g.place(w, titled[w])
	}
	ix.topics = g.packed()
}

// A gathering places one word after the other, the most frequent first.
type gathering struct {
	ix       *Index
	costs    []int
	topics   []topic
	stems    map[string]int // the topic of the first word of each stem, from 1
	topicOf  []int          // by word, from 1; 0 for a word that has no place yet
	inTitles [][]int        // by document: the words of its title that have a place
}

type topic struct {
	words []int
	size  int // of the postings, in eighths of a byte
}

// place puts a word to its inflections or to those that half of its titles have too, or begins a topic.
func (g *gathering) place(word, titled int) {
	together := map[int]int{}
	for _, p := range g.ix.strong.of(word) {
		if f := field(p % uint32(fields)); f != inTitle && f != inAlert {
			continue
		}
		d := p / uint32(fields)
		var met []int // several words of a topic count once
		for _, other := range g.inTitles[d] {
			if t := g.topicOf[other]; !slices.Contains(met, t) {
				met = append(met, t)
				together[t]++
			}
		}
		g.inTitles[d] = append(g.inTitles[d], word)
	}
	best := g.stems[stem(g.ix.words[word])]
	if best > 0 && !g.fits(word, best) {
		best = 0
	}
	if best == 0 {
		best = g.nearest(word, titled, together)
	}
	t := &g.topics[best-1]
	t.words, t.size = append(t.words, word), t.size+g.costs[word]
	g.topicOf[word] = best
	if root := stem(g.ix.words[word]); g.stems[root] == 0 {
		g.stems[root] = best
	}
}

func (g *gathering) fits(word, topic int) bool {
	return g.topics[topic-1].size+g.costs[word] <= 8*shardBytes
}

// nearest returns the topic that has the most titles in common with a word, of those that half of its titles have; else
// a new one.
func (g *gathering) nearest(word, titled int, together map[int]int) int {
	best := 0
	for t, n := range together {
		if g.fits(word, t) && 2*n >= titled && (best == 0 || n > together[best] || n == together[best] && t < best) {
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
		if len(files) == 0 || size+t.size > 8*shardBytes {
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
