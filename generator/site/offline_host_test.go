package site_test

import (
	"context"
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

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/log"
	cdppage "github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"remit/generator/site"
)

// A small site of one playbook. In the build that follows the first the grant is withdrawn from the on-call engineer.
const (
	smallSite = `
title: Small
url: https://small.example/playbooks/
max_age: 7 days
roles:
  on_call: {title: On-call engineer, kind: team_member, contact: rota}
  desk: {title: Desk, kind: escalation_manager, contact: desk}
  owner: {title: Owner, kind: workload_owner, contact: owner}
contacts:
  rota: {title: Rota, channels: [{pager: "https://pager.example/x"}], hours: always, answers_in: 5 min}
  desk: {title: Incident desk, channels: [{phone: "+442079460101"}], hours: always, answers_in: 5 min}
  owner: {title: Owner, channels: [{phone: "+442079460102"}], hours: always, answers_in: 5 min}
workloads:
  shop: {title: Shop, owner: owner}
`
	smallBook = `---
title: Orders are late
workload: shop
roles: [on_call, desk]
triggers: always
actions:
  restart: {title: Restart the worker, roles: [HOLDER]}
escalation:
  - {otherwise: yes, to: [desk, owner], within: 15 min}
---
Read the log.
`
	bookPage = "playbooks/late.html#role=on_call"
)

// small writes the small site, with its grant for a role.
func small(t *testing.T, holder string, more map[string]string) *site.Site {
	t.Helper()
	dir := t.TempDir()
	write(t, filepath.Join(dir, "site.yaml"), smallSite)
	write(t, filepath.Join(dir, "content/playbooks/late.md"), strings.Replace(smallBook, "HOLDER", holder, 1))
	for name, text := range more {
		write(t, filepath.Join(dir, name), text)
	}
	s, err := site.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// built builds a site as of some time ago, and returns the folder.
func built(t *testing.T, s *site.Site, ago time.Duration, noOffline bool) string {
	t.Helper()
	dir := t.TempDir() + "/public"
	done, err := s.Build(context.Background(), site.BuildOptions{Output: dir, At: time.Now().Add(-ago).UTC().Format(time.RFC3339), NoOffline: noOffline})
	if err != nil {
		t.Fatal(err)
	}
	if done.Report.Failed(false) {
		_ = done.Report.Print(os.Stderr, "text", false)
		t.Fatal("the site has errors")
	}
	return dir
}

// A host publishes a folder below /playbooks/, and can be told to misbehave.
type host struct {
	*httptest.Server
	mu     sync.Mutex
	folder string
	odd    map[string]http.HandlerFunc // by path, in place of a file
	asked  map[string]int
}

func newHost(t *testing.T, folder string) *host {
	t.Helper()
	h := &host{folder: folder, odd: map[string]http.HandlerFunc{}, asked: map[string]int{}}
	h.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		path := strings.TrimPrefix(r.URL.Path, "/playbooks/")
		r.Header.Del("If-Modified-Since") // two builds within a second are not one
		h.mu.Lock()
		h.asked[path]++
		odd, folder := h.odd[path], h.folder
		h.mu.Unlock()
		switch _, err := os.Stat(filepath.Join(folder, filepath.FromSlash(path))); {
		case odd != nil:
			odd(w, r)
		case err != nil:
			page, _ := os.ReadFile(filepath.Join(folder, "404.html"))
			w.WriteHeader(http.StatusNotFound)
			_, _ = w.Write(page)
		default:
			http.StripPrefix("/playbooks/", http.FileServer(http.Dir(folder))).ServeHTTP(w, r)
		}
	}))
	t.Cleanup(h.Close)
	return h
}

// deploy publishes another folder; some of its files may still be those of the old one.
func (h *host) deploy(folder string, old ...string) {
	h.mu.Lock()
	defer h.mu.Unlock()
	before := h.folder
	h.folder, h.odd = folder, map[string]http.HandlerFunc{}
	for _, path := range old {
		h.odd[path] = func(w http.ResponseWriter, r *http.Request) {
			http.ServeFile(w, r, filepath.Join(before, filepath.FromSlash(path)))
		}
	}
}

func (h *host) saw(path string) int {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.asked[path]
}

func (h *host) root() string { return h.URL + "/playbooks/" }

