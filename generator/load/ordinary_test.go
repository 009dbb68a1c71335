package load

import (
	"encoding/binary"
	"strings"
	"testing"
	"unicode/utf16"

	"remit/generator/diagnostic"
	"remit/generator/playbook"
)

// An ordinary page that begins with a rule loses no text, and is no mistake.
func TestARuleAtTheTopOfAPageLosesNothing(t *testing.T) {
	for name, text := range map[string]string{
		"closed":             "---\nLOST words.\n---\nMore.\n",
		"closed, with space": "---\n\nLOST words.\n\n---\n\nMore.\n",
		"never closed":       "---\n\nLOST words.\n",
		"a note":             "---\nNote: LOST words.\n---\n",
		"notes":              "---\nNote: one.\nLOST Words: two.\n---\n",
		"a list":             "---\n- LOST\n- words\n---\n",
		"a heading":          "---\n## Heading\n\nLOST: more.\n\n---\n",
		"a table":            "---\n| a | LOST |\n|---|---|\n| b | c |\n\n---\n",
		"bold":               "---\n**LOST**: words\n---\n",
		"an address":         "---\nhttps://example.com/LOST\n---\n",
		"behind a line":      "\n---\nLOST words.\n---\n",
		"indented":           " ---\nLOST words.\n ---\n",
		"under Windows":      "---\r\nLOST words.\r\n---\r\n",
		"behind a mark":      "\ufeff---\nLOST words.\n---\n",
	} {
		t.Run(name, func(t *testing.T) {
			lib, found := loadFiles(t, map[string]string{"content/a.md": text})
			if len(found) > 0 || !strings.Contains(lib.Pages[0].Body.HTML, "LOST") {
				t.Errorf("the page shows %q\n%s", lib.Pages[0].Body.HTML, shown(t, found))
			}
		})
	}
}

// Front matter of other programs is no text, and what cannot be read of it is said.
func TestFrontMatterOfAPage(t *testing.T) {
	for name, c := range map[string]struct{ text, title, finding string }{
		"usual":               {"---\ntitle: A title\nweight: 3\ntags: [a, b]\n---\nText.\n", "A title", ""},
		"in capitals":         {"---\nTitle: words\nDate: 2020-01-01\n---\n# Heading\n", "Heading", ""},
		"empty":               {"---\n---\n# Heading\n", "Heading", ""},
		"unreadable":          {"---\ntitle: a: b\n---\nText.\n", "a: b", "content/a.md:2:8: warning"},
		"TOML":                {"+++\ntitle = \"A title\"\n+++\nText.\n", "A title", "content/a.md:1:1: warning: the front matter is TOML"},
		"JSON":                {"{\n  \"title\": \"A title\",\n  \"weight\": 3\n}\nText.\n", "A title", "content/a.md:1:1: warning: the front matter is JSON"},
		"never closed":        {"---\ntitle: a\n\nText.\n", "", "content/a.md:1:1: warning"},
		"not at the top":      {"\n---\ntitle: a\n---\nText.\n", "", "content/a.md:2:1: warning"},
		"a playbook, nested":  {"---\nplaybook:\n  roles: [a]\n  triggers: always\n---\n", "", "content/a.md:3:3: error: this page has the keys"},
		"a playbook, listed":  {"---\n- roles: [a]\n  triggers: always\n---\n", "", "content/a.md:2:3: error: this page has the keys"},
		"a playbook, capital": {"---\nRoles: [a]\nActions: {}\n---\n", "", "content/a.md:2:1: error: this page has the keys"},
		"misspelt actions":    {"---\naction: {a: {title: T, roles: [a]}}\n---\n", "", "content/a.md:2:1: error: this page has a key \"action\" (actions)"},
		"misspelt triggers":   {"---\ntrigers: always\n---\n", "", "content/a.md:2:1: error: this page has a key"},
		"only unless":         {"---\nactions: {a: {title: T, unless: up}}\n---\n", "", "content/a.md:2:1: error: this page has a key"},
		"a title with bidi":   {"---\ntitle: \"A \\u202e title\"\n---\n", "", "content/a.md:2:8: error: the title holds"},
		"Ansible":             {"---\n- hosts: all\n  roles: [common]\n---\n# Heading\n", "Heading", ""},
		"a playbook, broken":  {"---\ntitle: a: b\nroles: [a]\ntriggers: always\n---\n", "", "content/a.md:2:8: warning"},
		"a playbook, open":    {"---\ntitle: a\nroles: [a]\ntriggers: always\n", "", "content/a.md:3:1: error: this page has the keys"},
		"a playbook, bare":    {"title: a\nroles: [a]\ntriggers: always\n", "", "content/a.md:2:1: error: this page has the keys"},
		"a playbook, TOML":    {"+++\nroles = [\"a\"]\n[actions.x]\n+++\n", "", "content/a.md:1:1: warning"},
		"a playbook, late":    {"\n---\nroles: [a]\ntriggers: always\n---\n", "", "content/a.md:3:1: error: this page has the keys"},
		"a playbook":          {"---\nRoles: [a]\ntriggers: always\n---\n", "", "content/a.md:2:1: error: this page has the keys"},
		"only triggers":       {"---\ntitle: a\ntriggers: {high: rate > 5}\n---\n", "a", "content/a.md:3:1: error: this page has a key \"triggers\""},
		"only actions":        {"---\nactions: {a: {title: T, allow: none}}\n---\n", "", "content/a.md:2:1: error: this page has a key"},
		"only escalation":     {"---\nescalation:\n- {to: [desk], within: 5 min}\n---\n", "", "content/a.md:2:1: error: this page has a key"},
		"roles and workload":  {"---\nworkload: checkout\nroles: [on_call]\n---\n", "", "content/a.md:3:1: error: this page has a key \"roles\""},
		"foreign roles":       {"---\nroles: [writer]\n---\n# Heading\n", "Heading", ""},
		"foreign actions":     {"---\nactions: [print, share]\n---\n# Heading\n", "Heading", ""},
		"foreign escalation":  {"---\nescalation: call Bob\n---\n# Heading\n", "Heading", ""},
		"foreign triggers":    {"---\ntriggers: [cron]\n---\n# Heading\n", "Heading", ""},
	} {
		t.Run(name, func(t *testing.T) {
			lib, found := loadFiles(t, map[string]string{"content/a.md": c.text})
			got := shown(t, found)
			if !strings.HasPrefix(got, c.finding) || c.finding == "" && got != "" {
				t.Errorf("want a finding %q\n%s", c.finding, got)
			}
			if c.title != "" && lib.Pages[0].Title != c.title {
				t.Errorf("the page is called %q", lib.Pages[0].Title)
			}
		})
	}
}

