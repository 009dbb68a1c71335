package load

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"github.com/adrg/frontmatter"
)

// markdown finds the front matter of a Markdown file that is text at all.
func (r *reader) markdown() (m matter, ok bool) {
	if r.utf16() {
		return matter{end: -1}, false
	}
	r.conflicts(cutMatter(r.file.Text, r.bom()).body)
	m, ok = r.matter()
	r.readable(m.body)
	return m, ok
}

// A matter is where the front matter of a Markdown file stands.
type matter struct {
	open       int // the opening fence
	start, end int // the YAML between the fences
	body       int // the Markdown behind them
	present    bool
}

// matter finds the front matter: between a first line of three dashes and the next such line. Blanks may follow the
// dashes, and a byte order mark may precede them; nothing else may, since what one reader takes for front matter another
// would print as text.
//
// The front matter is cut twice, here and by the library, which is more generous: it skips empty lines before the first
// fence and takes an indented line of dashes for a fence, even inside a text. Where the two disagree a key would be lost
// in silence, and so that is a mistake.
func (r *reader) matter() (m matter, ok bool) {
	text := r.file.Text
	m = cutMatter(text, r.bom())
	if m.present && m.end < 0 {
		r.unclosed(m)
		return m, false
	}
	theirs, rest, found, err := libraryMatter(text[r.bom():])
	same := err == nil && found == m.present && bytes.Equal(rest, text[m.body:]) && bytes.Equal(theirs, text[m.start:m.end])
	if !same {
		r.strayDashes(m)
	}
	return m, same
}

// unclosed reports front matter without an end.
func (r *reader) unclosed(m matter) {
	if !r.indentedFence(m) {
		r.report("syntax", r.file.Span(m.open, m.open+3), "close the front matter with a line of three dashes, ---; for a rule in the text write ***",
			"the front matter that begins here is never closed")
	}
}

// indentedFence reports a closing fence that does not begin at the first column.
func (r *reader) indentedFence(m matter) bool {
	for i := m.start; i < len(r.file.Text); i += len(lineAt(r.file.Text, i)) {
		if line := lineAt(r.file.Text, i); string(bytes.TrimSpace(line)) == "---" {
			r.report("syntax", r.file.Span(i, i+len(bytes.TrimRight(line, "\r\n"))), "begin the line with the dashes", "this line does not end the front matter, because it is indented")
			return true
		}
	}
	return false
}

func cutMatter(text []byte, begin int) matter {
	first := lineAt(text, begin)
	if !isFence(first) {
		return textFrom(begin)
	}
	m := matter{open: begin, start: begin + len(first), end: -1, present: true}
	for i := m.start; i < len(text); {
		line := lineAt(text, i)
		if isFence(line) {
			m.end, m.body = i, i+len(line)
			break
		}
		i += len(line)
	}
	return m
}

// lineAt returns the line that begins at an offset, with its end.
func lineAt(text []byte, at int) []byte {
	if eol := bytes.IndexByte(text[at:], '\n'); eol >= 0 {
		return text[at : at+eol+1]
	}
	return text[at:]
}

func isFence(line []byte) bool {
	return bytes.HasPrefix(line, []byte("---")) && len(bytes.Trim(line[3:], " \t\r\n")) == 0
}

// libraryMatter cuts the front matter by the library.
func libraryMatter(text []byte) (inside, rest []byte, found bool, err error) {
	capture := func(data []byte, _ any) error {
		inside, found = bytes.Clone(data), true
		return nil
	}
	rest, err = frontmatter.Parse(bytes.NewReader(text), &struct{}{}, frontmatter.NewFormat("---", "---", capture))
	return inside, rest, found, err
}

