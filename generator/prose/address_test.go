package prose

import "testing"

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
