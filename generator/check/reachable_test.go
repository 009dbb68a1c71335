package check

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestReachable(t *testing.T) {
	for text, want := range map[string][]string{
		"call +447700900123 now":                  {"+447700900123"},
		"call +44 7700 900123.":                   {"+44 7700 900123"},
		"(+49 (0)30 1234567)":                     {"+49 (0)30 1234567"},
		"+1-212-555-0173":                         {"+1-212-555-0173"},
		"ring 020 7946 0101, or 07700 900123":     {"020 7946 0101", "07700 900123"},
		"(555) 234-5678 or 555-234-5678":          {"(555) 234-5678", "555-234-5678"},
		"[Jo](tel:0044-7700-900123)":              {"0044-7700-900123"},
		"phone: \"+447700900123\"":                {"+447700900123"},
		"write to jo.bloggs@shop.example, please": {"jo.bloggs@shop.example"},
		"<mailto:Jo@Shop.example>":                {"Jo@Shop.example"},
		"a-b+tag@sub.shop.example":                {"a-b+tag@sub.shop.example"},
		"git@github.com:org/repo.git":             nil,
		"git clone deploy@host.example:srv/repo":  nil,
		"https://user@host.example/x":             nil,
		"`ssh deploy@web1.shop.example`":          nil,
		"$ ssh -t -p 2222 jo@web1.shop.example w": nil,
		"if ssh fails, write to jo@shop.example":  {"jo@shop.example"},
		"no ssh\njo@shop.example":                 {"jo@shop.example"},
		"from 18:00 +44 7700 900123":              {"+44 7700 900123"},
		"postgres://app:secret@db.shop.example/x": nil,
		"@types/node and @someone":                nil,
		"2026-10-01T00:00:00+0100":                nil,
		"@@ -1,4 +1,12 @@":                        nil,
		"x = y +12345678901":                      {"+12345678901"}, // nobody can tell it from a number
		"sum=4+12345678901":                       nil,
		"0000 1234 5678 9abc def0":                nil,
		"0012 3456 7890 1234 5678":                nil,
		"10.0.0.1 192.168.100.200":                nil,
		"ERR-4312 and 2026-10-01":                 nil,
		"f81d4fae-7dec-11d0-a765-00a0c91e6bf6":    nil,
		"5 of 12345678 rows, 555-2345":            nil,
		"https://shop.example/?n=+447700900123":   nil,
		"4111-1111-1111-1111":                     nil,
		"01234 567890":                            {"01234 567890"},
		"range: 0..100000, step 0.1":              nil,
		"from 0900 to 1700":                       nil,
	} {
		var got []string
		for _, h := range reachable(text) {
			got = append(got, text[h.start:h.end])
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s: mismatch (-want +got):\n%s", text, diff)
		}
	}
}

func TestDialled(t *testing.T) {
	for value, want := range map[string]string{
		"+44 20 7946 0101": "+442079460101", "+44 (0)20 7946-0101": "+442079460101", "(020) 7946 0101": "", "+44 20 CALL": "",
	} {
		if got := dialled(value); got != want {
			t.Errorf("%s is dialled %q, want %q", value, got, want)
		}
	}
}

// A number may be public when a contact declares it, however it is written.
func TestDeclaredNumbers(t *testing.T) {
	v := values{numbers: []string{"442079460101", "999"}, mails: map[string]bool{"desk@shop.example": true}}
	for text, want := range map[string]bool{
		"+44 20 7946 0101": true, "+44 (0)20 7946 0101": true, "+44 (0)20 7946 0102": false, "020 7946 0101": true, "+442079460102": false, "desk@Shop.example": true, "jo@shop.example": false,
	} {
		hits := reachable(text)
		if len(hits) != 1 || v.has(hits[0]) != want {
			t.Errorf("%s: %v", text, hits)
		}
	}
	if slices.ContainsFunc(reachable("Dial 999."), func(hit) bool { return true }) {
		t.Error("a short number is nobody's")
	}
}
