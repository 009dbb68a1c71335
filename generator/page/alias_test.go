package page

import (
	"strings"
	"testing"
)

// An old address leads on without a script, for readers of any agent, and is no page of its own to search engines.
func TestOldAddressesLeadOn(t *testing.T) {
	lib := library(t)
	lib.Site.Index = given(true)
	files := render(t, input(lib, built))
	for _, row := range []struct{ file, to, script string }{
		{"runbooks/pay-5xx/index.html", "../../playbooks/shop/pay.html", "../../assets/alias.js"},
		{"old pay.html", "playbooks/shop/pay.html", "assets/alias.js"},
		{"old pay/index.html", "../playbooks/shop/pay.html", "../assets/alias.js"},
	} {
		page := files[row.file]
		for _, part := range []string{
			`<link rel="canonical" href="` + row.to + `">`,
			`<noscript><meta http-equiv="refresh" content="0; url=` + row.to + `"></noscript>`,
			`<script defer src="` + row.script + `"></script>`,
			`<meta name="robots" content="noindex">`,
			`<a href="` + row.to + `">Payments fail</a>`,
		} {
			if !strings.Contains(page, part) {
				t.Errorf("%s lacks %s:\n%s", row.file, part, page)
			}
		}
	}
	if strings.Contains(files["sitemap.xml"], "old") {
		t.Error("the sitemap lists an old address")
	}
	if strings.Contains(files["playbooks/shop/pay.html"], "noindex") || strings.Contains(files["playbooks/shop/pay.html"], "canonical") {
		t.Error("the playbook's own page is dressed as an old address")
	}
}
