package prose

import (
	"bytes"
	"regexp"
	"strings"
	"sync"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// Names that links lead to, besides those that headings have of themselves: <a id="x"></a> and <a name="x"></a>, the id
// of any other tag, and the {#x} behind a heading.

// An Anchor is a name that an author gave to a place. Those of headings are in [Heading].
type Anchor struct {
	Name   string
	Offset int
}

// given is an anchor on its way to the page. It is written unless the name is taken.
type given struct {
	name  string
	taken bool
}

// anchorMark is the place of an anchor, "" for the end of its tag, which is not shown either.
type anchorMark struct {
	ast.BaseInline
	name string
	at   int
}

var kindAnchorMark = ast.NewNodeKind("AnchorMark")

// Kind implements [ast.Node].
func (*anchorMark) Kind() ast.NodeKind { return kindAnchorMark }

// Dump implements [ast.Node].
func (a *anchorMark) Dump(source []byte, level int) { ast.DumpHelper(a, source, level, nil, nil) }

// idTag is what a tag says about names.
type idTag struct {
	element string
	names   []string
	only    bool // it says nothing else
	closing bool
	closed  bool // it ends itself
}

// tag takes in a tag of a paragraph: it returns the nodes for its names, and whether the tag itself is not shown.
func (s *state) tag(parent ast.Node, words []byte, at int) (marks []*anchorMark, hidden bool) {
	if s.tagBlock != parent {
		s.tagBlock, s.openTags = parent, s.openTags[:0]
	}
	t := readTag(words)
	if t.element != "a" && t.element != "span" {
		return t.marks(at), false
	}
	if t.closing {
		for i := len(s.openTags) - 1; i >= 0; i-- {
			if s.openTags[i].element == t.element {
				hidden = s.openTags[i].hides()
				s.openTags = s.openTags[:i]
				break
			}
		}
		if hidden {
			marks = []*anchorMark{{}}
		}
		return marks, hidden
	}
	if !t.closed && len(s.openTags) < deepest {
		s.openTags = append(s.openTags, t)
	}
	return t.marks(at), t.hides()
}

// readTag reads a whole tag.
func readTag(tag []byte) idTag {
	t := idTag{only: true}
	i := 1
	if t.closing = i < len(tag) && tag[i] == '/'; t.closing {
		i++
	}
	begin := i
	for i < len(tag) && (letterOrDigit(tag[i]) || tag[i] == '-') {
		i++
	}
	t.element = strings.ToLower(string(tag[begin:i]))
	t.closed = bytes.HasSuffix(tag, []byte("/>"))
	for {
		i = skipSpace(tag, i)
		if i >= len(tag) || tag[i] == '>' || tag[i] == '/' {
			return t
		}
		end := attributeEnd(tag, i)
		if end <= i {
			return t
		}
		t.attribute(tag[i:end])
		i = end
	}
}

func (t *idTag) attribute(attribute []byte) {
	name, value, _ := strings.Cut(string(attribute), "=")
	name = strings.ToLower(strings.TrimSpace(name))
	value = string(meant([]byte(strings.Trim(strings.TrimSpace(value), `"'`))))
	switch {
	case name == "id", name == "name" && t.element == "a":
		if canBeName(value) {
			t.names = append(t.names, value)
			return
		}
		t.only = false
	case name != "class":
		t.only = false
	}
}

// hides reports whether a tag is nothing but a name.
func (t idTag) hides() bool {
	return !t.closing && t.only && len(t.names) > 0 && (t.element == "a" || t.element == "span")
}

func (t idTag) marks(at int) (marks []*anchorMark) {
	for _, name := range t.names {
		marks = append(marks, &anchorMark{name: name, at: at})
	}
	return marks
}

// anchor writes the place that a name leads to.
func (w *writer) anchor(name string, at int) {
	if name == "" {
		return
	}
	w.Anchors = append(w.Anchors, Anchor{Name: name, Offset: w.offset(at)})
	w.hole(anchorHere, len(w.given))
	w.given = append(w.given, given{name: name})
}

// settleNames takes the names that headings have, or earlier anchors, from those that come later.
func (w *writer) settleNames() {
	w.names = make(map[string]int, len(w.Headings)+len(w.given))
	for i, h := range w.Headings {
		if h.Anchor != "" {
			w.names[h.Anchor] = i
		}
	}
	for i := range w.given {
		n := &w.given[i]
		if _, n.taken = w.names[n.name]; !n.taken {
			w.names[n.name] = -1
		}
	}
}

// headings takes the {#name} from the end of a heading.
type headings struct{ parser.BlockParser }

var headingAttributes = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`[ \t]*\{:?[ \t]*((?:[.#][^\s{}"'<>]+|-|[\w-]+=(?:"[^"]*"|[^\s{}"']+))(?:[ \t]+(?:[.#][^\s{}"'<>]+|[\w-]+=(?:"[^"]*"|[^\s{}"']+)))*)[ \t]*\}[ \t]*$`)
})

// Close implements [parser.BlockParser].
func (h headings) Close(node ast.Node, reader text.Reader, pc parser.Context) {
	h.BlockParser.Close(node, reader, pc)
	n, ok := node.(*ast.Heading)
	if !ok || n.Parent() == nil || n.Lines().Len() == 0 {
		return
	}
	s := pc.(*state)
	last := n.Lines().Len() - 1
	segment := n.Lines().At(last)
	line := bytes.TrimRight(s.source[segment.Start:segment.Stop], " \t\n")
	if !bytes.HasSuffix(line, []byte("}")) {
		return
	}
	from := max(bytes.LastIndexByte(line, '{')-1, 0)
	m := headingAttributes().FindSubmatchIndex(line[from:])
	if m == nil || len(bytes.TrimSpace(line[:from+m[0]])) == 0 {
		return
	}
	what := " is for another generator, and is not shown"
	for attribute := range strings.FieldsSeq(string(line[from+m[2] : from+m[3]])) {
		name, isID := strings.CutPrefix(attribute, "#")
		if isID && !canBeName(name) {
			return
		}
		if isID {
			if s.ids == nil {
				s.ids = map[ast.Node]string{}
			}
			s.ids[node] = name
			what = " is a name of another generator: links to it work, and it is not shown"
		}
	}
	start := segment.Start + from + m[0]
	end := segment.Start + len(line)
	segment.Stop = segment.Start + len(bytes.TrimRight(line[:from+m[0]], " \t"))
	n.Lines().Set(last, segment)
	start += len(s.source[start:end]) - len(bytes.TrimLeft(s.source[start:end], " \t"))
	s.noteForeign(start, end, quoted(s.source[start:end])+what, "take it out, and link to the words of the heading")
}

// canBeName reports whether an author may give a name. One with a colon is a page's own.
func canBeName(name string) bool {
	return name != "" && len(name) <= 200 && strings.ToValidUTF8(name, "") == name &&
		!strings.ContainsFunc(name, func(r rune) bool { return r <= ' ' || r == 0x7f || r == ':' || r == '\u00a0' })
}
