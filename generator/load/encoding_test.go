package load

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"remit/generator/limit"
)

const sound = "---\ntitle: A title\nworkload: checkout\nroles: [on_call]\ntriggers: always\nescalation: [{to: [incident_desk], within: now}]\n---\nText\n"

// TestEncodings loads one playbook in the forms that editors give a text.
func TestEncodings(t *testing.T) {
	rows := []struct{ name, text, want string }{
		{"plain", sound, ""},
		{"line ends of Windows", strings.ReplaceAll(sound, "\n", "\r\n"), ""},
		{"byte order mark", "\ufeff" + sound, ""},
		{"both", "\ufeff" + strings.ReplaceAll(sound, "\n", "\r\n"), ""},
		{"no last line end", strings.TrimSuffix(sound, "\nText\n"), ""},
		{"mark, and a mistake on the first line", "\ufeff+++\n", "p.md:1:1 syntax: the front matter is TOML\n"},
		{"a mistake behind wide characters, with the line ends of Windows", strings.ReplaceAll(strings.Replace(sound, "A title", "[é😀, é, {a: b}]", 1), "\n", "\r\n"),
			"p.md:2:8 wrong_type: \"title\" of the playbook cannot be a list: \"[é😀, é, {a: b}]\"\n"},
		{"NUL", strings.Replace(sound, "A title", "A\x00title", 1), "p.md:2:9 syntax: the invisible character U+0000 stands here\n"},
		{"NUL in the text", sound + "\x00", "p.md:9:1 syntax: the invisible character U+0000 stands here\n"},
		{"not UTF-8", strings.Replace(sound, "A title", "caf\xe9", 1), "p.md:2:11 syntax: the byte 0xE9, which is not UTF-8, stands here\n"},
		{"not UTF-8 in the text", sound + "caf\xe9", "p.md:9:4 syntax: a byte that is not UTF-8 stands here\n"},
		{"UTF-16", "\xff\xfe-\x00-\x00", "p.md:1:1 syntax: this file is UTF-16\n"},
		{"next line", strings.Replace(sound, "A title", "A\u0085title", 1), "p.md:2:9 syntax: the line separator U+0085, which only some readers take for the end of a line, stands here\n"},
		{"line separator", strings.Replace(sound, "A title", "A\u2028title\u2028x", 1), "p.md:2:9 syntax: the line separator U+2028, which only some readers take for the end of a line, stands here\n"},
		{"lone carriage return", strings.Replace(sound, "A title", "A\rtitle", 1), "p.md:2:9 syntax: a carriage return without a line feed stands here\n"},
		{"second mark", strings.Replace(sound, "roles", "\ufeffroles", 1), "p.md:4:1 syntax: the invisible character U+FEFF stands here\n"},
		{"no-break space before a fence", strings.Replace(sound, "triggers: always", "summary: >\n  x\n\u00a0---\ntriggers: always", 1),
			"p.md:7:1 syntax: \"---\" is neither a key nor a value\np.md:7:1 syntax: a line of three dashes inside the front matter: some readers end it here, and what follows would be lost\n"},
	}
	for _, row := range rows {
		_, found := loadFiles(t, map[string]string{"content/playbooks/p.md": row.text})
		got := strings.ReplaceAll(brief(found), "content/playbooks/", "")
		if diff := cmp.Diff(row.want, got); diff != "" {
			t.Errorf("%s: mismatch (-want +got)\n%s", row.name, diff)
		}
	}
}

// TestHeavyInputs loads what is made to be slow or large. That it ends at all is the test; the figures are in the
// benchmarks.
func TestHeavyInputs(t *testing.T) {
	const room = limit.MaxPage / 4
	fill := func(s string) string { return strings.Repeat(s, room/len(s)) }
	head := strings.TrimSuffix(sound, "---\nText\n")
	rows := []struct {
		name, text string
		sound      bool
	}{
		{"deep lists", fill("["), false},
		{"deep mappings", fill("{a: "), false},
		{"deep blocks", fill("- "), false},
		{"deep keys", fill("? "), false},
		{"many values", "[" + fill("a,") + "]", false},
		{"many pairs", "{" + fill("a: b,") + "}", false},
		{"many keys", fill("a: b\n"), false},
		{"many lines", fill("x\n"), false},
		{"many broken lines", fill("a: >b\n"), false},
		{"many anchors", "tags: [" + fill("&a b,") + "]", false},
		{"bomb", "a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\nd: [" + fill("*c, ") + "]", false},
		{"long quote", `summary: "` + fill(`\u0041 `), false},
		{"long line", "summary: " + fill("x "), true},
		{"long condition", "conditions: {a: " + fill("not ") + "b}", false},
		{"open quotes", fill("a: \"\n"), false},
		{"tabs", fill("\t"), true},
		{"empty lines", "summary: x" + fill("\n"), true},
		{"comments", fill("#\n"), true},
		{"many names", "tags: [" + fill("a1, ") + "]\nroles: [" + fill("b") + "]", false},
		{"many unknown names", "actions: {a: {title: T, roles: [on_call], excludes: [" + fill("abcdefgh, ")[:200000] + "]}}", false},
	}
	for _, row := range rows {
		_, found := loadFiles(t, map[string]string{"content/playbooks/p.md": head + row.text + "\n---\n"})
		if (len(found) == 0) != row.sound {
			t.Errorf("%s: found %d", row.name, len(found))
		}
	}
}
