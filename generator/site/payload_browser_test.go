package site_test

import (
	"context"
	"encoding/json"
	"fmt"
	"mime"
	"net/http"
	"net/http/httptest"
	"path"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	cdppage "github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"

	"remit/generator/site"
)

// opened is how many payloads a browser meets in one site.
const opened = 240

// No payload runs in a browser, asks another host or makes the policy report: as a query in an address and typed, in
// titles of results, in the fragment of an answer's address, in questions with their options, in answers, in prose.
func TestPayloadsRunNowhere(t *testing.T) {
	t.Parallel()
	w := &witness{}
	tab := openTab(t, chromedp.WithListener(w.hear))
	w.mustSee(t, tab)
	payloads := site.Payloads(t)
	for some := range slices.Chunk(payloads, opened) {
		files := site.Packed(t, some)
		server := httptest.NewServer(inMemory(files))
		w.open(server.URL)
		tab.open(server.URL + "/playbooks/index.html")
		tab.harmless("home", allowedAnywhere)
		for n := range (len(some) + 23) / 24 {
			book := fmt.Sprintf("%s/playbooks/playbooks/packed/%d.html", server.URL, n)
			tab.open(book + "#role=r0")
			tab.harmless("a question", allowedAnywhere)
			tab.open(book + "#role=r0&kind=o1")
			tab.harmless("an answer", allowedAnywhere)
		}
		tab.each("a fragment", fragments, some)
		tab.open(server.URL + "/playbooks/search.html")
		tab.each("a search", searches, some)
		if seen := w.take(); len(seen) > 0 {
			t.Errorf("%q: %q", some, seen)
		}
		server.Close()
		if t.Failed() {
			return
		}
	}
	t.Logf("%d payloads: none ran, no request left, the policy had nothing to report", len(payloads))
}

// inMemory serves a site below /playbooks/.
func inMemory(files map[string]string) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		name := strings.TrimPrefix(path.Clean(r.URL.Path), "/playbooks/")
		data, found := files[name]
		if !found {
			http.NotFound(w, r)
			return
		}
		w.Header().Set("Content-Type", mime.TypeByExtension(path.Ext(name)))
		_, _ = w.Write([]byte(data))
	})
}

// A witness hears what a browser does that it should not: scripts that run, requests to others, reports of the policy.
type witness struct {
	mu   sync.Mutex
	own  string // what the addresses of all requests begin with
	seen []string
}

func (w *witness) open(own string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.own = own
}

func (w *witness) hear(event any) {
	w.mu.Lock()
	defer w.mu.Unlock()
	switch e := event.(type) {
	case *cdppage.EventJavascriptDialogOpening:
		w.seen = append(w.seen, "dialog: "+e.Message)
	case *runtime.EventExceptionThrown:
		w.seen = append(w.seen, fmt.Sprintf("exception: %+v", e.ExceptionDetails))
	case *runtime.EventConsoleAPICalled:
		said, _ := json.Marshal(e.Args)
		w.seen = append(w.seen, "console: "+string(said))
	case *log.EventEntryAdded:
		w.seen = append(w.seen, "log: "+e.Entry.Text)
	case *network.EventRequestWillBeSent:
		if address := e.Request.URL; !strings.HasPrefix(address, w.own) && !strings.HasPrefix(address, "about:") && !strings.HasPrefix(address, "data:") {
			w.seen = append(w.seen, "request: "+address)
		}
	}
}

func (w *witness) take() []string {
	w.mu.Lock()
	defer w.mu.Unlock()
	seen := w.seen
	w.seen = nil
	return seen
}

// mustSee opens a page without a policy that does all that no page may, and fails unless the witness saw it: otherwise
// it would see nothing else either. Functions by which payloads show themselves say so on the console.
func (w *witness) mustSee(t *testing.T, tab *tab) {
	t.Helper()
	const loud = `for (const name of ["alert", "prompt", "confirm", "print"]) window[name] = () => console.error("ran " + name);`
	err := chromedp.Do(tab.ctx, chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
		if _, err := cdp.Call(ctx, target, network.Enable, network.EnableParams{}); err != nil {
			return err
		}
		_, err := cdp.Call(ctx, target, cdppage.AddScriptToEvaluateOnNewDocument, cdppage.AddScriptToEvaluateOnNewDocumentParams{Source: loud})
		return err
	}))
	if err != nil {
		t.Fatal(err)
	}
	other := httptest.NewServer(http.NotFoundHandler())
	defer other.Close()
	bad := `<!doctype html><img src="` + other.URL + `/x.png" onerror="alert(1)"><p style="color:red">`
	server := httptest.NewServer(inMemory(map[string]string{
		"bad.html":    bad,
		"policy.html": `<meta http-equiv=Content-Security-Policy content="default-src 'none'">` + bad}))
	defer server.Close()
	w.open(server.URL)
	tab.open(server.URL + "/playbooks/bad.html")
	tab.eval(`new Promise(done => setTimeout(done, 0))`)
	if seen := strings.Join(w.take(), "\n"); !strings.Contains(seen, "ran alert") || !strings.Contains(seen, "request: "+other.URL) {
		t.Fatalf("of a bad page only this was seen: %s", seen)
	}
	tab.open(server.URL + "/playbooks/policy.html")
	if seen := strings.Join(w.take(), "\n"); !strings.Contains(seen, "Content Security Policy") {
		t.Fatalf("the policy reported only this: %s", seen)
	}
}

