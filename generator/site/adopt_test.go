package site

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"remit/generator/adopt"
	"remit/generator/diagnostic"
	"remit/generator/load"
	"remit/generator/playbook"
)

const adoptSite = `title: Test
url: https://example.github.io/t/
roles:
  on_call: {title: On call, kind: team_member, contact: desk}
  owner: {title: Owner, kind: workload_owner, contact: desk}
contacts:
  desk: {title: Incident desk, channels: [{phone: "+442079460101"}], hours: always, answers_in: 5 min}
workloads:
  shop: {title: Shop, owner: owner}
facts:
  error_rate: {ask: "How many fail?", unit: "%", range: 0..100}
`

// proposals are the lines of a draft that propose.
var proposals = regexp.MustCompile(`(?m)^# `)

// A draft is a page without a mistake on the day it comes. Moved to the playbooks, with all its proposals taken, it is YAML
// that says what a playbook may say; what check misses are decisions.
func TestAdoptedLoads(t *testing.T) {
	files, err := filepath.Glob("../adopt/testdata/*.md")
	if err != nil || len(files) == 0 {
		t.Fatal("no runbooks", err)
	}
	texts := map[string]string{}
	for _, f := range files {
		text, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		texts[filepath.Base(f)] = string(text)
	}
	for i, words := range hostile {
		name := fmt.Sprintf("words-%d.md", i)
		texts[name] = "# " + words + "\n\n## Diagnosis\n\n- " + words + "\n- Check whether " + words + "\n- " + words +
			" is above 5 %\n\n## Mitigation\n\n### Restart " + words + "\n\n## Fix\n\n- Stop " + words + "\n- If " + words +
			", stop it\n\n## Escalation\n\n- Call the incident desk: " + words + "\n"
		texts["matter-"+name] = "---\ntitle: " + words + "\ntags: [" + words + "]\n---\n" + words + "\n"
	}
	for name, text := range texts {
		t.Run(name, func(t *testing.T) { adoptedLoads(t, name, text) })
	}
}

var hostile = []string{
	`a: b`, `"`, `'`, `a "b" c`, `\`, `a \" b`, `# a`, `a # b`, `{a: b}`, `[a, b`, `- a`, `? a`, `a?`, `!tag x`, `&a b`, `*a b`, `%d a`, `@a b`, "`a` b", `| a`,
	`> a`, `yes`, `null`, `2026-10-01`, `0x1F`, `1:30`, `a, b`, `---`, `...`, `a\nb`, "a\u200bb", "a\u00a0b", "a\tb", `{{ a }}`, `<b>a</b>`,
	`ä ö ü`, `手順 を 見る`, `😀 a`, `a${b}`, `x in y`, `role`, `not a`, `if let nil`,
}

func adoptedLoads(t *testing.T, name, text string) {
	known := choices(library(t, nil).site)
	d, err := adopt.New(adopt.Source{Name: name, ID: "adopted", Text: []byte(text), Folder: "runbooks"}, known)
	if err != nil {
		t.Fatal(err)
	}
	page := library(t, map[string]string{"content/runbooks/adopted.md": string(d.Text)})
	for _, f := range page.found {
		if f.Severity == diagnostic.Error && f.Rule != "broken_link" {
			t.Errorf("as a page: %q: %s [%s]", f.Span.Text(), f.Message, f.Rule)
		}
	}
	taken := proposals.ReplaceAllString(string(d.Text), "")
	book := library(t, map[string]string{"content/playbooks/adopted.md": taken})
	open := []string{}
	for _, f := range book.found {
		if f.Severity == diagnostic.Error && f.Rule != "broken_link" && f.Rule != "missing_key" {
			t.Errorf("as a playbook: %q: %s [%s]\n%s", f.Span.Text(), f.Message, f.Rule, taken)
		}
		open = append(open, f.Message)
	}
	granted := strings.Contains(strings.Join(open, "\n"), "who may take it")
	if strings.Contains(string(d.Text), "\n# actions:") != granted {
		t.Errorf("check must ask who may take the proposed actions: %q", open)
	}
	still := library(t, map[string]string{"content/playbooks/adopted.md": string(d.Text)})
	for _, key := range []string{"workload", "roles", "triggers"} {
		if !slices.ContainsFunc(still.found, func(f diagnostic.Diagnostic) bool {
			return f.Rule == "missing_key" && strings.Contains(f.Message+f.Help, key)
		}) {
			t.Errorf("before anything is decided, nothing asks for %s: %v", key, still.found)
		}
	}
}

// loaded is what load says of the site of these tests with some files.
type loaded struct {
	site  *playbook.Site
	found []diagnostic.Diagnostic
}

func library(t *testing.T, files map[string]string) loaded {
	t.Helper()
	fsys := fstest.MapFS{"site.yaml": {Data: []byte(adoptSite)}}
	for name, text := range files {
		fsys[name] = &fstest.MapFile{Data: []byte(text)}
	}
	lib, found, err := load.Dir(fsys, load.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return loaded{lib.Site, found}
}
