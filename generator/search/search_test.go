package search_test

import (
	"strings"
	"testing"

	"remit/generator/search"

	"github.com/google/go-cmp/cmp"
)

var site = []search.Document{
	{ID: "checkout", Title: "Checkout errors are rising", Address: "playbooks/checkout.html",
		Alerts: []string{"CheckoutErrorRateHigh"}, Aliases: []string{"/runbooks/checkout-5xx/"}, Tags: []string{"payments"},
		Names: []string{"checkout-api", "On-call engineer", "Put the shop in read-only mode"},
		Sections: []search.Section{
			{Text: "Customers cannot pay."},
			{Heading: "Roll back the last deploy", Anchor: "roll-back", Text: "The gateway answers ERR-4312.", Code: []string{"kubectl rollout undo"}},
			{Heading: "Raise an incident", Anchor: "raise-an-incident", Text: "The café in Zürich may be called."}}},
	{ID: "disk", Title: "Disk nearly full", Address: "playbooks/disk.html", Alerts: []string{"DiskFull"},
		Sections: []search.Section{{Heading: "Free some space", Anchor: "free-some-space", Text: "Do not deploy. ERR-4313 follows. PostgreSQL stops."}}},
	{ID: "certificate", Title: "Certificate expired", Address: "playbooks/certificate.html",
		Sections: []search.Section{{Heading: "Renew it", Anchor: "renew", Text: "Customers see warnings on checkout."}}},
	{ID: "constructor", Title: "The constructor of __proto__", Address: "constructor.html"},
}

func TestSearchFindsFirst(t *testing.T) {
	ix := search.Build(site, search.Options{})
	for _, row := range []struct{ what, query, want string }{
		{"a title word", "rising", "checkout"},
		{"title before prose", "checkout", "checkout"},
		{"a prefix as one types", "certif", "certificate"},
		{"a single letter as one types", "c", "checkout"},
		{"an alert whole", "CheckoutErrorRateHigh", "checkout"},
		{"an alert in small letters", "checkouterrorratehigh", "checkout"},
		{"an alert half typed", "checkouterrorra", "checkout"},
		{"an alert by its words", "rate high", "checkout"},
		{"a code whole", "ERR-4312", "checkout#roll-back"},
		{"its neighbour", "ERR-4313", "disk#free-some-space"},
		{"a code in small letters", "err-4312", "checkout#roll-back"},
		{"a code without hyphen", "err4313", "disk#free-some-space"},
		{"a code in two words", "ERR 4313", "disk#free-some-space"},
		{"the number of a code", "4313", "disk#free-some-space"},
		{"a code half typed", "ERR-431", "checkout#roll-back"},
		{"two letters swapped", "dsik", "disk"},
		{"a letter left out", "checkut", "checkout"},
		{"a letter too many", "expireed", "certificate"},
		{"a letter that makes a word which says little", "cant pay", "checkout"},
		{"a slip that only a word which says little would forgive", "EOF", ""},
		{"a wrong letter", "cerkificate", "certificate"},
		{"two slips in a long word", "cretificat3", ""},
		{"two slips in a long word of letters", "cretificaet", "certificate"},
		{"the singular", "error", "checkout"},
		{"-ing", "expiring", "certificate"},
		{"-ed", "deployed", "checkout#roll-back"},
		{"accents left out", "zurich", "checkout#raise-an-incident"},
		{"accents put in", "dîsk", "disk"},
		{"accents apart from their letters", "cafe\u0301", "checkout#raise-an-incident"},
		{"a former address", "runbooks 5xx", "checkout"},
		{"a tag", "payments", "checkout"},
		{"a workload", "checkout-api", "checkout"},
		{"an action", "read only mode", "checkout"},
		{"a heading", "how do I raise an incident", "checkout#raise-an-incident"},
		{"code", "kubectl", "checkout#roll-back"},
		{"a name in camel case", "postgresql", "disk#free-some-space"},
		{"more than any document has", "disk zebra umbrella", "disk"},
		{"a word of the language below", "constructor", "constructor"},
		{"another", "__proto__", "constructor"},
		{"an alert at the end of a line of a log", "2026-11-29T02:14:07.123Z host-7.prod.example.com kernel: [12345.678901] payments pod/checkout-7d9f8b6c5d-x2x4z app level=error msg=DiskFull", "disk"},
		{"an alert after many words that say little", strings.Repeat("what is it that I should do about this now and how can we ", 4) + "DiskFull", "disk"},
		{"nothing", "", ""},
		{"no words", " -- !? \U0001F525", ""},
		{"unknown words", "zebra", ""},
	} {
		got := ""
		if results := ix.Search(row.query, 1); len(results) > 0 {
			got = strings.TrimSuffix(results[0].ID+"#"+results[0].Anchor, "#")
		}
		if got != row.want {
			t.Errorf("%s: Search(%q) = %q, want %q", row.what, row.query, got, row.want)
		}
	}
}

func TestCodesNeverMatchBySlip(t *testing.T) {
	ix := search.Build(site, search.Options{})
	for _, r := range ix.Search("4312", 10) {
		if r.ID != "checkout" {
			t.Errorf("4312 finds %s", r.ID)
		}
	}
	if found := ix.Search("err4312", 10); len(found) != 2 || found[0].Score < 2*found[1].Score {
		t.Errorf("err4312 finds %v, want what has it far before what has but its letters", found)
	}
}

func TestResultTellsAll(t *testing.T) {
	want := []search.Result{{Document: 1, ID: "disk", Title: "Disk nearly full", Address: "playbooks/disk.html",
		Section: "Free some space", Anchor: "free-some-space"}}
	got := search.Build(site, search.Options{}).Search("space", 5)
	for i := range got {
		got[i].Score = 0
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("mismatch (-want +got):\n%s", diff)
	}
}

func TestEqualScoresKeepTheOrderOfDocuments(t *testing.T) {
	var docs []search.Document
	for _, id := range []string{"c", "a", "b"} {
		docs = append(docs, search.Document{ID: id, Title: "Same title"})
	}
	got := ""
	for _, r := range search.Build(docs, search.Options{}).Search("same title", 2) {
		got += r.ID
	}
	if got != "ca" {
		t.Errorf("got %s, want ca", got)
	}
}

func TestProseBreaksTies(t *testing.T) {
	docs := []search.Document{
		{ID: "without", Title: "Queue grows"},
		{ID: "with", Title: "Queue grows", Sections: []search.Section{{Text: "The sensor overheats."}}},
		{ID: "prose", Title: "Other", Sections: []search.Section{{Text: "The queue grows, the sensor overheats."}}},
	}
	got := ""
	for _, r := range search.Build(docs, search.Options{}).Search("queue grows sensor", 3) {
		got += r.ID + " "
	}
	if want := "with without prose "; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestLimit(t *testing.T) {
	ix := search.Build(site, search.Options{})
	for limit, want := range map[int]int{-1: 0, 0: 0, 1: 1, 2: 2, 100: 2} {
		if got := len(ix.Search("checkout", limit)); got != want {
			t.Errorf("limit %d: %d results, want %d", limit, got, want)
		}
	}
}

func TestEmptyIndex(t *testing.T) {
	ix := search.Build(nil, search.Options{})
	if got := ix.Search("disk", 10); len(got) != 0 {
		t.Errorf("got %v", got)
	}
	if _, files := ix.Ship(); len(files) != 1 {
		t.Errorf("%d files, want 1", len(files))
	}
}
