package frontmatter

import "fmt"

// bidiNames are the characters that show text in another order than it is read in.
var bidiNames = map[rune]string{
	0x202A: "left-to-right embedding", 0x202B: "right-to-left embedding", 0x202C: "pop directional formatting",
	0x202D: "left-to-right override", 0x202E: "right-to-left override",
	0x2066: "left-to-right isolate", 0x2067: "right-to-left isolate", 0x2068: "first strong isolate", 0x2069: "pop directional isolate",
}

// IsBidi reports whether a character turns the direction of the text.
func IsBidi(c rune) bool { return BidiName(c) != "" }

// BidiName names a character that turns the direction of the text; "" for all others.
func BidiName(c rune) string {
	if name, ok := bidiNames[c]; ok {
		return fmt.Sprintf("the character U+%04X (%s), which shows text in another order than it is read,", c, name)
	}
	return ""
}
