package search

import (
	"crypto/sha256"
	"encoding/base32"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
)

// Folder holds the shipped index, relative to the site's root.
const Folder = "search/"

// format is the version of the shipped form. The browser refuses any other.
const format = 4

// A core is the part that a browser loads first. Each part is the argument of one call, remitSearch({…}): data only, and
// safe in any HTML, since < > & and the line separators are escaped. A part's file is named by what is in it, so that no
// copy of an older index is ever mixed with this one.
//
// Lists of numbers are text: a number below 60 is one character, a larger one goes on in base 26 (see [number]). Lists
// of one word end at a bar, and an ascending list holds the steps between its numbers.
type core struct {
	Part      string     `json:"part"`
	Format    int        `json:"format"`
	Documents int        `json:"documents"`
	Lengths   string     `json:"lengths"` // by document: the words of its title that tell anything, at most 59
	Words     string     `json:"words"`   // a capital (letters shared with the word before, at most 25), then the rest
	Kinds     string     `json:"kinds"`   // by word: h its lists are here, p it is prominent, o it is not
	Lists     lists      `json:"lists"`   // by word of kind h
	Topics    string     `json:"topics"`  // by word of another kind: the number of the topic that has its lists
	Shards    string     `json:"shards"`  // the first word of each, as words
	Chunk     int        `json:"chunk"`   // documents in a chunk
	Names     [4]string  `json:"names"`   // of shards, topics, chunks and facets: five characters each
	Titles    *titles    `json:"titles"`  // of all documents, if they are not in chunks
	Facets    []string   `json:"facets"`
	Synonyms  [][]string `json:"synonyms"`
}

// A shard has words of a stretch of the alphabet; a topic, words that stand together in titles.
type shard struct {
	Part  string `json:"part"`
	Words string `json:"words"`
	Lists lists  `json:"lists"`
}

// Ship returns the path of the core and all files that the site ships. The same index gives the same bytes.
func (ix *Index) Ship() (string, []File) {
	c := core{Part: "core", Format: format, Documents: len(ix.documents), Facets: []string{}, Synonyms: [][]string{}}
	var lengths []byte
	for _, d := range ix.documents {
		lengths = append(lengths, digits[min(d.length, 59)])
	}
	c.Lengths = string(lengths)
	ix.shipCore(&c)
	var files []File
	for i := range ix.shards {
		part := fmt.Sprintf("w%d", i)
		files = append(files, named(part, ix.shipWords(part, ix.inShard(i)), &c.Names[0]))
	}
	for i, words := range ix.topics {
		part := fmt.Sprintf("c%d", i)
		files = append(files, named(part, ix.shipWords(part, words), &c.Names[1]))
	}
	if ix.inCore {
		c.Titles = ix.shipTitles(0, len(ix.documents))
	}
	files = append(files, ix.shipChunks(&c)...)
	if len(ix.facets) > 0 {
		files = append(files, named("f0", ix.shipFacets(&c), &c.Names[3]))
	}
	var name string
	first := named("core", c, &name)
	return first.Path, append([]File{first}, files...)
}

// named returns the file of a part, and appends what names it.
func named(part string, data any, names *string) File {
	text, err := json.Marshal(data)
	if err != nil {
		panic(err) // strings and numbers always marshal
	}
	text = slices.Concat([]byte("remitSearch("), text, []byte(");\n"))
	sum := sha256.Sum256(text)
	name := strings.ToLower(base32.StdEncoding.EncodeToString(sum[:5])[:5])
	*names += name
	return File{Path: Folder + part + "-" + name + ".js", Data: text}
}

