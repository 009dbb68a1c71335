// Package frontmatter reads the front matter of a Markdown file, and any other YAML of a site, to nodes that know every byte
// of their place.
//
//	r := frontmatter.NewReader(file, raised)
//	matter, ok := r.Markdown()
//	root := r.Document(matter.Start, matter.End)
//
// YAML is read strictly. Aliases, anchors, tags, merge keys and second documents are refused, and so is what reviewers
// overlook: marks of a merge, characters that turn the direction of text, front matter behind a stray fence. Where YAML
// stops, the rest is read piece by piece, so that one slip hides no other. A [Reader] keeps what was found, each with its
// exact place and with what to write instead.
//
// Package frontmatter knows no noun. Of keys it knows what package language says of them, to tell front matter from prose.
package frontmatter

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"remit/generator/diagnostic"
	"remit/generator/limit"
	"remit/generator/source"
	"remit/generator/words"
)

// A Reader reads one file and keeps every mistake it meets, up to maxMistakes.
type Reader struct {
	File    *source.File
	Found   []diagnostic.Diagnostic
	merges  []conflict // merges that were not finished, reported already
	Caps    limit.Raised
	Lenient bool // the front matter is not ours: only what cannot be read at all is a mistake
}

// NewReader returns a reader of a file; raised are the limits that were raised.
func NewReader(file *source.File, raised limit.Raised) *Reader {
	return &Reader{File: file, Caps: raised}
}

// Warn keeps a warning.
func (r *Reader) Warn(rule string, at source.Span, help, message string, args ...any) {
	r.Report(rule, at, help, message, args...)
	if !r.Full() {
		r.Found[len(r.Found)-1].Severity = diagnostic.Warning
	}
}

// WarnIfLenient makes the mistake that was reported last a warning on an ordinary page, which is published with a sign in
// place of what cannot be read.
func (r *Reader) WarnIfLenient() {
	if r.Lenient && !r.Full() {
		r.Found[len(r.Found)-1].Severity = diagnostic.Warning
	}
}

// Relate adds a second place to the mistake that was reported last.
func (r *Reader) Relate(at source.Span, message string) {
	if r.Full() {
		return
	}
	last := &r.Found[len(r.Found)-1]
	last.Related = append(last.Related, diagnostic.Related{Span: at, Message: message})
}

func (r *Reader) Span(n *Node) source.Span { return r.File.Span(n.Start, n.End) }

// Source returns the words of a node as they stand in the file, on one line.
func (r *Reader) Source(n *Node) string { return words.Excerpt(string(r.File.Text[n.Start:n.End])) }

// YAMLQuoted writes a value the way it must stand in YAML so that every reader takes it for text.
func YAMLQuoted(s string) string {
	if strings.Contains(s, `"`) && !strings.Contains(s, `'`) {
		return `'` + s + `'`
	}
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(s) + `"`
}

// OrList joins what may be chosen: a, b or c.
func OrList(names []string) string { return Joined(names, "or") }

// Joined joins words for a message. A long list is cut.
func Joined(names []string, last string) string {
	const most = 24
	if len(names) > most {
		return strings.Join(names[:most], ", ") + fmt.Sprintf(" and %d more", len(names)-most)
	}
	return words.List(names, last)
}

// AsWarning makes a warning of the mistake that was reported last.
func (r *Reader) AsWarning() {
	if !r.Full() {
		r.Found[len(r.Found)-1].Severity = diagnostic.Warning
	}
}

// Aside is a reader of the same file whose findings nobody sees.
func (r *Reader) Aside() *Reader {
	return &Reader{File: r.File, merges: r.merges, Caps: r.Caps, Lenient: true}
}

// Keep takes over what another part of the package has found.
func (r *Reader) Keep(found []diagnostic.Diagnostic) {
	for _, d := range found {
		if r.Full() {
			return
		}
		r.Report(d.Rule, d.Span, d.Help, "%s", d.Message)
		if !r.Full() {
			r.Found[len(r.Found)-1] = d
		}
	}
}

// Report keeps an error. The message is formatted with args; help is taken as it is.
func (r *Reader) Report(rule string, at source.Span, help, message string, args ...any) {
	switch {
	case len(r.Found) > limit.MaxMistakes:
		return
	case len(r.Found) == limit.MaxMistakes:
		rule, help, message, args = "too_large", r.Caps.Help("mistakes", 0), "this file has more than %d mistakes", []any{limit.MaxMistakes}
	}
	r.Found = append(r.Found, diagnostic.Diagnostic{
		Rule: rule, Span: at, Message: fmt.Sprintf(message, args...), Help: help,
	})
}

// Full reports whether no further mistake will be kept, so that a costly search for the right words can be spared.
func (r *Reader) Full() bool { return len(r.Found) > limit.MaxMistakes }

// WarnSince makes warnings of the mistakes of syntax that were reported from before on. A character that turns the
// direction of text stays an error: it may say something else than it shows.
func (r *Reader) WarnSince(before int) {
	for i := before; i < len(r.Found) && i < limit.MaxMistakes; i++ {
		d := &r.Found[i]
		c, _ := utf8.DecodeRune(r.File.Text[d.Span.Start:])
		if d.Rule == "syntax" && BidiName(c) == "" {
			d.Severity = diagnostic.Warning
			d.Help += "; until then the front matter is shown as code at the top of the page"
		}
	}
}
