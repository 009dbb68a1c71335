package site_test

import (
	"context"
	"net/http"
	"net/url"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	cdppage "github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"remit/generator/site"
)

// After one visit the whole example answers without its server, in a browser that was closed in between, and says how old
// it is.
func TestOneVisitIsEnough(t *testing.T) {
	memory := t.TempDir()
	b, shut := newTabIn(t, memory)
	s, err := site.Open("../..")
	if err != nil {
		t.Fatal(err)
	}
	h := newHost(t, built(t, s, time.Minute, false))
	b.keeps(h.root())
	b.offersItself(h)
	shut()
	h.Close()
	b, _ = newTabIn(t, memory)
	const asked = "playbooks/shop/bad-deploy-at-checkout.html#role=on_call&failed_share=4&wrong_totals=no&last_deploy=hour&flagged=no&schema_changed=no&processor=operational"
	b.goes(h.root() + asked)
	if got := b.says(plateScript); got != "act" && got != "act_and_escalate" {
		t.Errorf("without its server the walk answers %q", got)
	}
	b.waits("the age of the copy", `/ · not confirmed since \d\d:\d\d · out of reach now/.test(document.getElementById("copy-state").textContent)`)
	b.waits("who answers now", `[...document.querySelectorAll("[data-contact]")].some(e => e.textContent.startsWith("Answers now"))`)
	b.goes(h.root() + "search.html")
	b.says(`(q => { q.value = "deploy"; q.dispatchEvent(new Event("input", {bubbles: true})) })(document.getElementById("q"))`)
	b.waits("results of the search", `document.querySelectorAll("#results a").length > 0`)
	b.goes(h.root() + "roles/on_call.html#x")
	b.waits("the card of the role", `document.querySelector("h1").textContent.includes("my remit") && document.styleSheets[0].cssRules.length > 0`)
	b.goes(h.root() + "playbooks/")
	b.waits("the index of a folder", `document.querySelector("h1").textContent === "Playbooks"`)
	b.goes(h.root() + "no/such/page.html")
	if got := b.says(`performance.getEntriesByType("navigation")[0].responseStatus + " " + document.querySelector("h1").textContent`); got != "404 There is no such page" {
		t.Errorf("an unknown address is answered with %q", got)
	}
	b.goes(h.root() + "pocket.html")
	if got := b.says(`performance.getEntriesByType("navigation")[0].responseStatus + " " + document.querySelector("h1").textContent`); got != "503 This page is not kept on this device" {
		t.Errorf("a page that is not kept is answered with %q", got)
	}
}

// offersItself checks what the browser makes of the manifest of the open page.
func (b *tab) offersItself(h *host) {
	b.t.Helper()
	err := chromedp.Do(b.ctx, chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
		reply, err := cdp.Call(ctx, target, cdppage.GetAppManifest, cdppage.GetAppManifestParams{})
		if err == nil && (reply.URL != h.root()+"manifest.webmanifest" || len(reply.Errors) > 0) {
			b.t.Errorf("the manifest is %q, with the errors %v", reply.URL, reply.Errors)
		}
		return err
	}))
	if err != nil {
		b.t.Fatal(err)
	}
}

// Safari on a phone is told once to put the site on the home screen, and not on a playbook.
func TestTheHomeScreenIsOfferedOnce(t *testing.T) {
	b, _ := newTabIn(t, t.TempDir())
	err := chromedp.Do(b.ctx, chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
		_, err := cdp.Call(ctx, target, cdppage.AddScriptToEvaluateOnNewDocument, cdppage.AddScriptToEvaluateOnNewDocumentParams{Source: "navigator.standalone = false"})
		return err
	}))
	if err != nil {
		t.Fatal(err)
	}
	h := newHost(t, built(t, small(t, "on_call", nil), time.Hour, false))
	b.keeps(h.root() + bookPage)
	if got := b.says(`document.querySelector(".keep") === null`); got != "true" {
		t.Error("a playbook offers the home screen")
	}
	b.keeps(h.root())
	b.waits("the offer", `document.querySelector(".keep")?.textContent.includes("Add to Home Screen") === true`)
	b.says(`document.querySelector(".keep button").click()`)
	b.keeps(h.root() + "contacts.html")
	if got := b.says(`document.querySelector(".keep") === null`); got != "true" {
		t.Error("the home screen is offered again")
	}
}

