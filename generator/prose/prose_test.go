package prose

import (
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
)

const matter = "---\ntitle: t\n---\n"

func TestOutlineCountsFromTheBeginningOfTheFile(t *testing.T) {
	const body = "# A *b*\n\nSee [here](x.md#y \"z\") and <https://q.example>,\nwww.r.example ![pic](p.png) <b>bold</b>.\n\n> ## Deep\n>\n> [ref][r]\n\nLate\n----\n\n[r]: /to\n"
	for name, file := range map[string]string{
		"newlines":         matter + body,
		"carriage returns": strings.ReplaceAll(matter+body, "\n", "\r\n"),
		"old line ends":    strings.ReplaceAll(matter+body, "\n", "\r"),
	} {
		t.Run(name, func(t *testing.T) {
			d := Parse([]byte(file), strings.Index(file, "# A"))
			var got []string
			for _, h := range d.Headings {
				got = append(got, strings.Repeat("#", h.Level)+h.Text+" #"+h.Anchor+" "+file[h.Offset:h.Offset+4])
			}
			for _, l := range d.Links {
				got = append(got, l.Text+" "+l.Destination+" "+file[l.Offset:l.End])
			}
			for _, r := range d.RawHTML {
				got = append(got, r.Text+" "+file[r.Offset:r.End])
			}
			want := []string{
				"#A b #a-b # A ", "##Deep #deep ## D", "##Late #late Late",
				`here x.md#y [here](x.md#y "z")`, "https://q.example https://q.example <https://q.example>",
				"www.r.example http://www.r.example www.r.example", "pic p.png ![pic](p.png)", "ref /to [ref][r]",
				"<b> <b>", "</b> </b>",
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("outline mismatch (-want +got):\n%s", diff)
			}
		})
	}
}

func TestRawHTMLBeginsAtItsBracket(t *testing.T) {
	const text = "  <!A thing>\n\n- <div>\n  x\n\n  </div>\n"
	var got []string
	for _, r := range Parse([]byte(text), 0).RawHTML {
		got = append(got, text[r.Offset:r.End])
	}
	if diff := cmp.Diff([]string{"<!A thing>", "<div>\n  x", "</div>"}, got); diff != "" {
		t.Errorf("raw HTML mismatch (-want +got):\n%s", diff)
	}
}

// Who moves from table to table by their names hears which one it is.
func TestTablesOfOneNameAreToldApart(t *testing.T) {
	const table = "| k | v |\n|---|---|\n| a | b |\n\n"
	page := string(Parse([]byte(table+"| k |\n|---|\n| a |\n\n"+table), 0).HTML(nil))
	for _, name := range []string{"Table: k, v", "Table: k", "Table: k, v (2)"} {
		if strings.Count(page, `aria-label="`+name+`"`) != 1 {
			t.Errorf("not one table is called %q:\n%s", name, page)
		}
	}
}

func TestByteOrderMarkIsNoWord(t *testing.T) {
	d := Parse([]byte("\ufeff# Title\n"), 0)
	if diff := cmp.Diff([]Heading{{Level: 1, Text: "Title", Anchor: "title", Offset: 3}}, d.Headings); diff != "" {
		t.Errorf("headings mismatch (-want +got):\n%s", diff)
	}
}

func TestTitle(t *testing.T) {
	tests := map[string]string{
		"":                        "",
		"words":                   "",
		"# One":                   "One",
		"## Two\n# One\n# More":   "One",
		"## Two `code`\n### Two":  "Two code",
		"> # Quoted":              "Quoted",
		"#\n\n## Next":            "Next",
		"# ![pic](p.png)":         "pic",
		"# ![](p.png)\n\n# Words": "Words",
	}
	for text, want := range tests {
		if got := Parse([]byte(text), 0).Title(); got != want {
			t.Errorf("title of %q: want %q, got %q", text, want, got)
		}
	}
}

func TestHeadingsLeaveLevelOneToThePage(t *testing.T) {
	tests := []struct {
		name, text string
		o          Options
		want       string
	}{
		{"levels stay without a level one", "## A\n### B", Options{}, "<h2 id=\"a\">A</h2>\n<h3 id=\"b\">B</h3>\n"},
		{"all go down with a level one", "# A\n## B\n###### C", Options{}, "<h2 id=\"a\">A</h2>\n<h3 id=\"b\">B</h3>\n<h6 id=\"c\">C</h6>\n"},
		{"a title left out keeps its anchor and links", "# A [b](c)\n## B", Options{WithoutTitle: true}, "<span id=\"a-b\"></span><p><a href=\"c\">b</a></p><h2 id=\"b\">B</h2>\n"},
		{"a title left out keeps its pictures", "# ![m](m.png) A [![x](y.png) z](c)\n", Options{WithoutTitle: true}, "<span id=\"-a--z\"></span><p><img src=\"m.png\" alt=\"m\" loading=\"lazy\"> · <a href=\"c\">x z</a></p>"},
		{"a second level one still goes down", "# A\n# B\n## C", Options{WithoutTitle: true}, "<span id=\"a\"></span><h2 id=\"b\">B</h2>\n<h3 id=\"c\">C</h3>\n"},
		{"a lower title is left out at the beginning", "## A\n## B", Options{WithoutTitle: true}, "<span id=\"a\"></span><h2 id=\"b\">B</h2>\n"},
		{"a lower title stays elsewhere", "x\n## A", Options{WithoutTitle: true}, "<p>x</p>\n<h2 id=\"a\">A</h2>\n"},
		{"nothing to leave out", "x", Options{WithoutTitle: true}, "<p>x</p>\n"},
		{"names with a prefix", "# A[^1]\n\n[^1]: b", Options{Prefix: "p:"}, "<h2 id=\"p:a\">A<sup class=\"footnote\"><a href=\"#p:fn:1\" id=\"p:fnref:1\" aria-label=\"Footnote 1\">1</a></sup></h2>\n" +
			"<section class=\"footnotes\" aria-label=\"Footnotes\">\n<ol>\n<li id=\"p:fn:1\">\n<p>b <a href=\"#p:fnref:1\" aria-label=\"Back to the text\">↩</a></p>\n</li>\n</ol>\n</section>\n"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, Parse([]byte(tt.text), 0).Render(tt.o)); diff != "" {
				t.Errorf("page mismatch (-want +got):\n%s", diff)
			}
		})
	}
}

