package prose

import (
	"os"
	"strings"
	"testing"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// allowed lists every element that a page may have, and its attributes. What is not here is a mistake.
var allowed = map[string]string{
	"p": "class", "h2": "id", "h3": "id", "h4": "id", "h5": "id", "h6": "id", "hr": "", "br": "",
	"ul": "", "ol": "start", "li": "class id", "blockquote": "", "pre": "class tabindex", "code": "class",
	"em": "", "strong": "", "del": "", "sup": "class", "span": "id", "section": "class aria-label",
	"a": "href id title aria-label", "img": "src alt title loading", "input": "type checked disabled aria-label",
	"div": "class role tabindex aria-label", "table": "", "thead": "", "tbody": "", "tr": "", "th": "scope class", "td": "class",
}

// classes lists every class that a page may have, but for language-….
var classes = " raw info word task table footnote footnotes left right center note tip important warning caution alert "

// checkSafe reads a page as a browser does and reports whatever a page may not have, and tags that are not in pairs.
func checkSafe(t testing.TB, page string) {
	t.Helper()
	for _, n := range fragment(t, page) {
		checkNode(t, n)
	}
	checkPairs(t, page)
	if strings.Contains(page, "\x00") {
		t.Error("the page has a NUL")
	}
}

func checkNode(t testing.TB, n *html.Node) {
	t.Helper()
	switch n.Type {
	case html.ElementNode:
		attributes, ok := allowed[n.Data]
		if !ok {
			t.Errorf("the page has an element %q", n.Data)
		}
		for _, a := range n.Attr {
			if !strings.Contains(" "+attributes+" ", " "+a.Key+" ") {
				t.Errorf("<%s> has an attribute %q", n.Data, a.Key)
			}
			checkAttribute(t, n.Data, a)
		}
	case html.TextNode:
	default:
		t.Errorf("the page has a node %d %q", n.Type, n.Data)
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		checkNode(t, c)
	}
}

func checkAttribute(t testing.TB, element string, a html.Attribute) {
	t.Helper()
	switch a.Key {
	case "class":
		for _, class := range strings.Fields(a.Val) {
			language := strings.TrimPrefix(class, "language-")
			if !strings.Contains(classes, " "+class+" ") && (language == class || language != className(language)) {
				t.Errorf("<%s> has a class %q", element, class)
			}
		}
	case "href", "src":
		if !browserAllows(a.Val, element == "img") {
			t.Errorf("<%s> leads to %q", element, a.Val)
		}
	}
}

// browserAllows judges an address as a browser reads it, by another way than safeAddress: it forgives all that browsers
// forgive, and then looks for a scheme.
func browserAllows(address string, image bool) bool {
	address = strings.NewReplacer("\t", "", "\n", "", "\r", "").Replace(address)
	address = strings.TrimLeftFunc(address, func(r rune) bool { return r <= ' ' })
	if strings.HasPrefix(strings.ReplaceAll(address, `\`, "/"), "//") {
		return false
	}
	scheme, _, ok := strings.Cut(address, ":")
	if !ok || strings.Trim(scheme, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+-.") != "" {
		return true
	}
	schemes := " http https mailto tel sms "
	if image {
		schemes = " http https "
	}
	return strings.Contains(schemes, " "+strings.ToLower(scheme)+" ")
}

// checkPairs reports tags that a browser would have to mend.
func checkPairs(t testing.TB, page string) {
	t.Helper()
	var open []string
	z := html.NewTokenizer(strings.NewReader(page))
	for {
		switch z.Next() {
		case html.ErrorToken:
			if len(open) > 0 {
				t.Errorf("the page leaves open %v", open)
			}
			return
		case html.StartTagToken:
			if name := z.Token().Data; name != "br" && name != "hr" && name != "img" && name != "input" {
				open = append(open, name)
			}
		case html.EndTagToken:
			name := z.Token().Data
			if len(open) == 0 || open[len(open)-1] != name {
				t.Errorf("the page closes %q in %v", name, open)
				return
			}
			open = open[:len(open)-1]
		}
	}
}

func fragment(t testing.TB, page string) []*html.Node {
	t.Helper()
	nodes, err := html.ParseFragment(strings.NewReader(page), &html.Node{Type: html.ElementNode, Data: "main", DataAtom: atom.Main})
	if err != nil {
		t.Fatal(err)
	}
	return nodes
}

// sinks are the places where somebody's words end up.
var sinks = map[string]string{
	"text":        "%",
	"block":       "text\n\n%\n\ntext",
	"heading":     "# %\n\n## a %",
	"link":        "[a](%)",
	"angled link": "[a](<%>)",
	"title":       `[a](b "%")`,
	"label":       "[%](b)",
	"image":       "![a](%)",
	"alt":         `![%](a.png "%")`,
	"definition":  "[a]\n\n[a]: <%> '%'",
	"bare angled": "<%>",
	"code":        "`%`",
	"info":        "```%\na\n```",
	"block code":  "```\n%\n```\n\n    %",
	"cell":        "| % | b |\n|-|-|\n| a | % |",
	"footnote":    "a[^n]\n\n[^n]: %",
	"note label":  "a[^%]\n\n[^%]: b",
	"alert":       "> [!NOTE]\n> %",
	"task":        "- [ ] %",
	"in HTML":     "<div>\n%\n</div>",
	"in a tag":    "<div %>\n\na <b %> c <a href='%'> d",
	"comment":     "<!-- %\n\na <!-- % --> b",
	"template":    "{{ % }} <% % %> {% % %}",
	"attributes":  "# a {% onclick=alert(1)}",
	"bare":        "https://example.org/%",
	"mail":        "a@example.org%",
	"emphasis":    "*%* **%** ~~%~~",
}

// TestHostileTextIsHarmless puts each line of testdata/hostile.txt in each place, believes every link, and reads the page
// as a browser would.
func TestHostileTextIsHarmless(t *testing.T) {
	lines, err := os.ReadFile("testdata/hostile.txt")
	if err != nil {
		t.Fatal(err)
	}
	for payload := range strings.Lines(string(lines)) {
		payload = strings.TrimSuffix(payload, "\n")
		for name, sink := range sinks {
			text := strings.ReplaceAll(sink, "%", payload)
			d := Parse([]byte(text), 0)
			checkSafe(t, d.HTML(as))
			checkSafe(t, d.HTML(func(Link) (string, bool) { return payload, true }))
			if d.fault != nil {
				t.Errorf("the parser panicked: %v", d.fault)
			}
			if t.Failed() {
				t.Fatalf("%s of %q:\n%s", name, payload, d.HTML(as))
			}
		}
	}
}
