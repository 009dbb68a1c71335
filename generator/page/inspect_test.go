package page

import (
	"net/url"
	"path"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// document reads a page as a browser does.
func parsed(t *testing.T, page string) *html.Node {
	t.Helper()
	n, err := html.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// elements returns every element, templates' insides included, in the order of the page.
func elements(n *html.Node) []*html.Node {
	var list []*html.Node
	for d := range n.Descendants() {
		if d.Type == html.ElementNode {
			list = append(list, d)
		}
	}
	return list
}

func attribute(n *html.Node, name string) (string, bool) {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val, true
		}
	}
	return "", false
}

func textOf(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data)
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

func inTemplate(n *html.Node) bool {
	for p := range n.Ancestors() {
		if p.Data == "template" {
			return true
		}
	}
	return false
}

// inspect reports everything that no page may have.
func inspect(t *testing.T, name, page string) {
	t.Helper()
	seen, ones := map[string]bool{}, 0
	level := 0
	for _, e := range elements(parsed(t, page)) {
		if inTemplate(e) {
			inspectElement(t, name, e)
			continue
		}
		inspectElement(t, name, e)
		if id, ok := attribute(e, "id"); ok {
			if seen[id] {
				t.Errorf("%s: the id %q stands twice", name, id)
			}
			seen[id] = true
		}
		if len(e.Data) == 2 && e.Data[0] == 'h' && e.Data[1] >= '1' && e.Data[1] <= '6' {
			now := int(e.Data[1] - '0')
			if now == 1 {
				ones++
			}
			if now > level+1 && level > 0 {
				t.Errorf("%s: h%d %q follows h%d", name, now, textOf(e), level)
			}
			level = now
		}
	}
	if ones != 1 {
		t.Errorf("%s: has %d headings of level 1", name, ones)
	}
	inspectHead(t, name, page)
}

func inspectElement(t *testing.T, name string, e *html.Node) {
	t.Helper()
	if slices.Contains([]string{"style", "iframe", "object", "embed", "base"}, e.Data) {
		t.Errorf("%s: has a %s element", name, e.Data)
	}
	if e.Data == "script" {
		src, _ := attribute(e, "src")
		if !strings.Contains(src, "assets/") || e.FirstChild != nil {
			t.Errorf("%s: has a script that is not one of ours: %q", name, src)
		}
	}
	for _, a := range e.Attr {
		if strings.HasPrefix(a.Key, "on") || a.Key == "style" || a.Key == "srcdoc" {
			t.Errorf("%s: %s has the attribute %s", name, e.Data, a.Key)
		}
		if a.Key == "href" || a.Key == "src" || a.Key == "action" {
			u, err := url.Parse(a.Val)
			if err != nil || !slices.Contains([]string{"", "https", "http", "tel", "sms", "mailto"}, u.Scheme) || strings.Contains(a.Val, "Zgotmpl") {
				t.Errorf("%s: %s leads to %q", name, e.Data, a.Val)
			}
			if e.Data != "a" && err == nil && u.Host != "" {
				t.Errorf("%s: %s asks another host: %q", name, e.Data, a.Val)
			}
		}
	}
}

// inspectHead checks that the policy stands before all that it governs.
func inspectHead(t *testing.T, name, page string) {
	t.Helper()
	const first = "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; script-src 'self';"
	if !strings.HasPrefix(page, first) {
		t.Errorf("%s: begins with %q", name, page[:min(len(page), len(first))])
	}
	if strings.Count(page, `http-equiv="Content-Security-Policy"`) != 1 {
		t.Errorf("%s: has more than one policy", name)
	}
}

func TestEveryPageIsSound(t *testing.T) {
	files := render(t, input(library(t), built))
	for name, page := range files {
		if strings.HasSuffix(name, ".html") && !isPocket(name) {
			inspect(t, name, page)
		}
	}
}

// isPocket reports whether a page is a pocket copy, which alone has a style and a script of its own.
func isPocket(name string) bool { return name == "pocket.html" || strings.HasPrefix(name, "pocket/") }

// follow returns the file that a link of a page leads to, and its anchor; ok is false for links that leave the site.
func follow(from, href string) (file, anchor string, ok bool) {
	u, err := url.Parse(href)
	if err != nil || u.Scheme != "" || u.Host != "" {
		return "", "", false
	}
	switch {
	case u.Path == "":
		return from, u.Fragment, true
	case strings.HasPrefix(u.Path, "/play/"):
		return strings.TrimPrefix(u.Path, "/play/"), u.Fragment, true
	}
	return path.Join(path.Dir(from), u.Path), u.Fragment, true
}

func TestLinksResolve(t *testing.T) {
	files := render(t, input(library(t), built))
	for name, page := range files {
		if !strings.HasSuffix(name, ".html") || isPocket(name) {
			continue
		}
		for _, e := range elements(parsed(t, page)) {
			for _, key := range []string{"href", "src", "action", "data-index"} {
				href, has := attribute(e, key)
				if e.Data == "use" || !has {
					continue
				}
				if (name == "404.html" || name == "away.html") != strings.HasPrefix(href, "/") && !strings.HasPrefix(href, "#") {
					t.Errorf("%s: %q is not the kind of address of this page", name, href)
				}
				inspectTarget(t, files, name, href)
			}
		}
	}
}

func inspectTarget(t *testing.T, files map[string]string, name, href string) {
	t.Helper()
	file, anchor, inside := follow(name, href)
	if !inside {
		return
	}
	target, ok := files[file]
	if !ok {
		t.Errorf("%s: %q leads to no file", name, href)
		return
	}
	if anchor != "" && !slices.ContainsFunc(elements(parsed(t, target)), func(e *html.Node) bool {
		id, _ := attribute(e, "id")
		action, asks := attribute(e, "data-action") // the address of a question about one action
		return id == anchor || asks && anchor == "may-i="+action
	}) {
		t.Errorf("%s: %q leads to no place on the page", name, href)
	}
}
