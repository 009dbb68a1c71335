package drawing

import (
	"encoding/xml"
	"errors"
	"fmt"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/html"
)

func svg(inside string) string {
	return `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 9 9">` + inside + `</svg>`
}

// clean is what svg(inside) becomes, inside.
func clean(t *testing.T, inside string) (string, []string) {
	t.Helper()
	out, losses, err := Clean([]byte(svg(inside)))
	if err != nil {
		t.Fatalf("%s: %v", inside, err)
	}
	text := strings.TrimSuffix(strings.TrimSuffix(string(out), "\n"), "</svg>")
	_, text, _ = strings.Cut(text, ">")
	var lost []string
	for _, l := range losses {
		lost = append(lost, l.What)
	}
	return text, lost
}

func TestWhatDrawsStays(t *testing.T) {
	for _, inside := range []string{
		`<rect x="1" y="2" width="3" height="4" fill="#fff" stroke="rgb(0, 0, 0)"/>`,
		`<path d="M0 0L9 9Z" transform="translate(1 2) rotate(3)" fill="none"/>`,
		`<text x="1" font-family="&quot;DejaVu Sans&quot;, sans-serif">Web &lt;tier&gt; &amp; more<tspan dy="2">below</tspan></text>`,
		`<defs><linearGradient id="g"><stop offset="0" stop-color="red"/></linearGradient></defs><circle r="2" fill="url(#g)"/>`,
		`<symbol id="s"><line x1="0" x2="9"/></symbol><use href="#s" x="3"/>`,
		`<marker id="m" orient="auto"><polygon points="0,0 1,1"/></marker><path d="M0 0" marker-end="url(#m)"/>`,
		`<image width="3" height="3" href="data:image/png;base64,iVBORw0KGgo="/>`,
		`<title>Escalation</title><desc>Who calls whom (and when)</desc><g aria-label="Restart (now)" id="a b"/>`,
		`<filter id="f"><feGaussianBlur stdDeviation="2"/></filter><g filter="url(#f)"/>`,
	} {
		got, lost := clean(t, inside)
		if diff := cmp.Diff(inside, got); diff != "" || lost != nil {
			t.Errorf("mismatch (-want +got), lost %v:\n%s", lost, diff)
		}
	}
}

func TestWhatCouldHarmGoes(t *testing.T) {
	const link = `xlink:href`
	tests := []struct{ in, want, lost string }{
		{`<script>alert(1)</script><rect/>`, `<rect/>`, "a script"},
		{`<SCRIPT>alert(1)</SCRIPT>`, ``, "a script"},
		{`<s:script xmlns:s="http://www.w3.org/2000/svg">alert(1)</s:script>`, ``, "a script"},
		{`<h:script xmlns:h="http://www.w3.org/1999/xhtml">alert(1)</h:script>`, ``, "a script"},
		{`<g onload="alert(1)" ONCLICK="x"/>`, `<g/>`, "a script"},
		{`<foreignObject><body xmlns="http://www.w3.org/1999/xhtml"><img src="x" onerror="y"/>words</body></foreignObject>`, ``, "a piece of a page (foreignObject)"},
		{`<style>rect { fill: url(https://evil.example/x) }</style>`, ``, "a style sheet"},
		{`<a ` + link + `="javascript:alert(1)"><text>go</text></a>`, `<text>go</text>`, "a link"},
		{`<use ` + link + `="https://evil.example/x.svg#a"/>`, `<use/>`, "an address"},
		{`<use href="data:image/svg+xml;base64,AAAA#a"/>`, `<use/>`, "an address"},
		{`<image href="https://evil.example/p.png"/>`, `<image/>`, "an address"},
		{`<image href="data:image/svg+xml;base64,AAAA"/>`, `<image/>`, "an address"},
		{`<image href="data:text/html,x"/>`, `<image/>`, "an address"},
		{`<image href="p.png"/>`, `<image/>`, "an address"},
		{`<rect fill="url(https://evil.example/#a)"/>`, `<rect/>`, "an address or a formula in an attribute"},
		{`<rect fill="URL ( //evil.example )"/>`, `<rect/>`, "an address or a formula in an attribute"},
		{`<rect fill="u\72l(//evil.example)"/>`, `<rect/>`, "an address or a formula in an attribute"},
		{`<rect fill="url/**/(//evil.example)"/>`, `<rect/>`, "an address or a formula in an attribute"},
		{`<rect style="fill:red;background-image:url(//evil.example)"/>`, `<rect fill="red"/>`, "a style (background-image)"},
		{`<rect style="fill:url(//evil.example)"/>`, `<rect/>`, "a style (fill)"},
		{`<set attributeName="href" to="javascript:alert(1)"/>`, ``, "an animation"},
		{`<animate attributeName="href" values="javascript:alert(1)"/>`, ``, "an animation"},
		{`<feImage href="https://evil.example/"/>`, ``, "<feImage>"},
		{`<handler>x</handler><listener/>`, ``, "<handler>,<listener>"},
		{`<text><![CDATA[<script>alert(1)</script>]]></text>`, `<text>&lt;script&gt;alert(1)&lt;/script&gt;</text>`, ""},
		{`<text>a</text><!-- <script> -->`, `<text>a</text>`, ""},
		{`<g xml:base="https://evil.example/" data-x="1" class="c"/>`, `<g/>`, ""},
		{`<sodipodi:namedview xmlns:sodipodi="http://sodipodi.example/"><x/></sodipodi:namedview><metadata>words</metadata>`, ``, ""},
		{`<switch><foreignObject/><text>Web</text></switch>`, `<switch><text>Web</text></switch>`, "a piece of a page (foreignObject)"},
	}
	for _, tt := range tests {
		got, lost := clean(t, tt.in)
		if got != tt.want || strings.Join(lost, ",") != tt.lost {
			t.Errorf("%s:\nwant %s and %s lost,\ngot  %s and %v", tt.in, tt.want, tt.lost, got, lost)
		}
	}
}

