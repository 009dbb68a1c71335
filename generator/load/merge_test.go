package load

import (
	"slices"
	"testing"
	"testing/fstest"

	"remit/generator/diagnostic"
)

// A slip where a fact is defined is one mistake of its conditions and one of its scenarios, not one for each use.
func TestANameIsMissedOnce(t *testing.T) {
	const path = "content/playbooks/p.md"
	text := "---\ntitle: P\nworkload: checkout\nroles: [on_call]\nfacts: {laod: {ask: \"How high?\", range: 0..9}}\n" +
		"triggers: {high: load > 5, low: load < 1, full: load == 9}\nactions: {a: {title: A, roles: [on_call], unless: load > 8}}\n---\n"
	_, found, err := Dir(fstest.MapFS{siteFile: {Data: []byte(harbourSite)}, path: {Data: []byte(text)}}, Options{})
	if err != nil {
		t.Fatal(err)
	}
	unknown := slices.DeleteFunc(found, func(d diagnostic.Diagnostic) bool { return d.Rule != "unknown_name" })
	if len(unknown) != 1 || len(unknown[0].Related) != 3 {
		t.Errorf("found: %+v", unknown)
	}
}
