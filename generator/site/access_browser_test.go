package site_test

import (
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"remit/generator/load"
	"remit/generator/site"
)

// kindsOfPages is one page of each kind of the example, the playbook in each state of its walk.
func kindsOfPages(t *testing.T) []string {
	t.Helper()
	const book = "playbooks/shop/feature-flag-gone-wrong.html"
	list := []string{
		"index.html", "index.html#list=alerts", "index.html#playbook=shop/feature-flag-gone-wrong", "index.html#q=checkout", "search.html", "search.html?q=checkout", "contacts.html", "authority.html", "evidence.html", "recognition.html", "pocket.html", "away.html", "404.html",
		"playbooks/index.html", "roles/index.html", "workloads/index.html", "workloads/shop.html", "roles/night_supervisor.html", "roles/duty_manager.html",
		"handover.html", "playbooks/shop/feature-flag-gone-wrong.questions.html", book, book + "#role=on_call",
	}
	library, _, err := load.Dir(os.DirFS("../.."), load.Options{})
	if err != nil {
		t.Fatal(err)
	}
	shown := map[string]bool{}
	for _, p := range library.Playbooks {
		for _, sc := range p.Scenarios {
			if answer := sc.Expect.Answer.Value; answer != "" && !shown[answer] {
				shown[answer] = true
				list = append(list, p.Address()+"#role="+sc.Role.Value+"&"+strings.Join(factsOf(sc), "&"))
			}
		}
	}
	return list
}

// ready waits until the walk of a page shows something, and answers what it asks about limits.
func ready(address string) string {
	switch {
	case strings.Contains(address, "&"):
		return plateScript
	case strings.HasPrefix(address, "index.html#q"):
		return `new Promise(done => {
			const look = () => document.querySelector("#home-results a") ? done("") : setTimeout(look, 20);
			setTimeout(() => done("nothing is found"), 300000);
			look();
		})`
	case strings.Contains(address, "playbooks/") && !strings.Contains(address, "index") && !strings.Contains(address, ".questions"):
		return `new Promise(done => {
			const look = () => document.querySelector("#walk-live button") ? done("") : setTimeout(look, 20);
			setTimeout(() => done("nothing is asked"), 300000);
			look();
		})`
	}
	return `""`
}

// look makes the browser show pages to somebody with a window so wide and such wishes.
func (b *tab) look(width int64, features ...*emulation.MediaFeature) {
	b.t.Helper()
	if err := chromedp.Do(b.ctx, chromedp.EmulateViewport(width, 740), chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
		_, err := cdp.Call(ctx, target, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: features})
		return err
	})); err != nil {
		b.t.Fatal(err)
	}
}

// say runs a script on the page that is open.
func (b *tab) say(script string) string {
	b.t.Helper()
	ctx, cancel := context.WithTimeout(b.ctx, patience)
	defer cancel()
	said, err := chromedp.Run(ctx, chromedp.Evaluate[string](script, chromedp.EvalAwaitPromise))
	if err != nil {
		b.t.Fatal(err)
	}
	return said
}

// axe finds nothing on any kind of page, in both schemes, on a phone and on a wide screen. REMIT_AXE is the path of its
// axe.min.js.
func TestAxeFindsNothing(t *testing.T) {
	t.Parallel()
	tab := newTab(t)
	path := os.Getenv("REMIT_AXE")
	if path == "" {
		if os.Getenv("REMIT_BROWSER") == "required" {
			t.Fatal("REMIT_AXE does not name the file axe.min.js")
		}
		t.Skip("SKIPPED: no page is looked at by axe: REMIT_AXE does not name its file axe.min.js")
	}
	axe, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	address := publishExample(t)
	for _, scheme := range []string{"light", "dark"} {
		for _, width := range []int64{360, 1280} {
			tab.look(width, &emulation.MediaFeature{Name: "prefers-color-scheme", Value: scheme}, &emulation.MediaFeature{Name: "prefers-reduced-motion", Value: "reduce"})
			for _, kind := range kindsOfPages(t) {
				if width > 360 && strings.Contains(kind, "&") {
					continue // an answer looks alike on any screen
				}
				tab.run(address+kind, ready(kind))
				tab.say(string(axe) + `; ""`)
				var found []string
				if err := json.Unmarshal([]byte(tab.say(axeScript(scheme))), &found); err != nil {
					t.Fatal(err)
				}
				for _, f := range found {
					t.Errorf("%s, %s, %d px: %s", kind, scheme, width, f)
				}
			}
		}
	}
}