func TestEveryLinkIsResolved(t *testing.T) {
	const text = "[a](1) <https://2.example> ![b](3 \"t\") [c] me@4.example www.5.example [![d](6)](7)\n\n[c]: 8"
	var asked []string
	d := Parse([]byte(text), 0)
	got := d.HTML(func(l Link) (string, bool) {
		asked = append(asked, l.Destination)
		return "to/" + l.Text + "?<&", l.Destination != "https://2.example" && l.Destination != "3"
	})
	want := `<p><a href="to/a?%3C&amp;">a</a> https://2.example b (t) <a href="to/c?%3C&amp;">c</a> ` +
		`<a href="to/me@4.example?%3C&amp;">me@4.example</a> <a href="to/www.5.example?%3C&amp;">www.5.example</a> ` +
		`<a href="to/d?%3C&amp;"><img src="to/d?%3C&amp;" alt="d" loading="lazy"></a></p>` + "\n"
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("page mismatch (-want +got):\n%s", diff)
	}
	order := []string{"1", "https://2.example", "3", "8", "mailto:me@4.example", "http://www.5.example", "7", "6"}
	if diff := cmp.Diff(order, asked); diff != "" {
		t.Errorf("questions mismatch (-want +got):\n%s", diff)
	}
	if got := d.Render(Options{}); !strings.Contains(got, `<a href="1">a</a>`) {
		t.Errorf("without Resolve an address stays as it is; got %s", got)
	}
}

func TestSections(t *testing.T) {
	const text = "Before `code` and\nmore.\n\n# One [^n]\n\n- item\n- **two** ![pic](p.png \"tip\")\n\n| a | b |\n|-|-|\n| c | d<br>e |\n\n```sh\nrun <x>\n\nrun &amp;\n```\n\n## Two\n\n<div>\nraw\n</div>\n\n    indented\n\n[^n]: Note with `x`.\n"
	want := []Section{
		{Text: "Before code and more."},
		{Heading: "One", Anchor: "one-", Level: 1, Text: "item\ntwo pic tip\na b\nc d\ne\nNote with x. ", Code: []string{"run <x>\n\nrun &amp;"}},
		{Heading: "Two", Anchor: "two", Level: 2, Text: "<div>\nraw\n</div>", Code: []string{"indented"}},
	}
	want[1].Text = strings.TrimSpace(want[1].Text)
	if diff := cmp.Diff(want, Parse([]byte(text), 0).Sections()); diff != "" {
		t.Errorf("sections mismatch (-want +got):\n%s", diff)
	}
}

func TestHeadingByAnchor(t *testing.T) {
	d := Parse([]byte("# !!!\n## Roll back\n"), 0)
	if h, ok := d.Heading("roll-back"); !ok || h.Text != "Roll back" {
		t.Errorf("want the heading Roll back, got %v %v", h, ok)
	}
	for _, anchor := range []string{"", "Roll-back", "rollback"} {
		if h, ok := d.Heading(anchor); ok {
			t.Errorf("no heading has the anchor %q, got %v", anchor, h)
		}
	}
}

func TestBrokenBytesAreSeen(t *testing.T) {
	const text = "a\x00b \xff\xfe c\xc3 [d\x00](e\x00\xff) `\x00` \xe2\x82\n\n# h\x00\xffi\n\n    \x00\xff\n\n<div\x00>\n"
	d := Parse([]byte(text), 0)
	page := d.HTML(as)
	checkSafe(t, page)
	checkSections(t, d, page)
	if got := strings.Count(page, "\ufffd"); got != 13 {
		t.Errorf("want 13 replacement characters, got %d in\n%s", got, page)
	}
	if !strings.Contains(page, "d\ufffd") || strings.Contains(page, "href") {
		t.Errorf("want the words of a link with a NUL in its address, and no link; got\n%s", page)
	}
}

func TestParseSurvivesItsParser(t *testing.T) {
	d := compile(&source{text: []byte("# a"), start: -1, dropped: nil})
	if d.fault != nil {
		t.Errorf("an odd start is no reason to panic: %v", d.fault)
	}
	d = asItIs(newSource([]byte("# a <b> & \x00"), 0), "x")
	if got, want := d.HTML(as), "<pre class=\"raw\" tabindex=\"0\"># a &lt;b&gt; &amp; \ufffd</pre>\n"; got != want || len(d.Excesses) == 0 {
		t.Errorf("want %q, got %q", want, got)
	}
	for _, start := range []int{-5, 99} {
		Parse([]byte("# a"), start)
	}
}

func TestDocumentsAreShared(t *testing.T) {
	text := page()
	shared := Parse(text, 0)
	want := shared.HTML(as)
	var group sync.WaitGroup
	for range 8 {
		group.Go(func() {
			if got := Parse(text, 0).HTML(as); got != want {
				t.Error("the same text gave two pages")
			}
			if got := shared.HTML(as); got != want {
				t.Error("the same document gave two pages")
			}
			shared.Sections()
			shared.Render(Options{WithoutTitle: true})
		})
	}
	group.Wait()
}
