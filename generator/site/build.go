package site

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"time"

	"remit/generator/bundle"
	"remit/generator/diagnostic"
	"remit/generator/output"
	"remit/generator/page"
	"remit/generator/revision"
	"remit/generator/source"
)

// version is what remit calls itself.
const version = "0.1"

// BuildOptions choose where and for when the site is built.
type BuildOptions struct {
	Output  string // the folder to write; public in the site's folder when empty, private for a private site
	At      string // the build time in RFC 3339; empty for SOURCE_DATE_EPOCH, else the commit's, else now
	Notices io.Writer
	// NoOffline keeps nothing on devices: the worker that is shipped deletes what an earlier one kept, and leaves.
	NoOffline   bool
	AllowShrink bool // playbooks that were there before are meant to go
}

// Built is what a build did.
type Built struct {
	Report *Report
	Output string
	Wrote  output.Report
	took   time.Duration
	pages  int
}

// Summary says in one line what was written.
func (b *Built) Summary() string {
	return fmt.Sprintf("remit: %d files in %s: %d written, %d unchanged, %d removed (%s)",
		b.pages, b.Output, b.Wrote.Written, b.Wrote.Kept, b.Wrote.Removed, b.took.Round(time.Millisecond))
}

// Build checks the site and, when there is no error, writes it whole.
func (s *Site) Build(ctx context.Context, o BuildOptions) (*Built, error) {
	begun := time.Now()
	if err := output.Check(s.target(o.Output), s.outside()); err != nil {
		return nil, misplaced(err)
	}
	at, commit, err := s.buildTime(ctx, o)
	if err != nil {
		return nil, err
	}
	an, files, err := s.render(at, commit, o.NoOffline, s.sinceLast(ctx, s.target(o.Output), o.AllowShrink))
	if err != nil {
		return nil, err
	}
	b := &Built{Report: an.report(), Output: s.target(o.Output), pages: len(files)}
	if b.Report.Failed(false) {
		return b, nil
	}
	b.Wrote, err = output.Write(b.Output, files, s.outside())
	b.took = time.Since(begun)
	return b, misplaced(err)
}

// outside says where the site must not be written: neither over what it is made of nor into it.
func (s *Site) outside() output.Options {
	o := output.Options{
		Protect: []string{s.root},
		NoSync:  true, // a power failure may cost a rebuild; waiting for the disk would cost every build more than all else
	}
	for _, name := range []string{"content", "static", "templates"} {
		o.Protect = append(o.Protect, filepath.Join(s.root, name))
		o.Sources = append(o.Sources, filepath.Join(s.root, name))
	}
	if s.private != "" {
		o.Protect = append(o.Protect, s.private) // what stands in the folder is published along
	}
	return o
}

// misplaced turns what is wrong with the choice of the output folder into wrong use.
func misplaced(err error) error {
	var conflict *output.ConflictError
	if errors.As(err, &conflict) || errors.Is(err, output.ErrRefused) {
		return &UsageError{Problem: err.Error()}
	}
	return err
}

// buildTime returns the build time and the commit, which is empty outside git and when the site differs from it.
func (s *Site) buildTime(ctx context.Context, o BuildOptions) (time.Time, string, error) {
	head, err := revision.Head(ctx, s.root, s.target(o.Output))
	if err != nil && !withoutCommit(err) {
		return time.Time{}, "", err
	}
	commit := head.Hash
	if head.Dirty {
		commit = "" // it is not what the pages would cite
	}
	if o.At != "" {
		at, err := time.Parse(time.RFC3339, o.At)
		if err != nil {
			return time.Time{}, "", &UsageError{fmt.Sprintf("%q is not a time", o.At), "write it like 2026-10-01T12:00:00Z"}
		}
		return at.UTC(), commit, nil
	}
	if epoch := os.Getenv("SOURCE_DATE_EPOCH"); epoch != "" {
		seconds, err := strconv.ParseInt(epoch, 10, 64)
		if err != nil {
			return time.Time{}, "", &UsageError{fmt.Sprintf("SOURCE_DATE_EPOCH is %q", epoch), "it must be a number of seconds"}
		}
		return time.Unix(seconds, 0).UTC(), commit, nil
	}
	if err == nil {
		return head.Time.UTC(), commit, nil
	}
	if o.Notices != nil {
		fmt.Fprintf(o.Notices, "remit: the build time is now, so two builds differ: %v\n", err)
	}
	return time.Now().UTC().Truncate(time.Second), "", nil
}

