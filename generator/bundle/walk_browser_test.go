package bundle_test

import (
	"context"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	cdppage "github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

const (
	page     = "playbooks/boarding.html"
	yes      = "You may "
	asLimit  = "has anyone done this in the last 24 h?"
	elevated = "From 2 % to below 10 %"
)

func TestWalkToAYes(t *testing.T) {
	b := newTab(t).open(fresh().serve(t) + page)
	b.sees("Who are you?").lacks("without a script")
	b.click("On-call engineer").sees("question 1 of at most 3", "What share of boardings fails", "Look: grafana.example").lacks("If you stop now")
	b.click(elevated).sees("question 2 of at most 3", "If you stop now: call Incident desk by ", "before you do anything")
	b.click("Yes").sees("question 3 of at most 3", "Is a schema migration running?")
	b.click("No").sees(asLimit, "That is since ", "yesterday").lacks("Act now", yes)
	b.click("No").sees("Act now", "You may roll back the last deploy. No approval needed.")
	b.sees("Error rate: "+elevated, "Recent deploy: Yes", "You may act, whatever: provider", "Tell Incident desk by ", "once in 24 h", "Not allowed: Refund by hand", "If it does not help", "good faith")
	if got := b.js(`document.querySelector("#walk-live time").title`); got != "within 15 min" {
		t.Errorf("title of the deadline: %q", got)
	}
	if got := b.js(`document.activeElement.textContent`); got != "Act now" {
		t.Errorf("focus on %q", got)
	}
	if got := b.js(`document.querySelector("[role=status]").textContent`); got != "Act now" {
		t.Errorf("announced %q", got)
	}
	want := `^#role=on_call&error_rate=2\.\.<10&recent_deploy=yes&migration=no&at=\d{4}-\d\d-\d\dT\d\d:\d\dZ$`
	if got := b.address(); !regexp.MustCompile(want).MatchString(got) {
		t.Errorf("address %s", got)
	}
	if got := b.js(`document.getElementById("copy-state").textContent`); got != "Built just before · confirmed just now" {
		t.Errorf("footer %q", got)
	}
}

func TestWalkGoesBackAndForward(t *testing.T) {
	b := newTab(t).open(fresh().serve(t) + page)
	b.click("On-call engineer", elevated, "Yes").sees("question 3")
	b.js(`history.back()`)
	b.sees("question 2")
	b.js(`history.back()`)
	b.sees("question 1")
	b.click("Back").sees("Who are you?")
	b.js(`history.go(3)`)
	b.sees("question 3").click("Back").sees("question 2").click("Start again").sees("question 1").click("10 % or more").sees("question 2")
	b.js(`location.hash = "#roll-back"`)
	b.sees("question 2").click("No").sees("Act, and escalate")
}

func TestWalkRemembersTheRole(t *testing.T) {
	address := fresh().serve(t)
	b := newTab(t).open(address + page)
	b.click("Customer care").sees("question 1")
	b.open(address+"playbooks/boarding.html").sees("Customer care · question 1").lacks("Who are you?", "This is the answer for")
	b.click("Not you? Change role").sees("Who are you?").click("Back").sees("Customer care · question 1")
	b.open(address + "playbooks/boarding.html#role=incident_manager&error_rate=5&recent_deploy=no")
	b.sees("This is the answer for: Incident manager", "Yours to decide").click("Show mine").sees("This playbook has no answer for you here.").lacks("This is the answer for")
}

func TestAnswersOfEveryKind(t *testing.T) {
	b := newTab(t)
	address := fresh().serve(t) + page
	for _, test := range []struct {
		asked string
		want  []string
		never []string
	}{
		{"role=on_call&error_rate=1", []string{"Nothing at risk here", "Error rate: 1", "This holds, whatever: recent deploy, migration, provider."}, []string{yes}},
		{"role=on_call&error_rate=1&provider=outage", []string{"Check the readings", "Head of quay"}, []string{yes}},
		{"role=on_call&error_rate=5&recent_deploy=no", []string{"Stop: call first", "Call by ", "Incident desk", "Not allowed: Refund by hand"}, []string{yes}},
		{"role=on_call&error_rate=12&recent_deploy=no", []string{"Act, and escalate", "put boarding in read-only mode", "it must end by ", "Have ready: The error rate."}, []string{"Roll back", "If it does not help"}},
		{"role=care&error_rate=5&recent_deploy=yes&migration=no", []string{"Not you", "This is for the on-call engineer or incident manager.", "On-call engineer may roll back the last deploy."}, []string{yes}},
		{"role=care&error_rate=5&recent_deploy=no", []string{"no answer for you here", "Head of quay"}, []string{yes}},
		{"role=incident_manager&error_rate=50&recent_deploy=no", []string{"Yours to decide"}, []string{yes, "Beyond this"}},
		{"role=incident_manager&error_rate=50&recent_deploy=yes&migration=no", []string{"Act now", "roll back the last deploy"}, []string{"Stop"}},
		{"role=on_call&error_rate=?&recent_deploy=?&migration=?&provider=?", []string{"Stop: call first", "Some facts are unknown: this is the safe reading.", "Not on this reading: roll back", "to be safe"}, []string{yes}},
		{"role=on_call&error_rate=12&recent_deploy=yes&migration=?", []string{"Act, and escalate", "You may put boarding in read-only mode. ", "safe reading", "Not on this reading: roll back"}, []string{"You may roll back"}},
		{"role=on_call&error_rate=?&recent_deploy=?&migration=?", []string{"Outage"}, []string{yes}}, // it rules out that little fails
		{"role=care&error_rate=5&recent_deploy=?&migration=?", []string{"Call the workload owner", "What you know is not enough"}, []string{yes}},
	} {
		b.open(address + "#" + test.asked).sees(test.want...).lacks(test.never...)
	}
}

func TestReadingsThatCannotBeNameTheLine(t *testing.T) {
	b := newTab(t).open(fresh().serve(t) + page + "#role=on_call&error_rate=5&provider=outage")
	b.sees("Check the readings", "These readings cannot all be right. An outage fails one boarding in ten. Look again.").lacks(yes)
}

func TestLimitsStandBeforeTheYes(t *testing.T) {
	b := newTab(t)
	address := fresh().serve(t) + page + "#role=on_call&recent_deploy=yes&migration=no&error_rate="
	for reply, want := range map[string]string{"Yes": "The limit is used up: roll back the last deploy.", "I don’t know": "The limit may be used up: roll back the last deploy."} {
		b.open(address+"5").sees(asLimit).click(reply).sees("Used up", want, "Incident desk").lacks(yes)
		b.open(address+"50").sees(asLimit).click(reply).
			sees("Act, and escalate", "You may put boarding in read-only mode. ", "Not now: roll back the last deploy, its limit is used up.").lacks("You may roll back")
	}
	b.open(address+"5").sees(asLimit).click("Yes").sees("Call by ", "Rule: boarding.md, line 46").lacks("owns this workload", "Beyond its limit")
	b.open(address + "50").sees(asLimit).click("No").sees("You may roll back the last deploy and put boarding in read-only mode.")
	b.js(`history.back()`)
	b.sees(asLimit).lacks(yes)
}

func TestChangingAFactKeepsTheOthers(t *testing.T) {
	b := newTab(t).open(fresh().serve(t) + page + "#role=on_call&error_rate=12&recent_deploy=no")
	b.sees("Act, and escalate").click("Change Error rate").sees("change an answer", "What share")
	b.click("Below 2 %").sees("Nothing at risk", "Recent deploy: No").click("Change Recent deploy").sees("Was boarding deployed")
	if got := b.js(`document.querySelector("#walk-live [aria-pressed]").textContent`); got != "No" {
		t.Errorf("current answer %q", got)
	}
	b.click("Back").sees("Nothing at risk")
}

func TestAddressesAreDistrusted(t *testing.T) {
	b := newTab(t)
	address := fresh().serve(t) + page
	for fragment, want := range map[string]string{
		"role=on_call&planet=mars":                                               "“planet=mars” is not a reading of this page; it was left out.",
		"role=on_call&error_rate=200":                                            "“error_rate=200” is not a reading",
		"role=on_call&__proto__=yes&constructor=no":                              "“__proto__=yes” is not a reading",
		"role=__proto__":                                                         "“__proto__” is not a role of this page; choose yours.",
		"role=%E0%A4%A":                                                          "cannot be read",
		"role=on_call&at=yesterday":                                              "“yesterday” is not a time",
		"role=on_call&error_rate=1&error_rate=50":                                "“error_rate” stands there twice",
		"role=on_call&x=<img src=x onerror=alert(1)>":                            "is not a reading",
		"role=" + strings.Repeat("x", 100_000):                                   "too long",
		"role=on_call" + strings.Repeat("&a=b", 30) + "&c=1&d=1&e=1&f=1&g=1&h=1": "more were left out",
	} {
		b.open(address + "#" + fragment).sees(want).lacks(yes)
	}
	old := time.Now().Add(-40 * time.Minute).UTC().Format("2006-01-02T15:04Z")
	b.open(address + "#role=on_call&error_rate=5&recent_deploy=no&at=" + old)
	b.sees("Asked 4", " min ago", "at once (it was due by ").click("Ask again from here").sees("question 1").lacks("Asked")
}

func TestNoYesFromACopyInDoubt(t *testing.T) {
	b := newTab(t)
	const asked = page + "#role=on_call&error_rate=12&recent_deploy=no"
	day := 24 * time.Hour
	for name, test := range map[string]struct {
		site site
		want string
	}{
		"a newer build":        {site{built: -time.Hour, published: -time.Minute, until: day}, "A newer build of this site is published: reload the page."},
		"another build":        {site{built: -time.Hour, published: -2 * time.Hour, until: day}, "Another build of this site is published"},
		"old and out of reach": {site{built: -8 * day, down: true, until: day}, "This copy could not be confirmed, and was built 8 days ago."},
		"a clock before it":    {site{built: time.Hour, published: time.Hour, until: day}, "The clock of this device is earlier"},
		"authority that ended": {site{built: -2 * day, published: -2 * day, until: -day}, "This authority ended on "},
		"no time of its build": {site{built: -1e6 * time.Hour, down: true, until: day}, "could not be confirmed"},
	} {
		b.open(test.site.serve(t) + asked)
		b.sees("Cannot confirm", test.want, "Incident desk").lacks(yes, "Act")
		if t.Failed() {
			t.Fatal(name)
		}
	}
	b.open(site{built: -6 * day, down: true, until: day}.serve(t) + asked).sees("Act, and escalate")
	b.open(site{built: -30 * day, published: -30 * day, until: day}.serve(t) + asked).sees("Act, and escalate")
}

func TestNoYesBeforeTheCopyIsKnown(t *testing.T) {
	const asked = page + "#role=on_call&error_rate=12&recent_deploy=no"
	b := newTab(t)
	b.open(site{built: -time.Hour, silent: true, until: time.Hour}.serve(t) + asked)
	b.sees("One moment").lacks(yes, "Act,").sees("Act, and escalate")
	b.open(site{built: -8 * 24 * time.Hour, silent: true, until: time.Hour}.serve(t) + asked)
	b.sees("One moment").lacks(yes, "Act,").sees("Cannot confirm")
	b.open(site{built: -8 * 24 * time.Hour, portal: true, until: time.Hour}.serve(t) + asked).sees("Cannot confirm")
}

// What is no yes is shown from a copy in doubt as well, and says so: also where the doubt comes after the answer.
func TestAnAnswerWithoutAYesNamesTheDoubt(t *testing.T) {
	b := newTab(t)
	day := 24 * time.Hour
	for _, asked := range []string{"Stop: call first#role=on_call&error_rate=5&recent_deploy=no", "Nothing at risk here#role=on_call&error_rate=1"} {
		plate, fragment, _ := strings.Cut(asked, "#")
		b.open(site{built: -time.Hour, published: -time.Minute, until: day}.serve(t)+page+"#"+fragment).
			sees(plate, "This copy cannot be relied on: a newer build of this site is published: reload the page.", "Reload this page")
		b.open(site{built: -8 * day, silent: true, until: day}.serve(t)+page+"#"+fragment).
			sees(plate, "This copy cannot be relied on: this copy could not be confirmed, and was built 8 days ago.").lacks("Reload this page")
		b.open(fresh().serve(t)+page+"#"+fragment).sees(plate).lacks("cannot be relied on", "Reload this page")
	}
}

// A reply that comes late still counts.
func TestASlowSiteConfirmsItsCopy(t *testing.T) {
	b := newTab(t)
	day := 24 * time.Hour
	s := site{built: -8 * day, published: -8 * day, until: day, slow: 3 * time.Second}
	b.open(s.serve(t)+page+"#role=on_call&error_rate=12&recent_deploy=no").sees("Cannot confirm", "was built 8 days ago").sees("Act, and escalate")
}

// What comes late was said when it was asked for: it is never confirmed just now, neither after a slow reply nor when the
// device slept over it, and a page that learnt more in the meantime is believed.
func TestALateReplyIsNoConfirmationJustNow(t *testing.T) {
	b := newTab(t)
	day := 24 * time.Hour
	footer := func(has, lacks string) string {
		return b.js(`new Promise(done => {
			const look = () => {
				const said = document.getElementById("copy-state").textContent;
				if (said.includes("` + has + `") && !said.includes("` + lacks + `")) done(said);
				else setTimeout(look, 20);
			};
			look();
		})`)
	}
	asked := page + "#role=on_call&error_rate=12&recent_deploy=no"
	b.open(site{built: -time.Hour, published: -time.Hour, until: day, slow: 3 * time.Second}.serve(t) + asked).sees("Act, and escalate")
	footer("out of reach now", "just now")
	if got := footer("not confirmed since ", "out of reach"); !regexp.MustCompile(`not confirmed since \d\d:\d\d`).MatchString(got) {
		t.Errorf("once it has come: %q", got)
	}
	b.open(fresh().serve(t) + asked).sees("Act, and escalate")
	footer("confirmed just now", "not confirmed")
	b.js(`(() => { const real = fetch.bind(window), then = Date.now; window.fetch = async (...about) => { const reply = await real(...about); Date.now = () => then() + 2 * 3600e3; return reply; }; dispatchEvent(new Event("online")); return ""; })()`)
	footer("not confirmed since ", "just now")
}

// An answer has a time of its own, which its address carries: opened again it is no younger. A reading that changes is as
// young as its change, and puts off no call that was owed before.
func TestAnAnswerKeepsItsTime(t *testing.T) {
	b := newTab(t)
	address := fresh().serve(t) + page + "#role=on_call&recent_deploy=no&error_rate="
	hash := func() string { return b.js(`location.hash`) }
	b.open(address + "5").sees("Stop: call first")
	if got := hash(); !strings.HasSuffix(got, "&error_rate=5&at="+time.Now().UTC().Format("2006-01-02T")+got[max(0, len(got)-6):]) {
		t.Errorf("the address is %s", got)
	}
	old := time.Now().Add(-40 * time.Minute)
	b.open(address+"5&at="+old.UTC().Format("2006-01-02T15:04Z")).sees("Asked 4", "Call at once (it was due by ")
	b.click("Change Error rate").click("10 % or more").sees("Act, and escalate", "Call at once (it was due by ").lacks("Asked 4")
	at, _ := url.QueryUnescape(hash())
	if read, err := time.Parse("2006-01-02T15:04Z", at[strings.LastIndex(at, "=")+1:]); err != nil || read.Before(old.Add(30*time.Minute)) {
		t.Errorf("the changed reading is dated %s", at)
	}
}

// A call is due when its own rule says, counted from when that rule came into play.
func TestACallIsDueByItsOwnRule(t *testing.T) {
	b := newTab(t).open(fresh().serve(t) + page + "#role=on_call&recent_deploy=no&error_rate=5")
	b.sees("Call by ").click("Change Error rate").click("10 % or more").sees("Act, and escalate", "Call by ").lacks("at once")
	b.click("Change Error rate").click("Below 2 %").sees("Nothing at risk").click("Change Error rate").click("10 % or more").sees("Call by ").lacks("at once")
}

// The last word of the site counts, also where an older one comes after it.
func TestAnOlderReplyConfirmsNothing(t *testing.T) {
	b := newTab(t)
	const slowFirst = `(() => { const real = fetch.bind(window); let asked = 0;
		window.fetch = (...about) => ++asked > 1 ? real(...about) : new Promise(reply => window.reply = () => reply(new Response(JSON.stringify({built: new Date(1000 * document.getElementById("walk").dataset.built).toISOString(), build: document.getElementById("walk").dataset.build})))); })()`
	err := chromedp.Do(b.ctx, chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
		_, err := cdp.Call(ctx, target, cdppage.AddScriptToEvaluateOnNewDocument, cdppage.AddScriptToEvaluateOnNewDocumentParams{Source: slowFirst})
		return err
	}))
	if err != nil {
		t.Fatal(err)
	}
	b.open(site{built: -time.Hour, published: -time.Minute, until: time.Hour}.serve(t) + page + "#role=on_call&error_rate=12&recent_deploy=no")
	b.sees("Act, and escalate")
	b.js(`dispatchEvent(new Event("online"))`)
	b.sees("Cannot confirm", "A newer build")
	b.js(`window.reply(); new Promise(done => setTimeout(done, 100))`)
	b.sees("Cannot confirm").lacks(yes, "Act, and escalate")
}

