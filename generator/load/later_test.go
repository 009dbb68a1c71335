package load

import (
	"strings"
	"testing"
)

// A key of the design that this version does not read is an error that says so: it must not seem to have an effect.
func TestKeysOfLaterVersions(t *testing.T) {
	site := func(line string) map[string]string { return map[string]string{siteFile: harbourSite + line + "\n"} }
	role := func(key string) map[string]string {
		return map[string]string{siteFile: strings.Replace(harbourSite, "kind: team_member,", "kind: team_member, "+key+",", 1)}
	}
	book := func(old, new string) map[string]string {
		return map[string]string{"content/playbooks/p.md": strings.Replace(openBook, old, new, 1) + "---\n"}
	}
	for key, files := range map[string]map[string]string{
		"sources":     site("sources: [{folder: ../x, prefix: x}]"),
		"lang":        site("lang: de"),
		"teams":       site("teams: {head_of_commerce: heads}"),
		"operated_by": role("operated_by: on_call"),
		"stop":        role("stop: yes"),
		"says":        book("range: 0..100", "range: 0..100, says: [a, b]"),
		"order":       book("title: A title", "title: A title\norder: written"),
		"extends":     book("title: A title", "title: A title\nextends: other"),
		"software":    {siteFile: strings.Replace(harbourSite, "kind: team_member", "kind: software", 1)},
		"alerts":      book("title: A title", "title: A title\nalerts: [{name: A, fires: rate > 5}]"),
	} {
		_, found := loadFiles(t, files)
		if len(found) != 1 || key != "alerts" && !strings.Contains(found[0].Message, "not supported by this version") || !strings.Contains(found[0].Message, key) {
			t.Errorf("%s:\n%s", key, shown(t, found))
		}
	}
}
