package load

import "remit/generator/source"

// scalar is decoded YAML text that remembers the place of each of its bytes.
type scalar struct {
	text       string
	file       *source.File
	at         []int // at[i] is the file offset of text[i], with one entry more for the end; nil: contiguous from start
	start, end int   // of the text in the file
}

// span returns the place of text[from:to].
func (s scalar) span(from, to int) source.Span {
	return s.file.Span(s.offset(from), s.offset(to))
}

// whole returns the place of all of the text.
func (s scalar) whole() source.Span { return s.file.Span(s.start, s.end) }

func (s scalar) offset(i int) int {
	if s.at == nil {
		return s.start + min(max(i, 0), len(s.text))
	}
	return s.at[min(max(i, 0), len(s.at)-1)]
}
