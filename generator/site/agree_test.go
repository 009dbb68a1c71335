package site

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// Whatever became of a site since its last commit or its last build, check and build say the same of it, and build writes
// it only when check finds no error.
func TestCheckAndBuildAgreeOnWhatIsGone(t *testing.T) {
	git, err := exec.LookPath("git")
	if err != nil {
		t.Skip("the git command is missing")
	}
	for name, change := range map[string]func(string) error{
		"nothing":               func(string) error { return nil },
		"playbooks are removed": func(dir string) error { return os.RemoveAll(filepath.Join(dir, "content/playbooks")) },
		"content is removed":    func(dir string) error { return os.RemoveAll(filepath.Join(dir, "content")) },
		"content is empty": func(dir string) error {
			if err := os.RemoveAll(filepath.Join(dir, "content")); err != nil {
				return err
			}
			return os.Mkdir(filepath.Join(dir, "content"), 0o777)
		},
		"a page is renamed": func(dir string) error {
			return os.Rename(filepath.Join(dir, "content/how-to-use.md"), filepath.Join(dir, "content/use.md"))
		},
		"a playbook is removed": func(dir string) error { return os.Remove(filepath.Join(dir, "content/playbooks/bad-deploy.md")) },
		"content is renamed": func(dir string) error {
			return os.Rename(filepath.Join(dir, "content"), filepath.Join(dir, "Content"))
		},
	} {
		for _, known := range []string{"commit", "build"} {
			for _, shrink := range []bool{false, true} {
				if shrink && name != "playbooks are removed" {
					continue
				}
				dir, out := t.TempDir(), filepath.Join(t.TempDir(), "out")
				if err := os.CopyFS(dir, os.DirFS("starter")); err != nil {
					t.Fatal(err)
				}
				s, err := Open(dir)
				if err != nil {
					t.Fatal(err)
				}
				switch known {
				case "commit":
					commitAll(t, git, dir)
				case "build":
					if _, err := s.Build(t.Context(), BuildOptions{Output: out, At: "2026-11-23T12:00:00Z"}); err != nil {
						t.Fatal(err)
					}
				}
				if err := change(dir); err != nil {
					t.Fatal(err)
				}
				agreeOn(t, s, out, shrink, name+", known by: "+known)
			}
		}
	}
}

// agreeOn checks and builds a site, and compares.
func agreeOn(t *testing.T, s *Site, out string, shrink bool, what string) {
	t.Helper()
	now := time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC)
	checked, err := s.Check(CheckOptions{On: now.Format(time.DateOnly), Output: out, AllowShrink: shrink})
	if err != nil {
		t.Fatalf("%s: check fails: %v", what, err)
	}
	built, err := s.Build(t.Context(), BuildOptions{Output: out, At: now.Format(time.RFC3339), AllowShrink: shrink})
	if err != nil {
		t.Fatalf("%s: build fails: %v", what, err)
	}
	if was, is := listed(checked.Findings), listed(built.Report.Findings); was != is {
		t.Errorf("%s: check says:\n%s\nbuild says:\n%s", what, was, is)
	}
	if wrote := built.Wrote.Written+built.Wrote.Kept > 0; wrote == checked.Failed(false) {
		t.Errorf("%s: check finds %d errors, and build wrote: %v", what, checked.Summary.Errors, wrote)
	}
	if strings.HasPrefix(what, "playbooks are removed") && checked.Failed(false) == shrink {
		t.Errorf("%s: that playbooks are gone counts: %v, with --allow-shrink: %v\n%s", what, !shrink, shrink, listed(checked.Findings))
	}
}

func commitAll(t *testing.T, git, dir string) {
	t.Helper()
	for _, args := range [][]string{{"init", "-q"}, {"add", "-A"}, {"-c", "user.name=A", "-c", "user.email=a@example.org", "commit", "-q", "-m", "one"}} {
		cmd := exec.Command(git, args...)
		cmd.Dir = dir
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("git %v: %v\n%s", args, err, out)
		}
	}
}
