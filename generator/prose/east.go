package prose

import (
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// Chinese, Japanese and Korean are written without spaces between words, and the standard makes **重要。**続き no bold
// because a full stop is before the stars and a letter behind. Here their characters and punctuation count as letters
// between which emphasis may begin and end, as in the "CJK-friendly" amendment to the standard; nothing changes for text
// without them.

// flanks sets again whether a delimiter may open and close, where a neighbour is of an eastern script.
func flanks(d *parser.Delimiter, before, after rune) {
	if !eastern(before) && !eastern(after) || d.Char == '_' {
		return
	}
	open, end := util.IsSpaceRune(before), util.IsSpaceRune(after)
	pointBefore := util.IsPunctRune(before) && !eastern(before)
	pointAfter := util.IsPunctRune(after) && !eastern(after)
	d.CanOpen = !end && (!pointAfter || open || pointBefore || eastern(before))
	d.CanClose = !open && (!pointBefore || end || pointAfter || eastern(after))
}

// runeBehind returns the character behind a delimiter, a space at the end of the line.
func runeBehind(reader text.Reader) rune {
	line, _ := reader.PeekLine()
	if len(line) == 0 {
		return ' '
	}
	r, _ := utf8.DecodeRune(line)
	return r
}

// endsAddress reports whether no address goes on at a character: spaces of any width, and the punctuation of eastern
// scripts. Their letters may stand in an address.
func endsAddress(r rune) bool {
	if r < utf8.RuneSelf {
		return r <= ' ' || r == '<' || r == 0x7f
	}
	return unicode.IsSpace(r) || eastern(r) && (unicode.IsPunct(r) || unicode.IsSymbol(r)) || r == '“' || r == '”' || r == '…'
}

// eastern reports whether a character is of a script that is written without spaces, or its punctuation.
func eastern(r rune) bool {
	switch {
	case r < 0x1100, r == 0x3000: // the wide space is a space
		return false
	case r < 0x1200, 0x2e80 <= r && r < 0xa4d0, 0xa960 <= r && r < 0xa980, 0xac00 <= r && r < 0xd800:
		return true
	case 0xf900 <= r && r < 0xfb00, 0xfe30 <= r && r < 0xfe50, 0xff00 <= r && r < 0xfff0, 0x1b000 <= r && r < 0x1b300, 0x20000 <= r && r < 0x40000:
		return true
	}
	return false
}
