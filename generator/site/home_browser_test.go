package site_test

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"

	"remit/generator/authority"
	"remit/generator/campaign"
	"remit/generator/playbook"
	"remit/generator/site"
)

// From the first page, with nothing typed and nothing remembered, every scenario of the example comes to its answer in at
// most three taps, for what is happening and who is asked, and as many as there are questions by proof. The answer is that
// of ask. Questions about limits, which only people can count, come on top where they are asked.
func TestFromHomeToEveryAnswerByTaps(t *testing.T) {
	t.Parallel()
	tab := newTab(t)
	s, asker, library := example(t)
	address, walks, most, beyond := publish(t, s), 0, 0, 0
	for i, p := range library.Playbooks {
		for j, sc := range p.Scenarios {
			if !campaign.All() && j != i%len(p.Scenarios) {
				continue
			}
			whole, err := asker.Ask(p.ID, sc.Role.Value, nil)
			if err != nil {
				t.Fatal(err)
			}
			reply, err := asker.Ask(p.ID, sc.Role.Value, factsOf(sc))
			if err != nil {
				t.Fatal(err)
			}
			if reply.Answer.Answer == authority.Impossible {
				continue // its readings contradict each other; the questions do not offer the answers that cannot be
			}
			walks++
			facts := map[string]string{}
			for _, o := range sc.Given {
				facts[o.Fact.Value] = o.Value.Value
			}
			got := tab.tapped(address, p, titleOf(library.Site, sc.Role.Value), facts)
			most = max(most, got.Taps)
			if got.Plate != string(reply.Answer.Answer) {
				t.Errorf("%s, %s: the page says %q, ask says %q", p.ID, sc.Name.Value, got.Plate, reply.Answer.Answer)
			}
			bound := 3 + whole.Answer.Questions.Worst
			if got.Taps > bound {
				t.Errorf("%s, %s: %d taps, at most %d wanted: %q", p.ID, sc.Name.Value, got.Taps, bound, got.Way)
			}
			if got.Taps+got.Limits > bound {
				beyond++
			}
		}
	}
	t.Logf("%d walks from the first page, at most %d taps; in %d of them questions about limits make more than 3 and those proved", walks, most, beyond)
}

// titleOf is what a role is called on pages.
func titleOf(site *playbook.Site, role string) string {
	for _, r := range site.Roles {
		if r.Name.Value == role {
			return r.Title.Value
		}
	}
	return ""
}

// A tapping is what came of a walk with taps alone.
type tapping struct {
	Taps   int // all but those about limits
	Limits int
	Plate  string
	Way    []string // what was tapped
}

// tapped walks from the first page to the answer of a scenario, as somebody who is new on this device.
func (b *tab) tapped(address string, p *playbook.Playbook, role string, facts map[string]string) tapping {
	b.t.Helper()
	b.open(address)
	b.eval(`localStorage.clear(); 0`)
	taps := 0
	for _, words := range []string{"#workload=" + p.Workload.Value, p.Address()} {
		if taps == 0 && b.eval(`[...document.querySelectorAll(".home a")].some(a => a.getAttribute("href") === `+quoted(words)+`)`) == false {
			continue // the workload has one playbook, which stands in its place
		}
		taps++
		b.eval(`(link => { if (!link?.checkVisibility()) throw new Error("nothing to tap"); link.click(); })([...document.querySelectorAll(".home a")].find(a => a.getAttribute("href") === ` + quoted(words) + ` && a.checkVisibility()))`)
		b.until(`document.querySelector("#home-question") !== null`)
	}
	b.until(`document.querySelector("#home-question").textContent === "Who are you?"`)
	b.eval(`(button => { if (!button?.checkVisibility()) throw new Error("the role is not offered"); button.click(); })([...document.querySelectorAll(".home button")].find(e => e.textContent === ` + quoted(role) + `))`)
	b.until(`location.pathname.endsWith(` + quoted("/"+p.Address()) + `) && document.querySelector("#walk-live button") !== null`)
	given, err := json.Marshal(facts)
	if err != nil {
		b.t.Fatal(err)
	}
	var got tapping
	if err := json.Unmarshal([]byte(fmt.Sprint(b.eval(tapScript+"("+string(given)+")"))), &got); err != nil {
		b.t.Fatal(err)
	}
	got.Taps += taps + 1 // and who
	return got
}

