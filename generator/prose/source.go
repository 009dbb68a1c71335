package prose

import (
	"bytes"
	"sort"
)

// source is the Markdown of a file with one newline at the end of each line: the parser is not at home with carriage
// returns. It knows the way back to the file.
type source struct {
	text    []byte
	start   int   // of text in the file
	dropped []int // the offsets in text before which a carriage return was left out
}

func newSource(file []byte, start int) *source {
	s := &source{text: file[start:], start: start}
	if bytes.IndexByte(s.text, '\r') < 0 {
		return s
	}
	text := make([]byte, 0, len(s.text))
	for i, c := range s.text {
		switch {
		case c != '\r':
			text = append(text, c)
		case i+1 < len(s.text) && s.text[i+1] == '\n':
			s.dropped = append(s.dropped, len(text))
		default:
			text = append(text, '\n')
		}
	}
	s.text = text
	return s
}

// offset returns the place in the file of a place in the text.
func (s *source) offset(at int) int {
	return s.start + at + sort.SearchInts(s.dropped, at)
}
