package adopt

import (
	"bytes"
	"regexp"
)

// Relink gives a link of the draft another address, where it stands or, for one that names a reference, where that is
// defined. It reports whether it found the address as it was written.
func (d *Draft) Relink(l Link, to string) bool {
	old := regexp.QuoteMeta(l.Destination)
	inline := regexp.MustCompile(`(\]\(\s*<?)` + old + `([)>\s])`)
	defined := regexp.MustCompile(`(?m)^( {0,3}\[[^\]\n]+\]:[ \t]*<?)` + old + `(>|\s|$)`)
	begin := lineStart(d.Text, l.Line)
	end := lineStart(d.Text, l.Line+3) // the words of a link can take a few lines
	with := []byte("${1}" + string(bytes.ReplaceAll([]byte(to), []byte("$"), []byte("$$"))) + "${2}")
	if part := d.Text[begin:end]; inline.Match(part) {
		d.Text = bytes.Join([][]byte{d.Text[:begin], inline.ReplaceAll(part, with), d.Text[end:]}, nil)
		return true
	}
	if defined.Match(d.Text) {
		d.Text = defined.ReplaceAll(d.Text, with)
		return true
	}
	return bytes.Contains(d.Text[begin:end], []byte(to)) // an equal link before it has been mended with it
}

// lineStart returns where a line begins, which is counted from 1; the end of the text when it has fewer.
func lineStart(text []byte, line int) int {
	at := 0
	for n := 1; n < line; n++ {
		eol := bytes.IndexByte(text[at:], '\n')
		if eol < 0 {
			return len(text)
		}
		at += eol + 1
	}
	return at
}
