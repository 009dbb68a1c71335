package site_test

import (
	"bytes"
	"path/filepath"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"remit/generator/site"
)

// What is exported of every playbook of the example, of the starter and of the site of the scripts has the form that the
// schema promises.
func TestExportsConform(t *testing.T) {
	schema := exportSchema(t)
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
			value, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
			if err != nil {
				t.Fatal(err)
			}
			if err := schema.Validate(value); err != nil {
				t.Errorf("%s: %v", id, err)
			}
		}
	}
}

func exportSchema(t *testing.T) *jsonschema.Schema {
	t.Helper()
	text, err := jsonschema.UnmarshalJSON(bytes.NewReader(site.ExportSchema()))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("export.schema.json", text); err != nil {
		t.Fatal(err)
	}
	schema, err := c.Compile("export.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	return schema
}
