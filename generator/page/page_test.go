package page

import (
	"encoding/json"
	"maps"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/html"

	"remit/generator/playbook"
)

// find returns the elements with that name whose attribute has that value.
func find(t *testing.T, page, element, key, value string) []*html.Node {
	t.Helper()
	var list []*html.Node
	for _, e := range elements(parsed(t, page)) {
		if v, ok := attribute(e, key); e.Data == element && ok && (value == "" || v == value) {
			list = append(list, e)
		}
	}
	return list
}

func TestTheTableNeedsNoScript(t *testing.T) {
	page := render(t, input(library(t), built))["playbooks/shop/pay.html"]
	tables := find(t, page, "table", "class", "may")
	if len(tables) != 1 || inTemplate(tables[0]) {
		t.Fatalf("the page has %d tables of grants", len(tables))
	}
	say := textOf(tables[0])
	for _, part := range []string{"Roll back", "Only when recent.", "Never when migrating. The schema has moved.", "On-call engineer and Manager", "once in 24 h",
		"for at most 30 min", "up to 4 nodes", "Tell Desk within 15 min before you act; do not wait for a reply.", "Together with the Manager, a second person.",
		"Granted until 31 March 2027.", "pay.md, line 3", "Refund Nobody here may. Finance does."} {
		if !strings.Contains(say, part) {
			t.Errorf("the table does not say %q:\n%s", part, say)
		}
	}
}

func TestTheQuestionsNeedNoScript(t *testing.T) {
	files := render(t, input(library(t), built))
	first := find(t, files["playbooks/shop/pay.html"], "div", "class", "walk-static")
	if len(first) != 1 || textOf(first[0]) != "Who are you? On-call engineer Manager Head of shop Somebody else" {
		t.Fatalf("the page does not ask who is reading: %v", textOf(first[0]))
	}
	page := files["playbooks/shop/pay.questions.html"]
	for _, role := range []string{"on_call", "manager", "owner"} {
		if len(find(t, files["playbooks/shop/pay.html"], "a", "href", "../../playbooks/shop/pay.questions.html#role."+role)) != 1 || len(find(t, page, "span", "id", "role."+role)) != 1 {
			t.Errorf("choosing %s does not lead to its questions", role)
		}
	}
	say := textOf(find(t, page, "div", "class", "tree")[0])
	for _, part := range []string{"On-call engineer At most 3 questions; no order needs fewer.", "What share fails?", "Look: graph.example/d", "Below 2 %",
		"Nothing at risk here", "If you cannot tell: do not act; call Desk now.", "Act now You may Roll back", "Act, and escalate",
		"Granted until 31 March 2027; void in a copy built more than 7 days before you read it.", "Call within 15 min: Desk Mon to Fri 22:00 to 06:30 the next day (UTC) Call", "Not allowed: Roll back. The schema has moved."} {
		if !strings.Contains(say, part) {
			t.Errorf("the questions do not say %q:\n%s", part, say)
		}
	}
}

func TestTheWalkHasItsWording(t *testing.T) {
	page := render(t, input(library(t), built))["playbooks/shop/pay.html"]
	section := find(t, page, "section", "id", "walk")[0]
	got := map[string]string{}
	for _, a := range section.Attr {
		if strings.HasPrefix(a.Key, "data-") {
			got[a.Key] = a.Val
		}
	}
	want := map[string]string{"data-playbook": "shop/pay", "data-built": "1794492120", "data-max-age": "604800", "data-root": "../../",
		"data-build": strings.Repeat("ab", 32), "data-commit": "0123456789abcdef", "data-workload": "Shop", "data-summary": "Roll back first.",
		"data-page": "https://harbour.example/play/playbooks/shop/pay.html"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("mismatch (-want +got):\n%s", diff)
	}
	for key, values := range map[string][]string{
		"data-verdict": {"act", "act_and_escalate", "escalate", "ask_holder", "not_this", "decide", "impossible", "not_at_risk", "unanswered", "call_owner", "cannot_confirm", "used_up", "unsettled"},
		"data-fact":    {"share", "recent", "migrating"}, "data-action": {"roll_back", "refund"}, "data-grant": {"roll_back#1"},
		"data-ladder": {"desk>owner", "owner", "*"}, "data-duty": {"0", "1"}, "data-refusal": {"roll_back", "refund"},
		"data-holder": {"on_call", "manager", "owner"}, "data-owner": {""}, "data-good-faith": {""},
	} {
		var have []string
		for _, e := range find(t, page, "template", key, "") {
			v, _ := attribute(e, key)
			have = append(have, v)
		}
		if diff := cmp.Diff(values, have); diff != "" {
			t.Errorf("%s: mismatch (-want +got):\n%s", key, diff)
		}
	}
	grant := find(t, page, "template", "data-grant", "roll_back#1")[0]
	for key, want := range map[string]string{"data-ask": "Roll back: has anyone done this in the last 24 h?", "data-since": "1440", "data-lasts": "30", "data-until": "31 March 2027"} {
		if got, _ := attribute(grant, key); got != want {
			t.Errorf("%s is %q, want %q", key, got, want)
		}
	}
	var model []any
	data := textOf(find(t, page, "template", "data-model", "")[0])
	if err := json.Unmarshal([]byte(data), &model); err != nil || model[1] != "shop/pay" {
		t.Errorf("the model is not readable: %v", err)
	}
}

