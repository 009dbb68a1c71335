package frontmatter

import (
	"bytes"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"go.yaml.in/yaml/v4"

	"remit/generator/words"
)

// This file refuses what YAML allows and a playbook must not hold: things that reviewers overlook, or that two readers
// of YAML read differently.

// Clean returns the text from start to end with every byte that no reader of YAML agrees about replaced by a space, so
// that the rest can be read, and reports those bytes. It ends before a second document.
func (r *Reader) Clean(start, end int) []byte {
	text := r.File.Text[start:end]
	if !suspicious(text) && len(r.merges) == 0 {
		return text
	}
	text = bytes.Clone(text)
	r.keepOurs(text, start)
	r.cleanRunes(text, start)
	return r.cleanLines(text, start)
}

// suspicious reports whether a text needs more than a glance.
func suspicious(text []byte) bool {
	for i, c := range text {
		switch {
		case c < ' ' && c != '\n' && c != '\t', c >= 0x7f:
			return true
		case (c == '-' || c == '.' || c == '%') && (i == 0 || text[i-1] == '\n'):
			return true
		}
	}
	return false
}

func (r *Reader) cleanRunes(text []byte, base int) {
	seen := map[rune]bool{}
	for i := 0; i < len(text); {
		c, size := utf8.DecodeRune(text[i:])
		why := strange(c, size, text[i:])
		if why != "" {
			if !seen[c] {
				at := r.File.Span(base+i, base+i+size)
				r.Report("syntax", at, "delete it, or save the file as plain UTF-8 text", "%s stands here", why)
			}
			seen[c] = true
			for k := range size {
				text[i+k] = ' '
			}
			if i == 0 || text[i-1] == '\n' {
				text[i+size-1] = '\n' // an empty line, so that the said behind it still begin at the first column
			}
		}
		i += size
	}
}

// strange says what is wrong with a character, or "".
func strange(c rune, size int, text []byte) string {
	switch {
	case c == utf8.RuneError && size == 1:
		return fmt.Sprintf("the byte 0x%02X, which is not UTF-8,", text[0])
	case c == '\r':
		if len(text) > 1 && text[1] == '\n' {
			return ""
		}
		return "a carriage return without a line feed"
	case c == '\n' || c == '\t':
		return ""
	case c == 0x85 || c == 0x2028 || c == 0x2029:
		return fmt.Sprintf("the line separator U+%04X, which only some readers take for the end of a line,", c)
	case BidiName(c) != "":
		return BidiName(c)
	case unicode.IsControl(c), c == 0xFEFF:
		return fmt.Sprintf("the invisible character U+%04X", c)
	}
	return ""
}

// cleanLines looks at the lines that mean something to YAML alone.
func (r *Reader) cleanLines(text []byte, base int) []byte {
	begun := false
	for i := 0; i < len(text); {
		line := text[i:]
		if eol := bytes.IndexByte(line, '\n'); eol >= 0 {
			line = line[:eol+1]
		}
		switch {
		case marker(line, "---") && !begun && len(bytes.TrimSpace(line)) == 3:
			copy(text[i:], "   ")
		case marker(line, "---"), marker(line, "..."):
			r.Report("syntax", r.File.Span(base+i, base+i+3), "keep one document in a file: delete this line, and what follows it if it does not belong here",
				"a second document begins here, and nothing after this line would be read")
			return text[:i]
		case line[0] == '%':
			r.Report("syntax", r.File.Span(base+i, base+i+len(bytes.TrimRight(line, "\r\n"))),
				"delete the line", "a directive of YAML stands here: %s", words.Quote(string(line)))
			copy(text[i:], bytes.Repeat([]byte(" "), len(bytes.TrimRight(line, "\r\n"))))
		}
		begun = begun || len(bytes.TrimSpace(line)) > 0 && line[0] != '#' && line[0] != '%'
		i += len(line)
	}
	return text
}

// marker reports whether a line begins with a document marker of YAML.
func marker(line []byte, mark string) bool {
	return bytes.HasPrefix(line, []byte(mark)) && (len(line) == len(mark) || blank(line[len(mark)]))
}

// refused reports tags, anchors, aliases and merge keys, and whether the node is one.
func (b *builder) refused(y *yaml.Node, n *Node) bool {
	if y.Kind == yaml.ScalarNode && y.Style&yaml.TaggedStyle == 0 && y.Anchor == "" && y.Tag == "!!merge" {
		n.Broken, n.Text, n.End = true, y.Value, n.Start+len(y.Value)
		if b.r.Lenient {
			return true
		}
		b.r.Report("syntax", b.r.Span(n), "write the keys out where they are needed", `the merge key "<<" is not read`)
		return true
	}
	first := b.byteAt(n.Start)
	quoted := y.Style&(yaml.SingleQuotedStyle|yaml.DoubleQuotedStyle) != 0
	if y.Kind != yaml.AliasNode && (first != '!' && first != '&' && first != '*' || y.Kind == yaml.ScalarNode && quoted && y.Tag == "" && y.Anchor == "") {
		return false
	}
	n.Broken, n.End = true, n.Start
	if b.r.Lenient || b.r.Full() {
		return true
	}
	word := b.restOfValue(n.Start)
	n.End = n.Start + len(word)
	n.Text = word
	b.r.Report("syntax", b.r.Span(n), remedyFor(first, word), "%s, %s", words.Quote(word), meaningOf(first))
	return true
}

