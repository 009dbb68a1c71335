package site_test

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"remit/generator/site"
)

// hostileTitle stands in a playbook of the searched site: found, it must show as text.
const hostileTitle = `Zebra <img src=x onerror=alert(1)> "'&lt; __proto__ {{7*7}} ${x}`

// waits for the page to have answered, or failed to.
const answered = `(async () => {
	const status = document.getElementById("search-status");
	for (let i = 0; i < 6000 && /^(|Searching)$/.test(status.textContent); i++) await new Promise(r => setTimeout(r, 10));
	await new Promise(r => setTimeout(r, 0));
})()`

const helpers = `
	var said = () => document.getElementById("search-status").textContent;
	var press = (key, more) => document.activeElement.dispatchEvent(new KeyboardEvent("keydown", {key, bubbles: true, cancelable: true, ...more}));
	var at = () => document.activeElement.id || document.activeElement.textContent;
	var titles = () => Array.from(document.querySelectorAll(".result-title"), a => a.textContent);`

// Each row opens an address of a small site in the browser, over http and from disk, and asks the page something.
func TestSearchPageAtWork(t *testing.T) {
	t.Parallel()
	tab := newTab(t)
	dir := filepath.Join(t.TempDir(), "site")
	writeSearched(t, dir, 60)
	writeFile(t, filepath.Join(dir, "content/playbooks/zebra.md"), strings.NewReplacer("title: Plain", "title: '"+strings.ReplaceAll(hostileTitle, "'", "''")+"'").Replace(
		"---\ntitle: Plain\nsummary: Look.\nworkload: ledger_api\nroles: [on_call, manager, owner]\nlast_reviewed_on: 2020-01-01\nreview_in: 6 months\ntriggers: always\n"+
			"alerts: [ZebraStripesLost]\nactions:\n  look: {title: Look, roles: all}\n---\n## Paint the <b>stripes</b>\nUse `ZBR-7`.\n"))
	public := buildSearched(t, dir)
	server := httptest.NewServer(http.StripPrefix("/playbooks/", http.FileServer(http.Dir(public))))
	t.Cleanup(server.Close)
	for _, root := range []string{server.URL + "/playbooks/", "file://" + public + "/"} {
		for _, row := range []struct{ what, address, script, want string }{
			{"a query in the address", "search.html#q=zebra", `titles().join()`, hostileTitle},
			{"nothing of it is markup", "search.html#q=zebra%20img%20onerror", `document.querySelectorAll("#results img").length + " " + document.querySelectorAll("#results mark").length`, "0 3"},
			{"what stands beside it", "search.html#q=zebra", `document.querySelector(".result-about").textContent`, "ledger-api · On-call engineer, Incident manager, Owner review overdue since 1 July 2020"},
			{"a section", "search.html#q=ZBR-7", `document.querySelector(".result-place").getAttribute("href")`, "./playbooks/zebra.html#paint-the-stripes"},
			{"an alert by slips", "search.html#q=zebrastripeslots", `titles().length + " " + document.querySelector(".meant").textContent`, "1 Did you mean zebrastripeslost?"},
			{"a form without a script sends this", "search.html?q=zebra", `titles().length + location.search + location.hash`, "1#q=zebra"},
			{"the number of results", "search.html#q=zebra", `said()`, "1 result"},
			{"a filter in the address", "search.html#q=ledger&workload=ledger-api&tag=nowhere", `said() + " " + document.querySelector(".filters").open`, "Nothing found for “ledger” with this filter. true"},
			{"nothing found", "search.html#q=qqqqzzzz", `said() + " " + document.getElementById("search-nobody").hidden + " " + document.querySelector("#search-nobody .number").textContent`, "Nothing found for “qqqqzzzz”. false +442079460101"},
			{"names of the language", "search.html#q=constructor%20valueOf", `said()`, "Nothing found for “constructor valueOf”."},
			{"10 kB", "search.html#q=" + strings.Repeat("zebra-", 1700), `titles()[0]`, hostileTitle},
			{"arrow keys", "search.html#q=zebra", `document.getElementById("q").focus(); press("ArrowDown"); const one = at(); press("ArrowUp"); one + " " + at()`, hostileTitle + " q"},
			{"a slash on the page", "search.html#q=zebra", `document.querySelector(".result-title").focus(); press("/"); at()`, "q"},
			{"a slash in the field", "search.html#q=zebra", `document.getElementById("q").focus(); String(press("/"))`, "true"},
			{"Ctrl-K in the field", "search.html#q=zebra", `document.getElementById("q").focus(); String(press("k", {ctrlKey: true}))`, "false"},
			{"the keys switched off", "search.html#q=zebra", `document.querySelector(".keys input").click(); document.querySelector(".result-title").focus(); press("/"); const off = at(); document.querySelector(".keys input").click(); off`, hostileTitle},
			{"typing keeps the address", "search.html#q=zebra", `(async () => { await ` + settled + `("a&b=c"); return location.hash; })()`, "#q=a%26b%3Dc"},
		} {
			tab.open(root + row.address)
			tab.eval(answered)
			if got := tab.eval(helpers + row.script); got != row.want {
				t.Errorf("%s (%.4s): got %v, want %s", row.what, root, got, row.want)
			}
		}
		tab.open(root + "playbooks/zebra.html")
		tab.until(`!document.body.dispatchEvent(new KeyboardEvent("keydown", {key: "/", bubbles: true, cancelable: true}))`) // its keys come late
		if got := tab.arrives("search.html q"); got != "search.html q" {
			t.Errorf("a slash on a playbook (%.4s) leads to %v", root, got)
		}
	}
}

