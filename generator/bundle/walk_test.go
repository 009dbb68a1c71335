package bundle_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/dop251/goja"
	"github.com/evanw/esbuild/pkg/api"
	"github.com/google/go-cmp/cmp"
)

// scripts bundles the parts of the walk that know no page, and returns a function that evaluates an expression on them.
// A result comes back as JSON.
func scripts(t *testing.T) func(expression string) string {
	t.Helper()
	var all strings.Builder
	for _, name := range []string{"address", "clock", "copy", "limits", "say", "engine", "entry"} {
		fmt.Fprintf(&all, "export * from './%s';\n", name)
	}
	built := api.Build(api.BuildOptions{
		Stdin:  &api.StdinOptions{Contents: all.String(), ResolveDir: "../../static/client/walk", Loader: api.LoaderTS},
		Bundle: true, Format: api.FormatIIFE, GlobalName: "walk", Target: api.ES2020, TsconfigRaw: "{}",
	})
	if len(built.Errors) > 0 {
		t.Fatal(built.Errors)
	}
	vm := goja.New()
	const plain = `
		const plain = v => v instanceof Map ? Object.fromEntries([...v].map(([k, x]) => ["'" + k, plain(x)])) : v instanceof Set ? [...v].map(plain)
			: Array.isArray(v) ? v.map(plain) : v !== null && typeof v === "object" ? Object.fromEntries(Object.entries(v).map(([k, x]) => [k, plain(x)])) : v;`
	if _, err := vm.RunString(string(built.OutputFiles[0].Contents) + plain); err != nil {
		t.Fatal(err)
	}
	return func(expression string) string {
		t.Helper()
		v, err := vm.RunString("with (walk) { JSON.stringify(plain(" + expression + ")) }")
		if err != nil {
			t.Fatalf("%s: %v", expression, err)
		}
		return v.String()
	}
}

// A line is an expression and what it is worth.
type line struct{ expression, want string }

func hold(t *testing.T, lines []line) {
	t.Helper()
	run := scripts(t)
	for _, l := range lines {
		if diff := cmp.Diff(l.want, run(l.expression)); diff != "" {
			t.Errorf("%.120s: mismatch (-want +got):\n%s", l.expression, diff)
		}
	}
}

func TestAddresses(t *testing.T) {
	hold(t, []line{
		{`parse("")`, `{"role":null,"facts":{},"at":null,"may":null,"left":[]}`},
		{`parse("#roll-back")`, `{"role":null,"facts":{},"at":null,"may":null,"left":[]}`},
		{`parse("#role=on_call&rate=2..%3C10&sure=?&at=2026-11-23T02:26Z")`, `{"role":"on_call","facts":{"'rate":"2..<10","'sure":"?"},"at":1795400760,"may":null,"left":[]}`},
		{`parse("#a=1&a=1&b=2")`, `{"role":null,"facts":{"'b":"2"},"at":null,"may":null,"left":["“a” stands there twice; it was left out."]}`},
		{`parse("#role=a&role=b")`, `{"role":null,"facts":{},"at":null,"may":null,"left":["“role” stands there twice; it was left out."]}`},
		{`parse("#%=1&a=%E0%A4%A&=&b").left.length`, `3`},
		{`parse("#at=2026-13-45T99:99Z&x=1")`, `{"role":null,"facts":{"'x":"1"},"at":null,"may":null,"left":["“2026-13-45T99:99Z” is not a time; it was left out."]}`},
		{`parse("#may-i=roll_back&rate=1").may + write(parse("#may-i=roll_back&rate=1"))`, `"roll_back#may-i=roll_back&rate=1"`},
		{`parse("#__proto__=1&constructor=2&toString=3").facts.size`, `3`},
		{`({}).polluted === undefined && parse("#" + "a=b&".repeat(30000)).left`, `["This address is too long to be read; it was left out."]`},
		{`quoted("a\u202eb\u0000c" + "x".repeat(50))`, `"“abc` + strings.Repeat("x", 37) + `…”"`},
		{`write({role: "on_call", facts: new Map([["rate", "2..<10"], ["sure", "?"]]), at: 1795400799})`, `"#role=on_call&rate=2..<10&sure=?&at=2026-11-23T02:26Z"`},
		{`write({role: null, facts: new Map(), at: null})`, `"#"`},
	})
}

