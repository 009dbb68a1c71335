package prose

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestSafeAddress(t *testing.T) {
	tests := []struct {
		address, want string
		ok            bool
	}{
		{"a.md#b", "a.md#b", true},
		{"#b", "#b", true},
		{"", "", true},
		{"../a?b=c:d", "../a?b=c:d", true},
		{"/a:b", "/a:b", true},
		{"./a:b", "./a:b", true},
		{"a b\"c<d>`|^{}ü", "a%20b%22c%3Cd%3E%60%7C%5E%7B%7D%C3%BC", true},
		{"a%20b%zz", "a%20b%zz", true},
		{"  a.md ", "a.md", true},
		{"https://e.example/ä", "https://e.example/%C3%A4", true},
		{"HtTp://e.example", "HtTp://e.example", true},
		{"mailto:a@e.example", "mailto:a@e.example", true},
		{"tel:+44", "tel:+44", true},
		{"sms:+44", "sms:+44", true},
		{"a\\b", "a%5Cb", true},
		{"javascript:alert(1)", "", false},
		{" JavaScript:alert(1)", "", false},
		{"java\nscript:alert(1)", "", false},
		{"java\tscript:alert(1)", "", false},
		{"\x01javascript:alert(1)", "", false},
		{"\u00a0javascript:alert(1)", "", false},
		{"java\x00script:alert(1)", "", false},
		{"javascript\u200b:alert(1)", "", false},
		{"ｊavascript:alert(1)", "", false},
		{"data:text/html,x", "", false},
		{"vbscript:x", "", false},
		{"file:///etc", "", false},
		{"ftp://e.example", "", false},
		{"c:\\windows", "", false},
		{":x", "", false},
		{"//e.example", "", false},
		{"\\\\e.example\\share", "", false},
		{"/\\e.example", "", false},
		{"a\x7fb", "", false},
	}
	for _, tt := range tests {
		if got, ok := safeAddress(tt.address, false); got != tt.want || ok != tt.ok {
			t.Errorf("safeAddress(%q): want %q %v, got %q %v", tt.address, tt.want, tt.ok, got, ok)
		}
	}
	for _, address := range []string{"mailto:a@e.example", "tel:+44", "data:image/png;base64,AAAA"} {
		if got, ok := safeAddress(address, true); ok {
			t.Errorf("an image cannot be at %q, got %q", address, got)
		}
	}
}

// A user at a machine is nobody to write to.
func TestLoginsAreNoMailAddresses(t *testing.T) {
	tests := map[string][]string{
		"clone git@github.example:a/b.git now":       nil,
		"run ssh admin@db1.shop.example and look":    nil,
		"ssh\nadmin@db1.shop.example":                nil,
		"copy to ops@db1.shop.example:/tmp/x":        nil,
		"ping user@host":                             nil,
		"write to ops@shop.example: it is read":      {"mailto:ops@shop.example"},
		"ops@shop.example, or **ops2@shop.example**": {"mailto:ops@shop.example", "mailto:ops2@shop.example"},
	}
	for text, want := range tests {
		var got []string
		for _, l := range Parse([]byte(text), 0).Links {
			got = append(got, l.Destination)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%q: mismatch (-want +got):\n%s", text, diff)
		}
	}
}