// axeScript runs the rules. By night the page is the same but for its colours, so only what looks at colours is run again.
func axeScript(scheme string) string {
	rules := `["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]`
	if scheme == "dark" {
		rules = `{type: "rule", values: ["color-contrast", "link-in-text-block"]}`
	}
	return `axe.run(document, {preload: false, runOnly: ` + rules + `})
		.then(r => JSON.stringify(r.violations.flatMap(v => v.nodes.map(n => v.id + ": " + n.html.slice(0, 200) + " " + n.failureSummary))))`
}

func publishExample(t *testing.T) string {
	t.Helper()
	s, err := site.Open("../..")
	if err != nil {
		t.Fatal(err)
	}
	return publish(t, s)
}

// No page has to be moved sideways on the narrowest phone, which is also what 400 % makes of a wide screen; what is pressed
// is large enough for a thumb; the order of focus is the order of reading, and the first stop leads past the bar.
func TestPagesReflowAndCanBePressed(t *testing.T) {
	t.Parallel()
	tab := newTab(t)
	address := publishExample(t)
	for _, width := range []int64{320, 360} {
		tab.look(width)
		for _, kind := range kindsOfPages(t) {
			tab.run(address+kind, ready(kind))
			var wrong []string
			if err := json.Unmarshal([]byte(tab.say(layoutScript)), &wrong); err != nil {
				t.Fatal(err)
			}
			for _, w := range wrong {
				t.Errorf("%s, %d px: %s", kind, width, w)
			}
		}
	}
}

const layoutScript = `(() => {
	const wrong = [], wide = document.scrollingElement.scrollWidth, name = e => e.outerHTML.slice(0, 120);
	if (wide > innerWidth) {
		wrong.push("the page is " + wide + " px wide");
		for (const e of document.querySelectorAll("body *")) if (e.getBoundingClientRect().right > innerWidth + 1) wrong.push("sticks out: " + name(e));
	}
	for (const e of document.querySelectorAll("a[href], button, input:enabled, select, summary")) {
		const box = (e.closest("label") ?? e).getBoundingClientRect(), style = getComputedStyle(e);
		if (!e.checkVisibility({visibilityProperty: true}) || style.display === "inline" || e.matches(".skip")) continue;
		if (box.height < 43.5 || box.width < 43.5) wrong.push("too small for a thumb, " + box.width + " by " + box.height + ": " + name(e));
	}
	for (const e of document.querySelectorAll("[tabindex]")) if (e.tabIndex > 0) wrong.push("jumps the queue: " + name(e));
	const first = [...document.querySelectorAll("a[href], button, input, summary")].find(e => e.checkVisibility());
	if (!first?.matches(".skip")) wrong.push("the first stop is not the way past the bar: " + (first ? name(first) : "none"));
	return JSON.stringify(wrong);
})()`

// With forced colours, which take all grounds away, what can be pressed and what is a plate still has an edge.
func TestForcedColours(t *testing.T) {
	t.Parallel()
	tab := newTab(t)
	address := publishExample(t)
	tab.look(360, &emulation.MediaFeature{Name: "forced-colors", Value: "active"})
	for _, kind := range kindsOfPages(t) {
		tab.run(address+kind, ready(kind))
		if flat := tab.say(edgeScript); flat != "" {
			t.Errorf("%s: without an edge: %s", kind, flat)
		}
	}
}

const edgeScript = `[...document.querySelectorAll(".btn, .option, .plate, .verdict, .stop, input[type=search], .tag")]
	.filter(e => e.checkVisibility() && !(parseFloat(getComputedStyle(e).borderTopWidth) > 0 && getComputedStyle(e).borderTopStyle !== "none"))
	.map(e => e.outerHTML.slice(0, 120)).join("\n")`

// The card of every role prints on one sheet of A4, most on one side of it; a role that holds too much for that has a first
// sheet and one for each workload. No type on it is smaller than 7.5 points.
func TestRoleCardsPrintOnASheet(t *testing.T) {
	t.Parallel()
	tab := newTab(t)
	address := publishExample(t)
	library, _, err := load.Dir(os.DirFS("../.."), load.Options{})
	if err != nil {
		t.Fatal(err)
	}
	var cards []string
	for _, r := range library.Site.Roles {
		cards = append(cards, "roles/"+r.Name.Value+".html")
	}
	for i := 0; i < len(cards); i++ {
		most, full, more := 1, "", ""
		if full, more, _ = strings.Cut(tab.run(address+cards[i], cardScript), " "); full == "true" {
			most = 2
		}
		for sheet := range strings.FieldsSeq(more) {
			cards = append(cards, strings.TrimPrefix(sheet, "../"))
		}
		if pages := tab.printed(); pages > most {
			t.Errorf("%s takes %d pages, and should take at most %d", cards[i], pages, most)
		}
		tab.print(func() {
			if small := tab.say(typeScript); small != "" {
				t.Errorf("%s: too small to read on a wall: %s", cards[i], small)
			}
		})
	}
	if len(cards) == len(library.Site.Roles) {
		t.Error("no role has a sheet for each workload: nothing shows that these are short enough")
	}
}