// target is the folder to write: the one that is named, or the usual one.
func (s *Site) target(output string) string {
	switch {
	case output != "":
		return output
	case s.private != "":
		return filepath.Join(s.root, "private") // not where a workflow looks for what it publishes
	}
	return filepath.Join(s.root, "public")
}

// render goes from the folder to the finished files; there are none when the analysis has errors.
func (s *Site) render(at time.Time, commit string, noOffline bool, extra ...extraCheck) (*analysis, []output.File, error) {
	an, err := s.analyse("", at, extra...)
	if err != nil {
		return nil, nil, err
	}
	files, err := s.finish(an, page.Input{Built: at, Version: commit, NoOffline: noOffline}, true)
	return an, files, err
}

// finish turns what is analysed into the files of the site, and adds to the findings what is wrong with the site's own
// theme. Check asks for no files: then only a theme is tried, all the way, since a template can fail on any page.
func (s *Site) finish(an *analysis, in page.Input, wanted bool) ([]output.File, error) {
	static, err := s.folder("static")
	if err != nil {
		return nil, err
	}
	templates, err := s.folder("templates")
	if err != nil {
		return nil, err
	}
	var assets []bundle.Asset
	if static != nil || wanted && an.publishable() {
		if assets, err = s.styles(an, static); err != nil {
			return nil, err
		}
	}
	faults, err := page.Examine(templates)
	if err != nil {
		return nil, err
	}
	an.add(templateFindings(s.fsys, faults))
	if !an.publishable() || !wanted && templates == nil {
		return nil, nil
	}
	in.Templates = templates
	return s.pages(an, assets, in)
}

// styles bundles the scripts and styles.
func (s *Site) styles(an *analysis, static fs.FS) ([]bundle.Asset, error) {
	assets, messages, err := bundle.Build(static)
	an.add(styleFindings(s.fsys, messages))
	return assets, err
}

func (s *Site) pages(an *analysis, assets []bundle.Asset, in page.Input) ([]output.File, error) {
	in.Library, in.Models, in.Proofs, in.Reach = an.library, an.inForce(), an.result.Proofs, an.result.Reach
	in.Evidence = an.evidence()
	if an.library.Site.Repository.Present() {
		in.Folder = revision.Folder(context.Background(), s.root)
	}
	for _, a := range assets {
		in.Assets = append(in.Assets, page.File(a))
	}
	var err error
	if in.Identity, err = an.identity(in); err != nil {
		return nil, err
	}
	pages, err := page.Render(in)
	var faults page.Faults
	if errors.As(err, &faults) {
		an.add(templateFindings(s.fsys, faults))
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	files := make([]output.File, len(pages))
	for i, p := range pages {
		files[i] = output.File(p)
	}
	return files, nil
}

// styleFindings turns what the bundler says about a site's own styles into findings.
func styleFindings(fsys fs.FS, messages []bundle.Message) []diagnostic.Diagnostic {
	var list []diagnostic.Diagnostic
	for _, m := range messages {
		list = append(list, themeError(fsys, m.File, m.Line, m.Column, m.Text))
	}
	return list
}

// templateFindings turns the mistakes in a site's own templates into findings.
func templateFindings(fsys fs.FS, faults page.Faults) []diagnostic.Diagnostic {
	var list []diagnostic.Diagnostic
	for _, f := range faults {
		list = append(list, themeError(fsys, f.File, f.Line, f.Column, f.Text))
	}
	return list
}

// themeError is a mistake in a file of the theme.
func themeError(fsys fs.FS, name string, line, column int, what string) diagnostic.Diagnostic {
	text, err := fs.ReadFile(fsys, name)
	if err != nil {
		text = nil // a file that cannot be read still has a name to point at
	}
	f := source.NewFile(name, text)
	start := f.Offset(line, column)
	return diagnostic.Diagnostic{
		Rule: "syntax", Severity: diagnostic.Error, Span: f.Span(start, start), Message: what,
		Help: "mend the file, or remove it to use the built-in one",
	}
}
