package bundle_test

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"

	"remit/generator/bundle"
)

// The walk in a real browser, on a page written by hand as package page writes it: testdata/walk.html. Its model was
// exported from a playbook whose rules its templates name.

// A site is what the browser finds. Times are offsets from now.
type site struct {
	built     time.Duration
	published time.Duration // what build.json says
	until     time.Duration // the end of every grant
	down      bool          // no build.json to be had
	silent    bool          // build.json is asked for and never arrives
	slow      time.Duration // how long build.json takes
	portal    bool          // somebody else answers for build.json
	edits     []string      // words of the page and what stands in their place
	version   string        // of the model, when it is not 1
}

// identity is that of a build: here, what is built at one time is one build.
func identity(at time.Time) string { return fmt.Sprintf("%064x", at.Unix()) }

// fresh is a site that was built an hour ago and is the published one.
func fresh() site { return site{built: -time.Hour, published: -time.Hour, until: 1000 * time.Hour} }

// files returns the site by path.
func (s site) files(t *testing.T) map[string]string {
	t.Helper()
	page, err := os.ReadFile("testdata/walk.html")
	if err != nil {
		t.Fatal(err)
	}
	now := time.Now()
	files := map[string]string{
		"playbooks/boarding.html": strings.NewReplacer("BUILT", fmt.Sprint(now.Add(s.built).Unix()), "BUILD", identity(now.Add(s.built)), "UNTIL", fmt.Sprint(now.Add(s.until).Unix())).Replace(string(page)),
		"assets/hours.js":         `remitHours({version: 1, from: 0, contacts: {}, zones: {}})`,
		"favicon.svg":             `<svg xmlns="http://www.w3.org/2000/svg"/>`,
	}
	if s.version != "" {
		files["playbooks/boarding.html"] = strings.Replace(files["playbooks/boarding.html"], "<template data-model>[1", "<template data-model>["+s.version, 1)
	}
	files["playbooks/boarding.html"] = strings.NewReplacer(s.edits...).Replace(files["playbooks/boarding.html"])
	if s.portal {
		files["build.json"] = "<!doctype html><p>Please log in to this network</p>"
	} else if !s.down {
		files["build.json"] = fmt.Sprintf(`{"version":1,"built":%q,"build":%q}`, now.Add(s.published).UTC().Format(time.RFC3339), identity(now.Add(s.published)))
	}
	assets, messages, err := bundle.Build(nil)
	if err != nil || len(messages) > 0 {
		t.Fatal(err, messages)
	}
	for _, a := range assets {
		files[a.Path] = string(a.Data)
	}
	files["assets/offline.js"] = "" // this site has no worker to keep it
	return files
}

// serve returns the address of a site.
func (s site) serve(t *testing.T) string {
	files := s.files(t)
	types := map[string]string{".html": "text/html", ".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml", ".json": "application/json"}
	over := make(chan struct{})
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		name := strings.TrimPrefix(r.URL.Path, "/site/")
		text, found := files[name]
		if s.silent && name == "build.json" {
			<-over // however long a page waits
			return
		}
		if name == "build.json" {
			time.Sleep(s.slow)
		}
		if !found {
			http.NotFound(w, r)
			return
		}
		w.Header().Set("Content-Type", types[filepath.Ext(name)])
		_, _ = w.Write([]byte(text))
	}))
	t.Cleanup(server.Close)
	t.Cleanup(func() { close(over) })
	return server.URL + "/site/"
}

// browser starts a browser once for all tests; tests without one are skipped, aloud.
var browser = sync.OnceValues(func() (context.Context, error) {
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome", "chrome"} {
		path, err := exec.LookPath(name)
		if err != nil {
			continue
		}
		options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(path), chromedp.NoSandbox, chromedp.DisableGPU, chromedp.WindowSize(360, 740))
		allocator, _ := chromedp.NewExecAllocator(context.Background(), options...)
		ctx, _ := chromedp.NewContext(allocator)
		return ctx, chromedp.Do(ctx, chromedp.EmulateViewport(360, 740))
	}
	return nil, exec.ErrNotFound
})

func TestMain(m *testing.M) {
	code := m.Run()
	if os.Getenv("REMIT_BROWSER") == "off" {
		os.Exit(code)
	}
	if ctx, err := browser(); err == nil {
		_ = chromedp.Cancel(ctx)
	}
	os.Exit(code)
}

// patience is how long a browser may take before it is thought to hang. Scripts on its pages give up sooner, to say
// what they were waiting for.
const patience = 8 * time.Minute

