package search

import (
	"fmt"
	"slices"
	"strings"
)

// An excerpt is what results show of a chunk of documents. Titles that stand in the core are not here again.
type excerpt struct {
	Part string `json:"part"`
	*titles
	headings
}

// shipChunks writes chunks of documents, which are larger when they hold headings alone.
func (ix *Index) shipChunks(c *core) []File {
	c.Chunk = headingChunk
	if !ix.inCore {
		c.Chunk = chunk
	}
	var files []File
	for at := 0; at < len(ix.documents); at += c.Chunk {
		end := min(at+c.Chunk, len(ix.documents))
		part := excerpt{Part: fmt.Sprintf("t%d", at/c.Chunk), headings: ix.shipHeadings(at, end)}
		if !ix.inCore {
			part.titles = ix.shipTitles(at, end)
		}
		files = append(files, named(part.Part, part, &c.Names[2]))
	}
	return files
}

// titles is what is known of documents but for their text.
type titles struct {
	Titles    []string `json:"titles"`
	IDs       []string `json:"ids"`       // a star stands for the title in small letters with hyphens
	Addresses []string `json:"addresses"` // a star stands for the id
	Values    []string `json:"values"`    // every distinct note
	Notes     string   `json:"notes"`     // by document: which values, then a bar
}

func (ix *Index) shipTitles(from, to int) *titles {
	t := titles{Titles: []string{}, IDs: []string{}, Addresses: []string{}, Values: []string{}}
	at := map[string]int{}
	var notes []byte
	for _, d := range ix.documents[from:to] {
		t.Titles = append(t.Titles, d.title)
		t.IDs = append(t.IDs, shortened(d.id, hyphened(d.title)))
		t.Addresses = append(t.Addresses, shortened(d.address, d.id))
		for _, note := range d.notes {
			if _, known := at[note]; !known {
				at[note] = len(t.Values)
				t.Values = append(t.Values, note)
			}
			notes = number(notes, at[note])
		}
		notes = append(notes, '|')
	}
	t.Notes = string(notes)
	return &t
}

// headings names each distinct pair of heading and anchor once.
type headings struct {
	Headings []string `json:"headings"` // sorted
	Anchors  []string `json:"anchors"`  // a star stands for the heading in small letters with hyphens
	Sections string   `json:"sections"` // by document: which headings, then a bar
}

func (ix *Index) shipHeadings(from, to int) headings {
	var pairs []place
	for d := from; d < to; d++ {
		for _, p := range ix.sections[ix.documents[d].first:ix.after(d)] {
			pairs = append(pairs, place{heading: p.heading, anchor: p.anchor})
		}
	}
	slices.SortFunc(pairs, comparePlaces)
	pairs = slices.Compact(pairs)
	h := headings{Headings: []string{}, Anchors: []string{}}
	for _, p := range pairs {
		h.Headings = append(h.Headings, p.heading)
		h.Anchors = append(h.Anchors, shortened(p.anchor, hyphened(p.heading)))
	}
	var numbers []byte
	for d := from; d < to; d++ {
		for _, p := range ix.sections[ix.documents[d].first:ix.after(d)] {
			at, _ := slices.BinarySearchFunc(pairs, p, comparePlaces)
			numbers = number(numbers, at)
		}
		numbers = append(numbers, '|')
	}
	h.Sections = string(numbers)
	return h
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

// values is what documents can be filtered by.
type values struct {
	Part      string     `json:"part"`
	Values    [][]string `json:"values"`    // by facet
	Documents []string   `json:"documents"` // by facet: by value, steps from one document to the next, then a bar
}

func (ix *Index) shipFacets(c *core) values {
	v := values{Part: "f0"}
	for _, f := range ix.facets {
		c.Facets = append(c.Facets, f.name)
		v.Values = append(v.Values, append([]string{}, f.values...))
		var packed []byte
		for _, list := range f.documents {
			last := 0
			for _, d := range list {
				packed = number(packed, d-last)
				last = d
			}
			packed = append(packed, '|')
		}
		v.Documents = append(v.Documents, string(packed))
	}
	return v
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
