package frontmatter

import (
	"bytes"
	"encoding/binary"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"remit/generator/source"

	"github.com/adrg/frontmatter"
)

// Markdown finds the front matter of a Markdown file that is text at all.
func (r *Reader) Markdown() (m Matter, ok bool) {
	if r.IsUTF16() {
		return Matter{End: -1}, false
	}
	m = r.Cut()
	r.ReportConflicts(m.Body)
	ok = r.strict(m)
	r.ReportUnreadable(m.Body)
	return m, ok
}

// A Matter is where the front matter of a Markdown file stands.
type Matter struct {
	Open       int // the opening fence
	Start, End int // the YAML between the fences
	Body       int // the Markdown behind them
	Present    bool
	stray      int // a line of dashes that other readers take for a fence, and that is none; 0 for none, beginning from 1
}

// Cut finds the front matter: between a first line of three dashes and the next such line. Blanks may follow the
// dashes, and a byte order mark may precede them; nothing else may, since what one reader takes for front matter another
// would print as text.
//
// The library cuts, and is more generous: it skips empty lines before the first fence, and takes an indented line of dashes
// for a fence, even inside a text. There a key could be lost in silence, and so the line is noted as stray.
func (r *Reader) Cut() Matter {
	text, begin := r.File.Text, r.BOM()
	first := LineAt(text, begin)
	m, found := byLibrary(text, begin)
	switch {
	case !isFence(first):
		plain := TextFrom(begin)
		if found {
			plain.stray = m.Open + 1
		}
		return plain
	case !found:
		return Matter{Open: begin, Start: begin + len(first), End: -1, Present: true}
	case isFence(LineAt(text, m.End)):
		return m
	}
	strict := Matter{Open: begin, Start: m.Start, End: -1, Present: true, stray: m.End + 1}
	for i := m.End; i < len(text); i += len(LineAt(text, i)) {
		if isFence(LineAt(text, i)) {
			strict.End, strict.Body = i, i+len(LineAt(text, i))
			break
		}
	}
	return strict
}

// byLibrary cuts the front matter by the library.
func byLibrary(text []byte, begin int) (m Matter, found bool) {
	inside := 0
	capture := func(data []byte, _ any) error {
		inside, found = len(data), true
		return nil
	}
	rest, err := frontmatter.Parse(bytes.NewReader(text[begin:]), &struct{}{}, frontmatter.NewFormat("---", "---", capture))
	if err != nil || !found {
		return Matter{}, false
	}
	open := begin
	for len(bytes.TrimSpace(LineAt(text, open))) == 0 {
		open += len(LineAt(text, open))
	}
	start := open + len(LineAt(text, open))
	return Matter{Open: open, Start: start, End: start + inside, Body: len(text) - len(rest), Present: true}, true
}

// strict reports whether everybody finds the same front matter, and the line about which they do not.
func (r *Reader) strict(m Matter) bool {
	switch {
	case m.Present && m.End < 0:
		r.ReportUnclosed(m)
	case m.stray == 0:
		return true
	case m.Present:
		r.Report("syntax", r.words(m.stray-1), `put the dashes in quotes, "---", or write other characters`,
			"a line of three dashes inside the front matter: some readers end it here, and what follows would be lost")
	default:
		r.Report("syntax", r.words(m.stray-1), "begin the file with the dashes: no empty line before them, no blank in the line",
			"the front matter does not begin on the first line, at its first column")
	}
	return false
}

// ReportUnclosed reports front matter without an end, or whose closing fence does not begin at the first column.
func (r *Reader) ReportUnclosed(m Matter) {
	if m.stray > 0 {
		r.Report("syntax", r.words(m.stray-1), "begin the line with the dashes", "this line does not end the front matter, because it is indented")
		return
	}
	r.Report("syntax", r.File.Span(m.Open, m.Open+3), "close the front matter with a line of three dashes, ---; for a rule in the text write ***",
		"the front matter that begins here is never closed")
}

// words returns the place of a line without its end.
func (r *Reader) words(at int) source.Span {
	return r.File.Span(at, at+len(bytes.TrimRight(LineAt(r.File.Text, at), "\r\n")))
}

func isFence(line []byte) bool {
	return bytes.HasPrefix(line, []byte("---")) && len(bytes.Trim(line[3:], " \t\r\n")) == 0
}

