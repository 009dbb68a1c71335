package bundle_test

import (
	"encoding/json"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

// What comes after an answer, on the same page as the walk.

const (
	granted = page + "#role=on_call&error_rate=5&recent_deploy=yes&migration=no"
	severe  = page + "#role=on_call&error_rate=12&recent_deploy=no"
	begin   = "I am doing this now"
)

func TestAnActIsNotedAndItsLimitAskedAgain(t *testing.T) {
	b := newTab(t)
	address := fresh().serve(t)
	granted := granted + "&at=" + time.Now().UTC().Format("2006-01-02T15:04Z") // of one walk, whatever the clock says meanwhile
	b.open(address+granted).sees(asLimit).click("No").sees("Act now", begin).lacks("Begun", "Noted")
	b.click(begin).sees("Begun ", "That uses its limit up. Do not begin it again before ", " tomorrow; call instead.", "Take this note back").lacks(begin)
	if got := b.js(`document.activeElement.textContent`); got != "Take this note back" {
		t.Errorf("focus on %q", got)
	}
	b.click("Change Error rate", elevated).sees(asLimit, "Noted on this device: done at ").lacks(yes)
	if got := b.js(`[...document.querySelectorAll("#walk-live [aria-pressed=true]")].map(e => e.textContent).join()`); got != "Yes" {
		t.Errorf("filled in: %q", got)
	}
	b.open(address+granted).sees(asLimit, "Noted on this device").click("Yes").sees("Used up").lacks(yes)
	b.open(address+granted).sees(asLimit).click("No").sees("Act now", "That uses its limit up.").lacks(begin).click("Take this note back").sees(begin).lacks("Noted")
	b.open(address + granted).sees(asLimit).lacks("Noted on this device")
}

func TestWhatLastsHasAnEnd(t *testing.T) {
	b := newTab(t)
	address := fresh().serve(t)
	b.open(address+severe).sees("Begun at ", begin).click(begin).sees("It ends by ", ", in 30 min.", "I am doing it once more").lacks("Begun at ")
	half := time.Now().Add(-40 * time.Minute).Unix()
	asked := time.Now().Add(-45 * time.Minute).UTC()
	b.js(`localStorage.setItem("remit /site/ used boarding", "read_only ` + strconv.FormatInt(half, 10) + " " + strconv.FormatInt(asked.Unix()/60, 10) + `")`)
	b.open(address+severe+"&at="+asked.Format("2006-01-02T15:04Z")).sees("It had to end at ", "Undo it now; to go on, call.")
}

// later moves the clock of the open page on, and lets it look.
func (b *tab) later(by time.Duration) *tab {
	b.t.Helper()
	b.js(`(() => { const now = Date.now.bind(Date); Date.now = () => now() + ` + strconv.FormatInt(by.Milliseconds(), 10) + `; dispatchEvent(new Event("pageshow")); return "" })()`)
	return b
}

// Nobody who acts has his steps taken from him by the page; what he noted stays in view when the answer changes.
func TestAnActUnderWayStays(t *testing.T) {
	b := newTab(t)
	address := fresh().serve(t)
	b.open(address+granted).sees(asLimit).click("No").sees("Act now").click(begin).sees("Begun ", "Hide the steps")
	b.later(20*time.Minute).sees("Act now", "Begun ", "Hide the steps").lacks(asLimit)
	if err := chromedp.Do(b.ctx, chromedp.Reload()); err != nil {
		t.Fatal(err)
	}
	b.sees("Act now", "Begun ", "That uses its limit up.").lacks(asLimit)
	b.later(2*time.Hour).sees(asLimit, "Noted on this device: done at ", "Roll back the last deploy: begun ", "Show the steps")
	if got := b.js(`document.querySelector("#walk-live [role=status]").textContent`); got != "before the answer" {
		t.Errorf("announced %q", got)
	}
	b.click("Yes").sees("Used up", "Roll back the last deploy: begun ", "Message for Incident desk").click("Message for Incident desk")
	b.sees("Done so far: Roll back the last deploy, begun ", "Urgency: to be called ", "Rules of this call: content/playbooks/boarding.md:46")
	b.open(address+page+"#role=on_call&error_rate=5&recent_deploy=no").sees("Stop: call first", "Noted on this device", "Roll back the last deploy: begun ").click("Record for the ticket")
	b.sees("Also noted on this device", "Roll back the last deploy: begun ")
}

// While one action is under way the limit of another is not asked about: the steps would go.
func TestOneActUnderWayOutlastsTheLimitOfAnother(t *testing.T) {
	b := newTab(t)
	s := fresh()
	const other = "Has boarding been read-only in this incident?"
	s.edits = []string{`data-grant="read_only#1"`, `data-grant="read_only#1" data-ask="` + other + `"`}
	b.open(s.serve(t) + page + "#role=on_call&recent_deploy=yes&migration=no&error_rate=50").sees(asLimit).click("No").sees(other).click("No")
	b.sees("You may roll back the last deploy and put boarding in read-only mode.")
	b.js(`[...document.querySelectorAll("#walk-live button")].find(e => e.textContent === "` + begin + `").click()`) // the first of two
	b.sees("Begun ", "Hide the steps")
	b.later(16*time.Minute).sees("You may roll back the last deploy. ", "Begun ", "Hide the steps", "Not now: put boarding in read-only mode. Its limit is asked about when you ask again.").lacks(other)
	b.click("Ask again from here").sees("question 1")
}

// Nobody begins again what others may have begun meanwhile, unless the limit was asked about anew; a reply that was taken back
// stays taken back.
func TestDoingItOnceMoreIsAskedAbout(t *testing.T) {
	b := newTab(t)
	s := fresh()
	s.edits = []string{`data-times="1" data-per="1440"`, `data-times="3" data-per="1440"`}
	address := s.serve(t)
	b.open(address+granted).sees(asLimit).click("No").click(begin).sees("Begun ", "Ask before you do it once more").lacks("I am doing it once more")
	b.click("Ask before you do it once more").sees(asLimit, "Noted on this device: done at ")
	b.open(address + granted + "&at=" + time.Now().Add(-3*time.Minute).UTC().Format("2006-01-02T15:04Z")).sees(asLimit).click("No").sees("Act now")
	b.later(16 * time.Minute).sees(asLimit).click("Yes").sees("Used up")
	b.js(`localStorage.setItem("remit /site/ used boarding", localStorage.getItem("remit /site/ used boarding") + "\nroll_back " + Math.ceil(Date.now() / 1000) + " 5")`) // in another tab
	b.later(16*time.Minute).sees(asLimit).lacks("Act now", yes)
}

func TestStepsAreTickedOffAndCopied(t *testing.T) {
	b := newTab(t)
	address := fresh().serve(t) + severe + "&at=" + time.Now().UTC().Format("2006-01-02T15:04Z")
	b.open(address).sees(begin).lacks("Go back:")
	b.js(`Object.defineProperty(navigator, "clipboard", {value: {writeText: async text => { window.copied = text; }}})`)
	b.click("Show the steps").sees("Read the note", "Go back:", "Step 2 of 2 done").lacks("Not a step.")
	b.click("Copy release undo boarding").sees("Copied")
	if got := b.js(`window.copied`); got != "release undo boarding\nrelease status boarding" {
		t.Errorf("copied %q", got)
	}
	b.click("Copy release show")
	if got := b.js(`window.copied + document.querySelectorAll("#note").length`); got != "release show1" {
		t.Errorf("copied %q", got)
	}
	b.js(`document.querySelector("#walk-live .step input").click()`)
	b.open(address).sees(begin).click("Show the steps")
	if got := b.js(`[...document.querySelectorAll("#walk-live .step input")].map(e => e.checked).join()`); got != "true,false" {
		t.Errorf("ticked: %s", got)
	}
}

func TestTheRecordSaysWhatWasRead(t *testing.T) {
	b := newTab(t)
	b.open(fresh().serve(t)+granted).sees(asLimit).click("No").sees(begin).click(begin, "Record for the ticket").sees("Your name (kept on this device)")
	b.js(`Object.defineProperty(navigator, "clipboard", {value: {writeText: async text => { window.copied = text; }}})`)
	b.js(`(field => { field.value = "<b>Ada*\n@all"; field.dispatchEvent(new Event("input")); })(document.querySelector(".paper input[type=text]"))`)
	b.js(`[...document.querySelectorAll(".tolds input")].forEach(e => e.click())`)
	b.sees("Incident desk at ").click("Copy as Markdown").sees("Copied")
	text := b.js(`window.copied`)
	for _, want := range []string{
		"## Boarding is failing\n", "`boarding`, Quay", `- Who: \<b\>Ada\*@` + "\u200ball, On-call engineer (`on_call`)", "- Read on the page: Act now\n",
		"- Error rate: 5 % (`error_rate=5`)", "has anyone done this in the last 24 h? no", "### Grants relied on",
		"- Roll back the last deploy: `roll_back#1`, [content/playbooks/boarding.md:24](https://example.org/boarding.md#L24); begun 20",
		"confirmed current at 20", "role=on_call&error_rate=5&recent_deploy=yes&migration=no&at=20", "- Incident desk: 20",
		"This record states what was read and which rule was relied on. It grants nothing.",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("the record lacks %q:\n%s", want, text)
		}
	}
	if regexp.MustCompile(`(?i)you may|allowed|approved`).MatchString(text) {
		t.Errorf("the record says yes:\n%s", text)
	}
	b.click("Copy as JSON")
	var record struct {
		Role, Asked, Recorded, Read, Copy string
		Grants                            []struct{ Done []string }
		Told                              []struct{ Who, At string }
	}
	if err := json.Unmarshal([]byte(b.js(`window.copied`)), &record); err != nil {
		t.Fatal(err)
	}
	if record.Role != "on_call" || record.Read != "Act now" || len(record.Grants) != 1 || len(record.Grants[0].Done) != 1 || len(record.Told) == 0 {
		t.Errorf("record: %+v", record)
	}
	if _, err := time.Parse(time.RFC3339, record.Recorded); err != nil {
		t.Error(err)
	}
	link, err := url.Parse(b.js(`[...document.querySelectorAll(".paper a")].map(a => a.href).join()`))
	if err != nil {
		t.Fatal(err)
	}
	if link.Host != "github.com" || link.Path != "/example/quay/issues/new" || !strings.HasPrefix(link.Query().Get("body"), "## Boarding is failing\n") {
		t.Errorf("issue: %s", link)
	}
	b.sees("It becomes an issue only when you submit it there.")
}

