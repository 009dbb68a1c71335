package source_test

import (
	"testing"

	"remit/generator/source"
)

func TestPositions(t *testing.T) {
	for _, row := range []struct {
		name, text   string
		offset       int
		line, column int
	}{
		{"the beginning", "a\nb", 0, 1, 1},
		{"after a line end", "a\nb", 2, 2, 1},
		{"the end", "a\nb", 3, 2, 2},
		{"beyond the end", "a\nb", 99, 2, 2},
		{"before the beginning", "a\nb", -1, 1, 1},
		{"columns count characters", "Ünï x", len("Ünï "), 1, 5},
		{"a byte order mark has no column", "\ufeffab", len("\ufeffa"), 1, 2},
		{"nor has it on the next line", "\ufeffa\nb", len("\ufeffa\n"), 2, 1},
		{"CRLF", "a\r\nb", 3, 2, 1},
		{"an empty file", "", 0, 1, 1},
	} {
		at := source.NewFile("x.md", []byte(row.text)).Position(row.offset)
		if at.Line != row.line || at.Column != row.column {
			t.Errorf("%s: %d:%d, want %d:%d", row.name, at.Line, at.Column, row.line, row.column)
		}
	}
}

func TestOffsetIsTheWayBack(t *testing.T) {
	text := "title: Ünïted\r\nwhen: x\n\nlast"
	f := source.NewFile("x.md", []byte(text))
	for offset := range text {
		if text[offset] == '\n' {
			continue // a line end has no column of its own
		}
		at := f.Position(offset)
		if got := f.Offset(at.Line, at.Column); got != offset {
			t.Errorf("offset %d is %d:%d, and back %d", offset, at.Line, at.Column, got)
		}
	}
}

func TestSpans(t *testing.T) {
	f := source.NewFile("x.md", []byte("one two\r\nthree"))
	s := f.Span(4, 7)
	if s.Text() != "two" || s.Path() != "x.md" || s.From() != (source.Position{Line: 1, Column: 5}) || s.To() != (source.Position{Line: 1, Column: 8}) {
		t.Errorf("span: %q %s %v %v", s.Text(), s.Path(), s.From(), s.To())
	}
	if f.Line(1) != "one two" || f.Line(2) != "three" || f.Line(3) != "" || f.Line(0) != "" {
		t.Errorf("lines: %q %q %q", f.Line(1), f.Line(2), f.Line(3))
	}
	none := source.Span{}
	if !none.IsZero() || none.Path() != "" || none.Text() != "" || f.Span(0, 1).IsZero() {
		t.Error("the zero span is not no place")
	}
	if !f.Span(0, 1).Before(s) || s.Before(f.Span(0, 1)) || !none.Before(s) {
		t.Error("spans are not ordered by path and place")
	}
}
