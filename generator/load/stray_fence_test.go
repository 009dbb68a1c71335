package load

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"remit/generator/diagnostic"
	"remit/generator/language"
	"remit/generator/source"
)

// designBook returns the playbook of the design, and the site it belongs to.
func designFiles(t *testing.T) map[string]string {
	t.Helper()
	text, err := testdata("design.txtar")
	if err != nil {
		t.Fatal(err)
	}
	files := unpack(text)
	delete(files, expected)
	return files
}

// A line that could end the front matter slips in behind every line of it. The file as it was is sound; what it has become
// is never: the key behind the fence would be lost. The same holds when the fence at the true end has gone.
func TestAFenceThatSlippedInIsFound(t *testing.T) {
	files := designFiles(t)
	path, sound := playbookOf(t, files)
	_, before := loadFiles(t, files)
	if errors, _ := diagnostic.Count(before); errors > 0 {
		t.Fatalf("the playbook has mistakes of its own:\n%s", shown(t, before))
	}
	front, body, _ := strings.Cut(strings.TrimPrefix(sound, "---\n"), "\n---\n")
	lines := strings.Split(front, "\n")
	for _, fence := range []string{"---", "--- ", "---\t", "  ---", "\t---", "...", "----", "---\r", "\ufeff---", "---\u00a0"} {
		ends := []string{"\n---\n" + body, "\n" + body, "\n  ---\n" + body, "\n...\n" + body}
		if fence != "---" {
			ends = ends[:1]
		}
		for _, end := range ends {
			for i := 1; i < len(lines); i++ {
				text := "---\n" + strings.Join(lines[:i], "\n") + "\n" + fence + "\n" + strings.Join(lines[i:], "\n") + end
				files[path] = text
				_, found := loadFiles(t, files)
				if errors, _ := diagnostic.Count(found); errors == 0 {
					t.Errorf("%q before line %d, end %q: nothing is found\n%s", fence, i+2, end[:min(5, len(end))], lines[i])
				}
				if strings.TrimRight(fence, " \t\r") == "---" && fence[0] == '-' && fence != "---\r" && !names(found, i+2) {
					t.Errorf("%q before line %d, end %q: no finding names the fence:\n%s\n%s", fence, i+2, end[:min(5, len(end))], lines[i], shown(t, found))
				}
			}
		}
	}
}

// names reports whether a syntax error lies on a line, or names it.
func names(found []diagnostic.Diagnostic, line int) bool {
	return slices.ContainsFunc(found, func(d diagnostic.Diagnostic) bool {
		return d.Rule == "syntax" && (d.Span.From().Line == line || strings.Contains(d.Message, fmt.Sprintf("line %d,", line)))
	})
}

func playbookOf(t *testing.T, files map[string]string) (path, text string) {
	t.Helper()
	for name := range files {
		if strings.HasPrefix(name, "content/playbooks/") {
			return name, files[name]
		}
	}
	t.Fatal("no playbook")
	return "", ""
}

// What cannot be read together with the front matter is told by its lines; what is no key of a playbook by where it stands.
func TestTextThatGoesOnWithTheFrontMatter(t *testing.T) {
	for name, text := range map[string]string{
		"a key below prose":          "  more of a summary\nworkload: checkout\n---\nText.\n",
		"a list behind a blank line": "\n\n  - roles: [on_call]\n---\n",
		"a comment first":            "# of the grants\n    unless: migration_running\n",
		"a name of a contact":        "      - head_of_commerce\n---\n",
		"a trigger":                  "  worse: high and deployed\n\n# Text\n",
		"a key in quotes":            "\"unless\": high\n",
		"a key that is misspelt":     "sumary: Customers cannot pay.\n\nText.\n",
		"broken YAML":                "    allow: {none\n---\n",
		"a test that goes on":        "    and deployed\n---\n",
		"far below":                  "# Text\n\nWords.\n\nactions:\n  a: {title: T, roles: [on_call]}\n",
		"only allow: none":           "Words.\n\n    allow: none\n",
		"without its fence's dashes": "roles: [on_call]\n...\n",
		"under Windows":              "    unless: high\r\n---\r\nText\r\n",
	} {
		t.Run(name, func(t *testing.T) {
			_, found := loadFiles(t, map[string]string{"content/playbooks/p.md": openBook + "---\n" + text})
			if !names(found, strings.Count(openBook, "\n")+1) {
				t.Errorf("no finding names the fence:\n%s", shown(t, found))
			}
		})
	}
}