// A tab is a page in a browser that knows nothing from before. Whatever the page complains about fails the test.
type tab struct {
	t     *testing.T
	ctx   context.Context
	opens int
}

func newTab(t *testing.T) *tab {
	t.Helper()
	if os.Getenv("REMIT_BROWSER") == "off" {
		t.Skip("SKIPPED: the walk is not tested in a browser: REMIT_BROWSER is off")
	}
	parent, err := browser()
	if err != nil {
		if os.Getenv("REMIT_BROWSER") == "required" {
			t.Fatalf("no browser: %v", err)
		}
		t.Skipf("SKIPPED: the walk is not tested in a browser: %v", err)
	}
	ctx, cancel := chromedp.NewContext(parent, chromedp.WithNewBrowserContext(), chromedp.WithListener(func(event any) {
		switch e := event.(type) {
		case *runtime.EventExceptionThrown:
			t.Errorf("exception: %+v", (&chromedp.ExceptionError{ExceptionDetails: e.ExceptionDetails}).Error())
		case *runtime.EventConsoleAPICalled:
			t.Errorf("console: %v", e.Args)
		case *log.EventEntryAdded:
			if !strings.HasSuffix(e.Entry.URL, "/build.json") { // a site that is out of reach
				t.Errorf("log: %s %s", e.Entry.Text, e.Entry.URL)
			}
		}
	}))
	t.Cleanup(cancel)
	if err := chromedp.Do(ctx, chromedp.EmulateViewport(360, 740)); err != nil { // the first run of a tab keeps it open
		t.Fatal(err)
	}
	return &tab{t: t, ctx: ctx}
}

// open loads a page, also one that differs from the last by its fragment only.
func (b *tab) open(address string) *tab {
	b.t.Helper()
	b.opens++
	before, after, _ := strings.Cut(address, "#")
	address = fmt.Sprintf("%s?%d#%s", before, b.opens, after)
	ctx, cancel := context.WithTimeout(b.ctx, patience)
	defer cancel()
	if err := chromedp.Do(ctx, chromedp.Navigate(address)); err != nil {
		b.t.Fatal(err)
	}
	return b
}

// js runs an expression and returns its value, or that of its promise, as text.
func (b *tab) js(expression string) string {
	b.t.Helper()
	ctx, cancel := context.WithTimeout(b.ctx, patience)
	defer cancel()
	value, err := chromedp.Run(ctx, chromedp.Evaluate[any](expression, chromedp.EvalAwaitPromise))
	if err != nil {
		b.t.Fatalf("%s: %v", expression, err)
	}
	return fmt.Sprint(value)
}

func quoted(text string) string {
	b, _ := json.Marshal(text)
	return string(b)
}

// sees waits until the walk says every one of the texts.
func (b *tab) sees(texts ...string) *tab {
	b.t.Helper()
	for _, want := range texts {
		got := b.js(`new Promise(done => {
			const text = () => (document.getElementById("walk-live")?.innerText ?? "no walk").replace(/\s+/g, " ");
			const look = () => text().includes(` + quoted(want) + `) && done("");
			new MutationObserver(look).observe(document.body, {childList: true, subtree: true, characterData: true});
			setTimeout(() => done(text()), 300000);
			look();
		})`)
		if got != "" {
			b.t.Fatalf("%q is not there:\n%s", want, got)
		}
	}
	return b
}

// lacks reports texts that the walk should not say now.
func (b *tab) lacks(texts ...string) *tab {
	b.t.Helper()
	got := b.js(`document.getElementById("walk-live").innerText.replace(/\s+/g, " ")`)
	for _, never := range texts {
		if strings.Contains(got, never) {
			b.t.Errorf("%q should not be there:\n%s", never, got)
		}
	}
	return b
}

// click presses the buttons with these names, one after the other.
func (b *tab) click(names ...string) *tab {
	b.t.Helper()
	for _, name := range names {
		b.sees()
		found := b.js(`(name => {
			const named = e => [e.textContent, e.getAttribute("aria-label")].includes(name);
			const found = [...document.querySelectorAll("#walk-live button")].filter(named);
			if (found.length === 1) found[0].click();
			return found.length + " in " + document.getElementById("walk-live").innerText;
		})(` + quoted(name) + `)`)
		if !strings.HasPrefix(found, "1 in ") {
			b.t.Fatalf("button %q: %s", name, found)
		}
	}
	return b
}

// address is the fragment now.
func (b *tab) address() string {
	b.t.Helper()
	return strings.NewReplacer("%3C", "<", "%3E", ">").Replace(b.js(`location.hash`))
}
