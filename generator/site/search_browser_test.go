package site_test

import (
	"bytes"
	"cmp"
	"compress/gzip"
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"io/fs"
	"mime"
	"net/http"
	"net/http/httptest"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	gocmp "github.com/google/go-cmp/cmp"

	"remit/generator/campaign"
	"remit/generator/print"
	"remit/generator/site"
)

var (
	searchedIn = flag.String("search.site", "", "the folder of a site to measure instead")
	asked      = flag.String("search.queries", "", "a file with what to ask that site, a query a line")
)

// measuredSite is the site whose search is measured, with queries for it.
func measuredSite(t testing.TB) (*site.Site, []string) {
	t.Helper()
	dir := *searchedIn
	var queries []string
	if dir == "" {
		dir = filepath.Join(t.TempDir(), "site")
		queries = writeSearched(t, dir, campaign.Cases(250))
	} else {
		data, err := os.ReadFile(*asked)
		if err != nil {
			t.Fatal(err)
		}
		queries = strings.Split(strings.TrimSpace(string(data)), "\n")
	}
	s, err := site.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	return s, queries
}

// What the page finds is what the command finds, in the same order, with the parts of the index loaded as they are
// needed. What that costs on the wire, packed, is logged for the first query of a reader who comes for the first time, and
// for those that follow. The bound is on the script of the search and the parts of the index; the page, its styles and
// what keeps the site offline come besides, whether somebody searches or not.
func TestSearchPageFindsWhatTheCommandDoes(t *testing.T) {
	t.Parallel()
	tab := newTab(t)
	s, queries := measuredSite(t)
	finder, err := s.Finder(site.FindOptions{Limit: 8})
	if err != nil {
		t.Fatal(err)
	}
	wire := serveCounted(t, s)
	var first, following, requests, page []int
	for i, q := range queries {
		if i%10 == 0 {
			wire.take()
			tab.open(wire.address + "search.html")
		}
		got := tab.find(q)
		seen := wire.take()
		if i%10 == 0 {
			first, requests, page = append(first, seen.bytes), append(requests, seen.requests), append(page, seen.page)
		} else {
			following = append(following, seen.bytes)
		}
		want := finder.Find(q)
		if diff := gocmp.Diff(foundBy(want, got), got); diff != "" || len(got) == 0 && len(want.Results) > 0 {
			t.Errorf("%q: mismatch (-command +page):\n%s", q, diff)
		}
	}
	playbooks := finder.Size()
	t.Logf("%d documents, %d queries: the first takes %d bytes in %d requests, script and index; the following %d; page and styles besides %d (medians)",
		playbooks, len(queries), median(first), median(requests), median(following), median(page))
	bound, more := 60_000, 10_000
	if playbooks > 1100 {
		bound, more = 80_000, 25_000
	}
	if median(first) > bound || median(requests) > 5 || median(following) > more {
		t.Errorf("want at most %d bytes in 5 requests, then %d", bound, more)
	}
}

// foundBy are the first results as the page shows them: the playbook and the section that answers. Where the command
// names none, since it is what stands before all headings, the page still leads to the next best.
func foundBy(f print.Found, shown [][2]string) [][2]string {
	list := [][2]string{}
	for i, r := range f.Results[:min(len(shown), len(f.Results))] {
		list = append(list, [2]string{cmp.Or(r.Playbook, r.Title), cmp.Or(r.Section, shown[i][1])})
	}
	return list
}

func median(of []int) int {
	of = slices.Clone(of)
	slices.Sort(of)
	return of[len(of)/2]
}

// open opens an address and waits until its scripts have run.
func (b *tab) open(address string) {
	b.t.Helper()
	ctx, cancel := context.WithTimeout(b.ctx, patience)
	defer cancel()
	if err := chromedp.Do(ctx, chromedp.Navigate("about:blank"), chromedp.Navigate(address)); err != nil {
		b.t.Fatal(err)
	}
}

func (b *tab) eval(script string) any {
	b.t.Helper()
	ctx, cancel := context.WithTimeout(b.ctx, patience)
	defer cancel()
	said, err := chromedp.Run(ctx, chromedp.Evaluate[any](script, chromedp.EvalAwaitPromise))
	if err != nil {
		b.t.Fatalf("%.200s: %v", script, err)
	}
	return said
}

// settled types a query and waits until the page has answered it.
const settled = `(async (text) => {
	const q = document.getElementById("q"), status = document.getElementById("search-status");
	status.textContent = "waiting";
	q.value = text;
	q.dispatchEvent(new Event("input"));
	for (let i = 0; i < 6000 && /^(waiting|Searching)$/.test(status.textContent); i++) await new Promise(r => setTimeout(r, 10));
	await new Promise(r => setTimeout(r, 0));
})`

// find types a query and returns what the page lists: the ids of playbooks, or the titles of other pages, each with the
// section it leads to first.
func (b *tab) find(query string) [][2]string {
	b.t.Helper()
	b.eval(settled + "(" + quoted(query) + ")")
	list := [][2]string{}
	for _, item := range b.eval(`Array.from(document.querySelectorAll("#results > li"), li => {
		const a = li.querySelector(".result-title"), book = /^\.\/playbooks\/(.*)\.html$/.exec(a.getAttribute("href"));
		return [book ? book[1] : a.textContent, li.querySelector(".result-place")?.textContent ?? ""];
	})`).([]any) {
		pair := item.([]any)
		list = append(list, [2]string{fmt.Sprint(pair[0]), fmt.Sprint(pair[1])})
	}
	return list
}

func quoted(text string) string {
	data, err := json.Marshal(text)
	if err != nil {
		panic(err) // a string always marshals
	}
	return string(data)
}

