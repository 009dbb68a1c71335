package bundle

import (
	"fmt"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/dop251/goja"
	"github.com/google/go-cmp/cmp"
)

// theme makes a static folder of pairs of name and text.
func theme(pairs ...string) fstest.MapFS {
	fsys := fstest.MapFS{}
	for i := 0; i < len(pairs); i += 2 {
		fsys[pairs[i]] = &fstest.MapFile{Data: []byte(pairs[i+1])}
	}
	return fsys
}

// built returns the assets of a theme without mistakes, by path.
func built(t *testing.T, theme fs.FS) map[string]string {
	t.Helper()
	assets, messages, err := Build(theme)
	if err != nil || len(messages) > 0 {
		t.Fatalf("building: %v, %v", err, messages)
	}
	all := map[string]string{}
	for _, a := range assets {
		all[a.Path] = string(a.Data)
	}
	return all
}

// told returns the messages of a theme, which must have some and then no assets.
func told(t *testing.T, theme fs.FS) []Message {
	t.Helper()
	assets, messages, err := Build(theme)
	if err != nil {
		t.Fatal(err)
	}
	if len(messages) == 0 {
		t.Error("no message")
	}
	if len(assets) > 0 && len(messages) > 0 {
		t.Errorf("%d assets beside %d messages", len(assets), len(messages))
	}
	return messages
}

func TestBuiltInIsPlain(t *testing.T) {
	all := built(t, nil)
	for _, name := range []string{"assets/site.css", "assets/walk.js", "assets/search.js"} {
		if all[name] == "" {
			t.Errorf("no %s", name)
		}
	}
	for name, text := range all {
		for _, never := range []string{"://", "sourceMappingURL", "export ", "innerHTML", "eval(", "</style", "</script"} {
			if strings.Contains(text, never) {
				t.Errorf("%s holds %q", name, never)
			}
		}
		if strings.HasSuffix(name, ".js") {
			if _, err := goja.Compile(name, text, true); err != nil {
				t.Errorf("not a classic script: %v", err)
			}
		}
	}
}

func TestSameSourcesSameBytes(t *testing.T) {
	style := theme("styles/brand.css", "@import '_a.css'; b { color: RED }", "styles/_a.css", "a { color: blue }")
	want := built(t, style)
	t.Chdir(t.TempDir()) // nor does the current folder matter
	if diff := cmp.Diff(want, built(t, style)); diff != "" {
		t.Errorf("mismatch (-want +got):\n%s", diff)
	}
}

func TestThemeShadowsFileByFile(t *testing.T) {
	plain := built(t, nil)
	themed := built(t, theme("styles/site.css", "p { color: red }", "styles/brand.css", "a { color: blue }", "images/logo.png", "png", "notes.txt", "n"))
	want := map[string]string{"assets/site.css": "p{color:red}\n", "assets/brand.css": "a{color:#00f}\n"}
	for name, text := range plain {
		if want[name] == "" {
			want[name] = text
		}
	}
	if diff := cmp.Diff(want, themed); diff != "" {
		t.Errorf("mismatch (-want +got):\n%s", diff)
	}
}

func TestScriptsAreSealed(t *testing.T) {
	const sealed = "scripts are sealed: a site cannot replace or add one; remove this file"
	want := []Message{{"static/client/deep/more.js", 1, 1, sealed}, {"static/client/walk.ts", 1, 1, sealed}}
	got := told(t, theme("client/walk.ts", "alert(1)", "client/deep/more.js", ""))
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("mismatch (-want +got):\n%s", diff)
	}
}

