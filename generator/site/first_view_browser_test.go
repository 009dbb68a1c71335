package site_test

import (
	"context"
	"encoding/json"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"

	"remit/generator/campaign"
	"remit/generator/load"
	"remit/generator/site"
)

// What a first view may weigh, in bytes on the wire and in requests. Without a script the question who is reading stands
// there, and can be answered, once the page and its styles have come; the script of the walk takes over from there.
const (
	mostBefore   = 19_500 // page and styles of a playbook
	mostWalk     = 34_000 // and the walk, which names who is awake and what a late reply means
	mostRequests = 4
)

// A view is what a browser saw of a first visit until its load event. Times are in milliseconds.
type view struct {
	Page, Styles, Scripts, Others int // bytes on the wire
	Requests                      int
	Paint, Largest, Blocked       float64
}

// measured waits until a page has loaded and been painted, and reports what that took.
const measured = `new Promise(done => {
	const seen = { largest: 0, blocked: 0 };
	const watch = (type, note) => new PerformanceObserver(list => list.getEntries().forEach(note)).observe({ type, buffered: true });
	watch("largest-contentful-paint", e => seen.largest = e.startTime);
	watch("longtask", e => seen.blocked += Math.max(0, e.duration - 50));
	const report = () => {
		const [page] = performance.getEntriesByType("navigation");
		const before = performance.getEntriesByType("resource").filter(r => r.startTime < page.loadEventStart && r.initiatorType !== "fetch"); // the word of build.json is not waited for
		const sum = end => before.filter(r => r.name.split(/[?#]/)[0].endsWith(end)).reduce((n, r) => n + r.encodedBodySize, 0);
		const [Styles, Scripts] = [sum(".css"), sum(".js")], all = before.reduce((n, r) => n + r.encodedBodySize, 0);
		const Paint = performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? 0;
		done(JSON.stringify({ Page: page.encodedBodySize, Styles, Scripts, Others: all - Styles - Scripts, Requests: before.length + 1, Paint, Largest: seen.largest, Blocked: seen.blocked }));
	};
	const painted = () => requestAnimationFrame(() => requestAnimationFrame(() => seen.largest > 0 ? report() : painted()));
	if (document.readyState === "complete") painted(); else addEventListener("load", painted);
})`

// TestFirstView opens pages as on a phone of the middle range with slow 4G: four times slower than this machine, 150 ms to
// the host, 1.6 Mbit/s. Bytes and requests are held to the figures; times are printed.
func TestFirstView(t *testing.T) {
	tab := newTab(t)
	s, err := site.Open("../..")
	if err != nil {
		t.Fatal(err)
	}
	address := serveCounted(t, s).address
	tab.slow()
	for _, page := range firstViews(t) {
		var v view
		if err := json.Unmarshal([]byte(tab.run(address+page, measured)), &v); err != nil {
			t.Fatal(err)
		}
		t.Logf("%-48s page %5d, styles %4d, scripts %5d, other %3d: %5d bytes in %d requests; painted %4.0f, largest %4.0f, blocked %3.0f ms", page, v.Page, v.Styles, v.Scripts, v.Others,
			v.Page+v.Styles+v.Scripts+v.Others, v.Requests, v.Paint, v.Largest, v.Blocked)
		if v.Requests > mostRequests {
			t.Errorf("%s takes %d requests, want at most %d", page, v.Requests, mostRequests)
		}
		if v.Page+v.Styles > mostBefore || v.Page+v.Styles+v.Scripts > mostWalk {
			t.Errorf("%s: page and styles take %d bytes, want at most %d; with the script %d, want %d", page, v.Page+v.Styles, mostBefore, v.Page+v.Styles+v.Scripts, mostWalk)
		}
	}
}

// firstViews are the playbooks of the example: three of them, or all.
func firstViews(t *testing.T) []string {
	t.Helper()
	library, _, err := load.Dir(os.DirFS("../.."), load.Options{})
	if err != nil {
		t.Fatal(err)
	}
	var list []string
	for _, p := range library.Playbooks {
		list = append(list, p.Address())
	}
	if campaign.All() {
		return list
	}
	slices.SortFunc(list, strings.Compare)
	return []string{list[0], list[len(list)/2], list[len(list)-1]}
}

// slow makes the tab a phone of the middle range on a slow network, that keeps nothing.
func (b *tab) slow() {
	b.t.Helper()
	err := chromedp.Do(b.ctx, chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
		if _, err := cdp.Call(ctx, target, network.SetBypassServiceWorker, network.SetBypassServiceWorkerParams{Bypass: true}); err != nil {
			return err
		}
		if _, err := cdp.Call(ctx, target, emulation.SetCPUThrottlingRate, emulation.SetCPUThrottlingRateParams{Rate: 4}); err != nil {
			return err
		}
		_, err := cdp.Call(ctx, target, network.EmulateNetworkConditionsByRule, network.EmulateNetworkConditionsByRuleParams{
			MatchedNetworkConditions: []*network.Conditions{{Latency: 150, DownloadThroughput: 1.6e6 / 8, UploadThroughput: 750e3 / 8}},
		})
		return err
	}))
	if err != nil {
		b.t.Fatal(err)
	}
}
