package load

import (
	"fmt"
	"strings"
	"testing"

	"remit/generator/diagnostic"
	"remit/generator/frontmatter"
)

// A character that turns the direction of the text is an error with its line and column wherever text is read.
func TestCharactersThatTurnTheText(t *testing.T) {
	site := func(old, new string) string { return strings.Replace(harbourSite, old, new, 1) }
	for c := rune(0x2000); c < 0x2100; c++ {
		name := frontmatter.BidiName(c)
		if name == "" {
			continue
		}
		for place, files := range map[string]map[string]string{
			"prose:10:3":           {"content/playbooks/p.md": openBook + "---\na " + string(c) + "b\n"},
			"code:11:1":            {"content/playbooks/p.md": openBook + "---\n```\n" + string(c) + "b\n```\n"},
			"its number:10:1":      {"content/playbooks/p.md": openBook + fmt.Sprintf("---\n&#x%x;b\n", c)},
			"its decimal:10:1":     {"content/playbooks/p.md": openBook + fmt.Sprintf("---\n&#0%d;b\n", c)},
			"front matter:2:10":    {"content/playbooks/p.md": strings.Replace(openBook, "A title", "A "+string(c)+"title", 1) + "---\n"},
			"a comment:2:11":       {"content/playbooks/p.md": strings.Replace(openBook, "A title", "A #"+string(c)+"title", 1) + "---\n"},
			"a page:1:2":           {"content/a.md": "a" + string(c) + "\n"},
			"matter of a page:2:8": {"content/a.md": "---\ntitle: " + string(c) + "\n---\n"},
			"thanks:1:1":           {"content/recognition/a.md": string(c) + "\n"},
			"site.yaml:1:17":       {siteFile: site("Harbour Online", "Harbour O"+string(c)+"nline")},
		} {
			where := place[strings.Index(place, ":"):]
			_, found := loadFiles(t, files)
			if len(found) != 1 || found[0].Rule != "syntax" || !strings.Contains(found[0].Message, name) || !strings.Contains(shown(t, found), where+": error") {
				t.Errorf("%U in %s:\n%s", c, place, shown(t, found))
			}
		}
	}
}

func TestAnEscapedCharacterThatTurnsTheText(t *testing.T) {
	_, found := loadFiles(t, map[string]string{"content/playbooks/p.md": strings.Replace(openBook, "A title", `"A \u202Etitle"`, 1) + "---\n"})
	if len(found) != 1 || found[0].Rule != "wrong_type" || !strings.Contains(found[0].Message, "U+202E") {
		t.Error(shown(t, found))
	}
}

const theirs = "<<<<<<< HEAD\n%s=======\n%s>>>>>>> branch\n"

// The marks of a merge are found where they stand; the other mistakes of the file, in the first version, are found as well.
func TestMergesThatWereNotFinished(t *testing.T) {
	merge := func(ours, other string) string { return fmt.Sprintf(theirs, ours, other) }
	for place, c := range map[string]struct {
		files map[string]string
		line  int
	}{
		"prose":        {map[string]string{"content/playbooks/p.md": openBook + "---\nText.\n\n" + merge("One.\n", "Two.\n")}, 12},
		"front matter": {map[string]string{"content/playbooks/p.md": strings.Replace(openBook, "title: A title\n", merge("title: A\n", "title: B\n"), 1) + "---\n"}, 2},
		"both":         {map[string]string{"content/playbooks/p.md": openBook + merge("---\nOne.\n", "---\nTwo.\n")}, 9},
		"Windows":      {map[string]string{"content/playbooks/p.md": openBook + "---\n" + strings.ReplaceAll(merge("One.\n", "Two.\n"), "\n", "\r\n")}, 10},
		"a page":       {map[string]string{"content/a.md": merge("One.\n", "||||||| base\nTwo.\n")}, 1},
		"a page's":     {map[string]string{"content/a.md": "---\n" + merge("title: One\n", "title: Two\n") + "---\n"}, 2},
		"site.yaml":    {map[string]string{siteFile: merge("title: A\n", "title: B\n") + strings.SplitN(harbourSite, "\n", 2)[1]}, 1},
	} {
		t.Run(place, func(t *testing.T) {
			_, found := loadFiles(t, c.files)
			if len(found) != 1 || found[0].Rule != "syntax" || found[0].Span.From().Line != c.line || len(found[0].Related) != 2 {
				t.Errorf("want one finding on line %d:\n%s", c.line, shown(t, found))
			}
		})
	}
	_, found := loadFiles(t, map[string]string{"content/playbooks/p.md": strings.Replace(openBook, "workload: checkout\n", merge("workload: chekcout\n", "workload: b\n"), 1) + "---\n"})
	if len(found) != 2 || found[1].Rule != "unknown_name" || found[1].Span.Text() != "chekcout" {
		t.Errorf("the slip in the first version should be found, too:\n%s", shown(t, found))
	}
}

// Nothing else is a merge: code that shows one, headings, quotes, marks out of order.
func TestNoMerge(t *testing.T) {
	for name, text := range map[string]string{
		"code":         "```\n" + fmt.Sprintf(theirs, "One\n", "Two\n") + "```\n",
		"a heading":    "Title\n=======\n\nText.\n",
		"out of order": ">>>>>>> a\n=======\n<<<<<<< b\n",
		"eight":        "<<<<<<<< a\n=======\n>>>>>>> b\n",
		"quotes":       ">>>>>>> deep\n",
	} {
		if _, found := loadFiles(t, map[string]string{"content/a.md": text}); len(found) > 0 {
			t.Errorf("%s:\n%s", name, shown(t, found))
		}
	}
}

// Marks of a merge and characters that turn the direction of text are found in a site's own styles, templates and names of files, too, and behind a
// fence that only one of the two versions opens.
func TestMarksOutsideOfPages(t *testing.T) {
	merge := "<<<<<<< HEAD\na {}\n=======\nb {}\n>>>>>>> other\n"
	for name, text := range map[string]string{
		"static/styles/x.css:1:1":          merge,
		"templates/layout/footer.html:1:1": merge,
		"templates/layout/header.html:1:4": "<p>\u202e</p>\n",
		"content/a\u202eb.md:1:1":          "# Heading\n",
		"content/a\u2066b/c.png:1:1":       "",
		"content/g.md:1:1":                 "<<<<<<< HEAD\n```\nours\n=======\n```\ntheirs\n>>>>>>> b\n```\n",
	} {
		path := strings.TrimSuffix(strings.TrimSuffix(name, ":1:1"), ":1:4")
		_, found := loadFiles(t, map[string]string{path: text, "content/page.md": "# Page\n"})
		if errors, _ := diagnostic.Count(found); errors != 1 {
			t.Errorf("%q: %s", name, shown(t, found))
		}
		if !strings.Contains(path, "/a") && !strings.HasPrefix(shown(t, found), name+": error") {
			t.Errorf("%q: %s", name, shown(t, found))
		}
	}
}