func TestNobodyIsSentToAuthorityThatHasEnded(t *testing.T) {
	b := newTab(t)
	day := 24 * time.Hour
	for fragment, plate := range map[string]string{"": "Not you", "&may-i=roll_back": "Not you"} {
		asked := page + "#role=care&error_rate=5&recent_deploy=yes&migration=no" + fragment
		b.open(site{built: -2 * day, published: -2 * day, until: day}.serve(t)+asked).sees(plate, "This is for the on-call engineer or incident manager.")
		b.open(site{built: -2 * day, published: -2 * day, until: -day}.serve(t)+asked).sees("Head of quay").lacks("This is for", "may roll back", yes)
	}
}

// The owner of the workload is told to call nobody; what he decides anyway he decides where his own grant has ended, too.
func TestTheOwnerCallsNobody(t *testing.T) {
	b := newTab(t)
	day := 24 * time.Hour
	asked := page + "#role=incident_manager&error_rate=50&recent_deploy=yes&migration=no"
	b.open(site{built: -8 * day, down: true, until: day, edits: []string{`data-who="head"`, `data-who="incident_manager"`}}.serve(t)+asked).
		sees("Cannot confirm", "So this page says no yes. You own this workload: find out more, or decide.").lacks("Call before you act", yes)
	b.open(site{built: -2 * day, published: -2 * day, until: -day}.serve(t)+asked).
		sees("Yours to decide", "Not now: roll back the last deploy, its authority ended on ").lacks("Cannot confirm", yes)
}