// PlantUML and draw.io say everything in style attributes: a drawing without them would be blank.
func TestAStyleBecomesAttributes(t *testing.T) {
	got, lost := clean(t, `<line fill="blue" style="stroke:#181818; stroke-width:0.5;FILL: none !important;cursor:pointer;fill-opacity:"/>`)
	if want := `<line fill="none" stroke="#181818" stroke-width="0.5"/>`; got != want || lost != nil {
		t.Errorf("want %s, got %s, lost %v", want, got, lost)
	}
}

func TestPrologsOfDrawingPrograms(t *testing.T) {
	const doctype = `<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">`
	for _, head := range []string{
		"\ufeff<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"no\"?>\n" + doctype + "\n<!-- Generated by graphviz -->\n",
		"<?xml version='1.0' encoding='utf-8'?>",
	} {
		out, _, err := Clean([]byte(head + `<svg:svg xmlns:svg="http://www.w3.org/2000/svg"><svg:g/></svg:svg>`))
		if want := "<svg xmlns=\"http://www.w3.org/2000/svg\"><g/></svg>\n"; err != nil || string(out) != want {
			t.Errorf("%q: want %s, got %s, %v", head, want, out, err)
		}
	}
}

func TestRefused(t *testing.T) {
	nested := func(n int) string { return strings.Repeat("<g>", n) + strings.Repeat("</g>", n) }
	laughs := `<g id="l0"><rect/></g>`
	for i := range 20 {
		laughs += fmt.Sprintf(`<g id="l%d">%s</g>`, i+1, strings.Repeat(fmt.Sprintf(`<use href="#l%d"/>`, i), 10))
	}
	tests := []struct {
		in, message string
		line        int
		limit       bool
	}{
		{"", "there is no drawing in this file", 1, false},
		{"\x89PNG", "this is not XML", 1, false},
		{"<html/>", "does not begin with <svg>", 1, false},
		{`<svg xmlns="http://www.w3.org/1999/xhtml"/>`, "does not begin with <svg>", 1, false},
		{"\n" + svg("") + svg(""), "more than one drawing", 2, false},
		{svg("\n<g>"), "this is not XML", 2, false},
		{svg("\n<g a=1/>"), "this is not XML", 2, false},
		{svg("\n<rect x='1' x='2'/>"), "has an attribute twice: x", 2, false},
		{svg("\n&nbsp;"), "this is not XML", 2, false},
		{"<!DOCTYPE svg [\n<!ENTITY x \"y\">]>" + svg("&x;"), "may define no entities", 1, false},
		{`<?xml version="1.0" encoding="UTF-16"?>` + svg(""), "not in UTF-8", 1, false},
		{`<?xml version="1.0" encoding="latin1"?>` + svg(""), "not in UTF-8", 1, false},
		{svg("\n" + nested(100)), "at most 100 deep", 2, true},
		{svg("<script>" + nested(200) + "</script>"), "100 deep", 1, true},
		{svg(strings.Repeat("<g/>", 50_001)), "at most 50,000 elements", 1, true},
		{svg("<metadata>" + strings.Repeat("<g/>", 50_001) + "</metadata>"), "at most 50,000 elements", 1, true},
		{svg(strings.Repeat(" ", Largest)), "at most 4 MB", 1, true},
		{svg(laughs), "more than 200,000 times", 1, true},
		{svg("\n<g id='a'><use href='#a'/></g>"), "used inside itself", 2, false},
		{svg(`<pattern id="p"><rect fill="url(#p)"/></pattern>`), "used inside itself", 1, false},
	}
	for _, tt := range tests {
		out, _, err := Clean([]byte(tt.in))
		var e *Error
		if !errors.As(err, &e) || out != nil || !strings.Contains(e.Message, tt.message) || e.Line != tt.line || e.Limit != tt.limit || e.Help == "" {
			t.Errorf("%.60q: want %q at line %d, got %v", tt.in, tt.message, tt.line, err)
		}
	}
}