// A role that includes a listed one is answered too, after the listed ones, and so is one to which others turn, such as the
// owner of the workload. Nobody is sent to either as to one that holds a grant.
func TestTheWalkOffersRolesThatAreNotListed(t *testing.T) {
	lib := library(t)
	lib.Playbooks[0].Roles = texts("on_call")
	page := render(t, input(lib, built))["playbooks/shop/pay.html"]
	for element, c := range map[string]struct {
		key  string
		want []string
	}{"a": {"data-role", []string{"on_call", "manager", "owner"}}, "template": {"data-holder", []string{"on_call", "manager", "owner"}}} {
		var got []string
		for _, e := range find(t, page, element, c.key, "") {
			v, _ := attribute(e, c.key)
			got = append(got, v)
		}
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s: mismatch (-want +got):\n%s", c.key, diff)
		}
	}
	if len(find(t, page, "template", "data-ladder", "owner")) != 1 {
		t.Error("no ladder for what the manager owes")
	}
}

func TestChannelsLeadWhereTheirKindLeads(t *testing.T) {
	for _, c := range []struct{ kind, value, want string }{
		{"phone", "+442079460101", "tel:+442079460101"}, {"phone", "112", "tel:112"}, {"sms", "+442079460101", "sms:+442079460101"},
		{"phone", "javascript:alert(1)", ""}, {"phone", "+44 20", ""}, {"phone", "1", ""}, {"phone", "1;ext=2", ""}, {"phone", "+0123456789", ""},
		{"email", "a@b.example", "mailto:a@b.example"}, {"email", "a@b.example?cc=c@d.example", ""}, {"email", "a", ""},
		{"chat", "https://chat.example/c", "https://chat.example/c"}, {"url", "http://x.example", "http://x.example"},
		{"url", "javascript:alert(1)", ""}, {"url", "data:text/html,x", ""}, {"url", "//x.example", ""}, {"room", "Bay 4", ""},
		{"pager", "https://pager.example/\"onload=x", ""},
	} {
		got := buttonOf(&playbook.Channel{Kind: c.kind, Value: text(c.value)}, "Desk")
		if string(got.Href) != c.want || c.want == "" && got.Value != c.value {
			t.Errorf("%s %q leads to %q and shows %q", c.kind, c.value, got.Href, got.Value)
		}
	}
}

// Who reads without a script learns how long a yes holds, and what to do once its limit is used up.
func TestLimitsAndEndsNeedNoScript(t *testing.T) {
	files := render(t, input(library(t), built))
	for name, part := range map[string]string{
		"playbooks/shop/pay.html": "If that is used up, or you cannot find out: do not; call Desk.",
		"roles/on_call.html":      "Used up: if a limit is used up, or you cannot find out, do not act; call.",
		"roles/manager.html":      "Used up: call 2 Owner's phone.",
		"authority.html":          "Granted until 31 March 2027; void in a copy built more than 7 days before you read it.",
	} {
		if say := textOf(find(t, files[name], "main", "id", "main")[0]); !strings.Contains(say, part) {
			t.Errorf("%s does not say %q:\n%s", name, part, say)
		}
	}
	later := render(t, input(library(t), time.Date(2027, 4, 1, 9, 0, 0, 0, time.UTC)))["authority.html"]
	say := textOf(find(t, later, "main", "id", "main")[0])
	if strings.Contains(say, "Sometimes") || strings.Contains(say, "Granted until") || !strings.Contains(say, "lapsed on 31 March 2027. Nobody may act on it.") {
		t.Errorf("the table of a lapsed playbook: %s", say)
	}
}

