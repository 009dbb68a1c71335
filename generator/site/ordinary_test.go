package site

import (
	"html"
	"io/fs"
	"maps"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"
	"unicode"

	"github.com/rogpeppe/go-internal/txtar"
	nethtml "golang.org/x/net/html"
)

// ordinary is a site of ordinary pages, the files of the archive, with the starter's site.yaml.
func ordinary(t *testing.T) fstest.MapFS {
	t.Helper()
	archive, err := txtar.ParseFile("testdata/ordinary.txtar")
	if err != nil {
		t.Fatal(err)
	}
	site, err := fs.ReadFile(starter, "starter/site.yaml")
	if err != nil {
		t.Fatal(err)
	}
	files := fstest.MapFS{"site.yaml": {Data: site}}
	for _, f := range archive.Files {
		files[f.Name] = &fstest.MapFile{Data: f.Data}
	}
	return files
}

// built builds a site in memory; no finding may be an error.
func built(t *testing.T, files fstest.MapFS) map[string]string {
	t.Helper()
	st, out, err := (&Site{root: "", fsys: files}).render(time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC), "", false)
	if err != nil {
		t.Fatal(err)
	}
	if r := st.report(); r.Failed(false) {
		var b strings.Builder
		_ = r.Print(&b, "text", false)
		t.Fatal(b.String())
	}
	byPath := map[string]string{}
	for _, f := range out {
		byPath[f.Path] = string(f.Data)
	}
	return byPath
}

// addressOf is where the page of a file stands; a README is the index of its folder.
func addressOf(name string) string {
	address := strings.TrimSuffix(strings.TrimPrefix(name, "content/"), ".md") + ".html"
	if path.Base(address) == "README.html" {
		return path.Join(path.Dir(address), "index.html")
	}
	return address
}

func TestOrdinaryPages(t *testing.T) {
	pages := built(t, ordinary(t))
	for _, row := range []struct{ address, want string }{
		{"Run Books/Fail over.html", "<h1>Fail over, by hand</h1>"},
		{"Run Books/Fail over.html", `<h3 id="after-that">`},
		{"Run Books/Fail over.html", `<a href="restart%20now.html">the restart</a>`},
		{"Run Books/Fail over.html", `<a href="restart%20now.html#locks-and-leases">`},
		{"Run Books/Fail over.html", `<a href="index.html">all of them</a>`},
		{"Run Books/Fail over.html", `src="Rack%20Map.PNG"`},
		{"Run Books/Fail over.html", `<input type="checkbox" disabled`},
		{"Run Books/restart now.html", "<h1>Restart, now</h1>"},
		{"Run Books/restart now.html", `<th scope="col" class="right">seconds</th>`},
		{"Run Books/index.html", `<a href="../MkDocs/index.html">the folder</a>`},
		{"MkDocs/index.html", "<h1>MkDocs</h1>"},
		{"MkDocs/admonitions.html", `<p class="word">Note: Remember this</p>`},
		{"MkDocs/admonitions.html", `--8&lt;-- &quot;snippets/contact.md&quot;`},
		{"hugo.html", "<h1>Hugo: shortcodes</h1>"},
		{"hugo.html", `{{&lt; ref &quot;restart.md&quot; &gt;}}`},
		{"docusaurus.html", "<h1>Docusaurus</h1>"},
		{"wiki.html", "&lt;script&gt;"},
		{"Ünïcode/日本語 notes.html", "<h1>障害対応 🚒</h1>"},
		{"empty.html", "<h1>Empty</h1>"},
		{"only a title.html", "<h1>Nothing but a title</h1>"},
		{"Run Books/Rack Map.PNG", "not really a picture"},
	} {
		if !strings.Contains(pages[row.address], row.want) {
			t.Errorf("%s lacks %s:\n%s", row.address, row.want, inner(pages[row.address]))
		}
	}
	for address, page := range pages {
		if strings.HasSuffix(address, ".sh") || strings.Contains(page, "zebrafish") || strings.Contains(page, "quokka") {
			t.Errorf("%s shows what is left out", address)
		}
	}
}

func TestNoWordOfAnOrdinaryPageIsLost(t *testing.T) {
	files := ordinary(t)
	pages := built(t, files)
	for _, name := range slices.Sorted(maps.Keys(files)) {
		if path.Ext(name) != ".md" {
			continue
		}
		page := pages[addressOf(name)]
		shown := tally(visible(t, page))
		for word, n := range tally(said(string(files[name].Data))) {
			if shown[word] < n {
				t.Errorf("%s says %q %d times, its page %d times", name, word, n, shown[word])
			}
		}
	}
}

// identity is that of the build: other lines are other sources.
var identity = regexp.MustCompile(` data-build="[0-9a-f]*"|"build":"[0-9a-f]*"`)

func TestLinesOfWindowsMakeTheSamePages(t *testing.T) {
	files := ordinary(t)
	unix := built(t, files)
	for name, f := range files {
		if path.Ext(name) == ".md" {
			f.Data = []byte("\ufeff" + strings.ReplaceAll(string(f.Data), "\n", "\r\n"))
		}
	}
	for address, page := range built(t, files) {
		if strings.HasSuffix(address, ".html") && identity.ReplaceAllString(strings.ReplaceAll(page, "\r\n", "\n"), "") != identity.ReplaceAllString(unix[address], "") {
			t.Errorf("%s differs:\n%s\nnot\n%s", address, inner(page), inner(unix[address]))
		}
	}
}

// What a reader is not shown as words: the front matter but for its title, comments, the language of code, the names of
// footnotes, where links lead, what the browser counts itself, and attributes of headings, which a finding names.
var unsaid = []*regexp.Regexp{
	regexp.MustCompile(`(?s)\A---\n.*?---\n`),
	regexp.MustCompile(`(?s)<!--.*?-->`),
	regexp.MustCompile("(?m)^ *(```|~~~~)[^\n]*$"),
	regexp.MustCompile(`\[\^\w+\]`),
	regexp.MustCompile(`(?m)^ *[0-9]+[.)] `),
	regexp.MustCompile(`(?m)^ *- \[x\]`),
	regexp.MustCompile(`\]\((<[^>]*>|[^ )]*)`),
	regexp.MustCompile(`<br/?>`),
	regexp.MustCompile(`\{ ?#[^}\n]*\}`),
}

func said(text string) string {
	for _, drop := range unsaid {
		text = drop.ReplaceAllString(text, " ")
	}
	return html.UnescapeString(text)
}

// tally counts the words of a text, which are runs of letters and digits.
func tally(text string) map[string]int {
	words := map[string]int{}
	for _, w := range strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) }) {
		words[w]++
	}
	return words
}

// visible returns the words of the main part of a page, those that stand for a picture included.
func visible(t *testing.T, page string) string {
	t.Helper()
	n, err := nethtml.Parse(strings.NewReader(inner(page)))
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == nethtml.TextNode {
			b.WriteString(d.Data + " ")
		}
		for _, a := range d.Attr {
			if a.Key == "alt" || a.Key == "title" {
				b.WriteString(" " + a.Val + " ")
			}
		}
	}
	return b.String()
}

// inner returns the main part of a page.
func inner(page string) string {
	_, page, _ = strings.Cut(page, "<main")
	_, page, _ = strings.Cut(page, ">")
	page, _, _ = strings.Cut(page, "</main>")
	return page
}
