package load

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"remit/generator/diagnostic"
	"remit/generator/source"
)

// A reader reads one file and keeps every mistake it meets, up to maxMistakes.
type reader struct {
	file    *source.File
	found   []diagnostic.Diagnostic
	merges  []conflict // merges that were not finished, reported already
	caps    caps
	lenient bool // the front matter is not ours: only what cannot be read at all is a mistake
}

// report keeps an error. The message is formatted with args; help is taken as it is.
func (r *reader) report(rule string, at source.Span, help, message string, args ...any) {
	switch {
	case len(r.found) > maxMistakes:
		return
	case len(r.found) == maxMistakes:
		rule, help, message, args = "too_large", r.caps.help("mistakes", 0), "this file has more than %d mistakes", []any{maxMistakes}
	}
	r.found = append(r.found, diagnostic.Diagnostic{
		Rule: rule, Span: at, Message: fmt.Sprintf(message, args...), Help: help,
	})
}

// warn keeps a warning.
func (r *reader) warn(rule string, at source.Span, help, message string, args ...any) {
	r.report(rule, at, help, message, args...)
	if !r.full() {
		r.found[len(r.found)-1].Severity = diagnostic.Warning
	}
}

// soften makes the mistake that was reported last a warning on an ordinary page, which is published with a sign in
// place of what cannot be read.
func (r *reader) soften() {
	if r.lenient && !r.full() {
		r.found[len(r.found)-1].Severity = diagnostic.Warning
	}
}

// full reports whether no further mistake will be kept, so that a costly search for the right words can be spared.
func (r *reader) full() bool { return len(r.found) > maxMistakes }

// relate adds a second place to the mistake that was reported last.
func (r *reader) relate(at source.Span, message string) {
	if r.full() {
		return
	}
	last := &r.found[len(r.found)-1]
	last.Related = append(last.Related, diagnostic.Related{Span: at, Message: message})
}

func (r *reader) span(n *node) source.Span { return r.file.Span(n.start, n.end) }

// source returns the words of a node as they stand in the file, on one line.
func (r *reader) source(n *node) string { return excerpt(string(r.file.Text[n.start:n.end])) }

// excerptLength is how many characters of an offending value a message shows.
const excerptLength = 60

// excerpt brings a value on one line and to a length that a message can hold.
func excerpt(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	if utf8.RuneCountInString(s) <= excerptLength {
		return s
	}
	return string([]rune(s)[:excerptLength-1]) + "…"
}

// quote puts a value in quotes for a message.
func quote(s string) string {
	s = excerpt(s)
	if strings.Contains(s, `"`) && !strings.Contains(s, "`") {
		return "`" + s + "`"
	}
	return `"` + s + `"`
}

// yamlQuoted writes a value the way it must stand in YAML so that every reader takes it for text.
func yamlQuoted(s string) string {
	if strings.Contains(s, `"`) && !strings.Contains(s, `'`) {
		return `'` + s + `'`
	}
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(s) + `"`
}

// orList joins what may be chosen: a, b or c.
func orList(names []string) string { return joined(names, "or") }

// joined joins words for a message. A long list is cut.
func joined(names []string, last string) string {
	const most = 24
	tail := ""
	if len(names) > most {
		names, tail = names[:most], fmt.Sprintf(" and %d more", len(names)-most)
	}
	if tail == "" && len(names) > 1 {
		return strings.Join(names[:len(names)-1], ", ") + " " + last + " " + names[len(names)-1]
	}
	return strings.Join(names, ", ") + tail
}