// What cannot be read at the top of an old page is shown as code, stops nothing, and hides no playbook.
func TestUnreadFrontMatterIsShown(t *testing.T) {
	bidi := "\u202e"
	for name, c := range map[string]struct {
		text   string
		errors int
	}{
		"TOML":                  {"+++\na = \"LOST <b>\"\n+++\nMore.\n", 0},
		"TOML in Hugo's dashes": {"---toml\na = \"LOST <b>\"\n---\nMore.\n", 0},
		"TOML, never closed":    {"+++\na = \"LOST <b>\"\n\nMore.\n", 0},
		"JSON":                  {"{\n\"a\": \"LOST <b>\"\n}\n\nMore.\n", 0},
		"JSON in semicolons":    {";;;\n\"a\": \"LOST <b>\"\n;;;\nMore.\n", 0},
		"YAML with a word":      {"--- yaml\na: LOST <b>\n---\nMore.\n", 0},
		"YAML, a colon":         {"---\na: LOST <b>: c\n---\nMore.\n", 0},
		"YAML, a tab":           {"---\na:\n\tb: LOST <b>\n---\nMore.\n", 0},
		"YAML, a bracket":       {"---\na: [LOST <b>\nc: d\n---\nMore.\n", 0},
		"YAML, a stray byte":    {"---\na: LOST <b>\xff\n---\nMore.\n", 0},
		"YAML, bidi":            {"---\na: LOST <b>" + bidi + "\n---\nMore.\n", 1},
		"YAML, never closed":    {"---\na: LOST <b>\n\nMore.\n", 0},
		"a playbook":            {"---\na: LOST <b>: c\nactions: {}\nescalation: []\n---\nMore.\n", 1},
		"a playbook in TOML":    {"+++\na = \"LOST <b>\"\n[actions.x]\n[[escalation]]\n+++\nMore.\n", 1},
	} {
		t.Run(name, func(t *testing.T) {
			lib, found := loadFiles(t, map[string]string{"content/a.md": c.text})
			errors, warnings := diagnostic.Count(found)
			if page := lib.Pages[0].Body.HTML; errors != c.errors || errors+warnings == 0 || !strings.Contains(page, "LOST &lt;b&gt;") || !strings.Contains(page, "More.") {
				t.Errorf("%d errors, %d warnings; the page shows %q\n%s", errors, warnings, page, shown(t, found))
			}
		})
	}
}

// A page that an editor on Windows saved as UTF-16 is read, and each finding points where that editor shows it.
func TestAPageInUTF16(t *testing.T) {
	for name, order := range map[string]binary.AppendByteOrder{"little": binary.LittleEndian, "big": binary.BigEndian} {
		text := order.AppendUint16(nil, 0xFEFF)
		for _, unit := range utf16.Encode([]rune("---\ntitle: Naïve 決済 🚒\n---\n\nä [gone](gone.md)\n")) {
			text = order.AppendUint16(text, unit)
		}
		lib, found := loadFiles(t, map[string]string{"content/a.md": string(text)})
		got := shown(t, found)
		if errors, warnings := diagnostic.Count(found); errors != 0 || warnings != 2 || lib.Pages[0].Title != "Naïve 決済 🚒" ||
			!strings.Contains(got, "content/a.md:1:1: warning: this file is UTF-16") || !strings.Contains(got, "content/a.md:5:3: warning") {
			t.Errorf("%s endian: %q\n%s", name, lib.Pages[0].Title, got)
		}
	}
}