// A counted site tells what went over the wire.
type counted struct {
	address string
	mu      sync.Mutex
	files   map[string][]byte
	held    map[string]chan struct{} // by what the names begin with
	seen    traffic
}

type traffic struct {
	bytes, requests int // of the script of the search and the parts of the index
	page            int // bytes of the page and its styles
}

// serveCounted builds a site and serves it packed, as hosts do. Devices keep nothing of it, or what they fetch for later
// would count.
func serveCounted(t testing.TB, s *site.Site) *counted {
	t.Helper()
	dir := t.TempDir() + "/public"
	built, err := s.Build(t.Context(), site.BuildOptions{Output: dir, NoOffline: true, At: time.Now().Add(-time.Minute).UTC().Format(time.RFC3339)})
	if err != nil {
		t.Fatal(err)
	}
	if built.Report.Failed(false) {
		t.Fatal("the site has errors")
	}
	c := &counted{files: map[string][]byte{}, held: map[string]chan struct{}{}}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		name := strings.TrimPrefix(path.Clean(r.URL.Path), "/playbooks/")
		data, err := fs.ReadFile(os.DirFS(dir), name)
		if err != nil {
			http.NotFound(w, r)
			return
		}
		c.wait(r.Context(), name)
		packed := c.count(name, data)
		w.Header().Set("Content-Type", mime.TypeByExtension(path.Ext(name)))
		w.Header().Set("Content-Encoding", "gzip")
		w.Header().Set("Cache-Control", "no-store") // every visit is the first
		_, _ = w.Write(packed)
	}))
	t.Cleanup(server.Close)
	c.address = server.URL + "/playbooks/"
	return c
}

// hold keeps back the files whose names begin so, all that are asked for until the next call for the same, until what it
// returns is called.
func (c *counted) hold(t testing.TB, beginning string) (release func()) {
	gate := make(chan struct{})
	release = sync.OnceFunc(func() { close(gate) })
	t.Cleanup(release)
	c.mu.Lock()
	defer c.mu.Unlock()
	c.held[beginning] = gate
	return release
}

func (c *counted) wait(ctx context.Context, name string) {
	c.mu.Lock()
	var gates []chan struct{}
	for beginning, gate := range c.held {
		if strings.HasPrefix(name, beginning) {
			gates = append(gates, gate)
		}
	}
	c.mu.Unlock()
	for _, gate := range gates {
		select {
		case <-gate:
		case <-ctx.Done():
		}
	}
}

func (c *counted) count(name string, data []byte) []byte {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.files[name] == nil {
		var b bytes.Buffer
		z := gzip.NewWriter(&b)
		_, _ = z.Write(data)
		_ = z.Close()
		c.files[name] = b.Bytes()
	}
	size := len(c.files[name])
	switch {
	case strings.HasPrefix(name, "search/") || name == "assets/search.js":
		c.seen.bytes, c.seen.requests = c.seen.bytes+size, c.seen.requests+1
	case name == "search.html" || path.Ext(name) == ".css":
		c.seen.page += size
	}
	return c.files[name]
}

func (c *counted) take() traffic {
	c.mu.Lock()
	defer c.mu.Unlock()
	seen := c.seen
	c.seen = traffic{}
	return seen
}

// BenchmarkKeystroke types queries letter by letter, once what they need of the index is there, and reports how long the
// page takes from a key to the results laid out; beside it, how long a plain scan of all titles takes for the same text.
func BenchmarkKeystroke(b *testing.B) {
	tab := newTab(b)
	s, queries := measuredSite(b)
	finder, err := s.Finder(site.FindOptions{Limit: 1})
	if err != nil {
		b.Fatal(err)
	}
	wire := serveCounted(b, s)
	tab.open(wire.address + "search.html")
	titles := quotedAll(finder.Titles())
	var keys, scans []float64
	for b.Loop() {
		for _, q := range queries[:min(len(queries), 100)] {
			said := tab.eval("(" + keystrokes + ")(" + quoted(q) + ", " + titles + ")").(map[string]any)
			for _, ms := range said["keys"].([]any) {
				keys = append(keys, ms.(float64))
			}
			for _, ms := range said["scans"].([]any) {
				scans = append(scans, ms.(float64))
			}
		}
	}
	for name, times := range map[string][]float64{"key": keys, "scan": scans} {
		slices.Sort(times)
		b.ReportMetric(times[len(times)/2], name+"-ms-median")
		b.ReportMetric(times[len(times)*95/100], name+"-ms-95th")
	}
	b.ReportMetric(float64(len(keys)), "keys")
}

const keystrokes = `async (text, titles) => {
	const q = document.getElementById("q"), status = document.getElementById("search-status");
	const turn = () => new Promise(r => { const c = new MessageChannel(); c.port1.onmessage = r; c.port2.postMessage(0); });
	const small = titles.map(title => title.toLowerCase()), keys = [], scans = [];
	const typed = async (n) => {
		status.textContent = "waiting";
		q.value = text.slice(0, n);
		q.dispatchEvent(new Event("input"));
		await turn();
		document.body.offsetHeight;
		return !/^(waiting|Searching)$/.test(status.textContent);
	};
	for (let n = 1; n <= text.length; n++) {
		if (text.slice(0, n).trim() === "") continue;
		for (let ready = await typed(n); !ready; ) { // loads what it needs
			await turn();
			ready = !/^(waiting|Searching)$/.test(status.textContent);
		}
	}
	for (let n = 1; n <= text.length; n++) {
		if (text.slice(0, n).trim() === "") continue;
		const begun = performance.now();
		if (await typed(n)) keys.push(performance.now() - begun);
		const scanned = performance.now();
		const sought = text.slice(0, n).toLowerCase();
		small.filter(title => title.includes(sought));
		scans.push(performance.now() - scanned);
	}
	return { keys, scans };
}`
