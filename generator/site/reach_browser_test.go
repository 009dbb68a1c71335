package site_test

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"testing"
	"time"

	"remit/generator/hours"
	"remit/generator/load"
	"remit/generator/playbook"
	"remit/generator/site"
)

// At any minute of the months ahead the page of contacts shows as answering whom the generator's calendar has open, and
// the next change at the same minute, on both clocks.
func TestWhoAnswersNow(t *testing.T) {
	tab := newTab(t)
	s, err := site.Open("../..")
	if err != nil {
		t.Fatal(err)
	}
	library, _, err := load.Dir(os.DirFS("../.."), load.Options{})
	if err != nil {
		t.Fatal(err)
	}
	address := publish(t, s)
	today := playbook.DateOf(time.Now().In(library.Site.TimeZone.Value))
	calendar := hours.NewCalendar(library.Site, today, hours.Horizon)
	random := rand.New(rand.NewPCG(7, 7))
	var minutes []int64
	for range 300 {
		minutes = append(minutes, calendar.From/60+random.Int64N((calendar.Until-calendar.From)/60))
	}
	asked, err := json.Marshal(minutes)
	if err != nil {
		t.Fatal(err)
	}
	var shown []map[string]bool
	if err := json.Unmarshal([]byte(tab.run(address+"contacts.html", fmt.Sprintf(reachScript, asked))), &shown); err != nil {
		t.Fatal(err)
	}
	for i, minute := range minutes {
		for _, c := range library.Site.Contacts {
			if want := calendar.Open(c.Name.Value).Covers(minute * 60); shown[i][c.Name.Value] != want {
				t.Errorf("%s at %s: shown as answering: %v", c.Name.Value, time.Unix(minute*60, 0).UTC(), !want)
			}
		}
	}
	// Beyond what is known nothing is said.
	if said := tab.run(address+"contacts.html", fmt.Sprintf(reachScript, fmt.Sprintf("[%d]", calendar.Until/60+1))); said != "[{}]" {
		t.Errorf("after the last minute: %s", said)
	}
}

// reachScript sets the clock of the page to each minute in turn and notes who is shown as answering, for all who are shown.
const reachScript = `new Promise(done => {
	const places = () => [...document.querySelectorAll("[data-contact]:not(:empty)")];
	const read = () => Object.fromEntries(places().map(p => [p.dataset.contact, p.textContent.startsWith("Answers now")]));
	const wait = () => {
		if (places().length === 0) return setTimeout(wait, 20);
		done(JSON.stringify(%s.map(minute => {
			Date.now = () => minute * 60000;
			document.dispatchEvent(new Event("visibilitychange"));
			return read();
		})));
	};
	wait();
})`
