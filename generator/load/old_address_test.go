package load

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"remit/generator/content"
)

// The address of a file that is gone is the one that it would have if it were there.
func TestAddressIsThatOfTheTree(t *testing.T) {
	files := map[string]string{}
	for _, name := range []string{
		"content/playbooks/late.md", "content/playbooks/payments/checkout-errors.md", "content/guide.md", "content/README.md",
		"content/Run Books/README.md", "content/Run Books/Fail over.md", "content/.drafts/x.md", "content/a/.x.md",
		"content/recognition/2026-01-01-x.md", "content/notes.txt", "content/roles/README.md", "content/readme/readme.md",
	} {
		files[name] = "# A page\n"
	}
	library, _ := loadFiles(t, files)
	want, got := map[string]string{}, map[string]string{}
	for _, p := range library.Playbooks {
		want[p.File.Path] = p.Address()
		if id := content.PlaybookID(p.File.Path); id != p.ID {
			t.Errorf("%s: id %q, want %q", p.File.Path, id, p.ID)
		}
	}
	for _, p := range library.Pages {
		want[p.File.Path] = p.Address
	}
	for name := range files {
		if address := content.Address(name); address != "" {
			got[name] = address
		}
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("mismatch (-want +got):\n%s", diff)
	}
	if len(want) != 8 {
		t.Errorf("%d pages, want 8", len(want))
	}
}
