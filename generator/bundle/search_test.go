package bundle_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"strings"
	"testing"

	"remit/generator/bundle"
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

// inBrowser returns a function that asks the browser's engine about a shipped index.
func inBrowser(t *testing.T, engine string, files []search.File) func(query string, limit int) []search.Result {
	t.Helper()
	vm := goja.New()
	run(t, vm, engine)
	run(t, vm, "var index, remitSearch = data => { index = parts.decode(data) };")
	for _, f := range files {
		run(t, vm, string(f.Data))
	}
	ask, _ := goja.AssertFunction(run(t, vm, "(query, limit) => parts.search(index, query, limit).results"))
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
	w := &writer{random: rand.New(rand.NewPCG(7, 11))}
	docs := w.documents(200)
	ix := search.Build(docs)
	ask := inBrowser(t, parts(t, "search/engine"), ix.Files())
	asked := 2500
	if testing.Short() || watchedForRaces {
		asked = 250
	}
	queries := w.queries(docs, asked)
	for i, q := range queries {
		limit := 1 + i%12
		if diff := cmp.Diff(ix.Search(q, limit), ask(q, limit)); diff != "" {
			t.Fatalf("%.200q: mismatch (-command +browser):\n%s", q, diff)
		}
	}
	t.Logf("%d queries, no difference", len(queries))
}

// A writer makes up documents of words that resemble each other, and asks for them well and badly.
type writer struct{ random *rand.Rand }

func (w *writer) word() string {
	all := strings.Fields("ba ca er ing ed s ry on qu ti")
	word := ""
	for range 1 + w.random.IntN(4) {
		word += all[w.random.IntN(len(all))]
	}
	return word
}

// text returns words of which many are among the few that all documents use.
func (w *writer) text(words int) string {
	var text []string
	for range words {
		switch n := w.random.IntN(60); {
		case n == 0:
			text = append(text, fmt.Sprintf("ERR-%d", 4000+w.random.IntN(500)))
		case n == 1:
			text = append(text, w.word()+"-"+w.word()+fmt.Sprint(w.random.IntN(9)))
		case n < 12:
			text = append(text, w.word())
		default:
			text = append(text, strings.Fields("the queue of database errors is slow when deploys fail and caches expire")[n%13])
		}
	}
	return strings.Join(text, " ")
}

func (w *writer) camel() string {
	name := ""
	for range 3 {
		word := w.word()
		name += strings.ToUpper(word[:1]) + word[1:]
	}
	return name
}

func (w *writer) documents(n int) []search.Document {
	docs := make([]search.Document, n)
	for i := range docs {
		id := fmt.Sprintf("%s/%d", w.word(), i)
		docs[i] = search.Document{ID: id, Title: w.text(4), Address: "playbooks/" + id + ".html", Alerts: []string{w.camel()},
			Aliases: []string{"/" + w.word() + "/"}, Tags: []string{w.word()}, Names: []string{w.word() + "-" + w.word(), w.text(3)}}
		for s := range w.random.IntN(4) {
			docs[i].Sections = append(docs[i].Sections, search.Section{Heading: w.text(s), Anchor: w.word(), Text: w.text(20), Code: []string{w.camel()}})
		}
	}
	return docs
}

// queries asks for titles, alerts and sections, whole, half typed and with slips, and for what nobody should.
func (w *writer) queries(docs []search.Document, n int) []string {
	var all []string
	for len(all) < n {
		d := docs[w.random.IntN(len(docs))]
		texts := []string{d.Title, d.Alerts[0], d.Names[0], w.text(3), w.hostile()}
		for _, s := range d.Sections {
			texts = append(texts, s.Heading, s.Code[0], w.some(s.Text))
		}
		text := texts[w.random.IntN(len(texts))]
		switch w.random.IntN(4) {
		case 0:
			text = w.slipped(text)
		case 1:
			text = text[:w.random.IntN(len(text)+1)]
		}
		all = append(all, strings.ToValidUTF8(text, "\ufffd"))
	}
	for range 5 { // about 10 kB
		long := w.hostile()
		for len(long) < 10_000 {
			long += w.hostile() + w.word()
		}
		all = append(all, strings.ToValidUTF8(long, "\ufffd"))
	}
	return all
}

func (w *writer) some(text string) string {
	words := strings.Fields(text)
	w.random.Shuffle(len(words), func(i, j int) { words[i], words[j] = words[j], words[i] })
	return strings.Join(words[:min(3, len(words))], " ")
}

func (w *writer) slipped(text string) string {
	if len(text) < 3 {
		return text
	}
	at := 1 + w.random.IntN(len(text)-2)
	switch w.random.IntN(3) {
	case 0:
		return text[:at] + text[at+1:]
	case 1:
		return text[:at] + text[at+1:at+2] + text[at:at+1] + text[at+2:]
	}
	return text[:at] + "x" + text[at:]
}

