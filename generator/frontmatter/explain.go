package frontmatter

import (
	"bytes"
	"fmt"
	"strings"
	"unicode/utf8"

	"remit/generator/limit"
	"remit/generator/source"
	"remit/generator/words"
)

// This file says in plain words why YAML stopped, and what to write. The library's own words are about its insides
// ("mapping values are not allowed in this context"); an author wants to know which quote is missing.

// A stopped is a stop with the text around it.
type stopped struct {
	r       *Reader
	text    []byte
	base    int
	at      int // in text
	context int // in text; -1 for none
	stop    *stop
}

// explain reports the stop.
func (r *Reader) explain(text []byte, base int, s *stop) {
	c := &stopped{r: r, text: text, base: base, stop: s, context: -1}
	c.at = min(max(s.at-base, 0), len(text))
	if s.context >= base {
		c.context = min(s.context-base, len(text))
	}
	switch message := s.message; {
	case s.tooDeep():
		r.Report("too_large", c.span(c.at, c.at+1), r.Caps.Help("depth", 0),
			"lists and mappings stand inside each other more than %d deep", limit.MaxDepth)
	case message == looseLine:
		c.report(c.at, c.valueFrom(c.at), "indent the line below its key, or close the quote or the bracket above it",
			"%s belongs to the value above it, but is not indented", c.shown(c.at))
	case strings.Contains(message, "unknown anchor"):
		said := c.valueFrom(c.at)
		c.report(c.at, said, remedyFor('*', said), "%s, %s", words.Quote(said), meaningOf('*'))
	case strings.Contains(s.what, "block scalar"):
		c.blockScalar()
	case strings.Contains(s.what, "quoted scalar"):
		c.quotedScalar()
	case strings.Contains(message, "cannot start any token"):
		c.badStart()
	case strings.Contains(message, "tab"):
		c.tab()
	case strings.Contains(message, "mapping values are not allowed"):
		c.secondColon()
	case strings.Contains(s.what, "block node"):
		c.badStart()
	case strings.Contains(s.what, "flow"):
		c.brackets()
	case strings.Contains(s.what, "simple key"):
		c.noColon()
	case strings.Contains(message, "sequence entries are not allowed"):
		c.report(c.at, c.valueFrom(c.at), "put each item on a line of its own below the key, or write the list as [a, b]",
			"a list cannot begin on the line of its key: %s", c.shown(c.at))
	case strings.Contains(s.what, "block mapping"), strings.Contains(s.what, "block collection"):
		c.structure()
	default:
		c.other()
	}
}

// tooDeep reports whether the text nests deeper than is read.
func (s *stop) tooDeep() bool { return strings.Contains(s.message, "max depth") }

// blockScalar: when: > 5
func (c *stopped) blockScalar() {
	start := c.at
	if c.context >= 0 {
		start = c.context
	}
	said := c.valueFrom(start)
	what := map[string]string{">": "folded", "|": "literal"}[c.sign(start)]
	c.report(start, said, "put the value in quotes: "+YAMLQuoted(words.Excerpt(said)),
		"%s: YAML takes the sign at its beginning for that of a %s block of text", words.Quote(said), what)
}

func (c *stopped) quotedScalar() {
	if strings.Contains(c.stop.message, "escape") || strings.Contains(c.stop.message, "hexadecimal") {
		_, end := c.line(c.at)
		sign := string(c.text[c.at:min(c.at+2, max(end, c.at))])
		c.report(c.at, sign, `write \\ for a backslash, or use single quotes, in which it means nothing`,
			"%s means nothing inside double quotes", words.Quote(sign))
		return
	}
	start := max(c.context, 0)
	said := c.valueFrom(start)
	mark := c.sign(start)
	c.report(start, said, fmt.Sprintf("end the text with %s; inside it write %s", mark, map[string]string{`"`: `\" for a quote`, `'`: `'' for an apostrophe`}[mark]),
		"the quote that opens here is never closed: %s", words.Quote(said))
}

// badStart: unit: %
func (c *stopped) badStart() {
	if c.sign(c.at) == "\t" {
		c.tab()
		return
	}
	said := c.valueFrom(c.at)
	c.report(c.at, said, "put the value in quotes: "+YAMLQuoted(words.Excerpt(said)),
		"%s: a value cannot begin with %s unless it stands in quotes", words.Quote(said), words.Quote(c.sign(c.at)))
}

func (c *stopped) tab() {
	c.report(c.at, "", "indent with spaces", "a tab stands where only spaces may")
}

