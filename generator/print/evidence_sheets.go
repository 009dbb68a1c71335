package print

import (
	"fmt"
	"net/url"
	"strings"

	"remit/generator/diagnostic"
	"remit/generator/source"
)

// An evidenceSheet is a way to write evidence down.
type evidenceSheet interface {
	head(level int, words string)
	line(words string)                       // a sentence of ours
	item(span source.Span, what, say string) // what is somebody's name for something; say goes on
	sub(words string)
	text() string
}

// A textSheet is evidence for a terminal: each line begins with its place.
type textSheet struct{ b strings.Builder }

func (t *textSheet) head(level int, words string) {
	if t.b.Len() > 0 && level < 3 {
		t.b.WriteString("\n")
	}
	fmt.Fprintf(&t.b, "%s%s\n", strings.Repeat("  ", level-1), diagnostic.Visible(words))
}

func (t *textSheet) line(words string) { fmt.Fprintf(&t.b, "    %s\n", words) }

func (t *textSheet) item(span source.Span, what, say string) {
	fmt.Fprintf(&t.b, "    %s:%d: %s\n", diagnostic.Visible(span.Path()), span.From().Line, diagnostic.Visible(withColon(what, say)))
}

func (t *textSheet) sub(words string) { fmt.Fprintf(&t.b, "      - %s\n", diagnostic.Visible(words)) }

func (t *textSheet) text() string { return t.b.String() }

// A markdownSheet is evidence for a document. Its links work in the root of the repository.
type markdownSheet struct{ b strings.Builder }

func (m *markdownSheet) head(level int, words string) {
	if m.b.Len() > 0 && !strings.HasSuffix(m.b.String(), "\n\n") {
		m.b.WriteString("\n")
	}
	fmt.Fprintf(&m.b, "%s %s\n\n", strings.Repeat("#", level), safely(words))
}

func (m *markdownSheet) line(words string) { fmt.Fprintf(&m.b, "%s\n", words) }

func (m *markdownSheet) item(span source.Span, what, say string) {
	line, to := span.From().Line, (&url.URL{Path: "/" + span.Path()}).EscapedPath()[1:]
	fmt.Fprintf(&m.b, "- %s ([%s, line %d](<%s#L%d>))\n", safely(withColon(what, say)), safely(span.Path()), line, to, line)
}

func (m *markdownSheet) sub(words string) { fmt.Fprintf(&m.b, "  - %s\n", safely(words)) }

func (m *markdownSheet) text() string { return m.b.String() }

func withColon(what, say string) string {
	if what == "" || say == "" {
		return what + say
	}
	return what + ": " + say
}

// safely writes words so that nothing in them is Markdown or HTML; what a host of repositories would turn into a mention,
// a reference or a link stands in code.
func safely(words string) string {
	words = diagnostic.Visible(strings.Join(strings.Fields(words), " "))
	if strings.ContainsAny(words, "@#") || strings.Contains(words, "://") || strings.Contains(words, "www.") {
		return code(words)
	}
	var b strings.Builder
	for i, r := range words {
		opens := i == 0 && (r == '-' || r == '=') || (r == '.' || r == ')') && i > 0 && strings.Trim(words[:i], "0123456789") == ""
		if opens || strings.ContainsRune("\\`*_{}[]<>+|~&$", r) {
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	return b.String()
}
