package site

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"remit/generator/diagnostic"
)

// FuzzSite checks and builds small sites in which one file holds anything. Both say the same of it, and what check finds
// no error in is built.
func FuzzSite(f *testing.F) {
	small := map[string]string{}
	for _, name := range agreeing {
		text, err := os.ReadFile(filepath.Join("starter", name))
		if err != nil {
			f.Fatal(err)
		}
		small[name] = string(text)
	}
	for i, name := range agreeing {
		f.Add(byte(i), []byte(small[name]))
	}
	for i, text := range []string{"{{.Nope}}", "{{if}}", "<p class=\"plate\">", "<h1>{{.Title}}</h1>{{.Body}}"} {
		f.Add(byte(len(agreeing)), []byte(text))
		f.Add(byte(len(agreeing)+1), []byte([]string{"p {", "p { color: red }", "@import 'x';", "p { background: url(x.png) }"}[i]))
	}
	names := append(append([]string{}, agreeing...), "templates/layout/page.html", "static/styles/site.css")
	f.Fuzz(func(t *testing.T, which byte, text []byte) {
		agree(t, small, names[int(which)%len(names)], text)
	})
}

// agreeing are the files of the starter that make the small site.
var agreeing = []string{"site.yaml", "content/playbooks/bad-deploy.md", "content/playbooks/first-playbook.md", "content/how-to-use.md"}

func agree(t *testing.T, small map[string]string, name string, text []byte) {
	root := t.TempDir()
	for _, n := range agreeing {
		put(t, filepath.Join(root, n), []byte(small[n]))
	}
	put(t, filepath.Join(root, name), text)
	s, err := Open(root)
	if err != nil {
		t.Fatal(err)
	}
	now := time.Now().UTC()
	checked, err := s.Check(CheckOptions{On: now.Format(time.DateOnly)})
	if err != nil {
		t.Fatalf("check fails on %s: %v\n%s", name, err, text)
	}
	built, err := s.Build(t.Context(), BuildOptions{Output: filepath.Join(t.TempDir(), "out"), At: now.Format(time.RFC3339)})
	if err != nil {
		t.Fatalf("build fails on %s: %v\n%s", name, err, text)
	}
	if was, is := listed(checked.Findings), listed(built.Report.Findings); was != is {
		t.Errorf("check says of %s:\n%s\nbuild says:\n%s\n%s", name, was, is, text)
	}
	if wrote := built.Wrote.Written > 0; wrote == checked.Failed(false) {
		t.Errorf("check finds %d errors in %s, and build wrote %d files\n%s", checked.Summary.Errors, name, built.Wrote.Written, text)
	}
}

// listed writes findings a line each.
func listed(found []diagnostic.Diagnostic) string {
	var b strings.Builder
	for _, d := range found {
		fmt.Fprintf(&b, "%s:%d-%d %s %s\n", d.Span.Path(), d.Span.Start, d.Span.End, d.Rule, d.Message)
	}
	return b.String()
}

func put(t *testing.T, name string, text []byte) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, text, 0o644); err != nil {
		t.Fatal(err)
	}
}
