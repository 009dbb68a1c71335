package load

import (
	"bytes"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"go.yaml.in/yaml/v4"

	"remit/generator/frontmatter"
	"remit/generator/words"
)

// A hunt looks for words of a file that reached neither the library nor a finding. It reads the YAML on its own, without
// the tables of keys and the nodes of the loader.
type hunt struct {
	*reached
	base int // the first byte of the YAML in the file
	text []byte
	lost []string
	// The facts that the loader drops because of a mistake in them: what is said of them is in doubt.
	doubted map[string]bool
	refused bool // a key of the file is unknown: what scenarios say of facts is looked at when it is mended
}

// lostKeys returns the keys and scalars of the YAML from start to end of which nobody hears.
func (r *reached) lostKeys(start, end int) []string {
	h := &hunt{reached: r, base: start, text: r.file.Text[start:end], doubted: map[string]bool{}}
	if r.full {
		return nil
	}
	var root yaml.Node
	if err := yaml.Load(h.text, &root); err != nil || len(r.broken) > 0 {
		h.lines()
		return h.lost
	}
	for _, n := range root.Content {
		if n.Kind == yaml.ScalarNode && n.Value == "" && len(r.errors) > 0 {
			continue // nothing at all, and all that is missing is said
		}
		h.refused = h.refuses(n)
		h.doubt(n)
		h.node(n, nil, n.Kind != yaml.MappingNode && h.startsAt(h.offset(n)))
	}
	return h.lost
}

// refuses reports whether a finding points at one of the keys of the file itself.
func (h *hunt) refuses(root *yaml.Node) bool {
	for i := 0; i+1 < len(root.Content) && root.Kind == yaml.MappingNode; i += 2 {
		at := h.offset(root.Content[i])
		if slices.ContainsFunc(h.errors, func(s stretch) bool { return s.start == at }) {
			return true
		}
	}
	return false
}

// doubt notes the facts that are dropped.
func (h *hunt) doubt(root *yaml.Node) {
	for i := 0; i+1 < len(root.Content) && root.Kind == yaml.MappingNode; i += 2 {
		facts := root.Content[i+1]
		for k := 0; k+1 < len(facts.Content) && facts.Kind == yaml.MappingNode && root.Content[i].Value == "facts"; k += 2 {
			if name := facts.Content[k].Value; h.dropped(facts.Content[k+1], []string{"facts", name}) {
				h.doubted[name] = true
			}
		}
	}
}

// offset returns the place in the file of a line and column of the YAML.
func (h *hunt) offset(n *yaml.Node) int {
	line := h.file.Position(h.base).Line + n.Line - 1
	column := n.Column
	if n.Line == 1 {
		column += h.file.Position(h.base).Column - 1
	}
	return h.file.Offset(line, column)
}

// node looks at a value and all that is in it. Told is true when a finding points at something that holds it.
func (h *hunt) node(n *yaml.Node, path []string, told bool) {
	switch n.Kind {
	case yaml.MappingNode:
		told = told || h.dropped(n, path)
		for i := 0; i+1 < len(n.Content); i += 2 {
			h.pair(n.Content[i], n.Content[i+1], path, told)
		}
	case yaml.SequenceNode:
		for _, item := range n.Content {
			h.node(item, append(slices.Clone(path), "-"), told || h.dropped(item, append(slices.Clone(path), "-")))
		}
	default:
		h.scalar(n, path, told)
	}
}

func (h *hunt) pair(key, value *yaml.Node, path []string, told bool) {
	at := h.offset(key)
	told = told || touched(h.errors, at, at+max(1, len(key.Value))) || h.unknown(key.Value) || len(path) > 0 && path[len(path)-1] == "given" && (h.doubted[key.Value] || h.refused)
	if value.Kind != yaml.ScalarNode {
		told = told || h.startsAt(h.offset(value))
	}
	below := append(slices.Clone(path), key.Value)
	if isName(path) && !told && !h.dropped(value, below) && !touched(h.words, at, at+len(key.Value)) {
		h.miss(at, "the name %q", key.Value)
	}
	h.node(value, below, told || h.dropped(value, below))
}

// unknown reports whether a finding says that a name is unknown; it lists only the first of many places.
func (h *hunt) unknown(name string) bool { return strings.Contains(h.missing, words.Quote(name)) }

func (h *hunt) scalar(n *yaml.Node, path []string, told bool) {
	at := h.offset(n)
	end := max(at+1, h.endOf(n, at))
	switch {
	case told, h.unknown(n.Value), touched(h.words, at, end), touched(h.errors, at, end):
	case len(path) == 1 && path[0] == "title" && strings.Contains(h.shown, n.Value): // of a page, which keeps no place for it
	case wordless(path, n.Value) && touched(h.nouns, at, end):
	default:
		h.miss(at, "%q under %s", n.Value, strings.Join(path, "."))
	}
}

// endOf returns a place inside the value or at its end: its words may run over several lines.
func (h *hunt) endOf(n *yaml.Node, at int) int {
	line, _, _ := bytes.Cut(h.file.Text[at:], []byte("\n"))
	if n.Style&(yaml.LiteralStyle|yaml.FoldedStyle) != 0 {
		rest := bytes.TrimLeft(h.file.Text[at+len(line):], " \r\n")
		return len(h.file.Text) - len(rest) + min(1, len(rest))
	}
	if n.Style&(yaml.DoubleQuotedStyle|yaml.SingleQuotedStyle) != 0 || len(n.Value) > len(line) {
		return at + len(line)
	}
	return at + max(len(n.Value), 1)
}

