package condition

import "remit/generator/source"

// Scalar is decoded YAML text that remembers the place of each of its bytes.
type Scalar struct {
	Text       string
	File       *source.File
	At         []int // at[i] is the file offset of text[i], with one entry more for the end; nil: contiguous from start
	Start, End int   // of the text in the file
}

// span returns the place of text[from:to].
func (s Scalar) span(from, to int) source.Span {
	return s.File.Span(s.offset(from), s.offset(to))
}

// whole returns the place of all of the text.
func (s Scalar) whole() source.Span { return s.File.Span(s.Start, s.End) }

func (s Scalar) offset(i int) int {
	if s.At == nil {
		return s.Start + min(max(i, 0), len(s.Text))
	}
	return s.At[min(max(i, 0), len(s.At)-1)]
}
