package site

import (
	"context"
	"fmt"
	"io"
	"net/url"
	"path/filepath"
	"strings"

	"remit/generator/diagnostic"
	"remit/generator/live"
	"remit/generator/output"
)

// ServeOptions choose where the site is served.
type ServeOptions struct {
	Address string // a loopback address with a port
	Notices io.Writer
}

// Serve shows on this machine what build would write, and again after every change, until ctx is done. While there are
// errors, the last good site stays, with the findings over it.
func (s *Site) Serve(ctx context.Context, o ServeOptions) error {
	first, files, err := s.preview(ctx)
	if err != nil {
		return err
	}
	rebuild := func(ctx context.Context) (live.Build, error) {
		if first == nil {
			return s.rebuild(ctx)
		}
		st := first
		first = nil
		return shown(st, files)
	}
	return live.Serve(ctx, live.Options{
		Address: o.Address, Base: first.base(), Folders: []string{s.root}, Ignore: s.ignored, Rebuild: rebuild, Log: o.Notices,
		Ready: func(url string) { fmt.Fprintf(o.Notices, "remit: the site is at %s (press Ctrl-C to stop)\n", url) },
	})
}

// base is the path under which the site will be published.
func (st *study) base() string {
	if st.library.Site == nil {
		return "/"
	}
	u, err := url.Parse(st.library.Site.URL.Value)
	if err != nil || !strings.HasPrefix(u.Path, "/") {
		return "/"
	}
	return u.Path
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
	st, files, err := s.preview(ctx)
	if err != nil {
		return live.Build{}, err
	}
	return shown(st, files)
}

// shown is what the reader of a preview gets: the files, unless there are errors, and the findings laid over them.
func shown(st *study, files []output.File) (live.Build, error) {
	var b live.Build
	if len(st.findings) > 0 {
		var text strings.Builder
		if err := diagnostic.Text(&text, st.findings, false); err != nil {
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

// preview renders the site as build would, for the same build time.
func (s *Site) preview(ctx context.Context) (*study, []output.File, error) {
	at, commit, err := s.moment(ctx, BuildOptions{})
	if err != nil {
		return nil, nil, err
	}
	return s.render(at, commit)
}
