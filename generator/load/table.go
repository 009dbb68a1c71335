package load

import (
	"fmt"
	"strings"

	"remit/generator/frontmatter"
	"remit/generator/language"
	"remit/generator/source"
	"remit/generator/words"
)

// A table is a mapping with the keys it may have. Its methods read one key each; a key that was not written gives the
// zero value, and so does one whose value is wrong, which is reported.
type table struct {
	r     *reader
	what  string // the thing it describes, for messages: action "roll_back"
	keys  []language.Key
	place source.Span // where a missing key is reported
	pairs []frontmatter.Pair
	sure  bool            // false when something in it could not be read: then nothing is said to be missing
	maybe map[string]bool // keys that were probably meant by a misspelt one
	span  source.Span
}

// key returns the place of a key that was written.
func (t *table) key(key string) source.Span {
	for _, p := range t.pairs {
		if p.Key.Text == key {
			return t.r.Span(p.Key)
		}
	}
	return source.Span{}
}

// has reports whether a key was written.
func (t *table) has(key string) bool { return t.node(key) != nil }

// named names a key of the thing for messages: the "title" of action "roll_back".
func (t *table) named(key string) string { return words.Quote(key) + " of " + t.what }

// example shows the value of a key, and the words that may stand for one.
func (t *table) example(key string) string {
	k := t.declared(key)
	example := k.Value()
	for _, word := range k.Words {
		if word != example {
			example += ", or " + key + ": " + word
		}
	}
	return example
}

// item reads an item of a list as a table.
func (r *reader) item(n *frontmatter.Node, what string, at language.Place) *table {
	return r.table(n, what, r.File.Span(n.Start, n.Start), at)
}

// table reads a mapping that holds the keys of a place, and reports keys it may not have, keys written twice, required
// keys that are missing, and a value that is no mapping at all.
func (r *reader) table(n *frontmatter.Node, what string, place source.Span, at language.Place) *table {
	t := r.tableOf(n, what, place, language.All(at))
	for _, k := range t.keys {
		if k.Need == language.Required && n.Kind == frontmatter.MappingNode {
			t.need(k.Name)
		}
	}
	return t
}

// tableOf reads a mapping with the given keys.
func (r *reader) tableOf(n *frontmatter.Node, what string, place source.Span, keys []language.Key) *table {
	t := &table{r: r, what: what, place: place, span: r.Span(n), keys: keys}
	if n.Kind != frontmatter.MappingNode {
		r.notA(n, what, "keys and values, such as "+keys[0].Name+": …")
		return t
	}
	t.sure = !n.Broken
	for _, p := range r.unique(n.Pairs) {
		switch {
		case p.Key.Broken:
			t.sure = false
		case p.Key.Kind != frontmatter.ScalarNode:
			t.sure = false
			r.Report("syntax", r.Span(p.Key), "write a word as key", "%s cannot be a key", words.Quote(r.Source(p.Key)))
		case !t.reads(p.Key.Text):
			t.unknownKey(p.Key)
		default:
			t.pairs = append(t.pairs, p)
		}
	}
	return t
}

// reads reports whether a key is one that is read here.
func (t *table) reads(name string) bool {
	k := t.declared(name)
	return k.Name != "" && !k.Later
}

func (t *table) unknownKey(key *frontmatter.Node) {
	if t.r.Full() {
		return
	}
	if t.declared(key.Text).Later { // who writes it is not told that he misspelt another
		t.r.Report("unknown_key", t.r.Span(key), "take it out: it would have no effect", "the key %s of %s is not supported by this version of remit", words.Quote(key.Text), t.what)
		return
	}
	var keys []string
	for _, k := range t.keys {
		if !k.Later {
			keys = append(keys, k.Name)
		}
	}
	help := "its keys are " + frontmatter.Joined(keys, "and")
	if near := words.Nearest(strings.ToLower(key.Text), keys); near != "" {
		help = fmt.Sprintf("did you mean %s?", words.Quote(near))
		if t.maybe == nil {
			t.maybe = map[string]bool{}
		}
		t.maybe[near] = true
	}
	t.r.Report("unknown_key", t.r.Span(key), help, "%s has no key %s", t.what, words.Quote(key.Text))
}

// unique reports keys that are written twice, also when they differ in case alone, and returns the first of each.
func (r *reader) unique(pairs []frontmatter.Pair) []frontmatter.Pair {
	list := make([]frontmatter.Pair, 0, len(pairs))
	seen := make(map[string]*frontmatter.Node, len(pairs))
	for _, p := range pairs {
		if p.Key.Broken || p.Key.Kind != frontmatter.ScalarNode {
			list = append(list, p)
			continue
		}
		name := strings.ToLower(p.Key.Text)
		if first := seen[name]; first != nil {
			r.Report("duplicate_key", r.Span(p.Key), "keep one of the two", "the key %s is written twice", words.Quote(p.Key.Text))
			r.Relate(r.Span(first), "it is written here first")
			continue
		}
		seen[name] = p.Key
		list = append(list, p)
	}
	return list
}

// notA reports a value of the wrong kind, unless its own mistake was reported before.
func (r *reader) notA(n *frontmatter.Node, what, due string) {
	switch {
	case n.Broken:
	case n.Empty():
		r.emptyValue(n, what, due)
	default:
		r.Report("wrong_type", r.Span(n), "write "+due, "%s cannot be %s", what, r.shape(n))
	}
}

// emptyValue reports a value that is due and was not written. A # without quotes is a usual cause.
func (r *reader) emptyValue(n *frontmatter.Node, what, due string) {
	line := r.File.Line(r.File.Position(n.Start).Line)
	if _, comment, ok := strings.Cut(line, ": #"); ok {
		r.Report("wrong_type", r.Span(n), "put the text in quotes: "+frontmatter.YAMLQuoted("#"+strings.TrimSpace(comment)),
			"%s is empty: what follows a # is a comment", what)
		return
	}
	help := "write " + due
	if !n.Due {
		help += ", or delete the key"
	}
	r.Report("wrong_type", r.Span(n), help, "%s is empty", what)
}

// shape says what a value is.
func (r *reader) shape(n *frontmatter.Node) string {
	switch n.Kind {
	case frontmatter.MappingNode:
		return "a mapping: " + words.Quote(r.Source(n))
	case frontmatter.ListNode:
		return "a list: " + words.Quote(r.Source(n))
	}
	return words.Quote(n.Text)
}

// need reports that a key is missing.
func (t *table) need(key string) bool {
	if n := t.node(key); n != nil {
		n.Due = true
		return true
	}
	if !t.sure || t.maybe[key] {
		return false
	}
	t.r.Report("missing_key", t.place, "add "+words.Code("%s", t.declared(key).Example), "%s has no %s", t.what, words.Quote(key))
	return false
}

// declared returns what the language says of a key.
func (t *table) declared(name string) language.Key { return language.Find(t.keys, name) }

// node returns the value of a key, or nil.
func (t *table) node(key string) *frontmatter.Node {
	for _, p := range t.pairs {
		if p.Key.Text == key {
			return p.Value
		}
	}
	return nil
}