// In a folder that differs in case alone, a playbook is told where it belongs.
func TestAPlaybookInAFolderOfAnotherCase(t *testing.T) {
	_, found := loadFiles(t, map[string]string{"content/old/playbooks/b.md": openBook + "---\n"})
	if len(found) != 1 || !strings.HasPrefix(found[0].Help, "move it to content/playbooks/b.md;") {
		t.Error(shown(t, found))
	}
	_, found = loadFiles(t, map[string]string{"content/Playbooks/Late Orders.md": openBook + "---\n"})
	for _, d := range found {
		if d.Rule == "misplaced_playbook" && strings.HasPrefix(d.Help, "move it to content/playbooks/late-orders.md;") {
			return
		}
	}
	t.Error(shown(t, found))
}

// A playbook among the thanks is told so, and not that each of its keys is unknown.
func TestAPlaybookAmongTheThanks(t *testing.T) {
	_, found := loadFiles(t, map[string]string{"content/recognition/a.md": openBook + "---\n"})
	if len(found) != 1 || found[0].Rule != "misplaced_playbook" || !strings.HasPrefix(found[0].Help, "move it to content/playbooks/a.md") {
		t.Error(shown(t, found))
	}
}

// Front matter of a playbook behind a heading is no text of a page; shown as code it is.
func TestAPlaybookBelowAHeading(t *testing.T) {
	_, found := loadFiles(t, map[string]string{"content/a.md": "# A page\n\nWords.\n\n" + openBook + "---\nMore.\n"})
	if len(found) == 0 || found[0].Rule != "misplaced_playbook" || found[0].Span.From().Line < 5 {
		t.Error(shown(t, found))
	}
	_, found = loadFiles(t, map[string]string{"content/a.md": "---\nlayout: post\n---\n\n# A page\n\n" + openBook + "---\n"})
	if len(found) != 1 || found[0].Rule != "misplaced_playbook" {
		t.Error(shown(t, found))
	}
	_, found = loadFiles(t, map[string]string{"content/a.md": "# A page\n\n---\n\n```yaml\n" + openBook + "---\n```\n\n---\nMore.\n"})
	if len(found) != 0 {
		t.Error(shown(t, found))
	}
}

// A pattern that takes out every page would take out what was meant to be read, too; one that takes out some is fine.
func TestIgnoreIsNeverEverything(t *testing.T) {
	for _, pattern := range []string{"*", "**", "*/", "?*", "*.*", "*.md", "[^x]*"} {
		_, found := loadFiles(t, map[string]string{siteFile: harbourSite + "ignore: [\"" + pattern + "\"]\n", "content/a.txt": "x"})
		if got := shown(t, found); !strings.Contains(got, "would take out every page") {
			t.Errorf("%s:\n%s", pattern, got)
		}
	}
	for _, pattern := range []string{"*.sh", "README.md", "?.md", "draft-*"} {
		_, found := loadFiles(t, map[string]string{siteFile: harbourSite + "ignore: [\"" + pattern + "\"]\n", "content/a.sh": "x", "content/README.md": "# R\n", "content/a.md": "# A\n", "content/draft-1.md": "# D\n"})
		if got := shown(t, found); strings.Contains(got, "every page") {
			t.Errorf("%s:\n%s", pattern, got)
		}
	}
}

// A character that turns the direction of text hides as well in a drawing.
func TestATurnedDrawing(t *testing.T) {
	_, found := loadFiles(t, map[string]string{"content/a.md": "# A\n\n![a](a.svg)\n",
		"content/a.svg": "<svg xmlns=\"http://www.w3.org/2000/svg\"><text>a \u202eb</text></svg>"})
	if len(found) != 1 || found[0].Rule != "syntax" || found[0].Span.Path() != "content/a.svg" {
		t.Error(shown(t, found))
	}
}

func TestAliasesOfAPage(t *testing.T) {
	lib, found := loadFiles(t, map[string]string{
		"content/guide.md":  "---\naliases: [/old/g/, /guide.html, Other name, ../x, {a: b}]\n---\nText.\n",
		"content/single.md": "---\naliases: /one\n---\nText.\n",
	})
	want := `content/guide.md:2:20: error: the address /guide.html belongs to content/guide.md [address_taken]`
	if got := shown(t, found); !strings.HasPrefix(got, want) {
		t.Error(got)
	}
	if errors, warnings := diagnostic.Count(found); errors != 1 || warnings != 3 {
		t.Errorf("%d errors, %d warnings:\n%s", errors, warnings, shown(t, found))
	}
	if got := playbook.Values(lib.Pages[0].Aliases); strings.Join(got, " ") != "/old/g/ /guide.html" {
		t.Error(got)
	}
	if got := playbook.Values(lib.Pages[1].Aliases); strings.Join(got, " ") != "/one" {
		t.Error(got)
	}
}