// wordless reports whether a value reaches the library as something else than words with a place.
func wordless(path []string, value string) bool {
	if len(path) == 0 {
		return value == ""
	}
	last := path[len(path)-1]
	switch last {
	case "range", "worse", "kind", "otherwise", "private":
		return true
	}
	return last == "roles" && value == "all"
}

// isName reports whether the keys below these are names that the author gives.
func isName(path []string) bool {
	if len(path) == 0 {
		return false
	}
	switch last := path[len(path)-1]; last {
	case "facts", "conditions", "triggers", "actions", "roles", "contacts", "workloads":
		return len(path) == 1
	case "options":
		return len(path) == 3
	case "given":
		return true
	}
	return false
}

// dropped reports whether the loader drops the whole of a thing because of a mistake in it, which is found.
func (h *hunt) dropped(n *yaml.Node, path []string) bool {
	k := len(path)
	whole := k == 2 && path[0] == "facts" || k > 2 && path[k-1] == "-" && (path[k-2] == "channels" || path[k-2] == "hours") ||
		k > 1 && path[k-1] == "given"
	at := h.offset(n)
	return whole && touched(h.errors, at, h.lastOf(n)) || k > 0 && path[k-1] == "-" && n.Kind != yaml.ScalarNode && h.startsAt(at) && h.wrongKind(at)
}

// lastOf returns a place in the last value of a node.
func (h *hunt) lastOf(n *yaml.Node) int {
	if len(n.Content) == 0 {
		return h.endOf(n, h.offset(n))
	}
	return h.lastOf(n.Content[len(n.Content)-1])
}

func (h *hunt) startsAt(at int) bool {
	return slices.ContainsFunc(h.errors, func(s stretch) bool { return s.start == at && s.end > at })
}

// wrongKind reports whether what is found at a place is about all that begins there.
func (h *hunt) wrongKind(at int) bool {
	return slices.ContainsFunc(h.errors, func(s stretch) bool { return s.start == at && bytes.ContainsAny(h.file.Text[s.start:s.end], ":,\n[{") })
}

func (h *hunt) miss(at int, message string, args ...any) {
	h.lost = append(h.lost, fmt.Sprintf("line %d: ", h.file.Position(at).Line)+fmt.Sprintf(message, args...))
}

// empty matches a key without a value, and a value without words.
var empty = regexp.MustCompile(`^([^:]*:)?[-{}\[\] ,]*$`)

// lines looks at YAML that cannot be read as a whole: each line with words has something of the library or a finding on
// it, unless reading stopped in its part of the file, which a finding then says.
func (h *hunt) lines() {
	stopped, over := false, false
	if h.base > 0 && touched(h.broken, 0, h.base) || len(h.broken) > 0 && !beginsBlock(firstWords(h.text)) {
		return // nobody can tell where the front matter ends, or there are no keys
	}
	told := -1 // the indentation of the key above that a finding points at
	for i := 0; i < len(h.text); {
		line := frontmatter.LineAt(h.text, i)
		indent := len(line) - len(bytes.TrimLeft(line, " "))
		if beginsBlock(line) {
			stopped = touched(h.broken, h.base+i, h.base+i+h.block(i))
		}
		words := bytes.TrimSpace(line)
		over = over || (bytes.HasPrefix(words, []byte("---")) || bytes.HasPrefix(words, []byte("..."))) && touched(h.broken, h.base+i, h.base+i+len(line))
		start, end := h.base+i, h.base+i+max(1, len(bytes.TrimRight(line, "\r\n")))
		switch {
		case len(words) == 0, words[0] == '#', stopped, over, told >= 0 && indent > told, string(words) == "---":
		case touched(h.errors, start+indent, start+indent+1+max(0, bytes.IndexByte(words, ':'))):
			told = indent
		case touched(h.words, start, end), touched(h.errors, start, end), touched(h.nouns, start, end):
			told = -1
		case empty.Match(words), !bytes.ContainsFunc(words, unicode.IsLetter):
		default:
			h.miss(start, "%q", words)
		}
		i += len(line)
	}
}

// firstWords returns the first line that is neither empty nor a comment nor a fence, or a line without words.
func firstWords(text []byte) []byte {
	for i := 0; i < len(text); i += len(frontmatter.LineAt(text, i)) {
		line := frontmatter.LineAt(text, i)
		if words := string(bytes.TrimSpace(line)); words != "" && words[0] != '#' && words != "---" {
			return line
		}
	}
	return []byte("\n")
}

// beginsBlock reports whether a line begins with a key at the margin.
func beginsBlock(line []byte) bool {
	return bytes.IndexByte([]byte(" \t-]}#"), line[0]) < 0 && bytes.IndexByte(line, ':') >= 0
}

// block returns the length of the part of the text that begins at i: up to the next line that begins with a key.
func (h *hunt) block(i int) int {
	n := len(frontmatter.LineAt(h.text, i))
	for i+n < len(h.text) {
		line := frontmatter.LineAt(h.text, i+n)
		if beginsBlock(line) {
			break
		}
		n += len(line)
	}
	return n
}