// oddities are words of the language under the engine, separators, letters that fold in odd ways, and all too long.
var oddities = []string{"constructor", "__proto__", "hasOwnProperty", "toString", "prototype", "then", "length", "a", "re", "zzzzzz", "<script>",
	"'", "’", "-", "--", "ERR-", "::", ".", "\u00ad", "\u200b", "\u0301", "e\u0301", "É", "ß", "ŒUVRE", "İstanbul", "ﬀ", "Ｅｒｒ", "ΣΊΣΥΦΟΣ", "Ёлка",
	"日本", "支払い", "\U0001F525", "\u2028", "\x00", "\"", "\\", "*", "!", "|", "ERR4B2x", "HTTPServer", "APIs", "S3Bucket", "don't", "x'1", "checkOut",
	"0", "00000000000000000000", "1e309", "NaN", "-1", "queue", "queeu", "databsae", "\ufffd", strings.Repeat("a", 70),
	strings.Repeat("a-", 40), strings.Repeat("ab", 33), "the", "of"}

func (w *writer) hostile() string {
	var b strings.Builder
	for range 1 + w.random.IntN(6) {
		b.WriteString(oddities[w.random.IntN(len(oddities))])
		if w.random.IntN(3) > 0 {
			b.WriteByte(' ')
		}
	}
	return b.String()
}

// Every character must fold and cut alike on both sides, whatever stands beside it: the words of an index are those that
// the browser finds in the same text.
func TestBrowserReadsEveryCharacterTheSame(t *testing.T) {
	vm := goja.New()
	run(t, vm, parts(t, "search/engine", "search/scan"))
	run(t, vm, `var words, remitSearch = data => { words = parts.decode(data).words.join(" ") };
	function read(text) {
		const all = new Set();
		for (let {chunk, at} = parts.scan(text, 0); chunk; {chunk, at} = parts.scan(text, at)) {
			chunk.parts.forEach(p => all.add(p.word));
			all.add(chunk.whole);
		}
		all.delete("");
		return Array.from(all).sort().join(" ");
	}`)
	read, _ := goja.AssertFunction(run(t, vm, "read"))
	for from := rune(0); from < 0x10000; from += 256 {
		if watchedForRaces && from > 0x3100 && from%0x1000 != 0xF00 { // scripts that nothing treats apart
			continue
		}
		var b strings.Builder
		for c := from; c < from+256; c++ {
			fmt.Fprintf(&b, "x%cYz%c %c2\n", c, c, c)
		}
		text := strings.ToValidUTF8(b.String(), "\ufffd") + "x\U0001F525y"
		run(t, vm, string(search.Build([]search.Document{{Title: text}}).Files()[0].Data))
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
		ix := search.Build(odd[:size])
		ask := inBrowser(t, engine, ix.Files())
		for range 200 {
			q := strings.ToValidUTF8(w.hostile()+" star über", "\ufffd")
			if diff := cmp.Diff(ix.Search(q, 5), ask(q, 5)); diff != "" {
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

func TestBrowserRefusesDamagedIndexes(t *testing.T) {
	vm := goja.New()
	run(t, vm, parts(t, "search/engine"))
	good := strings.TrimSuffix(strings.TrimPrefix(string(search.Build(playbooks).Files()[0].Data), "remitSearch("), ");\n")
	for what, data := range map[string]string{
		"nothing":         "undefined",
		"null":            "null",
		"a text":          `"x"`,
		"an empty object": "{}",
		"another version": "Object.assign(" + good + ", {format: 2})",
		"no words":        "Object.assign(" + good + ", {words: undefined})",
		"half the prose":  "Object.assign(" + good + `, {prose: "a|b"})`,
		"numbers for ids": "Object.assign(" + good + ", {ids: [1]})",
		"a title too few": "Object.assign(" + good + ", {titles: []})",
		"no headings":     "Object.assign(" + good + ", {headings: [], anchors: []})",
	} {
		if _, err := vm.RunString("parts.decode(" + data + ")"); err == nil {
			t.Errorf("%s passes for an index", what)
		}
	}
	if _, err := vm.RunString("parts.decode(" + good + ")"); err != nil {
		t.Error(err)
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

func TestSearchPage(t *testing.T) {
	stub, err := os.ReadFile("testdata/search_page.js")
	if err != nil {
		t.Fatal(err)
	}
	script, err := bundle.Script("search")
	if err != nil {
		t.Fatal(err)
	}
	files := search.Build(playbooks).Files()
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
		{"slash", "?q=checkout", `document.dispatch("keydown", {key: "/", target: page.get("results")}); print(focused())`, "q"},
		{"a slash in the input", "?q=checkout", `document.dispatch("keydown", {key: "/", target: input}); print(String(document.activeElement))`, "null"},
		{"enter", "?q=checkout", `arrive(); form.dispatch("submit"); print(focused())`, "./playbooks/checkout.html"},
	} {
		vm := goja.New()
		vm.Set("address", row.address)
		vm.Set("indexScript", string(files[0].Data))
		vm.Set("shipped", files[0].Path)
		run(t, vm, string(stub))
		run(t, vm, script)
		for _, step := range strings.Split(row.act, "; ") { // each a task of its own, so that promises settle in between
			run(t, vm, step)
		}
		got := run(t, vm, "seen()").String()
		if !strings.HasPrefix(got, row.want) {
			t.Errorf("%s: got %s\nwant %s", row.what, got, row.want)
		}
	}
}
