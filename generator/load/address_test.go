package load

import (
	"strings"
	"testing"
)

// An address with markup, a quote, a blank or an unseen character in it is refused wherever one is read.
func TestAddressesThatHoldWhatNoneMay(t *testing.T) {
	site := func(key, value string) map[string]string {
		lines := strings.Split(harbourSite, "\n")
		for i, line := range lines {
			if strings.HasPrefix(line, key+": ") {
				lines[i] = key + ": " + value
			}
		}
		return map[string]string{siteFile: strings.Join(lines, "\n")}
	}
	look := func(value string) map[string]string {
		return map[string]string{"content/playbooks/p.md": strings.Replace(openBook, "range: 0..100", "range: 0..100, look: "+value, 1) + "---\n"}
	}
	link := func(value string) map[string]string {
		return map[string]string{"content/playbooks/p.md": openBook + "---\n[a](" + value + ")\n"}
	}
	for _, c := range []string{`<b>`, `>`, `\"`, "`", " ", `\t`, `\u0000`, `\u0085`, `\u00a0`, `\u200b`, `\u2028`, `\u202e`, `\ufeff`, `\x7f`, `\\`} {
		value := `"https://shop.example/a` + c + `b"`
		for place, files := range map[string]map[string]string{"url": site("url", value), "repository": site("repository", value), "look": look(value)} {
			if _, found := loadFiles(t, files); len(found) != 1 || found[0].Rule != "wrong_type" {
				t.Errorf("%s: %s:\n%s", place, value, shown(t, found))
			}
		}
	}
	for _, c := range []string{"<https://shop.example/a b>", "<https://shop.example/a\">", "https://shop.example/a\"b", "https://shop.example/a&lt;b", "https://shop.example/a&#x200b;b"} {
		if _, found := loadFiles(t, link(c)); len(found) != 1 || found[0].Rule != "broken_link" {
			t.Errorf("%s:\n%s", c, shown(t, found))
		}
	}
	for _, value := range []string{`javascript://x`, `ftp://shop.example/`, `https://`, `https://user:pw@shop.example/`} {
		if _, found := loadFiles(t, look(value)); len(found) != 1 || found[0].Rule != "wrong_type" {
			t.Errorf("%s:\n%s", value, shown(t, found))
		}
	}
}

func TestAddressesThatAreFine(t *testing.T) {
	for _, text := range []string{
		"[a](https://en.wikipedia.org/wiki/Murphy's_law_(adage))", "[a](https://shop.example/?q=a%20b&c=[d]#e)", "<https://shop.example/a>",
		"https://shop.example/a, \"https://shop.example/b\"", "{\"url\":\"https://shop.example/a\"}", "[ü](https://bücher.example/ü)", "[a](<my page.md>)",
	} {
		_, found := loadFiles(t, map[string]string{"content/playbooks/p.md": openBook + "---\n" + text + "\n", "content/playbooks/my page.md": "x"})
		for _, d := range found {
			if d.Rule == "broken_link" && !strings.Contains(d.Message, "no file") {
				t.Errorf("%s:\n%s", text, shown(t, found))
			}
		}
	}
	for _, look := range []string{"The wall display", "Grafana (https://grafana.example/d)", "https://grafana.example/d/a?var=b&c=d#e", "https://grafana.example/d?left={a}|b", "Payments board"} {
		_, found := loadFiles(t, map[string]string{"content/playbooks/p.md": strings.Replace(openBook, "range: 0..100", "range: 0..100, look: \""+look+"\"", 1) + "---\n"})
		if len(found) > 0 {
			t.Errorf("%s:\n%s", look, shown(t, found))
		}
	}
}
