package site

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"golang.org/x/net/html"

	"remit/generator/campaign"
	"remit/generator/diagnostic"
)

// together is how many payloads share a site.
const together = 48

// Whatever stands in whatever place, the pages have no element and no attribute that they do not have for plain words,
// lead to no scheme but those of links, and show it as it is. With REMIT_PAYLOADS the payloads are the lines of a file.
func TestPayloadsStayText(t *testing.T) {
	harmless := auditOf(Poisoned(t, []string{"plain words", "other words"}).Files)
	payloads := Payloads(t)
	pages, refused := 0, map[string]int{}
	for some := range slices.Chunk(payloads, together) {
		p := Poisoned(t, some)
		got := auditOf(p.Files)
		for _, what := range got.beyond(harmless) {
			t.Error(what)
		}
		for n, payload := range some {
			p.expectText(t, n, payload)
		}
		if all := spaced(wordsOf(strings.Join(some, " "), "site")); !strings.Contains(shownText(p.Files["index.html"]), all) {
			t.Error("index.html: does not show the title of the site")
		}
		p.expectData(t)
		pages += got.pages
		for kind, n := range p.Refused {
			refused[kind] += n
		}
		if t.Failed() {
			t.Fatalf("one of %q", some)
		}
	}
	t.Logf("%d payloads in %d places, %d pages read again; refused by the check: %v", len(payloads), len(places), pages, refused)
}

// A payload that turns the direction of text is refused in every file in which it stands.
func TestTurnedPayloadsAreRefused(t *testing.T) {
	payloads := slices.DeleteFunc(payloadLines(t), func(line string) bool { return !turns(line) })
	for _, payload := range payloads {
		sources, site := PoisonedSite([]string{payload, "plain words"}), &Site{}
		site.fsys = sources
		st, _, err := site.render(time.Now().Add(-time.Minute).UTC().Truncate(time.Second), "", true)
		if err != nil {
			t.Fatal(err)
		}
		refused := map[string]bool{}
		for _, d := range st.report().Findings {
			refused[d.Span.File.Path] = refused[d.Span.File.Path] || d.Severity == diagnostic.Error
		}
		for name, f := range sources {
			if escaped := strings.Contains(string(f.Data), `\u202e`); (escaped || turns(string(f.Data))) && !refused[name] {
				t.Errorf("%s with %q is accepted", name, payload)
			}
		}
	}
	if !campaign.Fewer() && os.Getenv("REMIT_PAYLOADS") == "" && len(payloads) == 0 {
		t.Error("no payload turns text")
	}
}

// A PoisonedBuild is what was published of a poisoned site, once all that the check refuses is out.
type PoisonedBuild struct {
	Files   map[string]string
	Refused map[string]int // files by the folder they stood in
}

// Poisoned builds a poisoned site.
func Poisoned(t *testing.T, payloads []string) PoisonedBuild {
	t.Helper()
	sources, site := PoisonedSite(payloads), &Site{}
	site.fsys = sources
	p := PoisonedBuild{Files: map[string]string{}, Refused: map[string]int{}}
	for range 5 { // what is refused may have been linked to
		st, files, err := site.render(time.Now().Add(-time.Minute).UTC().Truncate(time.Second), "", true)
		if err != nil {
			t.Fatal(err)
		}
		findings := st.report().Findings
		if site.private == "" && slices.ContainsFunc(findings, func(d diagnostic.Diagnostic) bool { return d.Rule == "private_value" }) {
			site.private = unpublished(t) // where the addresses in some payloads may stand
			continue
		}
		if !p.refuse(t, sources, findings) {
			for _, f := range files {
				p.Files[f.Path] = string(f.Data)
			}
			return p
		}
	}
	t.Fatal("the check always finds more")
	return p
}

// Packed builds a packed site. Lines of prose that the check refuses are left out.
func Packed(t *testing.T, payloads []string) map[string]string {
	t.Helper()
	sources, site := PackedSite(payloads), &Site{private: unpublished(t)}
	site.fsys = sources
	for range 9 { // a line that is gone may give another sense to the next
		st, files, err := site.render(time.Now().Add(-time.Minute).UTC().Truncate(time.Second), "", true)
		if err != nil {
			t.Fatal(err)
		}
		if !refuseLines(t, sources, st.report().Findings) {
			byPath := map[string]string{}
			for _, f := range files {
				byPath[f.Path] = string(f.Data)
			}
			return byPath
		}
	}
	t.Fatal("the check always finds more")
	return nil
}