// allowedAnywhere lists the elements of all pages, and tells what else is on this one. Attributes must be harmless too.
const allowedAnywhere = `
	const known = new Set(("html head meta title link script noscript body svg symbol path use circle rect line g a nav header main footer form label input button p div span b i em " +
		"strong mark small time h1 h2 h3 h4 h5 h6 ul ol li dl dt dd section article aside details summary fieldset legend select option optgroup textarea table caption thead tbody " +
		"tr th td template code pre blockquote hr br wbr img del sup figure figcaption output progress search menu dialog").split(" "));
	const wrong = () => {
		const found = [];
		for (const e of document.querySelectorAll("*")) {
			if (!known.has(e.localName)) found.push(e.localName);
			if (e.localName === "script" && !/^(assets|search)\//.test(e.src.slice(new URL("/playbooks/", location).href.length))) found.push("script " + e.src);
			for (const a of e.attributes) {
				if (a.name.startsWith("on") || a.name === "srcdoc" || a.name === "style" || a.name === "formaction") found.push(e.localName + " " + a.name);
			}
			if (typeof e.href === "string" && !/^(https?|tel|sms|mailto):/.test(e.href)) found.push(e.localName + " to " + e.href);
		}
		return found;
	};`

// harmless fails unless the page has no more than it may.
func (b *tab) harmless(what, script string) {
	b.t.Helper()
	if wrong := b.eval(`(async () => { await new Promise(r => setTimeout(r, 0)); ` + script + ` return wrong().join(); })()`); wrong != "" {
		b.t.Errorf("%s: the page has %v", what, wrong)
	}
}

// each runs a script with every payload, and reports what the page had afterwards that it may not have.
func (b *tab) each(what, script string, payloads []string) {
	b.t.Helper()
	for some := range slices.Chunk(payloads, 40) {
		got := b.eval(`(async (payloads) => { ` + allowedAnywhere + `
			const all = [], turn = () => new Promise(r => { const c = new MessageChannel(); c.port1.onmessage = r; c.port2.postMessage(0); });
			for (const payload of payloads) { ` + script + ` }
			return all.join("\n");
		})(` + quotedAll(some) + `)`)
		if got != "" {
			b.t.Errorf("%s: %v", what, got)
		}
	}
}

func quotedAll(texts []string) string {
	var list []string
	for _, text := range texts {
		list = append(list, quoted(text))
	}
	return "[" + strings.Join(list, ",") + "]"
}

// fragments opens the address of an answer with a payload for its role, a value and a fact.
const fragments = `
	const e = encodeURIComponent(payload), path = location.pathname;
	for (const fragment of ["role=" + e + "&kind=" + e + "&" + e + "=" + e, payload]) {
		location.hash = fragment;
		await turn(); await turn();
		const found = wrong();
		if (found.length > 0 || location.pathname !== path) all.push(fragment + ": " + found);
	}`

// searches asks for a payload by address, then types it and submits it, and looks at what is listed.
const searches = `
	const q = document.getElementById("q"), status = document.getElementById("search-status");
	for (const ask of [() => { location.hash = "#q=" + encodeURIComponent(payload); }, () => { q.value = payload; q.dispatchEvent(new Event("input")); q.form.requestSubmit(); }]) {
		status.textContent = "waiting";
		ask();
		for (const end = performance.now() + 300000; /^(waiting|Searching)$/.test(status.textContent) && performance.now() < end;) await turn();
		const found = [];
		for (const x of document.querySelectorAll("#results *")) {
			if (!["LI", "A", "MARK", "P", "SPAN", "UL"].includes(x.tagName)) found.push(x.tagName);
			for (const a of x.attributes) if (a.name !== "class" && !(a.name === "href" && a.value.startsWith("./"))) found.push(a.name + "=" + a.value);
		}
		if (found.length > 0 || !/found|result|loaded/.test(status.textContent)) all.push(payload + ": " + status.textContent + found);
	}`
