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
	"regexp"
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
	without   string        // a template to leave out
}

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
		"playbooks/boarding.html": strings.NewReplacer("BUILT", fmt.Sprint(now.Add(s.built).Unix()), "UNTIL", fmt.Sprint(now.Add(s.until).Unix())).Replace(string(page)),
		"favicon.svg":             `<svg xmlns="http://www.w3.org/2000/svg"/>`,
	}
	if !s.down {
		files["build.json"] = fmt.Sprintf(`{"version":1,"built":%q}`, now.Add(s.published).UTC().Format(time.RFC3339))
	}
	assets, messages, err := bundle.Build(nil)
	if err != nil || len(messages) > 0 {
		t.Fatal(err, messages)
	}
	for _, a := range assets {
		files[a.Path] = string(a.Data)
	}
	return files
}

// serve returns the address of a site.
func (s site) serve(t *testing.T) string {
	files := s.files(t)
	types := map[string]string{".html": "text/html", ".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml", ".json": "application/json"}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		name := strings.TrimPrefix(r.URL.Path, "/site/")
		text, found := files[name]
		if !found {
			http.NotFound(w, r)
			return
		}
		w.Header().Set("Content-Type", types[filepath.Ext(name)])
		_, _ = w.Write([]byte(text))
	}))
	t.Cleanup(server.Close)
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
	if ctx, err := browser(); err == nil {
		_ = chromedp.Cancel(ctx)
	}
	os.Exit(code)
}

// A tab is a page in a browser that knows nothing from before. Whatever the page complains about fails the test.
type tab struct {
	t     *testing.T
	ctx   context.Context
	opens int
}

func newTab(t *testing.T) *tab {
	t.Helper()
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
	ctx, cancel := context.WithTimeout(b.ctx, 20*time.Second)
	defer cancel()
	if err := chromedp.Do(ctx, chromedp.Navigate(address)); err != nil {
		b.t.Fatal(err)
	}
	return b
}

