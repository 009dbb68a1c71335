package live

import (
	"bytes"
	"crypto/rand"
	"fmt"
	"net/http"
	"net/url"
	"path"
	"strconv"
	"strings"
	"sync"
)

// A site is the last good build and what is wrong with a later one, as an http.Handler.
type site struct {
	base string
	run  string // tells the builds of this run from those of any other

	mutex   sync.Mutex
	builds  int
	now     view
	changed chan struct{} // closed, and replaced, when now changes
}

// A view is what a request sees. Its files never change.
type view struct {
	files   map[string][]byte
	build   string // names the files: a page of another build is stale
	overlay string
}

func newSite(base string) *site {
	s := &site{base: base, run: rand.Text(), changed: make(chan struct{})}
	s.now.build = s.run + "-0"
	return s
}

// show makes a build what requests see, and wakes those that wait for one.
func (s *site) show(build Build) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	if build.Files != nil {
		s.builds++
		s.now.files = build.Files
		s.now.build = fmt.Sprintf("%s-%d", s.run, s.builds)
	}
	s.now.overlay = shortened(build.Overlay)
	close(s.changed)
	s.changed = make(chan struct{})
}

// shortened keeps an overlay to what somebody may read in a page.
func shortened(text string) string {
	const most = 64 << 10
	if len(text) <= most {
		return text
	}
	return strings.ToValidUTF8(text[:most], "") + "\n…\nThe rest stands in the terminal."
}

// see returns the present view, and a channel that is closed when it is past.
func (s *site) see() (view, <-chan struct{}) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	return s.now, s.changed
}

// ServeHTTP answers with our own files below the prefix, and else with the site as a plain host of files would: folders
// by their index, what is not there by the site's 404.html, and the root of the host by the way to the base.
func (s *site) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if strings.HasPrefix(r.URL.Path, prefix) {
		s.serveOwn(w, r)
		return
	}
	now, _ := s.see()
	if now.files == nil {
		send(w, now, http.StatusServiceUnavailable, "503.html", []byte(unbuilt))
		return
	}
	name, found := strings.CutPrefix(r.URL.Path, s.base)
	switch {
	case !found && (r.URL.Path == "/" || r.URL.Path+"/" == s.base):
		redirect(w, r, s.base)
	case found && s.serveFile(w, r, now, name):
	case now.files["404.html"] != nil:
		send(w, now, http.StatusNotFound, "404.html", now.files["404.html"])
	default:
		http.NotFound(w, r)
	}
}

// unbuilt is the page shown while no build has ever succeeded; the overlay says why.
const unbuilt = `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Not built yet</title></head>
<body><h1>Not built yet</h1><p>This page reloads as soon as there is a site.</p></body>
</html>
`

// serveFile answers with a file, the index of a folder, or the way to that; it reports whether there was one.
func (s *site) serveFile(w http.ResponseWriter, r *http.Request, now view, name string) bool {
	if name == "" || strings.HasSuffix(name, "/") {
		name += "index.html"
	}
	if data, found := now.files[name]; found {
		send(w, now, http.StatusOK, name, data)
		return true
	}
	_, folder := now.files[name+"/index.html"]
	if folder {
		redirect(w, r, s.base+name+"/")
	}
	return folder
}

func redirect(w http.ResponseWriter, r *http.Request, to string) {
	target := url.URL{Path: to, RawQuery: r.URL.RawQuery}
	w.Header().Set("Location", target.String())
	w.WriteHeader(http.StatusFound)
}

// send writes a file. The header Server-Timing is how a page's script learns of which build its page is, without a byte
// of the page being different.
func send(w http.ResponseWriter, now view, status int, name string, data []byte) {
	kind := contentType(name)
	if strings.HasPrefix(kind, "text/html") {
		data = inject(data)
		w.Header().Set("Server-Timing", "build;desc="+now.build)
	}
	w.Header().Set("Content-Type", kind)
	w.Header().Set("Content-Length", strconv.Itoa(len(data)))
	w.WriteHeader(status)
	w.Write(data)
}

// element is all that a page gets.
const element = `<script src="` + prefix + `live.js"></script>`

// inject returns the page with the element before the end of its body.
func inject(page []byte) []byte {
	at := bytes.LastIndex(page, []byte("</body>"))
	if at < 0 {
		at = len(page)
	}
	return bytes.Join([][]byte{page[:at], []byte(element), page[at:]}, nil)
}

// contentType is a table of its own, since the one of the machine differs from machine to machine.
func contentType(name string) string {
	switch strings.ToLower(path.Ext(name)) {
	case ".html", ".htm":
		return "text/html; charset=utf-8"
	case ".css":
		return "text/css; charset=utf-8"
	case ".js":
		return "text/javascript; charset=utf-8"
	case ".txt", ".md":
		return "text/plain; charset=utf-8"
	case ".json":
		return "application/json; charset=utf-8"
	case ".webmanifest":
		return "application/manifest+json; charset=utf-8"
	case ".xml":
		return "application/xml; charset=utf-8"
	case ".svg":
		return "image/svg+xml; charset=utf-8"
	case ".png", ".gif", ".webp", ".avif", ".jpeg":
		return "image/" + strings.ToLower(path.Ext(name))[1:]
	case ".jpg":
		return "image/jpeg"
	case ".ico":
		return "image/x-icon"
	case ".woff", ".woff2", ".ttf", ".otf":
		return "font/" + strings.ToLower(path.Ext(name))[1:]
	case ".pdf":
		return "application/pdf"
	}
	return "application/octet-stream"
}
