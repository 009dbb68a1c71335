package frontmatter

import "bytes"

// LineAt returns the line that begins at an offset, with its end.
func LineAt(text []byte, at int) []byte {
	if eol := bytes.IndexByte(text[at:], '\n'); eol >= 0 {
		return text[at : at+eol+1]
	}
	return text[at:]
}

func LeadingBlanks(text []byte) int { return len(text) - len(bytes.TrimLeft(text, " \t\r\n")) }

func blank(c byte) bool { return c == ' ' || c == '\t' || c == '\n' || c == '\r' }