func TestContacts(t *testing.T) {
	page := render(t, input(library(t), built))["contacts.html"]
	var calls []string
	for _, e := range find(t, page, "a", "aria-label", "") {
		href, _ := attribute(e, "href")
		calls = append(calls, href)
	}
	want := []string{"https://pager.example/p", "tel:+442079460101", "tel:112", "mailto:desk@harbour.example", "tel:+442079460102"}
	if diff := cmp.Diff(want, calls); diff != "" {
		t.Errorf("mismatch (-want +got):\n%s", diff)
	}
	say := textOf(parsed(t, page))
	if !strings.Contains(say, "Mon to Fri 22:00 to 06:30 the next day (UTC)") || !strings.Contains(say, "Room: Bay 4") {
		t.Errorf("hours or room are missing:\n%s", say)
	}
	if strings.Contains(page, "447700900000") {
		t.Error("a private number is on the page")
	}
}

func TestALapsedPlaybookSaysSoFirst(t *testing.T) {
	files := render(t, input(library(t), time.Date(2027, 4, 1, 9, 0, 0, 0, time.UTC)))
	say := textOf(find(t, files["playbooks/shop/pay.html"], "main", "id", "main")[0])
	if !strings.HasPrefix(say, "The authority of this playbook lapsed on 31 March 2027. Nobody may act on this page. Call instead.") {
		t.Errorf("the page begins: %.200s", say)
	}
	if strings.Contains(textOf(find(t, files["playbooks/shop/pay.questions.html"], "div", "class", "tree")[0]), "Act now") {
		t.Error("the questions of a lapsed playbook end in a yes")
	}
}

func TestTheStateOfAPlaybook(t *testing.T) {
	page := render(t, input(library(t), built))["playbooks/shop/pay.html"]
	say := textOf(find(t, page, "section", "class", "state")[0])
	for _, part := range []string{"Reviewed 30 September 2026", "Next review 30 March 2027", "Practised 12 September 2026", "Valid until 31 March 2027",
		"situations, all answered,", "% by an explicit rule", "content/playbooks/shop/pay.md", "Ada rolled back"} {
		if !strings.Contains(say, part) {
			t.Errorf("the state does not say %q:\n%s", part, say)
		}
	}
	const src = "https://code.example/harbour/play/blob/0123456789abcdef/content/playbooks/shop/pay.md#L3"
	if len(find(t, page, "a", "href", src)) == 0 {
		t.Errorf("no rule is cited with %s", src)
	}
}

// What cites a rule leads to the commit that the pages were made from; without one it names the line and leads nowhere.
func TestCitationsDoNotMove(t *testing.T) {
	in := input(library(t), built)
	for _, version := range []string{in.Version, ""} {
		in.Version = version
		files, cited := render(t, in), 0
		for name, text := range files {
			if !strings.HasSuffix(name, ".html") {
				continue
			}
			for _, link := range regexp.MustCompile(`href="([^"]*#L\d+)"`).FindAllStringSubmatch(text, -1) {
				if cited++; !strings.HasPrefix(link[1], "https://code.example/harbour/play/blob/"+version+"/content/") || version == "" {
					t.Errorf("version %q: %s cites %s", version, name, link[1])
				}
			}
		}
		if (cited == 0) != (version == "") {
			t.Errorf("version %q: %d citations lead somewhere", version, cited)
		}
		if say := textOf(find(t, files["playbooks/shop/pay.html"], "p", "class", "cite")[0]); !strings.Contains(say, "pay.md, line ") {
			t.Errorf("version %q: the place of a rule reads %q", version, say)
		}
	}
}

