package search_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"strings"
	"testing"

	"remit/generator/search"

	"github.com/dop251/goja"
	"github.com/evanw/esbuild/pkg/api"
	"github.com/google/go-cmp/cmp"
)

// client is where the browser's half of this package lives.
const client = "../../static/client/"

// script returns a file of the client with all it imports, as one classic script. Its exports are in the global name.
func script(t *testing.T, entry, name string) string {
	t.Helper()
	built := api.Build(api.BuildOptions{EntryPoints: []string{client + entry}, Bundle: true, Format: api.FormatIIFE,
		GlobalName: name, Target: api.ES2017, LogLevel: api.LogLevelSilent})
	for _, m := range built.Errors {
		t.Fatalf("%s: %s", entry, m.Text)
	}
	return string(built.OutputFiles[0].Contents)
}

func run(t *testing.T, vm *goja.Runtime, code string) goja.Value {
	t.Helper()
	v, err := vm.RunString(code)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// browser returns a function that asks the shipped engine about the shipped index.
func browser(t *testing.T, files []search.File) func(query string, limit int) []search.Result {
	t.Helper()
	vm := goja.New()
	run(t, vm, script(t, "search/engine.ts", "engine"))
	run(t, vm, "var index, remitSearch = data => { index = engine.decode(data) };")
	for _, f := range files {
		run(t, vm, string(f.Data))
	}
	ask, _ := goja.AssertFunction(run(t, vm, "(query, limit) => engine.search(index, query, limit).results"))
	vm.SetFieldNameMapper(goja.UncapFieldNameMapper())
	return func(query string, limit int) []search.Result {
		v, err := ask(goja.Undefined(), vm.ToValue(query), vm.ToValue(limit))
		if err != nil {
			t.Fatalf("%q: %v", query, err)
		}
		var results []search.Result
		for _, r := range v.Export().([]any) {
			m := r.(map[string]any)
			results = append(results, search.Result{Document: int(m["document"].(int64)), ID: m["id"].(string), Title: m["title"].(string),
				Address: m["address"].(string), Section: m["section"].(string), Anchor: m["anchor"].(string), Score: int(m["score"].(int64))})
		}
		return results
	}
}

func TestBrowserFindsTheSame(t *testing.T) {
	c := newCorpus(200, 80)
	ix := search.Build(c.documents)
	ask := browser(t, ix.Files())
	queries := c.queries(150)
	for _, q := range c.queries(6) { // what one sees while typing
		for end := range q.text {
			queries = append(queries, query{"typed", q.text[:end], -1})
		}
	}
	for range 5 {
		queries = append(queries, query{"enormous", c.enormous(), -1})
	}
	for i, q := range queries {
		limit := 1 + i%12
		text := strings.ToValidUTF8(q.text, "\ufffd")
		if diff := cmp.Diff(ix.Search(text, limit), ask(text, limit)); diff != "" {
			t.Fatalf("%s %.100q: mismatch (-command +browser):\n%s", q.kind, q.text, diff)
		}
	}
	t.Logf("%d queries, no difference", len(queries))
}

// Every character must fold and cut alike on both sides, whatever stands beside it.
func TestBrowserReadsEveryCharacterTheSame(t *testing.T) {
	vm := goja.New()
	run(t, vm, script(t, "search/scan.ts", "scanner"))
	read, _ := goja.AssertFunction(run(t, vm, `text => {
		const all = [];
		for (let {chunk, at} = scanner.scan(text, 0); chunk; {chunk, at} = scanner.scan(text, at)) {
			all.push(chunk.parts.map(p => p.word).join(" ") + " =" + chunk.whole + "\n");
		}
		return all.join("");
	}`))
	for from := rune(0); from < 0x10000; from += 256 {
		var b strings.Builder
		for c := from; c < from+256; c++ {
			fmt.Fprintf(&b, "x%cYz%c %c2\n", c, c, c)
		}
		text := strings.ToValidUTF8(b.String(), "\ufffd") + "x\U0001F525y"
		got, err := read(goja.Undefined(), vm.ToValue(text))
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(search.Chunks(text), got.String()); diff != "" {
			t.Errorf("from U+%04X: mismatch (-command +browser):\n%s", from, diff)
		}
	}
}

// Small indexes have the odd shapes: no documents, no sections, words of the language below, anchors with stars.
func TestBrowserReadsOddIndexes(t *testing.T) {
	odd := []search.Document{
		{ID: "__proto__", Title: "constructor __proto__ toString", Address: "x/__proto__.html"},
		{ID: "", Title: "", Address: ""},
		{ID: "a*b", Title: "star*", Address: "a*b!.html", Sections: []search.Section{{Heading: "Über *", Anchor: "*"}, {Heading: "Über *", Anchor: "ber-"}, {}}},
		{ID: "hasOwnProperty", Title: "hasOwnProperty | ! \\ \"", Tags: []string{"then", "length"}},
	}
	random := rand.New(rand.NewPCG(1, 2))
	for size := range len(odd) + 1 {
		ix := search.Build(odd[:size])
		ask := browser(t, ix.Files())
		for range 200 {
			q := pieces[random.IntN(len(pieces))] + " " + pieces[random.IntN(len(pieces))] + " star über"
			q = strings.ToValidUTF8(q, "\ufffd")
			if diff := cmp.Diff(ix.Search(q, 5), ask(q, 5)); diff != "" {
				t.Fatalf("%d documents, %q: mismatch (-command +browser):\n%s", size, q, diff)
			}
		}
	}
}

func TestBrowserRefusesDamagedIndexes(t *testing.T) {
	vm := goja.New()
	run(t, vm, script(t, "search/engine.ts", "engine"))
	good := strings.TrimSuffix(strings.TrimPrefix(string(search.Build(site).Files()[0].Data), "remitSearch("), ");\n")
	for what, data := range map[string]string{
		"nothing":         "undefined",
		"null":            "null",
		"a text":          `"x"`,
		"an empty object": "{}",
		"another version": "Object.assign(" + good + ", {format: 2})",
		"no words":        "Object.assign(" + good + ", {words: undefined})",
		"half the prose":  "Object.assign(" + good + `, {prose: "a|b"})`,
		"numbers for ids": "Object.assign(" + good + ", {ids: [1]})",
	} {
		if _, err := vm.RunString("engine.decode(" + data + ")"); err == nil {
			t.Errorf("%s passes for an index", what)
		}
	}
	if _, err := vm.RunString("engine.decode(" + good + ")"); err != nil {
		t.Error(err)
	}
}

func TestMarksShowWhatWasFound(t *testing.T) {
	vm := goja.New()
	run(t, vm, script(t, "search/mark.ts", "mark"))
	run(t, vm, `function show(text, ...words) {
		return mark.pieces(text, new Set(words)).map(p => p.found ? "[" + p.text + "]" : p.text).join("");
	}`)
	for call, want := range map[string]string{
		`show("Disk nearly full", "disk", "full")`:        "[Disk] nearly [full]",
		`show("on checkout-api: slow", "checkout")`:       "on [checkout]-api: slow",
		`show("on checkout-api: slow", "checkoutapi")`:    "on [checkout-api]: slow",
		`show("CheckoutErrorRate", "error")`:              "Checkout[Error]Rate",
		`show("Zürich’s café", "zurichs", "cafe")`:        "[Zürich’s] [café]",
		`show("<img src=x onerror=alert(1)>", "onerror")`: "<img src=x [onerror]=alert(1)>",
		`show("nothing here", "zebra")`:                   "nothing here",
		`show("", "a")`:                                   "",
	} {
		if got := run(t, vm, call).String(); got != want {
			t.Errorf("%s = %s, want %s", call, got, want)
		}
	}
}

func TestOnlyScriptsOfThisSiteAreTrusted(t *testing.T) {
	vm := goja.New()
	run(t, vm, `var made = 0, window = {trustedTypes: {createPolicy: (name, rules) => {
		if (name !== "remit" || made++) throw new Error("policy " + name);
		return {createScriptURL: url => "trusted " + rules.createScriptURL(url)};
	}}};`)
	run(t, vm, script(t, "_trust.ts", "trust"))
	for _, url := range []string{"search/index.js", "index.js", "./a.js", "../search/index.js", "../../a-b_c.1f.js"} {
		if got := run(t, vm, fmt.Sprintf("trust.trustedScript(%q)", url)).String(); got != "trusted "+url {
			t.Errorf("%s: %s", url, got)
		}
	}
	for _, url := range []string{"", "/a.js", "//host/a.js", "https://host/a.js", "javascript:a.js", "data:text/javascript,a.js", "a/../../b.js",
		`\\host\a.js`, "a.js?x", "a.js#x", "a.json", ".js", "a//b.js", " a.js", "a.js\n", "blob:a.js", "a%2f.js", ".../a.js"} {
		if _, err := vm.RunString(fmt.Sprintf("trust.trustedScript(%q)", url)); err == nil {
			t.Errorf("%s is trusted", url)
		}
	}
	run(t, vm, "window.trustedTypes = undefined")
	if got := run(t, vm, `trust.trustedScript("a.js")`).String(); got != "a.js" {
		t.Errorf("without trusted types: %s", got)
	}
	if _, err := vm.RunString(`trust.trustedScript("https://host/a.js")`); err == nil {
		t.Error("without trusted types every host is trusted")
	}
}

func TestSearchPage(t *testing.T) {
	stub, err := os.ReadFile("testdata/page.js")
	if err != nil {
		t.Fatal(err)
	}
	files := search.Build(site).Files()
	for _, row := range []struct{ what, address, act, want string }{
		{"a query in the address", "?q=disk", "arrive()",
			`1 result|<li><a href="./playbooks/disk.html"><span class="result-title"><mark>Disk</mark> nearly full</span></a></li>`},
		{"typing", "", `type("raise an"); arrive()`,
			`1 result|<li><a href="./playbooks/checkout.html#raise-an-incident"><span class="result-title">Checkout errors are rising</span> ` +
				`<span class="result-section"><mark>Raise</mark> <mark>an</mark> incident</span></a></li>`},
		{"the address follows", "", `type("a&b"); arrive(); type(" "); type("x <b>"); print(replaced.join(" "))`, "/search.html?q=a%26b /search.html /search.html?q=x%20%3Cb%3E"},
		{"nothing found", "", `type("<i>zebra"); arrive()`,
			`Nothing found for “&lt;i>zebra”. <a href="./contacts.html">See whom you can call.</a>|`},
		{"while it loads", "?q=disk", "", "Loading the search index; the list below is complete.|"},
		{"no index", "?q=disk", "fail()", "The search index could not be loaded; the list below is complete.|"},
		{"no data", "?q=disk", `scripts[0].dispatch("load")`, "The search index could not be loaded; the list below is complete.|"},
		{"damaged data", "?q=disk", `remitSearch({format: 1})`, "The search index could not be loaded; the list below is complete.|"},
		{"no index, then nothing typed", "?q=disk", `fail(); type("")`, "|"},
		{"no index, then it is back", "?q=zzz", `fail(); type("disk"); print(scripts.length); arrive()`, "2 1 result"},
		{"arrows", "?q=checkout", `arrive(); input.focus(); press("ArrowDown"); press("ArrowDown"); press("ArrowDown"); press("ArrowUp"); print(focused())`, "./playbooks/checkout.html"},
		{"back to the input", "?q=checkout", `arrive(); input.focus(); press("ArrowDown"); press("ArrowUp"); press("ArrowUp"); print(focused())`, "q"},
		{"enter", "?q=checkout", `arrive(); form.dispatch("submit"); print(focused())`, "./playbooks/checkout.html"},
	} {
		vm := goja.New()
		vm.Set("address", row.address)
		vm.Set("indexScript", string(files[0].Data))
		vm.Set("shipped", files[0].Path)
		run(t, vm, string(stub))
		run(t, vm, script(t, "search.ts", ""))
		for _, step := range strings.Split(row.act, "; ") { // each a task of its own, so that promises settle in between
			run(t, vm, step)
		}
		got := run(t, vm, "seen()").String()
		if !strings.HasPrefix(got, row.want) {
			t.Errorf("%s: got %s\nwant %s", row.what, got, row.want)
		}
	}
}
