package page

import (
	"io/fs"
	"path"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"golang.org/x/net/html"

	"remit/templates"
)

// No trick of templates or of HTML gets a piece of an answer past the examination.
func TestNoTemplateForgesAnAnswer(t *testing.T) {
	in := input(library(t), built)
	for _, text := range []string{
		`<div class="plate act">Act now</div>`, `<div class="&#112;late act">`, `<div class="&#x70late">`, `<div class="pl{{/* */}}ate">`, `<div class="pl{{""}}ate">`,
		`<div class="{{.Title}}">`, `<div class='x {{if .Title}}plate{{end}}'>`, `<div CLASS = "plate">`, `<div class=plate>`, `<div class="x" class="plate">`,
		`<p class="verdict act"><b>Act now</b></p>`, `<p class="act">`, `<p class="never">`, `<p id="walk">`, `<p id="answer.1">`,
		`<svg><use href="#i-tick"/></svg>`, `<svg><use href="&#35;i-tick"/></svg>`, `<img src="x#i-tick">`,
		`<m{{/* */}}eta http-equiv="refresh" content="1;url=https://evil.example">`, `<m{{""}}eta>`, `<{{"meta"}}>`, `<meta name="x">`, `<link rel="x">`, `<base href="x">`,
		`<script>1</script>`, `</script>`, `<SCRIPT/x>`, `<style>p{}</style>`, `<iframe>`, `<object>`, `<embed>`, `<template>`, `<math>`, `<foreignObject>`, `</main>`,
		`<textarea><p title="</textarea><p class="x">`, `<title><p title="</title>">`, `<noscript><p title="</noscript>">`, `<!-- x -->`, `<!doctype html>`, `<?x?>`, `</ x>`,
		`<p onclick="x()">`, `<p ONCLICK="x()">`, `<p o{{/* */}}nclick="x()">`, `<p style="color:red">`, `<p st{{/* */}}yle="x">`, `<p {{"style"}}="x">`, `<p {{.Title}}>`,
		`<a href="javascript:x()">`, `<a href="java&#115;cript:x()">`, "<a href=\"java\tscript:x()\">", `<a href="java{{""}}script:x()">`,
		`{{template "plate" .}}`, `{{template "answer" .}}`, `{{template "document" .}}`, `{{template "icons"}}`, `{{template "walk" .}}`, `{{template "bar"}}`,
		`{{template "tags" (slice .Title)}}`, `{{template "walk" index .Walk.Roles 0}}`, `{{define "plate"}}x{{end}}`, `{{define "document"}}x{{end}}`,
		`{{block "answer" .}}x{{end}}`, `{{define "a"}}class="plate"{{end}}<p {{template "a"}}>`, `{{define "a"}}" class="plate{{end}}<p title="{{template "a"}}">`,
		`{{if .Title}}<p title='{{else}}<p class='{{end}}plate'>`, `<p title="{{if .Title}}" class="plate{{end}}">`, `{{range 9}}x{{end}}`, `{{range 9000000000 | print}}x{{end}}`, `{{range $i := 9}}x{{end}}`, `{{range .Contents}}<p title="{{break}}">{{end}}`,
		`{{define "a"}}<p {{end}}x`, "<p class=\"pl\x00ate\">",
	} {
		for _, name := range []string{"page", "playbook"} {
			in.Templates = fstest.MapFS{"layout/" + name + ".html": {Data: []byte(`<h1>x</h1>` + text)}}
			if _, err := Render(in); err == nil {
				t.Errorf("%s.html with %s was taken", name, text)
			} else if !strings.HasPrefix(err.Error(), "templates/layout/"+name+".html:1:") {
				t.Errorf("%s: the error names no file: %v", text, err)
			}
		}
	}
}

// A site can copy each of the built-in templates that are not sealed, and begin from there.
func TestBuiltInTemplatesCanBeCopied(t *testing.T) {
	in := input(library(t), built)
	want := render(t, in)
	theme := fstest.MapFS{}
	names, err := fs.Glob(templates.FS, "layout/*.html")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		if text, err := fs.ReadFile(templates.FS, name); err == nil && !slices.Contains(sealed[:], path.Base(name)) {
			theme[name] = &fstest.MapFile{Data: text}
		}
	}
	in.Templates = theme
	for name, page := range render(t, in) {
		if page != want[name] {
			t.Errorf("%s differs", name)
		}
	}
}

// An innocent template does what it wants with a page.
func TestAnInnocentTemplate(t *testing.T) {
	in := input(library(t), built)
	in.Templates = fstest.MapFS{"layout/page.html": {Data: []byte(`{{/* ours */}}{{define "mine"}}<em title="1 < 2 {{.}}">{{.}}</em>{{end -}}
<header class="brand-head" id='top'><img src="../images/logo.svg" alt=""><h1>Ours: {{template "mine" .Title}}</h1></header>
<p class="wide" data-kind="{{if .Contents}}long{{else}}short{{end}}">a &lt; b, a < b</p><input disabled>{{with .Source.Href}}<a href="{{.}}">Source</a>{{end}}{{.Body}}`)}}
	page := render(t, in)["guides/hand over.html"]
	inspect(t, "page", page)
	main := find(t, page, "main", "id", "main")[0]
	if say := textOf(main); !strings.HasPrefix(say, "Ours: Hand over a < b, a < b") || !strings.Contains(say, "Ask.") {
		t.Errorf("the page says %q", say)
	}
	if slices.ContainsFunc(elements(main), func(e *html.Node) bool { return e.Data == "template" }) {
		t.Error("the page has a template")
	}
}
