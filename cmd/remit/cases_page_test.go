package main

import (
	"net/url"
	"os"
	"path"
	"regexp"
	"slices"
	"strings"

	"github.com/rogpeppe/go-internal/testscript"
	"golang.org/x/net/html"
)

// parsed reads a page as a browser does.
func parsed(ts *testscript.TestScript, file string) *html.Node {
	doc, err := html.Parse(strings.NewReader(ts.ReadFile(file)))
	ts.Check(err)
	return doc
}

// want ends the script unless a thing is there, or with neg is not.
func want(ts *testscript.TestScript, there, neg bool, what string) {
	switch {
	case !there && !neg:
		ts.Fatalf("there is no %s", what)
	case there && neg:
		ts.Fatalf("there is %s", what)
	}
}

// words looks for words in the main part of a page, where white space counts as one space.
func words(ts *testscript.TestScript, neg bool, args []string) {
	if len(args) != 2 {
		ts.Fatalf("usage: words FILE REGEXP")
	}
	re, err := regexp.Compile(args[1])
	ts.Check(err)
	said := ""
	for n := range parsed(ts, args[0]).Descendants() {
		if n.Data == "main" {
			said = textOf(n)
		}
	}
	want(ts, re.MatchString(said), neg, "match of "+args[1]+" in: "+said)
}

// textOf is what a reader sees of an element.
func textOf(n *html.Node) string {
	var b strings.Builder
	var walk func(*html.Node)
	walk = func(n *html.Node) {
		if n.Type == html.TextNode {
			b.WriteString(n.Data)
		}
		if n.Type == html.ElementNode && slices.Contains([]string{"script", "style", "template"}, n.Data) {
			return
		}
		for c := range n.ChildNodes() {
			walk(c)
		}
		if n.Type == html.ElementNode && !slices.Contains([]string{"a", "b", "code", "del", "em", "span", "strong", "sup"}, n.Data) {
			b.WriteByte(' ') // whatever is no part of a sentence stands apart
		}
	}
	walk(n)
	return strings.Join(strings.Fields(b.String()), " ")
}

var selector = regexp.MustCompile(`^(\w+)(?:\[(\w+)=(.*)\])?$`)

// element looks for an element by its name, one attribute, and all its words.
func element(ts *testscript.TestScript, neg bool, args []string) {
	m := selector.FindStringSubmatch(args[1])
	if len(args) < 2 || m == nil {
		ts.Fatalf("usage: element FILE TAG[ATTRIBUTE=VALUE] [TEXT]")
	}
	there := false
	for n := range parsed(ts, args[0]).Descendants() {
		there = there || n.Type == html.ElementNode && n.Data == m[1] && (m[2] == "" || attribute(n, m[2]) == m[3]) &&
			(len(args) == 2 || textOf(n) == args[2])
	}
	want(ts, there, neg, strings.Join(args[1:], " ")+" in "+args[0])
}

func attribute(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

// opens follows every link and picture of the main part of a page that stays in the site.
func opens(ts *testscript.TestScript, neg bool, args []string) {
	if len(args) != 2 {
		ts.Fatalf("usage: opens DIR PAGE")
	}
	followed := 0
	for n := range parsed(ts, args[0]+"/"+args[1]).Descendants() {
		if n.Data == "main" {
			for n := range n.Descendants() {
				to := attribute(n, "href") + attribute(n, "src")
				if u, err := url.Parse(to); n.Type == html.ElementNode && to != "" && (err != nil || u.Scheme == "") {
					ts.Check(err)
					follow(ts, args[0], args[1], u)
					followed++
				}
			}
		}
	}
	want(ts, followed > 0, neg, "link on "+args[1])
}

// follow opens one address of a page, as a host of files does.
func follow(ts *testscript.TestScript, dir, page string, u *url.URL) {
	file := path.Join(dir, path.Dir(page), u.Path)
	if u.Path == "" {
		file = path.Join(dir, page)
	}
	if info, err := os.Stat(ts.MkAbs(file)); err == nil && info.IsDir() {
		file += "/index.html"
	}
	text := ts.ReadFile(file)
	if u.Fragment == "" {
		return
	}
	doc, err := html.Parse(strings.NewReader(text))
	ts.Check(err)
	for n := range doc.Descendants() {
		if attribute(n, "id") == u.Fragment {
			return
		}
	}
	ts.Fatalf("%s leads to %s, which has no id %q", page, file, u.Fragment)
}

// ids asks that each id of a page is its only one.
func ids(ts *testscript.TestScript, neg bool, args []string) {
	seen := map[string]bool{}
	for n := range parsed(ts, args[0]).Descendants() {
		id := attribute(n, "id")
		want(ts, id != "" && seen[id], true, "a second id "+id+" in "+args[0])
		seen[id] = true
	}
}
