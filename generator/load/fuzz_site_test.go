package load

import (
	"bytes"
	"fmt"
	"html"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"
	"unicode"

	"remit/generator/frontmatter"
	"remit/generator/playbook"
	"remit/generator/source"
)

// The files of a small site that FuzzSite writes, by the byte that chooses one.
var wholeFiles = []string{"content/playbooks/p.md", siteFile, "content/page.md", "content/recognition/thanks.md"}

// mostSeed is how long a file may be from which a fuzzer sets out: with longer ones it gets nowhere.
const mostSeed = 1200

// No file of the example, of the starter and of the archives loses a word.
func TestNothingOfTheExamplesIsLost(t *testing.T) {
	for which, texts := range wholeSeeds(t) {
		for _, text := range texts {
			for _, lost := range lostOf(t, wholeFiles[which], []byte(text)) {
				t.Errorf("%s\n%s", lost, text)
			}
		}
	}
}

// FuzzSite loads whole small sites in which one file holds anything. No text is lost: every key and scalar of a file
// reaches the library, or a finding points at it, and so does every line of prose.
func FuzzSite(f *testing.F) {
	for name, texts := range wholeSeeds(f) {
		for _, text := range texts {
			if len(text) <= mostSeed {
				f.Add(byte(name), []byte(text))
			}
		}
	}
	f.Add(byte(1), []byte("&")) // what is missing at the very end
	f.Add(byte(1), []byte("a: \"é"))
	f.Add(byte(0), []byte("---\n[{: 5 min}]\naliases: [/old/, /a]\n---\n")) // a list among the keys
	f.Add(byte(0), []byte("---\n!00000 {\n---"))                            // noticed one line lower
	f.Fuzz(func(t *testing.T, which byte, text []byte) {
		for _, lost := range lostOf(t, wholeFiles[int(which)%len(wholeFiles)], text) {
			t.Errorf("%s\n%s", lost, text)
		}
	})
}

// wholeSeeds are the files of the example, of the starter and of the archives, by their place in wholeFiles.
func wholeSeeds(f testing.TB) [4][]string {
	var seeds [4][]string
	add := func(name, text string) {
		switch {
		case !strings.HasSuffix(name, ".md") && name != siteFile:
		case strings.HasPrefix(name, "content/playbooks/"):
			seeds[0] = append(seeds[0], text)
		case name == siteFile:
			seeds[1] = append(seeds[1], text)
		case strings.HasPrefix(name, "content/recognition/"):
			seeds[3] = append(seeds[3], text)
		default:
			seeds[2] = append(seeds[2], text)
		}
	}
	for _, root := range []string{"../..", "../site/starter"} {
		for _, pattern := range []string{siteFile, "content/*.md", "content/*/*.md", "content/*/*/*.md"} {
			names, _ := filepath.Glob(filepath.Join(root, pattern))
			for _, name := range names {
				text, err := os.ReadFile(name)
				if err != nil {
					f.Fatal(err)
				}
				inside, _ := filepath.Rel(root, name)
				add(filepath.ToSlash(inside), string(text))
			}
		}
	}
	archives, _ := filepath.Glob("testdata/*.txtar")
	more, _ := filepath.Glob("../site/testdata/*.txtar")
	for _, name := range append(archives, more...) {
		text, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		for name, text := range unpack(string(text)) {
			add(name, text)
		}
	}
	return seeds
}

// lostOf returns what a file loses on its way into the library of a small site.
func lostOf(t *testing.T, path string, text []byte) []string {
	fsys := fstest.MapFS{siteFile: {Data: []byte(harbourSite)}, "content/playbooks/other.md": {Data: []byte(openBook + "---\nWords.\n")}}
	fsys[path] = &fstest.MapFile{Data: text}
	lib, found, err := Dir(fsys, Options{Workers: 1})
	if err != nil {
		t.Fatal(err)
	}
	r := reachedIn(lib, source.NewFile(path, text), found)
	for _, d := range found {
		if d.Span.Path() != path {
			continue
		}
		if d.Span.Start < 0 || d.Span.Start > d.Span.End || d.Span.End > len(text) {
			t.Errorf("%s %s lies at %d to %d of %d", d.Rule, d.Message, d.Span.Start, d.Span.End, len(text))
		}
	}
	if path == siteFile {
		if lib.Site == nil || bytes.IndexByte(text, 0) >= 0 {
			return nil
		}
		begin := 0
		if bytes.HasPrefix(text, []byte("\ufeff")) {
			begin = 3
		}
		return r.lostKeys(begin, len(text))
	}
	return r.lostOfPage(lib, text)
}