// ReportNoMatter reports that a playbook has no front matter.
func (r *Reader) ReportNoMatter(m Matter) {
	at := r.File.Span(m.Open, m.Open)
	if r.ForeignMatter(m).Present {
		return
	}
	r.Report("syntax", at, "begin the file with a line ---, the keys of a playbook, and another line ---; an ordinary page belongs in content/, outside playbooks/",
		"this file in content/playbooks has no front matter, so it is no playbook")
}

// ForeignMatter reports front matter in a form that is not read here: TOML, JSON, or with a word behind the dashes. It
// returns where that stands, if it ends.
func (r *Reader) ForeignMatter(m Matter) Matter {
	text := r.File.Text
	start := m.Open + LeadingBlanks(text[m.Open:])
	first := LineAt(text, start)
	line := string(bytes.TrimSpace(first))
	form, ok := foreignForms()[strings.ToLower(strings.ReplaceAll(line, " ", ""))]
	if !ok {
		return Matter{End: -1}
	}
	found := Matter{Open: start, Start: start + len(first), End: -1, Body: start}
	for i := found.Start; i < len(text) && found.End < 0; i += len(LineAt(text, i)) {
		if string(bytes.TrimRight(LineAt(text, i), " \t\r\n")) == form[1] {
			found.End, found.Body = i, i+len(LineAt(text, i))
		}
	}
	if found.End < 0 && (line == "{" || r.Lenient) {
		return found
	}
	found.Present = true
	r.Report("syntax", r.File.Span(start, start+len(line)), "write the keys as YAML between two lines of three dashes, ---", "the front matter is %s", form[0])
	return found
}

// foreignForms are the first lines of front matter that is not read here, and how each is closed.
func foreignForms() map[string][2]string {
	return map[string][2]string{
		"+++": {"TOML", "+++"}, "---toml": {"TOML", "---"}, ";;;": {"JSON", ";;;"}, "---json": {"JSON", "---"}, "{": {"JSON", "}"},
		"---yaml": {"YAML with a word behind its dashes", "---"}, "---yml": {"YAML with a word behind its dashes", "---"},
	}
}

// ReportUnreadable reports what keeps the text behind the front matter, which has been looked at already, from being read alike by
// everybody: bytes that are not UTF-8, NUL, and characters that turn its direction.
func (r *Reader) ReportUnreadable(body int) {
	text := r.File.Text
	for _, stray := range []struct {
		at   int
		what string
	}{{bytes.IndexByte(text[body:], 0), "the invisible character U+0000"}, {invalid(text[body:]), "a byte that is not UTF-8"}} {
		if stray.at >= 0 {
			at := body + stray.at
			r.Report("syntax", r.File.Span(at, at+1), "delete it, or save the file as plain UTF-8 text", "%s stands here", stray.what)
			r.WarnIfLenient()
		}
	}
	r.ReportBidi(body)
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

// TextFrom is a file without front matter.
func TextFrom(begin int) Matter { return Matter{Open: begin, Start: begin, End: begin, Body: begin} }

// BOM returns the length of the byte order mark at the beginning of the file.
func (r *Reader) BOM() int {
	if strings.HasPrefix(string(r.File.Text[:min(3, len(r.File.Text))]), "\ufeff") {
		return 3
	}
	return 0
}

// Decode reads a page that some editors on Windows save as UTF-16, and says so.
func (r *Reader) Decode() {
	if !r.IsUTF16() {
		return
	}
	r.WarnIfLenient()
	order := binary.ByteOrder(binary.LittleEndian)
	if r.File.Text[0] == 0xFE {
		order = binary.BigEndian
	}
	units := make([]uint16, 0, len(r.File.Text)/2)
	for rest := r.File.Text[2:]; len(rest) > 1; rest = rest[2:] {
		units = append(units, order.Uint16(rest))
	}
	r.File = source.NewFile(r.File.Path, []byte(string(utf16.Decode(units))))
}

// IsUTF16 reports a file in the encoding of some editors on Windows.
func (r *Reader) IsUTF16() bool {
	text := r.File.Text
	if !bytes.HasPrefix(text, []byte{0xFF, 0xFE}) && !bytes.HasPrefix(text, []byte{0xFE, 0xFF}) {
		return false
	}
	r.Report("syntax", r.File.Span(0, 2), "save the file as UTF-8", "this file is UTF-16")
	return true
}
