package site_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/google/go-cmp/cmp"

	"remit/generator/site"
)

const attack = `
.plate.escalate h2::after, .plate h2::before, main::before { content: "Act now" !important }
.plate, .plate.escalate, .verdict { background: #0b5a3c !important; color: #0b5a3c !important; text-indent: -99em !important; filter: hue-rotate(90deg) !important }
.plate h2 { font-size: 1px !important; -webkit-text-fill-color: transparent !important; display: none !important; content: url(../images/favicon.svg) }
html { font-size: 1px } #walk { filter: hue-rotate(90deg) !important }
.never, .no, .refused, .answer, .end, .stop { display: none !important; visibility: hidden !important }
#walk-live .never { position: absolute !important; left: -99em !important; opacity: 0 !important }
[hidden] { display: block !important }
:root { --act: #0d4480; --call: #0b5a3c; --on-call: #0b5a3c }
@layer ours { .plate { background: #0b5a3c !important } }
`

// A site's style cannot change what an answer looks like: everything computed for its parts stays as it is.
func TestNoStyleChangesAnAnswer(t *testing.T) {
	tab := newTab(t)
	var seen []string
	for _, style := range []string{"", attack} {
		dir := t.TempDir()
		if err := os.CopyFS(filepath.Join(dir, "content"), os.DirFS("../../content")); err != nil {
			t.Fatal(err)
		}
		text, err := os.ReadFile("../../site.yaml")
		if err != nil {
			t.Fatal(err)
		}
		write(t, filepath.Join(dir, "site.yaml"), string(text))
		write(t, filepath.Join(dir, "static/styles/_prose.css"), style)
		s, err := site.Open(dir)
		if err != nil {
			t.Fatal(err)
		}
		seen = append(seen, tab.run(publish(t, s)+"contacts.html", looks))
	}
	if diff := cmp.Diff(seen[0], seen[1]); diff != "" {
		t.Errorf("mismatch (-want +got):\n%s", diff)
	}
	if err := chromedp.Do(tab.ctx, chromedp.Navigate("about:blank")); err != nil { // before the servers close
		t.Fatal(err)
	}
}

func write(t *testing.T, name, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// looks puts one of each part of an answer on the page, and says how each is shown.
const looks = `(() => {
	const part = (tag, name, ...inner) => {
		const made = document.createElement(tag);
		made.className = name;
		made.append(...inner);
		return made;
	};
	const parts = ["act", "act_and_escalate", "escalate", "decide", "impossible", "not_at_risk", "used_up"].flatMap(v => [
		part("div", "plate " + v, part("div", "", part("h2", "", "Title"), part("p", "", "Words"))), part("p", "verdict " + v, part("b", "", "Title"))]);
	parts.push(part("p", "never", part("span", "", "Never")), part("article", "no", part("div", "", part("h3", "", "Not"), part("p", "", "Because"))),
		part("div", "notice stop", part("p", "", "Lapsed")), part("p", "end", "End"), part("div", "answer", part("p", "", "x")), part("p", "refused", "x"));
	const hidden = part("p", "so never", "hidden");
	hidden.hidden = true;
	const walk = part("section", "", ...parts, hidden);
	walk.id = "walk-live";
	document.querySelector("main").replaceChildren(walk);
	const keys = ["display", "visibility", "opacity", "position", "transform", "clipPath", "textIndent", "filter", "content", "webkitTextFillColor"];
	const own = [...keys, "backgroundColor", "backgroundImage", "color", "fontWeight"];
	return [document.querySelector("main"), walk, ...walk.querySelectorAll("*")].map(e => {
		const sealed = e.closest(".plate, .verdict, .never, article.no, .stop");
		const style = getComputedStyle(e);
		const around = ["::before", "::after"].map(p => getComputedStyle(e, p).content);
		const small = sealed && e.tagName === "H2" && parseFloat(style.fontSize) < 28;
		return [e.tagName, e.className, ...(sealed ? own : keys.slice(0, 8)).map(k => style[k]), ...around, small ? "too small" : ""].join(" ");
	}).join("\n");
})()`
