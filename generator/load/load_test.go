package load

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"remit/generator/diagnostic"
	"remit/generator/playbook"
)

var update = flag.Bool("update", false, "rewrite what the tests expect")

// harbourSite is the site that a test has when it does not bring its own.
const harbourSite = `title: Harbour Online playbooks
url: https://example.github.io/playbooks/
repository: https://github.com/example/playbooks
branch: main
time_zone: Europe/London
max_age: 7 days
roles:
  on_call: {title: On-call engineer, kind: team_member, contact: on_call_rota,
            responsibilities: [Act within the defined scope, Escalate what falls outside it]}
  incident_manager: {title: Incident manager, kind: escalation_manager, contact: incident_desk,
                     includes: [on_call]}
  head_of_commerce: {title: Head of commerce, kind: workload_owner, contact: head_of_commerce}
contacts:
  on_call_rota: {title: On-call rota, channels: [{pager: "https://pager.example/on-call"}], hours: always, answers_in: 5 min}
  incident_desk:
    title: Incident desk
    channels: [{pager: "https://pager.example/im"}, {phone: "+442079460101"}, {chat: "https://chat.example/c/inc"}]
    hours: always            # or windows
    answers_in: 5 min
  head_of_commerce: {title: Head of commerce, channels: [{phone: "+442079460102"}], hours: [{days: mon-sun, from: "07:00", to: "23:00"}], answers_in: 15 min}
workloads:
  checkout: {title: Checkout, owner: head_of_commerce}
facts: {}
`

// load loads the files of a test, on the site of harbourSite unless they bring one.
func loadFiles(t *testing.T, files map[string]string) (*playbook.Library, []diagnostic.Diagnostic) {
	t.Helper()
	fsys := fstest.MapFS{siteFile: {Data: []byte(harbourSite)}}
	for name, text := range files {
		fsys[name] = &fstest.MapFile{Data: []byte(text)}
	}
	lib, found, err := Dir(fsys, Options{})
	if err != nil {
		t.Fatal(err)
	}
	return lib, found
}

func shown(t *testing.T, found []diagnostic.Diagnostic) string {
	t.Helper()
	var b strings.Builder
	if err := diagnostic.Text(&b, found, false); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// TestFindings loads every archive of testdata and compares what is found with its last file, findings.txt.
func TestFindings(t *testing.T) {
	archives, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(archives) == 0 {
		t.Fatal("no archives", err)
	}
	for _, name := range archives {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) {
			text, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			files := unpack(string(text))
			want := files[expected]
			delete(files, expected)
			_, found := loadFiles(t, files)
			got := shown(t, found)
			if *update {
				rewrite(t, name, string(text), got)
				return
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("mismatch (-want +got)\n%s", diff)
			}
		})
	}
}

// expected is the last file of an archive: what is found in the others.
const expected = "findings.txt"

// unpack splits an archive in the form of txtar: -- name -- before each file, and a comment before the first.
func unpack(archive string) map[string]string {
	files, name := map[string]string{}, ""
	for line := range strings.Lines(archive) {
		if inner, ok := strings.CutPrefix(strings.TrimRight(line, "\n"), "-- "); ok && strings.HasSuffix(inner, " --") {
			name = strings.TrimSuffix(inner, " --")
			files[name] = ""
		} else if name != "" {
			files[name] += line
		}
	}
	return files
}

func rewrite(t *testing.T, name, archive, got string) {
	t.Helper()
	mark := "-- " + expected + " --\n"
	archive, _, _ = strings.Cut(archive, mark)
	if err := os.WriteFile(name, []byte(archive+mark+got), 0o644); err != nil {
		t.Fatal(err)
	}
}

func testdata(name string) (string, error) {
	text, err := os.ReadFile(filepath.Join("testdata", name))
	return string(text), err
}
