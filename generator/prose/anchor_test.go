package prose

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestAnchors compares anchors with those that GitHub gives the same words.
func TestAnchors(t *testing.T) {
	tests := map[string]string{
		"Roll back the last deploy":   "roll-back-the-last-deploy",
		"Hello, World!":               "hello-world",
		"C++ & C#":                    "c--c",
		"a_b-c.d":                     "a_b-cd",
		"What's new?":                 "whats-new",
		"1. First (step)":             "1-first-step",
		"  two  spaces ":              "--two--spaces-",
		"tab\there":                   "tabhere",
		"100 % of `x`":                "100--of-x",
		"Ünïcödé ÇA":                  "ünïcödé-ça",
		"ПРИВЕТ мир":                  "привет-мир",
		"ΣΑΣ":                         "σασ",
		"İstanbul":                    "i̇stanbul",
		"日本語の見出し":                     "日本語の見出し",
		"中文，标点。":                      "中文标点",
		"한국어 제목":                      "한국어-제목",
		"العربية":                     "العربية",
		"हिन्दी में":                  "हिन्दी-में",
		"🚀 Launch":                    "-launch",
		"Launch 🚀":                    "launch-",
		"⚠️ Warning":                  "\ufe0f-warning",
		"1️⃣ One":                     "1\ufe0f\u20e3-one",
		"👩‍💻 dev":                     "-dev",
		"no\u00a0break":               "nobreak",
		"en–dash em—dash":             "endash-emdash",
		"½ ² Ⅷ ⓐ":                     "--ⅷ-ⓐ",
		"a/b\\c|d":                    "abcd",
		"<NAMESPACE>":                 "namespace",
		"x‿y":                         "x‿y",
		"!!!":                         "",
		"":                            "",
		"zero\u200bwidth\u200djoiner": "zerowidthjoiner",
	}
	for words, want := range tests {
		if diff := cmp.Diff(want, anchorOf(words)); diff != "" {
			t.Errorf("anchor of %q mismatch (-want +got):\n%s", words, diff)
		}
	}
}

func TestAnchorsAreUnique(t *testing.T) {
	var a anchors
	var got []string
	for _, words := range []string{"A", "a", "a 1", "A!", "a-1", "", "", "a 1 1"} {
		got = append(got, a.take(anchorOf(words)))
	}
	want := []string{"a", "a-1", "a-1-1", "a-2", "a-1-2", "", "-1", "a-1-1-1"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("anchors mismatch (-want +got):\n%s", diff)
	}
}

func TestAnchorsOfMarkup(t *testing.T) {
	tests := map[string]string{
		"## Use <NAMESPACE> now":            "use--now",
		"## <a name=\"x\"></a>Name":         "name",
		"## [Link](x) *em* `code` ~~gone~~": "link-em-code-gone",
		"## ![pic](p) Words":                "-words",
		"## a &amp; b \\* c":                "a--b--c",
		"## Words {#id .class}":             "id",
		"## {{ name }}":                     "-name-",
		"## a<!-- hidden -->b":              "ab",
		"## see https://example.org":        "see-httpsexampleorg",
		"two\nlines\n---":                   "twolines",
	}
	for text, want := range tests {
		d := Parse([]byte(text), 0)
		if len(d.Headings) != 1 || d.Headings[0].Anchor != want {
			t.Errorf("anchor of %q: want %q, got %v", text, want, d.Headings)
		}
	}
}
