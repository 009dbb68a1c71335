package check_test

import (
	"strings"
	"testing"
	"testing/fstest"
)

func TestWrongURLKnowsOnlyGitHub(t *testing.T) {
	for _, row := range []struct{ url, repository, want string }{
		{"https://example.github.io/playbooks/", "https://github.com/example/playbooks", ""},
		{"https://example.github.io/playbooks", "https://github.com/example/playbooks.git", ""},
		{"https://Example.github.io/playbooks/", "https://www.github.com/Example/playbooks/", ""},
		{"https://example.github.io/Playbooks/", "https://github.com/example/playbooks", `help: write "https://example.github.io/playbooks/"`},
		{"https://example.github.io/playbooks/", "https://github.com/example/Playbooks", `help: write "https://example.github.io/Playbooks/"`},
		{"https://example.github.io/playbooks/v2/", "https://github.com/example/playbooks", ""},
		{"https://example.github.io/", "https://github.com/example/example.github.io", ""},
		{"https://example.github.io/docs/", "https://github.com/example/example.github.io", ""},
		{"https://playbooks.example.org/", "https://github.com/example/playbooks", ""},
		{"https://example.org/anything/", "https://github.com/example/playbooks", ""},
		{"https://example.gitlab.io/x/", "https://gitlab.com/example/playbooks", ""},
		{"https://example.github.io/playbooks/", "https://gitlab.com/other/thing", ""},
		{"https://secret-1.pages.github.io/", "https://github.com/example/playbooks", ""},
		{"https://github.io/", "https://github.com/example/playbooks", ""},
		{"https://example.github.io/playbooks/", "https://github.com/example", ""},
		{"http://localhost:8080/", "", ""},
		{"http://127.0.0.1/", "", ""},
		{"http://playbooks.example.org/", "", "is not encrypted"},
		{"https://playbooks.example.org/index.html", "", `help: write "https://playbooks.example.org/"`},
		{"https://example.github.io/", "https://github.com/example/playbooks", `help: write "https://example.github.io/playbooks/"`},
		{"https://other.github.io/playbooks/", "https://github.com/example/playbooks", `help: write "https://example.github.io/playbooks/"`},
		{"https://other.github.io/", "https://github.com/example/example.github.io", `help: write "https://example.github.io/"`},
	} {
		site := "url: " + row.url + "\n" + strings.Replace(read(t, "testdata/site.yaml"), "url: https://example.github.io/examples/\n", "", 1)
		if row.repository != "" {
			site += "repository: " + row.repository + "\n"
		}
		got := findings(t, fstest.MapFS{"site.yaml": {Data: []byte(site)}})
		if row.want == "" && got != "" || !strings.Contains(got, row.want) {
			t.Errorf("%s of %s: want %q, got:\n%s", row.url, row.repository, row.want, got)
		}
	}
}
