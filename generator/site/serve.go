package site

import (
	"context"
	"fmt"
	"io"
	"io/fs"
	"net"
	"net/url"
	"path/filepath"
	"strings"

	"remit/generator/diagnostic"
	"remit/generator/live"
	"remit/generator/load"
	"remit/generator/output"
	"remit/generator/playbook"
)

// ServeOptions choose where the site is served.
type ServeOptions struct {
	Address string // a loopback address with a port
	Notices io.Writer
}

// Serve shows on this machine what build would write, and again after every change, until ctx is done. While there are
// errors, the last good site stays, with the findings over it.
func (s *Site) Serve(ctx context.Context, o ServeOptions) error {
	if err := loopback(o.Address); err != nil {
		return err
	}
	base, err := s.base()
	if err != nil {
		return err
	}
	return live.Serve(ctx, live.Options{
		Address: o.Address, Base: base, Folders: []string{s.root}, Ignore: s.ignored, Rebuild: s.rebuild, Log: o.Notices,
		Ready: func(url string) { fmt.Fprintf(o.Notices, "remit: the site is at %s (press Ctrl-C to stop)\n", url) },
	})
}

// loopback refuses an address that is not one of this machine alone; package live refuses it again when it listens.
func loopback(address string) error {
	host, _, err := net.SplitHostPort(address)
	ip := net.ParseIP(host)
	if err == nil && (host == "" || host == "localhost" || ip != nil && ip.IsLoopback()) {
		return nil
	}
	return &UsageError{fmt.Sprintf("%q is not an address of this machine alone", address), "write 127.0.0.1 and a port, such as 127.0.0.1:8080"}
}

// base is the path under which the site will be published, read from site.yaml alone.
func (s *Site) base() (string, error) {
	library, _, err := load.Dir(siteFileOnly{s.fsys}, load.Options{Limits: s.limits})
	if err != nil || library.Site == nil {
		return "/", err
	}
	u, err := url.Parse(library.Site.URL.Value)
	if err != nil || !strings.HasPrefix(u.Path, "/") {
		return "/", nil
	}
	return u.Path, nil
}

// siteFileOnly is a folder in which only site.yaml can be seen.
type siteFileOnly struct{ fs.FS }

// Open opens site.yaml and the folder itself.
func (f siteFileOnly) Open(name string) (fs.File, error) {
	if name != "site.yaml" && name != "." {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	return f.FS.Open(name)
}

// ignored reports whether a path has no say in what the site looks like.
func (s *Site) ignored(path string) bool {
	rel, err := filepath.Rel(s.root, path)
	if err != nil || rel == "." {
		return false
	}
	first, _, _ := strings.Cut(filepath.ToSlash(rel), "/")
	switch first {
	case "site.yaml", "content", "templates", "static":
		return false
	}
	return true
}

func (s *Site) rebuild(ctx context.Context) (live.Build, error) {
	an, files, err := s.preview(ctx)
	if err != nil {
		return live.Build{}, err
	}
	return shown(an, files)
}

// shown is what the reader of a preview gets: the files, unless there are errors, and the findings laid over them.
func shown(an *analysis, files []output.File) (live.Build, error) {
	var b live.Build
	if len(an.findings) > 0 {
		var text strings.Builder
		if err := diagnostic.Text(&text, an.findings, false); err != nil {
			return b, err
		}
		b.Overlay = text.String()
	}
	if files == nil {
		return b, nil
	}
	b.Files = map[string][]byte{}
	for _, f := range files {
		b.Files[f.Path] = f.Data
	}
	return b, nil
}

// preview renders the site as build would, for the same build time, but keeps nothing in the browser: a worker would go on
// answering with what has just been changed. One that another program left at this address is sent away.
func (s *Site) preview(ctx context.Context) (*analysis, []output.File, error) {
	at, commit, err := s.buildTime(ctx, BuildOptions{})
	if err != nil {
		return nil, nil, err
	}
	return s.render(at, commit, true, func(l *playbook.Library) ([]diagnostic.Diagnostic, error) {
		found, err := s.sinceLast(ctx, s.target(""), false)(l)
		for i := range found {
			found[i].Severity = diagnostic.Warning // who is at work on the site publishes nothing yet
		}
		return found, err
	})
}
