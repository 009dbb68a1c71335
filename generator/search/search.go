// Package search finds documents by the words that somebody in a hurry remembers: half a title, an alert name, an error
// code, a word with a slip of the finger in it.
//
// [Build] turns documents into an [Index], [Index.Ask] asks it, and [Index.Ship] writes it as classic scripts that a
// browser loads. The browser's engine (static/client/search) is this one written twice: the same words, the same whole
// numbers, the same order. Change both in one commit; a test runs both and allows no difference.
//
// # What matches
//
// Text is folded (case, accents, full width) and cut into words. CheckoutErrorRateHigh, ERR-4312 and checkout-api are
// found whole and by their parts, with or without what joins them; so are EdgeHTTP5xxHigh and 500ms, where letters and
// digits meet. A word of a query matches itself, its inflections, what it begins, and what is one slip away (two from
// eight letters on; a swap of neighbours is one slip; words with digits never match by a slip, since ERR-4312 is not
// ERR-4313, and none leads to a word that says little), what the site calls its synonym, and words that it is made of
// (rollback: roll back). The last word, while nothing else answers it, may have slips in what is typed of it.
//
// # What ranks
//
// Every word of the query adds its best place in the document: a title or alert outweighs a heading, a heading a tag, and
// all of them outweigh prose, which breaks ties; codes count in prose too. A code or a name of several words that is found
// whole takes the weight off its parts. Rare words weigh more than common ones. No word is required; those that say little
// decide between what is found without them. A title that is typed exactly comes first. The headings and codes of one
// section add up, and the section with the most is the one reported. Scores are whole numbers; what scores alike stays in
// the order of the documents, after shorter titles.
//
// # Parts
//
// A browser loads a core first: the words that matter most, and where the most sought of them stand. All other words are
// dealt, in alphabetical order, to shards; titles and headings come in chunks of documents. What a query needs is decided
// by the core alone (see homes in expand.go), so that it is known after one request and loaded with the next few. The
// rules that keep a query from needing half the index hold here too, though all of it is at hand: with parts or without,
// a query finds the same.
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
	Facets   [][]string // what it can be filtered by, in the order of [Options.Facets]
	Notes    []string   // what results show beside the title; nothing is found by them
}

// A Section is a heading with the text below it.
type Section struct {
	Heading string
	Anchor  string // the fragment that leads to it, without the number sign
	Text    string
	Code    []string // what is set as code; compounds in it are kept whole
}

// Options say what goes for all documents.
type Options struct {
	Facets   []string   // the kinds of facets, such as Workload
	Synonyms [][]string // groups of words or phrases that mean one thing
}

// A Query is what somebody asks.
type Query struct {
	Text   string
	Limit  int      // how many results at most
	Near   int      // none that scores less than so many hundredths of the best; 0 for no such bound
	Chunks int      // from how many chunks of documents at most, if titles are not in the core, and of a second only the first few; 0 for no such bound
	Only   []Choice // documents must have them all
}

// A Choice is a value of a facet.
type Choice struct {
	Facet int
	Value string
}

// An Answer is what a query finds.
type Answer struct {
	Results []Result // best first
	Found   int      // how many documents matched in all
	Meant   string   // the query in the words of the index, when a word of it was found by a slip alone; else ""
}

// A Result is a document that matched, at the section that matched best.
type Result struct {
	Document int // its number among the documents of the index
	ID       string
	Title    string
	Address  string
	Section  string  // the heading, or "" when the document as a whole is the answer
	Anchor   string  // of the section
	More     []Place // other sections that matched, best first; two at most
	Score    int
}

// A Place is a section that results lead to.
type Place struct{ Heading, Anchor string }

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
	facets    []facet
	synonyms  [][][]string // groups of phrases of folded words
	division
}

type entry struct {
	id, title, address string
	notes              []string
	length             int // words of the title that tell anything, compounds being one
	first              int // its first section; it has those up to the next document's first
}

type place struct {
	document        int
	heading, anchor string
}

// A facet is a kind of value with, for each of its values, the documents that have it, in order.
type facet struct {
	name      string
	values    []string // sorted
	documents [][]int
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
	nameWeight    = 64 // codes and other names of several words, asked for whole
	codeWeight    = 40 // letters and digits, such as err4312
	numberWeight  = 12 // digits alone, such as 4312
	proseWeight   = 2
)

// namedTwice is how often a name counts that is asked for whole and stands in a title, as an alert or the like: its words,
// which count little beside it, would have made up as much.
const namedTwice = 2

func (f field) weight() int { return [...]int{64, 64, 40, 28, 24}[f] }
