package templates_test

import (
	"html/template"
	"testing"

	"remit/templates"
)

func TestLayoutsParse(t *testing.T) {
	all, err := template.ParseFS(templates.FS, "layout/*.html")
	if err != nil {
		t.Fatal(err)
	}
	if all.Lookup("document") == nil {
		t.Error("layout/head.html does not define the document")
	}
}