// openBook is a front matter whose last value could go on.
const openBook = "---\ntitle: A title\nworkload: checkout\nroles: [on_call]\nfacts: {rate: {range: 0..100}, deployed: {}}\n" +
	"escalation: [{to: [incident_desk], within: 5 min}]\ntriggers:\n  high: rate > 5\n"

// Ordinary Markdown is never taken for front matter.
func TestProseIsNoFrontMatter(t *testing.T) {
	for name, text := range map[string]string{
		"a rule":               "Words.\n\n---\n\nMore words.\n",
		"a rule at once":       "\n---\n\nWords.\n",
		"a setext heading":     "Roll back\n---------\n\nNote: when this fails, call.\n",
		"a short setext":       "Roll back\n---\n\nWords: more of them.\n",
		"a note":               "Note: the desk is busy.\n---\nActions: none of them.\n",
		"a note in lower case": "note: the desk is busy.\n\nWords.\n",
		"YAML in a fence":      "Words.\n\n```yaml\nactions:\n  roll_back: {title: T, roles: [on_call]}\nunless: a == b\n```\n",
		"YAML in a list":       "1. Write this:\n\n   ~~~\n   roles: [on_call]\n   ~~~\n",
		"a table":              "| roles: | when: |\n|---|---|\n| on_call | rate > 5 |\n",
		"a definition":         "**Roles**: on-call.\n\n- Title: words\n- When: always\n",
		"a list":               "- Check the dashboard\n- Roll back: see below\n\n---\n\n- More\n",
		"code by indentation":  "Words.\n\n    kubectl get pods\n    limits: cpu\n",
		"code at once":         "\n    kubectl get pods\n\nWords.\n",
		"Ansible":              "Words.\n\n    roles:\n      - common\n    when: ansible_os_family\n",
		"Kubernetes":           "Words.\n\n    resources:\n      limits:\n        cpu: 1\n",
		"a heading":            "# when: to act\n\nWords.\n",
		"a sentence":           "Who may act and when: see above.\n\nwhen: it is late, call.\n",
		"an address":           "https://example.com/a: b\n\nhttp://x\n",
		"nothing":              "",
	} {
		t.Run(name, func(t *testing.T) {
			_, found := loadFiles(t, map[string]string{"content/playbooks/p.md": openBook + "---\n" + text})
			if errors, _ := diagnostic.Count(found); errors > 0 {
				t.Errorf("a false alarm:\n%s", shown(t, found))
			}
		})
	}
}

// A line behind a stray fence is lost also when it is not quite YAML: in capitals, with another colon, in a list, in a
// quotation. The key is the last of the front matter, so that nothing behind it betrays the fence.
func TestANearlyWrittenKeyBehindAFenceIsFound(t *testing.T) {
	for _, line := range []string{
		"    Unless: busy", "    UNLESS: busy", "    unless:busy", "    unless = busy", "    unless\uFF1A busy", "    unles: busy",
		"    {unless: busy}", "    | unless: busy", "* unless: busy", "1. unless: busy", "> unless: busy", "**unless**: busy", "`unless: busy`",
		"<!--\n    unless: busy\n-->", "\u00a0\u00a0unless: busy", "\u200bunless: busy", "\ufeff    unless: busy", "---\n    unless: busy", "===\n    unless: busy",
		"Words.\n\n    unless: busy", "Words.\n\nunless: busy", "Words and\n  Unless: not busy", "Words.\n\n  Allow: none", "valid-until: 2027-01-01",
		"Valid until: 2027-01-01", "Unless: busy", "Except: [desk]",
	} {
		t.Run(line, func(t *testing.T) {
			text := "---\nfacts: {busy: {ask: \"Is the desk busy?\"}}\n---\n" + line + "\n\nMore words.\n"
			if !fenced(text) {
				t.Error("nothing is found")
			}
		})
	}
	for _, prose := range []string{
		"When: at night.", "- When: at night.", "Title: the name on the door", "- Roles: who does what", "Because: it is late.", "    kubectl get pods --all",
		"    x = 3", "    note: a block of code", "Unless the desk is busy: call.", "Busy: call.", "Within: the hour", "Words.\n\n- when: it is late\n- unless: nobody answers",
	} {
		t.Run(prose, func(t *testing.T) {
			text := "---\nfacts: {busy: {ask: \"Is the desk busy?\"}}\n---\n" + prose + "\n\nMore words.\n"
			if fenced(text) {
				t.Error("prose is taken for front matter")
			}
		})
	}
}

// fenced reports whether the text behind the front matter is found to belong to it.
func fenced(text string) bool {
	r := newReader(source.NewFile("p.md", []byte(text)), nil)
	return r.StrayFence(r.Cut(), language.Playbook)
}
