package output

import (
	"errors"
	"os"
	"path/filepath"
	"testing"
)

func TestBadPaths(t *testing.T) {
	tests := map[string][]string{
		"absolute":                {"/a"},
		"out of the folder":       {"../a"},
		"out by a detour":         {"a/../../b"},
		"not clean":               {"a//b"},
		"with a dot":              {"./a"},
		"a folder":                {"a/"},
		"the root":                {"."},
		"empty":                   {""},
		"backslash":               {`a\b`},
		"line break":              {"a\nb"},
		"not UTF-8":               {"a\xff"},
		"the manifest":            {".Remit-Files.json"},
		"into git":                {"x/.Git/hooks/pre-commit"},
		"twice":                   {"a", "b", "a"},
		"twice but for case":      {"Straße/a", "STRAßE/A"},
		"twice but for a fold":    {"K", "\u212a"}, // the Kelvin sign
		"file and folder":         {"a/b", "a"},
		"file and folder by case": {"A", "a/b"},
		"a folder in two cases":   {"A/b", "a/c"},
		"two inner spellings":     {"x/A/b", "x/a/c"},
	}
	for name, paths := range tests {
		t.Run(name, func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "public")
			var files []File
			for _, p := range paths {
				files = append(files, File{Path: p})
			}
			if _, err := Write(dir, files, quick); !errors.Is(err, ErrPath) {
				t.Errorf("error %v, want %v", err, ErrPath)
			}
			if _, err := os.Stat(dir); err == nil {
				t.Error("the folder was made")
			}
		})
	}
}

func TestGoodPaths(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	words := "a=1 a-b=1 a.b/c=1 .nojekyll=1 .well-known/x=1 ..a/b=1 é/ü=1 sub/.remit-files.json=1"
	publish(t, dir, words)
	wantTree(t, dir, words)
}

func TestRefusedFolders(t *testing.T) {
	top := t.TempDir()
	site := filepath.Join(top, "site")
	plant(t, site, "site.yaml=x content/a.md=x link=->content inner=->../outer")
	plant(t, top, "outer/x=1")
	t.Setenv("HOME", filepath.Join(top, "homes", "me"))
	must(0, os.MkdirAll(filepath.Join(top, "homes", "me"), 0o755))
	must(0, os.Symlink(site, filepath.Join(top, "alias")))
	protect := []string{site, filepath.Join(site, "content"), filepath.Join(site, "missing")}
	tests := map[string]string{
		"no name":                "",
		"root":                   "/",
		"the site":               site,
		"above the site":         top,
		"the site by detour":     filepath.Join(site, "content") + "/..",
		"sources":                filepath.Join(site, "content"),
		"sources by another way": filepath.Join(top, "alias", "content"),
		"a folder still missing": filepath.Join(top, "alias", "missing"),
		"a file":                 filepath.Join(site, "site.yaml"),
		"a link":                 filepath.Join(site, "inner"),
		"a link to sources":      filepath.Join(site, "link"),
		"home":                   filepath.Join(top, "homes", "me"),
		"above home":             filepath.Join(top, "homes"),
	}
	before := snapshot(t, top)
	for name, dir := range tests {
		t.Run(name, func(t *testing.T) {
			_, err := Write(dir, parse("a=1"), Options{NoSync: true, Protect: protect})
			if !errors.Is(err, ErrRefused) {
				t.Errorf("error %v, want %v", err, ErrRefused)
			}
		})
	}
	if after := snapshot(t, top); len(after) != len(before) {
		t.Errorf("something was written: %v", after)
	}
}

func TestFolderInsideProtectedOne(t *testing.T) {
	site := t.TempDir()
	plant(t, site, "site.yaml=x")
	must(0, os.Symlink(site, filepath.Join(site, "alias")))
	dir := filepath.Join(site, "alias", "public") // links above the folder are the user's own way of naming it
	if _, err := Write(dir, parse("a=1"), Options{NoSync: true, Protect: []string{site}}); err != nil {
		t.Fatal(err)
	}
	wantTree(t, filepath.Join(site, "public"), "a=1")
}
