package site_test

import (
	"context"
	"path/filepath"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	cdppage "github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"remit/generator/site"
)

// What the search of both pages does while it waits: for parts of the index, which these tests hold back, and for whoever
// types to rest, which is when they say so.

const (
	notLoaded     = "The search could not be loaded, so nothing was searched. Reload the page to try again, or look from A to Z."
	notLoadedHome = "The search could not be loaded, so nothing was searched. Choose below, or call."
)

// standingClock makes waiting for a time wait for pass, which runs what waits for at most so many milliseconds.
const standingClock = `{
	let last = 0;
	const waiting = new Map();
	window.setTimeout = (run, ms = 0) => (waiting.set(++last, [run, ms]), last);
	window.clearTimeout = id => waiting.delete(id);
	window.pass = most => waiting.forEach(([run, ms], id) => { if (ms <= most && waiting.delete(id)) run(); });
}`

// waitingHelpers are for both pages.
const waitingHelpers = `
	var q = document.querySelector("input[name=q]"), list = document.querySelector(".results"), nobody = document.getElementById("search-nobody");
	var type = text => { q.value = text; q.dispatchEvent(new Event("input", {bubbles: true})); };
	var said = () => document.querySelector("#search-status, #home-found").textContent;
	var titles = () => Array.from(document.querySelectorAll(".result-title"), a => a.textContent);
	var press = key => document.activeElement.dispatchEvent(new KeyboardEvent("keydown", {key, bubbles: true, cancelable: true}));
	var at = () => document.activeElement.id || document.activeElement.textContent;
	var old = () => list.getAttribute("aria-busy") === "true";
	var turn = () => new Promise(r => { const c = new MessageChannel(); c.port1.onmessage = r; c.port2.postMessage(0); });
	var looks = async () => { await turn(); await turn(); return [said(), old() ? "old" : titles().length, at(), nobody === null ? "" : nobody.hidden ? "quiet" : "call"].join(", "); };`

// standing is a tab whose clock stands still.
func standing(t *testing.T) *tab {
	t.Helper()
	tab := newTab(t)
	if err := chromedp.Do(tab.ctx, chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
		_, err := cdp.Call(ctx, target, cdppage.AddScriptToEvaluateOnNewDocument, cdppage.AddScriptToEvaluateOnNewDocumentParams{Source: standingClock})
		return err
	})); err != nil {
		t.Fatal(err)
	}
	return tab
}

// begins opens a page whose load may wait for a file that is held back, and waits for its own scripts alone.
func (b *tab) begins(address string) {
	b.t.Helper()
	b.open("about:blank")
	b.eval(`location.assign(` + quoted(address) + `)`)
	b.until(`document.querySelector(".home a[href^='#'], #search .filters") !== null`)
	b.eval(waitingHelpers + `q.focus(); 0`)
}

// asks opens a page, types a query and waits for its answer.
func (b *tab) asks(address, query string) {
	b.t.Helper()
	b.begins(address)
	b.types(query)
}

func (b *tab) types(query string) {
	b.t.Helper()
	b.eval(`type(` + quoted(query) + `)`)
	b.until(`(pass(1000), !/^(|Searching)$/.test(said()) && !old())`)
}

func (b *tab) tells(what, script, want string) {
	b.t.Helper()
	if got := b.eval(script); got != want {
		b.t.Errorf("%s: got %v, want %s", what, got, want)
	}
}

// waitingSite serves a small site, with the animals that are named.
func waitingSite(t *testing.T, animals ...string) *counted {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "site")
	writeSearched(t, dir, 60)
	for _, animal := range animals {
		writeFile(t, filepath.Join(dir, "content/playbooks", animal+".md"),
			"---\ntitle: The "+animal+" is loose\nworkload: ledger_api\nroles: [on_call]\ntriggers: always\nactions:\n  look: {title: Look, roles: all}\n---\nLook.\n")
	}
	s, err := site.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	return serveCounted(t, s)
}

// While a part of the index is on its way, what was found before looks old and no key leads into it. Enter waits for the
// answer, however often it is pressed; then the page of the search gives the focus to the best result, and the first page
// opens it.
func TestSearchLeadsToNothingOld(t *testing.T) {
	t.Parallel()
	tab := standing(t)
	wire := waitingSite(t)
	for _, page := range []string{"search.html", "index.html"} {
		release := wire.hold(t, "search/w")
		tab.asks(wire.address+page, "certificate about to expire")
		tab.tells(page+", before", `titles()[0].slice(0, 11) + old()`, "Certificatefalse")
		state := "Searching, old, q, "
		if page == "search.html" {
			state += "quiet"
		}
		tab.tells(page+", typed", `type("ERR-1003"); pass(500); looks()`, state)
		tab.tells(page+", an arrow", `press("ArrowDown"); looks()`, state)
		tab.tells(page+", Enter twice", `var here = location.href; q.form.requestSubmit(); q.form.requestSubmit(); looks()`, state)
		tab.tells(page+", nothing opened", `String(location.href === here)`, "true")
		release()
		if page == "index.html" {
			tab.until(`location.href.includes("00003")`)
			continue
		}
		tab.until(`!old()`)
		tab.tells("the answer", `titles()[0] + (at() === titles()[0]) + (said() !== "Searching")`, "Connections exhausted on basket-apitruetrue")
		tab.tells("an arrow in the answer", `press("ArrowUp"); at()`, "q")
	}
}

