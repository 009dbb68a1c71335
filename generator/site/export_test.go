package site_test

import (
	"path/filepath"
	"strings"
	"testing"

	"remit/generator/schema"
	"remit/generator/site"
)

// What is exported of every playbook of the example, of the starter and of the site of the scripts has the form that the
// schema promises.
func TestExportsConform(t *testing.T) {
	for _, root := range []string{"../..", "starter", "../../cmd/remit/testdata/site"} {
		s, err := site.Open(root)
		if err != nil {
			t.Fatal(err)
		}
		asker, err := s.Asker(today)
		if err != nil {
			t.Fatal(err)
		}
		files, err := filepath.Glob(root + "/content/playbooks/*.md")
		if err != nil {
			t.Fatal(err)
		}
		below, err := filepath.Glob(root + "/content/playbooks/*/*.md")
		if err != nil {
			t.Fatal(err)
		}
		if files = append(files, below...); len(files) == 0 {
			t.Errorf("%s has no playbooks", root)
		}
		for _, file := range files {
			path, _ := filepath.Rel(root+"/content/playbooks", file)
			id := strings.TrimSuffix(filepath.ToSlash(path), ".md")
			data, err := asker.Export(id)
			if err != nil {
				t.Errorf("%s: %v", id, err)
			}
			for _, problem := range schema.Check(site.ExportSchema(), data) {
				t.Errorf("%s: %s", id, problem)
			}
		}
	}
}
