package live

import (
	"net"
	"net/http"
	"net/netip"
	"strconv"
	"strings"
)

// guard lets through only what a person at this machine asked for.
//
// A listener on loopback keeps other machines out, but not other sites in the same browser: one whose name was rebound
// to 127.0.0.1 is known by its Host, and one that embeds our files is known by what the browser says about the request.
func guard(port int, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Cross-Origin-Resource-Policy", "same-origin")
		w.Header().Set("X-Content-Type-Options", "nosniff")
		w.Header().Set("Cache-Control", "no-store")
		switch {
		case !isOwnHost(r.Host, port):
			http.Error(w, "This site answers to localhost only.", http.StatusForbidden)
		case isForeign(r):
			http.Error(w, "This site answers to its own pages only.", http.StatusForbidden)
		case r.Method != http.MethodGet && r.Method != http.MethodHead:
			w.Header().Set("Allow", "GET, HEAD")
			http.Error(w, "This site can only be read.", http.StatusMethodNotAllowed)
		default:
			next.ServeHTTP(w, r)
		}
	})
}

func isOwnHost(host string, port int) bool {
	name, service, err := net.SplitHostPort(host)
	if err != nil {
		name, service = strings.Trim(host, "[]"), "80"
	}
	if service != strconv.Itoa(port) {
		return false
	}
	ip, err := netip.ParseAddr(name)
	return strings.EqualFold(name, "localhost") || err == nil && ip.Zone() == "" && ip.IsLoopback()
}

// isForeign reports whether another site made the request. Following a link to a page is everybody's right, so from
// elsewhere a whole new page may be opened, but not one of our own addresses.
func isForeign(r *http.Request) bool {
	ours := strings.HasPrefix(r.URL.Path, prefix)
	if origin := r.Header.Get("Origin"); origin != "" && origin != "http://"+r.Host {
		return true
	}
	switch r.Header.Get("Sec-Fetch-Site") {
	case "", "same-origin", "none":
		return false
	}
	return ours || r.Header.Get("Sec-Fetch-Mode") != "navigate" || r.Header.Get("Sec-Fetch-Dest") != "document"
}
