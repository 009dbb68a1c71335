package site_test

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"

	"remit/generator/load"
	"remit/generator/playbook"
	"remit/generator/site"
)

// patience is how long a browser may take before it is thought to hang. Scripts on its pages give up sooner, to say what they
// were waiting for. Axe needs minutes for the pocket page while other tests keep all processors busy.
const patience = 8 * time.Minute

// example opens the example, to be built, to be asked and to be read.
func example(t *testing.T) (*site.Site, *site.Asker, *playbook.Library) {
	t.Helper()
	s, err := site.Open("../..")
	if err != nil {
		t.Fatal(err)
	}
	asker, err := s.Asker("")
	if err != nil {
		t.Fatal(err)
	}
	library, _, err := load.Dir(os.DirFS("../.."), load.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return s, asker, library
}

func factsOf(sc *playbook.Scenario) []string {
	var facts []string
	for _, o := range sc.Given {
		facts = append(facts, o.Fact.Value+"="+o.Value.Value)
	}
	return facts
}

// publish builds the site as of a minute ago and serves it below /playbooks/.
func publish(t *testing.T, s *site.Site) string {
	t.Helper()
	dir := t.TempDir() + "/public"
	built, err := s.Build(context.Background(), site.BuildOptions{Output: dir, At: time.Now().Add(-time.Minute).UTC().Format(time.RFC3339)})
	if err != nil {
		t.Fatal(err)
	}
	if built.Report.Failed(false) {
		t.Fatal("the example has errors")
	}
	server := httptest.NewServer(http.StripPrefix("/playbooks/", http.FileServer(http.Dir(dir))))
	t.Cleanup(server.Close)
	return server.URL + "/playbooks/"
}

// A tab is a page in a browser. Whatever the page complains about fails the test.
type tab struct {
	t     testing.TB
	ctx   context.Context
	opens int
}

func newTab(t testing.TB) *tab {
	t.Helper()
	return openTab(t, chromedp.WithListener(func(event any) { complain(t, event) }))
}

// quietTab is a tab of which complaints are expected.
func quietTab(t *testing.T) *tab {
	t.Helper()
	return openTab(t)
}

func openTab(t testing.TB, options ...chromedp.ContextOption) *tab {
	t.Helper()
	how := os.Getenv("REMIT_BROWSER")
	path, err := exec.LookPath("chromium")
	switch {
	case how == "off" || err != nil && how != "required":
		t.Skip("SKIPPED: the example is not tested in a browser: there is no chromium, or REMIT_BROWSER is off")
	case err != nil:
		t.Fatal(err)
	}
	launch := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(path), chromedp.NoSandbox, chromedp.DisableGPU)
	allocator, stop := chromedp.NewExecAllocator(context.Background(), launch...)
	t.Cleanup(stop)
	ctx, cancel := chromedp.NewContext(allocator, options...)
	t.Cleanup(cancel)
	if err := chromedp.Do(ctx, chromedp.EmulateViewport(360, 740)); err != nil {
		t.Fatal(err)
	}
	return &tab{t: t, ctx: ctx}
}

// complain fails the test for what a page complains about. What it says once the test is over, and its site gone, is
// nobody's fault.
func complain(t testing.TB, event any) {
	if t.Context().Err() != nil {
		return
	}
	switch e := event.(type) {
	case *runtime.EventExceptionThrown:
		t.Errorf("exception: %+v", e.ExceptionDetails)
	case *runtime.EventConsoleAPICalled:
		t.Errorf("console: %v", e.Args)
	case *log.EventEntryAdded:
		if e.Entry.Level == log.EntryLevelInfo || e.Entry.Level == log.EntryLevelVerbose {
			return // such as that somebody was quicker in a field than its autofocus
		}
		t.Errorf("log: %s %s", e.Entry.Text, e.Entry.URL)
	}
}

// plate opens an address, says No to every question about a limit, and returns the verdict of the plate.
func (b *tab) plate(address string) string {
	b.t.Helper()
	return b.run(address, plateScript)
}

// run opens an address and returns what a script on it says.
func (b *tab) run(address, script string) string {
	b.t.Helper()
	b.opens++
	before, after, _ := strings.Cut(address, "#")
	page := fmt.Sprintf("%s?%d#%s", before, b.opens, strings.ReplaceAll(url.PathEscape(after), "%3D", "="))
	ctx, cancel := context.WithTimeout(b.ctx, patience)
	defer cancel()
	if err := chromedp.Do(ctx, chromedp.Navigate(page)); err != nil {
		b.t.Fatal(err)
	}
	said, err := chromedp.Run(ctx, chromedp.Evaluate[any](script, chromedp.EvalAwaitPromise))
	if err != nil {
		b.t.Fatalf("%s: %v", address, err)
	}
	return fmt.Sprint(said)
}

// plateScript waits for the plate of a verdict, and on the way answers No where a limit is asked about.
const plateScript = `new Promise(done => {
	const live = () => document.getElementById("walk-live");
	const look = () => {
		const plate = live()?.querySelector(".plate:not(.waiting)");
		if (plate) return done([...plate.classList].filter(c => c !== "plate").join(" "));
		const no = [...(live()?.querySelectorAll("button.option") ?? [])].find(b => b.textContent === "No");
		if (no && live().innerText.includes("before the answer")) no.click();
		setTimeout(look, 20);
	};
	setTimeout(() => done("no plate: " + live()?.innerText), 300000);
	look();
})`