func TestTheMessageIsDrafted(t *testing.T) {
	b := newTab(t)
	b.open(fresh().serve(t)+page+"#role=on_call&error_rate=5&recent_deploy=no&provider=?").sees("Stop: call first", "Message for").click("Message for Incident desk")
	b.js(`((fields, words) => fields.forEach((f, i) => { f.value = words[i]; f.dispatchEvent(new Event("input")); }))(document.querySelectorAll(".paper input[type=text]"), ["Everybody at gate 4", "Half & growing", "<Close the gate>"])`)
	text := b.js(`document.querySelector(".sheet").textContent`)
	for _, want := range []string{
		"Boarding is failing (Quay)\n", "Risk: Nobody can board.\n", "From: On-call engineer\n", "Error rate: 5 %; Recent deploy: No\n", "Not known: Provider\n",
		"Criticality: at risk by this playbook\n", "Affected: Everybody at gate 4\n", "How much: Half & growing\n", "Urgency: to be called by ",
		"Done so far: nothing noted on this device\n", "Asked of you: <Close the gate>\n", "Rules of this call: content/playbooks/boarding.md:46", "What I read: http",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("the message lacks %q:\n%s", want, text)
		}
	}
	links := strings.Split(b.js(`[...document.querySelectorAll(".paper .row a")].map(a => a.getAttribute("href")).join("\n")`), "\n")
	if len(links) != 2 || !strings.HasPrefix(links[0], "sms:+442079460109?body=") || !strings.HasPrefix(links[1], "mailto:desk@quay.example?subject=Boarding%20is%20failing&body=") {
		t.Fatalf("links: %q", links)
	}
	for _, link := range links {
		_, body, _ := strings.Cut(link, "body=")
		if got, err := url.PathUnescape(body); err != nil || got != text {
			t.Errorf("%v: %s", err, got)
		}
	}
}

