package prose

import (
	"bytes"
	"os"
	"slices"
	"strings"
	"testing"
)

// TestNoWordOfADialectIsLost renders each snippet of testdata/dialects.txt, which has the constructs of CommonMark, GitHub,
// GitLab, Hugo, Jekyll, MkDocs, Docusaurus and Pandoc: every word of its source is on the page, or in an address of the
// page, or something that check reports begins on its line.
func TestNoWordOfADialectIsLost(t *testing.T) {
	archive, err := os.ReadFile("testdata/dialects.txt")
	if err != nil {
		t.Fatal(err)
	}
	count := 0
	for snippet := range strings.SplitSeq(string(archive), "\n%%%%\n") {
		count++
		for _, text := range []string{snippet, "> " + strings.ReplaceAll(snippet, "\n", "\n> "), "- a\n\n  " + strings.ReplaceAll(snippet, "\n", "\n  ")} {
			checkDocument(t, []byte(text), 0)
			d := Parse([]byte(text), 0)
			page := d.HTML(as)
			shown := wordsOf(seen(t, page))
			for _, l := range d.Links {
				shown = append(shown, wordsOf(l.Destination)...)
			}
			for _, rest := range strings.Split(page, `class="language-`)[1:] {
				language, _, _ := strings.Cut(rest, `"`)
				shown = append(shown, wordsOf(language)...)
			}
			for _, a := range d.Anchors {
				shown = append(shown, wordsOf(a.Name)...)
			}
			reported := reportedLines(d, []byte(text))
			for i, line := range strings.Split(text, "\n") {
				for _, word := range wordsOf(withoutMarkup(line)) {
					if !slices.Contains(shown, word) && !reported[i+1] {
						t.Errorf("line %d: %q is neither shown nor reported in\n%s\n\npage:\n%s", i+1, word, text, page)
					}
				}
			}
		}
	}
	if count < 60 {
		t.Errorf("only %d snippets", count)
	}
}

// reportedLines returns the lines at which check reports something about the text.
func reportedLines(d *Document, text []byte) map[int]bool {
	lines := map[int]bool{}
	at := func(offset, end int) {
		first := 1 + bytes.Count(text[:offset], []byte("\n"))
		for n := range 1 + bytes.Count(text[offset:end], []byte("\n")) {
			lines[first+n] = true
		}
	}
	for _, s := range d.ForeignSyntax {
		at(s.Offset, s.End)
	}
	for _, r := range d.RawHTML {
		at(r.Offset, r.End)
	}
	for _, x := range d.Excesses {
		at(x.Offset, x.Offset)
	}
	return lines
}

// withoutMarkup takes out what is markup by the standard and meant to vanish: comments, the words that make an alert, the
// labels of references that lead somewhere, and what stands for a character.
func withoutMarkup(line string) string {
	if begin := strings.Index(line, "<!--"); begin >= 0 {
		end := strings.Index(line, "-->")
		line = line[:begin] + line[max(end, begin):]
	}
	for _, mark := range []string{"<br>", "<br/>", "[x]", "[X]", "&amp;", "&copy;", "&#35;", "[//]: # (a comment)", "[^n]", "[r]", "[^unseen]"} {
		line = strings.ReplaceAll(line, mark, " ")
	}
	if begin := strings.Index(line, `<a id="`); begin >= 0 {
		line = line[:begin] + line[begin+len("<a id="):]
	}
	if begin := strings.Index(line, `<a name="`); begin >= 0 {
		line = line[:begin] + line[begin+len("<a name="):]
	}
	line = strings.NewReplacer("</a>", " ", `class="x"`, " ").Replace(line)
	if strings.TrimLeft(line, "0123456789>-. ") == "" {
		return ""
	}
	return strings.TrimLeft(strings.TrimLeft(line, "> -"), "0123456789.)")
}
