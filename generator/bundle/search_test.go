package bundle_test

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"remit/generator/campaign"
	"remit/generator/search"

	"github.com/dop251/goja"
	"github.com/evanw/esbuild/pkg/api"
	"github.com/google/go-cmp/cmp"
)

// The search engine of the browser is that of package search written again. These tests run both. They stand here since
// scripts are bundled here.

// parts bundles parts of the client as a script that keeps their exports in the global name parts.
func parts(t *testing.T, names ...string) string {
	t.Helper()
	var all strings.Builder
	for _, name := range names {
		fmt.Fprintf(&all, "export * from './%s';\n", name)
	}
	built := api.Build(api.BuildOptions{
		Stdin:  &api.StdinOptions{Contents: all.String(), ResolveDir: "../../static/client", Loader: api.LoaderTS},
		Bundle: true, Format: api.FormatIIFE, GlobalName: "parts", Target: api.ES2020, TsconfigRaw: "{}", LogLevel: api.LogLevelSilent,
	})
	for _, m := range built.Errors {
		t.Fatalf("%s: %s", names, m.Text)
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

// A browserSearch is the browser's engine with a shipped index, of which it gets only what it asks for.
type browserSearch struct {
	t      *testing.T
	vm     *goja.Runtime
	ask    goja.Callable
	files  map[string]string
	loaded map[string]bool
}

func inBrowser(t *testing.T, engine string, ix *search.Index) *browserSearch {
	t.Helper()
	core, files := ix.Ship()
	b := &browserSearch{t: t, vm: goja.New(), files: map[string]string{}, loaded: map[string]bool{}}
	for _, f := range files {
		b.files[f.Path] = string(f.Data)
	}
	run(t, b.vm, engine)
	run(t, b.vm, `var index, remitSearch = data => { if (data.part === "core") index = new parts.Index(data); else index.take(data); };
	function ask(text, limit, near, chunks, only) {
		const answer = parts.search(index, {text, limit, near, chunks, only});
		return JSON.stringify({...answer, words: []});
	}`)
	run(t, b.vm, b.files[core])
	b.ask, _ = goja.AssertFunction(run(t, b.vm, "ask"))
	return b
}

// answer asks until nothing more is needed.
func (b *browserSearch) answer(q search.Query) search.Answer {
	only := []map[string]any{}
	for _, c := range q.Only {
		only = append(only, map[string]any{"facet": c.Facet, "value": c.Value})
	}
	for range 6 { // a word of no sense leads from file to file: its own, those it may be a slip of, those of its halves
		v, err := b.ask(goja.Undefined(), b.vm.ToValue(q.Text), b.vm.ToValue(q.Limit), b.vm.ToValue(q.Near), b.vm.ToValue(q.Chunks), b.vm.ToValue(only))
		if err != nil {
			b.t.Fatalf("%q: %v", q.Text, err)
		}
		var got struct {
			search.Answer
			Needs []string
		}
		if err := json.Unmarshal([]byte(v.String()), &got); err != nil {
			b.t.Fatal(err)
		}
		if len(got.Needs) == 0 {
			return normal(got.Answer)
		}
		for _, name := range got.Needs {
			script, found := b.files[search.Folder+name]
			if !found || b.loaded[name] {
				b.t.Fatalf("%q needs %s: shipped %v, loaded %v", q.Text, name, found, b.loaded[name])
			}
			b.loaded[name] = true
			run(b.t, b.vm, script)
		}
	}
	b.t.Fatalf("%q needs ever more", q.Text)
	return search.Answer{}
}

// normal has no empty lists, which JSON tells from none.
func normal(a search.Answer) search.Answer {
	if len(a.Results) == 0 {
		a.Results = nil
	}
	for i := range a.Results {
		if len(a.Results[i].More) == 0 {
			a.Results[i].More = nil
		}
	}
	return a
}

func TestBrowserFindsTheSame(t *testing.T) {
	w := &writer{random: rand.New(rand.NewPCG(7, 11))}
	engine := parts(t, "search/engine")
	// The titles of the last are too many for the core.
	for _, size := range []struct{ documents, words, asked int }{{200, 4, 500}, {1200, 12, 150}} {
		docs := w.documents(size.documents, size.words)
		ix := search.Build(docs, options)
		browser := inBrowser(t, engine, ix)
		if testing.Short() || campaign.Fewer() {
			size.asked /= 10
		}
		queries := w.queries(docs, size.asked)
		for i, q := range queries {
			if i%50 == 49 { // what was loaded before must not matter
				browser = inBrowser(t, engine, ix)
			}
			if i%10 == 9 { // more words than a query is answered by
				q = strings.Join(queries[max(0, i-30):i+1], " ")
			}
			query := search.Query{Text: q, Limit: 1 + i%12, Near: 75 * (i % 2), Chunks: i % 3, Only: w.only(i)}
			if diff := cmp.Diff(normal(ix.Ask(query)), browser.answer(query)); diff != "" {
				t.Fatalf("%.200q: mismatch (-command +browser):\n%s", q, diff)
			}
		}
		t.Logf("%d documents in %d files, %d queries, no difference", len(docs), len(browser.files), len(queries))
	}
}

var options = search.Options{
	Facets:   []string{"Team", "Kind"},
	Synonyms: [][]string{{"queue", "pile up"}, {"slow", "sluggish", "caer"}, {"database errors", "dbfail"}, {"lonely"}},
}

// only filters some of the queries.
func (w *writer) only(i int) []search.Choice {
	switch i % 7 {
	case 0:
		return []search.Choice{{Facet: 0, Value: "red"}}
	case 1:
		return []search.Choice{{Facet: 1, Value: "b"}, {Facet: 0, Value: "blue"}}
	case 2:
		return []search.Choice{{Facet: 1, Value: "no such"}}
	}
	return nil
}

// Every character must fold and cut alike on both sides, whatever stands beside it: the words of an index are those that
// the browser finds in the same text.
func TestBrowserReadsEveryCharacterTheSame(t *testing.T) {
	vm := goja.New()
	run(t, vm, parts(t, "search/engine", "search/scan"))
	run(t, vm, `var words, remitSearch = data => { if (data.part === "core") words = new parts.Index(data).core.words.join(" ") };
	function read(text) {
		const all = new Set();
		for (let {chunk, at} = parts.scan(text, 0); chunk; {chunk, at} = parts.scan(text, at)) {
			chunk.parts.forEach(p => all.add(p.word));
			all.add(chunk.whole);
			chunk.inner.forEach(name => all.add(name));
		}
		all.delete("");
		return Array.from(all).sort().join(" ");
	}`)
	read, _ := goja.AssertFunction(run(t, vm, "read"))
	for from := rune(0); from < 0x10000; from += 256 {
		if campaign.Fewer() && from > 0x3100 && from%0x1000 != 0xF00 { // scripts that nothing treats apart
			continue
		}
		var b strings.Builder
		for c := from; c < from+256; c++ {
			fmt.Fprintf(&b, "x%cYz%c %c2\n", c, c, c)
		}
		text := strings.ToValidUTF8(b.String(), "\ufffd") + "x\U0001F525y"
		run(t, vm, coreOf(search.Build([]search.Document{{Title: text}}, search.Options{})))
		got, err := read(goja.Undefined(), vm.ToValue(text))
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(strings.Fields(run(t, vm, "words").String()), strings.Fields(got.String())); diff != "" {
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
	w := &writer{random: rand.New(rand.NewPCG(1, 2))}
	engine := parts(t, "search/engine")
	for size := range len(odd) + 1 {
		ix := search.Build(odd[:size], search.Options{Facets: []string{"__proto__"}, Synonyms: [][]string{{"constructor", "__proto__", "lengths"}}})
		browser := inBrowser(t, engine, ix)
		for range 200 {
			q := strings.ToValidUTF8(w.hostile()+" star über", "\ufffd")
			query := search.Query{Text: q, Limit: 5}
			if diff := cmp.Diff(normal(ix.Ask(query)), browser.answer(query)); diff != "" {
				t.Fatalf("%d documents, %q: mismatch (-command +browser):\n%s", size, q, diff)
			}
		}
	}
}

var playbooks = []search.Document{
	{ID: "checkout", Title: "Checkout errors are rising", Address: "playbooks/checkout.html", Sections: []search.Section{
		{Text: "Customers cannot pay."},
		{Heading: "Roll back the last deploy", Anchor: "roll-back", Text: "The gateway answers ERR-4312."},
		{Heading: "Raise an incident", Anchor: "raise-an-incident"}}},
	{ID: "disk", Title: "Disk nearly full", Address: "playbooks/disk.html"},
	{ID: "certificate", Title: "Certificate expired", Address: "playbooks/certificate.html",
		Sections: []search.Section{{Heading: "Renew it", Anchor: "renew", Text: "Customers see warnings on checkout."}}},
}

// coreOf returns the script of the core.
func coreOf(ix *search.Index) string {
	_, files := ix.Ship()
	return string(files[0].Data)
}

func TestBrowserRefusesDamagedIndexes(t *testing.T) {
	vm := goja.New()
	run(t, vm, parts(t, "search/engine"))
	ix := search.Build(playbooks, search.Options{Facets: []string{"Team"}})
	argument := func(script string) string {
		return strings.TrimSuffix(strings.TrimPrefix(script, "remitSearch("), ");\n")
	}
	good := argument(coreOf(ix))
	for what, data := range map[string]string{
		"nothing":         "undefined",
		"null":            "null",
		"a text":          `"x"`,
		"an empty object": "{}",
		"another version": "Object.assign(" + good + ", {format: 2})",
		"no words":        "Object.assign(" + good + ", {words: undefined})",
		"half the words":  "Object.assign(" + good + `, {words: "Aa"})`,
		"half the lists":  "Object.assign(" + good + `, {lists: {strong: "a|", heads: "|", prose: "|"}})`,
		"numbers for ids": "Object.assign(" + good + ", {titles: {ids: [1]}})",
		"no names":        "Object.assign(" + good + ", {names: []})",
		"fewer documents": "Object.assign(" + good + ", {documents: 1})",
	} {
		if _, err := vm.RunString("new parts.Index(" + data + ")"); err == nil {
			t.Errorf("%s passes for an index", what)
		}
	}
	run(t, vm, "var index = new parts.Index("+good+")")
	for what, data := range map[string]string{"nothing": "undefined", "no part": "{}", "another part": `{part: "x0"}`, "an empty shard": `{part: "w0"}`,
		"a shard cut short": `{part: "w0", words: "AaAb", lists: {strong: "|", heads: "|", prose: "|"}}`} {
		if _, err := vm.RunString("index.take(" + data + ")"); err == nil {
			t.Errorf("%s passes for a part", what)
		}
	}
	_, files := ix.Ship()
	for _, f := range files[1:] {
		run(t, vm, "index.take("+argument(string(f.Data))+")")
	}
}

func TestMarksShowWhatWasFound(t *testing.T) {
	vm := goja.New()
	run(t, vm, parts(t, "search/mark"))
	run(t, vm, `function show(text, ...words) {
		return parts.pieces(text, new Set(words)).map(p => p.found ? "[" + p.text + "]" : p.text).join("");
	}`)
	for call, want := range map[string]string{
		`show("Disk nearly full", "disk", "full")`:        "[Disk] nearly [full]",
		`show("on checkout-api: slow", "checkout")`:       "on [checkout]-api: slow",
		`show("on checkout-api: slow", "checkoutapi")`:    "on [checkout-api]: slow",
		`show("CheckoutErrorRate", "error")`:              "Checkout[Error]Rate",
		`show("Zürich’s café", "zurichs", "cafe")`:        "[Zürich’s] [café]",
		`show("<img src=x onerror=alert(1)>", "onerror")`: "<img src=x [onerror]=alert(1)>",
		`show("nothing here", "zebra")`:                   "nothing here",
		`show("In C++ or C#", "cpp", "csharp")`:           "In [C++] or [C#]",
		`show("at 500ms", "500")`:                         "at [500]ms",
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
	run(t, vm, parts(t, "_trust"))
	for _, url := range []string{"search/index.js", "index.js", "./a.js", "../search/index.js", "../../a-b_c.1f.js"} {
		if got := run(t, vm, fmt.Sprintf("parts.trustedScript(%q)", url)).String(); got != "trusted "+url {
			t.Errorf("%s: %s", url, got)
		}
	}
	for _, url := range []string{"", "/a.js", "//host/a.js", "https://host/a.js", "javascript:a.js", "data:text/javascript,a.js", "a/../../b.js",
		`\\host\a.js`, "a.js?x", "a.js#x", "a.json", ".js", "a//b.js", " a.js", "a.js\n", "blob:a.js", "a%2f.js", ".../a.js"} {
		if _, err := vm.RunString(fmt.Sprintf("parts.trustedScript(%q)", url)); err == nil {
			t.Errorf("%s is trusted", url)
		}
	}
	run(t, vm, "window.trustedTypes = undefined")
	if got := run(t, vm, `parts.trustedScript("a.js")`).String(); got != "a.js" {
		t.Errorf("without trusted types: %s", got)
	}
	if _, err := vm.RunString(`parts.trustedScript("https://host/a.js")`); err == nil {
		t.Error("without trusted types every host is trusted")
	}
}