// refuseLines takes out the lines of prose with errors, and reports whether there were any.
func refuseLines(t *testing.T, sources fstest.MapFS, findings []diagnostic.Diagnostic) bool {
	t.Helper()
	found := false
	for _, d := range slices.Backward(findings) { // the last first, so that those before stay where they are
		if d.Severity != diagnostic.Error {
			continue
		}
		text := sources[d.Span.File.Path].Data
		start := bytes.LastIndexByte(text[:d.Span.Start], '\n') + 1
		end := start + bytes.IndexByte(text[start:], '\n')
		if start < bytes.LastIndex(text, []byte("\n---\n")) {
			t.Fatalf("%s: %s [%s]", text[start:end], d.Message, d.Rule)
		}
		sources[d.Span.File.Path].Data = slices.Concat(text[:start], []byte("Refused."), text[end:])
		found = true
	}
	return found
}

// unpublished makes a file of private values without any.
func unpublished(t *testing.T) string {
	t.Helper()
	name := filepath.Join(t.TempDir(), "private.yaml")
	if err := os.WriteFile(name, []byte("{}\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	return name
}

// refuse takes out the files with errors, and reports whether there were any. What takes any words has none.
func (p *PoisonedBuild) refuse(t *testing.T, sources fstest.MapFS, findings []diagnostic.Diagnostic) bool {
	t.Helper()
	found := false
	for _, d := range findings {
		if d.Severity != diagnostic.Error {
			continue
		}
		name := d.Span.File.Path
		kind := path.Base(path.Dir(name))
		if !slices.Contains([]string{"prose", "marks", "links", "pages"}, kind) {
			t.Fatalf("%s: %s [%s]: %.300q", name, d.Message, d.Rule, sources[name].Data)
		}
		if sources[name] != nil {
			delete(sources, name)
			p.Refused[kind]++
		}
		found = true
	}
	return found
}

// An audit is what pages are made of.
type audit struct {
	pages int
	parts map[string]string // elements and attributes that occur, with a page that has them
	wrong []string          // what no page may have
}

func auditOf(files map[string]string) *audit {
	a := &audit{parts: map[string]string{}}
	for name, data := range files {
		if strings.HasSuffix(name, ".html") {
			a.page(name, data)
		}
	}
	return a
}

func (a *audit) page(name, data string) {
	root, err := html.Parse(strings.NewReader(data))
	if err != nil {
		a.wrong = append(a.wrong, name+": "+err.Error())
		return
	}
	a.pages++
	for e := range root.Descendants() {
		switch e.Type {
		case html.CommentNode:
			a.wrong = append(a.wrong, fmt.Sprintf("%s: has the comment %.80q", name, e.Data))
		case html.ElementNode:
			a.element(name, e)
		}
	}
}

func (a *audit) element(name string, e *html.Node) {
	a.parts[e.Namespace+" "+e.Data] = name
	for _, at := range e.Attr {
		a.parts[e.Namespace+" "+e.Data+" "+at.Key] = name
		if strings.HasPrefix(at.Key, "on") || at.Key == "style" || at.Key == "srcdoc" {
			a.wrong = append(a.wrong, fmt.Sprintf("%s: %s has the attribute %s", name, e.Data, at.Key))
		}
		if slices.Contains([]string{"href", "src", "action", "formaction", "data", "poster", "background"}, at.Key) {
			a.leads(name, e, at)
		}
	}
	if script := e.FirstChild; e.Data == "script" && script != nil && !isPocket(name) {
		a.wrong = append(a.wrong, fmt.Sprintf("%s: has a script inside: %.80q", name, script.Data))
	}
}

// schemed is what a browser takes for an address with a scheme, however little sense the rest makes.
var schemed = regexp.MustCompile(`^([A-Za-z][A-Za-z0-9+.-]*):`)

// leads looks at an address as a browser reads it, which leaves out tabs and breaks.
func (a *audit) leads(name string, e *html.Node, at html.Attribute) {
	address := strings.Map(func(c rune) rune {
		if c < 0x20 {
			return -1
		}
		return c
	}, strings.TrimSpace(at.Val))
	scheme, host := "", strings.HasPrefix(address, "//") || strings.HasPrefix(address, `\\`)
	if m := schemed.FindStringSubmatch(address); m != nil {
		scheme = strings.ToLower(m[1])
	}
	if !slices.Contains([]string{"", "http", "https", "tel", "sms", "mailto"}, scheme) {
		a.wrong = append(a.wrong, fmt.Sprintf("%s: the %s of %s is %.100q", name, at.Key, e.Data, at.Val))
	} else if e.Data != "a" && (scheme != "" || host) {
		a.wrong = append(a.wrong, fmt.Sprintf("%s: %s asks %.100q", name, e.Data, at.Val))
	}
}

func isPocket(name string) bool { return name == "pocket.html" || strings.HasPrefix(name, "pocket/") }

// ofMarkdown are the elements that prose may have besides those of harmless words.
var ofMarkdown = strings.Fields("a blockquote br code del div em h2 h3 h4 h5 h6 hr img input li ol p pre section strong sup table tbody td th thead tr ul")

// beyond returns what is wrong, and the elements and attributes that a harmless site does not have.
func (a *audit) beyond(harmless *audit) []string {
	list := a.wrong
	for part, name := range a.parts {
		element, _, _ := strings.Cut(strings.TrimSpace(part), " ")
		if _, known := harmless.parts[part]; !known && !slices.Contains(ofMarkdown, element) {
			list = append(list, name+": has "+part)
		}
	}
	slices.Sort(list)
	return list
}

// places are where a payload must be found as it was written, and on which page.
var places = map[string]string{
	"title": "playbooks/plain/@.html", "summary": "playbooks/plain/@.html", "question": "playbooks/plain/@.html", "choice": "playbooks/plain/@.html",
	"option": "playbooks/plain/@.html", "other": "playbooks/plain/@.html", "impossible": "playbooks/plain/@.html", "action": "playbooks/plain/@.html",
	"limit": "playbooks/plain/@.html", "refused": "playbooks/plain/@.html", "because": "playbooks/plain/@.html", "reserved": "playbooks/plain/@.html",
	"why": "playbooks/plain/@.html", "bring": "playbooks/plain/@.html", "silent": "playbooks/plain/@.html", "carry": "playbooks/plain/@.html",
	"alert": "search/a-z.html", "tag": "search/a-z.html", "role": "roles/r@.html",
	"responsibility": "roles/r@.html", "contact": "contacts.html", "room": "contacts.html", "workload": "workloads/w@.html",
	"promise": "playbooks/plain/@.html", "thanks": "recognition.html", "risk": "recognition.html", "saved": "recognition.html", "page": "pages/@.html",
}

// expectText looks for a payload in the words of the pages where it stands.
func (p *PoisonedBuild) expectText(t *testing.T, n int, payload string) {
	t.Helper()
	for place, form := range places {
		name := strings.ReplaceAll(form, "@", fmt.Sprint(n))
		data, published := p.Files[name]
		if !published && strings.HasPrefix(form, "pages/") {
			continue // it was refused
		}
		if want := spaced(wordsOf(payload, place)); !strings.Contains(shownText(data), want) {
			t.Errorf("%s: does not show %q", name, want)
		}
	}
}

func shownText(page string) string {
	root, err := html.Parse(strings.NewReader(page))
	if err != nil {
		return ""
	}
	var b strings.Builder
	for d := range root.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data)
		}
	}
	return spaced(b.String())
}

func spaced(text string) string { return strings.Join(strings.Fields(text), " ") }

// expectData reads the files that are no pages with a reader of their form.
func (p *PoisonedBuild) expectData(t *testing.T) {
	t.Helper()
	for name, data := range p.Files {
		var err error
		switch path.Ext(name) {
		case ".json", ".webmanifest":
			err = json.Unmarshal([]byte(data), new(any))
		case ".xml", ".svg":
			err = readXML(data)
		case ".js":
			if call, ok := strings.CutPrefix(data, "remitSearch("); ok {
				err = json.Unmarshal([]byte(strings.TrimSuffix(call, ");\n")), new(any))
				if strings.ContainsAny(data, "<>&\u2028\u2029") {
					err = errors.Join(err, errors.New("has what HTML reads"))
				}
			}
		}
		if err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func readXML(data string) error {
	for d := xml.NewDecoder(bytes.NewReader([]byte(data))); ; {
		if _, err := d.Token(); err != nil {
			if errors.Is(err, io.EOF) {
				return nil
			}
			return err
		}
	}
}
