package load

import (
	"bytes"
	"encoding/binary"
	"html"
	"regexp"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"remit/generator/diagnostic"
	"remit/generator/source"
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

// softenSince makes warnings of the mistakes of syntax that were reported from before on. A character that turns the
// direction of text stays an error: it may say something else than it shows.
func (r *reader) softenSince(before int) {
	for i := before; i < len(r.found) && i < maxMistakes; i++ {
		d := &r.found[i]
		c, _ := utf8.DecodeRune(r.file.Text[d.Span.Start:])
		if d.Rule == "syntax" && turning(c) == "" {
			d.Severity = diagnostic.Warning
			d.Help += "; until then the front matter is shown as code at the top of the page"
		}
	}
}

// decode reads a page that some editors on Windows save as UTF-16, and says so.
func (r *reader) decode() {
	if !r.utf16() {
		return
	}
	r.soften()
	order := binary.ByteOrder(binary.LittleEndian)
	if r.file.Text[0] == 0xFE {
		order = binary.BigEndian
	}
	units := make([]uint16, 0, len(r.file.Text)/2)
	for rest := r.file.Text[2:]; len(rest) > 1; rest = rest[2:] {
		units = append(units, order.Uint16(rest))
	}
	r.file = source.NewFile(r.file.Path, []byte(string(utf16.Decode(units))))
}

// playbookLine matches a line that begins with one of the keys that say who may do what, in any language of front matter.
var playbookLine = regexp.MustCompile(`(?m)^(?:\[+)?["']?(roles|triggers|actions|escalation)["']?[ \t]*(?:[:=]|\.[a-z_]+\]|\]+)`)

// misplacedText reports a playbook in lines that are not read as front matter, and whether they are one. The text stands
// in the file from start on, and begins with a key.
func (l *loader) misplacedText(r *reader, e *entry, text []byte, start int) bool {
	begin := bytes.TrimLeft(text, " \t\r\n")
	if !looseKey.Match(begin) {
		return false
	}
	var names []string
	at := -1
	for _, m := range playbookLine.FindAllSubmatchIndex(text, -1) {
		if name := quote(string(text[m[2]:m[3]])); !strings.Contains(strings.Join(names, " "), name) {
			names = append(names, name)
		}
		if at < 0 {
			at = start + m[2]
		}
	}
	if len(names) < 2 {
		return false
	}
	l.reportMisplaced(r, e, r.file.Span(at, at+len(names[0])-2), "the keys "+joined(names, "and"))
	return true
}

// looseKey matches the beginning of keys in YAML, TOML or JSON.
var looseKey = regexp.MustCompile(`^[{\["']*[A-Za-z_][A-Za-z0-9_.-]*["'\]]*[ \t]*(?:[:=\r\n])`)
