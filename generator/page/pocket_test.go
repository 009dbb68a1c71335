package page

import (
	"net/url"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"remit/generator/playbook"
)

// inspectPocket reports everything that no pocket copy may have: it names nothing outside itself but links, has no id
// twice and no link to nowhere in it, and its policy lists exactly the style and the script that it has.
func inspectPocket(t *testing.T, name, page string) {
	t.Helper()
	seen := map[string]bool{}
	all := elements(parsed(t, page))
	for _, e := range all {
		if id, ok := attribute(e, "id"); ok && seen[id] {
			t.Errorf("%s: the id %q stands twice", name, id)
		} else {
			seen[id] = true
		}
		if slices.Contains([]string{"link", "iframe", "object", "embed", "base", "template", "form"}, e.Data) {
			t.Errorf("%s: has a %s element", name, e.Data)
		}
	}
	sums := map[string]string{}
	for _, e := range all {
		for _, a := range e.Attr {
			inspectPocketAttribute(t, name, e, a, seen)
		}
		if e.Data == "style" || e.Data == "script" {
			if sums[e.Data] != "" || e.FirstChild == nil {
				t.Errorf("%s: has a second or an empty %s", name, e.Data)
				continue
			}
			sums[e.Data] = hashOf(e.FirstChild.Data)
		}
	}
	want := "default-src 'none'; script-src '" + sums["script"] + "'; style-src '" + sums["style"] + "'; img-src data:; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
	if len(find(t, page, "meta", "content", want)) != 1 {
		t.Errorf("%s: the policy is not %s", name, want)
	}
}

func inspectPocketAttribute(t *testing.T, name string, e *html.Node, a html.Attribute, ids map[string]bool) {
	t.Helper()
	if strings.HasPrefix(a.Key, "on") || a.Key == "style" || a.Key == "srcdoc" || a.Key == "src" && !strings.HasPrefix(a.Val, "data:image/") {
		t.Errorf("%s: %s has %s=%q", name, e.Data, a.Key, a.Val)
	}
	if a.Key != "href" {
		return
	}
	u, err := url.Parse(a.Val)
	if err != nil || !slices.Contains([]string{"", "https", "http", "tel", "sms", "mailto"}, u.Scheme) {
		t.Errorf("%s: leads to %q", name, a.Val)
	} else if strings.ContainsAny(a.Val, `"<`) {
		return // a hostile name, which loading would have refused
	} else if u.Scheme == "" && u.Path == "" && !ids[u.Fragment] {
		t.Errorf("%s: %q leads to no place on the page", name, a.Val)
	} else if u.Scheme == "" && u.Path != "" && !strings.Contains(u.Path, "pocket") && u.Path != "shop.html" && u.Path != "till.html" {
		t.Errorf("%s: %q needs the rest of the site", name, a.Val)
	}
}

func TestThePocketCopyIsWhole(t *testing.T) {
	lib := library(t)
	lib.Playbooks[0].Body.HTML += `<p><img src="../../guides/map.png" alt="Map"> <img src="gone.png" alt="Gone"> <a href="../../guides/hand%20over.html">Over</a> <a href="../../roles/on_call.html">Card</a> <a href="../../authority.html">Table</a></p>`
	page := render(t, input(lib, built))["pocket.html"]
	inspectPocket(t, "pocket.html", page)
	say := textOf(parsed(t, page))
	for _, part := range []string{"Pocket copy of Harbour", "A yes on this page is void in a copy built more than 7 days before you read it.", "Tell Desk within 15 min",
		"On-call engineer At most 3 questions", "Granted until 31 March 2027", "+442079460101", "On-call engineer: my remit", "Ask.", "Act now"} {
		if !strings.Contains(say, part) {
			t.Errorf("the copy does not say %q", part)
		}
	}
	if strings.Contains(page, "data-model") || strings.Contains(page, "447700900000") {
		t.Error("the copy has what it must not have")
	}
	if got := find(t, page, "img", "src", ""); len(got) != 1 || got[0].Attr[0].Val != "data:image/png;base64,cG5n" {
		t.Errorf("the pictures are %v", got)
	}
	for _, want := range []string{"#page/1", "#roles/on_call", "https://harbour.example/play/authority.html", "#playbooks/shop/pay~steps"} {
		if len(find(t, page, "a", "href", want)) == 0 {
			t.Errorf("nothing leads to %s", want)
		}
	}
	until := find(t, page, "article", "data-until", "1806537600") // the first moment of 1 April 2027
	if len(until) != 3 {
		t.Errorf("%d pages of the copy know when their authority ends, want the playbook and two roles", len(until))
	}
}

