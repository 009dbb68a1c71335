package search

import "strings"

// Chunks returns how a text is cut: a line a chunk, its words and, after an equals sign, its compound.
func Chunks(text string) string {
	var b strings.Builder
	for s := (scanner{text: text}); s.next(); {
		for part := range s.ends {
			b.Write(s.word(part))
			b.WriteByte(' ')
		}
		whole, _ := s.compound()
		b.WriteString("=" + string(whole) + "\n")
	}
	return b.String()
}
