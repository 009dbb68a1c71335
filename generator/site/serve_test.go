package site

import (
	"context"
	"testing"

	"github.com/google/go-cmp/cmp"

	"remit/generator/bundle"
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
	at, commit, err := s.moment(context.Background(), BuildOptions{})
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
