package search

import (
	"strings"
	"unicode/utf8"
)

// A kind is what a character does to the word it stands in.
type kind int

const (
	separator  kind = iota // ends a word
	lower                  // a-z and the like that have a capital which may begin a part of a word
	upper                  // A-Z
	digit                  // 0-9
	caseless               // any other letter; it begins no part
	joiner                 // joins parts of a compound: - _ . :
	apostrophe             // stands inside a word and is left out of it
	silent                 // left out wherever it stands: combining accents, vowel marks, soft hyphens, joiners without width
	ideograph              // a word by itself, since its scripts do not part words
)

// classify returns what a character does and how it is written when folded.
//
// The rules are spelt out here, not taken from the Unicode tables of the language, because the browser's differ from
// Go's and from each other: fold.ts has the same lines.
func classify(c rune) (kind, string) {
	if c < 0x80 {
		return classifyASCII(c)
	}
	switch {
	case c < 0xC0:
		return classifyLatin1(c)
	case c < 0x240:
		return classifyLatin(latin[c-0xC0], c)
	case c >= 0x1E00 && c < 0x1F00:
		return classifyLatin(latinAdditional[c-0x1E00], c)
	case c >= 0x370 && c < 0x460:
		return caseless, foldGreekCyrillic(c)
	case c >= 0xFF01 && c <= 0xFF5E: // full width forms
		return classifyASCII(c - 0xFEE0)
	}
	return classifyOther(c), string(c)
}

const ascii = "abcdefghijklmnopqrstuvwxyz0123456789"

func classifyASCII(c rune) (kind, string) {
	switch {
	case c >= 'a' && c <= 'z':
		return lower, ascii[c-'a' : c-'a'+1]
	case c >= 'A' && c <= 'Z':
		return upper, ascii[c-'A' : c-'A'+1]
	case c >= '0' && c <= '9':
		return digit, ascii[c-'0'+26 : c-'0'+27]
	case c == '-' || c == '_' || c == '.' || c == ':':
		return joiner, ""
	case c == '\'':
		return apostrophe, ""
	}
	return separator, ""
}

func classifyLatin1(c rune) (kind, string) {
	switch c {
	case 0xAA:
		return caseless, "a"
	case 0xB5:
		return caseless, "u"
	case 0xBA:
		return caseless, "o"
	case 0xAD:
		return silent, ""
	}
	return separator, ""
}

// latin and latinAdditional say for U+00C0 to U+023F and U+1E00 to U+1EFF how a letter is written without its accents:
// a letter stands for itself, a digit for one of the digraphs, a star keeps the character, a dot is no letter.
const (
	latin = "aaaaaa1ceeeeiiiidnooooo.ouuuuy42aaaaaa1ceeeeiiiidnooooo.ouuuuy4y" +
		"aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiii55jjkkklllllll" +
		"lllnnnnnnnnnoooooo33rrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs" +
		"*****************ff****i********oo*************uu***************" +
		"****666777888aaiioouuuuuuuuuu*aaaa11**ggkkoooo**j666gg**nnaa11oo" +
		"aaaaeeeeiiiioooorrrruuuusstt**hh******aaeeooooooooyy************"
	latinAdditional = "aabbbbbbccddddddddddeeeeeeeeeeffgghhhhhhhhhhiiiikkkkkkllllllllmm" +
		"mmmmnnnnnnnnoooooooopppprrrrrrrrssssssssssttttttttuuuuuuuuuuvvvv" +
		"wwwwwwwwwwxxxxyyzzzzzzhtwy*s**2*aaaaaaaaaaaaaaaaaaaaaaaaeeeeeeee" +
		"eeeeeeeeiiiioooooooooooooooooooooooouuuuuuuuuuuuuuyyyyyyyy******"
	digraphs = "aessoethijdzljnj"
)

func classifyLatin(as byte, c rune) (kind, string) {
	switch {
	case as == '.':
		return separator, ""
	case as == '*':
		return caseless, string(c)
	case as <= '9':
		at := 2 * (as - '1')
		return caseless, digraphs[at : at+2]
	}
	return caseless, ascii[as-'a' : as-'a'+1]
}