// cardScript says whether a card leaves spare words out on paper, to fit both sides of a sheet, and which sheets follow it.
const cardScript = `[document.querySelector(".card.full") !== null, ...[...document.querySelectorAll(".sheets a")].map(a => a.getAttribute("href"))].join(" ")`

// typeScript lists what a page writes in less than 7.5 points, 10 pixels.
const typeScript = `[...document.querySelectorAll("body *")]
	.filter(e => e.checkVisibility() && parseFloat(getComputedStyle(e).fontSize) < 9.99 && [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim() !== ""))
	.map(e => e.outerHTML.slice(0, 80)).join("\n")`

// print shows the open page as paper has it while something looks at it.
func (b *tab) print(look func()) {
	b.t.Helper()
	medium := func(name string) {
		err := chromedp.Do(b.ctx, chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
			_, err := cdp.Call(ctx, target, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: name})
			return err
		}))
		if err != nil {
			b.t.Fatal(err)
		}
	}
	medium("print")
	look()
	medium("")
}

// leaves matches the pages of a PDF, and not their list.
var leaves = regexp.MustCompile(`/Type\s*/Page\b`)

// printed returns how many pages of A4 the open page takes.
func (b *tab) printed() int {
	b.t.Helper()
	pdf, err := chromedp.Run(b.ctx, func(ctx context.Context, target *chromedp.Target) (page.PrintToPDFResult, error) {
		return cdp.Call(ctx, target, page.PrintToPDF, page.PrintToPDFParams{PaperWidth: 8.27, PaperHeight: 11.69, PreferCSSPageSize: new(true)})
	})
	if err != nil {
		b.t.Fatal(err)
	}
	return len(leaves.FindAll(pdf.Data, -1))
}

// One long word in a title, as of an alert or a compound, breaks rather than making a page wider than the narrowest phone.
func TestLongWordsBreak(t *testing.T) {
	const long = "KubernetesPersistentVolumeFillingUpCriticallyOnDonaudampfschifffahrtsgesellschaftsbetriebe"
	dir := t.TempDir()
	writeFile(t, filepath.Join(dir, "site.yaml"), strings.ReplaceAll(`title: LONG
url: https://example.github.io/playbooks/
roles:
  on_call: {title: LONG1, kind: team_member, contact: rota, responsibilities: [LONG]}
  owner: {title: LONG2, kind: workload_owner, contact: desk}
contacts:
  desk: {title: LONG, channels: [{phone: "+442079460101"}], hours: always, answers_in: 5 min}
  rota: {title: LONG, channels: [{phone: "+442079460102"}], hours: always, answers_in: 5 min}
workloads:
  shop: {title: LONG, owner: owner}
`, "LONG", long))
	book := strings.ReplaceAll(`---
title: LONG
summary: LONG
workload: shop
roles: [on_call, owner]
last_reviewed_on: 2026-01-01
review_in: 6 months
alerts: [LONG]
tags: [LONG]
facts:
  state: {ask: LONG, look: LONG, options: {one: LONG1, two: LONG2}}
triggers: always
actions:
  restart: {title: LONG, roles: [on_call], when: state == one, limits: {up_to: LONG}}
escalation:
  - {otherwise: yes, to: [desk], within: 5 min, bring: LONG, if_silent: LONG}
---
## LONG

LONG
`, "LONG", long)
	writeFile(t, filepath.Join(dir, "content/playbooks/late.md"), book)
	writeFile(t, filepath.Join(dir, "content/playbooks/later.md"), book)
	s, err := site.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	tab := newTab(t)
	address := publish(t, s)
	tab.look(320)
	for _, kind := range []string{
		"index.html", "index.html#list=alerts", "index.html#workload=shop", "index.html#playbook=late", "playbooks/index.html", "workloads/shop.html", "roles/on_call.html", "contacts.html",
		"authority.html", "evidence.html", "search/a-z.html", "pocket.html", "playbooks/late.questions.html", "playbooks/late.html", "playbooks/late.html#role=on_call", "playbooks/late.html#role=on_call&state=one", "playbooks/late.html#role=on_call&state=two",
	} {
		tab.run(address+kind, ready(kind))
		if wide := tab.say(`document.scrollingElement.scrollWidth > innerWidth ? document.scrollingElement.scrollWidth + " px" : ""`); wide != "" {
			t.Errorf("%s is %s wide", kind, wide)
		}
	}
}
