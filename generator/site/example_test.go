package site_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"remit/generator/site"
)

// today is the day of these tests, so that time passing breaks no build.
const today = "2026-11-23"

// check returns what check prints about the site in a folder.
func check(t *testing.T, dir string) string {
	t.Helper()
	s, err := site.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	report, err := s.Check(site.CheckOptions{On: today})
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	if err := report.Print(&b, "text", false); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func wantNone(t *testing.T, got string) {
	t.Helper()
	if !strings.HasPrefix(got, "0 errors, 0 warnings; ") || !strings.Contains(got, "all answered") {
		t.Errorf("findings:\n%s", got)
	}
}

func TestExampleHasNoFinding(t *testing.T) { wantNone(t, check(t, "../..")) }

func TestStarterHasNoFinding(t *testing.T) { wantNone(t, check(t, "starter")) }

// The two blocks of the definition of the file format are a site without errors; their one scenario leaves a grant untested.
func TestDefinitionHasNoError(t *testing.T) {
	archive, err := txtar.ParseFile("testdata/definition.txtar")
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	for _, f := range archive.Files {
		path := filepath.Join(dir, filepath.FromSlash(f.Name))
		if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, f.Data, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	got := check(t, dir)
	if !strings.Contains(got, "\n0 errors, 1 warning; ") || !strings.Contains(got, "no scenario expects roll_back#2 [untested_grant]") {
		t.Errorf("findings:\n%s", got)
	}
}
