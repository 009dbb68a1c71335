package frontmatter

import (
	"bytes"
	"regexp"
	"slices"
	"strings"

	"remit/generator/language"
	"remit/generator/source"
	"remit/generator/words"
)

// This file judges the text behind the closing fence. A line of three dashes that slipped into the front matter ends it
// there, and what follows would become text: a grant, or worse an unless, would be lost without a word. So whatever
// reads as front matter behind the fence is a mistake.

// StrayFence reports the fence when the text behind it goes on with the front matter of a place, and whether it does.
func (r *Reader) StrayFence(m Matter, of language.Place) bool {
	j := &fenceCheck{r: r, m: m, top: language.Keys(of), all: language.Below(of)}
	for _, k := range j.all {
		j.keys = append(j.keys, k.Name)
	}
	at := j.evidence()
	if at < 0 {
		return false
	}
	line := LineAt(r.File.Text, at)
	said := strings.TrimSpace(string(line))
	fence := r.File.Span(m.End, m.End+len(bytes.TrimRight(LineAt(r.File.Text, m.End), " \t\r\n")))
	r.Report("syntax", fence, "delete this line if what follows belongs to the front matter; to show such lines as text, put them between two lines of three backquotes, ```",
		"the front matter ends here, on line %d, and what follows would be lost: line %d reads as more of it, %s",
		fence.From().Line, r.File.Position(at).Line, words.Quote(said))
	start := at + bytes.Index(line, []byte(said))
	r.Relate(r.File.Span(start, start+len(said)), "this reads as front matter")
	return true
}

// A fenceCheck reads the text behind the closing fence.
type fenceCheck struct {
	r     *Reader
	m     Matter
	top   []language.Key // those that stand at the first column
	all   []language.Key // those of every depth
	keys  []string       // their names
	later bool           // the leading block ends at another fence

	declared []string // see names; nil before it is asked for
}

// evidence returns where the first line stands that reads as front matter, or -1.
func (j *fenceCheck) evidence() int {
	lead := j.lead()
	if len(lead) > 0 {
		if at := j.joined(lead); at >= 0 {
			return at
		}
		if at := j.keyed(lead); at >= 0 {
			return at
		}
	}
	if at := j.first(); at >= 0 {
		return at
	}
	return j.anywhere()
}

// keyLine matches a line that begins with a key, be it in an item of a list, or in quotes.
var keyLine = regexp.MustCompile(`^[ \t]*((?:- +)*)["']?([a-z][a-z0-9_]*)["']? *:(?:[ \t\r\n]+(.*)|)$`)

// lead returns the block right behind the fence that could be front matter: up to another fence, or to the first line that
// cannot be, since it begins at the first column and has neither a key nor a dash.
func (j *fenceCheck) lead() []byte {
	text := j.r.File.Text
	i := j.m.Body
	for i < len(text) {
		line := LineAt(text, i)
		said := bytes.TrimSpace(line)
		switch {
		case closes(said):
			j.later = true
			return text[j.m.Body:i]
		case len(said) == 0, said[0] == '#', line[0] == ' ', line[0] == '\t', isItem(said), keyLine.Match(bytes.TrimRight(line, "\r\n")):
		default:
			return text[j.m.Body:i]
		}
		i += len(line)
	}
	return text[j.m.Body:]
}

// closes reports whether a line, without its blanks, could end a front matter.
func closes(said []byte) bool { return string(said) == "---" || string(said) == "..." }

func isItem(said []byte) bool { return said[0] == '-' && (len(said) == 1 || blank(said[1])) }

// joined reads the block as if the fence were not there, and returns the first thing in it that would belong to the front
// matter. A block that cannot be read so tells nothing.
func (j *fenceCheck) joined(block []byte) int {
	if len(bytes.TrimSpace(block)) == 0 {
		return -1
	}
	front := j.r.File.Text[j.m.Start:j.m.End]
	whole := slices.Concat(front, block)
	r := &Reader{File: source.NewFile(j.r.File.Path, whole), Caps: j.r.Caps, Lenient: true}
	n, stopped := r.Parse(r.Clean(0, len(whole)), 0)
	if n == nil || stopped != nil || n.Kind != MappingNode {
		return -1
	}
	if at := j.added(n, nil, len(front)); at >= 0 {
		return at - len(front) + j.m.Body
	}
	return -1
}