// lostOfPage looks at the front matter and the prose of a Markdown file.
func (r *reached) lostOfPage(lib *playbook.Library, text []byte) []string {
	start, end, body := fencesOf(text)
	r.shown = shownOf(lib, r.file.Path)
	var lost []string
	if start < 0 && len(r.errors) > 0 && r.file.Path != "content/page.md" {
		return nil // a playbook without front matter, which is said
	}
	if len(r.broken) > 0 && (end == len(text) || r.file.Path == wholeFiles[3]) {
		return nil // front matter that does not end, or a thanks that is refused as a whole: both are said
	}
	if start >= 0 && r.file.Path != "content/page.md" {
		lost = r.lostKeys(start, end)
	}
	return append(lost, r.lostLines(body)...)
}

// fencesOf returns where the front matter stands and where the prose begins; start is negative when there is none.
func fencesOf(text []byte) (start, end, body int) {
	begin := 0
	if bytes.HasPrefix(text, []byte("\ufeff")) {
		begin = 3
	}
	first := frontmatter.LineAt(text, begin)
	if string(bytes.TrimRight(first, " \t\r\n")) != "---" {
		return -1, -1, begin
	}
	start = begin + len(first)
	for i := start; i < len(text); i += len(frontmatter.LineAt(text, i)) {
		if line := frontmatter.LineAt(text, i); string(bytes.TrimRight(line, " \t\r\n")) == "---" {
			return start, i, i + len(line)
		}
	}
	return start, len(text), len(text)
}

// shownOf returns the words of the page that are published.
func shownOf(lib *playbook.Library, path string) string {
	var body *playbook.Body
	title := ""
	for _, p := range lib.Playbooks {
		if p.File.Path == path {
			body, title = &p.Body, p.Title.Value
		}
	}
	for _, p := range lib.Pages {
		if p.File.Path == path {
			body, title = &p.Body, p.Title
		}
	}
	for _, th := range lib.Thanks {
		if th.File.Path == path {
			body, title = &th.Body, th.Title
		}
	}
	if body == nil {
		return ""
	}
	return title + "\n" + html.UnescapeString(body.HTML)
}

// unsaid matches what Markdown has no words for: comments, the signs of alerts, entities.
var unsaid = regexp.MustCompile(`(?s)<!--.*?-->|\[!\w+\]|&#?\w+;`)

func blanked(c rune) rune {
	if c == '\n' {
		return c
	}
	return ' '
}

// lostLines returns the lines of the prose of which a word is neither shown nor pointed at.
func (r *reached) lostLines(body int) []string {
	var lost []string
	text := unsaid.ReplaceAllFunc(r.file.Text, func(b []byte) []byte { return bytes.Map(blanked, b) })
	for i := body; i < len(text); {
		line := frontmatter.LineAt(text, i)
		if !touched(r.errors, i, i+max(1, len(line)-1)) {
			for _, word := range wordsOf(string(line)) {
				if !strings.Contains(r.shown, word) {
					lost = append(lost, fmt.Sprintf("line %d: the word %q of %s", r.file.Position(i).Line, word, bytes.TrimSpace(line)))
				}
			}
		}
		i += len(line)
	}
	return lost
}

// wordsOf returns the longer words of a line.
func wordsOf(line string) []string {
	var list []string
	for _, w := range strings.FieldsFunc(line, func(c rune) bool { return c > 127 || !unicode.IsLetter(c) }) {
		if len(w) > 3 {
			list = append(list, w)
		}
	}
	return list
}