// newTabIn opens a browser whose memory is a folder, and returns what closes it. Complaints about a site that is out of
// reach are no complaints here.
func newTabIn(t *testing.T, memory string) (*tab, func()) {
	t.Helper()
	how := os.Getenv("REMIT_BROWSER")
	path, err := exec.LookPath("chromium")
	switch {
	case how == "off" || err != nil && how != "required":
		t.Skip("SKIPPED: what devices keep is not tested: there is no chromium, or REMIT_BROWSER is off")
	case err != nil:
		t.Fatal(err)
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(path), chromedp.NoSandbox, chromedp.DisableGPU, chromedp.UserDataDir(memory))
	allocator, stop := chromedp.NewExecAllocator(context.Background(), options...)
	ctx, _ := chromedp.NewContext(allocator, chromedp.WithListener(func(event any) {
		if e, is := event.(*log.EventEntryAdded); is && (strings.Contains(e.Entry.Text, "net::ERR_") || strings.Contains(e.Entry.Text, "Failed to load resource")) {
			return
		}
		complain(t, event)
	}))
	if err := chromedp.Do(ctx, chromedp.EmulateViewport(360, 740)); err != nil {
		t.Fatal(err)
	}
	shut := sync.OnceFunc(func() { _ = chromedp.Cancel(ctx); stop() })
	t.Cleanup(shut)
	return &tab{t: t, ctx: ctx}, shut
}

// waits opens nothing: it waits on the open page until an expression is true.
func (b *tab) waits(what, expression string) {
	b.t.Helper()
	script := fmt.Sprintf(`new Promise(async done => {
		for (const end = performance.now() + 300000; performance.now() < end; await new Promise(r => setTimeout(r, 50))) {
			try { if (await (%s)) return done("yes") } catch (why) { if (performance.now() > end - 200) return done("failed: " + why) }
		}
		done("no; the page says: " + document.body.innerText.slice(0, 1500));
	})`, expression)
	if got := b.says(script); got != "yes" {
		b.t.Fatalf("waited in vain for %s: %s", what, got)
	}
}

// says runs a script on the open page.
func (b *tab) says(script string) string {
	b.t.Helper()
	ctx, cancel := context.WithTimeout(b.ctx, patience)
	defer cancel()
	said, err := chromedp.Run(ctx, chromedp.Evaluate[any](script, chromedp.EvalAwaitPromise))
	if err != nil {
		b.t.Fatal(err)
	}
	return fmt.Sprint(said)
}

// goes opens an address by a full navigation.
func (b *tab) goes(address string) {
	b.t.Helper()
	b.opens++
	before, after, _ := strings.Cut(address, "#")
	ctx, cancel := context.WithTimeout(b.ctx, patience)
	defer cancel()
	if err := chromedp.Do(ctx, chromedp.Navigate(fmt.Sprintf("%s?visit=%d#%s", before, b.opens, after))); err != nil {
		b.t.Fatal(err)
	}
}

// clock moves the clock of all pages that are opened from now on.
func (b *tab) clock(by time.Duration) {
	b.t.Helper()
	source := fmt.Sprintf(`Date.now = (now => () => now() + (%d))(Date.now.bind(Date))`, by.Milliseconds())
	err := chromedp.Do(b.ctx, chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
		_, err := cdp.Call(ctx, target, cdppage.AddScriptToEvaluateOnNewDocument, cdppage.AddScriptToEvaluateOnNewDocumentParams{Source: source})
		return err
	}))
	if err != nil {
		b.t.Fatal(err)
	}
}

// keeps opens an address and waits until the whole build is on the device.
func (b *tab) keeps(address string) {
	b.t.Helper()
	b.goes(address)
	b.waits("the site to be kept", `document.getElementById("copy-kept") !== null`)
}

// current is the id of the build that the worker answers from; "" for none.
const current = `caches.open("remit /playbooks/ notes").then(c => c.match(new URL("/playbooks/?current", location))).then(r => r === undefined ? "" : r.json().then(b => b.id))`

// plated is true once the walk shows a plate of that verdict.
func plated(verdict string) string {
	return `document.querySelector("#walk-live .plate:not(.waiting)")?.classList.contains("` + verdict + `") === true`
}
