package search

import (
	"maps"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
)

// stretch is how many documents a worker takes at a time. It shapes no output.
const stretch = 32

// Build indexes documents. The same documents give the same index, however many processors read them. Line breaks in
// titles and headings become spaces; what is not valid UTF-8 becomes U+FFFD.
func Build(docs []Document, o Options) *Index {
	docs = bounded(docs)
	ix := &Index{facets: facetsOf(docs, o.Facets), synonyms: phrases(o.Synonyms)}
	for _, d := range docs {
		e := entry{id: clean(d.ID), title: clean(d.Title), address: clean(d.Address), length: tellingWords(d.Title), first: len(ix.sections)}
		for _, n := range d.Notes {
			e.notes = append(e.notes, clean(n))
		}
		ix.documents = append(ix.documents, e)
		for _, s := range d.Sections {
			ix.sections = append(ix.sections, place{document: len(ix.documents) - 1, heading: clean(s.Heading), anchor: clean(s.Anchor)})
		}
	}
	lists, readers := read(docs, ix)
	numbers := ix.setWords(readers)
	ix.strong = gather(len(ix.words), lists, numbers, func(l *list) []posting { return l.strong })
	ix.heads = gather(len(ix.words), lists, numbers, func(l *list) []posting { return l.heads })
	ix.prose = gather(len(ix.words), lists, numbers, func(l *list) []posting { return l.prose })
	ix.thin(apart(readers))
	ix.divide()
	return ix
}

// mostSections is how many sections of a document are read: the browser keeps their number in sixteen bits.
const mostSections = 1 << 16

func bounded(docs []Document) []Document {
	docs = slices.Clone(docs)
	for i := range docs {
		docs[i].Sections = docs[i].Sections[:min(len(docs[i].Sections), mostSections)]
	}
	return docs
}

func clean(text string) string {
	return strings.Join(strings.Fields(strings.ToValidUTF8(text, "\uFFFD")), " ")
}

// tellingWords counts the different words of a text that do not say little, compounds being one word.
func tellingWords(text string) int {
	met := map[string]bool{}
	for s := (scanner{text: text}); s.next(); {
		whole, ok := s.compound()
		if ok {
			met[string(whole)] = true
			continue
		}
		for part := range s.ends {
			if word := s.word(part); !isStop(string(word)) {
				met[string(word)] = true
			}
		}
	}
	return len(met)
}

// read lets every processor cut stretches of documents into words. Which worker took a stretch shows in the numbers that
// the words have meanwhile, and nowhere else.
func read(docs []Document, ix *Index) ([]list, []*reader) {
	lists := make([]list, (len(docs)+stretch-1)/stretch)
	readers := make([]*reader, min(runtime.GOMAXPROCS(0), max(len(lists), 1)))
	var next atomic.Int64
	var done sync.WaitGroup
	for i := range readers {
		readers[i] = &reader{numbers: map[string]int{}}
		done.Go(func() {
			for {
				at := int(next.Add(1)) - 1
				if at >= len(lists) {
					return
				}
				readers[i].list = &lists[at]
				lists[at].reader = i
				for d := at * stretch; d < min((at+1)*stretch, len(docs)); d++ {
					readers[i].document(docs[d], d, ix.documents[d].first)
				}
			}
		})
	}
	done.Wait()
	return lists, readers
}

// setWords sorts the words of all readers into the index, and returns, by reader, the number in the index of each of
// the reader's words.
func (ix *Index) setWords(readers []*reader) [][]int {
	at := map[string]int{}
	for _, r := range readers {
		for _, k := range r.known {
			if _, ok := at[k.word]; !ok {
				at[k.word] = 0
				ix.words = append(ix.words, k.word)
			}
		}
	}
	slices.Sort(ix.words)
	ix.common = make([]int, len(ix.words))
	for i, w := range ix.words {
		at[w] = i
		if i > 0 {
			ix.common[i] = lettersShared(ix.words[i-1], w)
		}
	}
	numbers := make([][]int, len(readers))
	for i, r := range readers {
		numbers[i] = make([]int, len(r.known))
		for j, k := range r.known {
			numbers[i][j] = at[k.word]
		}
	}
	return numbers
}