// Who is not bound by a prohibition does not read its reason, nor that of a grant which is not his.
func TestReasonsAreThoseThatBindTheReader(t *testing.T) {
	lib := library(t)
	action := lib.Playbooks[0].Actions[0]
	action.Except = texts("manager")
	action.Grants = append(action.Grants, &playbook.Grant{Number: 2, Roles: texts("manager"), Unless: truth("severe"), Because: text("It is too late"), Span: bookFile.Span(15, 20)})
	page := render(t, input(lib, built))["playbooks/shop/pay.html"]
	got := map[string]string{}
	for _, e := range find(t, page, "template", "data-refusal", "") {
		name, _ := attribute(e, "data-refusal")
		got[name] = textOf(e)
	}
	want := map[string]string{
		"roll_back":         "Not allowed: Roll backThe schema has moved. It is too late.",
		"roll_back on_call": "Not allowed: Roll backThe schema has moved.",
		"roll_back owner":   "Not allowed: Roll backThe schema has moved.",
		"refund":            "Not allowed: RefundFinance does.",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("mismatch (-want +got):\n%s", diff)
	}
}

// What cannot be is an answer to every question all the same, and leads to the line that rules it out and to whom to call.
func TestWhatCannotBeCanBeChosen(t *testing.T) {
	page := render(t, input(library(t), built))["playbooks/shop/pay.questions.html"]
	say := textOf(find(t, page, "div", "class", "tree")[0])
	for _, part := range []string{"99 % or more", "Check the readings These readings cannot all be right. Some always succeed. Look again.", "Head of shop"} {
		if !strings.Contains(say, part) {
			t.Errorf("the questions do not say %q:\n%s", part, say)
		}
	}
}

// A site that lies in a folder of its repository leads to its files there, wherever a page cites or names one.
func TestCitationsKnowTheFolderOfTheSite(t *testing.T) {
	in, led := input(library(t), built), 0
	in.Folder = "docs/on call"
	for name, text := range render(t, in) {
		for _, link := range regexp.MustCompile(`https://code\.example/harbour/play/blob/[^"/]*/([^"]*)`).FindAllStringSubmatch(text, -1) {
			if led++; !strings.HasPrefix(link[1], "docs/on%20call/content/") && !strings.HasPrefix(link[1], "docs/on%20call/site.yaml") {
				t.Errorf("%s leads to %s", name, link[0])
			}
		}
	}
	if led < 10 {
		t.Errorf("%d links lead to files of the repository", led)
	}
}

func TestBuildListsEveryFile(t *testing.T) {
	files := render(t, input(library(t), built))
	var build buildFile
	if err := json.Unmarshal([]byte(files["build.json"]), &build); err != nil {
		t.Fatal(err)
	}
	if want := (buildFile{1, "2026-11-12T14:02:00Z", strings.Repeat("ab", 32), "0123456789abcdef", "files.json", sumOf([]byte(files["files.json"]))}); build != want {
		t.Errorf("the build calls itself %+v, want %+v", build, want)
	}
	var list listFile
	if err := json.Unmarshal([]byte(files["files.json"]), &list); err != nil {
		t.Fatal(err)
	}
	got, want := map[string]string{}, map[string]string{}
	for _, group := range []map[string]string{list.Always, list.Visited, list.Never} {
		maps.Copy(got, group)
	}
	for name, data := range files {
		if name != "build.json" && name != "files.json" {
			want[name] = sumOf([]byte(data))
		}
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("mismatch (-want +got):\n%s", diff)
	}
	for name := range list.Visited {
		if !strings.HasSuffix(name, ".questions.html") {
			t.Errorf("a small site is not kept whole: %s", name)
		}
	}
	if len(list.Roles) > 0 {
		t.Error("a small site is kept by role")
	}
	for _, name := range []string{".nojekyll", "sitemap.xml", "favicon.svg", "alerts.json", "api/playbooks/shop/pay.json", "search/a-z.html", "guides/map.png"} {
		if _, ok := files[name]; !ok {
			t.Errorf("%s is missing", name)
		}
	}
	if diff := cmp.Diff("{\n  \"PayHigh\": [\n    \"playbooks/shop/pay.html\"\n  ]\n}\n", files["alerts.json"]); diff != "" {
		t.Errorf("mismatch (-want +got):\n%s", diff)
	}
}

func TestTheSameInputGivesTheSameBytes(t *testing.T) {
	if diff := cmp.Diff(render(t, input(library(t), built)), render(t, input(library(t), built))); diff != "" {
		t.Errorf("mismatch (-want +got):\n%s", diff)
	}
}