// accented lists Greek and Cyrillic letters, each before the one it is folded to.
const accented = "ΆαΈεΉηΊιΌοΎυΏωάαέεήηίιόούυώωςσϊιϋυΐιΰυΪιΫυЁеёе"

func foldGreekCyrillic(c rune) string {
	found := false
	for i, r := range accented {
		if found {
			return string(r)
		}
		found = r == c && i%4 == 0 // every letter of the list takes two bytes
	}
	switch {
	case c >= 0x391 && c <= 0x3A9, c >= 0x410 && c <= 0x42F:
		return string(c + 32)
	case c >= 0x400 && c <= 0x40F:
		return string(c + 80)
	}
	return string(c)
}

// ranges lists stretches of characters in ascending order: first, last, and what they do. What stands in none is a
// letter without case.
var ranges = [...]struct {
	first, last rune
	kind        kind
}{
	{0x2BC, 0x2BC, apostrophe}, {0x300, 0x36F, silent}, {0x60C, 0x60C, separator}, {0x61B, 0x61B, separator},
	{0x61F, 0x61F, separator}, {0x640, 0x640, silent}, {0x64B, 0x65F, silent}, {0x66A, 0x66D, separator}, {0x670, 0x670, silent},
	{0x6D4, 0x6D4, separator}, {0x964, 0x965, separator}, {0xE00, 0xE7F, ideograph},
	{0x2000, 0x200A, separator}, {0x200B, 0x200D, silent}, {0x200E, 0x200F, separator}, {0x2010, 0x2011, joiner},
	{0x2012, 0x2018, separator}, {0x2019, 0x2019, apostrophe}, {0x201A, 0x205F, separator}, {0x2060, 0x2060, silent},
	{0x2061, 0x2BFF, separator}, {0x2E00, 0x2E7F, separator}, {0x3000, 0x303F, separator}, {0x3040, 0x30FF, ideograph},
	{0x3400, 0x4DBF, ideograph}, {0x4E00, 0x9FFF, ideograph}, {0xAC00, 0xD7A3, ideograph}, {0xD800, 0xF8FF, separator}, {0xF900, 0xFAFF, ideograph},
	{0xFE00, 0xFE0F, silent}, {0xFE10, 0xFE6F, separator}, {0xFEFF, 0xFEFF, silent}, {0xFF00, 0xFF65, separator},
	{0xFFE0, 0x10FFFF, separator},
}

func classifyOther(c rune) kind {
	for _, r := range ranges {
		if c <= r.last {
			if c >= r.first {
				return r.kind
			}
			break
		}
	}
	return caseless
}

// stops are words that say little: they are looked up only in titles and alerts, and beside others they only
// decide between what the others find.
const stops = " a about act after all allowed also am an and any are arent as at be before but by can cant could couldnt did do does doesnt " +
	"dont during fix for from " +
	"get had happen happened happening happens has have help how i if in into is isnt issue issues it its just may me must my need " +
	"needs no not now of on or our permitted please problem problems should shouldnt so someone something steps still tell than " +
	"that the their them then there these they this to too us was wasnt we were what when where which who whom why will with " +
	"wont would you your "

func isStop(word string) bool {
	return len(word) <= len("happening") && strings.Contains(stops, " "+word+" ")
}

// isCode reports whether a word is looked for wherever it stands: it has a digit and is long enough to be no count.
func isCode(word string) bool { return hasDigit(word) && length(word) >= 4 }

// length returns the letters of a word, as the browser counts them too.
func length(word string) int { return utf8.RuneCountInString(word) }

func hasDigit(word string) bool {
	for i := range len(word) {
		if word[i] >= '0' && word[i] <= '9' {
			return true
		}
	}
	return false
}

func hasOnlyDigits(word string) bool {
	for i := range len(word) {
		if word[i] < '0' || word[i] > '9' {
			return false
		}
	}
	return true
}