// added returns the first place behind cut at which a node tells something that front matter would; path are the keys
// above it.
func (j *fenceCheck) added(n *Node, path []string, cut int) int {
	for _, p := range n.Pairs {
		if p.Key.Start >= cut && j.belongs(p.Key, len(path)) {
			return p.Key.Start
		}
		if at := j.added(p.Value, append(path, p.Key.Text), cut); at >= 0 {
			return at
		}
	}
	for _, item := range n.Items {
		if item.Start >= cut && item.Kind == ScalarNode && j.itemBelongs(item) {
			return item.Start
		}
		if at := j.added(item, append(path, "-"), cut); at >= 0 {
			return at
		}
	}
	if n.Kind == ScalarNode && n.Start < cut && n.End > cut && j.continues(path) {
		return cut + LeadingBlanks(j.r.File.Text[j.m.Body:])
	}
	return -1
}

// continues reports whether the text right behind the fence goes on with a value above it: a condition, or, before
// another fence, any. An empty line between them says that it does not.
func (j *fenceCheck) continues(path []string) bool {
	return (j.later || j.isTest(path)) && len(bytes.TrimSpace(LineAt(j.r.File.Text, j.m.Body))) > 0
}

// belongs reports whether a key that was read behind the fence is one of the front matter: any name below another key,
// at the top one that a playbook has or nearly has.
func (j *fenceCheck) belongs(key *Node, depth int) bool {
	return slices.Contains(j.keys, key.Text) || words.IsName(key.Text) && (depth > 0 || words.Nearest(key.Text, j.keys) != "")
}

// itemBelongs reports whether an item of a list that was read behind the fence is one of the front matter: a single word,
// or, before another fence, whatever is indented.
func (j *fenceCheck) itemBelongs(n *Node) bool {
	return n.Text != "" && (!strings.ContainsAny(n.Text, " \t\n") || j.later)
}

// isTest reports whether the value under these keys is a condition.
func (j *fenceCheck) isTest(path []string) bool {
	return len(path) > 0 && language.Find(j.all, path[len(path)-1]).Type == language.Condition ||
		len(path) == 2 && language.Find(j.top, path[0]).Type == language.Conditions
}

// keyed returns the first line of the block with a key of the front matter, or -1.
func (j *fenceCheck) keyed(block []byte) int {
	at := j.m.Body
	for line := range bytes.Lines(block) {
		if key, _, ok := keyOf(line); ok && slices.Contains(j.keys, key) {
			return at
		}
		at += len(line)
	}
	return -1
}

// anywhere returns the first line of the text, outside code, that nobody writes in prose: a key of the front matter with a
// value in the form that is due there; or -1.
func (j *fenceCheck) anywhere() int {
	text := j.r.File.Text
	fence := ""
	for i := j.m.Body; i < len(text); i += len(LineAt(text, i)) {
		line := LineAt(text, i)
		if fence = InFence(fence, line, true); fence != "" {
			continue
		}
		if key, value, ok := keyOf(line); ok && slices.Contains(j.keys, key) && fits(language.Find(j.all, key), value, text[i+len(line):]) {
			return i
		}
		if l, ok := looselyKeyed(line); ok && j.decides(l) {
			return i
		}
	}
	return -1
}

// fits reports whether a value has the form that the front matter wants under a key and that prose has not.
func fits(key language.Key, value string, below []byte) bool {
	switch key.Type {
	case language.Names:
		return namesInBrackets.MatchString(value)
	case language.Condition:
		return comparison.MatchString(value)
	case language.Conditions, language.Named, language.List:
		if value == "" {
			return opensBlock(below)
		}
		return slices.Contains(key.Words, value) || strings.HasPrefix(value, "{") || strings.HasPrefix(value, "[{")
	}
	return false
}

var (
	namesInBrackets = regexp.MustCompile(`^\[ *[a-z][a-z0-9_]*(?: *, *[a-z][a-z0-9_]*)* *\]`)
	comparison      = regexp.MustCompile(`^["']?(?:not )?[a-z][a-z0-9_]*(?: (?:==|!=|>=|<=|<|>|and|or) [a-z0-9_.-]+)+["']?$`)
)

// opensBlock reports whether the next line with words is indented, or an item, and begins with a key.
func opensBlock(below []byte) bool {
	for line := range bytes.Lines(below) {
		if len(bytes.TrimSpace(line)) == 0 {
			return false
		}
		_, _, ok := keyOf(line)
		return ok && (line[0] == ' ' || line[0] == '-')
	}
	return false
}

// keyOf returns the key and the value of a line.
func keyOf(line []byte) (key, value string, ok bool) {
	if bytes.IndexByte(line, ':') < 0 {
		return "", "", false
	}
	found := keyLine.FindSubmatch(bytes.TrimRight(line, "\r\n"))
	if found == nil {
		return "", "", false
	}
	return string(found[2]), strings.TrimSpace(string(found[3])), true
}
