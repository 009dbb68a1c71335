package check_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"remit/generator/authority"
)

// The words of every plate are refused wherever a title stands, however they are disguised; what only holds them is not.
func TestForgedAnswers(t *testing.T) {
	book := func(title, summary, alert, action string) fstest.MapFS {
		return fstest.MapFS{"content/playbooks/p.md": {Data: []byte("---\ntitle: \"" + title + "\"\nsummary: \"" + summary + "\"\nalerts: [\"" + alert + "\"]\nworkload: shop\nroles: [on_call]\n" +
			"last_drilled_on: 2026-09-12\ntriggers: always\nactions:\n  a: {title: \"" + action + "\", roles: [on_call]}\n---\n")}}
	}
	asked := func(question, option, heading string) fstest.MapFS {
		return fstest.MapFS{"content/playbooks/p.md": {Data: []byte("---\ntitle: A\nworkload: shop\nroles: [on_call]\nfacts:\n  f: {ask: \"" + question + "\"}\n  g: {ask: Which one, options: {a: \"" + option + "\", b: Other}}\n" +
			"last_drilled_on: 2026-09-12\ntriggers: {t: f or g is a}\nactions:\n  a: {title: Restart, roles: [on_call]}\n---\n\n## " + heading + "\n")}}
	}
	count := func(files fstest.MapFS) int {
		return strings.Count(findings(t, files, "forged_answer"), "[forged_answer]")
	}
	plates := authority.Plates()
	if len(plates) < 12 {
		t.Fatal(plates)
	}
	for _, words := range append(plates, "ACT NOW", "Act now!", "\u2705 Act  now", "\uff21\uff43\uff54 \uff4e\uff4f\uff57", "Act\u00a0now", "A\u200bct now", "\u0410\u0441t n\u043ew", "\u00c1ct now", "\U0001d400\U0001d41c\U0001d42d now", "stop - call first") {
		if got := count(book(words, words, words, words)); got != 4 {
			t.Errorf("%q is found %d times, not 4", words, got)
		}
		page := fstest.MapFS{"content/a.md": {Data: []byte("# " + words + "\n")}}
		if got := findings(t, page, "forged_answer"); !strings.Contains(got, "content/a.md:1:1: warning: the title of this page looks like an answer") {
			t.Errorf("%q as the title of a page:\n%s", words, got)
		}
	}
	for _, words := range append(authority.Permissions(), "ACT NOW", "\u0410\u0441t n\u043ew") {
		if got := count(asked(words, words, words)); got != 3 {
			t.Errorf("%q as a question, an option and a heading is found %d times, not 3", words, got)
		}
	}
	for _, words := range []string{"Stop", "Used up", "Check the readings", "Not you"} {
		if got := count(asked(words, words, words)); got != 0 {
			t.Errorf("%q as a question, an option and a heading is found %d times", words, got)
		}
	}
	for _, words := range []string{"Act now on late orders", "Call the desk", "Who may act", "Escalate", "Stop the picker", "Restart"} {
		if got := count(book(words, words, words, words)); got != 0 {
			t.Errorf("%q is found %d times", words, got)
		}
		if got := count(asked(words, words, words)); got != 0 {
			t.Errorf("%q as a question, an option and a heading is found %d times", words, got)
		}
	}
}
