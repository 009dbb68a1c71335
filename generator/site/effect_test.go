package site

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"remit/generator/language"
	"remit/generator/page"
)

// Every key has an effect: whoever changes what stands there changes a finding, what test prints, or a byte of the
// site. One that this version does not read is an error.
func TestEveryKeyHasAnEffect(t *testing.T) {
	was := outcomeOf(t, effectFiles())
	if strings.Contains(was, "error:") {
		t.Fatalf("the site has errors:\n%.2000s", was)
	}
	changes := effects()
	for _, place := range language.Places() {
		for _, k := range language.All(place) {
			name := string(place) + ": " + k.Name
			change, ok := changes[name]
			delete(changes, name)
			switch {
			case k.Later && !ok:
				t.Errorf("%s: no line shows that it is refused", name)
			case name == "site.yaml: pocket":
				t.Run(name, func(t *testing.T) {
					hasEffect(t, outcomeOf(t, large(effectFiles())), large(effectFiles()), change, false)
				})
			case !ok:
				t.Errorf("%s: nobody says what it changes", name)
			default:
				t.Run(name, func(t *testing.T) { hasEffect(t, was, effectFiles(), change, k.Later) })
			}
		}
	}
	for name := range changes {
		t.Errorf("the language has no %s", name)
	}
}

// A comment has no effect: what is compared is not the bytes that were read.
func TestACommentHasNoEffect(t *testing.T) {
	files := effectFiles()
	was := outcomeOf(t, files)
	effect{"title: Harbour", "title: Harbour # a comment"}.in(t, files)
	if outcomeOf(t, files) != was {
		t.Error("a comment changes the site")
	}
}

func hasEffect(t *testing.T, was string, files fstest.MapFS, change effect, later bool) {
	change.in(t, files)
	now := outcomeOf(t, files)
	switch {
	case now == was:
		t.Errorf("nothing is changed by %q in the place of %q", change.new, change.old)
	case later && !strings.Contains(now, "is not supported by this version of remit [unknown_key]"):
		t.Errorf("%q is not refused:\n%.1000s", change.new, now)
	case strings.Contains(now, "[syntax]") || !later && strings.Contains(now, "[unknown_key]"):
		t.Errorf("the change itself is wrong:\n%.1000s", now)
	}
}

// large adds playbooks until the site is too large for one pocket copy.
func large(files fstest.MapFS) fstest.MapFS {
	head, _, _ := strings.Cut(effectPlaybook, "tags: ")
	_, tail, _ := strings.Cut(effectPlaybook, "alerts: [CheckoutFails]\n")
	for i := range 3 {
		text := head + tail + strings.Repeat("Words that fill a page.\n\n", 30_000)
		files[fmt.Sprintf("content/playbooks/large-%d.md", i)] = &fstest.MapFile{Data: []byte(text)}
	}
	return files
}

// An effect is a change to one of the files: the words old, which stand in one of them once, become new.
type effect struct{ old, new string }

func (e effect) in(t *testing.T, files fstest.MapFS) {
	t.Helper()
	count := 0
	for _, file := range files {
		count += bytes.Count(file.Data, []byte(e.old))
		file.Data = bytes.Replace(file.Data, []byte(e.old), []byte(e.new), 1)
	}
	if count != 1 {
		t.Fatalf("%q stands there %d times", e.old, count)
	}
}

// outcomeOf is all that is made of a site, under one identity: its findings and, where it has no errors, its
// scenarios and its pages.
func outcomeOf(t *testing.T, files fstest.MapFS) string {
	t.Helper()
	at := time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC)
	s := &Site{fsys: files}
	st, err := s.analyse("", at)
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for _, d := range st.findings {
		fmt.Fprintf(&b, "%s %s: %s [%s] %s\n", d.Span.Path(), d.Severity, d.Message, d.Rule, d.Help)
	}
	if !st.publishable() {
		return b.String()
	}
	pages, err := page.Render(page.Input{
		Built: at, Identity: strings.Repeat("0", 64), Library: st.library, Models: st.inForce(),
		Proofs: st.result.Proofs, Reach: st.result.Reach, Evidence: st.evidence(),
	})
	if err != nil {
		t.Fatal(err)
	}
	tested, err := s.Test(TestOptions{On: "2026-11-23"})
	if err != nil {
		t.Fatal(err)
	}
	if err := tested.Print(&b, "text", true); err != nil {
		t.Fatal(err)
	}
	for _, p := range pages {
		fmt.Fprintf(&b, "== %s\n%s\n", p.Path, p.Data)
	}
	return b.String()
}
