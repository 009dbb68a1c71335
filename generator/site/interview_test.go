package site_test

import (
	"strings"
	"testing"

	"remit/generator/site"
)

// A limit that counts is asked about before its yes; only a clear no lets the yes stand.
func TestInterviewAsksAboutLimits(t *testing.T) {
	s, err := site.Open("../../cmd/remit/testdata/site")
	if err != nil {
		t.Fatal(err)
	}
	const question = "Restart the picker: has anyone done this in the last 24 h?"
	const used = "USED UP, or not known: call Head of shop, then Incident desk within 15 min.\n  Head of shop phone: +442079460102"
	for _, c := range []struct {
		name, typed string
		want, lacks []string
	}{
		{"free", "no\n", []string{question, "ACT NOW", "You may: Restart the picker"}, []string{"USED UP", "Before you act"}},
		{"used", "yes\n", []string{question, used, "Not now: Restart the picker", "You may: Slow the intake down"}, []string{"You may: Restart the picker"}},
		{"not known", "?\n", []string{question, used}, []string{"You may: Restart the picker"}},
		{"no reply", "", []string{question, used}, []string{"You may: Restart the picker"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			asker, err := s.Asker(today)
			if err != nil {
				t.Fatal(err)
			}
			var out strings.Builder
			facts := []string{"delay=20", "audit=no", "carrier=normal"}
			if err := asker.Interview(strings.NewReader(c.typed), &out, "late-orders", "on_call", "", facts); err != nil {
				t.Fatal(err)
			}
			for _, w := range c.want {
				if !strings.Contains(out.String(), w) {
					t.Errorf("want %q in:\n%s", w, out.String())
				}
			}
			for _, l := range c.lacks {
				if strings.Contains(out.String(), l) {
					t.Errorf("%q must not stand in:\n%s", l, out.String())
				}
			}
		})
	}
}
