package search

import (
	"cmp"
	"math"
	"slices"
)

// How much of an index is where, in bytes about as they are once packed. A core holds what it can of these; what a query
// needs besides comes in pieces that a slow network brings within a moment.
const (
	leastCore    = 34 << 10 // of the core in all; it grows by nine bytes for four documents
	mostCore     = 56 << 10
	wordBytes    = 36 << 10 // of the words in the core, before packing
	titleBytes   = 60 << 10 // of titles, if they are to stand in the core, before packing
	shardBytes   = 3600     // of a shard
	topicBytes   = 5000     // of a topic; a query with two words in one saves a request
	chunk        = 64       // documents whose titles and headings make a chunk
	headingChunk = 128      // documents whose headings alone do
	hintCost     = 8 * 40   // of the postings of a word that says little, if they are to stand in the core whatever they are worth, in eighths of a byte
)

// A division says where each word of an index is kept.
type division struct {
	core   []bool  // by word: it stands in the core, so that slips of it are found
	hot    []bool  // by word: its postings stand there too
	topics [][]int // the other words of the core, by the file that has their postings
	shards []int   // the first word of each shard of words outside the core; the first begins with the first of all words
	inCore bool    // the titles stand in the core

	coreWords  []int   // the words of the core, ascending
	coreCommon []int   // how many letters each of them shares with the one before
	kin        [][]int // the words of the core by their stems
}

// divide deals the words to the core, the topics and the shards. The same index is divided in the same way.
func (ix *Index) divide() {
	titles := 0
	for _, d := range ix.documents {
		titles += len(d.title) + len(d.id)/3
	}
	ix.inCore = titles <= titleBytes
	if !ix.inCore {
		titles = 0
	}
	costs := ix.costs()
	words := ix.chooseCore()
	core := min(leastCore+9*len(ix.documents)/4, mostCore)
	ix.chooseHot(costs, 8*(core-(titles+words+len(ix.documents))/3))
	ix.gatherTopics(costs)
	ix.cutShards(costs)
}

// costs returns about what each word and its postings take once they are packed, in eighths of a byte. A step like the one
// before costs next to nothing: words of a workload stand in one document after the other.
func (ix *Index) costs() []int {
	costs := make([]int, len(ix.words))
	for w := range ix.words {
		costs[w] = 8
		for _, list := range ix.pack(w) {
			for i, c := range list {
				if i > 1 && (c == list[i-1] || c == list[i-2]) {
					costs[w]++
				} else {
					costs[w] += 6
				}
			}
		}
	}
	return costs
}

// chooseCore takes the words that most documents have where it counts, the shorter before the longer, and returns what
// they take. Numbers and codes of prose stay out, since no slip leads to them.
func (ix *Index) chooseCore() int {
	ix.core = make([]bool, len(ix.words))
	var order []int
	worth := make([]int, len(ix.words))
	for w, word := range ix.words {
		prominent := len(ix.strong.of(w)) + len(ix.heads.of(w))
		if prominent > 0 || !hasDigit(word) {
			worth[w] = (4*prominent + len(ix.prose.of(w))) * 1000 / (2 + len(word))
			order = append(order, w)
		}
	}
	spent := take(order, worth, func(w int) int { return 2 + len(ix.words[w])/2 }, wordBytes, ix.core)
	last := ""
	for w, word := range ix.words {
		if ix.core[w] {
			ix.coreWords = append(ix.coreWords, w)
			ix.coreCommon = append(ix.coreCommon, lettersShared(last, word))
			last = word
		}
	}
	return spent
}

// chooseHot takes the words of the core that are most likely asked for, by how many documents they lead to, against what
// their postings take. A word is taken with its inflections, since whoever asks for it asks for them.
func (ix *Index) chooseHot(costs []int, budget int) {
	ix.hot = make([]bool, len(ix.words))
	ix.kin = ix.kinOfCore()
	worth, cost := make([]int, len(ix.kin)), make([]int, len(ix.kin))
	order := make([]int, len(ix.kin))
	for k, words := range ix.kin {
		for _, w := range words {
			worth[k] += 8*ix.titled(w) + len(ix.strong.of(w)) + 1
			cost[k] += costs[w]
		}
		worth[k] = worth[k] * 8000 / cost[k]
		if cost[k] <= hintCost && isStop(ix.words[words[0]]) {
			worth[k] = math.MaxInt
		}
		order[k] = k
	}
	taken := make([]bool, len(ix.kin))
	take(order, worth, func(k int) int { return cost[k] }, budget, taken)
	for k, words := range ix.kin {
		for _, w := range words {
			ix.hot[w] = taken[k]
		}
	}
}

// kinOfCore groups the words of the core by their stems, in the order of the first of each.
func (ix *Index) kinOfCore() [][]int {
	var kin [][]int
	at := map[string]int{}
	for _, w := range ix.coreWords {
		root := stem(ix.words[w])
		k, known := at[root]
		if !known {
			k = len(kin)
			at[root] = k
			kin = append(kin, nil)
		}
		kin[k] = append(kin[k], w)
	}
	return kin
}

// titled counts the documents whose title or alert has a word.
func (ix *Index) titled(word int) int {
	n := 0
	for _, p := range ix.strong.of(word) {
		if f := field(p % uint32(fields)); f == inTitle || f == inAlert {
			n++
		}
	}
	return n
}

// take marks things by their worth, best first, as long as they fit into the budget, and returns what they cost.
func take(order, worth []int, cost func(int) int, budget int, taken []bool) int {
	slices.SortFunc(order, func(a, b int) int { return cmp.Or(cmp.Compare(worth[b], worth[a]), a-b) })
	spent := 0
	for _, w := range order {
		if spent+cost(w) <= budget {
			spent += cost(w)
			taken[w] = true
		}
	}
	return spent
}

// cutShards begins a shard whenever the one before is full.
func (ix *Index) cutShards(costs []int) {
	size := 0
	for w := range ix.words {
		if ix.core[w] {
			continue
		}
		if len(ix.shards) == 0 || size > shardBytes {
			ix.shards, size = append(ix.shards, w), 0
		}
		size += costs[w]/8 + len(ix.words[w])/4
	}
	if len(ix.shards) > 0 {
		ix.shards[0] = 0
	}
}

// home returns the shard that a text would stand in; -1 when there are no shards.
func (ix *Index) home(text string) int {
	at, found := slices.BinarySearchFunc(ix.shards, text, func(w int, text string) int { return cmp.Compare(ix.words[w], text) })
	if found {
		return at
	}
	return max(at-1, min(0, len(ix.shards)-1))
}

// shardOf returns the shard that a word stands in.
func (ix *Index) shardOf(word int) int {
	at, found := slices.BinarySearch(ix.shards, word)
	if found {
		return at
	}
	return at - 1
}
