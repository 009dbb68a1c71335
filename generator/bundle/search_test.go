package bundle_test

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

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
	function ask(text, limit, near, only) {
		const answer = parts.search(index, {text, limit, near, only});
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
	for range 4 {
		v, err := b.ask(goja.Undefined(), b.vm.ToValue(q.Text), b.vm.ToValue(q.Limit), b.vm.ToValue(q.Near), b.vm.ToValue(only))
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
	for _, size := range []struct{ documents, asked int }{{200, 900}, {1200, 150}} {
		docs := w.documents(size.documents)
		ix := search.Build(docs, options)
		browser := inBrowser(t, engine, ix)
		if testing.Short() || watchedForRaces {
			size.asked /= 10
		}
		queries := w.queries(docs, size.asked)
		for i, q := range queries {
			if i%50 == 49 { // what was loaded before must not matter
				browser = inBrowser(t, engine, ix)
			}
			query := search.Query{Text: q, Limit: 1 + i%12, Near: 75 * (i % 2), Only: w.only(i)}
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
			Aliases: []string{"/" + w.word() + "/"}, Tags: []string{w.word()}, Names: []string{w.word() + "-" + w.word(), w.text(3)},
			Facets: [][]string{{[]string{"red", "blue"}[i%2]}, {"a", []string{"b", "c", "__proto__"}[i%3]}}}
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
	run(t, vm, `var words, remitSearch = data => { if (data.part === "core") words = new parts.Index(data).core.words.join(" ") };
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
		"another version": "Object.assign(" + good + ", {format: 3})",
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