// until waits for something to hold on whatever page the browser is on by then.
func (b *tab) until(holds string) {
	b.t.Helper()
	ctx, cancel := context.WithTimeout(b.ctx, patience)
	defer cancel()
	for {
		if done, err := chromedp.Run(ctx, chromedp.Evaluate[bool](holds)); err == nil && done {
			return
		}
		if ctx.Err() != nil {
			b.t.Fatalf("it never holds: %s", holds)
		}
	}
}

// tapScript answers what a walk asks by tapping what the facts say. Which option that is shows when it is tapped: the address
// then carries a reading, of options that are one answer the first; where it is another one, the browser goes back. They are
// tried from the last. Only the taps that stay are counted.
const tapScript = `(async facts => {
	const live = document.getElementById("walk-live"), way = [], pause = () => new Promise(r => setTimeout(r));
	const asks = new Map([...document.querySelectorAll("template[data-fact]")].map(t => [t.content.querySelector("h2").textContent, t.dataset.fact]));
	const kinds = new Map(JSON.parse(document.querySelector("template[data-model]").content.textContent)[2].map(f => [f.name, f.options ?? []]));
	const lies = (fact, value, reading) => {
		if (value === undefined || value === "?") return reading === "?";
		const options = kinds.get(fact);
		if (options.includes(value)) return options.includes(reading) && options.indexOf(reading) <= options.indexOf(value);
		const ends = /^(>?)(-?[\d.]+?)\.\.(<?)(-?[\d.]+)$/.exec(reading);
		if (!ends) return reading === ({true: "yes", false: "no"}[value] ?? value);
		const [, above, low, below, high] = ends, n = Number(value);
		return (above ? n > +low : n >= +low) && (below ? n < +high : n <= +high);
	};
	const back = async () => {
		const gone = new Promise(r => addEventListener("popstate", r, {once: true}));
		history.back();
		await gone;
		await pause();
	};
	const answer = async fact => {
		for (let i = live.querySelectorAll(".question button").length; i > 0; ) {
			const options = [...live.querySelectorAll(".question button")];
			const words = options[--i].textContent;
			options[i].click();
			if (lies(fact, facts[fact], new Map(new URLSearchParams(location.hash.slice(1))).get(fact))) return void way.push(words);
			await back();
		}
		return "no option for " + fact;
	};
	let limits = 0;
	for (let i = 0; i < 50; i++) {
		while (live.querySelector(".plate.waiting")) await pause();
		const plate = live.querySelector(".plate");
		if (plate) return JSON.stringify({Taps: way.length, Limits: limits, Plate: [...plate.classList].filter(c => c !== "plate").join(" "), Way: way});
		const question = live.querySelector(".question h2").textContent, fact = asks.get(question);
		if (fact === undefined) {
			limits++;
			[...live.querySelectorAll(".question button")].find(e => e.textContent === "No").click();
			continue;
		}
		const wrong = await answer(fact);
		if (wrong) return JSON.stringify({Plate: wrong, Way: way});
	}
	return JSON.stringify({Plate: "the questions do not end", Way: way});
})`

const homeHelpers = `
	var shown = () => [...document.querySelectorAll(".home h1")].find(e => e.checkVisibility()).textContent;
	var links = () => [...document.querySelectorAll(".home a")].filter(e => e.checkVisibility());
	var tap = words => links().concat([...document.querySelectorAll(".home button")]).find(e => e.checkVisibility() && (e.querySelector("b") ?? e).textContent === words).click();
	var step = async what => { const moved = new Promise(r => addEventListener("hashchange", r, {once: true})); what(); await moved; };
	var type = (field, text) => { field.value = text; field.dispatchEvent(new Event("input", {bubbles: true})); };
	var found = async () => { for (let i = 0; i < 6000 && /^(|Searching)$/.test(document.querySelector("#home-found").textContent); i++) await new Promise(r => setTimeout(r, 10)); return document.querySelector("#home-found").textContent; };
	var q = document.querySelector("input[name=q]");`

