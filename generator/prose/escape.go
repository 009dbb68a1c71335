package prose

import (
	"bytes"
	"strconv"
	"unicode/utf8"

	"github.com/yuin/goldmark/util"
)

const replacement = "\ufffd"

// appendEscaped writes plain text as HTML, fit for the text of an element and for an attribute in double quotes. NUL and
// bytes that are no UTF-8 become the replacement character.
func appendEscaped[T string | []byte](dst []byte, s T) []byte {
	last := 0
	for i := 0; i < len(s); {
		var with string
		size := 1
		switch c := s[i]; {
		case c == '&':
			with = "&amp;"
		case c == '<':
			with = "&lt;"
		case c == '>':
			with = "&gt;"
		case c == '"':
			with = "&quot;"
		case c == 0:
			with = replacement
		case c < utf8.RuneSelf:
			i++
			continue
		default:
			var r rune
			r, size = utf8.DecodeRuneInString(string(s[i:min(i+utf8.UTFMax, len(s))]))
			if r != utf8.RuneError || size > 1 {
				i += size
				continue
			}
			with = replacement
		}
		dst = append(append(dst, s[last:i]...), with...)
		i += size
		last = i
	}
	return append(dst, s[last:]...)
}

// appendPlain undoes appendEscaped.
func appendPlain(dst, html []byte) []byte {
	for {
		i := bytes.IndexByte(html, '&')
		if i < 0 {
			return append(dst, html...)
		}
		dst = append(dst, html[:i]...)
		html = html[i:]
		end := bytes.IndexByte(html, ';') + 1
		switch string(html[:end]) {
		case "&lt;":
			dst = append(dst, '<')
		case "&gt;":
			dst = append(dst, '>')
		case "&quot;":
			dst = append(dst, '"')
		default:
			dst = append(dst, '&')
		}
		html = html[max(end, 1):]
	}
}

// meant returns the text that an author means: without the backslashes that guard punctuation, with entities resolved,
// in one pass, so that \&amp; stays five characters. It returns s itself when there is nothing to do.
func meant(s []byte) []byte {
	if bytes.IndexByte(s, '\\') < 0 && bytes.IndexByte(s, '&') < 0 {
		return s
	}
	dst := make([]byte, 0, len(s))
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == '\\' && i+1 < len(s) && util.IsPunct(s[i+1]):
			i++
			dst = append(dst, s[i])
		case c == '&':
			character, size := entity(s[i:])
			if size == 0 {
				dst = append(dst, c)
				continue
			}
			dst = append(dst, character...)
			i += size - 1
		default:
			dst = append(dst, c)
		}
	}
	return dst
}

// longestEntity is the length of the longest reference to a character that HTML knows, and a little more.
const longestEntity = 40

// entity returns the characters that the reference at the beginning of s stands for and its length, or 0 when it is none.
func entity(s []byte) ([]byte, int) {
	end := bytes.IndexByte(s[:min(len(s), longestEntity)], ';')
	if end < 2 {
		return nil, 0
	}
	name := s[1:end]
	if name[0] != '#' {
		if found, ok := util.LookUpHTML5EntityByName(string(name)); ok {
			return found.Characters, end + 1
		}
		return nil, 0
	}
	digits, base, most := name[1:], 10, 7
	if len(digits) > 0 && (digits[0] == 'x' || digits[0] == 'X') {
		digits, base, most = digits[1:], 16, 6
	}
	number, err := strconv.ParseUint(string(digits), base, 32)
	if err != nil || len(digits) > most {
		return nil, 0
	}
	if number == 0 || number > utf8.MaxRune || !utf8.ValidRune(rune(number)) {
		number = utf8.RuneError
	}
	return utf8.AppendRune(nil, rune(number)), end + 1
}
