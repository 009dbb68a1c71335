package page

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"remit/generator/playbook"
)

// The first page asks for a role among those that the walk of the playbook offers, in the same order.
func TestHomeAsksForTheRolesOfTheWalk(t *testing.T) {
	files := render(t, input(library(t), built))
	asked := find(t, files["index.html"], "a", "href", "playbooks/shop/pay.html")
	var want []string
	for _, option := range find(t, files["playbooks/shop/pay.html"], "a", "class", "option") {
		name, _ := attribute(option, "data-role")
		want = append(want, name)
	}
	for _, link := range asked {
		if roles, ok := attribute(link, "data-roles"); ok {
			if diff := cmp.Diff(want, strings.Fields(roles)); diff != "" || len(want) == 0 {
				t.Errorf("mismatch (-walk +home):\n%s", diff)
			}
			return
		}
	}
	t.Error("the playbook cannot be chosen")
}

// Every action of the site can be chosen to be asked about, under the address that the table gives it as well.
func TestActionsCanBeAskedAbout(t *testing.T) {
	files := render(t, input(library(t), built))
	data, isCall := strings.CutPrefix(files[actionsAddress], "remitActions(")
	var list []actionsOf
	if err := json.Unmarshal([]byte(strings.TrimSuffix(data, ");\n")), &list); err != nil || !isCall {
		t.Fatal(err, files[actionsAddress])
	}
	n := 0
	for _, one := range list {
		for _, action := range one.Actions {
			n++
			if !strings.Contains(files[matrixAddress], `href="`+one.Address+"#may-i="+action[0]+`">`+action[1]+"<") {
				t.Errorf("%s of %s is not in the table", action, one.Title)
			}
		}
	}
	if all := strings.Count(files[matrixAddress], "#may-i="); n == 0 || n != all {
		t.Errorf("%d actions, and %d in the table", n, all)
	}
}

// Where actions are more than a list can hold, the first page leads to the table alone, and no list is shipped.
func TestTooManyActionsAreNotListed(t *testing.T) {
	lib := library(t)
	p := lib.Playbooks[0]
	p.Actions = slices.Repeat([]*playbook.Action{p.Actions[0]}, mostActions+1)
	w, err := newWriter(input(lib, built))
	if err != nil {
		t.Fatal(err)
	}
	if files, err := w.actionsScript(); err != nil || files != nil {
		t.Error(files, err)
	}
	if v := w.home().view(placeAt(homeAddress)).(homeView); v.ActionsOf != "" || v.Actions.Href != matrixAddress {
		t.Errorf("%q, %+v", v.ActionsOf, v.Actions)
	}
}

// Of alerts and workloads that are too many for a list, the first page has none, and says where all of them are.
func TestTooManyAreNotListed(t *testing.T) {
	lib := library(t)
	p := lib.Playbooks[0]
	p.Alerts = slices.Repeat(p.Alerts[:1], mostAlerts+1)
	for i := range mostBooks {
		name := "w" + itoa(i)
		book := book1(t)
		book.ID, book.Workload = "many/"+name, text(name)
		lib.Playbooks = append(lib.Playbooks, book)
		lib.Site.Workloads = append(lib.Site.Workloads, &playbook.Workload{Name: text(name), Owner: text("owner")})
	}
	w, err := newWriter(input(lib, built))
	if err != nil {
		t.Fatal(err)
	}
	v := w.home().view(placeAt(homeAddress)).(homeView)
	if v.Alerts.Links != nil || v.Alerts.All.Href != "search/a-z.html#alerts" {
		t.Errorf("alerts: %+v", v.Alerts)
	}
	if v.Many.Cards != nil || v.Many.All.Href != "workloads/index.html" || v.Workloads != nil {
		t.Errorf("workloads: %+v, %+v", v.Many, v.Workloads)
	}
}