func TestWalkWithoutMemory(t *testing.T) {
	b := newTab(t)
	const refuse = `Object.defineProperty(window, "localStorage", {get() { throw new Error("refused") }})`
	err := chromedp.Do(b.ctx, chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
		_, err := cdp.Call(ctx, target, cdppage.AddScriptToEvaluateOnNewDocument, cdppage.AddScriptToEvaluateOnNewDocumentParams{Source: refuse})
		return err
	}))
	if err != nil {
		t.Fatal(err)
	}
	b.open(site{built: -30 * 24 * time.Hour, published: -30 * 24 * time.Hour, until: time.Hour}.serve(t) + page)
	b.click("On-call engineer", "10 % or more", "No").sees("Act, and escalate").lacks("This is the answer for")
}

func TestUnknownModelLeavesThePageAlone(t *testing.T) {
	s := fresh()
	s.version = "2"
	b := newTab(t).open(s.serve(t) + page)
	if got := b.js(`document.querySelector(".walk-static") !== null && document.getElementById("walk-live") === null`); got != "true" {
		t.Error("the questions of the page are gone")
	}
}

func TestWalkFromDisk(t *testing.T) {
	for _, test := range []struct {
		built time.Duration
		want  string
	}{{-time.Hour, "Act, and escalate"}, {-8 * 24 * time.Hour, "This page was built 8 days ago."}} {
		root := t.TempDir()
		for name, text := range (site{built: test.built, until: time.Hour}).files(t) {
			path := filepath.Join(root, filepath.FromSlash(name))
			if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		b := newTab(t).open("file://" + filepath.ToSlash(filepath.Join(root, page)))
		b.click("On-call engineer", "10 % or more").sees("question 2").click("Back").sees("question 1")
		b.click("10 % or more", "No").sees(test.want)
	}
}
