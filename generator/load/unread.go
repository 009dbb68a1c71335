package load

import (
	"bytes"
	"html"
	"regexp"
	"strings"

	"remit/generator/content"
	"remit/generator/frontmatter"
	"remit/generator/words"
)

// This file keeps what stands at the top of ordinary pages and cannot be read: front matter in another language, or
// broken. An old page does not stop a site on its first day; it is published with those lines as code, and with a warning.

// titleLine matches the title in front matter of any language, where it has a line of its own.
var titleLine = regexp.MustCompile(`(?m)^[ \t]*"?title"?[ \t]*[:=][ \t]*(\S[^\r\n]*)`)

// asCode shows lines as a block of code; "" for none.
func asCode(lines []byte) string {
	if len(lines) == 0 {
		return ""
	}
	text := strings.ReplaceAll(strings.ToValidUTF8(string(lines), "\uFFFD"), "\x00", "\uFFFD")
	return "<pre tabindex=\"0\"><code>" + html.EscapeString(strings.ReplaceAll(text, "\r\n", "\n")) + "</code></pre>\n"
}

// playbookLine matches a line that begins with one of the keys that say who may do what, in any language of front matter.
var playbookLine = regexp.MustCompile(`(?m)^(?:\[+)?["']?(roles|triggers|actions|escalation)["']?[ \t]*(?:[:=]|\.[a-z_]+\]|\]+)`)

// misplacedText reports a playbook in lines that are not read as front matter, and whether they are one. The text stands
// in the file from start on, and begins with a key.
func (l *loader) misplacedText(r *reader, e *content.Entry, text []byte, start int) bool {
	begin := bytes.TrimLeft(text, " \t\r\n")
	if !looseKey.Match(begin) {
		return false
	}
	var names []string
	at := -1
	for _, m := range playbookLine.FindAllSubmatchIndex(text, -1) {
		if name := words.Quote(string(text[m[2]:m[3]])); !strings.Contains(strings.Join(names, " "), name) {
			names = append(names, name)
		}
		if at < 0 {
			at = start + m[2]
		}
	}
	if len(names) < 2 {
		return false
	}
	l.reportMisplaced(r, e, r.File.Span(at, at+len(names[0])-2), "the keys "+frontmatter.Joined(names, "and"))
	return true
}

// looseKey matches the beginning of keys in YAML, TOML or JSON.
var looseKey = regexp.MustCompile(`^[{\["']*[A-Za-z_][A-Za-z0-9_.-]*["'\]]*[ \t]*(?:[:=\r\n])`)