// strayDashes reports the line about which two readers of front matter disagree.
func (r *reader) strayDashes(m matter) {
	text := r.file.Text
	for i := m.open; i < len(text); {
		line := lineAt(text, i)
		stray := string(bytes.TrimSpace(line)) == "---" && (!isFence(line) || !m.present)
		switch {
		case stray && m.present:
			r.report("syntax", r.file.Span(i, i+len(bytes.TrimRight(line, "\r\n"))), `put the dashes in quotes, "---", or write other characters`,
				"a line of three dashes inside the front matter: some readers end it here, and what follows would be lost")
			return
		case stray:
			r.report("syntax", r.file.Span(i, i+len(bytes.TrimRight(line, "\r\n"))), "begin the file with the dashes: no empty line before them, no blank in the line",
				"the front matter does not begin on the first line, at its first column")
			return
		}
		i += len(line)
	}
	r.report("syntax", r.file.Span(m.open, m.open), "begin the file with a line of three dashes, and end the front matter with another", "the front matter cannot be told from the text")
}

// noMatter reports that a playbook has no front matter.
func (r *reader) noMatter(m matter) {
	at := r.file.Span(m.open, m.open)
	if r.foreignMatter(m).present {
		return
	}
	r.report("syntax", at, "begin the file with a line ---, the keys of a playbook, and another line ---; an ordinary page belongs in content/, outside playbooks/",
		"this file in content/playbooks has no front matter, so it is no playbook")
}

// foreignForms are the first lines of front matter that is not read here, and how each is closed.
func foreignForms() map[string][2]string {
	return map[string][2]string{
		"+++": {"TOML", "+++"}, "---toml": {"TOML", "---"}, ";;;": {"JSON", ";;;"}, "---json": {"JSON", "---"}, "{": {"JSON", "}"},
		"---yaml": {"YAML with a word behind its dashes", "---"}, "---yml": {"YAML with a word behind its dashes", "---"},
	}
}

// foreignMatter reports front matter in a form that is not read here: TOML, JSON, or with a word behind the dashes. It
// returns where that stands, if it ends.
func (r *reader) foreignMatter(m matter) matter {
	text := r.file.Text
	start := m.open + leadingBlanks(text[m.open:])
	first := lineAt(text, start)
	line := string(bytes.TrimSpace(first))
	form, ok := foreignForms()[strings.ToLower(strings.ReplaceAll(line, " ", ""))]
	if !ok {
		return matter{end: -1}
	}
	found := matter{open: start, start: start + len(first), end: -1, body: start}
	for i := found.start; i < len(text) && found.end < 0; i += len(lineAt(text, i)) {
		if string(bytes.TrimRight(lineAt(text, i), " \t\r\n")) == form[1] {
			found.end, found.body = i, i+len(lineAt(text, i))
		}
	}
	if found.end < 0 && (line == "{" || r.lenient) {
		return found
	}
	found.present = true
	r.report("syntax", r.file.Span(start, start+len(line)), "write the keys as YAML between two lines of three dashes, ---", "the front matter is %s", form[0])
	return found
}

// readable reports what keeps the text behind the front matter, which has been looked at already, from being read alike by
// everybody: bytes that are not UTF-8, NUL, and characters that turn its direction.
func (r *reader) readable(body int) {
	text := r.file.Text
	for _, stray := range []struct {
		at   int
		what string
	}{{bytes.IndexByte(text[body:], 0), "the invisible character U+0000"}, {invalid(text[body:]), "a byte that is not UTF-8"}} {
		if stray.at >= 0 {
			at := body + stray.at
			r.report("syntax", r.file.Span(at, at+1), "delete it, or save the file as plain UTF-8 text", "%s stands here", stray.what)
			r.soften()
		}
	}
	r.turned(body)
}

// invalid returns the place of the first byte that is not UTF-8, or -1.
func invalid(text []byte) int {
	if utf8.Valid(text) {
		return -1
	}
	for i := 0; i < len(text); {
		c, size := utf8.DecodeRune(text[i:])
		if c == utf8.RuneError && size == 1 {
			return i
		}
		i += size
	}
	return -1
}

// utf16 reports a file in the encoding of some editors on Windows.
func (r *reader) utf16() bool {
	text := r.file.Text
	if !bytes.HasPrefix(text, []byte{0xFF, 0xFE}) && !bytes.HasPrefix(text, []byte{0xFE, 0xFF}) {
		return false
	}
	r.report("syntax", r.file.Span(0, 2), "save the file as UTF-8", "this file is UTF-16")
	return true
}
