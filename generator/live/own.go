package live

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"net/http"
	"strconv"
	"strings"
)

// prefix begins the addresses that are ours and not the site's.
const prefix = "/_remit/"

//go:embed live.js
var script []byte

//go:embed live.css
var style []byte

func (s *site) serveOwn(w http.ResponseWriter, r *http.Request) {
	switch strings.TrimPrefix(r.URL.Path, prefix) {
	case "live.js":
		sendOwn(w, "live.js", script)
	case "live.css":
		sendOwn(w, "live.css", style)
	case "events":
		s.serveEvents(w, r)
	default:
		http.NotFound(w, r)
	}
}

func sendOwn(w http.ResponseWriter, name string, data []byte) {
	w.Header().Set("Content-Type", contentType(name))
	w.Header().Set("Content-Length", strconv.Itoa(len(data)))
	w.Write(data)
}

// A state is what a page is told: the build that it should be of, and what to lay over it.
type state struct {
	Build   string `json:"build"`
	Overlay string `json:"overlay"`
}

// serveEvents tells the present state at once and every later one as it comes, until the reader leaves or the server
// ends. A reader that is slow misses states in between, never the last.
func (s *site) serveEvents(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "text/event-stream; charset=utf-8")
	stream := http.NewResponseController(w)
	if r.Method == http.MethodHead {
		return
	}
	fmt.Fprint(w, "retry: 500\n\n")
	for {
		now, changed := s.see()
		data, err := json.Marshal(state{now.build, now.overlay})
		if err != nil {
			return
		}
		fmt.Fprintf(w, "event: state\ndata: %s\n\n", data)
		if stream.Flush() != nil {
			return
		}
		select {
		case <-r.Context().Done():
			return
		case <-changed:
		}
	}
}
