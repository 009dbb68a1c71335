package load

import (
	"fmt"

	"remit/generator/condition"
	"remit/generator/frontmatter"
	"remit/generator/playbook"
	"remit/generator/source"
	"remit/generator/words"
)

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
	if !words.IsName(name) {
		g.has[words.NameFrom(name, '_')] = true
	}
}

// knownAll checks a list of references.
func (r *reader) knownAll(list []playbook.Text, g *register) {
	for _, text := range list {
		r.known(text, g)
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
	r.Report("unknown_name", text.Span, help, "there is no %s %s", g.what, words.Quote(text.Value))
}

// help says what might be meant by a name that does not exist.
func (r *reader) help(name string, g *register) string {
	switch {
	case r.Full():
		return ""
	case len(g.names) == 0:
		return fmt.Sprintf("no %s is defined", g.what)
	}
	return words.DidYouMean(name, g.names)
}

// named reads a mapping from names to things, such as roles or facts, and calls read for each, with its name and place.
func (r *reader) named(t *table, key, what string, read func(name playbook.Text, value *frontmatter.Node, place source.Span)) {
	n := t.node(key)
	if n == nil {
		return
	}
	if n.Kind != frontmatter.MappingNode {
		r.notA(n, t.named(key), "a name, a colon and what it stands for on each line, or {} for none")
		return
	}
	for _, p := range r.unique(n.Pairs) {
		switch {
		case p.Key.Kind != frontmatter.ScalarNode:
			r.Report("syntax", r.Span(p.Key), "write a name", "%s cannot be the name of %s", words.Quote(r.Source(p.Key)), what)
		case p.Key.Broken:
		default:
			read(r.name(p.Key, what), p.Value, r.Span(p.Key))
		}
	}
}

// name checks the name of a thing and returns it; a bad one is reported and returned all the same, so that whoever refers
// to it is not told that it does not exist.
func (r *reader) name(key *frontmatter.Node, what string) playbook.Text {
	text := playbook.Text{Value: key.Text, Span: r.Span(key)}
	switch {
	case key.Broken:
	case !words.IsName(key.Text):
		help := "a name begins with a letter from a to z and goes on with such letters, digits and _"
		if better := words.NameFrom(key.Text, '_'); words.IsName(better) && !condition.Reserved(better) {
			help = "write " + better
		}
		r.Report("bad_name", text.Span, help, "%s cannot be the name of %s", words.Quote(key.Text), what)
	case condition.Reserved(key.Text), key.Text == "all" && what == "a role":
		r.Report("bad_name", text.Span, "take another word, such as the_"+key.Text, "%s cannot be the name of %s: it has a meaning of its own", words.Quote(key.Text), what)
	}
	return text
}

// whole reports whether a part of a table could be read as far as its names go.
func (t *table) whole(key string) bool {
	n := t.node(key)
	if n == nil {
		return t.sure && !t.maybe[key]
	}
	if n.Broken || n.Kind != frontmatter.MappingNode {
		return false
	}
	for _, p := range n.Pairs {
		if p.Key.Broken || p.Key.Kind != frontmatter.ScalarNode {
			return false
		}
	}
	return true
}