// The first page at work. Each row begins on a device that remembers nothing; those that change the address or load a
// script are tried from disk as well.
func TestHomeAtWork(t *testing.T) {
	t.Parallel()
	tab := newTab(t)
	public := buildSearched(t, "../..")
	server := httptest.NewServer(http.StripPrefix("/playbooks/", http.FileServer(http.Dir(public))))
	t.Cleanup(server.Close)
	for _, root := range []string{server.URL + "/playbooks/", "file://" + public + "/"} {
		for _, row := range []struct {
			what, address, script, want string
			disk                        bool // it is another thing from there
		}{
			{"the start", "", `shown() + " " + document.activeElement.tagName`, "What is happening? BODY", true},
			{"a workload, and back", "", `await step(() => tap("Order database")); const at = location.hash + " " + shown() + " " + document.activeElement.textContent; await step(() => history.back()); at + " " + shown() + location.hash`, "#workload=order_database What do you see? What do you see? What is happening?", false},
			{"a workload by its address", "#workload=order_database", `links().filter(e => e.dataset.roles).map(e => e.getAttribute("href")).join()`, "playbooks/data/order-database-failover.html,playbooks/data/backup-failure.html", false},
			{"who, and back", "#workload=shop", `await step(() => tap("A feature flag went wrong")); const at = location.hash + " " + shown(); await step(() => history.back()); at + " " + location.hash`, "#workload=shop&playbook=shop/feature-flag-gone-wrong Who are you? #workload=shop", true},
			{"what was answered leads back", "#workload=shop&playbook=shop/feature-flag-gone-wrong", `await step(() => tap("Shop and checkout")); shown() + location.hash`, "What do you see?#workload=shop", false},
			{"another role keeps what was chosen", "#workload=shop&who=ask", `await step(() => tap("Customer care")); location.hash + " " + document.querySelector(".me").textContent`, "#workload=shop Customer careNot you? Change", false},
			{"start again", "#workload=shop&who=ask", `await step(() => tap("Start again")); shown()`, "What is happening?", false},
			{"back from a question", "#workload=shop&who=ask", `await step(() => tap("Back")); shown()`, "What do you see?", false},
			{"strangers' names", "#workload=%3Cb%3Ex&list=nothing&who=me&extra=1&role=on_call", `[...document.querySelectorAll(".left")].map(e => e.textContent).join() + document.querySelectorAll(".left *").length + shown()`,
				"“<b>x” is not a workload of this page; it was left out.,“nothing” is not a list of this page; it was left out.,“me” is not a question of this page; it was left out.,“extra” means nothing on this page; it was left out.,Whose address this was is left out: say who you are.0What is happening?", false},
			{"names of the language", "#workload=__proto__&playbook=constructor&list=toString", `document.querySelectorAll(".left").length + shown()`, "3What is happening?", false},
			{"a place on the page", "#workload=shop", `const moved = new Promise(r => addEventListener("hashchange", r, {once: true})); location.hash = "main"; await moved; shown()`, "What do you see?", false},
			{"alerts with their playbooks", "#list=alerts", `links().find(e => e.textContent.startsWith("CheckoutFailuresHigh")).textContent`, "CheckoutFailuresHighA deploy broke the checkout", false},
			{"alerts by a part of the name", "#list=alerts", `type(document.getElementById("home-filter"), "órders LAG"); links().filter(e => e.closest(".names")).map(e => e.textContent).join() + " " + document.querySelector("label.sift ~ [role=status]").textContent`, "OrdersReplicaLagHighThe order database is failing 1 of 36", false},
			{"no such alert", "#list=alerts", `type(document.getElementById("home-filter"), "no <i>such</i>"); document.querySelector("label.sift ~ [role=status]").textContent + links().find(e => e.textContent === "Search everything").hash`, "No alert in this list is called that.#q=no%20%3Ci%3Esuch%3C/i%3E", false},
			{"an alert asks who", "#list=alerts", `await step(() => tap("CheckoutFailuresHigh")); location.hash`, "#list=alerts&playbook=shop/bad-deploy-at-checkout", false},
			{"one action", "#list=actions", `for (let i = 0; i < 6000 && !links().some(e => e.hash.startsWith("#may-i")); i++) await new Promise(r => setTimeout(r, 10)); await step(() => tap("Roll back the deploy")); location.hash`, "#list=actions&playbook=shop/bad-deploy-at-checkout&may-i=roll_back", true},
			{"what is typed", "", `q.focus(); type(q, "feature flag"); const said = await found(); said.slice(0, 4) + location.hash + links()[0].textContent + links().some(e => e.textContent === "I have an alert")`, "The #q=feature%20flagA feature flag went wrongfalse", true},
			{"a query in the address", "#q=orders%20backup", `await found(); links()[0].textContent + q.value`, "The orders backup has failedorders backup", true},
			{"taken back", "#q=orders%20backup", `await found(); type(q, ""); location.hash + document.querySelector("#home-results").children.length + links().some(e => e.textContent === "I have an alert")`, "0true", false},
			{"nothing found", "#q=qqqqzzzz", `await found() + links().some(e => e.textContent === "I have an alert")`, "Nothing found for “qqqqzzzz”. Try other words, choose below, or call.true", false},
			{"half a character", "#workload=shop&q=" + strings.Repeat("a", 499) + "%F0%9F%98%80", `shown() + links().some(e => e.textContent.startsWith("A deploy broke the checkout"))`, "What do you see?true", false},
			{"markup is text", "#q=%3Cimg%20src%3Dx%3E", `await found() + document.querySelectorAll(".home img").length`, "Nothing found for “<img src=x>”. Try other words, choose below, or call.0", false},
			{"the best result by the key", "#q=feature%20flag", `await found(); await step(() => q.form.requestSubmit()); location.hash`, "#q=feature%20flag&playbook=shop/feature-flag-gone-wrong", false},
			{"arrow keys", "#q=feature%20flag", `await found(); q.focus(); const press = key => document.activeElement.dispatchEvent(new KeyboardEvent("keydown", {key, bubbles: true, cancelable: true})); press("ArrowDown"); const one = document.activeElement.textContent; press("ArrowUp"); one + document.activeElement.id`, "A feature flag went wrongq", false},
			{"the slash", "", `for (let i = 0; i < 6000 && document.activeElement !== q; i++) { document.body.dispatchEvent(new KeyboardEvent("keydown", {key: "/", bubbles: true})); await new Promise(r => setTimeout(r, 10)); }; document.activeElement.id`, "q", false},
			{"last time, and forgotten", "#workload=shop", `await step(() => tap("A feature flag went wrong")); await step(() => tap("Start again")); const last = [...document.querySelectorAll("#home-choices > section a")].map(e => e.textContent + e.getAttribute("href")).join(); tap("Forget"); last + document.querySelectorAll("#home-choices > section *").length + "," + localStorage.getItem("remit " + location.pathname.replace("index.html", "") + " opened")`,
				"A feature flag went wrongplaybooks/shop/feature-flag-gone-wrong.html0,", true},
		} {
			if strings.HasPrefix(root, "file:") && !row.disk {
				continue
			}
			tab.open(root + "index.html" + row.address)
			at := strings.LastIndex(row.script, "; ") + 1
			if got := tab.eval(`(async () => { ` + homeHelpers + row.script[:at] + ` const got = (` + row.script[at:] + `); localStorage.clear(); return got; })()`); got != row.want {
				t.Errorf("%s (%.4s): got %v, want %s", row.what, root, got, row.want)
			}
		}
		tab.open(root + "index.html#workload=shop&playbook=shop/bad-deploy-at-checkout&may-i=roll_back")
		tab.eval(`(() => { ` + homeHelpers + ` tap("On-call engineer"); })()`)
		tab.until(`location.pathname.endsWith("/playbooks/shop/bad-deploy-at-checkout.html") && location.hash.startsWith("#role=on_call&may-i=roll_back")`)
		tab.open(root + "index.html#workload=shop")
		tab.eval(`(() => { ` + homeHelpers + ` tap("A feature flag went wrong"); })()`)
		tab.until(`location.pathname.endsWith("/playbooks/shop/feature-flag-gone-wrong.html") && location.hash.startsWith("#role=on_call")`)
	}
}

