package search

import (
	"encoding/json"
	"slices"
	"strings"
)

// Path is where the index is shipped, relative to the site's root.
const Path = "search/index.js"

// format is the version of the shipped form. The browser refuses any other.
const format = 1

// shipped is the index as the browser gets it, the argument of one call: remitSearch({…}). It is data only, and safe in
// any HTML, since < > & and the line separators are escaped.
//
// Lists of numbers are text: a number below 60 is one character, a larger one goes on in base 26 (see [number]). Lists
// of one word end at a bar, and an ascending list holds the steps between its numbers.
type shipped struct {
	Format   int      `json:"format"`
	IDs      []string `json:"ids"`
	Titles   []string `json:"titles"`
	Lengths  string   `json:"lengths"`
	Address  []string `json:"addresses"` // a star stands for the id
	Headings []string `json:"headings"`  // every distinct one, sorted
	Anchors  []string `json:"anchors"`   // by heading; a star stands for the heading in small letters with hyphens
	Sections string   `json:"sections"`  // by document: which headings, then a bar
	Words    string   `json:"words"`     // a capital (letters shared with the word before, at most 25), then the rest
	Strong   string   `json:"strong"`    // by word: documents*fields + field
	Heads    string   `json:"heads"`     // by word: sections
	Prose    string   `json:"prose"`     // by word: sections, or after an exclamation mark documents
}

// Files returns what the site ships. The same index gives the same bytes.
func (ix *Index) Files() []File {
	var s shipped
	s.Format = format
	s.IDs, s.Titles, s.Address = []string{}, []string{}, []string{}
	var lengths []byte
	for _, d := range ix.documents {
		s.IDs = append(s.IDs, d.id)
		s.Titles = append(s.Titles, d.title)
		s.Address = append(s.Address, shortened(d.address, d.id))
		lengths = number(lengths, d.length)
	}
	s.Lengths = string(lengths)
	ix.shipSections(&s)
	s.Words = ix.shipWords()
	s.Strong = ix.ship(ix.strong, nil)
	s.Heads = ix.ship(ix.heads, nil)
	s.Prose = ix.ship(ix.prose, ix.spread)
	data, err := json.Marshal(s)
	if err != nil {
		panic(err) // strings and numbers always marshal
	}
	return []File{{Path: Path, Data: slices.Concat([]byte("remitSearch("), data, []byte(");\n"))}}
}

// shortened returns text with the first stand of what replaced by a star. Text that has a star of its own is kept, after
// an exclamation mark.
func shortened(text, what string) string {
	if strings.ContainsAny(text, "*!") {
		return "!" + text
	}
	if what == "" {
		return text
	}
	return strings.Replace(text, what, "*", 1)
}

// shipSections names each distinct pair of heading and anchor once.
func (ix *Index) shipSections(s *shipped) {
	pairs := make([]place, 0, len(ix.sections))
	for _, p := range ix.sections {
		pairs = append(pairs, place{heading: p.heading, anchor: p.anchor})
	}
	slices.SortFunc(pairs, comparePlaces)
	pairs = slices.Compact(pairs)
	s.Headings, s.Anchors = []string{}, []string{}
	for _, p := range pairs {
		s.Headings = append(s.Headings, p.heading)
		s.Anchors = append(s.Anchors, shortened(p.anchor, hyphened(p.heading)))
	}
	var numbers []byte
	for i, d := range ix.documents {
		for _, p := range ix.sections[d.first:ix.after(i)] {
			at, _ := slices.BinarySearchFunc(pairs, p, comparePlaces)
			numbers = number(numbers, at)
		}
		numbers = append(numbers, '|')
	}
	s.Sections = string(numbers)
}

// after returns the first section after those of a document.
func (ix *Index) after(document int) int {
	if document+1 < len(ix.documents) {
		return ix.documents[document+1].first
	}
	return len(ix.sections)
}

func comparePlaces(a, b place) int {
	if c := strings.Compare(a.heading, b.heading); c != 0 {
		return c
	}
	return strings.Compare(a.anchor, b.anchor)
}

// hyphened returns the usual anchor of a heading: small letters and digits, hyphens for spaces, nothing else.
func hyphened(heading string) string {
	var b strings.Builder
	for _, c := range heading {
		switch {
		case c >= 'A' && c <= 'Z':
			b.WriteRune(c + 'a' - 'A')
		case c >= 'a' && c <= 'z', c >= '0' && c <= '9', c == '-', c == '_':
			b.WriteRune(c)
		case c == ' ':
			b.WriteByte('-')
		}
	}
	return b.String()
}

// shipWords writes the sorted words, each without the letters it shares with the one before. No word has a capital.
func (ix *Index) shipWords() string {
	var b strings.Builder
	for i, w := range ix.words {
		shared := min(ix.common[i], 25)
		b.WriteByte('A' + byte(shared))
		b.WriteString(string([]rune(w)[shared:]))
	}
	return b.String()
}

func (ix *Index) ship(places postings, spread []bool) string {
	var b []byte
	for w := range ix.words {
		list := places.of(w)
		if spread != nil && spread[w] {
			b = append(b, '!')
		}
		last := 0
		for _, n := range list {
			b = number(b, int(n)-last)
			last = int(n)
		}
		b = append(b, '|')
	}
	return string(b)
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