const model = `({version: 1, playbook: "p", nodes: [], duties: null, roles: [],
	facts: [{name: "rate", kind: "number", cells: 3, min: "0", max: "100", cuts: ["2", "10"]}, {name: "sure", kind: "yes/no", cells: 2}],
	grants: [{grant: "a#1", action: "a"}, {grant: "a#2", action: "a", from: 100, until: 200}, {grant: "b#1", action: "b"}]})`

func TestFactsOfAnAddressAreReadOneByOne(t *testing.T) {
	hold(t, []line{
		{`usable(` + model + `, parse("#rate=2..<10&sure=maybe&__proto__=yes&planet=mars").facts)`, `{"state":{"'0":[1]},"facts":{"'rate":"2..<10"},"left":[` +
			`"“sure=maybe” is not a reading of this page; it was left out.","“__proto__=yes” is not a reading of this page; it was left out.","“planet=mars” is not a reading of this page; it was left out."]}`},
		{`usable(` + model + `, parse("#rate=100.5&sure=?").facts).facts`, `{"'sure":"?"}`},
		{`usable(` + model + `, parse("#rate=2e1").facts).facts`, `{}`},
	})
}

func TestClockWords(t *testing.T) {
	at := func(day, hour, minute int) string {
		return fmt.Sprintf("(new Date(2026, 10, %d, %d, %d) / 1000)", day, hour, minute)
	}
	now := at(23, 2, 14)
	hold(t, []line{
		{`clock(` + now + `, ` + now + `)`, `"02:14"`},
		{`clock(` + now + ` - 86400, ` + now + `)`, `"02:14 yesterday"`},
		{`clock(` + at(24, 0, 0) + `, ` + now + `)`, `"00:00 tomorrow"`},
		{`clock(` + at(21, 23, 59) + `, ` + now + `)`, `"23:59 on 21 November 2026"`},
		{`by(` + now + `, 15, ` + now + `)`, `"by 02:29"`},
		{`by(` + now + `, 24 * 60, ` + now + `)`, `"by 02:14 tomorrow"`},
		{`by(` + now + `, 15, ` + now + ` + 900)`, `"at once (it was due by 02:29)"`},
		{`[0, 59, 60, 2400, 3600, 172799, 172800].map(s => ago(1000, 1000 + s))`, `["just now","just now","1 min ago","40 min ago","1 h ago","47 h ago","2 days ago"]`},
		{`ago(1000, 900)`, `"just now"`},
	})
}