// Where the index cannot be loaded nothing is said to be found or missing, and the form leads to the page of the search. The
// choices stay. Chromium logs what it could not load, so this page is opened without listening to it.
func TestHomeWithoutItsIndex(t *testing.T) {
	public := buildSearched(t, "../..")
	cores, err := filepath.Glob(filepath.Join(public, "search", "core-*.js"))
	if err != nil || len(cores) != 1 {
		t.Fatal(cores, err)
	}
	if err := os.WriteFile(cores[0], []byte("nonsense("), 0o644); err != nil {
		t.Fatal(err)
	}
	tab := quietTab(t)
	tab.open("file://" + public + "/index.html#q=checkout")
	if got := tab.eval(`(async () => {` + homeHelpers + `return await found() + links().some(e => e.textContent === "I have an alert"); })()`); got != "The search could not be loaded, so nothing was searched. Choose below, or call.true" {
		t.Errorf("the page says %v", got)
	}
	tab.eval(`document.querySelector("form[role=search]").requestSubmit()`)
	tab.until(`location.href.endsWith("search.html#q=checkout")`)
	if err := os.Remove(filepath.Join(public, "assets", "search.js")); err != nil {
		t.Fatal(err)
	}
	tab.open("file://" + public + "/index.html#q=checkout")
	tab.eval(`document.querySelector("form[role=search]").requestSubmit()`)
	tab.until(`location.href.endsWith("search.html?q=checkout") && document.querySelector("a[href='search/a-z.html']").checkVisibility()`)
}