// secondColon: title: Payments: slow. The cause can also be the line before: a key without a space after its colon, or
// a line indented too far.
func (c *stopped) secondColon() {
	start, end := c.line(c.at)
	before := string(c.text[start:min(c.at, end)])
	if i := strings.Index(before, ": "); i >= 0 {
		value := start + i + 2
		value += len(before[i+2:]) - len(strings.TrimLeft(before[i+2:], " "))
		said := string(bytes.TrimSpace(c.text[value:end]))
		c.report(value, said, "put the whole value in quotes: "+YAMLQuoted(words.Excerpt(said)),
			"%s: a second colon followed by a space cannot stand in a value without quotes", words.Quote(said))
		return
	}
	above, name := c.lineAbove(start)
	if !strings.Contains(above, ": ") && strings.Contains(above, ":") && !strings.HasSuffix(above, ":") {
		key, value, _ := strings.Cut(strings.TrimSpace(above), ":")
		c.report(name, strings.TrimSpace(above), fmt.Sprintf("put a space after the colon: %s: %s", key, value),
			"%s has no space after its colon", words.Quote(above))
		return
	}
	said := string(bytes.TrimSpace(c.text[start:end]))
	at := start + len(c.text[start:end]) - len(bytes.TrimLeft(c.text[start:end], " "))
	c.report(at, said, "indent the line like the other keys of its mapping; to continue the text above, put that text in quotes",
		"%s is indented as if it continued the value above it, but it holds a colon", words.Quote(said))
}

// lineAbove returns the words of the nearest line above start that is neither empty nor a comment, and where they begin.
func (c *stopped) lineAbove(start int) (said string, at int) {
	for start > 0 {
		from, end := c.line(start - 1)
		line := string(c.text[from:end])
		if w := strings.TrimSpace(line); w != "" && w[0] != '#' {
			return w, from + strings.Index(line, w)
		}
		start = from
	}
	return "", 0
}

// brackets: {when: x in [a, b]}, and brackets that are never closed.
func (c *stopped) brackets() {
	open := max(c.context, 0)
	sign := c.sign(c.at)
	closing := map[string]string{"{": "}", "[": "]"}[c.sign(open)]
	if c.unclosed() {
		if closing == "" {
			c.other()
			return
		}
		c.report(open, "", "close it with "+closing, "the %s that opens here is never closed", words.Quote(c.sign(open)))
		return
	}
	if sign == "," || strings.Contains(c.stop.message, "node content") && (sign == "]" || sign == "}") {
		c.report(c.at, "", "delete the comma, or write a value before it; a text that holds a comma stands in quotes", "a value is missing before %s", words.Quote(sign))
		return
	}
	if closing != "" && (sign == "}" || sign == "]") {
		c.report(c.at, "", "write "+closing, "the %s that was opened last is closed by %s", words.Quote(c.sign(open)), words.Quote(sign))
		return
	}
	start := c.entryStart()
	said := c.entry(start)
	c.report(start, said, "put the whole value in quotes: "+YAMLQuoted(words.Excerpt(said)),
		"%s: inside brackets a value without quotes cannot hold %s", words.Quote(said), words.Quote(sign))
}

// sign returns the character at an offset, "" at the end.
func (c *stopped) sign(at int) string {
	if at < 0 || at >= len(c.text) {
		return ""
	}
	r, _ := utf8.DecodeRune(c.text[at:])
	return string(r)
}

// unclosed reports whether the text ends, or the next key begins, before a bracket is closed.
func (c *stopped) unclosed() bool {
	if len(bytes.TrimSpace(c.text[c.at:])) == 0 {
		return true
	}
	start, end := c.line(c.at)
	from, _ := c.line(max(c.context, 0))
	if start == from {
		return false
	}
	name, _, colon := strings.Cut(string(c.text[start:end]), ":")
	outer := len(c.text[from:max(c.context, 0)]) - len(bytes.TrimLeft(c.text[from:max(c.context, 0)], " "))
	return colon && c.at <= start+len(name) && len(name)-len(strings.TrimLeft(name, " ")) <= outer
}

// entryStart returns where the value begins in whose middle the stop is.
func (c *stopped) entryStart() int {
	start, _ := c.line(c.at)
	before := string(c.text[start:c.at])
	cut := max(strings.LastIndex(before, ": ")+2, strings.LastIndex(before, ", ")+2, strings.LastIndexAny(before, "{[")+1)
	if cut < 2 && !strings.ContainsAny(before, "{[") {
		cut = 0
	}
	cut += len(before[cut:]) - len(strings.TrimLeft(before[cut:], " "))
	return start + cut
}

