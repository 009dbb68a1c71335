package site

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"remit/generator/bundle"
	"remit/generator/diagnostic"
	"remit/generator/output"
)

// What is shown while a site is written is what a build that keeps nothing on devices would write, with the worker that
// leaves: one that stayed would go on answering with what has just been changed.
func TestAPreviewKeepsNothing(t *testing.T) {
	t.Setenv("SOURCE_DATE_EPOCH", "1794492120")
	s, err := Open("starter")
	if err != nil {
		t.Fatal(err)
	}
	at, commit, err := s.buildTime(context.Background(), BuildOptions{})
	if err != nil {
		t.Fatal(err)
	}
	_, want, err := s.render(at, commit, true)
	if err != nil {
		t.Fatal(err)
	}
	_, got, err := s.preview(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(byPath(want), byPath(got)); diff != "" {
		t.Errorf("mismatch (-want +got):\n%s", diff)
	}
	for name, path := range map[string]string{"gone": "sw.js", "leave": "assets/offline.js"} {
		script, err := bundle.Script(name)
		if err != nil {
			t.Fatal(err)
		}
		if byPath(got)[path] != script {
			t.Errorf("%s is not %s", path, name)
		}
	}
}

func byPath(files []output.File) map[string]string {
	all := map[string]string{}
	for _, f := range files {
		all[f.Path] = string(f.Data)
	}
	return all
}

// Who is at work on a site is told that its playbooks are gone, and goes on seeing what he writes.
func TestAPreviewIsNotStoppedByWhatIsGone(t *testing.T) {
	git, err := exec.LookPath("git")
	if err != nil {
		t.Skip("the git command is missing")
	}
	dir := t.TempDir()
	if err := os.CopyFS(dir, os.DirFS("starter")); err != nil {
		t.Fatal(err)
	}
	commitAll(t, git, dir)
	if err := os.RemoveAll(filepath.Join(dir, "content/playbooks")); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "content/guide.md"), []byte("# A guide\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	s, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	st, files, err := s.preview(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	said := slices.ContainsFunc(st.findings, func(d diagnostic.Diagnostic) bool {
		return d.Rule == "no_playbooks" && d.Severity == diagnostic.Warning
	})
	if !said || byPath(files)["guide.html"] == "" {
		t.Errorf("said: %v, %d files", said, len(files))
	}
}
