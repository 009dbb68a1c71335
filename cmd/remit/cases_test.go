package main

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

// Each case is a small site that other tools, or an earlier remit, got wrong. Its first comment says what must happen.
// A case holds only the files that show it; what it leaves out of testdata/cases/base is laid beside them.
//
// Besides the commands of testscript there are:
//
//	judge [--strict]         remit check and remit build agree: both pass and out/ holds the site, or, with !, both
//	                         refuse for the same findings and write nothing. The next stdout is that of check
//	words FILE REGEXP        the main part of a page says this in the reader's eyes
//	element FILE TAG[A=B] [TEXT]  a page has such an element, with exactly these words
//	opens DIR PAGE           each link and picture of a page leads to a file, and to an id, of the built site
//	ids FILE                 no id stands twice on a page
func TestCases(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:           "testdata/cases",
		UpdateScripts: *update,
		Setup:         layBase,
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"judge": judge, "words": words, "element": element, "opens": opens, "ids": ids,
		},
	})
}

func layBase(e *testscript.Env) error {
	e.Setenv("SOURCE_DATE_EPOCH", "1795435200") // 2026-11-23 12:00:00 UTC
	e.Setenv("GIT_CEILING_DIRECTORIES", filepath.Dir(e.WorkDir))
	for _, name := range []string{"site.yaml", "content/playbooks/gate.md"} {
		text, err := os.ReadFile("testdata/cases/base/" + name)
		if err != nil {
			return err
		}
		to := filepath.Join(e.WorkDir, name)
		if _, err := os.Stat(to); err == nil {
			continue
		}
		if err := os.MkdirAll(filepath.Dir(to), 0o777); err != nil {
			return err
		}
		if err := os.WriteFile(to, text, 0o666); err != nil {
			return err
		}
	}
	return nil
}

// judge runs build, check and, where it is asked for, a stricter check, all for one day.
func judge(ts *testscript.TestScript, neg bool, args []string) {
	ts.Check(os.RemoveAll(ts.MkAbs("out")))
	built, told := ran(ts, "build", "-o", "out")
	code, found := ran(ts, "check", "--on", "2026-11-23")
	if code != built || found != told {
		ts.Fatalf("check exits with %d, build with %d; check finds:\n%s\nbuild finds:\n%s", code, built, found, told)
	}
	if _, err := os.Stat(ts.MkAbs("out")); (err == nil) != (built == 0) {
		ts.Fatalf("build exits with %d, and out: %v", built, err)
	}
	if len(args) > 0 {
		code, found = ran(ts, append([]string{"check", "--on", "2026-11-23"}, args...)...)
	}
	if code > 1 || neg != (code == 1) {
		ts.Fatalf("check exits with %d:\n%s", code, found)
	}
}

// ran runs a verb of remit, and returns its exit code and what it printed.
func ran(ts *testscript.TestScript, args ...string) (int, string) {
	err := ts.Exec("remit", args...)
	var exit *exec.ExitError
	switch {
	case errors.As(err, &exit):
		return exit.ExitCode(), ts.ReadFile("stdout")
	case err != nil:
		ts.Fatalf("%v", err)
	}
	return 0, ts.ReadFile("stdout")
}
