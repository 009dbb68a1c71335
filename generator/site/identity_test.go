package site

import (
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// identityOf is what a build of a folder calls itself, in build.json and on its pages.
func identityOf(t *testing.T, dir string, private string, o BuildOptions) string {
	t.Helper()
	s, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	s.private = private
	o.Output = filepath.Join(t.TempDir(), "out")
	if o.At == "" {
		o.At = "2026-11-23T12:00:00Z"
	}
	b, err := s.Build(context.Background(), o)
	if err != nil || b.Report.Failed(false) {
		t.Fatalf("error %v, findings %v", err, b)
	}
	var said struct{ Build string }
	text, err := os.ReadFile(filepath.Join(o.Output, "build.json"))
	if err != nil || json.Unmarshal(text, &said) != nil || len(said.Build) != 64 {
		t.Fatalf("error %v, build.json %s", err, text)
	}
	for _, name := range []string{"index.html", "playbooks/bad-deploy.html"} {
		page, err := os.ReadFile(filepath.Join(o.Output, name))
		if err != nil || !strings.Contains(string(page), `data-build="`+said.Build+`"`) {
			t.Errorf("%s does not say which build it is of (error %v)", name, err)
		}
	}
	return said.Build
}

// Whatever a build reads has a say in what it is called, and nothing else: neither where the folder lies, nor where it is
// written, nor a file that no page is made of.
func TestTheIdentityIsOfAllThatIsRead(t *testing.T) {
	change := func(name, text string) func(*testing.T, string) {
		return func(t *testing.T, dir string) {
			path := filepath.Join(dir, name)
			old, _ := os.ReadFile(path)
			if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(path, append(old, text...), 0o666); err != nil {
				t.Fatal(err)
			}
		}
	}
	fresh := func(t *testing.T) string {
		dir := t.TempDir()
		if err := os.CopyFS(dir, os.DirFS("starter")); err != nil {
			t.Fatal(err)
		}
		return dir
	}
	want := identityOf(t, fresh(t), "", BuildOptions{})
	if got := identityOf(t, fresh(t), "", BuildOptions{}); got != want {
		t.Errorf("the same sources and time are called %s and %s", want, got)
	}
	dir := fresh(t)
	change("notes.txt", "of no page")(t, dir)
	if got := identityOf(t, dir, "", BuildOptions{}); got != want {
		t.Error("a file that no page is made of has a say")
	}
	seen := map[string]string{want: "the starter"}
	for name, do := range map[string]func(*testing.T, string){
		"site.yaml": change("site.yaml", "# a word\n"), "a playbook": change("content/playbooks/bad-deploy.md", "\nA word.\n"),
		"a page": change("content/how-to-use.md", "\nA word.\n"), "a picture": change("content/rack.png", "no picture"),
		"a style": change("static/styles/own.css", "p { color: red }\n"), "a template": change("templates/layout/header.html", `{{define "header"}}<p>Ours</p>{{end}}`),
	} {
		dir := fresh(t)
		do(t, dir)
		got := identityOf(t, dir, "", BuildOptions{})
		if other := seen[got]; other != "" {
			t.Errorf("%s changes nothing against %s", name, other)
		}
		seen[got] = name
	}
	for name, o := range map[string]BuildOptions{"another second": {At: "2026-11-23T12:00:01Z"}, "nothing on devices": {NoOffline: true}} {
		got := identityOf(t, fresh(t), "", o)
		if other := seen[got]; other != "" {
			t.Errorf("%s changes nothing against %s", name, other)
		}
		seen[got] = name
	}
}