func TestStandingOfACopy(t *testing.T) {
	at := func(changes string) string {
		return `standing({built: 1000, build: "b1000", maxAge: 100, now: 1050, disk: false, published: "unreachable", learnt: null, ` + changes + `})`
	}
	kind := func(changes string) string { return at(changes) + ".kind" }
	hold(t, []line{
		{at(`published: {built: 1000, build: "b1000"}, learnt: {built: 1000, build: "b1000", at: 1050}`), `{"kind":"current","since":1050,"confirmed":true}`},
		{at(``), `{"kind":"current","since":1000,"confirmed":false}`},
		{at(`published: "waiting"`), `{"kind":"waiting"}`},
		{at(`published: {built: 1010, build: "b1010"}, learnt: {built: 1010, build: "b1010", at: 1050}`), `{"kind":"doubt","reason":"a newer build of this site is published: reload the page","reload":true}`},
		{at(`published: {built: 990, build: "b990"}`), `{"kind":"doubt","reason":"another build of this site is published: reload the page","reload":true}`},
		{at(`now: 999`), `{"kind":"doubt","reason":"the clock of this device is earlier than the time at which this page was built","reload":false}`},
		{kind(`now: 1100`), `"current"`},
		{kind(`now: 1101`), `"doubt"`},
		{kind(`now: 1101, disk: true`), `"doubt"`},
		{kind(`disk: true, published: "waiting"`), `"current"`},
		{kind(`now: 1150, learnt: {built: 1000, build: "b1000", at: 1050}`), `"current"`},
		{kind(`now: 1151, learnt: {built: 1000, build: "b1000", at: 1050}`), `"doubt"`},
		{kind(`now: 1151, learnt: {built: 1000, build: "b1000", at: 9999}`), `"doubt"`},                                                                        // a memory from the future
		{kind(`learnt: {built: 1020, build: "b1020", at: 1030}`), `"doubt"`},                                                                                   // out of reach, but known to be replaced
		{kind(`learnt: {built: 900, build: "b900", at: 999}`), `"current"`},                                                                                    // an older build was seen before this one was made
		{kind(`learnt: {built: 900, build: "b900", at: 1030}`), `"doubt"`},                                                                                     // this one was there, and the older was published
		{kind(`learnt: {built: 1020, build: "b1020", at: 9999}`), `"doubt"`},                                                                                   // replaced, whatever the clock says
		{kind(`learnt: {built: 1000, build: "b1000", at: 1111}`), `"doubt"`},                                                                                   // the clock was set back
		{at(`learnt: {built: 1000, build: "b1000", at: 1110}`), `{"kind":"current","since":1050,"confirmed":true}`},                                            // or put right
		{at(`published: {built: 1000, build: "other"}`), `{"kind":"doubt","reason":"another build of this site is published: reload the page","reload":true}`}, // of the same second
		{kind(`published: {built: 1000, build: ""}`), `"doubt"`},                                                                                               // of an earlier program
		{kind(`build: "", published: {built: 1000, build: ""}`), `"doubt"`},                                                                                    // what says nothing of itself is no published build
		{kind(`learnt: {built: 1000, build: "other", at: 1030}`), `"doubt"`},
		{kind(`learnt: {built: 1000, build: "", at: 1030}`), `"doubt"`},
		{kind(`built: NaN`) + ` + ` + kind(`maxAge: NaN`), `"doubtdoubt"`}, // a page that says nothing of itself
		{kind(`published: {built: NaN, build: "b"}`), `"doubt"`},
	})
}

// A late reply confirms what was published when it was asked for, and no later word of the site is lost to it.
func TestALateReplyConfirmsNothingJustNow(t *testing.T) {
	now := "(new Date(2026, 10, 23, 2, 14) / 1000)"
	confirmed := `{kind: "current", since: ` + now + ` - 30, confirmed: true}`
	hold(t, []line{
		{`since(` + confirmed + `, false, ` + now + `)`, `"confirmed just now"`},
		{`since(` + confirmed + `, true, ` + now + `)`, `"not confirmed since 02:13"`},
		{`since({kind: "current", since: ` + now + ` - 86400, confirmed: true}, true, ` + now + `)`, `"not confirmed since 02:14 yesterday"`},
		{`since({kind: "current", since: 1000, confirmed: false}, true, 1001)`, `"not confirmed since it was built"`},
		{`since({kind: "current", since: 1000, confirmed: false}, false, 1001)`, `""`},
		{`newer({built: 1000, build: "b", at: 1050}, null, 1050)`, `true`},
		{`newer({built: 1000, build: "b", at: 1050}, {built: 2000, build: "b", at: 1049}, 1050)`, `true`},
		{`newer({built: 1000, build: "b", at: 1010}, {built: 2000, build: "b", at: 1049}, 1050)`, `false`}, // asked for at 1010, before another page learnt of 2000
		{`newer({built: 1000, build: "b", at: 1050}, {built: 2000, build: "b", at: 9999}, 1050)`, `true`},  // the clock was set back
	})
}

func TestLimitsAndDates(t *testing.T) {
	sorted := func(grants, replies, now string) string {
		return `sort(` + model + `, [{action: "a", grants: [` + grants + `]}], new Set(["a#1"]), new Map(` + replies + `), ` + now + `)`
	}
	sum := func(grants, replies, now string) string {
		return `(s => [s.yes.length, s.spent.length, s.lapsed.length, s.ask])(` + sorted(grants, replies, now) + `)`
	}
	hold(t, []line{
		{sum("0", "[]", "150"), `[0,0,0,0]`},
		{sum("0", `[["a#1", "no"]]`, "150"), `[1,0,0,null]`},
		{sum("0", `[["a#1", "yes"]]`, "150"), `[0,1,0,null]`},
		{sum("0", `[["a#1", "unknown"]]`, "150"), `[0,1,0,null]`},
		{sum("0,1", `[["a#1", "no"]]`, "150"), `[1,0,0,null]`},
		{sum("0,1", `[["a#1", "no"]]`, "200"), `[0,0,1,null]`}, // one lapsed grant is enough
		{sum("1", "[]", "99"), `[0,0,1,null]`},
		{sum("1", "[]", "100") + ".concat(" + sum("1", "[]", "199") + ")", `[1,0,0,null,1,0,0,null]`},
		{sum("1", "[]", "NaN"), `[0,0,1,null]`},
		{sum("", "[]", "150"), `[0,0,1,null]`}, // an action without a grant is no yes
		{`dates(` + model + `, [{action: "a", grants: [0]}], 150, ` + days + `)`, `null`},
		{`dates(` + model + `, [{action: "a", grants: [1]}], 50, ` + days + `)`, `"begins on the from of a#2"`},
		{`dates(` + model + `, [{action: "a", grants: [1]}], 200, ` + days + `)`, `"ended on the until of a#2"`},
	})
}