// js runs an expression and returns its value, or that of its promise, as text.
func (b *tab) js(expression string) string {
	b.t.Helper()
	ctx, cancel := context.WithTimeout(b.ctx, 20*time.Second)
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
			const text = () => document.getElementById("walk-live")?.innerText ?? "no walk";
			const look = () => text().includes(` + quoted(want) + `) && done("");
			new MutationObserver(look).observe(document.body, {childList: true, subtree: true, characterData: true});
			setTimeout(() => done(text()), 5000);
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
	got := b.js(`document.getElementById("walk-live").innerText`)
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

const (
	page     = "playbooks/boarding.html"
	yes      = "You may "
	asLimit  = "has anyone done this in the last 24 h?"
	elevated = "From 2 % to below 10 %"
)

func TestWalkToAYes(t *testing.T) {
	b := newTab(t).open(fresh().serve(t) + page)
	b.sees("Boarding is failing", "Who are you?").lacks("without a script")
	b.click("On-call engineer").sees("question 1 of at most 3", "What share of boardings fails", "Look: grafana.example").lacks("If you stop now")
	b.click(elevated).sees("question 2 of at most 3", "If you stop now: call Incident desk by ", "before you do anything")
	b.click("Yes").sees("question 3 of at most 3", "Is a schema migration running?")
	b.click("No").sees(asLimit, "That is since ", "yesterday").lacks("Act now", yes)
	b.click("No").sees("Act now", "You may roll back the last deploy. No approval needed.")
	b.sees("Error rate: "+elevated, "Recent deploy: Yes", "You may act, whatever: provider", "Tell Incident desk by ", "once in 24 h", "Not allowed: Refund by hand", "If it does not help", "good faith")
	if got := b.js(`document.querySelector("#walk-live time").title`); got != "within 15 min" {
		t.Errorf("title of the deadline: %q", got)
	}
	if got := b.js(`document.activeElement.textContent`); got != "Act now" {
		t.Errorf("focus on %q", got)
	}
	if got := b.js(`document.querySelector("[role=status]").textContent`); got != "Act now" {
		t.Errorf("announced %q", got)
	}
	want := `^#role=on_call&error_rate=2\.\.<10&recent_deploy=yes&migration=no&at=\d{4}-\d\d-\d\dT\d\d:\d\dZ$`
	if got := b.address(); !regexp.MustCompile(want).MatchString(got) {
		t.Errorf("address %s", got)
	}
	if got := b.js(`document.getElementById("copy-state").textContent`); got != "Built just before · confirmed just now" {
		t.Errorf("footer %q", got)
	}
}

func TestWalkGoesBackAndForward(t *testing.T) {
	b := newTab(t).open(fresh().serve(t) + page)
	b.click("On-call engineer", elevated, "Yes").sees("question 3")
	b.js(`history.back()`)
	b.sees("question 2")
	b.js(`history.back()`)
	b.sees("question 1")
	b.click("Back").sees("Who are you?")
	b.js(`history.go(3)`)
	b.sees("question 3").click("Back").sees("question 2").click("Start again").sees("question 1").click("10 % or more").sees("question 2")
	b.js(`location.hash = "#roll-back"`)
	b.sees("question 2").click("No").sees("Act, and escalate")
}

func TestWalkRemembersTheRole(t *testing.T) {
	address := fresh().serve(t)
	b := newTab(t).open(address + page)
	b.click("Customer care").sees("question 1")
	b.open(address+"playbooks/boarding.html").sees("Customer care · question 1").lacks("Who are you?", "This is the answer for")
	b.click("Not you? Change role").sees("Who are you?").click("Back").sees("Customer care · question 1")
	b.open(address + "playbooks/boarding.html#role=incident_manager&error_rate=5&recent_deploy=no")
	b.sees("This is the answer for: Incident manager", "Yours to decide").click("Show mine").sees("This playbook has no answer for you here.").lacks("This is the answer for")
}

func TestAnswersOfEveryKind(t *testing.T) {
	b := newTab(t)
	address := fresh().serve(t) + page
	for _, test := range []struct {
		asked string
		want  []string
		never []string
	}{
		{"role=on_call&error_rate=1", []string{"Nothing at risk here", "Error rate: 1", "This holds, whatever: recent deploy, migration, provider."}, []string{yes}},
		{"role=on_call&error_rate=1&provider=outage", []string{"Check the readings", "Head of quay"}, []string{yes}},
		{"role=on_call&error_rate=5&recent_deploy=no", []string{"Stop: call first", "Call by ", "Incident desk", "Not allowed: Refund by hand"}, []string{yes}},
		{"role=on_call&error_rate=12&recent_deploy=no", []string{"Act, and escalate", "put boarding in read-only mode", "it must end by ", "Have ready: The error rate."}, []string{"Roll back", "If it does not help"}},
		{"role=care&error_rate=5&recent_deploy=yes&migration=no", []string{"Not you", "This is for the on-call engineer or incident manager.", "On-call engineer may roll back the last deploy."}, []string{yes}},
		{"role=care&error_rate=5&recent_deploy=no", []string{"no answer for you here", "Head of quay"}, []string{yes}},
		{"role=incident_manager&error_rate=50&recent_deploy=no", []string{"Yours to decide"}, []string{yes, "Beyond this"}},
		{"role=incident_manager&error_rate=50&recent_deploy=yes&migration=no", []string{"Act now", "roll back the last deploy"}, []string{"Stop"}},
		{"role=on_call&error_rate=?&recent_deploy=?&migration=?", []string{"Stop: call first", "Some facts are unknown: this is the safe reading.", "Not on this reading: roll back", "to be safe"}, []string{yes}},
		{"role=on_call&error_rate=12&recent_deploy=yes&migration=?", []string{"Act, and escalate", "You may put boarding in read-only mode. ", "safe reading", "Not on this reading: roll back"}, []string{"You may roll back"}},
		{"role=care&error_rate=5&recent_deploy=?&migration=?", []string{"Call the workload owner", "What you know is not enough"}, []string{yes}},
	} {
		b.open(address + "#" + test.asked).sees(test.want...).lacks(test.never...)
	}
}

func TestLimitsStandBeforeTheYes(t *testing.T) {
	b := newTab(t)
	address := fresh().serve(t) + page + "#role=on_call&recent_deploy=yes&migration=no&error_rate="
	for reply, want := range map[string]string{"Yes": "The limit is used up: roll back the last deploy.", "I don’t know": "The limit may be used up: roll back the last deploy."} {
		b.open(address+"5").sees(asLimit).click(reply).sees("Used up", want, "Incident desk").lacks(yes)
		b.open(address+"50").sees(asLimit).click(reply).
			sees("Act, and escalate", "You may put boarding in read-only mode. ", "Not now: roll back the last deploy, its limit is used up.").lacks("You may roll back")
	}
	b.open(address + "50").sees(asLimit).click("No").sees("You may roll back the last deploy and put boarding in read-only mode.")
	b.js(`history.back()`)
	b.sees(asLimit).lacks(yes)
}

func TestChangingAFactKeepsTheOthers(t *testing.T) {
	b := newTab(t).open(fresh().serve(t) + page + "#role=on_call&error_rate=12&recent_deploy=no")
	b.sees("Act, and escalate").click("Change Error rate").sees("change an answer", "What share")
	b.click("Below 2 %").sees("Nothing at risk", "Recent deploy: No").click("Change Recent deploy").sees("Was boarding deployed")
	if got := b.js(`document.querySelector("#walk-live [aria-pressed]").textContent`); got != "No" {
		t.Errorf("current answer %q", got)
	}
	b.click("Back").sees("Nothing at risk")
}

func TestAddressesAreDistrusted(t *testing.T) {
	b := newTab(t)
	address := fresh().serve(t) + page
	for fragment, want := range map[string]string{
		"role=on_call&planet=mars":                                               "“planet=mars” is not a reading of this page; it was left out.",
		"role=on_call&error_rate=200":                                            "“error_rate=200” is not a reading",
		"role=on_call&__proto__=yes&constructor=no":                              "“__proto__=yes” is not a reading",
		"role=__proto__":                                                         "“__proto__” is not a role of this page; choose yours.",
		"role=%E0%A4%A":                                                          "cannot be read",
		"role=on_call&at=yesterday":                                              "“yesterday” is not a time",
		"role=on_call&error_rate=1&error_rate=50":                                "“error_rate” stands there twice",
		"role=on_call&x=<img src=x onerror=alert(1)>":                            "is not a reading",
		"role=" + strings.Repeat("x", 100_000):                                   "too long",
		"role=on_call" + strings.Repeat("&a=b", 30) + "&c=1&d=1&e=1&f=1&g=1&h=1": "more were left out",
	} {
		b.open(address + "#" + fragment).sees(want).lacks(yes)
	}
	old := time.Now().Add(-40 * time.Minute).UTC().Format("2006-01-02T15:04Z")
	b.open(address + "#role=on_call&error_rate=5&recent_deploy=no&at=" + old)
	b.sees("Asked 40 min ago", "at once (it was due by ").click("Ask again from here").sees("question 1").lacks("Asked")
}

func TestNoYesFromACopyInDoubt(t *testing.T) {
	b := newTab(t)
	const asked = page + "#role=on_call&error_rate=12&recent_deploy=no"
	day := 24 * time.Hour
	for name, test := range map[string]struct {
		site site
		want string
	}{
		"a newer build":        {site{built: -time.Hour, published: -time.Minute, until: day}, "A newer build of this site is published: reload the page."},
		"another build":        {site{built: -time.Hour, published: -2 * time.Hour, until: day}, "Another build of this site is published"},
		"old and out of reach": {site{built: -8 * day, down: true, until: day}, "This copy could not be confirmed, and was built 8 days ago."},
		"a clock before it":    {site{built: time.Hour, published: time.Hour, until: day}, "The clock of this device is earlier"},
		"authority that ended": {site{built: -2 * day, published: -2 * day, until: -day}, "This authority ended on "},
		"no time of its build": {site{built: -1e6 * time.Hour, down: true, until: day}, "could not be confirmed"},
	} {
		b.open(test.site.serve(t) + asked)
		b.sees("Cannot confirm", test.want, "Incident desk").lacks(yes, "Act")
		if t.Failed() {
			t.Fatal(name)
		}
	}
	b.open(site{built: -6 * day, down: true, until: day}.serve(t) + asked).sees("Act, and escalate")
	b.open(site{built: -30 * day, published: -30 * day, until: day}.serve(t) + asked).sees("Act, and escalate")
}

func TestWalkFromDisk(t *testing.T) {
	for _, test := range []struct {
		built time.Duration
		want  string
	}{{-time.Hour, "Act, and escalate"}, {-8 * 24 * time.Hour, "This page was built 8 days ago."}} {
		root := t.TempDir()
		for name, text := range (site{built: test.built, until: time.Hour}).files(t) {
			path := filepath.Join(root, filepath.FromSlash(name))
			if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		b := newTab(t).open("file://" + filepath.ToSlash(filepath.Join(root, page)))
		b.click("On-call engineer", "10 % or more").sees("question 2").click("Back").sees("question 1")
		b.click("10 % or more", "No").sees(test.want)
	}
}
