package frontmatter

import (
	"bytes"
	"regexp"
	"strconv"
	"strings"

	"remit/generator/words"
)

// This file finds what no reviewer sees, or what nobody meant to commit: characters that turn the direction of the text,
// and the marks of a merge that was never finished.

// entity matches a character that is written as its number in Markdown.
var entity = regexp.MustCompile(`&#(?:[xX]([0-9a-fA-F]{1,6})|([0-9]{1,7}));`)

// ReportBidi reports the characters in a Markdown text that turn its direction, each kind at its first place. Code is looked at,
// too: that is where they do most harm.
func (r *Reader) ReportBidi(body int) {
	text := r.File.Text[body:]
	seen := map[rune]bool{}
	report := func(c rune, at, end int) {
		if name := BidiName(c); name != "" && !seen[c] {
			seen[c] = true
			r.Report("syntax", r.File.Span(body+at, body+end), "delete it: text in either direction is shown correctly without it", "%s stands here", name)
		}
	}
	for i := 0; i < len(text); {
		next := bytes.IndexByte(text[i:], 0xE2) // the first byte of all of them
		if next < 0 {
			break
		}
		i += next
		if i+3 <= len(text) {
			report([]rune(string(text[i : i+3]))[0], i, i+3)
		}
		i++
	}
	if !bytes.Contains(text, []byte("&#")) {
		return
	}
	for _, m := range entity.FindAllSubmatchIndex(text, -1) {
		base, digits := 16, m[2:4]
		if m[2] < 0 {
			base, digits = 10, m[4:6]
		}
		if n, err := strconv.ParseInt(string(text[digits[0]:digits[1]]), base, 32); err == nil {
			report(rune(n), m[0], m[1])
		}
	}
}

// A conflict is where the three marks of an unfinished merge begin, and where its last line ends.
type conflict struct{ ours, middle, theirs, end int }

// ReportConflicts finds and reports the marks of unfinished merges. Behind body, in Markdown, what stands in a fenced block of
// code is left alone: a page may show them.
func (r *Reader) ReportConflicts(body int) {
	text := r.File.Text
	if !bytes.Contains(text, []byte("<<<<<<<")) || !bytes.Contains(text, []byte(">>>>>>>")) {
		return
	}
	open, fence := conflict{ours: -1}, ""
	for i := 0; i < len(text); i += len(LineAt(text, i)) {
		line := LineAt(text, i)
		if fence = InFence(fence, line, i >= body); fence != "" && open.ours < 0 {
			continue // a fence that one of two versions opens does not hide the marks between them
		}
		switch {
		case isMark(line, '<'):
			open = conflict{ours: i, middle: -1}
		case isMark(line, '=') && open.ours >= 0:
			open.middle = i
		case isMark(line, '>') && open.ours >= 0 && open.middle >= 0:
			open.theirs, open.end = i, i+len(line)
			r.unfinished(open)
			open = conflict{ours: -1}
		}
	}
}

// InFence returns the sign of the block of code that is open behind a line; "" for none.
func InFence(fence string, line []byte, markdown bool) string {
	words := bytes.TrimSpace(line)
	switch {
	case !markdown:
		return ""
	case fence != "":
		if bytes.HasPrefix(words, []byte(fence)) {
			return ""
		}
	case bytes.HasPrefix(words, []byte("```")), bytes.HasPrefix(words, []byte("~~~")):
		return string(words[:3])
	}
	return fence
}

// isMark reports whether a line is a mark of a merge: seven signs, and nothing or a blank behind them.
func isMark(line []byte, sign byte) bool {
	line = bytes.TrimRight(line, "\r\n")
	return bytes.HasPrefix(line, []byte(strings.Repeat(string(sign), 7))) && (len(line) == 7 || line[7] == ' ')
}

func (r *Reader) unfinished(c conflict) {
	r.merges = append(r.merges, c)
	mark := func(at int) string { return string(bytes.TrimRight(LineAt(r.File.Text, at), " \r\n")) }
	r.Report("syntax", r.File.Span(c.ours, c.ours+len(mark(c.ours))), "keep what is right of the two versions, and delete the three lines of marks",
		"a merge was not finished here: %s begins one version, the other ends on line %d", words.Quote(mark(c.ours)), r.File.Position(c.theirs).Line)
	r.Relate(r.File.Span(c.middle, c.middle+len(mark(c.middle))), "the other version begins here")
	r.Relate(r.File.Span(c.theirs, c.theirs+len(mark(c.theirs))), "it ends here")
}

// keepOurs blanks the marks of merges and their second versions in a text that stands in the file from start on, so that
// the rest can be read: the mistakes of one version, each once.
func (r *Reader) keepOurs(text []byte, start int) {
	for _, c := range r.merges {
		blankOut(text, c.ours-start, c.ours-start+len(LineAt(r.File.Text, c.ours)))
		blankOut(text, c.middle-start, c.end-start)
	}
}

// blankOut puts spaces in the place of everything but the ends of lines.
func blankOut(text []byte, from, to int) {
	for i := max(from, 0); i < min(to, len(text)); i++ {
		if text[i] != '\n' {
			text[i] = ' '
		}
	}
}
