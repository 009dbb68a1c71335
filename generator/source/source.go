// Package source gives every word a place.
//
// A [File] is the text of one file as it was read. A [Span] is a stretch of it, and a [Position] is where a person
// looks for it: line and column, both counted from 1, the column in characters (Unicode code points), as editors do.
// Everything that is loaded carries a Span, so that every finding can point.
//
// Package source knows neither YAML nor Markdown nor playbooks, and reads no disk: callers hand it bytes.
package source

import (
	"bytes"
	"sort"
	"strings"
	"unicode/utf8"
)

// A File is one text with its path (relative to the site, with forward slashes).
type File struct {
	Path  string
	Text  []byte
	lines []int // byte offset of the first byte of every line
}

// NewFile returns the file of path with text. The text is not copied and must not change.
func NewFile(path string, text []byte) *File {
	lines := []int{0}
	for i := 0; ; {
		n := bytes.IndexByte(text[i:], '\n')
		if n < 0 {
			break
		}
		i += n + 1
		lines = append(lines, i)
	}
	return &File{Path: path, Text: text, lines: lines}
}

var byteOrderMark = []byte("\ufeff")

// Offset returns the byte offset of a line and a column (both from 1, the column in characters), brought inside the text.
func (f *File) Offset(line, column int) int {
	if line < 1 {
		return 0
	}
	if line > len(f.lines) {
		return len(f.Text)
	}
	at := f.lines[line-1]
	for ; column > 1 && at < len(f.Text) && f.Text[at] != '\n'; column-- {
		_, size := utf8.DecodeRune(f.Text[at:])
		at += size
	}
	return at
}

// Line returns the text of a line (from 1) without its end.
func (f *File) Line(line int) string {
	if line < 1 || line > len(f.lines) {
		return ""
	}
	end := len(f.Text)
	if line < len(f.lines) {
		end = f.lines[line] - 1
	}
	return strings.TrimSuffix(string(f.Text[f.lines[line-1]:end]), "\r")
}

// Span returns the stretch of f from start up to end, in bytes.
func (f *File) Span(start, end int) Span { return Span{File: f, Start: start, End: end} }

// A Position is a line and a column, both counted from 1; the column counts characters.
type Position struct{ Line, Column int }

// A Span is a stretch of a file, in bytes, End exclusive. The zero Span is no place: the thing was not written.
type Span struct {
	File       *File
	Start, End int
}

// IsZero reports whether the span is no place.
func (s Span) IsZero() bool { return s.File == nil }

// From returns the position of the first character.
func (s Span) From() Position { return s.position(s.Start) }

// To returns the position just after the last character.
func (s Span) To() Position { return s.position(s.End) }

func (s Span) position(offset int) Position {
	if s.File == nil {
		return Position{Line: 1, Column: 1}
	}
	return s.File.Position(offset)
}

// Position returns the line and column of a byte offset; an offset outside the text is brought inside.
func (f *File) Position(offset int) Position {
	offset = min(max(offset, 0), len(f.Text))
	line := sort.SearchInts(f.lines, offset+1) - 1
	column := utf8.RuneCount(f.Text[f.lines[line]:offset]) + 1
	if line == 0 && bytes.HasPrefix(f.Text, byteOrderMark) && offset >= len(byteOrderMark) {
		column-- // editors do not show the mark
	}
	return Position{Line: line + 1, Column: column}
}

// Text returns the words of the span.
func (s Span) Text() string {
	if s.File == nil || s.Start < 0 || s.End > len(s.File.Text) || s.Start > s.End {
		return ""
	}
	return string(s.File.Text[s.Start:s.End])
}

// Before orders spans by path, then by place.
func (s Span) Before(t Span) bool {
	if s.Path() != t.Path() {
		return s.Path() < t.Path()
	}
	if s.Start != t.Start {
		return s.Start < t.Start
	}
	return s.End < t.End
}

// Path returns the path of the file, or "" for no place.
func (s Span) Path() string {
	if s.File == nil {
		return ""
	}
	return s.File.Path
}
