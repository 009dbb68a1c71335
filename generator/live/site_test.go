package live

import (
	"bytes"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

const port = 8080

// get asks a handler as the browser of this machine does; headers are pairs.
func get(t *testing.T, h http.Handler, method, target string, headers ...string) *http.Response {
	t.Helper()
	r := httptest.NewRequest(method, target, nil)
	r.Host = "127.0.0.1:8080"
	for i := 0; i < len(headers); i += 2 {
		if headers[i] == "Host" {
			r.Host = headers[i+1]
		}
		r.Header.Set(headers[i], headers[i+1])
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w.Result()
}

func body(t *testing.T, r *http.Response) string {
	t.Helper()
	text, err := io.ReadAll(r.Body)
	must(t, err)
	return string(text)
}

func shown(base string, pairs ...string) (*site, http.Handler) {
	files := map[string][]byte{}
	for i := 0; i < len(pairs); i += 2 {
		files[pairs[i]] = []byte(pairs[i+1])
	}
	s := newSite(base)
	s.show(Build{Files: files})
	return s, guard(port, s)
}

const page = "<!doctype html><html><body><p>A <code>&lt;/body></code> é\n</body></html>\n"

func TestAddresses(t *testing.T) {
	_, h := shown("/playbooks/", "index.html", page, "roles/on-call.html", page, "roles/index.html", page,
		"404.html", "<body>lost</body>", "a b.txt", "text", "_remit/x", "mine")
	for _, test := range []struct {
		target string
		status int
		to     string
	}{
		{"/playbooks/", 200, ""},
		{"/playbooks/index.html", 200, ""},
		{"/playbooks/roles/", 200, ""},
		{"/playbooks/roles/on-call.html?q=1", 200, ""},
		{"/playbooks/a%20b.txt", 200, ""},
		{"/playbooks/_remit/x", 200, ""},
		{"/", 302, "/playbooks/"},
		{"/playbooks", 302, "/playbooks/"},
		{"/playbooks/roles?q=1", 302, "/playbooks/roles/?q=1"},
		{"/roles/", 404, ""},
		{"/playbooks/none.html", 404, ""},
		{"/playbooks/roles/on-call.html/", 404, ""},
		{"/playbooks/../playbooks/index.html", 404, ""},
		{"/playbooks//roles/", 404, ""},
		{"//evil.example/", 404, ""},
		{"/_remit/", 404, ""},
		{"/_remit/../index.html", 404, ""},
	} {
		r := get(t, h, "GET", "http://127.0.0.1:8080"+test.target)
		if r.StatusCode != test.status || r.Header.Get("Location") != test.to {
			t.Errorf("%s: %d %q, want %d %q", test.target, r.StatusCode, r.Header.Get("Location"), test.status, test.to)
		}
		if got := r.Header.Get("Cache-Control"); got != "no-store" {
			t.Errorf("%s: Cache-Control is %q", test.target, got)
		}
		if got := body(t, r); test.status == 404 && !strings.HasPrefix(test.target, prefix) && !strings.HasPrefix(got, "<body>lost") {
			t.Errorf("%s: %q is not the site's own page", test.target, got)
		}
	}
}

func TestOnlyPagesGetOneElement(t *testing.T) {
	picture := string([]byte{0, 1, 2, 0xff, '<', '/', 'b', 'o', 'd', 'y', '>'})
	_, h := shown("/", "index.html", page, "bare.html", "no end", "404.html", page, "data.json", "{\"a\":\"</body>\"}", "x.png", picture)
	const element = `<script src="/_remit/live.js"></script>`
	for target, want := range map[string]string{
		"/index.html": page, "/bare.html": "no end", "/none": page, "/data.json": "{\"a\":\"</body>\"}", "/x.png": picture,
	} {
		r := get(t, h, "GET", target)
		got := body(t, r)
		if strings.HasPrefix(r.Header.Get("Content-Type"), "text/html") {
			if !strings.Contains(got, element+"</body></html>") && !strings.HasSuffix(got, element) {
				t.Errorf("%s: the element is not at the end of the body", target)
			}
			got = strings.Replace(got, element, "", 1)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s: mismatch (-want +got):\n%s", target, diff)
		}
	}
}

func TestInjectLeavesTheBuildAlone(t *testing.T) {
	data := append(make([]byte, 0, 1000), page...)
	inject(data)
	if !bytes.Equal(data[:cap(data)][:len(page)], []byte(page)) {
		t.Error("a page of the build was written to")
	}
}

func TestHeadSaysWhatGetWould(t *testing.T) {
	_, h := shown("/", "index.html", page)
	got, head := get(t, h, "GET", "/"), get(t, h, "HEAD", "/")
	if diff := cmp.Diff(got.Header, head.Header); diff != "" || head.StatusCode != 200 {
		t.Errorf("mismatch (-want +got):\n%s", diff)
	}
}

func TestContentTypes(t *testing.T) {
	for name, want := range map[string]string{
		"a.html": "text/html; charset=utf-8", "a.css": "text/css; charset=utf-8", "a.js": "text/javascript; charset=utf-8",
		"a.json": "application/json; charset=utf-8", "manifest.webmanifest": "application/manifest+json; charset=utf-8",
		"feed.xml": "application/xml; charset=utf-8", "a.SVG": "image/svg+xml; charset=utf-8", "a.txt": "text/plain; charset=utf-8",
		"a.png": "image/png", "a.jpg": "image/jpeg", "a.webp": "image/webp", "a.woff2": "font/woff2",
		".nojekyll": "application/octet-stream", "a": "application/octet-stream", "a.html.gz": "application/octet-stream",
	} {
		if got := contentType(name); got != want {
			t.Errorf("%s: %s, want %s", name, got, want)
		}
	}
}

func TestOnlyOwnPagesOfThisMachineAreAnswered(t *testing.T) {
	_, h := shown("/", "index.html", page, "data.js", "secret")
	cross := []string{"Sec-Fetch-Site", "cross-site"}
	open := []string{"Sec-Fetch-Site", "cross-site", "Sec-Fetch-Mode", "navigate", "Sec-Fetch-Dest", "document"}
	frame := []string{"Sec-Fetch-Site", "cross-site", "Sec-Fetch-Mode", "navigate", "Sec-Fetch-Dest", "iframe"}
	for _, test := range []struct {
		method, target string
		headers        []string
		status         int
	}{
		{"GET", "/", nil, 200},
		{"GET", "/", []string{"Host", "localhost:8080"}, 200},
		{"GET", "/", []string{"Host", "LOCALHOST:8080"}, 200},
		{"GET", "/", []string{"Host", "127.8.9.1:8080"}, 200},
		{"GET", "/", []string{"Host", "[::1]:8080"}, 200},
		{"GET", "/", []string{"Host", "127.0.0.1:8081"}, 403},
		{"GET", "/", []string{"Host", "127.0.0.1"}, 403},
		{"GET", "/", []string{"Host", ""}, 403},
		{"GET", "/", []string{"Host", "evil.example:8080"}, 403},
		{"GET", "/", []string{"Host", "127.0.0.1.evil.example:8080"}, 403},
		{"GET", "/", []string{"Host", "localhost.evil.example:8080"}, 403},
		{"GET", "/", []string{"Host", "10.0.0.1:8080"}, 403},
		{"GET", "/", []string{"Host", "[::ffff:10.0.0.1]:8080"}, 403},
		{"GET", "/", []string{"Host", "0.0.0.0:8080"}, 403},
		{"GET", "/_remit/live.js", []string{"Host", "evil.example:8080"}, 403},
		{"GET", "/_remit/live.js", nil, 200},
		{"GET", "/_remit/live.js", []string{"Origin", "http://127.0.0.1:8080"}, 200},
		{"GET", "/_remit/live.js", []string{"Origin", "http://127.0.0.1:8081"}, 403},
		{"GET", "/_remit/live.js", []string{"Origin", "null"}, 403},
		{"GET", "/_remit/live.js", []string{"Sec-Fetch-Site", "same-origin"}, 200},
		{"GET", "/_remit/live.js", []string{"Sec-Fetch-Site", "same-site"}, 403},
		{"GET", "/_remit/live.js", cross, 403},
		{"GET", "/_remit/live.js", open, 403},
		{"GET", "/data.js", cross, 403},
		{"GET", "/", cross, 403},
		{"GET", "/", open, 200},
		{"GET", "/", frame, 403},
		{"GET", "/", []string{"Sec-Fetch-Site", "none", "Sec-Fetch-Mode", "navigate"}, 200},
		{"POST", "/", nil, 405},
		{"DELETE", "/", nil, 405},
		{"OPTIONS", "/_remit/events", nil, 405},
		{"HEAD", "/", nil, 200},
		{"HEAD", "/_remit/events", nil, 200},
	} {
		r := get(t, h, test.method, test.target, test.headers...)
		if r.StatusCode != test.status {
			t.Errorf("%s %s %v: %d, want %d", test.method, test.target, test.headers, r.StatusCode, test.status)
		}
		if test.status == 403 && strings.Contains(body(t, r), "secret") {
			t.Errorf("%s %v: refused, and yet told", test.target, test.headers)
		}
		if got := r.Header.Get("Cross-Origin-Resource-Policy"); got != "same-origin" {
			t.Errorf("%s %v: Cross-Origin-Resource-Policy is %q", test.target, test.headers, got)
		}
	}
}

func TestFailedBuildKeepsTheLastGoodSite(t *testing.T) {
	s, h := shown("/", "index.html", page)
	good, _ := s.see()
	s.show(Build{Overlay: "a.md:1:1: wrong"})
	bad, _ := s.see()
	if diff := cmp.Diff(view{good.files, good.build, "a.md:1:1: wrong"}, bad, cmp.AllowUnexported(view{})); diff != "" {
		t.Errorf("mismatch (-want +got):\n%s", diff)
	}
	if got := get(t, h, "GET", "/"); got.StatusCode != 200 {
		t.Errorf("status %d", got.StatusCode)
	}
	s.show(Build{Files: good.files})
	if fixed, _ := s.see(); fixed.overlay != "" || fixed.build == good.build {
		t.Errorf("after a repair: %+v", fixed)
	}
}

func TestBeforeTheFirstGoodBuild(t *testing.T) {
	s := newSite("/base/")
	s.show(Build{Overlay: "wrong"})
	r := get(t, guard(port, s), "GET", "/any")
	if text := body(t, r); r.StatusCode != 503 || !strings.Contains(text, element+"</body>") {
		t.Errorf("%d %s", r.StatusCode, text)
	}
}

func TestPagesNameTheirBuildInAHeader(t *testing.T) {
	s, h := shown("/", "index.html", page, "a.css", "a{}")
	now, _ := s.see()
	if got, want := get(t, h, "GET", "/").Header.Get("Server-Timing"), "build;desc="+now.build; got != want {
		t.Errorf("Server-Timing is %q, want %q", got, want)
	}
	if first, second := newSite("/"), newSite("/"); first.now.build == second.now.build {
		t.Error("two runs name their builds alike, so that a page of the first is never found stale")
	}
}

func TestLongOverlayIsCut(t *testing.T) {
	got := shortened(strings.Repeat("é", 40000))
	if len(got) > 66000 || !strings.HasSuffix(got, "é\n…\nThe rest stands in the terminal.") {
		t.Errorf("%d bytes, ending in %q", len(got), got[len(got)-60:])
	}
}