// No style of a site stands in for that of answers, or adds to its layer.
func TestTheStyleOfAnswersIsSealed(t *testing.T) {
	const layer = `the layer "sealed" is that of answers; give yours another name`
	for _, test := range []struct{ name, style, want string }{
		{"answer", ".plate { color: red }", "this style is sealed: a site cannot replace it; remove this file"},
		{"x", "@layer sealed { .plate { color: red !important } }", layer},
		{"x", "@LAYER a, s\\65 aled;", layer},
		{"x", "@import '_a.css' layer(sealed);", layer},
	} {
		got := told(t, theme("styles/"+test.name+".css", test.style, "styles/_a.css", "a { color: red }"))
		if len(got) != 1 || got[0].Text != test.want || got[0].File != "static/styles/"+test.name+".css" {
			t.Errorf("%s: %v", test.style, got)
		}
	}
	built(t, theme("styles/x.css", "@layer ours { a { color: red } }"))
	if first := built(t, nil)["assets/answer.css"]; !strings.HasPrefix(first, "@layer sealed{") || len(first) > 6<<10 {
		t.Errorf("the sealed style is %d bytes: %s", len(first), first)
	}
}

func TestImportsAndPicturesMoveWithTheStyle(t *testing.T) {
	got := built(t, theme(
		"styles/brand.css", "@import './parts/logo.css' screen; @import url(_last.css);",
		"styles/parts/logo.css", "a { background: url(../../images/logo.svg#mark) } b { mask: url(#local) }",
		"styles/_last.css", "c { background: url('../images/favicon.svg') }",
		"images/logo.svg", "<svg/>"))["assets/brand.css"]
	want := "@media screen{a{background:url(../images/logo.svg#mark)}b{mask:url(#local)}}c{background:url(../images/favicon.svg)}\n"
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("mismatch (-want +got):\n%s", diff)
	}
}

func TestMistakesHaveAPlace(t *testing.T) {
	for _, test := range []struct {
		style string
		want  Message
	}{
		{"a {\n  /* é */ color red;\n}", Message{"static/styles/x.css", 2, 16, `expected ":"`}},
		{"a { color: red; }}", Message{"static/styles/x.css", 1, 18, `unexpected "}"`}},
		{"@import '_none.css';", Message{"static/styles/x.css", 1, 9, `cannot import "_none.css": there is no static/styles/_none.css`}},
		{"\n@import 'site.css';", Message{"static/styles/x.css", 2, 9, `cannot import "site.css": a style imports parts only, named with an underscore or put in a folder`}},
		{"a { background: url(../images/none.png) }", Message{"static/styles/x.css", 1, 17, `cannot name "../images/none.png": there is no picture or font static/images/none.png`}},
		{"a { background: url(../client/walk.ts) }", Message{"static/styles/x.css", 1, 17, `cannot name "../client/walk.ts": there is no picture or font static/client/walk.ts`}},
		{"a {\n  background: image-set('a.png' 1x) }", Message{"static/styles/x.css", 2, 15, `cannot use image-set(): it can name another host; write url() and, for sharp screens, @media (resolution)`}},
		{strings.Repeat("a{", 300), Message{"static/styles/x.css", 1, 1, "brackets are nested more than 200 deep; close some"}},
		{strings.Repeat("a{}", 30000), Message{"static/styles/x.css", 1, 1, "larger than 64 KiB; split the style"}},
		{strings.Repeat("@import '_a.css';", 65), Message{"static/styles/x.css", 1, 1, "more than 64 imports; join some parts"}},
	} {
		if diff := cmp.Diff([]Message{test.want}, told(t, theme("styles/x.css", test.style))); diff != "" {
			t.Errorf("%.40s: mismatch (-want +got):\n%s", test.style, diff)
		}
	}
}

