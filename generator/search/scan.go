package search

import (
	"strings"
	"unicode/utf8"
)

// longest is how many letters of a word are kept, in documents and queries alike; a longer compound is not kept whole.
const longest = 64

// A scanner cuts text into chunks. A chunk is what a person takes for one word (checkout-api, ERR-4312, PagerDuty); its
// parts are the words in it.
type scanner struct {
	text string
	at   int

	whole  []byte // the folded chunk, all parts joined
	ends   []int  // where in whole each part ends
	joints []int  // where in whole - _ . or : joins two of the parts
	dotted bool   // one of them is a point
	small  bool   // one of its letters is no capital
	digit  bool   // the part that is being read has a digit
	open   bool   // the text ended before the chunk did: it may still be being typed
}

// next reads the next chunk, and reports whether there is one.
func (s *scanner) next() bool {
	s.whole, s.ends, s.joints, s.dotted, s.small, s.open = s.whole[:0], s.ends[:0], s.joints[:0], false, false, true
	before := separator
	for s.at < len(s.text) {
		if run := s.smallLetters(); run > 0 {
			before, s.small = lower, true
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
		case (c == '+' || c == '#') && s.language() != "":
			if c == '+' {
				size = 2
			}
			s.whole = append(s.whole, s.language()...)
		case does <= separator || does == ideograph:
			if len(s.whole) > 0 {
				return s.close()
			}
		case (c == ':' || c == '.') && s.isPreamble():
			s.whole, s.small, before = s.whole[:0], false, separator
		case does == joiner || does == apostrophe:
			if len(s.whole) > 0 && !s.goesOn(does, s.at+size) {
				return s.close()
			}
			if does == joiner && len(s.whole) > 0 {
				s.joint(c)
				before = separator
			}
		default:
			if does == upper && s.camel(before, s.at+size) {
				s.part()
			}
			s.whole = append(s.whole, folded...)
			before, s.small, s.digit = does, s.small || does == lower || does == caseless, s.digit || does == digit
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

// isPreamble reports whether what was read of a chunk only opens an address: http://, https:// or www. before a host.
func (s *scanner) isPreamble() bool {
	switch string(s.whole) {
	case "http", "https":
		return strings.HasPrefix(s.text[s.at:], "://")
	case "www":
		return len(s.ends) == 0 && strings.HasPrefix(s.text[s.at:], ".") && s.goesOn(joiner, s.at+1)
	}
	return false
}

// language returns how the sign is spelt that makes a language of the letter before: C++ is cpp, C# csharp.
func (s *scanner) language() string {
	before, rest := string(s.whole), s.text[s.at:]
	switch {
	case before == "c" && strings.HasPrefix(rest, "++"):
		return "pp"
	case (before == "c" || before == "f") && strings.HasPrefix(rest, "#"):
		return "sharp"
	}
	return ""
}

// joint ends the current part at a joiner.
func (s *scanner) joint(c rune) {
	s.part()
	s.joints = append(s.joints, len(s.whole))
	s.dotted = s.dotted || c == '.'
}

// part ends the current part, if it has a letter. Where its letters and digits meet it is two.
func (s *scanner) part() {
	start := s.start(len(s.ends))
	if start == len(s.whole) {
		return
	}
	if s.digit {
		if at := border(s.whole[start:]); at > 0 {
			s.ends = append(s.ends, start+at)
		}
		s.digit = false
	}
	s.ends = append(s.ends, len(s.whole))
}

// start returns where in the chunk a part starts.
func (s *scanner) start(part int) int {
	if part == 0 {
		return 0
	}
	return s.ends[part-1]
}

// border returns where the letters and the digits of a word meet: http|503, http|5xx, 500|ms. Each side needs two
// characters, and there may be no more than one border besides that of 5xx; 0 where it is otherwise, as in s3, p99, k8s
// and 7d9f8b, which nobody writes apart.
func border(word []byte) int {
	letters := run(word, 0, 'a', 'z')
	digits := run(word, letters, '0', '9')
	end := run(word, digits, 'a', 'z')
	switch {
	case end < len(word) || digits == letters:
		return 0
	case letters >= 2 && end-letters >= 2:
		return letters
	case letters == 0 && digits >= 2 && end-digits >= 2:
		return digits
	}
	return 0
}

// run returns where the characters between first and last end that stand in a word from an offset on.
func run(word []byte, from int, first, last byte) int {
	for from < len(word) && word[from] >= first && word[from] <= last {
		from++
	}
	return from
}

func (s *scanner) close() bool {
	s.part()
	s.open = false
	return true
}

// word returns a part of the chunk, cut to the longest kept.
func (s *scanner) word(part int) []byte {
	return cut(s.whole[s.start(part):s.ends[part]])
}

// compound returns the whole chunk if it has several parts and is not too long to be kept.
func (s *scanner) compound() ([]byte, bool) {
	if len(s.ends) < 2 || len(cut(s.whole)) < len(s.whole) {
		return nil, false
	}
	return s.whole, true
}

// inner returns the compounds inside the chunk: of orders-db.ConnPool, between two joiners, ConnPool.
func (s *scanner) inner() [][]byte {
	if len(s.joints) == 0 || len(s.ends) == len(s.joints)+1 {
		return nil
	}
	var all [][]byte
	start, part := 0, 0
	for i := range len(s.joints) + 1 {
		end := len(s.whole)
		if i < len(s.joints) {
			end = s.joints[i]
		}
		first := part
		for part < len(s.ends) && s.ends[part] <= end {
			part++
		}
		if part-first > 1 && len(cut(s.whole[start:end])) == end-start {
			all = append(all, s.whole[start:end])
		}
		start = end
	}
	return all
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