// lettersShared returns how many letters two words have in common at their beginning.
func lettersShared(a, b string) int {
	shared := 0
	for i, c := range b {
		if !strings.HasPrefix(a[min(i, len(a)):], string(c)) {
			break
		}
		shared++
	}
	return shared
}

// gather sorts the postings of all lists by word, keeping their order: lists are in the order of documents.
func gather(words int, lists []list, numbers [][]int, pick func(*list) []posting) postings {
	p := postings{starts: make([]int, words+1)}
	for i := range lists {
		for _, one := range pick(&lists[i]) {
			p.starts[numbers[lists[i].reader][one.word]+1]++
		}
	}
	for w := range words {
		p.starts[w+1] += p.starts[w]
	}
	p.items = make([]uint32, p.starts[words])
	next := slices.Clone(p.starts)
	for i := range lists {
		for _, one := range pick(&lists[i]) {
			w := numbers[lists[i].reader][one.word]
			p.items[next[w]] = one.at
			next[w]++
		}
	}
	return p
}

// enough is how many documents must have a word in a title, a name or a tag before its place in prose can be forgotten:
// more than anybody reads.
const enough = 24

// everywhere is how many documents must have a word in prose before it can be too widespread to tell anything.
const everywhere = 64

// several is how many documents must have a compound in a title, a name or a tag before its places in prose can be
// forgotten. Its parts stand there too, each with a place of its own.
const several = 4

// apart returns the words that somewhere stand by themselves, not only as a compound of others.
func apart(readers []*reader) map[string]bool {
	words := map[string]bool{}
	for _, r := range readers {
		for _, k := range r.known {
			if k.apart {
				words[k.word] = true
			}
		}
	}
	return words
}

// thin shortens the lists of the words that many documents have in their prose. With so many to choose from, the section
// adds little, and documents alone are kept; not even those where enough of them have the word in a better place, or where
// every eighth has it, so that it tells nothing. Such lists would make up most of what is shipped. Words that stand apart
// somewhere are not only compounds.
func (ix *Index) thin(apart map[string]bool) {
	limit := max(8, len(ix.documents)/32)
	kept := ix.prose.items[:0]
	ix.spread = make([]bool, len(ix.words))
	start := 0
	for w := range ix.words {
		list := ix.prose.items[start:ix.prose.starts[w+1]]
		start = ix.prose.starts[w+1]
		documents := ix.documentsOf(list)
		ix.spread[w] = documents > limit
		ix.prose.starts[w] = len(kept)
		if ix.isThin(w, documents, apart) {
			continue
		}
		for i, s := range list {
			d := uint32(ix.sections[s].document)
			switch {
			case !ix.spread[w]:
				kept = append(kept, s)
			case i == 0 || kept[len(kept)-1] != d:
				kept = append(kept, d)
			}
		}
	}
	ix.prose.starts[len(ix.words)] = len(kept)
	ix.prose.items = slices.Clip(kept)
}

// isThin reports whether the places of a word in so many documents' prose are forgotten.
func (ix *Index) isThin(w, documents int, apart map[string]bool) bool {
	prominent := len(ix.strong.of(w))
	switch {
	case documents > max(everywhere, len(ix.documents)/8):
		return true
	case apart[ix.words[w]] || isCode(ix.words[w]):
		return ix.spread[w] && prominent >= enough
	}
	return prominent >= several
}

// documentsOf counts the documents that ascending sections belong to.
func (ix *Index) documentsOf(sections []uint32) int {
	n, last := 0, -1
	for _, s := range sections {
		if d := ix.sections[s].document; d != last {
			n, last = n+1, d
		}
	}
	return n
}

// facetsOf gathers the values of each kind of facet.
func facetsOf(docs []Document, names []string) []facet {
	facets := make([]facet, len(names))
	for f, name := range names {
		having := map[string][]int{}
		for n, d := range docs {
			if f >= len(d.Facets) {
				continue
			}
			for _, value := range d.Facets[f] {
				value = clean(value)
				if list := having[value]; value != "" && (len(list) == 0 || list[len(list)-1] != n) {
					having[value] = append(list, n)
				}
			}
		}
		facets[f] = facet{name: clean(name), values: slices.Sorted(maps.Keys(having))}
		for _, value := range facets[f].values {
			facets[f].documents = append(facets[f].documents, having[value])
		}
	}
	return facets
}
