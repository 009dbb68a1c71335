package load

import (
	"fmt"
	"slices"
	"strings"

	"remit/generator/condition"
	"remit/generator/playbook"
	"remit/generator/source"
	"remit/generator/words"
)

// A table is a mapping with the keys it may have. Its methods read one key each; a key that was not written gives the
// zero value, and so does one whose value is wrong, which is reported.
type table struct {
	r     *reader
	what  string      // the thing it describes, for messages: action "roll_back"
	place source.Span // where a missing key is reported
	pairs []pair
	sure  bool            // false when something in it could not be read: then nothing is said to be missing
	maybe map[string]bool // keys that were probably meant by a misspelt one
	span  source.Span
}

// table reads a mapping with the given keys, and reports keys it may not have, keys written twice, and a value that is
// no mapping at all.
func (r *reader) table(n *node, what string, place source.Span, keys []string) *table {
	t := &table{r: r, what: what, place: place, span: r.span(n)}
	if n.kind != mappingNode {
		r.notA(n, what, "keys and values, such as "+keys[0]+": …")
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
		case !slices.Contains(keys, p.key.text):
			t.unknownKey(p.key, keys)
		default:
			t.pairs = append(t.pairs, p)
		}
	}
	return t
}

func (t *table) unknownKey(key *node, keys []string) {
	if t.r.full() {
		return
	}
	if later(t.what, key.text) {
		t.r.report("unknown_key", t.r.span(key), "take it out: it would have no effect", "the key %s of %s is not supported by this version of remit", quote(key.text), t.what)
		return
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

// later reports whether a key is one that the design knows and this version does not read: who writes it is not told that
// he misspelt another.
func later(what, key string) bool {
	kind, _, _ := strings.Cut(what, " ")
	switch kind {
	case "site.yaml":
		return key == "sources" || key == "lang" || key == "teams"
	case "role":
		return key == "operated_by" || key == "stop" || key == "decides_for"
	case "fact":
		return key == "says"
	case "the":
		return what == "the playbook" && (key == "order" || key == "extends")
	}
	return false
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

// need reports that a key is missing. Example is a line that shows how to write it.
func (t *table) need(key, example string) bool {
	if n := t.node(key); n != nil {
		n.due = true
		return true
	}
	if !t.sure || t.maybe[key] {
		return false
	}
	t.r.report("missing_key", t.place, "add "+condition.Code("%s", example), "%s has no %s", t.what, quote(key))
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
	for _, item := range t.list(key, "[one, two]") {
		if text := t.r.text(item, "an entry of "+t.named(key)); text.Present() {
			list = append(list, text)
		}
	}
	return list
}

// names reads a list of names. An empty list is a mistake unless none is allowed.
func (t *table) names(key, example string, none bool) []playbook.Text {
	n := t.node(key)
	if n != nil && n.kind == listNode && len(n.items) == 0 && !n.broken && !none {
		t.r.report("wrong_type", t.r.span(n), "write "+key+": "+example, "%s is empty", t.named(key))
	}
	var list []playbook.Text
	for _, item := range t.list(key, example) {
		if name := t.r.word(item, "an entry of "+t.named(key), "a name"); name.Present() {
			list = append(list, name)
		}
	}
	return list
}

// list returns the items of a list; a single value must be written as a list of one.
func (t *table) list(key, example string) []*node {
	n := t.node(key)
	switch {
	case n == nil:
		return nil
	case n.kind == listNode:
		return n.items
	case n.kind == scalarNode && !n.empty() && !n.broken && n.text != "all" && n.text != "none":
		t.r.report("wrong_type", t.r.span(n), fmt.Sprintf("write %s: [%s]", key, t.r.source(n)), "%s is a list, not %s", t.named(key), t.r.shape(n))
	default:
		t.r.notA(n, t.named(key), "a list: "+key+": "+example)
	}
	return nil
}

// word reads a single word that must be a name.
func (t *table) word(key string) playbook.Text {
	n := t.node(key)
	if n == nil {
		return playbook.Text{}
	}
	return t.r.word(n, t.named(key), "a name")
}