// arrives waits until the browser is on a page with an element in focus, "search.html q", and returns where it is. A page
// gives the focus to its field only after it is complete.
func (b *tab) arrives(want string) any {
	b.t.Helper()
	ctx, cancel := context.WithTimeout(b.ctx, patience)
	defer cancel()
	for {
		got, err := chromedp.Run(ctx, chromedp.Evaluate[any](`document.readyState + " " + location.pathname.split("/").pop() + " " + document.activeElement.id`))
		if where, done := strings.CutPrefix(fmt.Sprint(got), "complete "); err == nil && done && where == want {
			return where
		}
		if ctx.Err() != nil {
			return got
		}
	}
}

// buildSearched builds a site and returns the folder.
func buildSearched(t *testing.T, dir string) string {
	t.Helper()
	s, err := site.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	public := t.TempDir() + "/public"
	built, err := s.Build(context.Background(), site.BuildOptions{Output: public, At: time.Now().Add(-time.Minute).UTC().Format(time.RFC3339)})
	if err != nil {
		t.Fatal(err)
	}
	if built.Report.Failed(false) {
		t.Fatal("the site has errors")
	}
	return public
}

// A core or a part that does not come is never taken for no results. Chromium logs what it could not load, so this page
// is opened without listening to it.
func TestSearchPageSaysWhenItCannotLoad(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "site")
	writeSearched(t, dir, 30)
	public := buildSearched(t, dir)
	for what, pattern := range map[string]string{"core": "core-*.js", "headings": "t0-*.js"} {
		tab := quietTab(t)
		broken := t.TempDir()
		if err := os.CopyFS(broken, os.DirFS(public)); err != nil {
			t.Fatal(err)
		}
		parts, err := filepath.Glob(filepath.Join(broken, "search", pattern))
		if err != nil || len(parts) != 1 {
			t.Fatal(parts, err)
		}
		if err := os.WriteFile(parts[0], []byte("nonsense("), 0o644); err != nil {
			t.Fatal(err)
		}
		tab.open("file://" + broken + "/search.html#q=ERR-1003")
		tab.eval(answered)
		if got := tab.eval(helpers + `said() + titles().length + document.getElementById("search-nobody").hidden`); got != "The search could not be loaded, so nothing was searched. Reload the page to try again, or look from A to Z.0false" {
			t.Errorf("%s missing: the page says %v", what, got)
		}
	}
}

// Filters whose file does not load say so, and are there the next time they are opened. Chromium logs what it could not load,
// so this page is opened without listening to it.
func TestSearchPageWithoutItsFilters(t *testing.T) {
	t.Parallel()
	tab := quietTab(t)
	dir := filepath.Join(t.TempDir(), "site")
	writeSearched(t, dir, 30)
	public := buildSearched(t, dir)
	files, err := filepath.Glob(filepath.Join(public, "search", "f0-*.js"))
	if err != nil || len(files) != 1 {
		t.Fatal(files, err)
	}
	if err := os.Rename(files[0], files[0]+".away"); err != nil {
		t.Fatal(err)
	}
	tab.open("file://" + public + "/search.html#q=ledger")
	tab.eval(answered + `.then(() => document.querySelector(".filters summary").click())`)
	tab.until(`document.querySelector(".filters p").textContent === "The filters could not be loaded. Close this and open it again to try once more."`)
	if err := os.Rename(files[0]+".away", files[0]); err != nil {
		t.Fatal(err)
	}
	tab.eval(`document.querySelector(".filters summary").click()`)
	tab.until(`!document.querySelector(".filters").open`)
	tab.eval(`document.querySelector(".filters summary").click()`)
	tab.until(`document.querySelectorAll(".filters select").length > 0`)
	if got := tab.eval(`document.querySelector(".filters").innerText`).(string); strings.Contains(got, "could not") {
		t.Errorf("the filters say %q", got)
	}
}
