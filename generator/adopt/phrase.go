package adopt

import (
	"bytes"
	"slices"
	"strings"
)

// acts reports whether words tell to change something.
func acts(words string) bool {
	return begins(words, acting) && len(strings.Fields(plainItem(words))) > 1
}

// begins reports whether words begin with one of the verbs.
func begins(words string, verbs []string) bool {
	first, _, _ := strings.Cut(plainItem(words), " ")
	return slices.Contains(verbs, strings.ToLower(strings.Trim(first, ",:;.*_")))
}

// plainItem takes off what numbers an item or makes it a task.
func plainItem(words string) string {
	return number.ReplaceAllString(box.ReplaceAllString(words, ""), "")
}

// sentences parts some words at the ends of sentences.
func sentences(words string) (list []string) {
	for {
		at := ends.FindStringIndex(words)
		if at == nil {
			return append(list, words)
		}
		list, words = append(list, words[:at[1]-1]), words[at[1]:]
	}
}

// command reports whether a text begins with code.
func command(text []byte) bool { return bytes.HasPrefix(box.ReplaceAll(text, nil), []byte("`")) }

// mentions reports whether some words are among others, as whole words.
func mentions(text, words string) bool {
	words = slug(words, " ")
	return len(words) > 2 && strings.Contains(" "+slug(text, " ")+" ", " "+words+" ")
}