func (ix *Index) shipCore(c *core) {
	var words, kinds strings.Builder
	var hot []int
	var topics []byte
	topicOf := make([]int, len(ix.words))
	for i, words := range ix.topics {
		for _, w := range words {
			topicOf[w] = i
		}
	}
	for i, w := range ix.coreWords {
		if !ix.hot[w] {
			topics = number(topics, topicOf[w])
		}
		front(&words, ix.words[w], ix.coreCommon[i])
		switch {
		case ix.hot[w]:
			kinds.WriteByte('h')
			hot = append(hot, w)
		case len(ix.strong.of(w)) > 0 || len(ix.heads.of(w)) > 0:
			kinds.WriteByte('p')
		default:
			kinds.WriteByte('o')
		}
	}
	c.Words, c.Kinds, c.Lists = words.String(), kinds.String(), ix.packAll(hot)
	c.Topics = string(topics)
	var firsts strings.Builder
	last := ""
	for _, w := range ix.shards {
		front(&firsts, ix.words[w], lettersShared(last, ix.words[w]))
		last = ix.words[w]
	}
	c.Shards = firsts.String()
	for _, group := range ix.synonyms {
		var said []string
		for _, phrase := range group {
			said = append(said, strings.Join(phrase, " "))
		}
		c.Synonyms = append(c.Synonyms, said)
	}
}

// inShard returns the words of a shard.
func (ix *Index) inShard(number int) []int {
	end := len(ix.words)
	if number+1 < len(ix.shards) {
		end = ix.shards[number+1]
	}
	var words []int
	for w := ix.shards[number]; w < end; w++ {
		if !ix.core[w] {
			words = append(words, w)
		}
	}
	return words
}

func (ix *Index) shipWords(part string, words []int) shard {
	var text strings.Builder
	last := ""
	for _, w := range words {
		front(&text, ix.words[w], lettersShared(last, ix.words[w]))
		last = ix.words[w]
	}
	return shard{part, text.String(), ix.packAll(words)}
}

// front writes a word without the letters it shares with the one before. No word has a capital.
func front(to *strings.Builder, word string, shared int) {
	shared = min(shared, 25)
	to.WriteByte('A' + byte(shared))
	to.WriteString(string([]rune(word)[shared:]))
}

// lists are the postings of some words, packed; every list of a word ends at a bar. Strong is documents*fields + field. A
// section is two numbers: how many documents further on, and which of their sections. After an exclamation mark prose is
// documents.
type lists struct {
	Strong string `json:"strong"`
	Heads  string `json:"heads"`
	Prose  string `json:"prose"`
}

func (ix *Index) packAll(words []int) lists {
	var all [3][]byte
	for _, w := range words {
		for i, packed := range ix.pack(w) {
			all[i] = append(append(all[i], packed...), '|')
		}
	}
	return lists{string(all[0]), string(all[1]), string(all[2])}
}

// pack returns the three lists of a word.
func (ix *Index) pack(word int) [3][]byte {
	var prose []byte
	if ix.spread[word] {
		prose = packSteps([]byte{'!'}, ix.prose.of(word))
	} else {
		prose = ix.packSections(ix.prose.of(word))
	}
	return [3][]byte{packSteps(nil, ix.strong.of(word)), ix.packSections(ix.heads.of(word)), prose}
}

func packSteps(to []byte, ascending []uint32) []byte {
	last := 0
	for _, n := range ascending {
		to = number(to, int(n)-last)
		last = int(n)
	}
	return to
}

func (ix *Index) packSections(sections []uint32) []byte {
	var to []byte
	last := 0
	for _, s := range sections {
		d := ix.sections[s].document
		to = number(number(to, d-last), int(s)-ix.documents[d].first)
		last = d
	}
	return to
}

// digits are the characters of numbers: 60 that end a number, then 26 that do not. All of them are plain in JSON.
const digits = "#$%()*+,-./0123456789:;=?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]^_`abcdefghijklmnopqrstuvwxyz{}~"

// number appends a number, lowest digit first.
func number(to []byte, n int) []byte {
	for n >= 60 {
		n -= 60
		to = append(to, digits[60+n%26])
		n /= 26
	}
	return append(to, digits[n])
}
