package load

import (
	"errors"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"remit/generator/diagnostic"
	"remit/generator/limit"
	"remit/generator/playbook"
	"remit/generator/source"
)

// brief writes findings as `path:line:column rule: message`, a line each.
func brief(found []diagnostic.Diagnostic) string {
	var b strings.Builder
	for _, d := range found {
		at := d.Span.From()
		b.WriteString(d.Span.Path() + ":" + strconv.Itoa(at.Line) + ":" + strconv.Itoa(at.Column) + " " + d.Rule + ": " + d.Message + "\n")
	}
	return b.String()
}

func TestFilesThatAreNotRegular(t *testing.T) {
	fsys := fstest.MapFS{
		siteFile:                           {Data: []byte(harbourSite)},
		"content/playbooks/link.md":        {Data: []byte("/etc/passwd"), Mode: fs.ModeSymlink},
		"content/pipe.md":                  {Mode: fs.ModeNamedPipe},
		"content/device.png":               {Mode: fs.ModeDevice},
		"content/.git/config.md":           {Data: []byte("hidden")},
		"content/.hidden.md":               {Data: []byte("hidden")},
		"content/notes/program.exe":        {Data: []byte("not published")},
		"content/notes/picture.PNG":        {Data: []byte("picture")},
		"content/playbooks/payments/a.pdf": {Data: []byte("paper")},
	}
	lib, found, err := Dir(fsys, Options{Workers: 3})
	if err != nil {
		t.Fatal(err)
	}
	want := `content/.git:1:1 ignored_file: this is hidden, since its name begins with a dot, and is not published; nor is 1 other
content/device.png:1:1 unsafe_file: this is not a regular file
content/notes/program.exe:1:1 ignored_file: this file is not published: it is not a kind of file that this site holds
content/pipe.md:1:1 unsafe_file: this is not a regular file
content/playbooks/link.md:1:1 unsafe_file: this is a symbolic link: it could lead anywhere on the machine that builds the site
`
	if diff := cmp.Diff(want, brief(found)); diff != "" {
		t.Errorf("mismatch (-want +got)\n%s", diff)
	}
	assets := []*playbook.Asset{{Address: "notes/picture.PNG", Data: []byte("picture")}, {Address: "playbooks/payments/a.pdf", Data: []byte("paper")}}
	if diff := cmp.Diff(assets, lib.Assets); diff != "" {
		t.Errorf("mismatch (-want +got)\n%s", diff)
	}
}

func TestSymbolicLinksOnDisk(t *testing.T) {
	dir := t.TempDir()
	outside := filepath.Join(dir, "outside")
	site := filepath.Join(dir, "site")
	for name, text := range map[string]string{"outside/secret.md": "# Secret\n", "outside/site.yaml": harbourSite, "site/content/a.md": "# A\n"} {
		file := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for name, target := range map[string]string{"content/b.md": "secret.md", "content/folder": "", "site.yaml": "site.yaml"} {
		if err := os.Symlink(filepath.Join(outside, target), filepath.Join(site, name)); err != nil {
			t.Skip(err)
		}
	}
	lib, found, err := Dir(os.DirFS(site), Options{})
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"content/b.md unsafe_file", "content/folder unsafe_file", "site.yaml unsafe_file"}
	var got []string
	for _, d := range found {
		got = append(got, d.Span.Path()+" "+d.Rule)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("mismatch (-want +got)\n%s", diff)
	}
	if len(lib.Pages) != 1 || lib.Pages[0].Title != "A" {
		t.Errorf("pages: %v", lib.Pages)
	}
}

func TestMachineFailures(t *testing.T) {
	_, _, err := Dir(fstest.MapFS{"content/a.md": {}}, Options{})
	if !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("no site.yaml: %v", err)
	}
	fsys := torn{fstest.MapFS{siteFile: {Data: []byte(harbourSite)}, "content/a.md": {}, "content/b.md": {}}}
	if _, _, err = Dir(fsys, Options{}); err == nil || !strings.Contains(err.Error(), "content/b.md: disk") {
		t.Errorf("unreadable file: %v", err)
	}
}

// torn is a disk on which content/b.md cannot be read.
type torn struct{ fstest.MapFS }

func (f torn) Open(name string) (fs.File, error) {
	if name == "content/b.md" {
		return nil, errors.New("disk")
	}
	return f.MapFS.Open(name)
}

func (f torn) ReadFile(name string) ([]byte, error) {
	if name == "content/b.md" {
		return nil, errors.New("disk")
	}
	return f.MapFS.ReadFile(name)
}

func TestSiteWithoutContent(t *testing.T) {
	lib, found := loadFiles(t, nil)
	if len(found) > 0 || len(lib.Playbooks)+len(lib.Pages) > 0 {
		t.Errorf("found %s", brief(found))
	}
	if diff := cmp.Diff([]string{"on_call", "incident_manager", "head_of_commerce"}, []string{lib.Site.Roles[0].Name.Value, lib.Site.Roles[1].Name.Value, lib.Site.Roles[2].Name.Value}); diff != "" {
		t.Errorf("mismatch (-want +got)\n%s", diff)
	}
}

