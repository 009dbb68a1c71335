package playbook

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestAliasFiles(t *testing.T) {
	for _, row := range []struct {
		alias string
		want  []string
	}{
		{"/", []string{"index.html"}},
		{"/runbooks/x/", []string{"runbooks/x/index.html"}},
		{"/runbooks/x.html", []string{"runbooks/x.html"}},
		{"/runbooks/x", []string{"runbooks/x.html", "runbooks/x/index.html"}},
		{"/wiki/Checkout errors", []string{"wiki/Checkout errors.html", "wiki/Checkout errors/index.html"}},
		{"/old.php", []string{"old.php.html", "old.php/index.html"}},
		{"/Größe/", []string{"Größe/index.html"}},
		{"", nil}, {"x", nil}, {"//", nil}, {"//x", nil}, {"/a//b", nil}, {"/a//", nil},
		{"/../x", nil}, {"/./x", nil}, {"/.nojekyll/", nil}, {"/a. /", nil}, {"/a./", nil}, {"/ a", nil},
		{"/a?b", nil}, {"/a#b", nil}, {"/a%20b", nil}, {"/a:b", nil}, {`/a\b`, nil}, {"/a\x00", nil}, {"https://x.example/a", nil},
	} {
		if diff := cmp.Diff(row.want, AliasFiles(row.alias)); diff != "" {
			t.Errorf("%q: mismatch (-want +got)\n%s", row.alias, diff)
		}
	}
}
