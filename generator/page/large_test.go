package page

import (
	"fmt"
	"strings"
	"testing"

	"remit/generator/playbook"
)

// large is a site with more playbooks than its first page and its page of tables can hold.
func large(t *testing.T) *playbook.Library {
	t.Helper()
	lib := library(t)
	lib.Site.Workloads = append(lib.Site.Workloads,
		&playbook.Workload{Name: text("till"), Title: text("Till"), Owner: text("owner")},
		&playbook.Workload{Name: text("idle"), Title: text("Idle"), Owner: text("owner")})
	for i := range mostBooks {
		p := book1(t)
		p.ID, p.Title, p.Aliases = fmt.Sprintf("till/b%d", i), text(fmt.Sprintf("Book %d", i)), nil
		p.Workload = text("till")
		lib.Playbooks = append(lib.Playbooks, p)
	}
	return lib
}

func TestALargeSiteListsItsWorkloads(t *testing.T) {
	files := render(t, input(large(t), built))
	for name, page := range files {
		if strings.HasSuffix(name, ".html") && !isPocket(name) && !strings.HasPrefix(name, "playbooks/till/") { // which are all alike
			inspect(t, name, page)
			for _, e := range elements(parsed(t, page)) {
				if href, ok := attribute(e, "href"); ok && e.Data == "a" {
					inspectTarget(t, files, name, href)
				}
			}
		}
	}
	for _, row := range []struct{ page, has, lacks string }{
		{"index.html", `<a href="workloads/till.html"><b>Till</b>`, "Book 1"},
		{"index.html", `<a href="playbooks/index.html">All 61 playbooks</a>`, "Idle"},
		{"authority.html", `<a href="authority/till.html"><b>Till</b><span class="muted">60 playbooks</span>`, "<table"},
		{"authority/till.html", "Book 59", "Payments fail"},
		{"authority/shop.html", "Payments fail", "Book 1"},
		{"sitemap.xml", "authority/till.html", "authority/idle.html"},
	} {
		if page := files[row.page]; !strings.Contains(page, row.has) || strings.Contains(page, row.lacks) {
			t.Errorf("%s lacks %q or has %q:\n%s", row.page, row.has, row.lacks, page)
		}
	}
	if _, written := files["authority/idle.html"]; written {
		t.Error("a workload without playbooks has a table")
	}
}
