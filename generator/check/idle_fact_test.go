package check_test

import (
	"strings"
	"testing"
	"testing/fstest"
)

// sharing is the site of the examples with two shared facts.
func sharing(t *testing.T) string {
	return read(t, "testdata/site.yaml") + "facts:\n  storm: {ask: \"Is there a storm?\"}\n  flood: {ask: \"Is there a flood?\"}\n"
}

// A shared fact that no playbook tests is idle, once for the site; not while a playbook is there that could not be read.
func TestSharedFacts(t *testing.T) {
	const wet = "---\ntitle: Wet\nworkload: shop\nroles: [manager]\ntriggers: {wet: flood}\nactions: {wait: {title: Wait, roles: all}}\n---\n"
	const stormy = "---\ntitle: Stormy\nworkload: shop\nroles: [manager]\nconditions: {rough: storm}\ntriggers: {wet: flood}\nactions: {wait: {title: Wait, roles: all}}\n---\n"
	const broken = "---\ntitle: Broken\nworkload: shop\nroles: [manager]\ntriggers: {wet: flud}\nactions: {wait: {title: Wait, roles: all}}\n---\n"
	for _, row := range []struct {
		name, playbooks string
		want            int
	}{
		{"one of two", wet, 1}, {"in two playbooks", wet + "+" + wet, 1}, {"in an idle condition", wet + "+" + stormy, 0},
		{"beside one that could not be read", wet + "+" + broken, 0}, {"no playbook", "", 0},
	} {
		t.Run(row.name, func(t *testing.T) {
			files := fstest.MapFS{"site.yaml": &fstest.MapFile{Data: []byte(sharing(t))}}
			for i, text := range strings.Split(row.playbooks, "+") {
				if text != "" {
					files["content/playbooks/p"+string(rune('a'+i))+".md"] = &fstest.MapFile{Data: []byte(text)}
				}
			}
			got := findings(t, files)
			if n := strings.Count(got, "[idle_fact]"); n != row.want || n > 0 && !strings.Contains(got, `site.yaml:18:3: warning: no condition of any playbook tests the fact "storm"`) {
				t.Errorf("%d findings, want %d:\n%s", n, row.want, got)
			}
		})
	}
}
