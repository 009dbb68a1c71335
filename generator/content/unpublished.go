package content

import (
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"

	"remit/generator/diagnostic"
	"remit/generator/frontmatter"
	"remit/generator/source"
	"remit/generator/words"
)

// An unpublished file below content/ is neither a page nor published as it is. Nobody would notice that a playbook called
// checkout.md.txt answers nothing, so every one is named, or declared in site.yaml under `ignore`.
type unpublished struct {
	kind  unpublishedKind
	files []string // of one folder
}

type unpublishedKind struct {
	folder, ending string
	why            reason
}

// A reason is why a file is not published.
type reason int

const (
	unknownKind  reason = iota // its ending is on no list
	nearlyPage                 // its ending is nearly that of a page
	leftover                   // an editor or a merge left it behind
	likePlaybook               // it stands among the playbooks, and reads like one
)

// nearEndings are endings that somebody gives to a page of Markdown. What an editor adds behind .md is another matter.
var nearEndings = regexp.MustCompile(`(?i)\.(mdx|mdown|mkd|mkdn|mdwn|markdn|mdtxt|mdtext|rmd|qmd|(md|markdown)\.(txt|text|html?|ya?ml|rtf|docx?|pdf|draft|old|new|tmpl|tpl|template|disabled|off|erb|j2|jinja2?|liquid|njk|hbs))$`)

var leftovers = regexp.MustCompile(`(?i)(~|\.(bak|backup|orig|rej|sw[a-z]|tmp|temp|save|part)|^#.*#|^(thumbs\.db|desktop\.ini))$`)

// keepUnpublished enters a file that is not published.
func (t *Tree) keepUnpublished(name string, size int64) {
	base := path.Base(name)
	kind := unpublishedKind{path.Dir(name), strings.ToLower(path.Ext(base)), unknownKind}
	switch {
	case nearMarkdown(name):
		kind.why = nearlyPage
	case leftovers.MatchString(base):
		kind.why, kind.ending = leftover, ""
	}
	if inPlaybooks(name) && kind.why == unknownKind && t.readsLikePlaybook(name, size) {
		kind.why = likePlaybook
	}
	if kind.why == nearlyPage || kind.why == likePlaybook {
		kind.ending = base // each is somebody's page
	}
	t.left[Below(name)] = true
	if t.groups[kind] == nil {
		t.groups[kind] = &unpublished{kind: kind}
	}
	t.groups[kind].files = append(t.groups[kind].files, name)
}

// telltaleKeys are keys of which no other file has two at its margin.
var telltaleKeys = regexp.MustCompile(`(?m)^[ \t]{0,4}["']?(workload|roles|triggers|actions|escalation)["']?[ \t]*:`)

// readsLikePlaybook reports whether a file has the keys of a playbook.
func (t *Tree) readsLikePlaybook(name string, size int64) bool {
	if size > int64(t.caps.Most("page")) {
		return false
	}
	text, err := fs.ReadFile(t.fsys, name)
	if err != nil {
		return false // nobody needs what is in it
	}
	keys := map[string]bool{}
	for _, m := range telltaleKeys.FindAllSubmatch(text, -1) {
		keys[string(m[1])] = true
	}
	return len(keys) > 1
}

// reportUnpublished reports what is not published: the files of one folder and one reason at once, hidden ones all at once.
func (t *Tree) reportUnpublished() {
	for _, s := range t.groups {
		slices.Sort(s.files)
		t.reportGroup(s)
	}
	if len(t.hidden) == 0 {
		return
	}
	slices.Sort(t.hidden)
	what := "this is hidden, since its name begins with a dot, and is not published" + nor(len(t.hidden)-1)
	t.warn("ignored_file", t.hidden[0], `delete it, take the dot away, or declare it in site.yaml, such as ignore: ["`+path.Base(t.hidden[0])+`"]`, what)
	t.name(t.hidden[1:])
}

func (t *Tree) reportGroup(s *unpublished) {
	first := s.files[0]
	base := path.Base(first)
	better := words.Quote(betterName(first))
	what, help := "this file is not published", ""
	switch s.kind.why {
	case nearlyPage:
		what += ": the name of a page ends in .md"
		help = "call it " + better
	case leftover:
		what += ": it seems to have been left behind by a program"
		help = "delete it, or declare it in site.yaml, such as ignore: [" + frontmatter.YAMLQuoted(base) + "]"
	case likePlaybook:
		what = "this file reads like a playbook, and answers nothing: a playbook is a Markdown file that begins with front matter"
		help = "call it " + better + ", with a line of --- before the keys and one behind them"
	default:
		what += ": it is not a kind of file that this site holds"
		help = "published are .md and " + frontmatter.OrList(assets) + "; link to anything else by its whole address, and declare it in site.yaml, such as ignore: [" + frontmatter.YAMLQuoted(patternOf(base)) + "]"
	}
	if more := nor(len(s.files) - 1); more != "" {
		what += more + " of this folder"
	}
	t.warn("ignored_file", first, help, what)
	if inPlaybooks(first) && (s.kind.why == nearlyPage || s.kind.why == likePlaybook) {
		t.Found[len(t.Found)-1].Severity = diagnostic.Error // whoever wrote it relies on an answer
	}
	t.name(s.files[1:])
}

func inPlaybooks(name string) bool { return strings.HasPrefix(name, Root+"/playbooks/") }

// nor counts further files that are not published.
func nor(n int) string {
	switch n {
	case 0:
		return ""
	case 1:
		return "; nor is 1 other"
	}
	return fmt.Sprintf("; nor are %d others", n)
}

// mostNamed is how many further files a finding names.
const mostNamed = 20

// unpublished reports whether a path below content/, or a folder above it, is there and not published.
func (t *Tree) unpublished(where string) bool {
	for ; where != "." && where != "" && where != "/"; where = path.Dir(where) {
		if t.left[where] {
			return true
		}
	}
	return false
}

// name adds further files to the finding that was reported last.
func (t *Tree) name(files []string) {
	last := &t.Found[len(t.Found)-1]
	for _, name := range files[:min(len(files), mostNamed)] {
		last.Related = append(last.Related, diagnostic.Related{Span: source.NewFile(name, nil).Span(0, 0), Message: "nor this"})
	}
}

// betterName is what a file that is nearly a page should be called.
func betterName(name string) string {
	stem := strings.TrimSuffix(name, path.Ext(name))
	if nearMarkdown(stem) {
		stem = strings.TrimSuffix(stem, path.Ext(stem))
	}
	stem = WithoutEnding(stem)
	if id, ok := strings.CutPrefix(stem, Root+"/playbooks/"); ok {
		stem = Root + "/playbooks/" + BetterID(id)
	}
	return path.Base(stem) + ".md"
}

// nearMarkdown reports whether a file is called what only a page of Markdown is called, and yet is none.
func nearMarkdown(name string) bool { return nearEndings.MatchString(path.Base(name)) }

func patternOf(base string) string {
	if ext := path.Ext(base); ext != "" && ext != base {
		return "*" + ext
	}
	return base
}
