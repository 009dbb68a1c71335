package content

import (
	"path"
	"strings"

	"remit/generator/playbook"
	"remit/generator/words"
)

// An ignoring is a pattern of site.yaml that declares files which are not to be published.
type ignoring struct {
	text   playbook.Text
	whole  bool // it is a path from content/; else the name of a file or a folder anywhere below it
	folder bool
	used   bool
}

// ignorings reads the patterns; those that cannot be read have been reported.
func ignorings(list []playbook.Text) []*ignoring {
	var all []*ignoring
	for _, text := range list {
		pattern := strings.TrimSuffix(text.Value, "/")
		all = append(all, &ignoring{text: text, whole: strings.Contains(pattern, "/"), folder: pattern != text.Value})
	}
	return all
}

// ignored reports whether site.yaml declares that a file or a folder is not to be published. Every pattern that says so
// counts as used.
func (t *Tree) ignored(name string, folder bool) bool {
	found := false
	for _, g := range t.ignores {
		subject := path.Base(name)
		if g.whole {
			subject = Below(name)
		}
		pattern := strings.Trim(g.text.Value, "/")
		if ok, err := path.Match(pattern, subject); ok && err == nil && (folder || !g.folder) {
			g.used, found = true, true
		}
	}
	return found
}

// idleIgnores reports patterns that declare nothing: they are misspelt, or what they meant is gone.
func (t *Tree) idleIgnores() {
	for _, g := range t.ignores {
		if !g.used {
			t.warn("ignored_file", "", "correct it, or take it out: a pattern is a name such as *.sh, a folder such as scripts/, or a path from content/; no pattern takes out a playbook", "nothing below content/ is called "+words.Quote(g.text.Value))
			t.Found[len(t.Found)-1].Span = g.text.Span
		}
	}
}