// Nothing but the page, its styles and its script comes before the first question can be answered, and all of it is small,
// also on a site whose playbooks are too many to be listed. There, too, what is chosen and what is typed leads to a playbook.
func TestHomeStaysSmall(t *testing.T) {
	t.Parallel()
	tab := newTab(t)
	large := filepath.Join(t.TempDir(), "site")
	writeSearched(t, large, 120)
	writeFile(t, filepath.Join(large, "content/playbooks/alarm.md"), "---\ntitle: Alarm\nworkload: ledger_api\nroles: [on_call]\ntriggers: always\nalerts: ["+
		strings.Join(numbered("Bell", 61), ", ")+"]\nactions:\n  look: {title: Look, roles: all}\n---\nLook.\n")
	for _, dir := range []string{"../..", large} {
		s, err := site.Open(dir)
		if err != nil {
			t.Fatal(err)
		}
		wire := serveCounted(t, s)
		tab.open(wire.address + "index.html")
		const before = `performance.getEntriesByType("resource").filter(e => e.startTime < performance.getEntriesByType("navigation")[0].loadEventStart).map(e => e.name.split("/").pop()).sort().join()`
		if got := tab.eval(before); got != "answer.css,home.js,pages.css,site.css" {
			t.Errorf("%s asks for %v before it is complete", dir, got)
		}
		if bytes := wire.packed("index.html", "assets/answer.css", "assets/site.css", "assets/pages.css", "assets/home.js"); bytes > 18_000 {
			t.Errorf("%s: %d bytes", dir, bytes)
		} else {
			t.Logf("%s: %d bytes in 5 requests", filepath.Base(dir), bytes)
		}
		if dir == large {
			tab.eval(`(async () => {` + homeHelpers + `await step(() => tap("Choose the workload")); links().find(e => e.pathname.includes("/workloads/")).click(); })()`)
			tab.until(`location.pathname.includes("/workloads/") && document.querySelector("main a[href*='playbooks/']") !== null`)
			tab.open(wire.address + "index.html")
			if got := tab.eval(`(() => {` + homeHelpers + `tap("I have an alert"); return document.activeElement.id + document.getElementById("home-found").textContent; })()`); got != "qType the name of the alert, or a part of it." {
				t.Errorf("an alert: %v", got)
			}
			tab.open(wire.address + "index.html#q=ERR-1003")
			tab.eval(`(async () => {` + homeHelpers + `await found(); q.form.requestSubmit(); })()`)
			tab.until(`location.pathname.endsWith("/00003.html") && document.querySelector("#walk-live button") !== null`)
			tab.open(wire.address + "index.html")
			if got := tab.eval(`document.querySelector("#home-choices > section a").getAttribute("href")`); got != "playbooks/basket/00003.html" {
				t.Errorf("last time: %v", got)
			}
		}
	}
}