func TestMistakeInAScriptHasAPlace(t *testing.T) {
	src := sources{text: map[string]string{"client/bad.ts": "const a: number = 1;\nlet é = ;\nimport './gone';\nimport 'react';\nimport('./bad');"}}
	_, got, err := src.bundle([]string{"client/bad.ts"})
	if err != nil {
		t.Fatal(err)
	}
	want := []Message{{"static/client/bad.ts", 2, 9, `unexpected ";"`}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("mismatch (-want +got):\n%s", diff)
	}
	src.text["client/bad.ts"] = "import './gone';\nimport 'react';\nimport('./bad');"
	_, got, _ = src.bundle([]string{"client/bad.ts"})
	want = []Message{
		{"static/client/bad.ts", 1, 8, `cannot import "./gone": there is no static/client/gone`},
		{"static/client/bad.ts", 2, 8, `cannot import "react": a script imports only its neighbours, as ./name`},
		{"static/client/bad.ts", 3, 8, `cannot load "./bad" here: write an import statement or @import`},
	}
	if diff := cmp.Diff(want, ordered(got)); diff != "" {
		t.Errorf("mismatch (-want +got):\n%s", diff)
	}
}

func TestNamesOfStyles(t *testing.T) {
	want := []Message{
		{"static/styles/My Site.css", 1, 1, `bad file name "My Site.css": write a-z, 0-9 and - before .css`},
		{"static/styles/link.css", 1, 1, "not a regular file; put the style itself here"},
	}
	fsys := theme("styles/My Site.css", "", "styles/deep/Any Name.css", "", "styles/read.me", "")
	fsys["styles/link.css"] = &fstest.MapFile{Mode: fs.ModeSymlink, Data: []byte("deep/Any Name.css")}
	if diff := cmp.Diff(want, told(t, fsys)); diff != "" {
		t.Errorf("mismatch (-want +got):\n%s", diff)
	}
}

func TestNoStyleLeavesTheFolder(t *testing.T) {
	for _, address := range []string{
		"https://evil.example/x.css", "HTTPS://evil.example/x.css", "//evil.example/x.css", `\68ttps://evil.example/x.css`,
		"data:text/css,a{}", "file:///etc/passwd.css", "/etc/passwd.css", "../../../etc/passwd.css", "..", ".", "", "x.css?y", `\\evil.example\x.css`,
		"javascript:alert(1)", "pkg", "x.css\u2028", "../../static/styles/site.css",
	} {
		for _, form := range []string{
			`@import "%s";`, `@import url("%s") screen;`, `@\69mport "%s";`, `@IMPORT '%s' layer(a);`,
			`a { background: url("%s") }`, `a { --x: URL("%s") }`, `@font-face { src: url('%s') }`, `@supports (a: url("%s")) { a { b: c } }`,
			`a { background: image-set("%s" 1x) }`, `a { --x: im\61ge-set("%s" 1x) }`, `a { background: -webkit-image-set(url(../images/favicon.svg) 1x, "%s" 2x) }`,
			`a { background: src("%s") }`, `a { background: image("%s") }`,
		} {
			style := fmt.Sprintf(form, address)
			if got := told(t, theme("styles/x.css", style)); t.Failed() {
				t.Fatalf("%s: %v", style, got)
			}
		}
	}
}

func TestScriptRunsByItself(t *testing.T) {
	text, err := Script("walk")
	if err != nil {
		t.Fatal(err)
	}
	if !strings.HasPrefix(text, "(()=>{") || text != built(t, nil)["assets/walk.js"] {
		t.Errorf("not the script that pages load: %.60s", text)
	}
	if _, err := Script("none"); err == nil {
		t.Error("a script that is not there was returned")
	}
}

func FuzzStyle(f *testing.F) {
	f.Add("a { b: url(x) }")
	f.Add("@import '_a.css' layer(x); @media print { a { b: url(\"a)b\") } }")
	f.Fuzz(func(t *testing.T, style string) {
		assets, messages, err := Build(theme("styles/x.css", style))
		if err != nil || (len(messages) == 0) == (len(assets) == 0) {
			t.Fatalf("%d assets, %d messages, %v", len(assets), len(messages), err)
		}
		for _, m := range messages {
			if m.File != "static/styles/x.css" || m.Line < 1 || m.Column < 1 || m.Text == "" {
				t.Errorf("a message without place: %+v", m)
			}
		}
	})
}
