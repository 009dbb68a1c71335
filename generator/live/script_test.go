package live

import (
	_ "embed"
	"regexp"
	"testing"

	"github.com/dop251/goja"
	"github.com/google/go-cmp/cmp"
)

//go:embed testdata/browser.js
var browser string

// TestScript runs the script that pages get against a small browser: what it is told, and what it does.
func TestScript(t *testing.T) {
	for _, test := range []struct {
		name, before, after string
		want                []string
	}{
		{"all is well", "", `tell("one", "")`, nil},
		{"a newer build", "", `tell("two", ""); tell("three", "")`, []string{"stop listening", "reload"}},
		{"a build between page and script", `header = "zero"`, `tell("one", "wrong")`, []string{"stop listening", "reload"}},
		{"a browser without the header", `header = ""`, `tell("one", ""); tell("one", ""); tell("two", "")`, []string{"stop listening", "reload"}},
		{"a mistake", "", `tell("one", "wrong"); tell("one", "wrong"); tell("one", "worse"); tell("one", "")`, []string{"open: wrong", "close"}},
		{"a mistake put aside", "", `tell("one", "wrong"); document.body.children[0].children[3].handlers.click(); tell("one", "wrong"); tell("one", "worse")`,
			[]string{"open: wrong", "close", "open: worse"}},
		{"a page behind others", "", `hide(true); hide(false); tell("one", "")`, []string{"stop listening", "listen /_remit/events"}},
		{"a page opened behind others", "document.hidden = true", `hide(false)`, []string{"listen /_remit/events"}},
		{"a lost connection", "", `fail(0); tick()`, nil},
		{"a refused connection", "", `fail(2); tick()`, []string{"stop listening", "listen /_remit/events"}},
		{"a server started anew", "", `fail(2); tick(); tell("other run", "")`, []string{"stop listening", "listen /_remit/events", "stop listening", "reload"}},
		{"a service worker", "navigator.serviceWorker.controller = worker", `tell("two", "")`, []string{"stop listening", "unregister", "reload"}},
		{"a browser without workers", "navigator.serviceWorker = undefined", `tell("two", "")`, []string{"stop listening", "reload"}},
		{"a browser without storage", "sessionStorage.setItem = sessionStorage.getItem = () => { throw new Error() }", `tell("two", "")`, []string{"stop listening", "reload"}},
		{"the place after a reload", `kept["remit-live"] = '{"path":"/a.html","x":0,"y":77}'`, `listeners.load()`, []string{"scroll to 77"}},
		{"the place on another page", `kept["remit-live"] = '{"path":"/b.html","x":0,"y":77}'`, `if (listeners.load) listeners.load()`, nil},
	} {
		want := test.want
		if test.before != "document.hidden = true" {
			want = append([]string{"listen /_remit/events"}, want...)
		}
		if diff := cmp.Diff(want, play(t, test.before, test.after)); diff != "" {
			t.Errorf("%s: mismatch (-want +got):\n%s", test.name, diff)
		}
	}
}

// play runs the script between two pieces of a scene, and returns what it did.
func play(t *testing.T, before, after string) []string {
	t.Helper()
	vm := goja.New()
	for _, part := range []string{browser, before, string(script), after} {
		if _, err := vm.RunString(part); err != nil {
			t.Fatalf("%v", err)
		}
	}
	var done []string
	value, err := vm.RunString("done")
	must(t, err)
	must(t, vm.ExportTo(value, &done))
	return done
}

func TestDialogIsAccessible(t *testing.T) {
	vm := goja.New()
	value, err := vm.RunString(browser + string(script) + `
		tell("one", "<b>wrong</b>");
		const box = document.body.children[0];
		const [title, text, note, button] = box.children;
		[box.name, box.attributes["aria-labelledby"] === title.id, text.textContent, text.tabIndex, button.name, button.type,
			document.head.children[0].href].join(" | ")`)
	must(t, err)
	if diff := cmp.Diff("dialog | true | <b>wrong</b> | 0 | button | button | /_remit/live.css", value.String()); diff != "" {
		t.Errorf("mismatch (-want +got):\n%s", diff)
	}
}

func TestScriptAndStyleFitAStrictPolicy(t *testing.T) {
	never := regexp.MustCompile(`innerHTML|outerHTML|insertAdjacent|document\.write|eval\(|new Function|\.style\b|srcdoc|@import|url\(|https?:`)
	for name, text := range map[string][]byte{"live.js": script, "live.css": style} {
		if found := never.Find(text); found != nil {
			t.Errorf("%s holds %s", name, found)
		}
	}
}