// Once a device knows of a build in which a grant was withdrawn, no copy of the one before says its yes: not while the new
// one is on its way, not out of reach, not when the clock is set back.
func TestAWithdrawnGrant(t *testing.T) {
	memory := t.TempDir()
	b, shut := newTabIn(t, memory)
	h := newHost(t, built(t, small(t, "on_call", nil), 2*time.Hour, false))
	b.keeps(h.root() + bookPage)
	b.waits("the yes of the first build", plated("act"))
	// One file of the new build is still the old one: it is known, and cannot be kept.
	next := built(t, small(t, "desk", nil), time.Hour, false)
	h.deploy(next, "contacts.html")
	first := b.says(current)
	b.goes(h.root() + bookPage)
	b.waits("no yes", plated("cannot_confirm"))
	b.waits("a word of the newer build", `document.getElementById("walk-live").textContent.includes("A newer build of this site is published")`)
	b.waits("the new build to be known", `caches.open("remit /playbooks/ notes").then(c => c.match(new URL("/playbooks/?published", location))).then(r => r.json()).then(p => p.id !== "`+first+`")`)
	b.goes(h.root() + bookPage) // which now comes from the network
	b.waits("the answer of the new build", plated("escalate"))
	if got := b.says(current); got != first {
		t.Error("a build was taken of which one file is another's")
	}
	b.goes(h.root() + "contacts.html")
	b.waits("a whole page", `document.getElementById("copy-state") !== null`)
	shut()
	h.Close()
	for _, back := range []time.Duration{0, -30 * time.Minute, -90 * time.Minute} {
		b, shut = newTabIn(t, memory)
		b.clock(back)
		b.goes(h.root() + bookPage)
		b.waits("no yes out of reach", plated("cannot_confirm"))
		b.goes(h.root() + "contacts.html")
		b.waits("a notice on a page without a walk", `document.querySelector("main .notice.stop")?.textContent.includes("This copy cannot be relied on.") === true`)
		shut()
	}
}

// A build takes the place of the old one when every file is right; then it answers alone, and the old one is gone.
func TestANewBuildIsTakenWhole(t *testing.T) {
	b, _ := newTabIn(t, t.TempDir())
	style := map[string]string{"static/styles/_prose.css": ".second { color: red }"}
	h := newHost(t, built(t, small(t, "on_call", nil), 2*time.Hour, false))
	b.keeps(h.root() + bookPage)
	first := b.says(current)
	b.goes(h.root() + "index.html")
	h.deploy(built(t, small(t, "desk", style), time.Hour, false), "contacts.html")
	b.goes(h.root() + bookPage)
	b.waits("no yes", plated("cannot_confirm"))
	h.deploy(h.folder)
	// A page of the first build stays open, and loads from the first build even after the second was taken.
	b.says(`navigator.serviceWorker.ready.then(r => r.active.postMessage({remit: "check", role: null}))`)
	b.waits("the second build", current+`.then(id => id !== "`+first+`")`)
	if got := b.says(`fetch("../assets/site.css").then(r => r.text()).then(s => s.includes(".second"))`); got != "false" {
		t.Error("a page of one build got the style of another")
	}
	b.goes(h.root() + bookPage)
	b.waits("the answer of the second build", plated("escalate"))
	if got := b.says(`fetch("../assets/site.css").then(r => r.text()).then(s => s.includes(".second"))`); got != "true" {
		t.Error("a page of the second build got the style of another")
	}
	h.Close()
	b.goes(h.root() + bookPage)
	b.waits("the second build, kept", plated("escalate"))
	b.waits("its age", `/ · not confirmed since \d\d:\d\d · out of reach now/.test(document.getElementById("copy-state").textContent)`)
}

// Two builds of one time are two builds.
func TestAnotherBuildOfTheSameTime(t *testing.T) {
	b, _ := newTabIn(t, t.TempDir())
	s, at := small(t, "on_call", nil), time.Now()
	h := newHost(t, built(t, s, time.Since(at.Add(-time.Hour)), false))
	b.keeps(h.root() + bookPage)
	b.goes(h.root() + bookPage)
	b.waits("the yes", plated("act"))
	other := built(t, small(t, "desk", nil), time.Since(at.Add(-time.Hour)), false)
	h.deploy(other, "contacts.html")
	b.goes(h.root() + bookPage)
	b.waits("no yes", plated("cannot_confirm"))
}

