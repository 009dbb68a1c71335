package check_test

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"
)

// many is a site with so many pages that its first page cannot list them all; each leads to itself.
func many() fstest.MapFS {
	files := fstest.MapFS{}
	for i := range 13 {
		files[fmt.Sprintf("content/guides/%02d.md", i)] = &fstest.MapFile{Data: fmt.Appendf(nil, "# Guide\n\n[itself](%02d.md)\n", i)}
	}
	return files
}

func TestFewPagesAreNoOrphans(t *testing.T) {
	files := many()
	delete(files, "content/guides/12.md")
	if got := findings(t, files); got != "" {
		t.Errorf("pages that the first page lists are found:\n%s", got)
	}
}

func TestWhatLeadsToAPage(t *testing.T) {
	for _, row := range []struct{ path, text string }{
		{"content/start.md", "# Start\n\n[x](guides/07.md)\n"},
		{"content/other/README.md", "# Other\n\n[x](/guides/07.md#guide)\n"},
		{"content/recognition/thanks.md", "---\ntitle: Thanks\ndate: 2026-10-01\n---\n\nFor [this](../guides/07.md).\n"},
		{"content/playbooks/calm.md", "---\ntitle: Calm\nworkload: shop\nroles: [manager]\ntriggers: always\nactions: {wait: {title: Wait, roles: all}}\n---\n\n[x](../guides/07.md)\n"},
	} {
		files := many()
		files[row.path] = &fstest.MapFile{Data: []byte(row.text)}
		got := findings(t, files)
		if !strings.Contains(got, "content/guides/00.md:1:1: warning: no page leads here, nor to 11 other pages") || strings.Count(got, "[orphan_page]") != 1 {
			t.Errorf("%s leads to one page of 13; got:\n%s", row.path, got)
		}
	}
}
