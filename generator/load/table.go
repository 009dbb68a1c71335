package load

import (
	"fmt"
	"strings"

	"remit/generator/condition"
	"remit/generator/language"
	"remit/generator/playbook"
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
	pairs []pair
	sure  bool            // false when something in it could not be read: then nothing is said to be missing
	maybe map[string]bool // keys that were probably meant by a misspelt one
	span  source.Span
}

// table reads a mapping that holds the keys of a place, and reports keys it may not have, keys written twice, required
// keys that are missing, and a value that is no mapping at all.
func (r *reader) table(n *node, what string, place source.Span, at language.Place) *table {
	t := r.tableOf(n, what, place, language.All(at))
	for _, k := range t.keys {
		if k.Need == language.Required && n.kind == mappingNode {
			t.need(k.Name)
		}
	}
	return t
}

// tableOf reads a mapping with the given keys.
func (r *reader) tableOf(n *node, what string, place source.Span, keys []language.Key) *table {
	t := &table{r: r, what: what, place: place, span: r.span(n), keys: keys}
	if n.kind != mappingNode {
		r.notA(n, what, "keys and values, such as "+keys[0].Name+": …")
		return t
	}
	t.sure = !n.broken
	for _, p := range r.unique(n.pairs) {
		switch {
		case p.key.broken:
			t.sure = false
		case p.key.kind != scalarNode:
			t.sure = false
			r.report("syntax", r.span(p.key), "write a word as key", "%s cannot be a key", quote(r.source(p.key)))
		case !t.reads(p.key.text):
			t.unknownKey(p.key)
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

// declared returns what the language says of a key.
func (t *table) declared(name string) language.Key {
	for _, k := range t.keys {
		if k.Name == name {
			return k
		}
	}
	return language.Key{}
}

func (t *table) unknownKey(key *node) {
	if t.r.full() {
		return
	}
	if t.declared(key.text).Later { // who writes it is not told that he misspelt another
		t.r.report("unknown_key", t.r.span(key), "take it out: it would have no effect", "the key %s of %s is not supported by this version of remit", quote(key.text), t.what)
		return
	}
	var keys []string
	for _, k := range t.keys {
		if !k.Later {
			keys = append(keys, k.Name)
		}
	}
	help := "its keys are " + joined(keys, "and")
	if near := words.Nearest(strings.ToLower(key.text), keys); near != "" {
		help = fmt.Sprintf("did you mean %s?", quote(near))
		if t.maybe == nil {
			t.maybe = map[string]bool{}
		}
		t.maybe[near] = true
	}
	t.r.report("unknown_key", t.r.span(key), help, "%s has no key %s", t.what, quote(key.text))
}

// unique reports keys that are written twice, also when they differ in case alone, and returns the first of each.
func (r *reader) unique(pairs []pair) []pair {
	list := make([]pair, 0, len(pairs))
	seen := make(map[string]*node, len(pairs))
	for _, p := range pairs {
		if p.key.broken || p.key.kind != scalarNode {
			list = append(list, p)
			continue
		}
		name := strings.ToLower(p.key.text)
		if first := seen[name]; first != nil {
			r.report("duplicate_key", r.span(p.key), "keep one of the two", "the key %s is written twice", quote(p.key.text))
			r.relate(r.span(first), "it is written here first")
			continue
		}
		seen[name] = p.key
		list = append(list, p)
	}
	return list
}

// notA reports a value of the wrong kind, unless its own mistake was reported before.
func (r *reader) notA(n *node, what, due string) {
	switch {
	case n.broken:
	case n.empty():
		r.emptyValue(n, what, due)
	default:
		r.report("wrong_type", r.span(n), "write "+due, "%s cannot be %s", what, r.shape(n))
	}
}

// emptyValue reports a value that is due and was not written. A # without quotes is a usual cause.
func (r *reader) emptyValue(n *node, what, due string) {
	line := r.file.Line(r.file.Position(n.start).Line)
	if _, comment, ok := strings.Cut(line, ": #"); ok {
		r.report("wrong_type", r.span(n), "put the text in quotes: "+yamlQuoted("#"+strings.TrimSpace(comment)),
			"%s is empty: what follows a # is a comment", what)
		return
	}
	help := "write " + due
	if !n.due {
		help += ", or delete the key"
	}
	r.report("wrong_type", r.span(n), help, "%s is empty", what)
}

// shape says what a value is.
func (r *reader) shape(n *node) string {
	switch n.kind {
	case mappingNode:
		return "a mapping: " + quote(r.source(n))
	case listNode:
		return "a list: " + quote(r.source(n))
	}
	return quote(n.text)
}

// node returns the value of a key, or nil.
func (t *table) node(key string) *node {
	for _, p := range t.pairs {
		if p.key.text == key {
			return p.value
		}
	}
	return nil
}

// key returns the place of a key that was written.
func (t *table) key(key string) source.Span {
	for _, p := range t.pairs {
		if p.key.text == key {
			return t.r.span(p.key)
		}
	}
	return source.Span{}
}

// has reports whether a key was written.
func (t *table) has(key string) bool { return t.node(key) != nil }

// need reports that a key is missing.
func (t *table) need(key string) bool {
	if n := t.node(key); n != nil {
		n.due = true
		return true
	}
	if !t.sure || t.maybe[key] {
		return false
	}
	t.r.report("missing_key", t.place, "add "+condition.Code("%s", t.declared(key).Example), "%s has no %s", t.what, quote(key))
	return false
}

// named names a key of the thing for messages: the "title" of action "roll_back".
func (t *table) named(key string) string { return quote(key) + " of " + t.what }

// text reads one line or more of text.
func (t *table) text(key string) playbook.Text {
	n := t.node(key)
	if n == nil {
		return playbook.Text{}
	}
	return t.r.text(n, t.named(key))
}

// texts reads a list of texts.
func (t *table) texts(key string) []playbook.Text {
	var list []playbook.Text
	for _, item := range t.list(key) {
		if text := t.r.text(item, "an entry of "+t.named(key)); text.Present() {
			list = append(list, text)
		}
	}
	return list
}

// names reads a list of names. An empty list is a mistake unless none is allowed.
func (t *table) names(key string, none bool) []playbook.Text {
	n := t.node(key)
	if n != nil && n.kind == listNode && len(n.items) == 0 && !n.broken && !none {
		t.r.report("wrong_type", t.r.span(n), "write "+key+": "+t.example(key), "%s is empty", t.named(key))
	}
	var list []playbook.Text
	for _, item := range t.list(key) {
		if name := t.r.word(item, "an entry of "+t.named(key), "a name"); name.Present() {
			list = append(list, name)
		}
	}
	return list
}

// list returns the items of a list; a single value must be written as a list of one.
func (t *table) list(key string) []*node {
	n := t.node(key)
	switch {
	case n == nil:
		return nil
	case n.kind == listNode:
		return n.items
	case n.kind == scalarNode && !n.empty() && !n.broken && n.text != "all" && n.text != "none":
		t.r.report("wrong_type", t.r.span(n), fmt.Sprintf("write %s: [%s]", key, t.r.source(n)), "%s is a list, not %s", t.named(key), t.r.shape(n))
	default:
		t.r.notA(n, t.named(key), "a list: "+key+": "+t.example(key))
	}
	return nil
}

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

// word reads a single word that must be a name.
func (t *table) word(key string) playbook.Text {
	n := t.node(key)
	if n == nil {
		return playbook.Text{}
	}
	return t.r.word(n, t.named(key), "a name")
}