// A clock that was set back since the last confirmation tells no end of an authority.
func TestAClockSetBack(t *testing.T) {
	memory := t.TempDir()
	b, shut := newTabIn(t, memory)
	h := newHost(t, built(t, small(t, "on_call", nil), 2*time.Hour, false))
	b.keeps(h.root() + bookPage)
	b.waits("the yes", plated("act"))
	shut()
	h.Close()
	for back, want := range map[time.Duration]string{
		0: "You may", -30 * time.Second: "You may", -time.Hour: "The clock of this device was set back", -3 * time.Hour: "The clock of this device is earlier", 8 * 24 * time.Hour: "last confirmed 8 days ago",
	} {
		b, shut = newTabIn(t, memory)
		b.clock(back)
		b.goes(h.root() + bookPage)
		b.waits(want, `document.getElementById("walk-live").textContent.includes("`+want+`")`)
		shut()
	}
}

const plant = `(async () => { for (const name of ["remit /playbooks/sub/ notes", "remit /other/ notes", "theirs"]) await (await caches.open(name)).put("/x", new Response("x")); return "planted" })()`

// What other sites of the host keep is left alone, when a build is replaced and when all that is ours goes.
func TestOtherSitesAreLeftAlone(t *testing.T) {
	b, _ := newTabIn(t, t.TempDir())
	s := small(t, "on_call", nil)
	h := newHost(t, built(t, s, 2*time.Hour, false))
	b.keeps(h.root() + bookPage)
	b.says(plant)
	first := b.says(current)
	h.deploy(built(t, s, time.Hour, false))
	b.goes(h.root() + bookPage)
	b.waits("the second build", current+`.then(id => id !== "`+first+`")`)
	h.deploy(built(t, s, time.Minute, true))
	for range 2 { // the first may still come from the worker that is to go
		b.goes(h.root() + bookPage)
		b.waits("no worker", `navigator.serviceWorker.getRegistrations().then(all => all.length === 0)`)
	}
	b.waits("no cache of ours", `caches.keys().then(all => all.sort().join() === "remit /other/ notes,remit /playbooks/sub/ notes,theirs")`)
	b.waits("the answer from the network", plated("act"))
	if got := b.says(`navigator.serviceWorker.controller === null`); got != "true" {
		t.Error("the page is still answered by a worker")
	}
}

// The worker that takes another's place needs no page's help: it leaves by itself.
func TestTheLeavingWorkerNeedsNoPage(t *testing.T) {
	b, _ := newTabIn(t, t.TempDir())
	s := small(t, "on_call", nil)
	h := newHost(t, built(t, s, 2*time.Hour, false))
	b.keeps(h.root() + bookPage)
	h.deploy(built(t, s, time.Minute, true))
	h.mu.Lock()
	h.odd["assets/offline.js"] = http.NotFound
	h.mu.Unlock()
	b.goes(h.root() + bookPage)
	b.waits("no worker and no cache", `Promise.all([navigator.serviceWorker.getRegistrations(), caches.keys()]).then(([w, c]) => w.length + c.length === 0)`)
}

// A host that leads elsewhere, or is no longer the site's, leaves nothing on the device.
func TestRepliesThatAreNotTheSites(t *testing.T) {
	for name, odd := range map[string]http.HandlerFunc{
		"led to another page": func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "index.html?led", http.StatusFound) },
		"led to itself": func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, "/copy/contacts.html", http.StatusFound)
		},
		"a login page": func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte("<!doctype html><p>Log in")) },
		"not there":    http.NotFound,
	} {
		t.Run(name, func(t *testing.T) {
			b, _ := newTabIn(t, t.TempDir())
			h := newHost(t, built(t, small(t, "on_call", nil), time.Hour, false))
			h.odd["contacts.html"] = odd
			h.odd["/copy/contacts.html"] = func(w http.ResponseWriter, r *http.Request) {
				http.ServeFile(w, r, filepath.Join(h.folder, "contacts.html"))
			}
			b.goes(h.root() + bookPage)
			b.waits("the worker to ask", `caches.keys().then(all => all.length > 1)`)
			for end := time.Now().Add(patience); h.saw("contacts.html") == 0 && time.Now().Before(end); {
				b.says(`new Promise(r => setTimeout(r, 50))`)
			}
			b.says(`navigator.serviceWorker.ready.then(r => r.active.postMessage({remit: "check", role: null}))`)
			b.waits("a second try", `new Promise(r => setTimeout(() => r(true), 1000))`)
			if got := b.says(current); got != "" {
				t.Error("a build was taken that is not whole")
			}
			const kept = `(async () => { for (const name of await caches.keys()) for (const r of await (await caches.open(name)).keys()) if (r.url.includes("contacts")) return r.url; return "" })()`
			if got := b.says(kept); got != "" {
				t.Errorf("%s was kept", got)
			}
		})
	}
}

