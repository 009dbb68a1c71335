package frontmatter

import (
	"bytes"
	"regexp"
	"slices"
	"strings"

	"remit/generator/language"
	"remit/generator/words"
)

// This file knows lines that somebody meant as front matter although YAML would not read them so: in capitals, with another
// colon or none, in a list, a quotation or a comment. Behind a stray fence such a line is lost like any other.

// A nearLine is a line that begins nearly like one with a key.
type nearLine struct {
	key, value string
	indented   bool
}

// nearlyKeyed matches blanks of any kind, signs of Markdown, the key, a colon or what looks like one, and the value.
var nearlyKeyed = regexp.MustCompile("^([\\s\\p{Z}\\p{Cf}]*)(?:[-*+>|{][\\s\\p{Z}\\p{Cf}]*|[0-9]{1,3}[.)] )*[\"'`*_]*([A-Za-z][A-Za-z0-9_]*(?:[ -][A-Za-z][A-Za-z0-9_]*){0,2})[\"'`*_]*" +
	"[\\s\\p{Z}]*[:=\uFF1A]=?[\\s\\p{Z}\\p{Cf}*_]*(.*?)[\\s}`*|]*$")

// first returns the first line with words behind the fence if it reads as front matter: it is indented and has a key, or
// nearly one, or it has a key that is no word of prose; else -1.
func (j *fenceCheck) first() int {
	text := j.r.File.Text
	for i := j.m.Body; i < len(text); i += len(LineAt(text, i)) {
		line := LineAt(text, i)
		if len(bytes.Trim(line, " \t\r\n-=.<!>")) == 0 {
			continue // an empty line, another fence, the beginning of a comment
		}
		l, ok := looselyKeyed(line)
		known := slices.Contains(j.keys, l.key)
		if ok && (l.indented && (known || words.Nearest(l.key, j.keys) != "") || known && (strings.Contains(l.key, "_") || l.forbids())) {
			return i
		}
		return -1
	}
	return -1
}

// looselyKeyed reads a line as one with a key, whatever its letters, signs and blanks. The key is as the front matter has it.
func looselyKeyed(line []byte) (l nearLine, ok bool) {
	if !bytes.ContainsAny(line, ":=\uFF1A") {
		return l, false
	}
	found := nearlyKeyed.FindSubmatch(bytes.TrimRight(line, "\r\n"))
	if found == nil {
		return l, false
	}
	key := strings.NewReplacer("-", "_", " ", "_").Replace(strings.ToLower(string(found[2])))
	return nearLine{key: key, value: string(found[3]), indented: len(found[1]) > 0}, true
}

// forbids reports whether the key of a line is one that takes authority away.
func (l nearLine) forbids() bool {
	return slices.Contains([]string{"unless", "allow", "except"}, l.key)
}

// decides reports whether a line, wherever it stands, is a condition on a name of this playbook, or reserves an action.
func (j *fenceCheck) decides(l nearLine) bool {
	switch key := language.Find(j.all, l.key); {
	case key.Type == language.Condition:
		name := strings.TrimPrefix(strings.Trim(l.value, `"'`), "not ")
		return slices.Contains(j.names(), name) || comparison.MatchString(l.value)
	case key.Type == language.List:
		return slices.Contains(key.Words, l.value)
	}
	return false
}

// names are the facts, conditions and triggers of the front matter, as far as it can be read.
func (j *fenceCheck) names() []string {
	if j.declared == nil {
		j.declared = []string{}
		aside := j.r.Aside()
		if n, _ := aside.Parse(aside.Clean(j.m.Start, j.m.End), j.m.Start); n != nil {
			for _, p := range n.Pairs {
				if k := language.Find(j.top, p.Key.Text); k.Type == language.Conditions || k.Of == language.Fact {
					for _, inner := range p.Value.Pairs {
						j.declared = append(j.declared, inner.Key.Text)
					}
				}
			}
		}
	}
	return j.declared
}
