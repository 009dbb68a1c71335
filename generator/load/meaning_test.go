package load

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"remit/generator/channel"
	"remit/generator/meaning"
)

func TestChannelsAreThoseOfTheDocument(t *testing.T) {
	rows, err := meaning.Table("Kinds of channels")
	if err != nil {
		t.Fatal(err)
	}
	var ours [][]string
	for _, k := range channel.Kinds() {
		ours = append(ours, []string{k.Name, k.Holds})
	}
	if diff := cmp.Diff(rows, ours); diff != "" {
		t.Errorf("mismatch (-document +table):\n%s", diff)
	}
}

// Prose may link to whatever a channel opens.
func TestProseLinksToWhatChannelsOpen(t *testing.T) {
	for _, scheme := range channel.Schemes() {
		library, found := loadFiles(t, map[string]string{"content/a.md": "# A\n\n[there](" + scheme + ":112)\n"})
		if len(found) > 0 || !strings.Contains(string(library.Pages[0].Body.HTML), `href="`+scheme+`:112"`) {
			t.Errorf("%s:\n%s", scheme, shown(t, found))
		}
	}
}