// entry returns the value that begins at start, up to the comma or bracket that ends its part.
func (c *stopped) entry(start int) string {
	_, end := c.line(start)
	said := c.text[start:end]
	return string(bytes.TrimSpace(said[:max(valueEnd(said), min(c.at-start+1, len(said)))]))
}

// noColon: a line in a mapping without a colon.
func (c *stopped) noColon() {
	start := max(c.context, 0)
	_, end := c.line(start)
	said := string(bytes.TrimSpace(c.text[start:end]))
	c.r.explainWord(&Node{Text: said, Start: c.base + start, End: c.base + start + len(said)})
}

// explainWord reports a line that is neither a key nor a value.
func (r *Reader) explainWord(n *Node) {
	help := `write it as "key: value", or indent the line to continue the value above it`
	if name, value, ok := strings.Cut(n.Text, ":"); ok && value != "" && !strings.Contains(name, " ") {
		help = fmt.Sprintf("put a space after the colon: %s: %s", name, value)
	}
	r.Report("syntax", r.Span(n), help, "%s is neither a key nor a value", words.Quote(n.Text))
}

// structure: words after a closing quote or bracket, or lines that are not indented like their neighbours.
func (c *stopped) structure() {
	start, end := c.line(c.at)
	before := bytes.TrimSpace(c.text[start:c.at])
	if len(before) == 0 || c.at >= end {
		said := string(bytes.TrimSpace(c.text[start:end]))
		at := start + len(c.text[start:end]) - len(bytes.TrimLeft(c.text[start:end], " "))
		help := "indent the line like its neighbours"
		if strings.HasPrefix(said, "- ") {
			help = "indent the items of a list alike, below their key"
		}
		c.report(at, said, help, "%s stands at an indentation that fits nothing above it", words.Quote(said))
		return
	}
	value := start
	if i := strings.Index(string(c.text[start:c.at]), ": "); i >= 0 {
		value = start + i + 2
	}
	said := string(bytes.TrimSpace(c.text[value:end]))
	last := before[len(before)-1]
	if n := len(said); n > 2 && said[0] == said[n-1] && (said[0] == '"' || said[0] == '\'') {
		said = said[1 : n-1]
	}
	c.report(c.at, string(bytes.TrimSpace(c.text[c.at:end])), "put the whole value in quotes: "+YAMLQuoted(words.Excerpt(said)),
		"%s follows the closing %s of a value", c.shown(c.at), words.Quote(string(last)))
}

func (c *stopped) shown(at int) string { return words.Quote(c.valueFrom(at)) }

func (c *stopped) other() {
	said := c.valueFrom(c.at)
	message := c.stop.message
	if c.stop.what != "" {
		message = c.stop.what + ": " + message
	}
	c.report(c.at, said, "put the value in quotes if it is text", "YAML cannot read this: %s", message)
}

func (c *stopped) report(start int, said string, help, message string, args ...any) {
	c.r.Report("syntax", c.span(start, start+max(len(said), 1)), help, message, args...)
}

// span is a place in the file; what is missing at its very end is shown at its last character.
func (c *stopped) span(start, end int) source.Span {
	end = min(end, len(c.r.File.Text)-c.base)
	if start >= end && end > 0 {
		_, size := utf8.DecodeLastRune(c.text[:min(end, len(c.text))])
		start = end - size
	}
	return c.r.File.Span(c.base+start, c.base+end)
}

// valueFrom returns the words from an offset to the end of its line, or of its part of a list or mapping in brackets.
func (c *stopped) valueFrom(at int) string {
	start, end := c.line(at)
	said := c.text[min(at, end):end]
	if bytes.ContainsAny(c.text[start:min(at, end)], "{[") {
		said = said[:valueEnd(said)]
	}
	return string(bytes.TrimSpace(said))
}

// line returns the bounds of the line of an offset, without its end.
func (c *stopped) line(at int) (start, end int) {
	at = min(at, len(c.text))
	start = bytes.LastIndexByte(c.text[:at], '\n') + 1
	end = len(c.text)
	if eol := bytes.IndexByte(c.text[at:], '\n'); eol >= 0 {
		end = at + eol
	}
	return start, start + len(bytes.TrimRight(c.text[start:end], "\r"))
}
