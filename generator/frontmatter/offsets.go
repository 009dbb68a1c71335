package frontmatter

import (
	"sort"
	"unicode/utf8"
)

// A builder turns the nodes of the YAML library, which know the line and column where they begin, into nodes that know
// every byte.
type builder struct {
	r     *Reader
	text  []byte // what was parsed
	base  int    // where it stands in the file
	flow  int    // how many brackets are open
	loose int    // the first line of a value that is not indented below its key; 0 for none
	lines []int
	// The last offset asked for. Nodes come in the order of the text, so that counting on from there keeps a long line
	// from being counted again for each of its values.
	line, column, last int
}

func newBuilder(r *Reader, text []byte, base int) *builder {
	b := &builder{r: r, text: text, base: base, lines: []int{0}, line: 1, column: 1}
	for i, c := range text {
		if c == '\n' {
			b.lines = append(b.lines, i+1)
		}
	}
	return b
}

// offset returns the place in the file of a line and a column of the parsed text, both counted from 1.
func (b *builder) offset(line, column int) int {
	line = min(max(line, 1), len(b.lines))
	if line != b.line || column < b.column {
		b.line, b.column, b.last = line, 1, b.lines[line-1]
	}
	for ; b.column < column && b.last < len(b.text) && b.text[b.last] != '\n'; b.column++ {
		_, size := utf8.DecodeRune(b.text[b.last:])
		b.last += size
	}
	return b.base + b.last
}

func (b *builder) byteAt(offset int) byte {
	if offset -= b.base; offset >= 0 && offset < len(b.text) {
		return b.text[offset]
	}
	return 0
}

// lineOf returns the line (from 0) in which an offset of the parsed text lies.
func (b *builder) lineOf(offset int) int { return sort.SearchInts(b.lines, offset+1) - 1 }