// FuzzClean reads what came out as XML and as HTML, by other means than those that wrote it.
func FuzzClean(f *testing.F) {
	hostile, err := os.ReadFile("testdata/hostile.txt")
	if err != nil {
		f.Fatal(err)
	}
	for line := range strings.Lines(string(hostile)) {
		f.Add(strings.TrimSpace(line))
		f.Add(svg(strings.TrimSpace(line)))
	}
	f.Fuzz(func(t *testing.T, text string) {
		out, _, err := Clean([]byte(text))
		if err != nil {
			return
		}
		harmless(t, string(out))
		again, losses, err := Clean(out)
		if err != nil || len(losses) > 0 || string(again) != string(out) {
			t.Errorf("a clean copy is cleaned again: %v %v\n%s\n%s", err, losses, out, again)
		}
	})
}

// mayLead is what an attribute with an address may hold.
var mayLead = regexp.MustCompile(`^#|^data:image/(png|jpe?g|gif|webp);base64,[A-Za-z0-9+/=]*$`)

func harmless(t *testing.T, out string) {
	t.Helper()
	decoder := xml.NewDecoder(strings.NewReader(out))
	for {
		token, err := decoder.RawToken()
		if err != nil {
			break
		}
		switch token := token.(type) {
		case xml.Directive, xml.ProcInst, xml.Comment:
			t.Errorf("the copy has %T", token)
		case xml.StartElement:
			checkElement(t, token.Name.Local, token.Name.Space)
			for _, a := range token.Attr {
				checkValue(t, strings.TrimPrefix(a.Name.Space+":", ":")+a.Name.Local, a.Value)
			}
		}
	}
	z := html.NewTokenizer(strings.NewReader(out))
	for kind := z.Next(); kind != html.ErrorToken; kind = z.Next() {
		token := z.Token()
		if kind == html.CommentToken || kind == html.DoctypeToken {
			t.Errorf("as HTML the copy has %s", token)
		}
		if kind == html.StartTagToken || kind == html.SelfClosingTagToken {
			for _, a := range token.Attr {
				checkValue(t, a.Key, a.Val)
			}
		}
	}
}

func checkElement(t *testing.T, name, space string) {
	t.Helper()
	bad := regexp.MustCompile(`(?i)script|foreign|style|anim|^set$|^a$|iframe|object|embed|handler|feimage|html|body|audio|video|canvas`)
	if space != "" || bad.MatchString(name) {
		t.Errorf("the copy has an element %s:%s", space, name)
	}
}

func checkValue(t *testing.T, name, value string) {
	t.Helper()
	lower := strings.ToLower(name)
	switch {
	case lower == "id" || lower == "aria-label":
	case lower == "xmlns":
		if value != svgSpace {
			t.Errorf("the copy has %s=%q", name, value)
		}
	case strings.HasPrefix(lower, "on") || lower == "style" || lower == "src" || lower == "class" || strings.Contains(name, ":") && name != "xml:space" && name != "xml:lang":
		t.Errorf("the copy has an attribute %s", name)
	case lower == "href":
		if !mayLead.MatchString(value) {
			t.Errorf("the copy leads to %q", value)
		}
	case strings.Contains(strings.ToLower(value), "url") && strings.Contains(value, "("):
		if !strings.HasPrefix(strings.TrimLeft(strings.TrimSpace(value)[3:], "( \t\n\r\"'"), "#") || strings.Count(strings.ToLower(value), "url") > 1 && strings.Count(value, "(") > 1 {
			t.Errorf("the copy has %s=%q", name, value)
		}
	case strings.ContainsAny(value, `\@`):
		t.Errorf("the copy has %s=%q", name, value)
	}
}

// TestHostileDrawings puts each line of testdata/hostile.txt where a drawing is, inside one, and in its attributes.
func TestHostileDrawings(t *testing.T) {
	hostile, err := os.ReadFile("testdata/hostile.txt")
	if err != nil {
		t.Fatal(err)
	}
	count := 0
	for line := range strings.Lines(string(hostile)) {
		line = strings.TrimSpace(line)
		var value strings.Builder
		if err := xml.EscapeText(&value, []byte(line)); err != nil {
			t.Fatal(err)
		}
		texts := []string{line, svg(line)}
		for _, name := range []string{"href", "xlink:href", "fill", "style", "filter", "id", "onload", "xml:base", "d", "mask", "src", "aria-label"} {
			texts = append(texts, svg("<use "+name+`="`+value.String()+`"/>`), svg("<image "+name+`="`+value.String()+`"/>`))
		}
		for _, text := range texts {
			if out, _, err := Clean([]byte(text)); err == nil {
				count++
				harmless(t, string(out))
			}
			if t.Failed() {
				t.Fatalf("of %s", text)
			}
		}
	}
	if count < 500 {
		t.Errorf("only %d drawings were clean enough to be looked at", count)
	}
}