// A site whose pocket copy would be too large has one for each workload, and leaves the questions out where even that is.
func TestALargePocketCopyIsSplit(t *testing.T) {
	lib := library(t)
	lib.Site.Pocket.Value = true
	lib.Pages[0].Body.HTML += "<p>" + strings.Repeat("word ", 500_000) + "</p>"
	files := render(t, input(lib, built))
	for _, name := range []string{"pocket.html", "pocket/shop.html"} {
		inspectPocket(t, name, files[name])
	}
	if len(find(t, files["pocket.html"], "a", "href", "pocket/shop.html")) == 0 {
		t.Error("the first copy does not lead to that of the workload")
	}
	if say := textOf(parsed(t, files["pocket/shop.html"])); !strings.Contains(say, "At most 3 questions") || !strings.Contains(say, "Desk") {
		t.Error("the copy of a workload has no questions, or nobody to call")
	}
	lib = library(t)
	lib.Site.Pocket.Value = true
	lib.Playbooks[0].Body.HTML += "<p>" + strings.Repeat("word ", 500_000) + "</p>"
	page := render(t, input(lib, built))["pocket/shop.html"]
	inspectPocket(t, "pocket/shop.html", page)
	if say := textOf(parsed(t, page)); strings.Contains(say, "At most 3 questions") || !strings.Contains(say, "The questions are left out here") || !strings.Contains(say, "Who may do what") {
		t.Error("a copy that is too large keeps its questions, or does not say that it has none")
	}
}

// A copy that would be too large, on a site that asks for no copies of workloads, says what it leaves out and leads to it.
func TestALargePocketCopySaysWhatItLeavesOut(t *testing.T) {
	lib := library(t)
	lib.Playbooks[0].Body.HTML += "<p>" + strings.Repeat("word ", 500_000) + "</p>"
	files := render(t, input(lib, built))
	page := files["pocket.html"]
	inspectPocket(t, "pocket.html", page)
	if say := textOf(parsed(t, page)); !strings.Contains(say, "The playbooks are left out here") || !strings.Contains(say, "+442079460101") || len(page) > mostPocket {
		t.Errorf("the copy has %d bytes, or does not say what is left out, or whom to call", len(page))
	}
	if files["pocket/shop.html"] != "" {
		t.Error("there is a copy that nobody asked for")
	}
	lib = library(t)
	lib.Pages[0].Body.HTML += "<p>" + strings.Repeat("word ", 500_000) + "</p>"
	page = render(t, input(lib, built))["pocket.html"]
	inspectPocket(t, "pocket.html", page)
	if say := textOf(parsed(t, page)); !strings.Contains(say, "The ordinary pages are left out here") || !strings.Contains(say, "At most 3 questions") || len(page) > mostPocket {
		t.Error("the copy does not say that the ordinary pages are left out, or has no playbooks")
	}
}

// Pictures come along while there is room, the small ones first; of the others the copy says where they are.
func TestPicturesOfAPocketCopyAreBounded(t *testing.T) {
	lib := library(t)
	lib.Assets = append(lib.Assets, &playbook.Asset{Address: "guides/photo.jpg", Data: make([]byte, mostPictures)})
	lib.Playbooks[0].Body.HTML += `<p><img src="../../guides/map.png" alt="Map"> <img src="../../guides/photo.jpg" alt="The &lt;yard&gt;"></p>`
	page := render(t, input(lib, built))["pocket.html"]
	inspectPocket(t, "pocket.html", page)
	if n := len(find(t, page, "img", "src", "data:image/png;base64,cG5n")); n != 1 || len(page) > mostPocket {
		t.Errorf("%d small pictures in %d bytes", n, len(page))
	}
	if say := textOf(parsed(t, page)); !strings.Contains(say, "The <yard> (picture left out here: https://harbour.example/play/guides/photo.jpg)") {
		t.Error("the copy does not say where the large picture is")
	}
}

func TestAPrivatePocketCopySaysSo(t *testing.T) {
	lib := library(t)
	lib.Site.Private = true
	if page := render(t, input(lib, built))["pocket.html"]; !strings.Contains(page, `<p class="private" role="note">`) {
		t.Error("a private copy does not say so")
	}
}

func TestResettle(t *testing.T) {
	p := &pocket{writer: &writer{Input: Input{Library: &playbook.Library{}}, site: site()}, ids: map[string]string{"a/b.html": "b", "c.html": "c"}}
	for in, want := range map[string]string{
		`<h1 id=x>1 < 2</h1>`:                             `<h3 id="b~x">1 &lt; 2</h3>`,
		`<a href='../c.html#y' title="a>b">`:              `<a href="#c~y" title="a&gt;b">`,
		`<a href="#z">`:                                   `<a href="#b~z">`,
		`<a href="../">`:                                  `<a href="https://harbour.example/play/index.html">`,
		`<a href="mailto:a@b.example">`:                   `<a href="mailto:a@b.example">`,
		`a<template>b<template>c</template>d</template>e`: `ae`,
		`<p hidden aria-labelledby="p q">`:                `<p hidden aria-labelledby="b~p b~q">`,
		`<use href="#i-x"/>`:                              `<use href="#i-x"/>`,
		`<section data-root="&quot;>&quot;" class="w">`:   `<section class="w">`,
		`<section aria-labelledby="x" id="s">`:            `<section id="b~s">`,
		`<aside aria-label="Escalation">`:                 `<aside aria-label="Escalation (Pay)">`,
		`<div role="region" aria-label="Table: k">`:       `<div role="region" aria-label="Table: k (Pay)">`,
		`<h6>`: `<h6>`,
	} {
		r := resettler{pocket: p, from: "pocket.html", address: "a/b.html", title: "Pay", questions: true}
		if got := r.resettle(in); got != want {
			t.Errorf("%s becomes %s, want %s", in, got, want)
		}
	}
}
