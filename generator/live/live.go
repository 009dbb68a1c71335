// Package live shows a site while it is written: it watches folders, has the site rebuilt when something in them truly
// changed, serves the result from memory to this machine only, and makes open pages reload.
//
// [Serve] does all of it until its context ends:
//
//	err := live.Serve(ctx, live.Options{
//		Base:    "/playbooks/",
//		Folders: []string{"."},
//		Ignore:  func(path string) bool { return path == "public" },
//		Rebuild: func(ctx context.Context) (live.Build, error) { … },
//		Ready:   func(url string) { fmt.Println(url) },
//	})
//
// What is served is, byte for byte, what Rebuild returned. Only an HTML page gets one script element more, before the
// end of its body; that script listens for changes, reloads the page at the same place and lays what is wrong over it.
// Addresses below /_remit/ belong to this package.
//
// Messages of the file system are no more than hints where to look. What counts is the difference between two looks at
// name, size, time and mode; a slow sweep finds what no hint told, and serves alone where there are no hints.
//
// Package live knows no playbook and no site; it never writes a file.
package live

import (
	"context"
	"errors"
	"io"
	"log"
	"net"
	"net/http"
	"strings"
	"sync"
	"time"
)

// A Build is a site in memory.
type Build struct {
	// Files are the bytes of each file by its address below the base, such as "index.html" or "assets/site.css".
	// Nil means that there is none: the last good site stays.
	Files map[string][]byte
	// Overlay is plain text to lay over the pages until the next build; "" when all is well.
	Overlay string
}

// Options say what to watch and how to serve it. Only Rebuild must be set.
type Options struct {
	// Address is where to listen, "127.0.0.1:8080" when empty. A host left out is 127.0.0.1, port 0 is any free one, and
	// when a port is taken the next ten are tried. An address that other machines can reach is an error.
	Address string
	// Base is the path of the site, such as "/playbooks/"; "/" when empty.
	Base string
	// Folders are watched with all that is in them. One may be a single file, and may not be there yet.
	Folders []string
	// Ignore reports whether a path, as found below a folder, and all below it, is none of our business. Nil: nothing is.
	Ignore func(path string) bool
	// Rebuild makes the site. It is never called twice at a time, and its context ends when Serve is to end.
	Rebuild func(ctx context.Context) (Build, error)
	// Ready is called once, when the first build is served.
	Ready func(url string)
	// Log takes notices, one a line. Nil: nobody reads them.
	Log io.Writer
	// Quiet is how long nothing must happen before a look, 30 ms when zero. After ten times that a look is taken anyway.
	Quiet time.Duration
}

// Serve builds the site, serves it and rebuilds it on every change, until ctx ends; then it returns nil and has left no
// goroutine behind. It fails when it cannot listen. A build that fails is shown in the pages, and is no failure.
func Serve(ctx context.Context, o Options) error {
	o = o.filled()
	notices := log.New(o.Log, "", 0)
	listener, err := listen(o.Address, notices)
	if err != nil {
		return err
	}
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	pages := newSite(o.Base)
	server := &http.Server{
		Handler:           guard(listener.Addr().(*net.TCPAddr).Port, pages),
		BaseContext:       func(net.Listener) context.Context { return ctx },
		ReadHeaderTimeout: 10 * time.Second,
		ErrorLog:          notices,
	}
	var work sync.WaitGroup
	built := make(chan struct{})
	work.Go(func() { follow(ctx, o, notices, pages, built) })
	failed := make(chan error, 1)
	work.Go(func() { failed <- serve(ctx, server, listener, built, o) })
	select {
	case <-ctx.Done():
	case err = <-failed:
	}
	stop()
	shut(server, listener)
	work.Wait()
	return err
}

func (o Options) filled() Options {
	if o.Address == "" {
		o.Address = "127.0.0.1:8080"
	}
	o.Base = "/" + strings.Trim(o.Base, "/") + "/"
	if o.Base == "//" {
		o.Base = "/"
	}
	if o.Ignore == nil {
		o.Ignore = func(string) bool { return false }
	}
	if o.Ready == nil {
		o.Ready = func(string) {}
	}
	if o.Log == nil {
		o.Log = io.Discard
	}
	if o.Quiet <= 0 {
		o.Quiet = 30 * time.Millisecond
	}
	return o
}

// follow keeps pages equal to what Rebuild makes of the folders, and closes built after the first time.
func follow(ctx context.Context, o Options, notices *log.Logger, pages *site, built chan<- struct{}) {
	eyes := newWatcher(o.Folders, o.Ignore, notices)
	defer eyes.close()
	first := sync.OnceFunc(func() { close(built) })
	loop{
		hints: eyes.hints,
		look:  eyes.look,
		sweep: eyes.sweep,
		pause: eyes.pause,
		quiet: o.Quiet,
		after: time.After,
		rebuild: func(ctx context.Context) {
			rebuild(ctx, o.Rebuild, notices, pages)
			first()
		},
	}.run(ctx)
}

func rebuild(ctx context.Context, make func(context.Context) (Build, error), notices *log.Logger, pages *site) {
	build, err := make(ctx)
	switch {
	case ctx.Err() != nil:
		return
	case err != nil:
		notices.Printf("rebuild: %v", err)
		build = Build{Overlay: err.Error()}
	case build.Files == nil && build.Overlay == "":
		build.Overlay = "the build gave no site"
	}
	pages.show(build)
}

// serve waits for the first build: until then connections queue at the listener, and no page is told "not yet".
func serve(ctx context.Context, server *http.Server, listener net.Listener, built <-chan struct{}, o Options) error {
	select {
	case <-ctx.Done():
		return nil
	case <-built:
	}
	if ctx.Err() != nil {
		return nil
	}
	o.Ready("http://" + listener.Addr().String() + o.Base)
	if err := server.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return nil
}

// shut lets answers under way finish; those that wait for changes end with the context of the server.
func shut(server *http.Server, listener net.Listener) {
	ctx, cancel := context.WithTimeout(context.Background(), 2*time.Second)
	defer cancel()
	if server.Shutdown(ctx) != nil {
		server.Close()
	}
	listener.Close() // when the server never got it
}
