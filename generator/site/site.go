// Package site runs the verbs of remit on one site.
//
// A [Site] is a folder with a site.yaml. [Open] finds it; each verb is a method in a file of its own: [Site.Check],
// [Site.Build], [Site.Serve], [Site.Asker] for ask and export, [Site.Finder] for search, [Site.Test],
// [Site.Suggest], [Site.Diff], [Site.Adopt]. [Init] writes a new site, [Explain] prints what a rule means. This is the
// only package that calls the steps of the work, in one straight line:
//
//	load.Dir → authority.Compile → check.Run → bundle.Build → page.Render → output.Write
//
// Check, ask, test and export stop early; serve repeats it; diff runs its first two steps on two states of the site.
// Package site knows how the steps fit together, and none of their work. What a verb returns knows how to print itself: see
// package print.
package site

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"remit/generator/diagnostic"
	"remit/generator/limit"
	"remit/generator/playbook"
	"remit/generator/source"
)

// A Site is an opened site folder.
type Site struct {
	root    string // absolute
	fsys    fs.FS
	limits  map[string]int // of input files, where they were raised
	private string         // the file of private values; "" for a site that everybody may read
}

// A UsageError says that remit was used wrongly, and what to do instead.
type UsageError struct{ Problem, Hint string }

func (e *UsageError) Error() string {
	if e.Hint == "" {
		return e.Problem
	}
	return e.Problem + ": " + e.Hint
}

// Open opens the site in dir; when dir is empty, in the working directory or the nearest parent with a site.yaml.
func Open(dir string) (*Site, error) {
	if dir != "" {
		if !isSite(dir) {
			return nil, noSite(dir)
		}
		return open(dir)
	}
	here, err := os.Getwd()
	if err != nil {
		return nil, err
	}
	for at := here; ; at = filepath.Dir(at) {
		if isSite(at) {
			return open(at)
		}
		if at == filepath.Dir(at) {
			hint := "go to a site, name one with --site, or make one with remit init"
			if other := misspelt(here); other != "" {
				hint = fmt.Sprintf("rename %s to site.yaml", other)
			}
			return nil, &UsageError{"there is no site.yaml here or in a parent folder", hint}
		}
	}
}

// Raise raises limits of input files, by their names in [load.Limits].
func (s *Site) Raise(limits map[string]int) error {
	if problem, hint := limit.Check(limits); problem != "" {
		return &UsageError{problem, hint}
	}
	s.limits = limits
	return nil
}

// isSite reports whether something called site.yaml stands in a folder. What is no file is a site, too: it is reported as
// such, while passing over it could find another site in a parent folder.
func isSite(dir string) bool {
	_, err := os.Lstat(filepath.Join(dir, "site.yaml"))
	return err == nil
}

// noSite says why a folder that was named is not a site.
func noSite(dir string) error {
	switch info, err := os.Stat(dir); {
	case errors.Is(err, fs.ErrNotExist):
		return &UsageError{fmt.Sprintf("there is no folder %s, so no site.yaml in it", dir), "name the folder of a site, or make one with remit init"}
	case err != nil:
		return err
	case !info.IsDir():
		return &UsageError{fmt.Sprintf("%s is a file", dir), "name the folder that holds site.yaml"}
	}
	if other := misspelt(dir); other != "" {
		return &UsageError{fmt.Sprintf("%s holds no site.yaml", dir), fmt.Sprintf("rename %s to site.yaml", other)}
	}
	return &UsageError{fmt.Sprintf("%s holds no site.yaml", dir), "name the folder of a site, or make one with remit init"}
}

// misspelt returns a file of the folder that was meant to be its site.yaml, or "".
func misspelt(dir string) string {
	entries, _ := os.ReadDir(dir)
	for _, e := range entries {
		if name := strings.ToLower(e.Name()); name == "site.yml" || name == "site.yaml" || name == "site.yaml.txt" {
			return e.Name()
		}
	}
	return ""
}

func open(dir string) (*Site, error) {
	root, err := filepath.Abs(dir)
	if err != nil {
		return nil, err
	}
	return &Site{root: root, fsys: os.DirFS(root)}, nil
}

// day reads a date of the command line; when it is empty, the day is that of now in the site's time zone.
func day(text string, now time.Time, site *playbook.Site) (playbook.Date, error) {
	if text == "" {
		return playbook.DateOf(now.In(zone(site))), nil
	}
	t, err := time.Parse(time.DateOnly, text)
	if err != nil {
		return playbook.Date{}, &UsageError{fmt.Sprintf("%q is not a date", text), "write it like 2026-10-01"}
	}
	return playbook.DateOf(t), nil
}

func zone(site *playbook.Site) *time.Location {
	if site == nil || site.TimeZone.Value == nil {
		return time.UTC
	}
	return site.TimeZone.Value
}

// folder returns the site's own folder of that name, or nil when it has none. The folders static and templates of the
// generator itself, whose example site lies beside them, are built in already and shadow nothing: they are told by the
// Go file that embeds them.
func (s *Site) folder(name string) (fs.FS, error) {
	info, err := fs.Lstat(s.fsys, name)
	if errors.Is(err, fs.ErrNotExist) || err == nil && !info.IsDir() {
		return nil, nil // a link is not followed; folders says so
	}
	if err != nil {
		return nil, err
	}
	if _, err := fs.Stat(s.fsys, name+"/"+name+".go"); err == nil {
		return nil, nil
	}
	return fs.Sub(s.fsys, name)
}

// unsafeFiles reports whatever in the site's own folders of theme and templates is neither a file nor a folder: a link
// could publish anything of the machine that builds.
func unsafeFiles(fsys fs.FS, names ...string) ([]diagnostic.Diagnostic, error) {
	var found []diagnostic.Diagnostic
	for _, name := range names {
		if info, err := fs.Lstat(fsys, name); err == nil && !info.IsDir() {
			continue // the folder itself is at fault
		}
		err := fs.WalkDir(fsys, name, func(path string, d fs.DirEntry, err error) error {
			if errors.Is(err, fs.ErrNotExist) {
				return nil
			}
			if err == nil && !d.IsDir() && !d.Type().IsRegular() {
				found = append(found, diagnostic.Diagnostic{
					Rule: "unsafe_file", Severity: diagnostic.Error, Span: source.NewFile(path, nil).Span(0, 0),
					Message: "this is a link, or no regular file: it could lead anywhere on the machine that builds the site",
					Help:    "put the file itself here",
				})
			}
			return err
		})
		if err != nil {
			return nil, err
		}
	}
	return found, nil
}
