package site_test

import (
	"bytes"
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
	"github.com/google/go-cmp/cmp"

	"remit/generator/site"
)

var searched = flag.Int("search.playbooks", 250, "how many playbooks the site has whose search is measured")

// What the page finds is what the command finds, in the same order, with the parts of the index loaded as they are
// needed. What that costs on the wire is logged for the first query and the following ones, and has a bound.
func TestSearchPageFindsWhatTheCommandDoes(t *testing.T) {
	tab := newTab(t)
	dir := filepath.Join(t.TempDir(), "site")
	queries := writeSearched(t, dir, *searched)
	s, err := site.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	finder, err := s.Finder(site.FindOptions{Limit: 8})
	if err != nil {
		t.Fatal(err)
	}
	wire := serveCounted(t, s)
	var first, following, requests []int
	for i, q := range queries {
		if i%10 == 0 { // a reader who comes for the first time
			wire.take()
			tab.open(wire.address + "search.html")
		}
		got := tab.find(q)
		bytes, asked := wire.take()
		if i%10 == 0 {
			first, requests = append(first, bytes), append(requests, asked)
		} else {
			following = append(following, bytes)
		}
		want := finder.Find(q)
		if diff := cmp.Diff(addresses(want, len(got)), got); diff != "" || len(got) == 0 && len(want.Results) > 0 {
			t.Errorf("%q: mismatch (-command +page):\n%s", q, diff)
		}
	}
	t.Logf("%d playbooks: the first query takes %d bytes in %d requests, script included; the following %d (medians)", *searched, median(first), median(requests), median(following))
	if median(first) > 80_000 || median(requests) > 7 || median(following) > 25_000 {
		t.Error("want at most 80,000 bytes in 7 requests, then 25,000")
	}
}

// addresses are the first results, as the page links to them.
func addresses(f site.Found, n int) []string {
	list := []string{}
	for _, r := range f.Results[:min(n, len(f.Results))] {
		list = append(list, r.Playbook)
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
	ctx, cancel := context.WithTimeout(b.ctx, 30*time.Second)
	defer cancel()
	if err := chromedp.Do(ctx, chromedp.Navigate("about:blank"), chromedp.Navigate(address)); err != nil {
		b.t.Fatal(err)
	}
}

func (b *tab) eval(script string) any {
	b.t.Helper()
	ctx, cancel := context.WithTimeout(b.ctx, 30*time.Second)
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
	for (let i = 0; i < 600 && /^(waiting|Searching)$/.test(status.textContent); i++) await new Promise(r => setTimeout(r, 10));
	await new Promise(r => setTimeout(r, 0));
})`

// find types a query and returns the ids of the playbooks that the page lists.
func (b *tab) find(query string) []string {
	b.t.Helper()
	b.eval(settled + "(" + quoted(query) + ")")
	list := []string{}
	for _, href := range b.eval(`Array.from(document.querySelectorAll("#results .result-title"), a => a.getAttribute("href"))`).([]any) {
		id, _ := strings.CutPrefix(fmt.Sprint(href), "./playbooks/")
		list = append(list, strings.TrimSuffix(id, ".html"))
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
	bytes   int
	asked   int
}

// serveCounted builds a site and serves it packed, as hosts do.
func serveCounted(t *testing.T, s *site.Site) *counted {
	t.Helper()
	dir := t.TempDir() + "/public"
	built, err := s.Build(t.Context(), site.BuildOptions{Output: dir, At: time.Now().Add(-time.Minute).UTC().Format(time.RFC3339)})
	if err != nil {
		t.Fatal(err)
	}
	if built.Report.Failed(false) {
		t.Fatal("the site has errors")
	}
	c := &counted{files: map[string][]byte{}}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		name := strings.TrimPrefix(path.Clean(r.URL.Path), "/playbooks/")
		data, err := fs.ReadFile(os.DirFS(dir), name)
		if err != nil {
			http.NotFound(w, r)
			return
		}
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
	if strings.HasPrefix(name, "search/") || name == "assets/search.js" {
		c.bytes, c.asked = c.bytes+len(c.files[name]), c.asked+1
	}
	return c.files[name]
}

func (c *counted) take() (bytes, asked int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	bytes, asked = c.bytes, c.asked
	c.bytes, c.asked = 0, 0
	return bytes, asked
}
