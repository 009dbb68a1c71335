package load

import (
	"fmt"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"remit/generator/condition"
	"remit/generator/playbook"
	"remit/generator/source"
	"remit/generator/words"
)

// proper reports whether a word has the form of a name: [a-z][a-z0-9_]*.
func proper(word string) bool {
	for i := range len(word) {
		c := word[i]
		if (c < 'a' || c > 'z') && (i == 0 || (c < '0' || c > '9') && c != '_') {
			return false
		}
	}
	return word != ""
}

// name checks the name of a thing and returns it; a bad one is reported and returned all the same, so that whoever refers
// to it is not told that it does not exist.
func (r *reader) name(key *node, what string) playbook.Text {
	text := playbook.Text{Value: key.text, Span: r.span(key)}
	switch {
	case key.broken:
	case !proper(key.text):
		help := "a name begins with a letter from a to z and goes on with such letters, digits and _"
		if better := nameFrom(key.text, '_'); proper(better) && !condition.Reserved(better) {
			help = "write " + better
		}
		r.report("bad_name", text.Span, help, "%s cannot be the name of %s", quote(key.text), what)
	case condition.Reserved(key.text), key.text == "all" && what == "a role":
		r.report("bad_name", text.Span, "take another word, such as the_"+key.text, "%s cannot be the name of %s: it has a meaning of its own", quote(key.text), what)
	}
	return text
}

// nameFrom makes a proper name of any words: "Roll back!" becomes "roll_back", or "roll-back" when joined by '-'.
func nameFrom(words string, join rune) string {
	var b strings.Builder
	gap := false
	for _, c := range norm.NFKD.String(strings.ToLower(words)) {
		switch {
		case c >= 'a' && c <= 'z' || c >= '0' && c <= '9':
			if gap && b.Len() > 0 {
				b.WriteRune(join)
			}
			gap = false
			b.WriteRune(c)
		case !unicode.Is(unicode.Mn, c):
			gap = true
		}
	}
	return b.String()
}

// A register is the names of one kind that exist, for checking references. When it is not sure, some could not be read,
// and nothing is said to be unknown.
type register struct {
	what  string // "role", "contact"
	names []string
	has   map[string]bool
	sure  bool
}

func newRegister(what string, sure bool) *register {
	return &register{what: what, has: map[string]bool{}, sure: sure}
}

// add enters a name. One that is not well formed is entered in its repaired form too: who refers to it by that is right.
func (g *register) add(name string) {
	if !g.has[name] {
		g.has[name] = true
		g.names = append(g.names, name)
	}
	if !proper(name) {
		g.has[nameFrom(name, '_')] = true
	}
}

// known reports a reference to a name that does not exist.
func (r *reader) known(text playbook.Text, g *register) bool {
	if !text.Present() || g.has[text.Value] {
		return text.Present()
	}
	if g.sure {
		r.unknown(text, g, r.help(text.Value, g))
	}
	return false
}

func (r *reader) unknown(text playbook.Text, g *register, help string) {
	r.report("unknown_name", text.Span, help, "there is no %s %s", g.what, quote(text.Value))
}

// help says what might be meant by a name that does not exist.
func (r *reader) help(name string, g *register) string {
	switch {
	case r.full():
		return ""
	case len(g.names) == 0:
		return fmt.Sprintf("no %s is defined", g.what)
	}
	return words.DidYouMean(name, g.names)
}

// knownAll checks a list of references.
func (r *reader) knownAll(list []playbook.Text, g *register) {
	for _, text := range list {
		r.known(text, g)
	}
}

// named reads a mapping from names to things, such as roles or facts, and calls read for each, with its name and place.
func (r *reader) named(t *table, key, what string, read func(name playbook.Text, value *node, place source.Span)) {
	n := t.node(key)
	if n == nil {
		return
	}
	if n.kind != mappingNode {
		r.notA(n, t.named(key), "a name, a colon and what it stands for on each line, or {} for none")
		return
	}
	for _, p := range r.unique(n.pairs) {
		switch {
		case p.key.kind != scalarNode:
			r.report("syntax", r.span(p.key), "write a name", "%s cannot be the name of %s", quote(r.source(p.key)), what)
		case p.key.broken:
		default:
			read(r.name(p.key, what), p.value, r.span(p.key))
		}
	}
}

// whole reports whether a part of a table could be read as far as its names go.
func (t *table) whole(key string) bool {
	n := t.node(key)
	if n == nil {
		return t.sure && !t.maybe[key]
	}
	if n.broken || n.kind != mappingNode {
		return false
	}
	for _, p := range n.pairs {
		if p.key.broken || p.key.kind != scalarNode {
			return false
		}
	}
	return true
}