// Enter in a field that waits for nothing but its first answer gets it, and leaves the focus to whoever took it elsewhere.
func TestSearchRemembersEnter(t *testing.T) {
	t.Parallel()
	tab := standing(t)
	wire := waitingSite(t, "zebra")
	for _, elsewhere := range []string{"", "header a[href]"} {
		release := wire.hold(t, "search/core")
		tab.begins(wire.address + "search.html")
		tab.eval(`type("zebra"); q.form.requestSubmit(); if (` + quoted(elsewhere) + `) document.querySelector(` + quoted(elsewhere) + `).focus(); 0`)
		tab.tells("nothing to go to", `looks().then(look => look.split(", ")[0])`, "Searching")
		release()
		tab.until(`titles().length > 0`)
		tab.tells("the focus "+elsewhere, `turn().then(() => String(at() === titles()[0]))`, map[bool]string{true: "true", false: "false"}[elsewhere == ""])
	}
}

// The focus is never lost with a list that goes: it returns to the field. More results take it to the first of them.
func TestSearchKeepsTheFocus(t *testing.T) {
	t.Parallel()
	tab := standing(t)
	wire := waitingSite(t)
	release := wire.hold(t, "search/w")
	tab.asks(wire.address+"search.html", "certificate about to expire")
	tab.eval(`list.querySelector("a").focus(); var changed = new Promise(r => addEventListener("hashchange", r, {once: true})); location.hash = "#q=ERR-1003"; 0`)
	tab.tells("once it is old", `changed.then(() => looks())`, "Searching, old, q, quiet")
	tab.eval(`list.querySelector("a").focus(); 0`)
	release()
	tab.until(`!old()`)
	tab.tells("once it is new", `at()`, "q")
	tab.types("basket")
	tab.eval(`var more = list.parentElement.querySelector(".results ~ button"); more.focus(); more.click(); 0`)
	tab.until(`titles().length > 8`)
	tab.tells("more", `looks().then(() => String(at() === titles()[titles().length - 1] || titles().indexOf(at()) > 0))`, "true")
}

// A file that does not come is not waited for without end. What comes after all is taken, and the next key finds with it.
func TestSearchGivesUpWaiting(t *testing.T) {
	t.Parallel()
	tab := standing(t)
	wire := waitingSite(t)
	for page, sentence := range map[string]string{"search.html": notLoaded + ", 0, q, call", "index.html": notLoadedHome + ", 0, q, "} {
		for _, part := range []string{"search/core", "search/w"} {
			late := wire.hold(t, part)
			tab.begins(wire.address + page)
			tab.eval(`type("ERR-1003")`)
			tab.until(`said() === "Searching"`)
			tab.until(`(pass(1000), document.head.querySelector("script[src*='` + part + `']") !== null)`)
			tab.tells(page+" without "+part, `said()`, "Searching")
			tab.until(`(pass(60000), said() !== "Searching")`)
			tab.tells(page+" without "+part, `looks()`, sentence)
			never := wire.hold(t, part)
			tab.eval(`document.head.querySelector("script[src*='` + part + `']").addEventListener("load", () => { document.title = "it came"; }); 0`)
			late()
			tab.until(`document.title === "it came"`)
			tab.until(`(type("ERR-1003"), pass(1000), titles()[0] === "Connections exhausted on basket-api")`)
			never()
		}
	}
}

// That nothing is found, and whom to call, is said once whoever types rests, or asks for it, and never of an older query.
func TestSearchFindsNothingOnlyAtRest(t *testing.T) {
	t.Parallel()
	tab := standing(t)
	wire := waitingSite(t, "zebra")
	tab.asks(wire.address+"search.html", "qqqqzzzz")
	tab.types("zebra")
	const waiting, found, nothing = "Searching, old, q, quiet", "1 result, 1, q, quiet", "Nothing found for “qqqqzzzz”., 0, q, call"
	for _, row := range [][2]string{
		{`looks()`, found},
		{`type("qqqqzzzz"); looks()`, waiting},
		{`pass(500); looks()`, waiting},
		{`pass(1000); looks()`, nothing},
		{`type("qqqqzzzzz"); looks()`, "Searching, old, q, quiet"},
		{`pass(500); type("zebra"); looks()`, found},
		{`pass(1000); looks()`, found},
		{`type("qqqqzzzz"); q.form.requestSubmit(); looks()`, nothing},
	} {
		tab.tells(row[0], row[0], row[1])
	}
}

// Every answer is read out with its best title, once whoever types rests, and so is what else may have been meant. Whoever
// takes that is in the field again.
func TestSearchIsReadOut(t *testing.T) {
	t.Parallel()
	tab := standing(t)
	wire := waitingSite(t, "zebra", "quagga")
	tab.asks(wire.address+"search.html", "zebra")
	const live = `document.querySelector("[role=status]:not(.filters *)").textContent`
	tab.tells("lines that are read out", `String(document.querySelectorAll("[role=status]:not(.filters *)").length)`, "1")
	for _, row := range []struct{ what, script, want string }{
		{"one result", `pass(1000); ` + live, "1 result “The zebra is loose”."},
		{"as one types", `type("quagga"); looks().then(() => said() + " " + ` + live + `)`, "1 result 1 result “The zebra is loose”."},
		{"another", `pass(1000); ` + live, "1 result “The quagga is loose”."},
		{"a slip", `type("zerba"); q.form.requestSubmit(); (async () => { while (old()) await turn(); pass(1000); return ` + live + `; })()`, "1 result “The zebra is loose”. Did you mean zebra?"},
		{"what was meant", `var link = document.querySelector(".meant a"), changed = new Promise(r => addEventListener("hashchange", r, {once: true})); document.activeElement.blur(); link.click(); changed.then(() => looks()).then(look => look + ", " + q.value)`, "1 result, 1, q, quiet, zebra"},
	} {
		tab.tells(row.what, row.script, row.want)
	}
}