func meaningOf(first byte) string {
	switch first {
	case '&':
		return "beginning with &, is an anchor to YAML, not a value"
	case '*':
		return "beginning with *, is an alias to YAML, not a value"
	}
	return "beginning with !, is a tag to YAML: the ! would be lost"
}

func remedyFor(first byte, word string) string {
	if rest := strings.TrimSpace(strings.TrimLeft(word, "!")); first == '!' && rest != "" {
		return fmt.Sprintf("in a condition say %s; in text put it in quotes: %s", words.Quote("not "+rest), YAMLQuoted(word))
	}
	if first == '!' {
		return `in a condition say "not"; in text put the value in quotes`
	}
	return "write the value out, or, if it is text, put it in quotes: " + YAMLQuoted(words.Excerpt(word))
}

// restOfValue returns the words from an offset up to the end of the value they belong to: the end of the line, or the
// comma or bracket that ends it inside brackets.
func (b *builder) restOfValue(offset int) string {
	i := offset - b.base
	line := b.text[i:]
	if eol := bytes.IndexByte(line, '\n'); eol >= 0 {
		line = line[:eol]
	}
	if comment := bytes.Index(line, []byte(" #")); comment >= 0 {
		line = line[:comment]
	}
	before := b.text[b.lines[b.lineOf(i)]:i]
	if bytes.ContainsAny(before, "{[") {
		line = line[:valueEnd(line)]
	}
	return string(bytes.TrimSpace(line))
}

// valueEnd returns where a value inside brackets ends: at the comma or closing bracket that is not its own.
func valueEnd(line []byte) int {
	depth := 0
	for i, c := range line {
		switch c {
		case '[', '{', '(':
			depth++
		case ')':
			depth--
		case ']', '}':
			if depth == 0 {
				return i
			}
			depth--
		case ',':
			if depth == 0 {
				return i
			}
		}
	}
	return len(line)
}

// refuseQuestion reports a question mark in a value inside brackets: older readers of YAML take it for the sign of a key.
func (b *builder) refuseQuestion(n *Node) {
	if b.r.Lenient || b.r.Full() || !strings.Contains(n.Text, "?") {
		return
	}
	n.Broken = true
	b.r.Report("syntax", b.r.Span(n), "put the value in quotes: "+YAMLQuoted(words.Excerpt(n.Text)),
		"%s: inside brackets not every reader of YAML takes a question mark for text", words.Quote(n.Text))
}

// refuseComma reports the two slips that YAML takes in silence inside braces: a comma in a text, which makes the rest of
// the text a key without a value, and a colon without a space.
func (b *builder) refuseComma(n *Node, p *Pair) {
	between := ""
	if p.Key.End <= p.Value.Start {
		between = string(b.text[p.Key.End-b.base : p.Value.Start-b.base])
	}
	word := p.Key.Text
	switch {
	case b.r.Lenient, b.r.Full(), p.Key.Broken || !p.Value.Empty() || p.Value.Broken || strings.Contains(between, ":"):
	case strings.Contains(word, ":"):
		name, value, _ := strings.Cut(word, ":")
		b.r.Report("syntax", b.r.Span(p.Key), fmt.Sprintf("write %s", words.Quote(name+": "+value)), "%s has no space after its colon", words.Quote(word))
		p.Key.Broken, p.Value.Broken = true, true
	case len(n.Pairs) > 0 && n.Pairs[len(n.Pairs)-1].Value.Kind == ScalarNode:
		last := n.Pairs[len(n.Pairs)-1]
		b.r.Report("syntax", b.r.Span(p.Key),
			fmt.Sprintf("put the whole text in quotes: %s: %s", last.Key.Text, YAMLQuoted(words.Excerpt(b.r.Source(last.Value)+", "+word))),
			"%s has no value: inside {} a comma ends the text before it", words.Quote(word))
		p.Key.Broken, p.Value.Broken, last.Value.Broken = true, true, true
	default:
		b.r.Report("syntax", b.r.Span(p.Key), fmt.Sprintf("write %s", words.Quote(word+": …")), "%s has no value", words.Quote(word))
		p.Key.Broken, p.Value.Broken = true, true
	}
}

// refuseGlued reports words that YAML takes for a comment behind a value, although they look like a part of it: title:
// Berth #4 is blocked. A comment that is meant has a blank behind its sign.
func (r *Reader) refuseGlued(n *Node) {
	for _, item := range n.Items {
		r.refuseGlued(item)
	}
	for _, p := range n.Pairs {
		r.refuseGlued(p.Value)
	}
	if n.Kind != ScalarNode || n.Quoted || n.Broken || n.Text == "" || n.End >= len(r.File.Text) {
		return
	}
	line := bytes.TrimRight(LineAt(r.File.Text, n.End), " \t\r\n")
	said := bytes.TrimLeft(line, " \t")
	if len(said) == len(line) || len(said) < 2 || said[0] != '#' {
		return
	}
	if c, _ := utf8.DecodeRune(said[1:]); !unicode.IsLetter(c) && !unicode.IsDigit(c) {
		return
	}
	n.Broken = true
	whole := string(r.File.Text[n.Start : n.End+len(line)])
	r.Report("syntax", r.File.Span(n.End+len(line)-len(said), n.End+len(line)),
		"put the whole value in quotes: "+YAMLQuoted(words.Excerpt(whole))+"; or, if it is a comment, write a blank behind the #",
		"%s is a comment to YAML: it would be lost", words.Quote(string(said)))
}