// Of a site that is too large the device keeps what leads to everything, what was visited, and what the reader's role needs.
func TestALargeSiteIsKeptInPart(t *testing.T) {
	more := map[string]string{"content/other.md": "# Other\n\nWords.\n", "content/third.md": "# Third\n\nWords.\n"}
	for _, name := range []string{"a", "b", "c"} {
		more["content/pictures/"+name+".png"] = strings.Repeat(name, 4<<20)
	}
	b, _ := newTabIn(t, t.TempDir())
	h := newHost(t, built(t, small(t, "on_call", more), time.Hour, false))
	b.keeps(h.root())
	b.goes(h.root() + "other.html")
	b.waits("the visited page", `document.querySelector("h1").textContent === "Other"`)
	b.says(`localStorage.setItem("remit /playbooks/ role", "on_call")`)
	b.keeps(h.root())
	b.waits("the playbook of the role", `caches.match(new URL("playbooks/late.html", location)).then(r => r !== undefined)`)
	h.Close()
	b.goes(h.root() + bookPage)
	b.waits("the yes", plated("act"))
	b.goes(h.root() + "other.html")
	b.waits("the visited page", `document.querySelector("h1").textContent === "Other"`)
	b.goes(h.root() + "third.html")
	b.waits("a word that the page is not kept", `document.querySelector("h1").textContent === "This page is not kept on this device"`)
}

// From a disk the walk, the search and the pocket copies answer, and nothing complains.
func TestFromDisk(t *testing.T) {
	tab := newTab(t)
	s, err := site.Open("../..")
	if err != nil {
		t.Fatal(err)
	}
	folder := func(ago time.Duration) string {
		return (&url.URL{Scheme: "file", Path: filepath.ToSlash(built(t, s, ago, false)) + "/"}).String()
	}
	root := folder(time.Minute)
	for _, page := range []string{"index.html", "contacts.html", "roles/on_call.html"} {
		tab.goes(root + page)
		tab.waits("a page", `document.querySelector("h1") !== null && document.querySelector(".notice.stop, link[rel=manifest]") === null`)
	}
	if got := tab.plate(root + "playbooks/shop/bad-deploy-at-checkout.html#role=on_call&failed_share=4&wrong_totals=no&last_deploy=hour&flagged=no&schema_changed=no&processor=operational"); !strings.HasPrefix(got, "act") {
		t.Errorf("from disk the walk answers %q", got)
	}
	tab.goes(root + "search.html")
	tab.says(`(q => { q.value = "deploy"; q.dispatchEvent(new Event("input", {bubbles: true})) })(document.getElementById("q"))`)
	tab.waits("results of the search", `document.querySelectorAll("#results a").length > 0`)
	tab.goes(root + "pocket.html")
	tab.waits("the rest", `document.querySelector("nav a[href='pocket/shop.html']") !== null`)
	tab.goes(root + "pocket/shop.html")
	tab.waits("its style and script", `getComputedStyle(document.querySelector(".verdict.act")).backgroundColor === "rgb(11, 90, 60)" && document.querySelector("input") !== null`)
	tab.says(`(q => { q.value = "checkout deploy"; q.dispatchEvent(new Event("input")) })(document.querySelector("input"))`)
	tab.waits("pages with the words", `(n => n > 0 && n < document.querySelectorAll("article.page").length)(document.querySelectorAll("article.page:not([hidden])").length)`)
	old := folder(8 * 24 * time.Hour)
	tab.goes(old + "pocket/shop.html")
	tab.waits("no yes in an old copy", `document.querySelector(".verdict, .may") === null && document.querySelector(".notice.stop").textContent.includes("8 days ago") && document.querySelector("a[href^='tel:']") !== null`)
	tab.goes(old + "roles/on_call.html")
	tab.waits("a notice on an old card", `document.querySelector("main .notice.stop")?.textContent.includes("8 days ago") === true`)
}
