package load

import (
	"regexp"
	"strings"
	"testing"

	"remit/generator/diagnostic"
)

// aWord matches what somebody may misspell.
var aWord = regexp.MustCompile(`[A-Za-z0-9_]{2,}`)

// A playbook with one misspelt word, whichever it is, is sound or has an error: it never fails without a word. In the second
// round opening the page is the trigger, and no trigger is named.
func TestAMisspeltWordNeverFailsInSilence(t *testing.T) {
	files := designFiles(t)
	path, sound := playbookOf(t, files)
	always := regexp.MustCompile(`(?ms)^triggers:\n.*?^impossible:`).ReplaceAllString(sound, "triggers: always\nimpossible:")
	always = strings.NewReplacer("when: severe", "when: error_rate > 10").Replace(always)
	if always == sound || strings.Contains(always, "elevated") {
		t.Fatal("the second round is the first")
	}
	for _, text := range []string{sound, always} {
		end := strings.Index(text[4:], "\n---\n")
		failed := 0
		for _, at := range aWord.FindAllStringIndex(text[:4+end], -1) {
			files[path] = text[:at[1]-1] + "q" + text[at[1]:]
			lib, found := loadFiles(t, files)
			errors, _ := diagnostic.Count(found)
			switch {
			case lib.Playbooks[0].Failed && errors == 0:
				t.Errorf("%q: the playbook fails without an error", text[at[0]:at[1]])
			case lib.Playbooks[0].Failed:
				failed++
			}
		}
		if failed < 100 {
			t.Errorf("only %d slips were found: too few for the text", failed)
		}
	}
}

// Each place of a condition, with a name that does not exist.
func TestUnknownNamesUnderAlways(t *testing.T) {
	const head = "---\ntitle: A title\nworkload: checkout\nroles: [on_call, incident_manager]\nfacts: {rate: {range: 0..100}}\ntriggers: always\n"
	const escalation = "escalation: [{to: [incident_desk], within: 5 min}]\n"
	for place, text := range map[string]string{
		"when of an action":   escalation + "actions: {a: {title: T, roles: [on_call], when: raet > 5}}\n",
		"unless of an action": escalation + "actions: {a: {title: T, roles: [on_call], unless: raet > 5}}\n",
		"when of a grant":     escalation + "actions: {a: {title: T, allow: [{roles: [on_call], when: raet > 5}]}}\n",
		"unless of a grant":   escalation + "actions: {a: {title: T, allow: [{roles: [on_call], unless: raet > 5}]}}\n",
		"when of a duty":      "escalation: [{when: raet > 5, to: [incident_desk], within: 5 min}]\n",
		"a condition":         escalation + "conditions: {high: raet > 5}\n",
		"an impossible line":  escalation + "impossible: [{when: raet > 5, because: It cannot be.}]\n",
		"a scenario":          escalation + "scenarios: [{name: A, role: on_call, given: {raet: 5}, expect: {answer: escalate}}]\n",
	} {
		t.Run(place, func(t *testing.T) {
			_, found := loadFiles(t, map[string]string{"content/playbooks/p.md": head + text + "---\n"})
			if len(found) != 1 || found[0].Rule != "unknown_name" || !strings.Contains(found[0].Help, "rate") || found[0].Span.Text() != "raet" {
				t.Errorf("one unknown name should be found:\n%s", shown(t, found))
			}
		})
	}
}