func TestHostileTextStaysText(t *testing.T) {
	for _, payload := range []string{
		`<script>alert(1)</script>`, `"><svg onload=alert(1)>`, `' onmouseover='alert(1)`, `javascript:alert(1)`, `</template><img src=x onerror=alert(1)>`,
		`--><svg onload=alert(1)>`, `</title><script>1</script>`, `{{.Main}}`, `]]><x>`, "a\u2028b\x00", `#"><script>x</script>`,
	} {
		lib := library(t)
		poison(reflect.ValueOf(lib), payload)
		files := render(t, input(lib, built))
		for name, page := range files {
			if isPocket(name) {
				inspectPocket(t, payload+" in "+name, page)
			} else if strings.HasSuffix(name, ".html") {
				inspect(t, payload+" in "+name, page)
			}
		}
		if !strings.Contains(payload, "\x00") && !strings.Contains(textOf(parsed(t, files["playbooks/shop/pay.html"])), payload) {
			t.Errorf("%s is not shown", payload)
		}
	}
}

// references are the fields that name other things; all other text is for readers.
var references = []string{"Name", "Contact", "Roles", "Includes", "Owner", "Workload", "To", "Except", "Excludes", "TogetherWith", "Playbook", "Role", "Called", "Expr"}

// poison puts a payload into every text of a noun that is no reference.
func poison(v reflect.Value, payload string) {
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() && v.Type() != reflect.TypeFor[*time.Location]() && v.Elem().Kind() == reflect.Struct {
			poison(v.Elem(), payload)
		}
	case reflect.Slice:
		for i := range v.Len() {
			poison(v.Index(i), payload)
		}
	case reflect.Struct:
		if t, ok := v.Interface().(playbook.Text); ok {
			v.FieldByName("Value").SetString(payload)
			_ = t
			return
		}
		for i := range v.NumField() {
			name := v.Type().Field(i).Name
			if name == "Title" && v.Field(i).Kind() == reflect.String {
				v.Field(i).SetString(payload)
			}
			if !slices.Contains(references, name) && name != "File" && name != "Span" && name != "Location" && v.Type().Field(i).IsExported() || name == "Roles" && v.Type() == reflect.TypeFor[playbook.Site]() {
				poison(v.Field(i), payload)
			}
		}
	}
}

func TestASitesTemplates(t *testing.T) {
	in := input(library(t), built)
	in.Templates = fstest.MapFS{"layout/page.html": {Data: []byte(`<h1>Ours: {{.Title}}</h1>{{.Body}}{{define "plate2"}}x{{end}}`)}}
	if page := render(t, in)["guides/hand over.html"]; !strings.Contains(page, "<h1>Ours: Hand over</h1>") {
		t.Error("a site's template does not replace ours")
	}
	for name, text := range map[string]string{
		"layout/head.html":   `{{define "document"}}forged{{end}}`,
		"layout/page.html":   `<h1>x</h1><script src="x.js"></script>`,
		"layout/roles.html":  `<h1>x</h1><p onclick="x()">`,
		"layout/home.html":   `<h1>x</h1><div class="plate act">Act now</div>`,
		"layout/404.html":    `<h1>x</h1><meta http-equiv="refresh" content="0">`,
		"layout/search.html": `<h1>x</h1><!-- open`,
	} {
		in.Templates = fstest.MapFS{name: {Data: []byte(text)}}
		if _, err := Render(in); err == nil {
			t.Errorf("%s with %q was taken", name, text)
		}
	}
}

func TestTwoFilesWithOneAddress(t *testing.T) {
	lib := library(t)
	lib.Pages = append(lib.Pages, &playbook.Page{Address: "contacts.html", File: bookFile, Title: "Mine"})
	if _, err := Render(input(lib, built)); err == nil || !strings.Contains(err.Error(), "contacts.html") {
		t.Errorf("the error is %v", err)
	}
}

func TestCodeKeepsItsEmptyLines(t *testing.T) {
	if page := render(t, input(library(t), built))["guides/hand over.html"]; !strings.Contains(page, "<code>a\n\nb\n</code>") {
		t.Error("an empty line of a code block is lost")
	}
}