// days writes a day of a grant.
const days = "((g, end) => \"the \" + end + \" of \" + g.grant)"

func TestConclusionOnlyTakesYesesAway(t *testing.T) {
	conclude := func(may, sorted, copy string) string {
		return `(c => [c.plate, c.yes.length, c.withheld.length, c.ask])(conclude(` + model + `, {settled: true, answer: "act", safe: "act", may: ` + may + `}, {yes: [], spent: [], lapsed: [], ask: null, ` + sorted + `}, ` + copy + `, 150, ` + days + `))`
	}
	const a, b, current = `[{action: "a", grants: [1]}]`, `[{action: "b", grants: [2]}]`, `{kind: "current"}`
	hold(t, []line{
		{conclude(a, `yes: `+a, current), `["act",1,0,null]`},
		{conclude(a, `yes: `+a, `{kind: "waiting"}`), `["waiting",0,1,null]`},
		{conclude(a, `yes: `+a, `{kind: "doubt", reason: "r", reload: false}`), `["cannot_confirm",0,1,null]`},
		{conclude(a, `ask: 1`, current), `["ask",0,1,1]`},
		{conclude(a, `spent: `+a, current), `["used_up",0,1,null]`},
		{conclude(a, `lapsed: `+a, current), `["cannot_confirm",0,1,null]`},
		{conclude(a, `yes: `+b+`, spent: `+a, current), `["act",1,1,null]`},
		{conclude(`[]`, ``, `{kind: "doubt", reason: "r", reload: false}`), `["act",0,0,null]`},
	})
}

func TestSentences(t *testing.T) {
	stop := func(fields string) string {
		return `(s => s.strong + s.rest)(stop({may: [], limited: [], call: [], by: "", owner: "Head of quay", ` + fields + `}))`
	}
	hold(t, []line{
		{`[list([]), list(["a"]), list(["a", "b"]), list(["a", "b", "c"], "or")]`, `["","a","a and b","a, b or c"]`},
		{`["Roll back", "DNS failover", "Ärger melden", "x", ""].map(inner)`, `["roll back","DNS failover","ärger melden","x",""]`},
		{`["?", "yes", "2..<10", ">2..10", "3.5"].map(label)`, `["not known","yes","2 to below 10","above 2 to 10","3.5"]`},
		{stop(`may: ["Roll back"], call: ["Desk"], by: "by 02:31"`), `"you may roll back, and call Desk by 02:31."`},
		{`sentences(["it rains", "", "Look out!", "it rains"])`, `"It rains. Look out!"`},
		{stop(`limited: ["Roll back"]`), `"you may roll back (unless its limit is used up)."`},
		{stop(`call: ["Desk", "Head"], by: "now"`), `"call Desk and Head now, before you do anything."`},
		{stop(``), `"do nothing yet, and call Head of quay."`},
		{stop(`owner: ""`), `"no grant is sure. You own this workload: find out more, or decide."`},
	})
}

func TestEntriesOfHistory(t *testing.T) {
	hold(t, []line{
		{`[null, undefined, 3, "x", {}, []].map(s => entry(s).depth)`, `[0,0,0,0,0,0]`},
		{`entry({depth: 2, choose: true, ask: "a", replies: []})`, `{"depth":2,"choose":true,"ask":"a","replies":[],"began":null,"due":{},"since":{}}`},
	})
}
