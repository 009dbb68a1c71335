package check_test

import (
	"flag"
	"io/fs"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"remit/generator/authority"
	"remit/generator/check"
	"remit/generator/content"
	"remit/generator/diagnostic"
	"remit/generator/load"
	"remit/generator/playbook"
)

var update = flag.Bool("update", false, "write the output of the examples into the pages")

// blocks finds the fenced blocks of a page: the files of the example, its output, the files of the repair. Behind the
// language stands the path of the file; a playbook when there is none. A page that is about site.yaml brings its own. Files
// marked as before are those of the commit on which the example and its repair stand.
var blocks = regexp.MustCompile("(?ms)^```(markdown|yaml|text|link|before)( [^\n]+)?\n(.*?)^```\n")

// Each page is the test of its rule: its example prints exactly what it says, and its repair prints nothing.
func TestPages(t *testing.T) {
	for _, r := range check.Rules() {
		t.Run(r.Name, func(t *testing.T) {
			page := read(t, r.Name+".md")
			if !strings.HasPrefix(page, "# "+r.Name+"\n") {
				t.Error("the page does not begin with the name of its rule")
			}
			example, output, repair := partsOf(t, page)
			got, left := since(t, pastOf(page, example), example, r.Name), since(t, pastOf(page, repair), repair, r.Name)
			if *update {
				page = page[:output[0]] + got + page[output[1]:]
				if err := os.WriteFile(r.Name+".md", []byte(page), 0o666); err != nil {
					t.Fatal(err)
				}
			} else if diff := cmp.Diff(page[output[0]:output[1]], got); diff != "" {
				t.Errorf("the example: mismatch (-want +got):\n%s", diff)
			}
			if !strings.Contains(got, "["+r.Name+"]") {
				t.Errorf("the example does not show the rule:\n%s", got)
			}
			if left != "" {
				t.Errorf("the repair leaves findings:\n%s", left)
			}
		})
	}
}

// partsOf returns the files before the output, where the output stands in the page, and the files after it.
func partsOf(t *testing.T, page string) (example fstest.MapFS, output [2]int, repair fstest.MapFS) {
	t.Helper()
	example, repair = fstest.MapFS{}, fstest.MapFS{}
	files := example
	for _, m := range blocks.FindAllStringSubmatchIndex(page, -1) {
		language, path := page[m[2]:m[3]], "content/playbooks/late-orders.md"
		if m[4] >= 0 {
			path = page[m[4]+1 : m[5]]
		}
		text := []byte(page[m[6]:m[7]])
		switch language {
		case "text":
			output, files = [2]int{m[6], m[7]}, repair
		case "before":
		case "link":
			files[path] = &fstest.MapFile{Data: text, Mode: fs.ModeSymlink | 0o777}
		default:
			for _, name := range numbered(path) {
				files[name] = &fstest.MapFile{Data: text}
			}
		}
	}
	if len(example) == 0 || len(repair) == 0 || output[1] == 0 {
		t.Fatal("the page needs an example, its output, and a repair")
	}
	return example, output, repair
}

// pastOf is what the commit has, by the blocks of a page that say so. What is gone became the playbook of the example.
func pastOf(page string, files fstest.MapFS) check.Past {
	past := check.Past{Where: "the commit that is checked out"}
	for _, m := range blocks.FindAllStringSubmatch(page, -1) {
		if m[1] != "before" {
			continue
		}
		for _, name := range numbered(strings.TrimSpace(m[2])) {
			past.Playbooks = append(past.Playbooks, content.PlaybookID(name))
			if files[name] != nil {
				continue
			}
			past.OldPages = append(past.OldPages, check.OldPage{Path: name, Address: content.Address(name), To: "content/playbooks/late-orders.md"})
		}
	}
	return past
}

// numbered returns the files that a path with a stretch of numbers such as {1..13} stands for.
func numbered(path string) []string {
	before, rest, ok := strings.Cut(path, "{1..")
	last, after, closed := strings.Cut(rest, "}")
	most, err := strconv.Atoi(last)
	if !ok || !closed || err != nil {
		return []string{path}
	}
	var list []string
	for i := range most {
		list = append(list, before+strconv.Itoa(i+1)+after)
	}
	return list
}

func read(t *testing.T, path string) string {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// findings checks files in the site of the examples and prints what is found. Examples are as small as they can be and
// mostly have no scenarios: that their grants are untested is said
// only where it is one of the rules that the test is about.
func findings(t *testing.T, files fstest.MapFS, rules ...string) string {
	t.Helper()
	return since(t, check.Past{}, files, rules...)
}

// since prints what is found in files that stand on a commit.
func since(t *testing.T, past check.Past, files fstest.MapFS, rules ...string) string {
	t.Helper()
	if files["site.yaml"] == nil {
		files["site.yaml"] = &fstest.MapFile{Data: []byte(read(t, "testdata/site.yaml"))}
	}
	library, found, err := load.Dir(files, load.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if slices.Contains(rules, "unanalysed") {
		found = nil // a baseline lists it all
	}
	var models []*authority.Model
	var others []*playbook.Playbook
	for _, p := range library.Playbooks {
		if p.Failed {
			others = append(others, p)
		} else {
			models = append(models, authority.Compile(library.Site, p, authority.Options{Day: playbook.Date{Year: 2026, Month: 11, Day: 23}, Proof: true}))
		}
	}
	found = append(found, check.Run(library, models).Findings...)
	if past.Playbooks != nil {
		found = append(found, check.Since(library, past, false)...)
	}
	found = diagnostic.Sort(append(found, check.Unanalysed(library.Site, others, found)...))
	found = slices.DeleteFunc(found, func(d diagnostic.Diagnostic) bool {
		return d.Rule == "untested_grant" && !slices.Contains(rules, d.Rule)
	})
	var b strings.Builder
	if err := diagnostic.Text(&b, found, false); err != nil {
		t.Fatal(err)
	}
	return b.String()
}
