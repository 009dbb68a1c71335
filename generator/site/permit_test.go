package site_test

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"remit/generator/site"
)

// One action has questions of its own; a number is asked with the intervals that still matter, and every question takes
// "?" for an answer. A limit that counts is asked about before the yes.
func TestInterviewAboutOneAction(t *testing.T) {
	for _, c := range []struct {
		name, action, typed string
		want, lacks         []string
	}{
		{"only what matters", "slow_down", "20\n", []string{
			"How late are orders? (at most 2 questions)\n  what matters: 4 min or less; from 5 min to 9 min; 10 min or more\n",
			"YES, AND TO BE SAFE ESCALATE\nSlow the intake down, while: Orders are late, as On-call engineer\nYou may: Slow the intake down",
			"Does not matter for this: audit, carrier",
		}, []string{"stock count"}},
		{"not known", "slow_down", "?\n?\n", []string{
			"What does the carrier report?", "NOT SETTLED YET\n", "What is left cannot be learnt, so the safe reading holds.", "To be safe, call within 5 min",
		}, []string{"You may", "YES"}},
		{"refused at once", "change_carrier", "", []string{"NO: NOT ALLOWED", "Not allowed: Change the carrier. The contract is the owner's."}, []string{"?\n", "would"}},
		{"stopped", "restart", "\n", []string{"NOT SETTLED YET", "If you stop now: do nothing yet, and call."}, []string{"You may", "YES"}},
		{"limit free", "restart", "no\n20\nno\n", []string{"has anyone done this in the last 24 h?", "YES, AND TO BE SAFE ESCALATE\n", "You may: Restart the picker"}, []string{"Before you act", "USED UP"}},
		{"limit used", "restart", "no\n20\nyes\n", []string{"USED UP, or not known: call ", "Not now: Restart the picker"}, []string{"You may", "YES"}},
		{"out of range", "slow_down", "900\n3\n", []string{"write a number from 0 to 240, in min", "NO\n", "it puts nothing at risk"}, []string{"You may", "YES"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			var out strings.Builder
			if err := asker(t, "../../cmd/remit/testdata/site").Interview(strings.NewReader(c.typed), &out, "late-orders", "on_call", c.action, nil); err != nil {
				t.Fatal(err)
			}
			for _, w := range c.want {
				if !strings.Contains(out.String(), w) {
					t.Errorf("want %q in:\n%s", w, out.String())
				}
			}
			_, said, _ := strings.Cut(out.String(), c.want[0])
			for _, l := range c.lacks {
				if strings.Contains(said, l) {
					t.Errorf("%q must not stand in:\n%s", l, out.String())
				}
			}
		})
	}
}

func asker(t *testing.T, root string) *site.Asker {
	t.Helper()
	s, err := site.Open(root)
	if err != nil {
		t.Fatal(err)
	}
	a, err := s.Asker(today)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// Where the best order is not proved, the answer says how many questions no order can do without.
func TestQuestionsBeyondTheBudget(t *testing.T) {
	root := t.TempDir()
	text, err := os.ReadFile("../../cmd/remit/testdata/site/site.yaml")
	if err != nil {
		t.Fatal(err)
	}
	var facts, when []string
	for i := range 20 {
		facts = append(facts, fmt.Sprintf("  fact_%d: {ask: \"Is it %d?\"}\n", i, i))
		when = append(when, fmt.Sprintf("fact_%d and not fact_%d and fact_%d and not fact_%d", i, (i*7+3)%20, (i*3+11)%20, (i*11+7)%20))
	}
	book := "---\ntitle: Many facts\nworkload: shop\nroles: [on_call]\nfacts:\n" + strings.Join(facts, "") + "triggers: always\n" +
		"actions:\n  act: {title: Act, roles: [on_call], when: \"" + strings.Join(when, " or ") + "\"}\n" +
		"escalation:\n  - {otherwise: yes, to: [incident_desk], within: 5 min}\n---\n"
	for name, data := range map[string]string{"site.yaml": string(text), "content/playbooks/many.md": book} {
		if err := os.MkdirAll(filepath.Dir(filepath.Join(root, name)), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(root, name), []byte(data), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	a := asker(t, root)
	reply, err := a.Ask("many", "on_call", nil)
	if err != nil {
		t.Fatal(err)
	}
	q := reply.Questions
	if q.Optimal || q.Least < 2 || q.Least >= q.Worst {
		t.Fatalf("questions %+v", q)
	}
	var said, data strings.Builder
	if err := reply.Print(&said, "text"); err != nil {
		t.Fatal(err)
	}
	if err := reply.Print(&data, "json"); err != nil {
		t.Fatal(err)
	}
	if want := fmt.Sprintf("At most %d more questions; no order needs fewer than %d.", q.Worst, q.Least); !strings.Contains(said.String(), want) {
		t.Errorf("want %q in:\n%s", want, said.String())
	}
	want, err := json.Marshal(q)
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(data.String(), `"questions":`+string(want)) || !strings.Contains(string(want), `"optimal":false,"least":`) {
		t.Errorf("want %s in:\n%s", want, data.String())
	}
}