// TestWorkersDoNotMatter loads many files with one worker and with many.
func TestWorkersDoNotMatter(t *testing.T) {
	fsys := fstest.MapFS{siteFile: {Data: []byte(harbourSite)}}
	for i := range 60 {
		name := "content/playbooks/p" + strconv.Itoa(i) + ".md"
		fsys[name] = &fstest.MapFile{Data: []byte("---\ntitle: " + strings.Repeat("x: ", i%3+1) + "\nroles: [on_cal]\n---\n[x](p" + strconv.Itoa(i+3) + ".md#y)\n")}
	}
	ignore := cmp.Options{cmpopts.IgnoreUnexported(source.File{}), cmpopts.IgnoreFields(playbook.Site{}, "TimeZone", "Contacts")}
	one, foundOne, err := Dir(fsys, Options{Workers: 1})
	if err != nil {
		t.Fatal(err)
	}
	many, foundMany, err := Dir(fsys, Options{Workers: 16})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(one, many, ignore); diff != "" {
		t.Errorf("mismatch (-want +got)\n%s", diff)
	}
	if diff := cmp.Diff(brief(foundOne), brief(foundMany)); diff != "" {
		t.Errorf("mismatch (-want +got)\n%s", diff)
	}
}

// TestFailed says which mistakes leave the meaning of a playbook in doubt.
func TestFailed(t *testing.T) {
	const head = "---\ntitle: A title\nworkload: checkout\nroles: [on_call]\n"
	rows := []struct {
		name, text string
		failed     bool
	}{
		{"clean", head + "triggers: always\nescalation: [{to: [incident_desk], within: now}]\n---\n", false},
		{"raw html", head + "triggers: always\nescalation: [{to: [incident_desk], within: now}]\n---\n<b>x</b>\n", false},
		{"broken link", head + "triggers: always\nescalation: [{to: [incident_desk], within: now}]\n---\n[x](y.md)\n", false},
		{"missing anchor", head + "triggers: always\nescalation: [{to: [incident_desk], within: now, steps: '#x'}]\n---\n", false},
		{"bad condition", head + "triggers: {a: b c}\nescalation: [{to: [incident_desk], within: now}]\n---\n", true},
		{"unknown key", head + "triggers: always\nescalation: [{to: [incident_desk], within: now, wen: x}]\n---\n", true},
		{"no front matter", "text\n", true},
		{"not UTF-8", head + "triggers: always\nescalation: [{to: [incident_desk], within: now}]\n---\n\xff\n", true},
		{"too large", head + strings.Repeat("#", limit.MaxPage), true},
	}
	for _, row := range rows {
		lib, found := loadFiles(t, map[string]string{"content/playbooks/p.md": row.text})
		if len(lib.Playbooks) != 1 || lib.Playbooks[0].Failed != row.failed {
			t.Errorf("%s: failed is not %v: %s", row.name, row.failed, brief(found))
		}
	}
}

// A page and a playbook may end in .MD or .markdown; neither address nor id says so.
func TestEndingsOfMarkdown(t *testing.T) {
	fsys := fstest.MapFS{
		siteFile:                                      {Data: []byte(harbourSite)},
		"content/a/README.MARKDOWN":                   {Data: []byte("# A\n[b](../b.Md#part)\n")},
		"content/b.Md":                                {Data: []byte("# B\n## Part\n")},
		"content/playbooks/one.MD":                    {Data: []byte("# No front matter\n")},
		"content/playbooks/two.md":                    {Data: []byte("# No front matter\n")},
		"content/playbooks/two.MD":                    {Data: []byte("# No front matter\n")},
		"content/recognition/ta.MD":                   {Data: []byte("# Thanks\n")},
		"content/clash.md":                            {Data: []byte("# One\n")},
		"content/clash.markdown":                      {Data: []byte("# Two\n")},
		"content/100% full?.md":                       {Data: []byte("# Full\n")},
		"content/con.md":                              {Data: []byte("# Console\n[full](100%25%20full%3F.md)\n")},
		"content/cafe\u0301.md":                       {Data: []byte("# Café\n[itself](caf\u00e9.md)\n")},
		"content/" + strings.Repeat("x", 250) + ".md": {Data: []byte("# Long\n")},
	}
	lib, found, err := Dir(fsys, Options{})
	if err != nil {
		t.Fatal(err)
	}
	var rules []string
	for _, d := range found {
		if d.Rule != "syntax" && d.Rule != "missing_key" && d.Rule != "misplaced_playbook" {
			rules = append(rules, d.Severity.String()+" "+d.Rule+" "+path.Base(d.Span.Path())[:6])
		}
	}
	want := []string{
		"warning bad_name 100% f", "error address_taken clash.", "warning bad_name con.md", "error address_taken two.md", "warning bad_name xxxxxx",
	}
	if diff := cmp.Diff(want, rules); diff != "" {
		t.Errorf("findings: mismatch (-want +got)\n%s", diff)
	}
	var got []string
	for _, p := range lib.Playbooks {
		got = append(got, p.ID)
	}
	for _, p := range lib.Pages {
		got = append(got, p.Address)
	}
	want = []string{"one", "two", "two", "100-full.html", "a/index.html", "b.html", "cafe\u0301.html", "clash.html", "clash.html", "con-1.html", strings.Repeat("x", 180) + ".html"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("ids and addresses: mismatch (-want +got)\n%s", diff)
	}
	for address, html := range map[string]string{"a/index.html": `href="../b.html#part"`, "con-1.html": `href="100-full.html"`, "cafe\u0301.html": `href="cafe%CC%81.html"`} {
		for _, p := range lib.Pages {
			if p.Address == address && !strings.Contains(p.Body.HTML, html) {
				t.Errorf("%s lacks %s: %s", address, html, p.Body.HTML)
			}
		}
	}
}