func numbered(name string, n int) []string {
	list := make([]string, n)
	for i := range list {
		list[i] = fmt.Sprint(name, i)
	}
	return list
}

// packed is how many bytes files take on the wire, all of which were asked for.
func (c *counted) packed(names ...string) int {
	c.mu.Lock()
	defer c.mu.Unlock()
	sum := 0
	for _, name := range names {
		sum += len(c.files[name])
	}
	return sum
}

// Without a script the first page is complete, and a few screens long.
func TestHomeWithoutAScript(t *testing.T) {
	tab := newTab(t)
	address := publishExample(t)
	if err := chromedp.Do(tab.ctx, chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
		_, err := cdp.Call(ctx, target, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
		return err
	})); err != nil {
		t.Fatal(err)
	}
	tab.open(address)
	for _, row := range []struct {
		what, script string
		want         any
	}{
		{"its length in screens", `document.body.scrollHeight < 3 * 740`, true},
		{"the form", `document.forms[0].getAttribute("action") + document.forms[0].method + document.querySelector("input").name`, "search.htmlgetq"},
		{"playbooks", `document.querySelectorAll("a[data-roles]").length`, 17.0},
		{"alerts", `document.querySelectorAll("details .names a").length`, 36.0},
		{"roles", `document.querySelectorAll("details a[data-role]").length`, 18.0},
		{"a list opens", `(list => { list.open = true; return [...list.querySelectorAll("a")].every(e => e.checkVisibility()); })(document.querySelector("details[data-workload]"))`, true},
		{"nothing is there in vain", `document.querySelectorAll("#home-choices button").length`, 0.0},
		{"what can be pressed is big", `[...document.querySelectorAll("summary, .field *")].every(e => e.getBoundingClientRect().height >= 44)`, true},
	} {
		if got := tab.eval(row.script); got != row.want {
			t.Errorf("%s: %v, want %v", row.what, got, row.want)
		}
	}
}

// The title of a site wraps between its words, beside the buttons or, where a word leaves no room for that, above them. Only a
// word that is longer than the screen breaks, and no title makes the page wider than that.
func TestTheTitleWrapsBetweenWords(t *testing.T) {
	tab := newTab(t)
	address := publishExample(t)
	for _, width := range []int64{320, 360} {
		tab.look(width)
		tab.open(address + "404.html")
		for title, lines := range map[string]int{"Marrowfield playbooks": 1, "Harbour Online playbooks for everybody on call": 1, "Verkehrsbetriebe Betriebshandbuch": 1, "Donaudampfschifffahrtsgesellschaftsbetriebshandbuch": 2} {
			got := tab.eval(`(() => {
				const text = document.querySelector(".brand").firstChild, range = document.createRange();
				text.data = ` + quoted(title) + `;
				const most = [...text.data.matchAll(/\S+/g)].map(word => {
					range.setStart(text, word.index);
					range.setEnd(text, word.index + word[0].length);
					return new Set([...range.getClientRects()].map(box => box.top)).size;
				});
				return Math.max(...most) + (document.scrollingElement.scrollWidth > innerWidth ? ", and the page is too wide" : "");
			})()`)
			if got != fmt.Sprint(lines) {
				t.Errorf("%q, %d px: a word takes %v lines, want %d", title, width, got, lines)
			}
		}
	}
}
