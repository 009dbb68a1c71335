// Package search finds documents by the words that somebody in a hurry remembers: half a title, an alert name, an error
// code, a word with a slip of the finger in it.
//
// [Build] turns documents into an [Index], [Index.Search] asks it, and [Index.Files] writes it as the classic script
// that a browser loads. The browser's engine (static/client/search) is this one written twice: the same words, the same
// whole numbers, the same order. Change both in one commit; a test runs both and allows no difference.
//
// # What matches
//
// Text is folded (case, accents, full width) and cut into words. CheckoutErrorRateHigh, ERR-4312 and checkout-api are
// found whole and by their parts, with or without what joins them. A word of a query matches itself, its inflections,
// what it begins, and what is one slip away (two from eight letters on; a swap of neighbours is one slip; words with
// digits never match by a slip, since ERR-4312 is not ERR-4313).
//
// # What ranks
//
// Every word of the query adds its best place in the document: a title or alert outweighs a heading, a heading a tag, and
// all of them outweigh prose, which breaks ties; codes count in prose too. Rare words weigh more than common ones. No
// word is required. The headings and codes of one section add up, and the section with the most is the one reported.
// Scores are whole numbers; what scores alike stays in the order of the documents.
//
// Package search knows neither playbooks nor Markdown nor files: callers hand it text, and it hands back bytes.
package search

// A Document is something to be found.
type Document struct {
	ID      string // the name that results carry
	Title   string
	Address string // relative to the site's root
	Alerts  []string
	Aliases []string // former addresses and names
	Tags    []string
	Names   []string // what the document is about: workload, roles, titles of actions
	// Sections are its stretches of prose in order; what stands before the first heading is a section without one.
	Sections []Section
}

// A Section is a heading with the text below it.
type Section struct {
	Heading string
	Anchor  string // the fragment that leads to it, without the number sign
	Text    string
	Code    []string // what is set as code; compounds in it are kept whole
}

// A Result is a document that matched, at the section that matched best.
type Result struct {
	Document int // its number among the documents of the index
	ID       string
	Title    string
	Address  string
	Section  string // the heading, or "" when the document as a whole is the answer
	Anchor   string
	Score    int
}

// A File is one file of the shipped index. Path is relative to the site's root.
type File struct {
	Path string
	Data []byte
}

// An Index answers queries. It does not change, and may be asked by many at once.
type Index struct {
	documents []entry
	sections  []place
	words     []string // sorted
	common    []int    // how many letters each word shares with the one before
	strong    postings // by word: document*fields + field, its best field in each document
	heads     postings // by word: sections whose heading has it
	prose     postings // by word: sections, or documents where spread says so
	spread    []bool   // by word: too widespread in prose for its sections to be worth their bytes
}

type entry struct {
	id, title, address string
	length             int // words of the title
	first              int // its first section; it has those up to the next document's first
}

type place struct {
	document        int
	heading, anchor string
}

// postings holds one ascending list of numbers for every word, end to end.
type postings struct {
	starts []int // one more than there are words
	items  []uint32
}

func (p postings) of(word int) []uint32 { return p.items[p.starts[word]:p.starts[word+1]] }

// A field is where in a document a word stands, weightiest first.
type field int

const (
	inTitle field = iota
	inAlert
	inAlias
	inName
	inTag
	fields // how many there are
)

// Weights of the places. They are the taste of the whole package: prose stays so far below the rest that it only breaks
// ties, save for codes, which people look for wherever they stand.
const (
	headingWeight = 40
	codeWeight    = 40 // letters and digits, such as err4312
	numberWeight  = 12 // digits alone, such as 4312
	proseWeight   = 2
)

func (f field) weight() int { return [...]int{64, 64, 40, 28, 24}[f] }
