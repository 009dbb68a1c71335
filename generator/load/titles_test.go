package load

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"remit/generator/playbook"
)

// Roles, actions and options of one title are told apart by their names; a title that nothing else has stays as it is.
func TestTitlesThatAreAlikeAreToldApart(t *testing.T) {
	library, found := loadFiles(t, map[string]string{
		siteFile: strings.Replace(harbourSite, "contacts:\n", "  second: {title: on-call  Engineer, kind: team_member, contact: on_call_rota}\ncontacts:\n", 1),
		"content/playbooks/titles.md": "---\ntitle: A title\nworkload: checkout\nroles: [on_call]\n" +
			"facts: {provider: {options: {up: It works, down: Down, half: it  WORKS}}}\ntriggers: {high: \"provider in [down, half]\"}\n" +
			"actions:\n  restart: {title: Restart, roles: [on_call]}\n  all: {title: Restart, roles: [on_call]}\n  stop: {title: Stop, roles: [on_call]}\n---\n",
	})
	if len(found) > 0 {
		t.Fatal(shown(t, found))
	}
	var titles []string
	for _, r := range library.Site.Roles {
		titles = append(titles, r.Title.Value)
	}
	for _, a := range library.Playbooks[0].Actions {
		titles = append(titles, a.Title.Value)
	}
	for _, o := range library.Playbooks[0].Facts[0].Options {
		titles = append(titles, o.Title.Value)
	}
	want := []string{
		"On-call engineer (on_call)", "Incident manager", "Head of commerce", "on-call  Engineer (second)",
		"Restart (restart)", "Restart (all)", "Stop", "It works (up)", "Down", "it  WORKS (half)",
	}
	if diff := cmp.Diff(want, titles); diff != "" {
		t.Errorf("mismatch (-want +got)\n%s", diff)
	}
}

// A title that looks like what is made of two others is told apart as well.
func TestTitlesMadeToLookAlikeAreToldApart(t *testing.T) {
	titles := []playbook.Text{{Value: "On call (b)"}, {Value: "On call"}, {Value: "on  call"}}
	tellApart([]titled{{"a", &titles[0]}, {"b", &titles[1]}, {"c", &titles[2]}})
	var got []string
	for _, title := range titles {
		got = append(got, title.Value)
	}
	want := []string{"On call (b) (a)", "On call (b) (b)", "on  call (c)"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("mismatch (-want +got)\n%s", diff)
	}
}
