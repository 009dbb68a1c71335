package adopt

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "rewrite what the tests expect")

var shop = Site{
	Workloads: []Choice{{Name: "shop", Title: "Shop"}, {Name: "stock_room", Title: "Stock room"}},
	Roles:     []Choice{{Name: "on_call", Title: "On-call engineer"}, {Name: "owner", Title: "Head of shop"}},
	Contacts: []Choice{
		{Name: "night_desk", Title: "Night desk", Channels: []string{"+442079460110"}},
		{Name: "incident_desk", Title: "Incident desk", Channels: []string{"+442079460101"}},
		{Name: "head_of_shop", Title: "Head of shop", Channels: []string{"+442079460102"}},
		{Name: "vendor", Title: "Vendor support", Channels: []string{"+442079460103"}},
	},
	Facts: []string{"error_rate"},
}

func runbooks(t *testing.T) []string {
	t.Helper()
	files, err := filepath.Glob("testdata/*.md")
	if err != nil || len(files) < 7 {
		t.Fatalf("%d runbooks: %v", len(files), err)
	}
	return files
}

// Each runbook of testdata has beside it the draft and the report that it yields.
func TestDrafts(t *testing.T) {
	for _, file := range runbooks(t) {
		t.Run(filepath.Base(file), func(t *testing.T) {
			text, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			d, err := New(Source{Name: filepath.Base(file), Text: text, Folder: "runbooks"}, shop)
			if err != nil {
				t.Fatal(err)
			}
			got := fmt.Sprintf("%s\nrecognised: %s\nunsaid:\n  %s\nlinks: %v\n-- draft --\n%s",
				d.ID, strings.Join(d.Recognised, ", "), strings.Join(d.Unsaid, "\n  "), d.Links, d.Text)
			golden := strings.TrimSuffix(file, ".md") + ".golden"
			if *update {
				if err := os.WriteFile(golden, []byte(got), 0o666); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(want), got); diff != "" {
				t.Errorf("mismatch (-want +got):\n%s", diff)
			}
		})
	}
}

// The prose stands in the draft letter by letter, and a line that a proposal names is the line it means.
func TestNothingIsLost(t *testing.T) {
	for _, file := range runbooks(t) {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		d, err := New(Source{Name: filepath.Base(file), Text: text, Folder: "runbooks"}, shop)
		if err != nil {
			t.Fatal(err)
		}
		old, prose := cutFrontMatter(text)
		if !bytes.HasSuffix(d.Text, prose) {
			t.Errorf("%s: the prose is not the end of the draft", file)
		}
		for l := range strings.Lines(string(old)) {
			if l = strings.TrimRight(l, "\r\n"); !strings.Contains(string(d.Text), "##| "+l) {
				t.Errorf("%s: %q of the old front matter is lost", file, l)
			}
		}
		lines := strings.Split(string(d.Text), "\n")
		for _, l := range lines {
			at := 0
			_, ref, _ := strings.Cut(l, "   # line ")
			if _, err := fmt.Sscanf(ref, "%d:", &at); err != nil {
				continue
			}
			_, words, _ := strings.Cut(ref, `: "`)
			if begin, _, _ := strings.Cut(words, " "); !strings.Contains(lines[at-1], strings.Trim(begin, `"…\`)) {
				t.Errorf("%s: %q is not on line %d: %q", file, words, at, lines[at-1])
			}
		}
	}
}

// Whatever a text holds, it is refused or kept.
func FuzzNew(f *testing.F) {
	files, err := filepath.Glob("testdata/*.md")
	if err != nil {
		f.Fatal(err)
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		d, err := New(Source{Name: "a.md", Text: text}, shop)
		if err != nil {
			return
		}
		old, prose := cutFrontMatter(bytes.TrimPrefix(text, []byte("\ufeff")))
		if !bytes.HasSuffix(d.Text, prose) || len(d.Text) < len(old)+len(prose) {
			t.Errorf("lost:\n%s", d.Text)
		}
	})
}

func TestRefused(t *testing.T) {
	for _, tt := range []struct{ name, text, want string }{
		{"a.md", "", "it is empty"},
		{"a.md", " \r\n\n", "it is empty"},
		{"a.md", "one\ntwo\x00", "it is no text: line 2 holds a zero byte"},
		{"a.md", "\xff\xfea\x00", "it is UTF-16: save it as UTF-8"},
		{"a.md", "one\n\ntw\xe4", "line 3 is not UTF-8: save the file as UTF-8"},
		{"a.md", strings.Repeat("a", Largest+1), "it has more than 921600 bytes: split it first"},
		{"a.md", strings.Repeat("Never.\n\n", 12000), "with its proposals it would have more than 1048576 bytes: split it first"},
		{"a.md", "---\ntitle: a\u2028b\n---\n", "line 2 of its front matter holds the invisible character U+2028: delete it"},
		{"手順.md", "words", "its name has no letter from a to z and no digit to make an id of: choose one with --as"},
	} {
		_, err := New(Source{Name: tt.name, Text: []byte(tt.text)}, Site{})
		if err == nil || err.Error() != tt.want {
			t.Errorf("%.20q: %v, want %s", tt.text, err, tt.want)
		}
	}
}

func TestID(t *testing.T) {
	for file, want := range map[string]string{
		"HighErrorRate.md": "high-error-rate", "KubeAPIDown.md": "kube-api-down", "5xx errors.MD": "5xx-errors", "Größe.markdown": "grosse",
		"late_orders.md": "late-orders", "HTTP2Slow.md": "http2-slow", "v1.2.md": "v1-2", "---.md": "",
	} {
		if got := ID(file); got != want {
			t.Errorf("ID(%q) = %q, want %q", file, got, want)
		}
	}
}

func TestCut(t *testing.T) {
	for _, tt := range []struct{ text, matter, rest string }{
		{"words", "", "words"},
		{"---\ntitle: a\n---\nwords", "---\ntitle: a\n---\n", "words"},
		{"\n---\n# comment\ntitle: a\n---\nwords", "\n---\n# comment\ntitle: a\n---\n", "words"},
		{"+++\na = 1\n+++\nwords", "+++\na = 1\n+++\n", "words"},
		{"{\n  \"title\": \"a\"\n}\nwords", "{\n  \"title\": \"a\"\n}\n", "words"},
		{"---\n\nwords\n\n---\n", "", "---\n\nwords\n\n---\n"},
		{"---\ntitle: never closed\n", "", "---\ntitle: never closed\n"},
		{"---\n---\nwords", "", "---\n---\nwords"},
	} {
		matter, rest := cutFrontMatter([]byte(tt.text))
		if string(matter) != tt.matter || string(rest) != tt.rest {
			t.Errorf("cutFrontMatter(%q) = %q, %q", tt.text, matter, rest)
		}
	}
}

func TestValue(t *testing.T) {
	for _, tt := range []struct {
		matter string
		want   []string
	}{
		{"tags: [a, 'b c', \"d\"]", []string{"a", "b c", "d"}},
		{"tags:\n  - a\n  - \"b: c\" \nother: 1", []string{"a", "b: c"}},
		{"tags = [\"a\"]", []string{"a"}},
		{"{\n  \"tags\": [\"a\", \"b\"],\n}", []string{"a", "b"}},
		{"menu:\n  tags: [a]", nil},
		{"tags: {a: b}", nil},
		{"tags: >\n  folded", nil},
		{"tags: one # why", []string{"one"}},
	} {
		if diff := cmp.Diff(tt.want, value([]byte(tt.matter), "tags")); diff != "" {
			t.Errorf("%q mismatch (-want +got):\n%s", tt.matter, diff)
		}
	}
}