func TestAManagerReceivesWhatIsAsked(t *testing.T) {
	b := newTab(t)
	address := fresh().serve(t)
	b.open(address + page)
	b.js(`localStorage.setItem("remit /site/ role", "incident_manager")`)
	b.open(address+page+"#role=on_call&error_rate=12&recent_deploy=no").sees("This is the answer for: On-call engineer", "What is asked of you", "The on-call engineer owes you a call ", "Who could act", "On-call engineer: put boarding in read-only mode.")
	b.click("Record for the ticket").sees("Who: On-call engineer (`on_call`)", "Recorded by: Incident manager")
	b.click("Message for Incident desk").sees("From: Incident manager", "Answer for: On-call engineer")
	b.click("Show mine").lacks("What is asked of you", "This is the answer for")
	b.open(address+page+"#role=care&error_rate=5&recent_deploy=no").sees("What is asked of you", "What no grant covers is yours to decide.", "By these readings no grant is yours.")
	b.open(site{built: -9 * 24 * time.Hour, down: true, until: time.Hour}.serve(t) + page)
	b.js(`localStorage.setItem("remit /site/ role", "incident_manager")`)
	b.open(b.js(`location.origin + location.pathname`) + "#role=on_call&error_rate=12&recent_deploy=no").sees("This copy cannot be relied on: call and ask.").lacks(yes)
}

func TestNotesOfOthersAreNoNotes(t *testing.T) {
	b := newTab(t)
	address := fresh().serve(t)
	b.open(address + page)
	for _, kept := range []string{`null`, `[]`, `{"at":0,"told":[1],"words":"x","ticked":null}`, `{"at":`, strings.Repeat("[", 5000)} {
		b.js(`localStorage.setItem("remit /site/ doing boarding on_call", ` + quoted(kept) + `); localStorage.setItem("remit /site/ used boarding", "__proto__ x\n<img src=x> 9\nread_only -5\n\nread_only 99999999999999999999")`)
		b.open(address+severe).sees(begin).click("Record for the ticket").sees("## Boarding is failing").lacks("Begun 1", "Begun 2", "Noted")
	}
}
