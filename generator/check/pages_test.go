package check_test

import (
	"flag"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"remit/generator/authority"
	"remit/generator/check"
	"remit/generator/diagnostic"
	"remit/generator/load"
	"remit/generator/playbook"
)

var update = flag.Bool("update", false, "write the output of the examples into the pages")

// blocks finds the fenced blocks of a page.
var blocks = regexp.MustCompile("(?s)```(markdown|text)\n(.*?)```\n")

// Each page is the test of its rule: its example prints exactly what it says, and its repair prints nothing.
func TestPages(t *testing.T) {
	for _, name := range pagesThatExist(t) {
		t.Run(name, func(t *testing.T) {
			page := read(t, name+".md")
			parts := blocks.FindAllStringSubmatchIndex(page, -1)
			if len(parts) != 3 {
				t.Fatalf("%d blocks, want example, output and repair", len(parts))
			}
			block := func(i int) string { return page[parts[i][4]:parts[i][5]] }
			got, left := findings(t, block(0)), findings(t, block(2))
			if *update {
				page = page[:parts[1][4]] + got + page[parts[1][5]:]
				if err := os.WriteFile(name+".md", []byte(page), 0o666); err != nil {
					t.Fatal(err)
				}
			} else if diff := cmp.Diff(block(1), got); diff != "" {
				t.Errorf("the example: mismatch (-want +got):\n%s", diff)
			}
			if !strings.Contains(got, "["+name+"]") {
				t.Errorf("the example does not show the rule:\n%s", got)
			}
			if left != "" {
				t.Errorf("the repair leaves findings:\n%s", left)
			}
		})
	}
}

// pagesThatExist returns the rules with a page; each rule that this package finds itself must have one.
func pagesThatExist(t *testing.T) []string {
	var names []string
	for _, r := range check.Rules() {
		text, err := check.Explain(r.Name)
		if err == nil {
			names = append(names, r.Name)
		}
		if err == nil && !strings.HasPrefix(text, "# "+r.Name+"\n") {
			t.Errorf("the page of %s does not begin with its name", r.Name)
		}
	}
	for _, want := range []string{"unanswered", "dead_end", "conflicting_grants", "unreachable_grant", "unreachable_duty", "never_true", "out_of_range", "off_grid"} {
		if !slices.Contains(names, want) {
			t.Errorf("rule %s has no page", want)
		}
	}
	return names
}

func read(t *testing.T, path string) string {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// findings checks one playbook in the site of the examples and prints what is found.
func findings(t *testing.T, text string) string {
	t.Helper()
	fsys := fstest.MapFS{
		"site.yaml":                        {Data: []byte(read(t, "testdata/site.yaml"))},
		"content/playbooks/late-orders.md": {Data: []byte(text)},
	}
	library, found, err := load.Dir(fsys, load.Options{})
	if err != nil {
		t.Fatal(err)
	}
	var models []*authority.Model
	for _, p := range library.Playbooks {
		if !p.Failed {
			models = append(models, authority.Compile(library.Site, p, authority.Options{Day: playbook.Date{Year: 2026, Month: 11, Day: 23}, Proof: true}))
		}
	}
	found = diagnostic.Sort(append(found, check.Run(models).Findings...))
	var b strings.Builder
	if err := diagnostic.Text(&b, found, false); err != nil {
		t.Fatal(err)
	}
	return b.String()
}
