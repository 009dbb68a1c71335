package bundle

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/evanw/esbuild/pkg/api"
)

// whole is a message about a file and no place in it.
func whole(name, text string) Message {
	return Message{File: "static/" + name, Line: 1, Column: 1, Text: text}
}

// heard translates what esbuild says: its columns count bytes from 0, and its paths begin with the namespace.
// Its warnings count too: what it calls a warning in CSS is a rule that the browser would drop in silence.
func heard(lists ...[]api.Message) []Message {
	var messages []Message
	for _, m := range slices.Concat(lists...) {
		text := decapitalised(strings.TrimSuffix(m.Text, "."))
		if m.Location == nil {
			messages = append(messages, Message{File: "static", Line: 1, Column: 1, Text: text})
			continue
		}
		at := min(max(m.Location.Column, 0), len(m.Location.LineText))
		messages = append(messages, Message{
			File:   "static/" + strings.TrimPrefix(m.Location.File, room+":"),
			Line:   m.Location.Line,
			Column: utf8.RuneCountInString(m.Location.LineText[:at]) + 1,
			Text:   text,
		})
	}
	return messages
}

func decapitalised(text string) string {
	first, size := utf8.DecodeRuneInString(text)
	second, _ := utf8.DecodeRuneInString(text[size:])
	if unicode.IsLower(second) {
		return string(unicode.ToLower(first)) + text[size:]
	}
	return text
}

// token matches what matters in minified CSS: strings and addresses whole, so that their inside is passed over, and the
// beginning of a function.
var token = regexp.MustCompile(`(?s)"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|(?i:url)\((?:"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|[^)"'\\]|\\.)*\)|[-\w\\]+\(`)

// resolved is how the plugin leaves an address; any other got past it, such as one in @supports.
var resolved = regexp.MustCompile(`^url\(["']?(#|\.\./[\w-])`)

// layered matches a rule that names the sealed layer, or a layer whose name hides behind an escape.
var layered = regexp.MustCompile(`(?i)@layer[^{;]*(\bsealed\b|\\)`)

var fetching = []string{"image-set(", "-webkit-image-set(", "image(", "src("}

// refused reports the functions of a bundled style that can carry an address in a string or a variable, where the plugin
// does not see it, and every address that it did not write. They are looked for in the output, where no escape hides a name.
func (s sources) refused(asset string, css []byte) []Message {
	var messages []Message
	if found := layered.Find(css); found != nil && "styles/"+asset != sealed {
		messages = append(messages, s.locate(asset, "@layer", fmt.Sprintf("the layer %q is that of answers; give yours another name", sealedLayer)))
	}
	for _, found := range token.FindAllString(string(css), -1) {
		name, _, _ := strings.Cut(strings.ToLower(found), "(")
		switch {
		case found[0] == '"' || found[0] == '\'':
		case name == "url" && !resolved.MatchString(found):
			messages = append(messages, s.locate(asset, found, fmt.Sprintf("cannot use %s: %v", found, errOutside)))
		case slices.Contains(fetching, name+"("):
			messages = append(messages, s.locate(asset, found, fmt.Sprintf("cannot use %s): it can name another host; write url() and, for sharp screens, @media (resolution)", name+"(")))
		}
	}
	return messages
}

// locate finds the source of a piece of an asset: the first one that spells it so, the entry first.
func (s sources) locate(asset, piece, text string) Message {
	names := []string{"styles/" + asset}
	for name := range s.text {
		if strings.HasPrefix(name, "styles/") && name != sealed {
			names = append(names, name)
		}
	}
	slices.Sort(names[1:])
	for _, name := range names {
		at := strings.Index(strings.ToLower(s.text[name]), strings.ToLower(piece))
		if at < 0 {
			continue
		}
		before := s.text[name][:at]
		line := before[strings.LastIndex(before, "\n")+1:]
		return Message{"static/" + name, strings.Count(before, "\n") + 1, utf8.RuneCountInString(line) + 1, text}
	}
	return whole("styles/"+asset, text)
}

// ordered sorts by place and drops what is said twice, as of a part that two styles import.
func ordered(messages []Message) []Message {
	slices.SortFunc(messages, func(a, b Message) int {
		return cmp.Or(strings.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column), strings.Compare(a.Text, b.Text))
	})
	return slices.Compact(messages)
}
