package search

import "unicode/utf8"

// longest is how many letters of a word are kept, in documents and queries alike; a longer compound is not kept whole.
const longest = 64

// A scanner cuts text into chunks. A chunk is what a person takes for one word (checkout-api, ERR-4312, PagerDuty); its
// parts are the words in it.
type scanner struct {
	text string
	at   int

	whole  []byte // the folded chunk, all parts joined
	ends   []int  // where in whole each part ends
	joined bool   // - _ . or : joins two of the parts
	open   bool   // the text ended before the chunk did: it may still be being typed
}

// next reads the next chunk, and reports whether there is one.
func (s *scanner) next() bool {
	s.whole, s.ends, s.joined, s.open = s.whole[:0], s.ends[:0], false, true
	before := separator
	for s.at < len(s.text) {
		if run := s.smallLetters(); run > 0 {
			before = lower
			continue
		}
		c, size := s.peek(s.at)
		does, folded := classify(c)
		switch {
		case does == silent:
		case does == ideograph && len(s.whole) == 0:
			s.whole = append(s.whole, folded...)
			s.at += size
			s.ends = append(s.ends, len(s.whole))
			return true
		case does <= separator || does == ideograph:
			if len(s.whole) > 0 {
				return s.close()
			}
		case does == joiner || does == apostrophe:
			if len(s.whole) > 0 && !s.goesOn(does, s.at+size) {
				return s.close()
			}
			if does == joiner && len(s.whole) > 0 {
				s.part()
				s.joined, before = true, separator
			}
		default:
			if does == upper && s.camel(before, s.at+size) {
				s.part()
			}
			s.whole = append(s.whole, folded...)
			before = does
		}
		s.at += size
	}
	s.part()
	return len(s.ends) > 0
}

// smallLetters reads the letters a-z that come next: most of most texts, and nothing to decide about them.
func (s *scanner) smallLetters() int {
	end := s.at
	for end < len(s.text) && s.text[end] >= 'a' && s.text[end] <= 'z' {
		end++
	}
	run := end - s.at
	s.whole = append(s.whole, s.text[s.at:end]...)
	s.at = end
	return run
}

func (s *scanner) peek(at int) (rune, int) {
	if at < len(s.text) && s.text[at] < utf8.RuneSelf {
		return rune(s.text[at]), 1
	}
	return utf8.DecodeRuneInString(s.text[at:])
}

// kindAt returns what the character at an offset does; beyond the end it separates.
func (s *scanner) kindAt(at int) kind {
	if at >= len(s.text) {
		return separator
	}
	c, _ := s.peek(at)
	does, _ := classify(c)
	return does
}

// goesOn reports whether a chunk continues after a joiner (with a letter or digit) or an apostrophe (with a letter).
func (s *scanner) goesOn(does kind, next int) bool {
	switch s.kindAt(next) {
	case lower, upper, caseless:
		return true
	case digit:
		return does == joiner
	}
	return false
}

// camel reports whether a capital begins a part: after a small letter (errorRate), or as the first of a word after other
// capitals or digits (HTTPServer, but not APIs).
func (s *scanner) camel(before kind, next int) bool {
	switch before {
	case lower:
		return true
	case upper, digit:
		if s.kindAt(next) != lower {
			return false
		}
		_, size := s.peek(next)
		return s.kindAt(next+size) == lower
	}
	return false
}

// part ends the current part, if it has a letter.
func (s *scanner) part() {
	if n := len(s.ends); len(s.whole) > 0 && (n == 0 || s.ends[n-1] < len(s.whole)) {
		s.ends = append(s.ends, len(s.whole))
	}
}

func (s *scanner) close() bool {
	s.part()
	s.open = false
	return true
}

// word returns a part of the chunk, cut to the longest kept.
func (s *scanner) word(part int) []byte {
	start := 0
	if part > 0 {
		start = s.ends[part-1]
	}
	return cut(s.whole[start:s.ends[part]])
}

// compound returns the whole chunk if it has several parts and is not too long to be kept.
func (s *scanner) compound() ([]byte, bool) {
	if len(s.ends) < 2 || len(cut(s.whole)) < len(s.whole) {
		return nil, false
	}
	return s.whole, true
}

func cut(word []byte) []byte {
	if len(word) <= longest {
		return word
	}
	at := 0
	for range longest {
		if at >= len(word) {
			break
		}
		_, size := utf8.DecodeRune(word[at:])
		at += size
	}
	return word[:at]
}
